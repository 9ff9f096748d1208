// What `@masked` puts into the field map, and where it may not stand.

import { describe, expect, test } from 'vitest'
import { mapOf, problemsInModel } from './build-schema.js'

const maskedIn = (lines: string) => mapOf(`model M {\n  id Int @id\n${lines}\n}\n`).models.M?.masked

describe('@masked', () => {
  test('stands in the field map, on plain and on encrypted fields', () => {
    const lines = [
      '/// @encrypted @masked(last4, reveal: [billing, "team:eu"])',
      'card String?',
      '/// @masked(name)',
      'name String',
      '/// @masked("initials", reveal: [])',
      'salary Int',
      'city String',
    ]
    expect(maskedIn(lines.join('\n'))).toEqual({
      card: { style: 'last4', reveal: ['billing', 'team:eu'] },
      name: { style: 'name' },
      salary: { style: 'initials', reveal: [] },
    })
  })

  test('adds nothing to a model without it', () => {
    expect(maskedIn('name String')).toBeUndefined()
  })

  test.each([
    ['/// @token @masked(full)\n t String', 'M.t: @masked stands on a field that is never read.'],
    ['/// @password @masked(full)\n p String', 'M.p: @masked stands on a field that is never read.'],
    [
      '/// @encrypted @searchable(i)\n a String\n /// @masked(full)\n i String?',
      'M.i: @masked stands on the column of a blind index. Move it to the field that the index is of.',
    ],
    [
      '/// @encrypted(bind: [t])\n a String\n /// @masked(full)\n t String',
      'M.t: @masked stands on a column that other values are bound to',
    ],
    ['/// @masked(full) @masked(omit)\n a String', 'M.a: @masked stands more than once on this field.'],
  ])('is refused on %j', (lines, expected) => {
    expect(problemsInModel(lines)).toEqual([expect.stringContaining(expected)])
  })
})
