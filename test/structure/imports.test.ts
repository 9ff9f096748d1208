// Holds the table "Who may import whom" of docs/architecture.md against the sources, and the checker against
// planted violations.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findImportCycle } from './import-cycle.js'
import { findForbiddenImports, type ImportRule, readImportTable } from './import-table.js'
import { importsOf, readSources } from './source-file.js'

const architecture = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8')
const table = readImportTable(architecture)
const sources = readSources()

describe('the sources', () => {
  test('import nothing that the table forbids', () => {
    expect(findForbiddenImports(sources, table)).toEqual([])
  })

  test('have no import cycles', () => {
    expect(findImportCycle(sources)).toBeUndefined()
  })

  test('import files that exist', () => {
    const paths = new Set(sources.map(({ path }) => path))
    const targets = sources.flatMap(importsOf).filter(target => target.endsWith('.ts'))
    expect(targets.filter(target => !paths.has(target))).toEqual([])
  })

  test('have every folder and file that the table names', () => {
    const isThere = ({ from }: ImportRule) => sources.some(({ path }) => path.startsWith(from))
    expect(table.length).toBeGreaterThan(5)
    expect(table.filter(rule => !isThere(rule))).toEqual([])
  })
})

describe('the checker finds', () => {
  const core = { path: 'core/key.ts', text: '' }
  const prisma = { path: 'prisma/extension.ts', text: '' }
  const problemsOf = (path: string, text: string) =>
    findForbiddenImports([{ path, text }, core, prisma], table)

  test.each([
    ['core/seal.ts', "import { fieldseal } from '../prisma/extension.js'"],
    ['core/seal.ts', "import type { Place } from '../prisma/place.js'"],
    ['core/seal.ts', "import {\n  a,\n  type B,\n} from '../schema/policy.js'"],
    ['core/seal.ts', "export { run } from '../cli/main.js'"],
    ['core/seal.ts', "import '../generator/main.js'"],
    ['core/seal.ts', "const late = await import('../schema/policy.js')"],
    ['core/seal.ts', "import { readFileSync } from 'node:fs'"],
    ['core/seal.ts', "import { createHash } from 'node:crypto'"],
    ['errors.ts', "import { Key } from './core/key.js'"],
    ['schema/policy.ts', "import { x } from '../prisma/refuse.js'"],
    ['prisma/refuse.ts', "import { Prisma } from '@prisma/client'"],
    ['prisma/refuse.ts', "import { x } from '../generator/main.js'"],
    ['cli/keygen.ts', "import { x } from '../prisma/extension.js'"],
    ['helpers/x.ts', ''],
  ])('%s: %s', (path, text) => {
    expect(problemsOf(path, text)).toEqual([expect.stringContaining(path)])
  })

  test.each([
    ['core/seal.ts', "// import { x } from '../prisma/extension.js'"],
    ['core/seal.ts', "import { Key } from './key.js'\nimport { KeyError } from '../errors.js'"],
    ['prisma/refuse.ts', "import { Key } from '../core/key.js'"],
  ])('nothing in %s: %s', (path, text) => {
    expect(problemsOf(path, text)).toEqual([])
  })

  test('cycles, through types too', () => {
    const files = [
      { path: 'core/a.ts', text: "import { b } from './b.js'" },
      { path: 'core/b.ts', text: "import type { C } from './c.js'" },
      { path: 'core/c.ts', text: "export { a } from './a.js'" },
    ]
    expect(findImportCycle(files)).toEqual(['core/a.ts', 'core/b.ts', 'core/c.ts', 'core/a.ts'])
    expect(findImportCycle(files.slice(0, 2))).toBeUndefined()
  })
})
