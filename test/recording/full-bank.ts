// A bank with some rows of every model and link, restored quickly as often as a property is tried.

import type { Database } from '../support/databases.js'
import type { SealedClient } from '../support/keys.js'

const range = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Makes the rows once, and restores them by SQL that copies what was stored. */
export class FullBank {
  readonly #db: Database
  readonly #client: SealedClient
  #statements: readonly string[] | undefined

  constructor(db: Database, client: SealedClient) {
    this.#db = db
    this.#client = client
  }

  /** Empties the bank and the trail and puts the first rows back. */
  async restore(): Promise<void> {
    this.#statements ??= await this.#make()
    await this.#db.plain.$transaction(this.#statements.map(sql => this.#db.plain.$executeRawUnsafe(sql)))
  }

  async #make(): Promise<readonly string[]> {
    await this.#db.clear()
    await fill(this.#client)
    // Ids that the database counts stay above those of the rows that are put back.
    const counted = ['contracts', 'Claim', 'Passport', 'Label']
    if (this.#db.provider === 'postgresql')
      for (const table of counted) await this.#db.raw(`SELECT setval('"${table}_id_seq"', 2000)`)
    const first = [
      'Region',
      'customers',
      'District',
      'contracts',
      'Claim',
      'Passport',
      'Label',
      '_CustomerToLabel',
      '_RelatedLabels',
    ]
    const copies: string[] = []
    for (const table of first) {
      await this.#db.plain.$executeRawUnsafe(
        `CREATE TABLE ${this.#db.quote(`first_${table}`)} AS SELECT * FROM ${this.#db.quote(table)}`,
      )
      copies.push(`INSERT INTO ${this.#db.quote(table)} SELECT * FROM ${this.#db.quote(`first_${table}`)}`)
    }
    const unlink = `UPDATE ${this.#db.quote('Claim')} SET ${this.#db.quote('parentId')} = NULL`
    const deletes = ['audit_entry', 'audit_event', ...first.toReversed()].map(
      table => `DELETE FROM ${this.#db.quote(table)}`,
    )
    return [unlink, ...deletes, ...copies]
  }
}

/** Ids are given, so that each run begins alike. */
async function fill(client: SealedClient): Promise<void> {
  await client.region.createMany({ data: ['A', 'B', 'C'].map(code => ({ code, name: `r${code}` })) })
  await client.district.createMany({
    data: ['A', 'B'].flatMap(regionCode => [1, 2].map(number => ({ regionCode, number, name: 'd' }))),
  })
  await client.customer.createMany({
    data: range(5).map(n => ({
      id: `c${n}`,
      name: `n${n % 3}`,
      email: `e${n}`,
      note: n % 2 ? 'a note' : null,
      iban: n % 2 ? null : 'DE02120300000000202051',
      phone: n % 2 ? '+49 30 1234567' : null,
      apiToken: n < 3 ? `token${n}` : null,
      points: BigInt(n),
      regionCode: n < 3 ? 'A' : 'B',
      referrerId: n > 0 ? `c${n - 1}` : null,
    })),
  })
  await client.contract.createMany({
    data: range(6).map(n => ({
      id: n + 1,
      terms: `t${n % 3}`,
      premium: n % 4,
      customerId: `c${n % 4}`,
      regionCode: n < 4 ? 'A' : null,
      districtNumber: n < 4 ? 1 + (n % 2) : null,
    })),
  })
  await client.claim.createMany({
    data: range(6).map(n => ({
      id: n + 1,
      amount: n % 4,
      contractId: n < 4 ? n + 1 : null,
      parentId: n > 3 ? 1 : null,
    })),
  })
  await client.passport.createMany({
    data: range(3).map(n => ({
      id: n + 1,
      number: `p${n}`,
      photo: new Uint8Array([n]),
      customerId: `c${n}`,
    })),
  })
  for (const n of range(4)) {
    const customers = { connect: [{ id: `c${n}` }, { id: 'c0' }].slice(0, n > 0 ? 2 : 1) }
    const related = n > 0 ? { connect: { id: n } } : undefined
    await client.label.create({ data: { name: `l${n}`, customers, related } })
  }
}
