// The text of raw SQL in the trail: what a statement is, and no value that stands in it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rawText } from '../../src/prisma/recording/raw-text.js'
import { canary, statements } from './raw-literals.js'

describe.each(['sqlite', 'postgresql', 'mysql'])('the text of raw SQL (%s)', provider => {
  test('holds no literal and no comment', () => {
    fc.assert(
      fc.property(statements(provider), sql => !canary.test(rawText(sql, provider))),
      { numRuns: 5000 },
    )
  })

  test('holds nothing of a statement that is cut anywhere', () => {
    fc.assert(
      fc.property(
        statements(provider),
        fc.nat(200),
        (sql, end) => !canary.test(rawText(sql.slice(0, end), provider)),
      ),
      { numRuns: 2000 },
    )
  })

  test('tells tables, columns and what is done', () => {
    const sql = `UPDATE users  SET name = 'Ada', age=42 -- why\nWHERE id = ? AND t1.x2 IN (1.5, 'it''s') AND a - 3 > b`
    expect(rawText(sql, provider)).toBe(
      'UPDATE users SET name = ?, age=? WHERE id = ? AND t1.x2 IN (?, ?) AND a - ? > b',
    )
  })

  test('ends where a quote or comment does not', () => {
    for (const open of ["'", '"', '`', '/*'])
      expect(rawText(`SELECT ${open} canary`, provider)).toBe('SELECT …')
  })

  test('ends after 2,000 characters', () => {
    expect(rawText('SELECT x, '.repeat(1000), provider).length).toBeLessThanOrEqual(2000)
  })
})

test('the text of raw SQL keeps quoted names', () => {
  expect(rawText('SELECT "it\'s" FROM "users"', 'postgresql')).toBe('SELECT "it\'s" FROM "users"')
  expect(rawText("SELECT `it's` FROM `users`", 'mysql')).toBe("SELECT `it's` FROM `users`")
  expect(rawText('SELECT [it\'s] FROM "users"', 'sqlite')).toBe('SELECT [it\'s] FROM "users"')
})

test('the text of raw SQL ends where databases disagree on the end of a text', () => {
  const sql = String.raw`SELECT 'a\' OR name = 'b'`
  expect(rawText(sql, 'mysql')).toBe('SELECT …')
  expect(rawText(sql, 'postgresql')).toBe('SELECT …')
})
