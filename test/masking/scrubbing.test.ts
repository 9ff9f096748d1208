// What is taken out of free text and log entries, and what is left alone.

import { createMongoAbility, defineAbility, type MongoAbility } from '@casl/ability'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import winston from 'winston'
import { caslDecision } from '../../src/masking/casl-policy.js'
import { redactionPaths, redactor, sensitiveNames } from '../../src/masking/redaction.js'
import { scrubText } from '../../src/masking/scrub-text.js'
import { fields } from '../generated/sqlite/fieldseal/index.js'

describe('a text is scrubbed of', () => {
  test.each([
    ['paid with 4012888888881881 today', 'paid with [card] today'],
    ['paid with 4012 8888 8888 1881, thanks', 'paid with [card], thanks'],
    ['amex 3782-822463-10005.', 'amex [card].'],
    ['to DE89370400440532013000', 'to [iban]'],
    ['to GB29 NWBK 6016 1331 9268 19!', 'to [iban]!'],
    ['write to ada.lovelace+x@mail.example.co.uk.', 'write to [email].'],
    ['müller@straße.example', '[email]'],
    ['ssn 078-05-1120', 'ssn [ssn]'],
    ['call +49 30 1234567 or (212) 555-0123', 'call [phone] or [phone]'],
    ['call 0049-30-1234567', 'call [phone]'],
  ])('%j', (text, expected) => {
    expect(scrubText(text)).toBe(expected)
  })
})

describe('a text keeps', () => {
  test.each([
    'order 4012888888881882 of 2026-11-22T20:15:00.000Z',
    'DE89370400440532013001 is no account',
    'ssn 000-05-1120, 666-05-1120, 078-00-1120',
    'id 3f2b8c1e-5a4d-4c0b-9d2f-1a2b3c4d5e6f, version 1.22.333',
    'zeros 0000000000000000',
    'at 192.168.10.20 in 1234 ms',
  ])('%j', text => {
    expect(scrubText(text)).toBe(text)
  })
})

describe('loggers', () => {
  const row = {
    id: 1,
    cardNumber: '4012888888881881',
    visits: [{ note: 'secret note' }],
    nested: { name: 'Grace' },
  }

  test('get the name of every protected and masked field', () => {
    expect(sensitiveNames(fields)).toEqual(
      expect.arrayContaining(['cardNumber', 'taxId', 'salary', 'password', 'note']),
    )
    expect(sensitiveNames(fields)).not.toContain('city')
    expect(redactionPaths(fields, 1)).toEqual(expect.arrayContaining(['salary', '*.salary']))
  })

  test('redact by paths in pino', () => {
    let text = ''
    const log = pino(
      { redact: redactionPaths(fields) },
      {
        write: line => {
          text += line
        },
      },
    )
    log.info({ request: { body: row }, cardNumber: row.cardNumber })
    expect(text).not.toContain('4012')
    expect(text).not.toContain('Grace')
  })

  test('redact whole entries in winston, texts included', () => {
    const info = {
      level: 'info',
      message: 'card 4012888888881881',
      row,
      error: new Error('for ada@example.com'),
    }
    const format = winston.format.combine(winston.format(redactor(fields))(), winston.format.json())
    const written = JSON.stringify(format.transform(info))
    for (const secret of ['4012', 'Grace', 'secret note', 'ada@']) expect(written).not.toContain(secret)
    expect(written).toContain('[card]')
    expect(row.cardNumber).toBe('4012888888881881')
  })
})

describe('an ability of CASL', () => {
  const viewer = { id: 'u5' }
  const ask = (ability: MongoAbility, question: object) =>
    caslDecision(() => ability)({
      viewer,
      action: 'see',
      model: 'Cardholder',
      field: 'salary',
      row: undefined,
      ...question,
    })

  test('allows and denies by action, model and field', () => {
    const ability = defineAbility(can => {
      can('reveal', 'Cardholder', ['salary'])
      can('update', 'Cardholder')
    })
    expect(ask(ability, {})).toBe(true)
    expect(ask(ability, { row: { id: 'a' } })).toBe(true)
    expect(ask(ability, { field: 'cvv' })).toBe(false)
    expect(ask(ability, { field: 'cvv', action: 'write' })).toBe(true)
    expect(ask(ability, { model: 'Patient' })).toBe(false)
  })

  test('with conditions opens rows, and no search', () => {
    const ability = createMongoAbility([
      { action: 'reveal', subject: 'Cardholder', conditions: { userId: 'u5' } },
    ])
    expect(ask(ability, { row: { userId: 'u5' } })).toBe(true)
    expect(ask(ability, { row: { userId: 'u6' } })).toBe(false)
    expect(ask(ability, {})).toBe(false)
  })
})
