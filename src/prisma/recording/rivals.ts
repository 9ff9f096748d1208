// Whether an operation can itself make the row that a unique of its arguments did not find, before it looks for it.

import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { isAbsent, isNode, type Node } from '../arg-values.js'
import { changedColumns } from './changed-columns.js'

/** Data that an operation writes, of new rows or of those that are there. */
export interface WrittenData {
  readonly data: Node
  readonly isNew: boolean
}

/** The data that can come to have given values of some fields. */
export class Rivals {
  readonly #model: RecordedPlan
  readonly #fields: readonly string[]
  readonly #byValues = new Map<string, Node[]>()
  /** Data of which it cannot be told. */
  readonly #loose: Node[] = []

  constructor(model: RecordedPlan, fields: readonly string[], written: readonly WrittenData[]) {
    this.#model = model
    this.#fields = fields
    for (const one of written) this.#add(one)
  }

  /**
   * True where data other than `own`, and what is nested in that, may come to have the values. Own data is written after
   * the row was looked for.
   */
  mayHave(values: Node, own: readonly unknown[]): boolean {
    const text = this.#textOf(values)
    if (text === undefined || this.#fields.some(field => isForeignKey(this.#model, field))) return true
    const isOwn = (data: Node) => own.includes(data) || own.some(tree => nodesIn(tree).includes(data))
    return [this.#loose, this.#byValues.get(text) ?? []].some(some => !some.every(isOwn))
  }

  #add({ data, isNew }: WrittenData): void {
    if (isNew ? this.#isGenerated(data) : !this.#fields.some(field => this.#isChanged(data, field))) return
    const text = this.#textOf(data)
    if (text === undefined) this.#loose.push(data)
    else this.#byValues.set(text, [...(this.#byValues.get(text) ?? []), data])
  }

  #isChanged(data: Node, field: string): boolean {
    return changedColumns(this.#model, data).has(field)
  }

  /** A text that is not given is made up or null; a number may be counted up to any. */
  #isGenerated(data: Node): boolean {
    const [field = '', ...others] = this.#fields
    return others.length === 0 && this.#model.types[field] === 'String' && isAbsent(data[field])
  }

  /** The values as one text, the same for values that a collation might take for one another. */
  #textOf(values: Node): string | undefined {
    const texts = this.#fields.map(field => folded(this.#model.types[field], values[field]))
    return texts.includes(undefined) ? undefined : texts.join('\n')
  }
}

/** Printable ASCII, in which collations tell letters and digits apart but for their case. */
const plainText = /^[ -~]*$/

function folded(type: string | undefined, value: unknown): string | undefined {
  if (type === 'Int' || type === 'BigInt')
    return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined
  if (type !== 'String' || typeof value !== 'string' || !plainText.test(value)) return undefined
  return value.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** A cascade or a write of the relation can change it. */
function isForeignKey({ relations }: RecordedPlan, field: string): boolean {
  return [...relations.values()].some(
    relation => relation.kind === 'own' && relation.pairs.some(([here]) => here === field),
  )
}

/** The nodes of a tree of arguments, its root among them. */
export function nodesIn(tree: unknown): readonly Node[] {
  const parts = Array.isArray(tree) ? tree : isNode(tree) ? Object.values(tree) : []
  const inside = parts.flatMap(nodesIn)
  return isNode(tree) ? [tree, ...inside] : inside
}
