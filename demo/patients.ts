// The clinic's data, and the values in it that must never be found in the database file.

import { typed } from '../test/generated/sqlite/fieldseal/index.js'

/** One patient, as the application knows her. */
export const ada = {
  id: 'ada',
  name: 'Ada Lovelace',
  email: 'Ada.Lovelace@Example.com',
  cardNumber: '4242424242424242',
  age: typed.Patient.age(36),
  history: typed.Patient.history({ allergies: ['penicillin'], bloodGroup: 'AB-' }),
  visits: {
    create: [
      { note: 'Palpitations after long nights of analysis.' },
      { note: 'Better. Advised to compute less.' },
    ],
  },
  insurance: { create: { policyNumber: 'LV-1815-1210' } },
}

/** Another one. */
export const charles = {
  id: 'charles',
  name: 'Charles Babbage',
  email: 'charles@example.com',
  cardNumber: '5555555555554444',
  visits: { create: [{ note: 'Complains of street music.' }] },
}

/** Pieces of every value of an encrypted field above, in the spelling in which they were written. */
export const secrets = [
  'Ada.Lovelace@',
  'charles@example',
  '4242424242',
  '5555555555',
  'penicillin',
  'bloodGroup',
  'Palpitations',
  'compute less',
  'street music',
  'LV-1815',
]
