// Holds the argument grammar against Prisma's own DMMF: every keyword that Prisma accepts is one that we walk.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  combinators,
  type Keywords,
  type NodeKind,
  operations,
  orderByKeywords,
  type RecordKind,
  records,
  relationFilter,
  relationWrite,
} from '../../src/prisma/arg-grammar.js'
import { compile, type ModelPlan } from '../../src/schema/compile.js'
import type { FieldMap } from '../../src/schema/field-map.js'
import { fields as mysql } from '../generated/mysql/fieldseal/index.js'
import { fields as postgresql } from '../generated/postgresql/fieldseal/index.js'
import { fields as sqlite } from '../generated/sqlite/fieldseal/index.js'

interface TypeRef {
  readonly type: string
  readonly location: string
}
interface Argument {
  readonly name: string
  readonly inputTypes: readonly TypeRef[]
}
interface InputType {
  readonly name: string
  readonly fields: Argument[]
}
interface OutputType {
  readonly name: string
  readonly fields: readonly { readonly name: string; readonly args: readonly Argument[] }[]
}
interface Dmmf {
  readonly mappings: { readonly modelOperations: readonly Record<string, string>[] }
  readonly schema: {
    readonly inputObjectTypes: { readonly prisma: InputType[] }
    readonly outputObjectTypes: { readonly prisma: readonly OutputType[] }
  }
}

/** DMMF's names for the operations that it calls otherwise than the client. */
const clientNames: Readonly<Record<string, string>> = {
  createOne: 'create',
  updateOne: 'update',
  upsertOne: 'upsert',
  deleteOne: 'delete',
}

/** Walks Prisma's input types as the grammar says, and collects what the grammar does not know. */
class GrammarCheck {
  readonly unknown: string[] = []
  readonly visited = new Set<string>()
  readonly #types: ReadonlyMap<string, InputType>

  readonly #dmmf: Dmmf

  constructor(dmmf: Dmmf) {
    this.#dmmf = dmmf
    this.#types = new Map(dmmf.schema.inputObjectTypes.prisma.map(type => [type.name, type]))
  }

  run(plans: ReadonlyMap<string, ModelPlan>): string[] {
    const roots = this.#dmmf.schema.outputObjectTypes.prisma.filter(type =>
      /^(Query|Mutation)$/.test(type.name),
    )
    const rootFields = new Map(roots.flatMap(type => type.fields.map(field => [field.name, field] as const)))
    for (const { model, ...names } of this.#dmmf.mappings.modelOperations) {
      for (const [dmmfName, root] of Object.entries(names)) {
        const operation = clientNames[dmmfName] ?? dmmfName
        const keywords = operations[operation]
        if (!keywords) this.unknown.push(operation)
        else
          this.#keywords(
            operation,
            keywords,
            rootFields.get(root)?.args ?? [],
            plans.get(model as string) as ModelPlan,
          )
      }
    }
    return [...new Set(this.unknown)]
  }

  #keywords(where: string, keywords: Keywords, args: readonly Argument[], plan: ModelPlan): void {
    for (const arg of args) {
      const kind = keywords[arg.name]
      if (kind === undefined) this.unknown.push(`${where}.${arg.name}`)
      else for (const type of this.#inputs(arg)) this.#node(kind, type, plan)
    }
  }

  #inputs(arg: Argument): InputType[] {
    return arg.inputTypes
      .filter(({ location }) => location === 'inputObjectTypes')
      .map(({ type }) => this.#types.get(type) as InputType)
  }

  #node(nodeKind: NodeKind, type: InputType, plan: ModelPlan): void {
    const kind = nodeKind === 'unique' ? 'where' : nodeKind
    const visit = `${kind} ${type.name}`
    if (this.visited.has(visit)) return
    this.visited.add(visit)
    if (kind === 'updateOne' && !isRecord(type)) return this.#members('update', type, plan)
    if (kind in records) return this.#keywords(type.name, records[kind as RecordKind], type.fields, plan)
    this.#members(kind, type, plan)
  }

  #members(kind: NodeKind, type: InputType, plan: ModelPlan): void {
    for (const field of type.fields) {
      const member = plan.members.get(field.name)
      const inputs = this.#inputs(field)
      if (member?.kind === 'relation') for (const input of inputs) this.#relation(kind, input, member.target)
      else if (kind === 'where' || kind === 'having') this.#filter(kind, type, field, inputs, plan)
      else if (!member && !(kind === 'orderBy' && field.name in orderByKeywords))
        this.unknown.push(`${type.name}.${field.name}`)
    }
  }

  #filter(kind: NodeKind, type: InputType, field: Argument, inputs: InputType[], plan: ModelPlan): void {
    if (combinators.has(field.name)) for (const input of inputs) this.#node(kind, input, plan)
    else if (!plan.members.has(field.name)) this.unknown.push(`${type.name}.${field.name}`)
  }

  #relation(kind: NodeKind, input: InputType, target: ModelPlan): void {
    if (kind === 'create' || kind === 'update')
      return this.#keywords(input.name, relationWrite, input.fields, target)
    const isKeyworded = input.fields.every(field => relationFilter.has(field.name))
    if (kind === 'where' && isKeyworded) {
      for (const field of input.fields)
        for (const inner of this.#inputs(field)) this.#node('where', inner, target)
    } else this.#node(kind, input, target)
  }
}

function isRecord(type: InputType): boolean {
  return (
    type.fields.some(
      field => field.name === 'data' && field.inputTypes.some(ref => ref.location === 'inputObjectTypes'),
    ) && type.fields.every(field => field.name === 'data' || field.name === 'where')
  )
}

function readDmmf(provider: string): Dmmf {
  return JSON.parse(
    readFileSync(new URL(`../generated/${provider}/dmmf.json`, import.meta.url), 'utf8'),
  ) as Dmmf
}

describe.each<[string, FieldMap]>([
  ['sqlite', sqlite],
  ['postgresql', postgresql],
  ['mysql', mysql],
])('the argument grammar (%s)', (provider, fields) => {
  test('knows every keyword that Prisma accepts', () => {
    const check = new GrammarCheck(readDmmf(provider))
    expect(check.run(compile(fields))).toEqual([])
    expect(check.visited.size).toBeGreaterThan(200)
  })

  test.each(['PatientWhereInput', 'VisitUpdateManyWithoutPatientNestedInput', 'VisitUncheckedCreateInput'])(
    'reports a keyword that is added to %s',
    name => {
      const dmmf = readDmmf(provider)
      const type = dmmf.schema.inputObjectTypes.prisma.find(candidate => candidate.name === name)
      type?.fields.push({ name: 'planted', inputTypes: [] })
      expect(new GrammarCheck(dmmf).run(compile(fields))).toEqual([`${name}.planted`])
    },
  )
})
