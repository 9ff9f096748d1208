// Random operations of every kind on every model of the bank, with what they give back.

import fc from 'fast-check'
import { presenceFields } from './bank.js'
import { relations } from './bank-relations.js'
import {
  type BankModel,
  deepFilters,
  optionalScalars,
  requiredScalars,
  scalarFilters,
  uniqueFilters,
} from './random-values.js'
import { createData, createManyRow, updateData, updateManyData } from './random-writes.js'

/** One call: `client.customer.update(args)`. Its args may hold references, which `resolved` replaces. */
export interface RandomOperation {
  readonly model: BankModel
  readonly operation: string
  readonly args: Readonly<Record<string, unknown>>
}

/** What a database can do. */
export interface Abilities {
  readonly hasReturning: boolean
  readonly hasSkipDuplicates: boolean
}

type Args = fc.Arbitrary<Readonly<Record<string, unknown>>>

const models = Object.keys(relations) as readonly BankModel[]
const depth = 3

/** Any operation that a database can do. */
export function anyOperation(abilities: Abilities): fc.Arbitrary<RandomOperation> {
  const all = models.map(model => ({
    arbitrary: operationOn(model, abilities),
    weight: model === 'Customer' || model === 'Contract' ? 2 : 1,
  }))
  return fc.oneof(...all)
}

function operationOn(model: BankModel, abilities: Abilities): fc.Arbitrary<RandomOperation> {
  const call = (operation: string, weight: number, args: Args) => ({
    arbitrary: args.map(one => ({ model, operation, args: one })),
    weight,
  })
  const scope = { model, depth }
  const [where, create, update] = [uniqueFilters[model], createData(scope), updateData(scope)]
  const many = fc.array(createManyRow(scope), { minLength: 1, maxLength: 3 })
  const skipDuplicates = abilities.hasSkipDuplicates ? fc.option(fc.boolean(), { nil: undefined }) : absent
  const filter = fc.oneof(scalarFilters[model], deepFilters[model])
  const limit = fc.option(fc.constantFrom(1, 2), { nil: undefined, freq: 3 })
  const changeMany = { where: filter, data: updateManyData(scope), limit }
  const returning = [
    call('createManyAndReturn', 1, shaped(model, { data: many, skipDuplicates }, false)),
    call('updateManyAndReturn', 1, shaped(model, changeMany, false)),
  ]
  return fc.oneof(
    call('create', 3, shaped(model, { data: create })),
    call('update', 6, shaped(model, { where, data: update })),
    call('upsert', 3, shaped(model, { where, create, update })),
    call('delete', 2, shaped(model, { where })),
    call('createMany', 2, fc.record({ data: many, skipDuplicates })),
    call('updateMany', 2, fc.record(changeMany)),
    call('deleteMany', 1, fc.record({ where: filter, limit })),
    ...(abilities.hasReturning ? returning : []),
  )
}

const absent = fc.constant(undefined)

/** Arguments with a `select`, `omit` or `include`, or none of them. */
function shaped(
  model: BankModel,
  args: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  hasRelations = true,
): Args {
  const all = Object.keys({ ...requiredScalars[model], ...optionalScalars[model] })
  const scalars = all.filter(name => !presenceFields.has(name))
  const flags = (names: readonly string[]) =>
    fc
      .subarray([...names], { minLength: 1, maxLength: Math.min(3, names.length) })
      .map(some => Object.fromEntries(some.map(name => [name, true])))
  const selected = hasRelations ? [...scalars, ...Object.keys(relations[model])] : scalars
  const shape = fc.oneof(
    { arbitrary: fc.constant<object>({}), weight: 3 },
    flags(selected).map(select => ({ select })),
    flags(scalars).map(omit => ({ omit })),
    ...(hasRelations ? [flags(Object.keys(relations[model])).map(include => ({ include }))] : []),
  )
  return fc.tuple(fc.record({ ...args }), shape).map(([one, other]) => ({ ...one, ...other }))
}
