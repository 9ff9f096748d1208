// Values of every protected field that stand nowhere else, the forms in which they might show, and what an application
// does with them.

import type { SealedClient } from '../support/keys.js'

/** One for each protected field of the bank, and one that is written in its place. */
export const canaries = {
  email: 'Zkq.Mail@wvjx-qhgk.example',
  note: 'zkqNoteWvjx vertraulich ü',
  iban: 'DE91100000000987612345',
  phone: '+49 7719 8642097531',
  pin: 'zkqPinWvjx-731940',
  apiToken: 'zkqTokenWvjx5518',
  terms: 'zkqTermsWvjx quarterly',
  number: 'ZKQ99188273',
  other: 'zkqOtherWvjx',
} as const

/** A canary in plain, base64 and base64url at each of the three places in a group, and hex; all in lower case. */
export function formsOf(canary: string): readonly string[] {
  const bytes = Buffer.from(canary)
  const shifted = [0, 1, 2].flatMap(shift => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes])
    // The first and last groups hold bits of what stands beside.
    const inner = (text: string) =>
      text.slice(shift === 0 ? 0 : 4, Math.floor((shift + bytes.length) / 3) * 4)
    return [inner(padded.toString('base64')), inner(padded.toString('base64url'))]
  })
  return [canary, canary.trim(), ...shifted, bytes.toString('hex')].map(form => form.toLowerCase())
}

/** The forms of any canary that a text holds. */
export function canariesIn(text: string): readonly string[] {
  const lower = text.toLowerCase()
  return Object.entries(canaries).flatMap(([name, canary]) =>
    formsOf(canary)
      .filter(form => lower.includes(form))
      .map(form => `${name} as ${form}`),
  )
}

type Act = (client: SealedClient) => Promise<unknown>

const { email, note, iban, phone, pin, apiToken, terms, number, other } = canaries
const secrets = { email, note, iban, phone, pin, apiToken }
const customer = { name: 'n', ...secrets, regionCode: 'A' }
const contract = { terms, premium: 1 }
const wrong = (args: object) => args as never

/** What is done in turn; some of it fails, and each of it begins with what the ones before left. */
export const acts: Readonly<Record<string, Act>> = {
  create: db =>
    db.customer.create({
      data: { id: 'z', ...customer, contracts: { create: contract }, passport: { create: { number } } },
    }),
  'create again, which fails': db => db.customer.create({ data: customer }),
  'create of an unknown region, which fails': db =>
    db.customer.create({ data: { ...customer, email: other, apiToken: other, regionCode: 'Q' } }),
  createMany: db =>
    db.contract.createMany({
      data: [terms, other].map(one => ({ terms: one, premium: 1, customerId: 'z' })),
    }),
  'createMany that meets what is there': db =>
    db.customer.createMany({ data: [customer, { ...customer, email: other }] }),
  update: db => db.customer.update({ where: { email }, data: { note: other, phone: other, pin: other } }),
  'update by token': db => db.customer.update({ where: { apiToken }, data: secrets }),
  'update of a row that is not there': db => db.customer.update({ where: { email: other }, data: secrets }),
  'update with a field that there is not': db =>
    db.customer.update(wrong({ where: { email }, data: { ...secrets, unknown: note } })),
  'update of a value that is no text': db =>
    db.customer.update(wrong({ where: { email }, data: { ...secrets, balance: 'nonsense' } })),
  'nested update': db =>
    db.customer.update({
      where: { email },
      data: {
        passport: { update: { number: other } },
        contracts: { updateMany: { where: {}, data: { terms: other } } },
      },
    }),
  'nested write that fails': db =>
    db.customer.update({ where: { email }, data: { ...secrets, contracts: { connect: { id: 999_999 } } } }),
  connectOrCreate: db =>
    db.contract.create({
      data: { ...contract, customer: { connectOrCreate: { where: { email }, create: customer } } },
    }),
  updateMany: db =>
    db.customer.updateMany({ where: { email }, data: { note: other, iban: other, phone: other } }),
  'upsert that updates': db => db.customer.upsert({ where: { email }, create: customer, update: secrets }),
  'upsert that creates': db =>
    db.passport.upsert({
      where: { customerId: 'c1' },
      create: { number, customerId: 'c1' },
      update: { number },
    }),
  'transaction that swallows': db =>
    db.$transaction(async tx => {
      await tx.customer.create({ data: customer }).catch(() => {})
      await tx.customer.update({ where: { email }, data: { note } })
    }),
  batch: db => db.$transaction([db.customer.update({ where: { email }, data: { note: other } })]),
  reads: db =>
    db.customer.findMany({ where: { OR: [{ email }, { apiToken }] }, include: { contracts: true } }),
  'a search that is refused': db => db.customer.findMany(wrong({ where: { note: { contains: note } } })),
  'a mask revealed': async db =>
    db.$as({ id: 'v', roles: ['billing'] }, async () =>
      db.$reveal(await db.customer.findUniqueOrThrow({ where: { email } }), { reason: 'ticket' }),
    ),
  'a mask revealed to nobody': async db =>
    db.$reveal(await db.customer.findUniqueOrThrow({ where: { email } }), { reason: 'ticket' }),
  'a password that fits': db => db.customer.verifyPassword({ where: { email }, password: pin }),
  'a password that does not': db => db.customer.verifyPassword({ where: { email }, password: other }),
  'a password of nobody': db => db.customer.verifyPassword({ where: { email: other }, password: other }),
  'SQL with values': db => db.$queryRaw`SELECT 1 AS one WHERE ${note} <> ${other}`,
  'SQL that fails': db => db.$executeRawUnsafe('UPDATE nowhere SET x = 1 WHERE y = $1', note),
  delete: db => db.customer.delete({ where: { email } }),
  deleteMany: db => db.passport.deleteMany({ where: { customer: { email: { not: other } } } }),
}
