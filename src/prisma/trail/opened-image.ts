// Opens what an entry holds of a record, for one viewer: encrypted values as their plain ones, masked ones for those who
// may see them, passwords and tokens as whether there is one.

import { decodeBase64url } from '#crypto'
import type { JsonValue, RecordImage } from '../../audit/event.js'
import { looksSealed } from '../../core/envelope.js'
import type { Clearance } from '../../masking/clearance.js'
import { blankMask } from '../../masking/mask-text.js'
import type { FieldPlan } from '../../schema/compile.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import type { Node } from '../arg-values.js'
import type { Protections } from '../protections.js'
import { decodeImageValue } from '../recording/image-value.js'

/** An image for a viewer. */
export interface OpenedImage {
  readonly values: Node
  readonly unopened: readonly string[]
}

/** Opens images of one model. */
export class ImageOpener {
  readonly #model: RecordedPlan
  readonly #protections: Protections
  readonly #clearance: Clearance

  constructor(model: RecordedPlan, protections: Protections, clearance: Clearance) {
    this.#model = model
    this.#protections = protections
    this.#clearance = clearance
  }

  /** @param recordId as the trail writes it */
  open({ values, sealed = {}, present = {}, bound = {} }: RecordImage, recordId: string): OpenedImage {
    const plain = { ...this.#decoded(values), ...present }
    const row = { ...this.#decoded(JSON.parse(recordId)), ...this.#decoded(bound), ...plain }
    const opened: Node = {}
    const unopened: string[] = []
    for (const [name, { stored }] of Object.entries(sealed)) {
      try {
        opened[name] = stored === null ? this.#plain(name, null) : this.#value(name, stored, row, recordId)
      } catch {
        unopened.push(name)
      }
    }
    return { values: { ...plain, ...opened }, unopened }
  }

  #decoded(values: RecordImage['values']): Node {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.#plain(name, value)]))
  }

  /** As Prisma gives it: a list that is null in its column is empty, and enums have the names of the schema. */
  #plain(name: string, value: JsonValue): unknown {
    const { types, enums } = this.#model
    const type = types[name] ?? 'String'
    if (value === null) return type.endsWith('[]') ? [] : null
    const names = enums[name]
    return names ? schemaNames(value, names) : decodeImageValue(type, value)
  }

  #value(name: string, stored: string, row: Node, recordId: string): unknown {
    const masked = this.#model.plan.masked.find(field => field.name === name)
    if (masked && !this.#clearance.sees(masked, row)) return blankMask
    const member = this.#model.plan.members.get(name)
    const own = member?.kind === 'field' ? this.#ofColumn(member, stored, row) : undefined
    if (own) return own.value
    const field = { model: this.#model.name, name }
    return this.#plain(name, this.#protections.trail.open(field, recordId, stored))
  }

  /** What the column's own seal holds; undefined for a value that the trail sealed. */
  #ofColumn(field: FieldPlan, stored: string, row: Node): { readonly value: unknown } | undefined {
    const column = field.entry.encrypted?.storage === 'Bytes' ? decodeBase64url(stored) : stored
    if (!looksSealed(column)) return undefined
    const copy: Node = { ...row, [field.name]: column }
    this.#protections.field(field).readAll([copy])
    return { value: copy[field.name] }
  }
}

/** A value that the enum has no more stays what it was. */
function schemaNames(value: JsonValue, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map(one => schemaNames(one, names))
  return typeof value === 'string' && Object.hasOwn(names, value) ? names[value] : value
}
