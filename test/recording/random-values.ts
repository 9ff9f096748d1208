// Random values for each column of the bank, from pools so small that they meet; and references to rows that may be there.

import fc from 'fast-check'
import type { AuditedModel } from './bank.js'

/** Any model of the bank. */
export type BankModel = AuditedModel | 'Region'

/** A row of a model, looked up when the operation runs: the n-th of those that are there, or one that is not. */
export class Pick {
  readonly model: AuditedModel
  readonly place: number

  constructor(model: AuditedModel, place: number) {
    this.model = model
    this.place = place
  }

  toString(): string {
    return `${this.model} ${this.place}`
  }
}

/** Arbitraries by the name of a field or keyword. */
export type Arbitraries = Readonly<Record<string, fc.Arbitrary<unknown>>>

const oneOf = <Value>(...values: readonly Value[]) => fc.constantFrom(...values)
const numbered = (letter: string, count: number) => fc.nat(count - 1).map(n => `${letter}${n}`)

/** A reference to a row with a single id. */
export const pick = (model: AuditedModel) => fc.nat(11).map(place => new Pick(model, place))

const regionCode = oneOf('A', 'B', 'C', 'D')
const districtNumber = oneOf(1, 2, 3)
/** Ids that are hardly ever taken, for rows that are made with one or get another. */
const newId = fc.integer({ min: 500, max: 999 })

/** What a row of each model must be given. */
export const requiredScalars: Readonly<Record<BankModel, Arbitraries>> = {
  Customer: { name: numbered('n', 3), email: numbered('e', 30) },
  Region: { code: regionCode, name: numbered('r', 3) },
  District: { number: districtNumber, name: numbered('d', 3) },
  Contract: { terms: numbered('t', 3), premium: fc.nat(3) },
  Claim: { amount: fc.nat(3) },
  Passport: { number: numbered('p', 3) },
  Label: { name: numbered('l', 12) },
}

/** What it may be given beside; `null` is among the values where the column takes it. */
export const optionalScalars: Readonly<Record<BankModel, Arbitraries>> = {
  Customer: {
    note: oneOf('a note', 'another', '', null),
    iban: oneOf('DE02120300000000202051', 'DE02500105170137075030', null),
    phone: oneOf('+49 30 1234567', '+49 30 7654321', null),
    apiToken: fc.oneof(numbered('token', 6), fc.constant(null)),
    balance: oneOf('0', '12.50', '-3.001'),
    active: fc.boolean(),
    points: oneOf(0n, 9_007_199_254_740_991n, -1n, null),
    score: oneOf(0, 1.5, -2.25, null),
    settings: oneOf<unknown>({ a: [1, null], b: { c: true } }, [], 'text', 7),
    createdAt: oneOf(new Date('2024-02-29T12:00:00.123Z'), new Date('1999-12-31T23:59:59.999Z')),
  },
  Region: {},
  District: {},
  Contract: {},
  Claim: { status: oneOf('OPEN', 'PAID', 'REFUSED') },
  Passport: { photo: oneOf(new Uint8Array([0, 255, 7]), new Uint8Array(), null) },
  Label: {},
}

/** Ids, which only data without nested writes of the model's own relations takes. */
export const idScalars: Readonly<Record<BankModel, Arbitraries>> = {
  Customer: { id: numbered('c', 12) },
  Region: { code: fc.oneof(regionCode, numbered('R', 5)) },
  District: { number: fc.oneof(districtNumber, fc.integer({ min: 4, max: 9 })) },
  Contract: { id: newId },
  Claim: { id: newId },
  Passport: { id: newId },
  Label: { id: newId },
}

/** Foreign keys of each relation that the model holds. */
export const foreignKeys: Readonly<Record<string, Arbitraries>> = {
  'Customer.region': { regionCode },
  'Customer.referrer': { referrerId: fc.oneof(pick('Customer'), fc.constant(null)) },
  'District.region': { regionCode },
  'Contract.customer': { customerId: pick('Customer') },
  'Contract.district': { regionCode: fc.option(regionCode), districtNumber: fc.option(districtNumber) },
  'Claim.contract': { contractId: fc.option(pick('Contract')) },
  'Claim.parent': { parentId: fc.option(pick('Claim')) },
  'Passport.customer': { customerId: pick('Customer') },
}

/** Unique filters. */
export const uniqueFilters: Readonly<Record<BankModel, fc.Arbitrary<object>>> = {
  Customer: fc.oneof(
    { arbitrary: fc.record({ id: pick('Customer') }), weight: 4 },
    fc.record({ email: numbered('e', 8) }),
    fc.record({ apiToken: numbered('token', 4) }),
    fc.record({ id: pick('Customer'), active: fc.boolean() }),
    fc.record({ id: numbered('c', 12) }),
  ),
  Region: fc.record({ code: regionCode }),
  District: fc.record({ regionCode_number: fc.record({ regionCode, number: districtNumber }) }),
  Contract: fc.oneof(
    { arbitrary: fc.record({ id: pick('Contract') }), weight: 4 },
    fc.record({ id: pick('Contract'), premium: fc.record({ gte: fc.nat(2) }) }),
  ),
  Claim: fc.record({ id: pick('Claim') }),
  Passport: fc.oneof(fc.record({ id: pick('Passport') }), fc.record({ customerId: pick('Customer') })),
  Label: fc.oneof(fc.record({ id: pick('Label') }), fc.record({ name: numbered('l', 8) })),
}

const any = fc.constant({})

/** Filters of columns of the model alone, as nested writes take them. */
export const scalarFilters: Readonly<Record<BankModel, fc.Arbitrary<object>>> = {
  Customer: fc.oneof(any, fc.record({ name: numbered('n', 3) }), fc.record({ email: numbered('e', 8) })),
  Region: fc.oneof(any, fc.record({ name: numbered('r', 3) })),
  District: fc.oneof(any, fc.record({ number: fc.record({ lt: districtNumber }) })),
  Contract: fc.oneof(any, fc.record({ premium: fc.record({ lte: fc.nat(3) }) })),
  Claim: fc.oneof(any, fc.record({ NOT: fc.record({ amount: fc.nat(3) }) })),
  Passport: fc.oneof(any, fc.record({ id: pick('Passport') })),
  Label: fc.oneof(any, fc.record({ name: fc.record({ gte: numbered('l', 8) }) })),
}

/** Filters that follow relations, too, for operations on many rows. */
export const deepFilters: Readonly<Record<BankModel, fc.Arbitrary<object>>> = {
  Customer: fc.oneof(
    fc.record({ contracts: fc.record({ some: scalarFilters.Contract }) }),
    fc.record({ referrer: fc.record({ is: scalarFilters.Customer }) }),
    fc.record({ OR: fc.array(scalarFilters.Customer, { maxLength: 2 }) }),
  ),
  Region: fc.record({ districts: fc.record({ none: scalarFilters.District }) }),
  District: fc.record({ contracts: fc.record({ some: scalarFilters.Contract }) }),
  Contract: fc.record({ customer: scalarFilters.Customer }),
  Claim: fc.record({ contract: fc.option(scalarFilters.Contract) }),
  Passport: fc.record({ customer: scalarFilters.Customer }),
  Label: fc.record({ customers: fc.record({ some: scalarFilters.Customer }) }),
}
