// Both sides of each relation of the bank.

import type { BankModel } from './random-values.js'

/** One side of a relation: `links` of an implicit many-to-many one, `required` where the model must have its partner. */
export interface Relation {
  readonly target: BankModel
  readonly opposite: string
  readonly shape: 'list' | 'links' | 'one' | 'required'
}

const relation = (target: BankModel, opposite: string, shape: Relation['shape']): Relation => ({
  target,
  opposite,
  shape,
})

/** The relations of each model, by their names. */
export const relations: Readonly<Record<BankModel, Readonly<Record<string, Relation>>>> = {
  Customer: {
    region: relation('Region', 'customers', 'required'),
    referrer: relation('Customer', 'referred', 'one'),
    referred: relation('Customer', 'referrer', 'list'),
    contracts: relation('Contract', 'customer', 'list'),
    passport: relation('Passport', 'customer', 'one'),
    labels: relation('Label', 'customers', 'links'),
  },
  Region: {
    districts: relation('District', 'region', 'list'),
    customers: relation('Customer', 'region', 'list'),
  },
  District: {
    region: relation('Region', 'districts', 'required'),
    contracts: relation('Contract', 'district', 'list'),
  },
  Contract: {
    customer: relation('Customer', 'contracts', 'required'),
    district: relation('District', 'contracts', 'one'),
    claims: relation('Claim', 'contract', 'list'),
  },
  Claim: {
    contract: relation('Contract', 'claims', 'one'),
    parent: relation('Claim', 'children', 'one'),
    children: relation('Claim', 'parent', 'list'),
  },
  Passport: { customer: relation('Customer', 'passport', 'required') },
  Label: {
    customers: relation('Customer', 'labels', 'links'),
    related: relation('Label', 'relatedOf', 'links'),
    relatedOf: relation('Label', 'related', 'links'),
  },
}
