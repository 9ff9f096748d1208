// The blind index columns of one encrypted field, as its annotations name them.

import type { KeySet } from '../core/key-source.js'
import type { FieldPlan } from '../schema/compile.js'
import type { IndexColumn, ProtectionOptions } from './protection.js'

/** The index that finds the field by equality. */
export function equalityIndex(
  _field: FieldPlan,
  _keys: KeySet,
  _options: ProtectionOptions,
): IndexColumn | undefined {
  return undefined
}

/** The index that finds the field by its first characters. */
export function prefixIndex(
  _field: FieldPlan,
  _keys: KeySet,
  _options: ProtectionOptions,
): IndexColumn | undefined {
  return undefined
}
