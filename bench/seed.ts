// Fills the tables of a subject through its own client, and makes sure that it stores what it should: a subject that
// left plaintext in the database would win every comparison.

import type { Subject } from './subjects.js'

/** Rows of Person. */
export const people = 1_000

/** Rows of Visit for each Person. */
export const visitsEach = 5

/** Rows that one createMany writes. */
export const chunk = 1_000

/** Writes the rows that cases read: people with ids from 1, their visits, and accounts. */
export async function seed(subject: Subject, accounts: number): Promise<void> {
  const { client } = subject
  await client.person.createMany({ data: newPeople(subject, people) })
  const visits = Array.from({ length: people * visitsEach }, (_, n) => newVisit(subject, n))
  for (let at = 0; at < visits.length; at += chunk) {
    await client.visit.createMany({ data: visits.slice(at, at + chunk) })
  }
  for (let at = 0; at < accounts; at += chunk) {
    const length = Math.min(chunk, accounts - at)
    const data = Array.from({ length }, (_, n) => ({ email: subject.text(at + n) }))
    await client.account.createMany({ data })
  }
  await checkSeed(subject)
}

/** The data of people who are not stored yet. */
export function newPeople({ text }: Subject, length: number) {
  return Array.from({ length }, (_, n) => {
    const [name, street, phone, iban, passport] = [0, 1, 2, 3, 4].map(field => text(n * 5 + field))
    return { name, street, phone, iban, passport } as Record<PersonText, string>
  })
}

type PersonText = 'name' | 'street' | 'phone' | 'iban' | 'passport'

function newVisit({ text }: Subject, n: number) {
  return { note: text(n * 2), diagnosis: text(n * 2 + 1), personId: 1 + Math.floor(n / visitsEach) }
}

async function checkSeed({ name, client, text }: Subject): Promise<void> {
  const row = await client.person.findUniqueOrThrow({ where: { id: 1 } })
  const [stored] = await client.$queryRawUnsafe<{ name: string }[]>('SELECT name FROM "Person" WHERE id = 1')
  const isSealed = name === 'fieldseal' || name === 'peer'
  const found = await client.account.findUnique({ where: { email: text(0) } })
  if (row.name !== text(0) || found?.email !== text(0)) throw new Error(`${name} does not read what it wrote`)
  if ((stored?.name !== text(0)) !== isSealed) throw new Error(`${name} does not store what it should`)
}
