// The cases in which one call on the recorded model is held against the same call on its twin, as a table.

import { newPerson, type People, people } from './audit-client.js'

/** One kind of call. */
export interface PairedCase {
  readonly name: string
  /** Gets the call with a number that counts up from 0 ready; what it gives is timed. */
  ready(twin: People, n: number): Call | Promise<Call>
}

/** Makes one call. */
export type Call = () => Promise<unknown>

const everybody = { id: { lte: people } }

/** Every paired case, in the order of the report. */
export const pairedCases: readonly PairedCase[] = [
  { name: 'audit-create', ready: (twin, n) => () => twin.create({ data: newPerson(n) }) },
  {
    name: 'audit-create-many',
    ready: (twin, n) => {
      const data = Array.from({ length: people }, (_, i) => newPerson(n + i))
      return () => twin.createMany({ data })
    },
  },
  {
    name: 'audit-update',
    ready: (twin, n) => () => twin.update({ where: idOf(n), data: newPerson(n + turn(n)) }),
  },
  {
    name: 'audit-update-field',
    ready: (twin, n) => () => twin.update({ where: idOf(n), data: { phone: phoneOf(n) } }),
  },
  {
    name: 'audit-update-many',
    ready: (twin, n) => () => twin.updateMany({ where: everybody, data: { phone: phoneOf(n) } }),
  },
  {
    name: 'audit-update-many-plain',
    ready: (twin, n) => () => twin.updateMany({ where: everybody, data: { score: n + 1 } }),
  },
  {
    name: 'audit-update-many-row',
    ready: (twin, n) => () => twin.updateMany({ where: everybody, data: newPerson(people + n) }),
  },
  {
    name: 'audit-delete',
    ready: async (twin, n) => {
      const { id } = await twin.create({ data: newPerson(n), select: { id: true } })
      return () => twin.delete({ where: { id } })
    },
  },
]

function idOf(n: number): { readonly id: number } {
  return { id: 1 + (n % people) }
}

/** How often everybody had a turn before: each pass writes other values. */
function turn(n: number): number {
  return 1 + Math.floor(n / people)
}

function phoneOf(n: number): string {
  return newPerson(n + turn(n)).phone
}
