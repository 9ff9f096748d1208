// Whether an operation can itself make the row that a unique of its arguments did not find, before it looks for it.

import { addToList } from '../../core/add-to-list.js'
import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import { setValue } from '../written-value.js'
import { encodeImageValue } from './image-value.js'

/** What an operation writes to one row, or to several. */
export interface WrittenData {
  /** The values as far as they are known, each under its column. */
  readonly data: Node
  /** The columns that get other values; undefined where the rows are new. */
  readonly changed?: ReadonlySet<string> | undefined
}

/** Written data of which the same fields of a unique are known. */
interface Alike {
  readonly fields: readonly string[]
  readonly byText: Map<string, Node[]>
}

/** The data that can come to have given values of some fields. */
export class Rivals {
  readonly #model: RecordedPlan
  readonly #fields: readonly string[]
  readonly #alike = new Map<string, Alike>()

  constructor(model: RecordedPlan, fields: readonly string[], written: readonly WrittenData[]) {
    this.#model = model
    this.#fields = fields
    for (const one of written) if (!this.#isElsewhere(one)) this.#add(one.data)
  }

  /** True where data may come to have the values, beside that of which `isOwn` is true. */
  mayHave(values: Node, isOwn: (data: Node) => boolean): boolean {
    return this.#rivals(values).some(some => !some.every(isOwn))
  }

  #rivals(values: Node): readonly (readonly Node[])[] {
    const known = new Set(this.#knownOf(values))
    return [...this.#alike.values()].flatMap(({ fields, byText }) => {
      if (fields.every(field => known.has(field))) return [byText.get(this.#textOf(fields, values)) ?? []]
      return [...byText.values()]
    })
  }

  #add(data: Node): void {
    const fields = this.#knownOf(data)
    const name = fields.join(' ')
    const { byText } = this.#alike.get(name) ?? { byText: new Map<string, Node[]>() }
    this.#alike.set(name, { fields, byText })
    addToList(byText, this.#textOf(fields, data), data)
  }

  /**
   * True for data that leaves the fields alone, or has the database make the value up: a text, or a number that it counts
   * up, of a row that nobody can name before it is there.
   */
  #isElsewhere({ data, changed }: WrittenData): boolean {
    if (changed) return !this.#fields.some(field => changed.has(field))
    const [field = '', ...others] = this.#fields
    return others.length === 0 && isAbsent(data[field]) && !isForeignKey(this.#model, field)
  }

  #knownOf(values: Node): readonly string[] {
    return this.#fields.filter(field => folded(this.#model.types[field], values[field]) !== undefined)
  }

  /** The values as one text, the same for values that a collation might take for one another. */
  #textOf(fields: readonly string[], values: Node): string {
    return fields.map(field => folded(this.#model.types[field], values[field])).join('\n')
  }
}

/**
 * A text for values that a column may take for one another: texts without case, accents, widths and spaces at their end.
 * Where a collation goes further than that, a unique conflict (P2002) ends the operation. Undefined for what is not known,
 * such as the result of counting up.
 */
function folded(type: string | undefined, value: unknown): string | undefined {
  const plain = setValue(value)
  if (plain === null || isAbsent(plain) || isNode(plain)) return undefined
  if (type !== 'String') return JSON.stringify(encodeImageValue(type ?? 'String', plain))
  return String(plain).normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase().trimEnd()
}

/** The row that new data is nested in gives it such a column. */
function isForeignKey({ relations }: RecordedPlan, field: string): boolean {
  return [...relations.values()].some(
    relation => relation.kind === 'own' && relation.pairs.some(([here]) => here === field),
  )
}
