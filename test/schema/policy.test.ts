// Everything that annotations may not ask for: each refusal names the field, says why and how to mend it.

import { describe, expect, test } from 'vitest'
import { problemsInModel, problemsOf } from './build-schema.js'

type Case = readonly [name: string, lines: string, ...problems: string[]]

function run(cases: readonly Case[], provider = 'sqlite') {
  test.each(cases)('%s', (_, lines, ...problems) => {
    expect(problemsInModel(lines, provider)).toEqual(
      problems.map(problem => expect.stringContaining(problem)),
    )
  })
}

describe('@encrypted', () => {
  run([
    ['on String and Bytes', ' /// @encrypted\n a String\n /// @encrypted\n b Bytes?'],
    [
      'on an Int',
      ' /// @encrypted\n a Int',
      'M.a: @encrypted needs a String or Bytes column, and this is Int. Make the column String and write @encrypted(type: Int).',
    ],
    [
      'on a Json?',
      ' /// @encrypted\n a Json?',
      'M.a: @encrypted needs a String or Bytes column, and this is Json. Make the column String? and write @encrypted(type: Json).',
    ],
    [
      'with a default',
      ' /// @encrypted\n a String @default("x")',
      'M.a: @encrypted cannot protect a field with @default',
    ],
    [
      'with a generated default',
      ' /// @encrypted\n a String @default(cuid())',
      'M.a: @encrypted cannot protect a field with @default',
    ],
    [
      'with a database default',
      ' /// @encrypted\n a String @default(dbgenerated("x"))',
      'M.a: @encrypted cannot protect a field with @default',
    ],
    [
      'on an @updatedAt',
      ' /// @encrypted\n a DateTime @updatedAt',
      'M.a: @encrypted needs a String or Bytes column',
    ],
    [
      'twice',
      ' /// @encrypted @encrypted\n a String',
      'M.a: @encrypted stands more than once on this field. Keep one.',
    ],
    [
      'with @token',
      ' /// @encrypted @token\n a String',
      'M.a: @encrypted and @token exclude one another. Keep one.',
    ],
    [
      'indexed',
      ' /// @encrypted\n a String\n @@index([a])',
      'M.a: @@index over a would index ciphertext. Add @searchable and index its column instead.',
    ],
    [
      'indexed beside its index column',
      ' /// @encrypted @searchable(i)\n a String\n i String?\n @@index([a, i])',
      'M.a: @@index over a would index ciphertext. Index i instead.',
    ],
  ])

  test('on a list', () => {
    const model = 'model M {\n id Int @id\n /// @encrypted\n a String[]\n}'
    expect(problemsOf(model, 'postgresql')).toMatchObject([
      {
        model: 'M',
        field: 'a',
        line: 4,
        message: '@encrypted cannot protect a list.',
        fix: 'Use one String column with @encrypted(type: Json).',
      },
    ])
  })

  test('on an enum column', () => {
    const schema = 'model M {\n id Int @id\n /// @encrypted\n a E\n}\nenum E {\n A\n}'
    expect(problemsOf(schema, 'postgresql')).toMatchObject([
      {
        message: '@encrypted needs a String or Bytes column, and this is E.',
        fix: 'Make the column String.',
      },
    ])
  })

  test.each([
    ['an id', 'model M {\n /// @encrypted\n a String @id\n}'],
    ['part of a compound id', 'model M {\n /// @encrypted\n a String\n b Int\n @@id([a, b])\n}'],
  ])('on %s', (_, schema) => {
    expect(problemsOf(schema)).toMatchObject([{ field: 'a', message: '@encrypted cannot protect an id.' }])
  })

  test('on either side of a relation, and on the relation', () => {
    const schema = `model A {
  id Int @id
  /// @encrypted @searchable(codeIndex)
  code String @unique
  codeIndex String? @unique
  bs B[]
}
model B {
  id Int @id
  /// @encrypted
  aCode String
  /// @encrypted
  a A @relation(fields: [aCode], references: [code])
}`
    const joined = '@encrypted cannot protect a field that a relation joins through.'
    expect(problemsOf(schema)).toMatchObject([
      { model: 'A', field: 'code', line: 4, message: joined },
      { model: 'B', field: 'aCode', line: 11, message: joined },
      { model: 'B', field: 'a', line: 13, message: '@encrypted stands on a relation, which has no column.' },
    ])
  })
})

describe('@unique on ciphertext', () => {
  const enforcesNothing =
    'M.a: A unique constraint over ciphertext enforces nothing: no two sealed values are equal.'
  run([
    ['beside a unique index column', ' /// @encrypted @searchable(i)\n a String @unique\n i String? @unique'],
    [
      'beside an index column with @@unique',
      ' /// @encrypted @searchable(i)\n a String @unique\n i String?\n @@unique([i])',
    ],
    [
      'without @searchable',
      ' /// @encrypted\n a String @unique',
      `${enforcesNothing} Add @searchable with a column that is @unique.`,
    ],
    [
      'with @searchable into a column that is not unique',
      ' /// @encrypted @searchable(i)\n a String @unique\n i String?',
      `${enforcesNothing} Make i @unique too.`,
    ],
    [
      'with @searchable into a column that is unique with others',
      ' /// @encrypted @searchable(i)\n a String @unique\n i String?\n t Int\n @@unique([t, i])',
      `${enforcesNothing} Make i @unique too.`,
    ],
    [
      'with prefix: only',
      ' /// @encrypted @searchable(i, prefix: 1..2)\n a String @unique\n i String?',
      `${enforcesNothing} Add @searchable with`,
    ],
    [
      'compound beside its twin',
      ' /// @encrypted @searchable(i)\n a String\n i String?\n t Int\n @@unique([t, a])\n @@unique([i, t])',
    ],
    [
      'compound without @searchable',
      ' /// @encrypted\n a String\n t Int\n @@unique([t, a])',
      `${enforcesNothing} Add @searchable, and @@unique with its column in the place of this field.`,
    ],
    [
      'compound without its twin',
      ' /// @encrypted @searchable(i)\n a String\n i String? @unique\n t Int\n @@unique([t, a])',
      `${enforcesNothing} Add @@unique([t, i]) too.`,
    ],
  ])
})

describe('@searchable', () => {
  const field = (annotation: string, type = 'String', rest = ' i String?') =>
    ` /// ${annotation}\n a ${type}\n${rest}`
  run([
    ...['String', 'Int', 'BigInt', 'Decimal', 'DateTime', 'Bytes'].map(
      type => [`on ${type}`, field(`@encrypted(type: ${type}) @searchable(i)`)] as const,
    ),
    [
      'equality and prefix',
      field('@encrypted @searchable(i) @searchable(j, prefix: 2..4)', 'String', ' i String?\n j String?'),
    ],
    [
      'without @encrypted',
      field('@searchable(i)'),
      'M.a: @searchable stands on a field without @encrypted. Add @encrypted, or remove @searchable',
    ],
    [
      'on a @token',
      field('@token @searchable(i)'),
      'M.a: @searchable stands on a field without @encrypted. Remove it: a @token field',
    ],
    [
      'on a @password',
      field('@password @searchable(i)'),
      'M.a: @searchable stands on a field without @encrypted. Remove it: a @password field is verified, never searched.',
    ],
    [
      'on Boolean',
      field('@encrypted(type: Boolean) @searchable(i)'),
      'M.a: @searchable cannot stand on a Boolean value: it has two values, which an index would tell apart at a glance.',
    ],
    [
      'on Json',
      field('@encrypted(type: Json) @searchable(i)'),
      'M.a: @searchable cannot stand on a Json value: it can be written in many ways.',
    ],
    [
      'on Float',
      field('@encrypted(type: Float) @searchable(i)'),
      'M.a: @searchable cannot stand on a Float value: it has no exact equality to search by.',
    ],
    [
      'normalize: on Int',
      field('@encrypted(type: Int) @searchable(i, normalize: [trim])'),
      'M.a: normalize: works on String values only.',
    ],
    [
      'normalize: on a Bytes column',
      field('@encrypted @searchable(i, normalize: [trim])', 'Bytes'),
      'M.a: normalize: works on String values only.',
    ],
    [
      'prefix: on DateTime',
      field('@encrypted(type: DateTime) @searchable(i, prefix: 2..4)'),
      'M.a: prefix: works on String values only. Remove prefix:.',
    ],
    [
      'prefix: with phone',
      field('@encrypted @searchable(i, prefix: 2..4, normalize: [phone])'),
      'M.a: The normaliser phone reads whole numbers',
    ],
    [
      'two of a kind',
      field('@encrypted @searchable(i) @searchable(j)', 'String', ' i String?\n j String?'),
      'M.a: @searchable stands more than once on this field.',
    ],
    [
      'two prefixes',
      field(
        '@encrypted @searchable(i, prefix: 1..2) @searchable(j, prefix: 3..4)',
        'String',
        ' i String?\n j String?',
      ),
      'M.a: @searchable with prefix: stands more than once',
    ],
  ])
})

describe('an index column', () => {
  const field = (column: string, annotation = '@searchable(i)') =>
    ` /// @encrypted ${annotation}\n a String\n${column}`
  run([
    [
      'missing',
      field(' emailIndx String?', '@searchable(emailIndex)'),
      'M.a: The index column emailIndex does not exist in this model. Declare it as `emailIndex String?`. Did you mean emailIndx?',
    ],
    ['ignored', field(' i String? @ignore'), 'M.a: The index column i does not exist in this model.'],
    [
      'required',
      field(' i String'),
      'M.a: The index column i is required, so that fieldseal could not clear it. Declare it as `i String?`.',
    ],
    ['an Int', field(' i Int?'), 'M.a: The index column i is not a String. Declare it as `i String?`.'],
    [
      'itself encrypted',
      field(' /// @encrypted\n i String?'),
      'M.a: The index column i has an annotation of its own.',
    ],
    ['a token', field(' /// @token\n i String?'), 'M.a: The index column i has an annotation of its own.'],
    [
      'a password',
      field(' /// @password\n i String?'),
      'M.a: The index column i has an annotation of its own.',
    ],
    [
      'the field itself',
      ' /// @encrypted @searchable(a)\n a String?',
      'M.a: The index column a has an annotation of its own.',
    ],
    [
      'with a default',
      field(' i String? @default("x")'),
      'M.a: The index column i has a default. Remove @default.',
    ],
    [
      'shared by two fields',
      field(' i String?\n /// @encrypted @searchable(i)\n b String'),
      'M.b: The index column i serves a already. Give each index a column of its own.',
    ],
    [
      'shared by equality and prefix',
      field(' i String?', '@searchable(i) @searchable(i, prefix: 2..4)'),
      'M.a: The index column i serves a already.',
    ],
    [
      'unique, of a prefix',
      field(' i String? @unique', '@searchable(i, prefix: 2..4)'),
      'M.a: The prefix index column i is unique, which would make the first letters unique. Remove its @unique.',
    ],
  ])

  test('a list', () => {
    const model = `model M {\n id Int @id\n${field(' i String[]')}\n}`
    expect(problemsOf(model, 'postgresql')).toMatchObject([
      { message: 'The index column i is not a String.' },
    ])
  })

  test('joined through', () => {
    const schema = `model M {
 id Int @id
 /// @encrypted @searchable(i)
 a String
 i String?
 n N? @relation(fields: [i], references: [code])
}
model N {
 id Int @id
 code String @unique
 ms M[]
}`
    const message = 'The index column i is an id, or a relation joins through it.'
    expect(problemsOf(schema)).toMatchObject([{ field: 'a', message }])
  })
})

describe('@@searchable', () => {
  const model = (annotation: string, lines: string, provider?: string) =>
    problemsOf(`/// ${annotation}\nmodel M {\n id Int @id\n${lines}\n i String?\n}`, provider)
  const two = ' /// @encrypted\n a String\n /// @encrypted(type: Int)\n b String'

  test.each([
    ['two fields', '@@searchable([a, b], i)', two, undefined],
    ['two fields, normalised', '@@searchable([a, b], i, normalize: [trim])', two, undefined],
    ['one field', '@@searchable([a], i)', two, '@@searchable names one field.'],
    [
      'a plain field',
      '@@searchable([a, c], i)',
      `${two}\n c String`,
      '@@searchable names c, which is not an @encrypted field of this model.',
    ],
    [
      'a missing field',
      '@@searchable([a, c], i)',
      two,
      '@@searchable names c, which is not an @encrypted field of this model.',
    ],
    [
      'a Json',
      '@@searchable([a, b], i)',
      two.replace('Int', 'Json'),
      '@@searchable names b, whose value can be written in many ways.',
    ],
    [
      'no text to normalise',
      '@@searchable([b, c], i, normalize: [trim])',
      `${two}\n /// @encrypted(type: Int)\n c String`,
      'normalize: works on String values only, and @@searchable names none.',
    ],
    [
      'a password',
      '@@searchable([a, c], i)',
      `${two}\n /// @password\n c String`,
      '@@searchable names c, which is not an @encrypted field of this model.',
    ],
    ['a missing column', '@@searchable([a, b], j)', two, 'The index column j does not exist in this model.'],
    [
      'the column of a field',
      '@@searchable([a, b], i)',
      two.replace('@encrypted', '@encrypted @searchable(i)'),
      'The index column i serves a already.',
    ],
  ])('%s', (_, annotation, lines, message) => {
    const expected = message === undefined ? [] : [{ model: 'M', field: undefined, line: 2, message }]
    expect(model(annotation, lines)).toMatchObject(expected)
  })
})

describe('@token', () => {
  run([
    ['unique', ' /// @token(normalize: [trim])\n a String? @unique\n @@index([a])'],
    [
      'on Bytes',
      ' /// @token\n a Bytes',
      'M.a: @token needs a String column, and this is Bytes. Make the column String.',
    ],
    [
      'on Int',
      ' /// @token\n a Int',
      'M.a: @token needs a String column, and this is Int. Make the column String.',
    ],
    [
      'with a default',
      ' /// @token\n a String @default(uuid())',
      'M.a: @token cannot protect a field with @default',
    ],
    ['twice', ' /// @token\n /// @token\n a String', 'M.a: @token stands more than once'],
  ])

  test('as an id', () => {
    const problems = problemsOf('model M {\n /// @token\n a String @id\n}')
    expect(problems).toMatchObject([{ message: '@token cannot protect an id.' }])
  })

  test('on a list', () => {
    const problems = problemsOf('model M {\n id Int @id\n /// @token\n a String[]\n}', 'postgresql')
    expect(problems).toMatchObject([
      { message: '@token cannot protect a list.', fix: 'Use a model of its own, with one value a row.' },
    ])
  })
})

describe('@password', () => {
  const noUnique = 'M.a: A unique constraint over passwords enforces nothing: no two hashes are equal.'
  run([
    [
      'several, required and optional',
      ' /// @password\n a String\n /// @password(cost: strong, bind: [id2], as: "x")\n b String?\n id2 Int',
    ],
    [
      'on Bytes',
      ' /// @password\n a Bytes',
      'M.a: @password needs a String column, and this is Bytes. Make the column String.',
    ],
    [
      'on Int?',
      ' /// @password\n a Int?',
      'M.a: @password needs a String column, and this is Int. Make the column String?.',
    ],
    ['on an @updatedAt', ' /// @password\n a DateTime @updatedAt', 'M.a: @password needs a String column'],
    [
      'with a default',
      ' /// @password\n a String @default("secret")',
      'M.a: @password cannot protect a field with @default: the default would be stored in plain. Remove @default',
    ],
    [
      'with a generated default',
      ' /// @password\n a String @default(nanoid())',
      'M.a: @password cannot protect a field with @default',
    ],
    [
      'with a database default',
      ' /// @password\n a String @default(dbgenerated("x"))',
      'M.a: @password cannot protect a field with @default',
    ],
    ['unique', ' /// @password\n a String @unique', `${noUnique} Remove it.`],
    ['in a @@unique alone', ' /// @password\n a String\n @@unique([a])', `${noUnique} Remove it.`],
    [
      'in a @@unique with others',
      ' /// @password\n a String\n t Int\n @@unique([t, a])',
      `${noUnique} Leave a out of it.`,
    ],
    [
      'indexed',
      ' /// @password\n a String\n @@index([a])',
      'M.a: @@index over a would index hashes of passwords. Leave a out of it.',
    ],
    [
      'indexed with others',
      ' /// @password\n a String\n t Int\n @@index([t, a])',
      'M.a: @@index over a would index hashes of passwords. Leave a out of it.',
    ],
    ['twice', ' /// @password @password(cost: strong)\n a String', 'M.a: @password stands more than once'],
    [
      'with @encrypted',
      ' /// @encrypted @password\n a String',
      'M.a: @encrypted and @password exclude one another. Keep one.',
    ],
    [
      'with @token',
      ' /// @password @token\n a String',
      'M.a: @token and @password exclude one another. Keep one.',
    ],
    [
      'with both',
      ' /// @password @token @encrypted\n a String',
      'M.a: @encrypted and @token and @password exclude one another. Keep one.',
    ],
    [
      'with @encrypted and @searchable, bound to nothing',
      ' /// @encrypted @searchable(i) @password(bind: [x])\n a String\n i String?',
      'M.a: @encrypted and @password exclude one another.',
      'M.a: bind: names x, which is not a field of this model.',
    ],
  ])

  test('indexed for full text', () => {
    const schema = 'model M {\n id Int @id\n /// @password\n a String @db.Text\n @@fulltext([a])\n}'
    const message = '@@fulltext over a would index hashes of passwords.'
    expect(problemsOf(schema, 'mysql')).toMatchObject([{ field: 'a', message }])
  })

  test('on a list', () => {
    const problems = problemsOf('model M {\n id Int @id\n /// @password\n a String[]\n}', 'postgresql')
    expect(problems).toMatchObject([
      { message: '@password cannot protect a list.', fix: 'Use a model of its own, with one value a row.' },
    ])
  })

  test('on an enum column', () => {
    const schema = 'model M {\n id Int @id\n /// @password\n a E\n}\nenum E {\n A\n}'
    expect(problemsOf(schema, 'postgresql')).toMatchObject([
      { message: '@password needs a String column, and this is E.', fix: 'Make the column String.' },
    ])
  })

  test.each([
    ['an id', 'model M {\n /// @password\n a String @id\n}'],
    ['part of a compound id', 'model M {\n /// @password\n a String\n b Int\n @@id([a, b])\n}'],
  ])('on %s', (_, schema) => {
    expect(problemsOf(schema)).toMatchObject([{ field: 'a', message: '@password cannot protect an id.' }])
  })

  test('on either side of a relation, and on the relation', () => {
    const schema = `model A {
  id Int @id
  /// @password
  code String @unique
  bs B[]
}
model B {
  id Int @id
  /// @password
  aCode String
  /// @password
  a A @relation(fields: [aCode], references: [code])
}`
    const joined = '@password cannot protect a field that a relation joins through.'
    expect(problemsOf(schema)).toMatchObject([
      { model: 'A', field: 'code', message: joined },
      { model: 'A', field: 'code', message: expect.stringContaining('A unique constraint over passwords') },
      { model: 'B', field: 'aCode', message: joined },
      { model: 'B', field: 'a', message: '@password stands on a relation, which has no column.' },
    ])
  })
})

describe('column names', () => {
  test('given twice in a schema', () => {
    const schema = `model A {
 id Int @id
 /// @encrypted
 email String
}
model B {
 id Int @id
 /// @encrypted(as: "A.email")
 mail String
 /// @token(as: "A.email")
 token String
 /// @password(as: "A.email")
 password String
}`
    const message = 'The column name "A.email" belongs to A.email already.'
    expect(problemsOf(schema)).toMatchObject([
      { model: 'B', field: 'mail', message, fix: 'Give each column a name of its own with as:.' },
      { model: 'B', field: 'token', message },
      { model: 'B', field: 'password', message },
    ])
  })
})

describe('providers', () => {
  const model = 'model M {\n id Int @id\n /// @encrypted\n a String\n}'
  test.each(['sqlserver', 'cockroachdb'])('%s is refused', provider => {
    expect(problemsOf(model, provider)).toMatchObject([
      { model: 'datasource', message: `The provider ${provider} is not supported yet.` },
    ])
  })

  test('mongodb is refused', () => {
    const problems = problemsOf('model M {\n id String @id @map("_id")\n}', 'mongodb')
    expect(problems).toMatchObject([{ message: 'The provider mongodb is not supported yet.' }])
  })
})

test('an option that cannot be read does not hide other problems, nor make any up', () => {
  expect(
    problemsInModel(' /// @encrypted(type: Integer) @searchable(i, normalize: [trimm])\n a String?\n i Int?'),
  ).toEqual([
    expect.stringContaining('M.a: type: of @encrypted is not a known type.'),
    expect.stringContaining('M.a: normalize: of @searchable holds an unknown normaliser trimm.'),
    expect.stringContaining('M.a: The index column i is not a String.'),
  ])
})
