// `@token`: a keyed hash of the value, looked up by value and never read.

import type { Node } from './arg-values.js'
import type { Protection } from './protection.js'

/** The protection of a token field. */
export class TokenHash implements Protection {
  write(_data: Node, _value: unknown, _row: Node | undefined): void {}

  readAll(_rows: readonly Node[]): void {}
}
