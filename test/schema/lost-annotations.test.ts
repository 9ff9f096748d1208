// Annotations that would do nothing without a word: where Prisma keeps them from generators, or has no column.

import { expect, test } from 'vitest'
import { SchemaError } from '../../src/errors.js'
import { buildFieldMap } from '../../src/schema/build-field-map.js'
import { problemsOf } from './build-schema.js'
import { readDatamodel } from './read-datamodel.js'

const dropped = 'Prisma attaches this comment to nothing, so its annotation has no effect.'
const ignored =
  'An annotation stands on what Prisma Client leaves out: @ignore, @@ignore or an Unsupported type.'
const plain = 'An annotation stands behind two slashes, which Prisma does not pass on.'
const elsewhere = 'An annotation stands where there is no column.'

test.each<[string, string, object | undefined]>([
  [
    'on an @ignore field',
    'model M {\n id Int @id\n /// @encrypted\n a String? @ignore\n}',
    { model: 'M', field: 'a', line: 3, message: ignored },
  ],
  [
    'on an Unsupported field',
    'model M {\n id Int @id\n a Unsupported("circle")? /// @encrypted\n}',
    { field: 'a', line: 3, message: ignored },
  ],
  [
    'in an @@ignore model',
    'model M {\n id Int @id\n /// @encrypted\n a String\n @@ignore\n}',
    { model: 'M', field: 'a', line: 3, message: ignored },
  ],
  [
    'on an @@ignore model',
    '/// @@searchable([a, b], i)\nmodel M {\n id Int @id\n @@ignore\n}',
    { model: 'M', field: undefined, line: 1, message: ignored },
  ],
  [
    'a password on an @ignore field',
    'model M {\n id Int @id\n /// @password\n a String? @ignore\n}',
    { model: 'M', field: 'a', line: 3, message: ignored },
  ],
  [
    'a password behind two slashes',
    'model M {\n id Int @id\n a String // @password(cost: strong)\n}',
    { field: 'a', line: 3, message: plain },
  ],
  ['on an enum', '/// @encrypted\nenum E {\n A\n}', { model: 'E', line: 1, message: elsewhere }],
  [
    'on an enum value',
    'enum E {\n /// @token\n A\n}',
    { model: 'E', field: 'A', line: 2, message: elsewhere },
  ],
  [
    'above a block attribute',
    'model M {\n id Int @id\n a String\n /// @encrypted\n @@index([id])\n}',
    { model: 'M', field: undefined, line: 4, message: dropped },
  ],
  [
    'at the end of a model',
    'model M {\n id Int @id\n a String\n /// @encrypted\n}',
    { model: 'M', field: undefined, line: 4, message: dropped },
  ],
  [
    'behind the opening brace',
    'model M { /// @encrypted\n id Int @id\n a String\n}',
    { model: 'M', field: undefined, line: 1, message: dropped },
  ],
  [
    'at the end of the file',
    'model M {\n id Int @id\n}\n/// @encrypted',
    { model: 'schema', line: 4, message: dropped },
  ],
  [
    'followed by another comment',
    'model M {\n id Int @id\n /// @encrypted\n\n /// Mail\n a String\n}',
    { field: 'a', line: 3, message: dropped },
  ],
  ['followed by a blank line', 'model M {\n id Int @id\n /// @encrypted\n\n a String\n}', undefined],
  ['misspelt, and dropped', 'model M {\n id Int @id\n /// @encryptd\n}', { line: 3, message: dropped }],
  [
    'behind two slashes above',
    'model M {\n id Int @id\n // @encrypted\n a String\n}',
    { field: 'a', line: 3, message: plain },
  ],
  [
    'behind two slashes on the line',
    'model M {\n id Int @id\n a String @default("/// b") // @encrypted(type: Int)\n}',
    { field: 'a', line: 3, message: plain },
  ],
  [
    'commented out with its field',
    'model M {\n id Int @id\n // a String /// @encrypted\n // /// @encrypted\n // @@index([id])\n}',
    undefined,
  ],
  ['in a string', 'model M {\n id Int @id\n a String @default("/// @encrypted")\n}', undefined],
  ['in a block comment', '/*\nmodel X {\n /// @encrypted\n}\n*/\nmodel M {\n id Int @id\n}', undefined],
  ['prose', '// the @encrypted fields\nmodel M {\n id Int @id\n /// was @encrypted\n}', undefined],
])('%s', (_, schema, problem) => {
  const withModel = schema.includes('model M') ? schema : `${schema}\nmodel M {\n id Int @id\n}`
  expect(problemsOf(withModel, 'postgresql')).toMatchObject(problem ? [problem] : [])
})

test('on a view', () => {
  const generator =
    'generator client {\n provider = "prisma-client"\n previewFeatures = ["views"]\n output = "x"\n}\n'
  const view = 'view V {\n id Int @unique\n /// @encrypted\n a String\n}'
  const message = 'An annotation stands on a view, and fieldseal does not open what views read.'
  expect(problemsOf(generator + view, 'postgresql')).toMatchObject([
    { model: 'V', field: 'a', line: 8, message },
  ])
})

test('a block comment above a field annotates it, as Prisma has it', () => {
  expect(problemsOf('model M {\n id Int @id\n /* @encrypted */\n a Int\n}')).toMatchObject([
    { field: 'a', line: 4 },
  ])
})

test('all problems of all files come together, each with its file and line', () => {
  const files = [
    {
      path: 'schema/a.prisma',
      text: 'model A {\r\n id Int @id\r\n /// @encrypted(type: Integer)\r\n a String\r\n}\r\n',
    },
    {
      path: 'schema/b.prisma',
      text: 'model B {\n id Int @id\n /// @encrypted\n b Int\n /// @token\n c Int\n}\n',
    },
  ]
  const text = files.map(file => file.text).join('\n')
  const datamodel = readDatamodel('sqlite', text)
  const build = () => buildFieldMap({ datamodel, text, files, provider: 'sqlite' })
  expect(build).toThrow(SchemaError)
  expect(build).toThrow(
    /^3 problems in the Prisma schema:\n {2}A\.a \(schema\/a\.prisma:4\): type: of @encrypted is not a known type\. .*\n {2}B\.b \(schema\/b\.prisma:4\): .*\n {2}B\.c \(schema\/b\.prisma:6\): /,
  )
})
