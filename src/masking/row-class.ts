// The class of the masked rows of one selection of a model's columns. Two traps shape it: util.inspect with
// `showHidden` and `getters` calls getters of prototypes, unless their constructor is a built-in one; and a toJSON
// called through another extension's proxy sees the proxy as `this`.

import type { ModelPlan } from '../schema/compile.js'
import type { MaskedField } from './masked-fields.js'
import { MaskedRow, type Row } from './masked-row.js'
import type { Masker } from './masker.js'

/** What the rows of one class have in common. */
export interface RowShape {
  readonly plan: ModelPlan
  /** The columns and relations of the row, in order. */
  readonly keys: readonly string[]
  /** The masked fields whose value the row gives to code. */
  readonly open: readonly MaskedField[]
  /** The masked fields of which it gives the mask alone, since its reader may not see the value. */
  readonly closed: readonly MaskedField[]
}

/** Makes masked rows. */
export type RowClass = new (source: Row) => MaskedRow<RowShape>

const inspectCustom = Symbol.for('nodejs.util.inspect.custom')

/** The class for a shape. */
export function rowClass(shape: RowShape): RowClass {
  const plain = shape.keys.filter(key => ![...shape.open, ...shape.closed].some(field => field.name === key))
  const ordered = shape.keys.filter(key => plain.includes(key) || isClosed(shape, key))
  const Class = class extends MaskedRow<RowShape> {
    constructor(source: Row) {
      super(source, shape)
      const row = this as unknown as Row
      for (const key of ordered) row[key] = source[key]
      for (const field of shape.closed) putMask(row, field, source)
    }
  }
  const masks = new Map(shape.open.map(field => [field.name, field.mask]))
  for (const field of shape.open) Object.defineProperty(Class.prototype, field.name, readerOf(field.name))
  Object.defineProperties(Class.prototype, {
    constructor: hidden(Object),
    toJSON: hidden(function (this: Row) {
      return maskedCopy(this, shape.keys, masks)
    }),
    [inspectCustom]: hidden(function (this: Row) {
      return maskedCopy(this, shape.keys, masks)
    }),
  })
  return Class
}

function isClosed({ closed }: RowShape, key: string): boolean {
  return closed.some(field => field.name === key && !field.isOmitted)
}

function putMask(row: Row, field: MaskedField, source: Row): void {
  if (!field.isOmitted) row[field.name] = field.closedMask(source[field.name])
}

function readerOf(name: string): PropertyDescriptor {
  return {
    get(this: object) {
      return MaskedRow.read(this, name)
    },
    set(this: object, value: unknown) {
      MaskedRow.write(this, name, value)
    },
    enumerable: false,
    configurable: false,
  }
}

function hidden(value: unknown): PropertyDescriptor {
  return { value, enumerable: false, writable: true, configurable: true }
}

/** The row as it may be put out: masks in place of values, in the order of the columns, then what the code added. */
function maskedCopy(row: Row, keys: readonly string[], masks: ReadonlyMap<string, Masker>): Row {
  const copy: Row = {}
  for (const key of keys) {
    const mask = masks.get(key)
    const value = mask ? mask(row[key]) : row[key]
    if (value !== undefined) copy[key] = value
  }
  for (const key of Object.keys(row)) {
    if (!Object.hasOwn(copy, key) && !masks.has(key)) copy[key] = row[key]
  }
  return copy
}
