// What holds for every source file: its name, its size, its opening comment, and a doc comment on each export.

import { describe, expect, test } from 'vitest'
import { exportsOf, isBarrel, reexportsOf } from './exports.js'
import { nameProblem } from './file-name.js'
import { readSources } from './source-file.js'

const sources = readSources()
const entries = ['audit/index.ts', 'core/index.ts', 'index.ts']

/** Files whose name is no export's, and why it fits. */
const otherNames: Readonly<Record<string, string>> = {
  'context.ts': 'who is asking: the word for it that every stage knows',
  'core/aead.ts': 'the sizes of an AEAD, and the key it takes',
  'core/number-codec.ts': 'the codecs of three number types',
  'core/crypto-node.ts': 'one of two files with the same exports, the #crypto port',
  'core/crypto-noble.ts': 'the other one',
  'masking/casl-policy.ts': 'what CASL calls its kind of permissions, in the place of a policy',
  'masking/redaction.ts': 'three forms of one list of names, for loggers of several kinds',
  'prisma/extension.ts': 'what people call it; its one export is the public name fieldseal',
  'prisma/arg-grammar.ts': 'several tables that make one grammar',
  'prisma/arg-values.ts': 'what a value among the arguments is',
  'prisma/invalid-value.ts': 'exports `naming`, which reads well where it is called',
  'prisma/raw-errors.ts': 'the errors of raw-values.ts',
  'prisma/refusals.ts': 'the errors of refuse.ts',
  'prisma/unique-conflict.ts': 'exports `rethrow`, which reads well where it is called',
}

const maxLines = 150
/** Files longer than that, and why they are not split. */
const longFiles: Readonly<Record<string, string>> = {
  'core/crypto-node.ts': 'one of two files with the same exports, the #crypto port',
  'errors.ts': 'a third of it is the table of codes',
  'prisma/internals.ts':
    'every use of a Prisma internal, each with its probe, where a new version is looked through',
  'prisma/walk-args.ts': 'one walk: the kinds of node call one another',
  'schema/field-map.ts': 'the shape of what the generator writes, all of it doc comments and types',
  'schema/compile.ts': 'half of it is the doc comments of the plan that every stage reads',
}

describe('every source file', () => {
  test('is named after what it exports', () => {
    const named = sources.filter(({ path }) => !(path in otherNames))
    expect(named.map(nameProblem).filter(problem => problem !== undefined)).toEqual([])
  })

  test(`has at most ${maxLines} lines, or a reason`, () => {
    const long = sources.filter(({ text }) => text.split('\n').length - 1 > maxLines)
    expect(long.map(({ path }) => path).filter(path => !(path in longFiles))).toEqual([])
  })

  test('opens with a comment', () => {
    const silent = sources.filter(({ text }) => !/^(?:#!.*\n)?\/\/ \S/.test(text))
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  test('has a doc comment on each export', () => {
    const bare = sources.flatMap(file =>
      exportsOf(file)
        .filter(({ hasDocComment }) => !hasDocComment)
        .map(({ name }) => `${file.path}: ${name}`),
    )
    expect(bare).toEqual([])
  })

  test('is no barrel, but the public entries', () => {
    expect(sources.filter(isBarrel).map(({ path }) => path)).toEqual(entries)
    expect(sources.filter(({ text }) => /^export \*/m.test(text))).toEqual([])
  })
})

test.each(entries)('what %s exports is declared where it says, with a doc comment', path => {
  const entry = sources.find(file => file.path === path)
  const reexports = [...reexportsOf(entry ?? { path, text: '' })]
  expect(reexports.length).toBeGreaterThan(0)
  for (const [specifier, names] of reexports) {
    const target = `${path.replace(/[^/]*$/, '')}${specifier.slice(2)}`.replace(/\.js$/, '.ts')
    const declared = exportsOf(sources.find(file => file.path === target) ?? { path: target, text: '' })
    const documented = declared.filter(({ hasDocComment }) => hasDocComment).map(({ name }) => name)
    expect(documented, target).toEqual(expect.arrayContaining([...names]))
  }
})

describe('the checkers find', () => {
  const file = (path: string, text = '') => ({ path, text })

  test.each([
    file('core/sealValue.ts'),
    file('core/utils.ts'),
    file('core/key-helpers.ts'),
    file('common/key.ts'),
    file('core/types.ts'),
    file('core/key-manager.ts'),
    file('core/banana.ts', 'export function sealValue() {}'),
  ])('the name $path', one => {
    expect(nameProblem(one)).toContain(one.path)
  })

  test('a missing doc comment', () => {
    const text = '/** Said. */\nexport const a = 1\nexport async function b() {}\n'
    expect(exportsOf(file('core/a.ts', text))).toEqual([
      { name: 'a', hasDocComment: true },
      { name: 'b', hasDocComment: false },
    ])
  })

  test('a barrel', () => {
    expect(isBarrel(file('core/a.ts', "// All.\nexport * from './b.js'\nexport { c } from './c.js'\n"))).toBe(
      true,
    )
    expect(isBarrel(file('core/a.ts', "export { c } from './c.js'\nexport const d = 1\n"))).toBe(false)
  })
})
