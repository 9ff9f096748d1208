// What @@audit needs of a schema, and what is refused.

import { expect, describe as group, test } from 'vitest'
import { describe, problemsOf, trailModels } from './build-schema.js'

const audited = '/// @@audit\nmodel M {\n id Int @id\n}\n'
const providers = ['sqlite', 'postgresql', 'mysql']

/** The problems of an audited schema whose models of the trail were changed. */
function problemsWith(change: (models: string) => string, provider = 'sqlite'): readonly string[] {
  const models = trailModels(provider)
  const changed = change(models)
  expect(changed).not.toBe(models)
  return problemsOf(audited + changed, provider).map(describe)
}

test.each(providers)('the models that init writes are right on %s', provider => {
  expect(problemsOf(audited + trailModels(provider), provider)).toEqual([])
})

test('a schema without them is told to run init, at the audited model', () => {
  expect(problemsOf(`model A {\n id Int @id\n}\n${audited}`)).toEqual([
    {
      model: 'M',
      field: undefined,
      file: undefined,
      line: 5,
      message:
        'The schema has @@audit and lacks AuditEvent, AuditEntry, AuditLeaf, AuditCheckpoint, which the trail needs.',
      fix: 'Run `npx fieldseal init`, which adds them.',
    },
  ])
})

test('a database without foreign keys is refused', () => {
  const datasource = (mode: string) =>
    `datasource db {\n  provider = "mysql"\n  relationMode = "${mode}"\n}\n`
  const problems = (mode: string) => problemsOf(audited + trailModels('mysql'), 'mysql', datasource(mode))
  expect(problems('foreignKeys')).toEqual([])
  expect(problems('prisma').map(describe)).toEqual([expect.stringContaining('without foreign keys')])
})

test('a model that is missing is named', () => {
  expect(problemsWith(text => text.replace(/model AuditLeaf [^}]*}/, ''))).toEqual([
    expect.stringContaining('lacks AuditLeaf, which the trail needs'),
  ])
})

group('a model of the trail is refused', () => {
  test.each<[string, string | RegExp, string, string]>([
    ['without a field', /^ {2}mac .*\n/m, '', 'it lacks "mac String".'],
    ['with another field', 'mac  ', 'extra Int\n  mac  ', 'it has "extra Int".'],
    [
      'with another type',
      /entryCount +Int/,
      'entryCount BigInt',
      'it lacks "entryCount Int", and it has "entryCount BigInt".',
    ],
    [
      'with a field that may not be null',
      'actor         String?',
      'actor String',
      'it lacks "actor String?", and it has "actor String".',
    ],
    ['with a default', 'kind          String', 'kind String @default("x")', 'it has "kind String @default".'],
    [
      'with a renamed column',
      'kind          String',
      'kind String @map("k")',
      'it has "kind String @map("k")".',
    ],
    [
      'with another id',
      'BigInt @id',
      'BigInt @unique',
      'it lacks "position BigInt @id", and it has "position BigInt @unique".',
    ],
    ['without its unique', 'eventId  String @unique', 'eventId String', 'it has "eventId String".'],
    [
      'without its compound id',
      '@@id([eventId, position])',
      '@@unique([eventId, position])',
      'it lacks "@@id([eventId, position])", and it has "@@unique([eventId, position])".',
    ],
    ['without an index', '@@index([actor, time])', '', 'it lacks "@@index([actor, time])".'],
    [
      'in another table',
      '@@map("audit_leaf")',
      '@@map("leaves")',
      'it lacks "@@map("audit_leaf")", and it has "@@map("leaves")".',
    ],
    ['in a table of its name', '@@map("audit_leaf")', '', 'it lacks "@@map("audit_leaf")".'],
  ])('%s', (_, from, to, problem) => {
    const problems = problemsWith(text => text.replace(from, to))
    expect(problems).toEqual([expect.stringContaining(problem)])
    expect(problems[0]).toMatch(
      /^Audit\w+: This model is not as the audit trail needs it: .*Remove it and run/,
    )
  })

  test('with a relation', () => {
    const related =
      'model Note {\n id Int @id\n eventId String\n event AuditEvent @relation(fields: [eventId], references: [id])\n}\n'
    expect(problemsWith(text => related + text.replace(/mac {2}.*/, '$&\n notes Note[]'))).toEqual([
      expect.stringContaining('it has "notes Note[]"'),
    ])
  })

  test('with an annotation', () => {
    const onField = problemsWith(text => text.replace(/^ {2}reason /m, '  /// @encrypted\n  reason '))
    const onModel = problemsWith(text => text.replace('model AuditEvent', '/// @@audit\nmodel AuditEvent'))
    for (const problems of [onField, onModel]) {
      expect(problems).toEqual([
        'AuditEvent: An annotation stands on a model of the audit trail, which fieldseal alone writes. Remove the annotation.',
      ])
    }
  })

  test('with a narrower column on MySQL', () => {
    expect(problemsWith(text => text.replace('@db.VarChar(512)', '@db.VarChar(64)'), 'mysql')).toEqual([
      expect.stringContaining(
        'it lacks "recordId String @db.VarChar(512)", and it has "recordId String @db.VarChar(64)".',
      ),
    ])
  })
})

group('a model of the trail may have', () => {
  test.each<[string, (text: string) => string]>([
    ['more indexes', text => text.replace('@@index([time])', '@@index([time])\n  @@index([requestId])')],
    [
      'names of its own for constraints',
      text => text.replace('@@index([time])', '@@index([time], map: "by_time")'),
    ],
    ['another comment', text => text.replace(/\/\/\/ The audit trail.*/, '/// Ours.')],
    ['another order', text => text.replace(/( {2}time .*\n)( {2}kind .*\n)/, '$2$1')],
  ])('%s', (_, change) => {
    expect(problemsWith(change)).toEqual([])
  })
})

test('a model named like one of the trail is the application’s own where nothing is audited', () => {
  const own = 'model AuditEvent {\n id Int @id\n /// @encrypted\n what String\n}'
  expect(problemsOf(own)).toEqual([])
})

group('@@audit(reads) needs a field whose reads are recorded', () => {
  const problem =
    'M: @@audit(reads) stands on a model without @encrypted and @masked fields, whose reads are not recorded. Write @@audit.'
  test.each([
    [' a String', [problem]],
    [' /// @password\n a String', [problem]],
    [' /// @encrypted\n a String', []],
    [' /// @masked(full)\n a String', []],
  ])('%j', (line, problems) => {
    const schema = `/// @@audit(reads)\nmodel M {\n id Int @id\n${line}\n}\n`
    expect(problemsOf(schema + trailModels()).map(describe)).toEqual(problems)
  })
})
