// docs/errors.md has one heading for each code, in the order of src/errors.ts, and no other.

import { expect, test } from 'vitest'
import { errorCodes } from '../../src/errors.js'
import { readPage } from './code-block.js'

test('one heading for each code', () => {
  const headings = [...readPage('docs/errors.md').matchAll(/^## (.+)$/gm)].map(match => match[1])
  expect(headings).toEqual(Object.keys(errorCodes))
})

test('each class is explained', () => {
  for (const name of new Set(Object.values(errorCodes)))
    expect(readPage('docs/errors.md')).toContain(`| \`${name}\``)
})
