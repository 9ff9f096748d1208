// An index-key rotation seen from a query. While several index keys are loaded, a value may stand in an index
// column under any of them: its epochs. Searches ask for all; what is unique must be so across all of them.

import { QueryError } from '../errors.js'
import type { ModelPlan } from '../schema/compile.js'
import type { Node } from './arg-values.js'
import { type Clients, itxOf, type ModelClient } from './clients.js'
import type { Operation } from './operation.js'
import type { Place } from './place.js'

/** A row that is looked for by a unique index column, in one of several epochs. */
export interface Lookup {
  readonly plan: ModelPlan
  /** The filter, and the unique in it: the column's name, or that of a compound. */
  readonly filter: Node
  readonly unique: string
  readonly column: string
  /** The text that a row would be created with. */
  readonly fallback: string
  /** The same search as an ordinary filter on any of the epochs. */
  readonly anyEpoch: Node
}

/**
 * A value written to a unique index column. The row takes the texts of every epoch one after another, always in
 * the order of the key ids and the active one last, inside one transaction. So two writers of one value meet in
 * the database's own unique index, whatever key each of them holds active, and exactly one of them wins.
 */
export interface Claim {
  readonly plan: ModelPlan
  readonly column: string
  readonly texts: readonly string[]
}

/** What an operation has to do because several index keys are loaded; both lists are empty otherwise. */
export interface Epochs {
  readonly lookups: readonly Lookup[]
  readonly claims: readonly Claim[]
}

/** The order in which a row takes the texts of an index: by key id, the active one (the first given) last. */
export function claimOrder(texts: readonly string[]): readonly string[] {
  const sorted = [...texts].sort()
  return sorted.at(-1) === texts[0] ? sorted : [...sorted, texts[0] as string]
}

/** Sends an operation; one that concerns a unique index column during a rotation goes the longer way. */
export function send(call: Operation, epochs: Epochs, clients: Clients): Promise<unknown> {
  const isOneEpoch = epochs.claims.length === 0 && epochs.lookups.length === 0
  return isOneEpoch ? call.query(call.args) : acrossEpochs(call, epochs, clients)
}

async function acrossEpochs(call: Operation, epochs: Epochs, clients: Clients): Promise<unknown> {
  const { operation, args, query, __internalParams: params } = call
  const { transaction } = params
  if (operation.startsWith('findUnique')) return findInAnyEpoch(call, epochs.lookups)
  if (epochs.claims.length === 0) {
    await resolveLookups(epochs.lookups, clients.in(transaction))
    return query(args)
  }
  if (transaction?.kind === 'batch') throw batchRefused(epochs.claims[0] as Claim)
  if (!transaction) {
    return clients.transaction(tx =>
      claimed(epochs, tx, () => query(args, { ...params, transaction: itxOf(tx) })),
    )
  }
  try {
    return await claimed(epochs, clients.in(transaction), () => query(args))
  } catch (error) {
    // Were the error swallowed and the rest committed, a row could stay under an epoch that it has not claimed.
    await clients.abort(transaction)
    throw error
  }
}

/**
 * Refuses what tells values apart by their index text: it would show one value as several.
 * @throws QueryError QUERY_ROTATION_GROUPS
 */
export function refuseGroups(places: readonly Place[]): void {
  const place = places.find(({ kind }) => kind === 'distinct' || kind === 'grouping')
  if (!place) return
  throw new QueryError({
    code: 'QUERY_ROTATION_GROUPS',
    model: place.plan.name,
    field: place.member?.name,
    operator: place.operator,
    message: 'While several index keys are loaded, one value can have several index texts.',
    fix: 'Wait until the rotation is done, or group the values after reading.',
  })
}

/** The same search as findFirst, which takes `in` where findUnique takes one value. */
function findInAnyEpoch(call: Operation, lookups: readonly Lookup[]): Promise<unknown> {
  widenToAnyEpoch(lookups)
  const action = call.operation.replace('findUnique', 'findFirst')
  return call.query(call.args, { ...call.__internalParams, action })
}

/** Turns unique filters into ordinary ones, which only findFirst takes. */
export function widenToAnyEpoch(lookups: readonly Lookup[]): void {
  for (const { filter, unique, anyEpoch } of lookups) {
    delete filter[unique]
    Object.assign(filter, anyEpoch)
  }
}

async function claimed(epochs: Epochs, client: ModelClient, send: () => Promise<unknown>): Promise<unknown> {
  await resolveLookups(epochs.lookups, client)
  const result = await send()
  for (const { plan, column, texts } of epochs.claims) {
    for (let i = 1; i < texts.length; i++) {
      const [where, data] = [{ [column]: texts[i - 1] }, { [column]: texts[i] }]
      await client.model(plan.name).updateMany({ where, data })
    }
  }
  return result
}

/** Puts into each unique filter the epoch in which the row stands. */
export async function resolveLookups(lookups: readonly Lookup[], client: ModelClient): Promise<void> {
  for (const { plan, filter, unique, column, fallback, anyEpoch } of lookups) {
    const row = await client.model(plan.name).findFirst({ where: anyEpoch, select: { [column]: true } })
    const target = unique === column ? filter : (filter[unique] as Node)
    target[column] = row?.[column] ?? fallback
  }
}

function batchRefused({ plan, column }: Claim): QueryError {
  return new QueryError({
    code: 'QUERY_ROTATION_BATCH',
    model: plan.name,
    field: column,
    operator: '$transaction',
    message: 'While several index keys are loaded, a batch cannot keep the column unique across them.',
    fix: 'Use $transaction(async tx => ...) instead of $transaction([...]) until the rotation is done.',
  })
}
