// One fieldseal client with a recorded model and its twin, which is not: on the same database, so that whatever else the
// machine or the server does meets both alike.

import { fieldseal } from 'fieldseal'
import type { TrailDatabase } from 'fieldseal/audit'
import type { PrismaClient } from '../generated/audit/sqlite/prisma/client.js'
import { benchKeys } from '../keys.js'
import { adapterFor, type Provider } from '../storage.js'
import { plainText } from '../texts.js'

/** Either of the twins. */
export type People = PrismaClient['person']

/** What cases work with. */
export interface AuditClient {
  readonly provider: Provider
  readonly url: string
  readonly without: People
  readonly audited: People
  /** The trail's tables. */
  readonly trail: TrailDatabase
  /** The plain client beneath, whose work is not recorded. */
  readonly plain: PrismaClient
}

/** Rows of each twin. */
export const people = 1_000

type Generated = [
  typeof import('../generated/audit/sqlite/prisma/client.js'),
  typeof import('../generated/audit/sqlite/fieldseal/index.js'),
]

/** Opens a database; disconnect `plain` afterwards. */
export async function openAuditClient(
  provider: Provider,
  url: string,
  connections = 1,
): Promise<AuditClient> {
  const generated =
    provider === 'sqlite'
      ? [
          import('../generated/audit/sqlite/prisma/client.js'),
          import('../generated/audit/sqlite/fieldseal/index.js'),
        ]
      : [
          import('../generated/audit/postgresql/prisma/client.js'),
          import('../generated/audit/postgresql/fieldseal/index.js'),
        ]
  const [{ PrismaClient: Client }, { fields }] = (await Promise.all(generated)) as Generated
  const plain = new Client({ adapter: await adapterFor(provider, url, connections) })
  if (provider === 'sqlite') await plain.$queryRawUnsafe('PRAGMA synchronous = OFF')
  const client = plain.$extends(fieldseal({ fields, keys: benchKeys }))
  const twins = { without: client.person as unknown, audited: client.auditedPerson as unknown }
  return {
    ...(twins as { without: People; audited: People }),
    ...{ provider, url, plain, trail: client.$audit.database },
  }
}

/** Fills both tables with people whose ids begin with 1. */
export async function seedPeople({ without, audited }: AuditClient): Promise<void> {
  for (const twin of [without, audited]) {
    await twin.createMany({ data: Array.from({ length: people }, (_, n) => newPerson(n)) })
  }
}

/** The data of a person; another one for each number. */
export function newPerson(n: number) {
  const [name, street, phone, iban, passport] = [0, 1, 2, 3, 4].map(field => plainText(n * 5 + field))
  return { name, street, phone, iban, passport } as Record<PersonText, string>
}

type PersonText = 'name' | 'street' | 'phone' | 'iban' | 'passport'

/** Puts the people back as they were: nobody new, and no room taken up by what was deleted or replaced. */
export async function restorePeople({ provider, plain }: AuditClient): Promise<void> {
  await plain.person.deleteMany({ where: { id: { gt: people } } })
  await plain.auditedPerson.deleteMany({ where: { id: { gt: people } } })
  if (provider === 'postgresql') await plain.$executeRawUnsafe('VACUUM "Person", "AuditedPerson"')
}

/** Takes the trail's tree away. */
export function emptyTree(client: AuditClient): Promise<void> {
  return empty(client, ['audit_leaf', 'audit_checkpoint'])
}

/** Empties the trail. */
export async function emptyTrail(client: AuditClient): Promise<void> {
  await emptyTree(client)
  await empty(client, ['audit_event', 'audit_entry'])
}

async function empty({ provider, plain }: AuditClient, tables: readonly string[]): Promise<void> {
  const verb = provider === 'postgresql' ? 'TRUNCATE' : 'DELETE FROM'
  for (const table of tables) await plain.$executeRawUnsafe(`${verb} "${table}"`)
}
