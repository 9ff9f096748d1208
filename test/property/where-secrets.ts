// Random secrets, and the operations that fail or are refused with them in their arguments.

import fc from 'fast-check'
import type { SealedClient } from '../support/keys.js'

/** Values of the protected fields, none of which may show. */
export interface Secrets {
  readonly username: string
  readonly ssn: string
  readonly lastName: string
  readonly sessionToken: string
  readonly title: string
  readonly score: number
  readonly birthDate: Date
}

/** Letters that occur together in no key id, hash or identifier by accident. */
const anyWord = fc.string({ unit: fc.constantFrom(...'ghjkqvwxyzGHJKQVWXYZ'), minLength: 12, maxLength: 20 })

/** Secrets of every type; nothing like them stands in any source file. */
export const anySecrets: fc.Arbitrary<Secrets> = fc.record({
  username: anyWord,
  ssn: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 14, maxLength: 18 }),
  lastName: anyWord,
  sessionToken: anyWord,
  title: anyWord,
  score: fc.integer({ min: 1_500_000_000, max: 2_147_483_647 }),
  birthDate: fc.date({ min: new Date(1000, 0), max: new Date(1600, 0), noInvalidDate: true }),
})

/** The forms in which the secrets might show, in lower case. */
export function formsOf(secrets: Secrets): string[] {
  const { score, birthDate, lastName, ...texts } = secrets
  const date = birthDate.toISOString()
  const all = [
    ...Object.values(texts),
    lastName,
    lastName.slice(0, 6),
    String(score),
    date.slice(0, 10),
    String(+birthDate),
  ]
  return all.map(form => form.toLowerCase())
}

/** Any operation on the extended client. */
export type Act = (client: SealedClient, secrets: Secrets) => Promise<unknown>

const dataOf = ({ title, ...secrets }: Secrets) => ({ tenant: 't', ...secrets, posts: { create: { title } } })

/** Arguments that Prisma's types rule out, as an application without types sends them. */
const untyped = (args: object) => args as never

/** Operations that are refused, or fail at the database. */
export const failures: Readonly<Record<string, Act>> = {
  'a filter that is refused': ({ account }, { lastName }) =>
    account.findMany({ where: { lastName: { contains: lastName } } }),
  'a filter that is refused, deep down': ({ post }, { username }) =>
    post.findMany({ where: { OR: [{ account: { is: { NOT: { username: { gt: username } } } } }] } }),
  'a prefix that is too long': ({ account }, { lastName }) =>
    account.count({ where: { lastName: { startsWith: lastName } } }),
  'a value of another type': ({ account }, { username }) =>
    account.findMany(untyped({ where: { score: username } })),
  'a date that is none': ({ account }, { username }) =>
    account.findMany({ where: { birthDate: { in: [username] } } }),
  'an unknown field': ({ account }, secrets) =>
    account.create(untyped({ data: { ...dataOf(secrets), surname: secrets.lastName } })),
  'an index written by hand': ({ account }, secrets) =>
    account.create({ data: { ...dataOf(secrets), ssnIndex: secrets.ssn } as never }),
  'half of a compound index': ({ account }, { username, lastName }) =>
    account.update({ where: { username }, data: { lastName } }),
  'a write of another type': ({ account }, secrets) =>
    account.create(untyped({ data: { ...dataOf(secrets), score: secrets.lastName } })),
  'an object for a text': ({ account }, secrets) =>
    account.create(untyped({ data: { ...dataOf(secrets), ssn: { value: secrets.ssn } } })),
  'a missing field': ({ account }, secrets) =>
    account.create(untyped({ data: { ...dataOf(secrets), tenant: undefined } })),
  'a plain field of another type': ({ account }, secrets) =>
    account.create(untyped({ data: { ...dataOf(secrets), tenant: 7 } })),
  'a bad filter on a plain field': ({ account }, { username, birthDate }) =>
    account.findMany(untyped({ where: { username, birthDate, tenant: { resembles: 1 } } })),
  'a bad option': ({ account }, { username }) =>
    account.findMany(untyped({ where: { username }, take: 'all' })),
  'an unknown option': ({ account }, { username }) =>
    account.findMany(untyped({ where: { username }, limits: 1 })),
  'a unique that is taken': ({ account }, secrets) =>
    account.create({ data: untyped({ ...dataOf(secrets), sessionToken: null, ssn: null }) }),
  'a token that is taken': ({ account }, secrets) =>
    account.create({ data: untyped({ ...dataOf(secrets), username: secrets.title, ssn: null }) }),
  'a compound unique that is taken': ({ account }, { ssn, title }) =>
    account.createMany({ data: [{ tenant: 't', username: title, ssn }] }),
  'a row that is missing': ({ account }, { title }) =>
    account.findUniqueOrThrow({ where: { username: title } }),
  'an update of a missing row': ({ account }, { title, lastName, birthDate }) =>
    account.update({ where: { sessionToken: title }, data: untyped({ lastName, birthDate }) }),
  'a connection to a missing row': ({ post }, { title }) =>
    post.create({ data: { title, account: { connect: { username: title } } } }),
  'a missing account': ({ post }, { title }) => post.create({ data: { title, accountId: 'none' } }),
}

/** Puts a row with the secrets in place of every row. */
export async function store({ account }: SealedClient, secrets: Secrets): Promise<void> {
  await account.deleteMany()
  await account.create({ data: dataOf(secrets) as never })
}
