// Which database types may hold sealed values, tokens, passwords and indexes, and which may be bound to.

import { describe, expect, test } from 'vitest'
import { problemsInModel } from './build-schema.js'

function run(provider: string, annotation: string, cases: readonly (readonly [string, string?])[]) {
  test.each(cases)(`${annotation} on %s`, (type, problem) => {
    const lines = ` /// ${annotation}\n a ${type}\n i String? ${provider === 'mysql' ? '@db.VarChar(64)' : ''}`
    const expected = problem === undefined ? [] : [expect.stringContaining(problem)]
    expect(problemsInModel(lines, provider)).toEqual(expected)
  })
}

describe('postgresql', () => {
  run('postgresql', '@encrypted', [
    ['String'],
    ['String @db.Text'],
    ['String @db.VarChar'],
    ['String @db.VarChar(400)'],
    [
      'String @db.VarChar(399)',
      'M.a: The column holds 399 characters and the stored form needs 400. Use @db.Text or @db.VarChar(400).',
    ],
    [
      'String @db.Char(500)',
      "M.a: The column's type @db.Char pads text with blanks, so it cannot hold the stored form. Use @db.Text or @db.VarChar(400).",
    ],
    ['String @db.Citext', '@db.Citext compares text without regard to case'],
    ['String @db.Uuid', '@db.Uuid holds nothing but UUIDs'],
    ['String @db.Inet', '@db.Inet holds nothing but network addresses'],
    ['String @db.Xml', '@db.Xml holds nothing but XML'],
    ['String @db.VarBit(900)', '@db.VarBit holds nothing but bits'],
    ['Bytes'],
    ['Bytes @db.ByteA'],
  ])
  run('postgresql', '@encrypted(type: Int)', [
    ['String @db.VarChar(65)'],
    ['String @db.VarChar(64)', 'The column holds 64 characters and the stored form needs 65.'],
  ])
  run('postgresql', '@encrypted(type: BigInt)', [
    ['String @db.VarChar(87)'],
    ['String @db.VarChar(86)', 'needs 87'],
  ])
  run('postgresql', '@token', [
    ['String @db.VarChar(64)'],
    ['String @db.VarChar(63)', 'The column holds 63 characters and the stored form needs 64.'],
    ['String @db.Char(64)', '@db.Char pads text with blanks'],
  ])
  run('postgresql', '@password', [
    ['String'],
    ['String? @db.Text'],
    ['String @db.VarChar'],
    ['String @db.VarChar(400)'],
    [
      'String @db.VarChar(399)',
      'M.a: The column holds 399 characters and the stored form needs 400. Use @db.Text or @db.VarChar(400).',
    ],
    [
      'String @db.Char(400)',
      "M.a: The column's type @db.Char pads text with blanks, so it cannot hold the stored form.",
    ],
    ['String @db.Citext', '@db.Citext compares text without regard to case'],
    ['String @db.Uuid', '@db.Uuid holds nothing but UUIDs'],
  ])
})

describe('mysql', () => {
  run('mysql', '@encrypted', [
    [
      'String',
      'M.a: The column holds 191 characters and the stored form needs 400. Use @db.LongText or @db.VarChar(400).',
    ],
    ['String @db.Text'],
    ['String @db.MediumText'],
    ['String @db.LongText'],
    ['String @db.VarChar(400)'],
    ['String @db.TinyText', 'The column holds 255 characters'],
    ['String @db.Char(255)', '@db.Char pads text with blanks'],
    ['Bytes'],
    ['Bytes @db.Blob'],
    ['Bytes @db.VarBinary(303)'],
    [
      'Bytes @db.VarBinary(302)',
      'The column holds 302 bytes and the stored form needs 303. Use @db.LongBlob or @db.VarBinary(303).',
    ],
    ['Bytes @db.TinyBlob', 'The column holds 255 bytes'],
    ['Bytes @db.Binary(400)', '@db.Binary pads bytes with zeros'],
    ['Bytes @db.Bit(8)', '@db.Bit holds nothing but bits'],
  ])
  run('mysql', '@encrypted(type: Int)', [['String'], ['String @db.TinyText'], ['Bytes @db.TinyBlob']])
  run('mysql', '@encrypted(type: Decimal)', [['String', 'needs 400']])
  run('mysql', '@token', [['String'], ['String @unique']])
  run('mysql', '@password', [
    ['String @db.VarChar(400)'],
    ['String? @db.Text'],
    ['String @db.LongText'],
    [
      'String',
      'M.a: The column holds 191 characters and the stored form needs 400. Use @db.LongText or @db.VarChar(400).',
    ],
    ['String @db.TinyText', 'The column holds 255 characters and the stored form needs 400.'],
    ['String @db.Char(255)', '@db.Char pads text with blanks'],
  ])
})

describe('an index column', () => {
  test.each([
    ['postgresql', '@searchable(i)', '@db.VarChar(64)', undefined],
    [
      'postgresql',
      '@searchable(i)',
      '@db.VarChar(63)',
      'The index column i holds 63 characters and needs 64. Use @db.Text or @db.VarChar(64).',
    ],
    [
      'postgresql',
      '@searchable(i)',
      '@db.Citext',
      'The index column i has the type @db.Citext, which compares text without regard to case.',
    ],
    ['postgresql', '@searchable(i)', '@db.Uuid', 'The index column i has the type @db.Uuid'],
    ['mysql', '@searchable(i)', '', undefined],
    ['mysql', '@searchable(i, prefix: 1..10)', '', undefined],
    [
      'mysql',
      '@searchable(i, prefix: 1..11)',
      '',
      'The index column i holds 191 characters and needs 193. Use @db.LongText or @db.VarChar(193).',
    ],
    ['postgresql', '@searchable(i, prefix: 2..3)', '@db.VarChar(64)', undefined],
    [
      'mysql',
      '@searchable(i)',
      '@db.Char(64)',
      'The index column i has the type @db.Char, which pads text with blanks.',
    ],
  ])('%s %s %s', (provider, annotation, type, problem) => {
    const text = provider === 'mysql' ? '@db.LongText' : ''
    const lines = ` /// @encrypted ${annotation}\n a String ${text}\n i String? ${type}`
    const expected = problem === undefined ? [] : [expect.stringContaining(problem)]
    expect(problemsInModel(lines, provider)).toEqual(expected)
  })
})
