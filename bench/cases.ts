// The cases, as a table. A new one is a new row: what one operation does, and how to undo what a batch wrote.

import { newPeople, people } from './seed.js'
import type { BenchClient, Subject } from './subjects.js'

/** One kind of operation. */
export interface Case {
  readonly name: string
  /** Prepares the operation on a subject; the result runs it, with a number that counts up from 0. */
  prepare(subject: Subject): (n: number) => Promise<unknown>
  /** Takes back what a batch wrote; not timed. */
  restore?(client: BenchClient): Promise<unknown>
}

/** Every case, in the order of the report. */
export function cases(lookupRows: number): Case[] {
  return [
    {
      name: 'findUnique',
      prepare:
        ({ client }) =>
        n =>
          client.person.findUnique({ where: { id: 1 + (n % people) } }),
    },
    {
      name: 'findMany',
      prepare:
        ({ client }) =>
        () =>
          client.person.findMany(),
    },
    {
      name: 'findMany with relations',
      prepare:
        ({ client }) =>
        () =>
          client.person.findMany({ include: { visits: true } }),
    },
    { name: 'create', prepare: prepareCreate, restore: removeNewPeople },
    { name: 'createMany', prepare: prepareCreateMany, restore: removeNewPeople },
    { name: 'update', prepare: prepareUpdate },
    {
      name: 'lookup',
      // A step that shares no factor with round numbers of rows, so that searches wander all over the index.
      prepare:
        ({ client, text }) =>
        n =>
          client.account.findUnique({ where: { email: text((n * 7919) % lookupRows) } }),
    },
  ]
}

function prepareCreate(subject: Subject) {
  const rows = newPeople(subject, people)
  return (n: number) => subject.client.person.create({ data: rowAt(rows, n) })
}

function prepareCreateMany(subject: Subject) {
  const data = newPeople(subject, people)
  return () => subject.client.person.createMany({ data })
}

function prepareUpdate(subject: Subject) {
  // One more than there are people, so that each pass writes other values: SQLite skips a write that changes nothing.
  const rows = newPeople(subject, people + 1)
  return (n: number) =>
    subject.client.person.update({ where: { id: 1 + (n % people) }, data: rowAt(rows, n) })
}

function rowAt<Row>(rows: readonly Row[], n: number): Row {
  return rows[n % rows.length] as Row
}

function removeNewPeople(client: BenchClient): Promise<unknown> {
  return client.person.deleteMany({ where: { id: { gt: people } } })
}
