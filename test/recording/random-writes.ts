// Random data of creates and updates, with nested writes of every keyword on both sides of each relation.

import fc from 'fast-check'
import { type Relation, relations } from './bank-relations.js'
import {
  type Arbitraries,
  type BankModel,
  foreignKeys,
  idScalars,
  optionalScalars,
  requiredScalars,
  scalarFilters,
  uniqueFilters,
} from './random-values.js'

type Data = fc.Arbitrary<Readonly<Record<string, unknown>>>

/** Data of a model; nested in a write of `without`'s opposite, it lacks that relation. */
interface Scope {
  readonly model: BankModel
  readonly without?: string
  /** How many relations deep it may write. */
  readonly depth: number
}

const known = new Map<string, Data>()

function once(name: string, { model, without, depth }: Scope, make: () => Data): Data {
  const key = [name, model, without, depth].join(' ')
  const data = known.get(key) ?? make()
  known.set(key, data)
  return data
}

/** Data of a new row: with nested writes, or with foreign keys as columns. */
export function createData(scope: Scope): Data {
  return once('create', scope, () => {
    const { model } = scope
    const own = { ...requiredScalars[model], ...rarely(optionalScalars[model]) }
    const nested = merged(record(own), writes(scope, false))
    const keyed = merged(
      record({ ...rarely(idScalars[model], 3), ...own, ...keys(scope) }),
      writes(scope, false, true),
    )
    return fc.oneof(nested, keyed)
  })
}

/** Data of an update, in the same two ways. */
export function updateData(scope: Scope): Data {
  return once('update', scope, () => {
    const { model } = scope
    const own = rarely({ ...setters(requiredScalars[model]), ...optionalScalars[model] })
    const nested = merged(record(own), writes(scope, true))
    const keyed = merged(
      record({ ...own, ...rarely(keys(scope)), ...rarely(idScalars[model], 4) }),
      writes(scope, true, true),
    )
    return fc.oneof({ arbitrary: nested, weight: 3 }, { arbitrary: keyed, weight: 2 })
  })
}

/** Data of many rows at once: columns alone. */
export function createManyRow({ model, without }: Scope): Data {
  const all = { ...rarely(idScalars[model]), ...requiredScalars[model], ...rarely(optionalScalars[model]) }
  return record({ ...all, ...keys({ model, without, depth: 0 } as Scope) })
}

/** Data of an update of many rows. */
export function updateManyData({ model, without }: Scope): Data {
  const uniques = new Set(['email', 'apiToken', 'code', 'number', ...(model === 'Label' ? ['name'] : [])])
  const own = { ...setters(requiredScalars[model]), ...optionalScalars[model] }
  const shared = Object.fromEntries(Object.entries(own).filter(([name]) => !uniques.has(name)))
  return record(rarely({ ...shared, ...keys({ model, without, depth: 0 } as Scope) }))
}

function keys({ model, without }: Scope): Arbitraries {
  const own = Object.keys(relations[model]).filter(name => name !== without)
  const given = Object.assign({}, ...own.map(name => foreignKeys[`${model}.${name}`] ?? {})) as Arbitraries
  const taken = Object.keys(foreignKeys[`${model}.${without}`] ?? {})
  return Object.fromEntries(Object.entries(given).filter(([name]) => !taken.includes(name)))
}

/** Writes of a few relations; those that a new row needs, always. `isKeyed`: none whose key the model holds. */
function writes({ model, without, depth }: Scope, isUpdate: boolean, isKeyed = false): Data {
  const entries = Object.entries(relations[model]).filter(([name]) => name !== without)
  const fitting = entries.filter(([name]) => !isKeyed || !(`${model}.${name}` in foreignKeys))
  const isNeeded = ([, { shape }]: [string, Relation]) => shape === 'required' && !isUpdate
  const needed = Object.fromEntries(
    fitting.filter(isNeeded).map(([name, one]) => [name, relationWrite(one, Math.max(0, depth - 1), false)]),
  )
  const free = fitting.filter(entry => !isNeeded(entry))
  if (depth === 0 || free.length === 0) return record(needed)
  const some = fc
    .uniqueArray(
      fc.oneof(
        ...free.map(([name, one]) =>
          relationWrite(one, depth - 1, isUpdate).map(write => [name, write] as const),
        ),
      ),
      { minLength: 0, maxLength: 2, selector: ([name]) => name },
    )
    .map(Object.fromEntries)
  return merged(record(needed), some)
}

/** One or two keywords of a relation. */
function relationWrite(one: Relation, depth: number, isUpdate: boolean): Data {
  return once(`write ${isUpdate} ${one.shape}`, { model: one.target, without: one.opposite, depth }, () => {
    const all = Object.entries(keywords(one, depth, isUpdate)).map(([name, value]) =>
      value.map(written => [name, written] as const),
    )
    const isList = one.shape === 'list' || one.shape === 'links'
    const maxLength = isList || isUpdate ? 2 : 1
    return fc
      .uniqueArray(fc.oneof(...all), { minLength: 1, maxLength, selector: ([name]) => name })
      .map(Object.fromEntries)
  })
}

function keywords({ target, opposite, shape }: Relation, depth: number, isUpdate: boolean): Arbitraries {
  const scope = { model: target, without: opposite, depth }
  const [unique, create, filter] = [uniqueFilters[target], createData(scope), scalarFilters[target]]
  const made = { create, connect: unique, connectOrCreate: record({ where: unique, create }) }
  if (shape === 'one' || shape === 'required') {
    const update = updateData(scope)
    const changed = {
      update: fc.oneof(update, record({ where: filter, data: update })),
      upsert: record({ create, update, where: fc.option(filter, { nil: undefined }) }),
    }
    const gone = fc.oneof({ arbitrary: fc.constant<unknown>(true), weight: 3 }, filter)
    return {
      ...made,
      ...(isUpdate && changed),
      ...(isUpdate && shape === 'one' && { disconnect: gone, delete: gone }),
    }
  }
  const lists = Object.fromEntries(Object.entries(made).map(([name, value]) => [name, oneOrMany(value)]))
  const many = fc.array(createManyRow(scope), { minLength: 1, maxLength: 2 })
  const bulk: Arbitraries = shape === 'list' ? { createMany: record({ data: many }) } : {}
  if (!isUpdate) return { ...lists, ...bulk }
  const update = updateData(scope)
  return {
    ...lists,
    ...bulk,
    disconnect: oneOrMany(unique),
    set: fc.array(unique, { maxLength: 2 }),
    update: oneOrMany(record({ where: unique, data: update })),
    updateMany: oneOrMany(record({ where: filter, data: updateManyData(scope) })),
    upsert: oneOrMany(record({ where: unique, create, update })),
    delete: oneOrMany(unique),
    deleteMany: oneOrMany(filter),
  }
}

function oneOrMany(one: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: one, weight: 3 }, fc.array(one, { minLength: 1, maxLength: 2 }))
}

/** Some as `{ set: value }`. */
function setters(scalars: Arbitraries): Arbitraries {
  const either = (one: fc.Arbitrary<unknown>) =>
    fc.oneof(
      one,
      one.map(set => ({ set })),
    )
  return Object.fromEntries(Object.entries(scalars).map(([name, one]) => [name, either(one)]))
}

/** Fields that are mostly left out. */
function rarely(fields: Arbitraries, freq = 2): Arbitraries {
  const rare = (one: fc.Arbitrary<unknown>) =>
    fc.oneof({ arbitrary: fc.constant(undefined), weight: freq }, { arbitrary: one, weight: 1 })
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, rare(one)]))
}

function record(fields: Arbitraries): Data {
  return fc
    .record(fields)
    .map(one => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)))
}

function merged(one: Data, other: Data): Data {
  return fc.tuple(one, other).map(([first, second]) => ({ ...first, ...second }))
}
