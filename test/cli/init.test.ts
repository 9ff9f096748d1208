// `fieldseal init`: what it adds to a schema, and what it leaves alone.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { makeProject, runNode } from '../generator/run-generate.js'
import { problemsOf, trailModels } from '../schema/build-schema.js'
import { runInit } from './run-init.js'

vi.setConfig({ testTimeout: 120_000 })

const datasource = 'datasource db {\n  provider = "sqlite"\n}\n'
const client = 'generator client {\n  provider = "prisma-client"\n  output   = "../src/generated/prisma"\n}\n'
const user = 'model User {\n  id   Int    @id\n  name String\n}\n'
const ours = 'generator fieldseal {\n  provider = "fieldseal"\n  output   = "../src/generated/fieldseal"\n}\n'

/** Makes the current folder one with these files, for the test. */
function enterProject(files: Readonly<Record<string, string>>): void {
  const before = process.cwd()
  const folder = mkdtempSync(join(tmpdir(), 'fieldseal-'))
  onTestFinished(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true, force: true })
  })
  process.chdir(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(name), { recursive: true })
    writeFileSync(name, text)
  }
}

const read = (file: string) => readFileSync(file, 'utf8')

test('adds the generator behind the client and the models at the end, and says what to do next', async () => {
  enterProject({ 'prisma/schema.prisma': [datasource, client, user].join('\n') })
  const { exitCode, out } = await runInit()
  expect(exitCode).toBe(0)
  expect(
    out,
  ).toBe(`prisma/schema.prisma: added generator fieldseal, model AuditEvent, model AuditEntry, model AuditLeaf, model AuditCheckpoint.
Next: write /// @@audit above each model whose changes are to be recorded, then
  npx prisma migrate dev --create-only --name audit
  npx prisma generate
`)
  expect(read('prisma/schema.prisma')).toBe([datasource, client, ours, user, trailModels()].join('\n'))
})

test('changes nothing when it runs again', async () => {
  enterProject({ 'schema.prisma': datasource + client + user })
  await runInit()
  const text = read('schema.prisma')
  expect(await runInit()).toEqual({ exitCode: 0, out: 'schema.prisma has everything already.\n', err: '' })
  expect(read('schema.prisma')).toBe(text)
})

describe.each(['sqlite', 'postgresql', 'mysql'])('for %s', provider => {
  const schema = [datasource.replace('sqlite', provider), client, user].join('\n')

  test('writes what prisma format would write', async () => {
    const folder = makeProject({ 'schema.prisma': schema })
    expect(await runInit('--schema', join(folder, 'schema.prisma'))).toMatchObject({ exitCode: 0 })
    const text = read(join(folder, 'schema.prisma'))
    const format = ['node_modules/prisma/build/index.js', 'format', '--schema', 'schema.prisma']
    expect(await runNode(folder, format)).toMatchObject({ exitCode: 0 })
    expect(read(join(folder, 'schema.prisma'))).toBe(text)
  })

  test('writes what @@audit needs', async () => {
    enterProject({ 'schema.prisma': schema.replace('model User', '/// @@audit\nmodel User') })
    await runInit()
    const models = read('schema.prisma').replace(/^(?:datasource|generator) [^}]*}\n/gm, '')
    expect(problemsOf(models, provider)).toEqual([])
  })
})

describe('finds the schema', () => {
  test.each([
    [
      'in the root first, as Prisma does',
      { 'schema.prisma': datasource, 'prisma/schema.prisma': '' },
      'schema.prisma',
    ],
    [
      'where the config file says',
      {
        'prisma.config.ts': "export default defineConfig({ schema: './db/main.prisma' })",
        'db/main.prisma': datasource,
      },
      'db/main.prisma',
    ],
    [
      'where package.json says',
      { 'package.json': '{ "prisma": { "schema": "db/main.prisma" } }', 'db/main.prisma': datasource },
      'db/main.prisma',
    ],
    [
      'beside a config file that does not say',
      {
        'prisma.config.ts': 'export default {\n  // schema: "x"\n  migrations: { path: "m" },\n}',
        'schema.prisma': datasource,
      },
      'schema.prisma',
    ],
  ])('%s', async (_, files, file) => {
    enterProject(files)
    expect((await runInit()).out).toContain(`${file}: added generator fieldseal`)
    expect(read(file)).toContain('model AuditEvent')
  })

  test.each([
    ['nowhere', {}, [], 'There is no schema.prisma here or in prisma/. Give its path with --schema.'],
    ['not where it is said to be', {}, ['--schema', 'x.prisma'], 'There is no schema at x.prisma.'],
    [
      'in a place that only Prisma can work out',
      {
        'prisma.config.ts': "export default { schema: path.join('prisma', 'db') }",
        'schema.prisma': datasource,
      },
      [],
      'prisma.config.ts says where the schema is in a way that only Prisma can read.',
    ],
  ])('or fails: %s', async (_, files, args, message) => {
    enterProject(files)
    const { exitCode, err } = await runInit(...args)
    expect(exitCode).toBe(1)
    expect(err).toContain(message)
    expect(err).toContain('[CONFIG_OPTION_INVALID]')
  })
})

describe('in a folder of several files', () => {
  const files = {
    'db/main.prisma': `${datasource}\n${client}`,
    'db/models/user.prisma': user,
  }

  test('the models have a file of their own', async () => {
    enterProject(files)
    const { out } = await runInit('--schema', 'db')
    expect(out).toContain('db/main.prisma: added generator fieldseal.\n')
    expect(out).toContain('db/audit.prisma: added model AuditEvent, model AuditEntry')
    expect(read('db/main.prisma')).toBe(`${datasource}\n${client}\n${ours}`)
    expect(read('db/audit.prisma')).toBe(trailModels())
    expect(read('db/models/user.prisma')).toBe(user)
    expect((await runInit('--schema', 'db')).out).toBe('db has everything already.\n')
  })

  test('a file of that name is added to', async () => {
    enterProject({ ...files, 'db/audit.prisma': '// Ours.\n' })
    await runInit('--schema', 'db')
    expect(read('db/audit.prisma')).toBe(`// Ours.\n\n${trailModels()}`)
  })
})

describe('leaves alone', () => {
  const [event = '', ...others] = trailModels().split(/\n(?=\/\/\/)/)

  test('models of the trail that are there, in another spelling', async () => {
    const own = event
      .replace('/// The audit', '// Our audit')
      .replace('@@index([time])', '@@index([time], map: "by_time")\n\n  @@index([ip])')
      .replace(/ {2,}/g, '\t')
    enterProject({ 'schema.prisma': `${datasource}${ours}${own}` })
    expect((await runInit()).out).toContain('added model AuditEntry, model AuditLeaf, model AuditCheckpoint.')
    expect(read('schema.prisma')).toBe(`${datasource}${ours}${own}\n${others.join('\n')}`)
  })

  test.each([
    'generator fieldseal {\n  provider = "node ../dist/bin.js"\n}\n',
    'generator seal {\n  provider = "npx fieldseal"\n}\n',
    'generator seal {\n  // provider = "x"\n  provider = "./node_modules/.bin/fieldseal"\n}\n',
  ])('a generator of fieldseal: %j', async generator => {
    enterProject({ 'schema.prisma': datasource + generator })
    expect((await runInit()).out).not.toContain('generator')
    expect(read('schema.prisma')).toBe(`${datasource}${generator}\n${trailModels()}`)
  })

  test('line breaks of Windows', async () => {
    enterProject({ 'schema.prisma': `${datasource}\n${user}`.replaceAll('\n', '\r\n') })
    await runInit()
    expect(read('schema.prisma').replaceAll('\r\n', '')).not.toContain('\n')
  })

  test('a last line without a break', async () => {
    enterProject({ 'schema.prisma': (datasource + ours + user).trimEnd() })
    await runInit()
    expect(read('schema.prisma')).toBe(`${datasource}${ours}${user}\n${trailModels()}`)
  })
})

describe('the generator goes', () => {
  test.each([
    ['behind the datasource, with a folder beside the schema', '', './generated/fieldseal'],
    [
      'to that folder for a client without one',
      'generator c {\n  provider = "prisma-client-js"\n}\n',
      './generated/fieldseal',
    ],
    ['beside the client’s folder', client.replace('/prisma"', '/db"'), '../src/generated/fieldseal'],
    ['not into node_modules', client.replace('../src', '../node_modules/.x'), './generated/fieldseal'],
  ])('%s', async (_, generator, output) => {
    enterProject({ 'schema.prisma': `${datasource}${generator}` })
    await runInit()
    expect(read('schema.prisma')).toContain(
      `}\n\ngenerator fieldseal {\n  provider = "fieldseal"\n  output   = "${output}"\n}\n`,
    )
  })
})

describe('refuses, and changes nothing', () => {
  test.each([
    [
      'a schema without a datasource',
      user,
      'datasource: The schema has no datasource that names its provider.',
    ],
    ['one that is commented out', `/*\n${datasource}*/\n// ${datasource}`, 'The schema has no datasource'],
    [
      'a provider from a variable',
      datasource.replace('"sqlite"', 'env("P")'),
      'The schema has no datasource',
    ],
    [
      'a provider that is not supported',
      datasource.replace('sqlite', 'mongodb'),
      'datasource (schema.prisma:1): The provider mongodb is not supported yet.',
    ],
    [
      'a model of another shape',
      `${datasource}\nmodel AuditLeaf {\n  id Int @id\n}\n`,
      'AuditLeaf (schema.prisma:5): This model is not as the audit trail needs it: it lacks "position BigInt @id"',
    ],
    [
      'an enum in its place',
      `${datasource}\nenum AuditEvent {\n  A\n}\n`,
      'AuditEvent (schema.prisma:5): This model',
    ],
  ])('%s', async (_, schema, message) => {
    enterProject({ 'schema.prisma': schema })
    const { exitCode, err } = await runInit()
    expect(exitCode).toBe(1)
    expect(err).toContain(message)
    expect(read('schema.prisma')).toBe(schema)
  })
})
