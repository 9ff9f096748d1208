// Another extension's computed field is made only where the row has all that it `needs` as properties of its own (Prisma
// 7.10), and masked fields are none. Rows of models with such computed fields stand behind a proxy that owns up to them.

import type { Row } from './masked-row.js'

/** The fields that computed fields need, by model. */
export type ComputedNeeds = ReadonlyMap<string, ReadonlySet<string>>

/**
 * The row, with `names` among its own properties for whoever asks for one by name. They are not listed, so that nothing
 * copies them; util.inspect looks at the row behind the proxy.
 */
export function ownNames(row: Row, names: ReadonlySet<string>): Row {
  const descriptor = { value: undefined, writable: true, enumerable: false, configurable: true }
  return new Proxy(row, {
    get: (target, key) => Reflect.get(target, key),
    set: (target, key, value) => Reflect.set(target, key, value),
    getOwnPropertyDescriptor: (target, key) => {
      const isAsked = typeof key === 'string' && names.has(key) && key in target
      return Reflect.getOwnPropertyDescriptor(target, key) ?? (isAsked ? descriptor : undefined)
    },
  })
}
