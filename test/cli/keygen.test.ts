// `fieldseal keygen`: what goes to .env, what goes to people, and what is refused.

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { NoteSigner } from '../../src/audit/seal/note-key.js'
import { runProgram } from '../../src/cli/program.js'
import { generateKeyText } from '../../src/core/key.js'
import { keysFromEnv } from '../../src/core/key-source.js'

async function run(args: string, env: Record<string, string> = {}) {
  const written = { out: '', err: '' }
  const exitCode = await runProgram(args.split(' ').filter(Boolean), '1.2.3', {
    env,
    out: text => {
      written.out += text
    },
    err: text => {
      written.err += text
    },
  })
  return { exitCode, ...written }
}

/** The variables of printed lines, as dotenv reads them. */
function readEnv(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^(\w+)="([^"]*)"$/gm)].map(match => [match[1], match[2]]))
}

async function keyIds(env: Record<string, string>) {
  const { data, index } = await keysFromEnv(env).load()
  return { data: data.ids, index: index?.ids }
}

test('prints both lines, ready for keysFromEnv, and nothing else', async () => {
  const { exitCode, out } = await run('keygen')
  expect(exitCode).toBe(0)
  expect(out).toMatch(/^FIELDSEAL_KEYS="k1:[\w+/]{43}="\nFIELDSEAL_INDEX_KEYS="i1:[\w+/]{43}="\n$/)
  expect(await keyIds(readEnv(out))).toEqual({ data: ['k1'], index: ['i1'] })
})

test('makes a new key each time', async () => {
  const runs = await Promise.all([run('keygen'), run('keygen')])
  const keys = runs.flatMap(({ out }) => Object.values(readEnv(out)).map(text => text.split(':')[1]))
  expect(new Set(keys).size).toBe(4)
})

test('says nothing secret to standard error', async () => {
  const { out, err } = await run('keygen')
  expect(err).toContain('keep a copy')
  for (const text of Object.values(readEnv(out))) expect(err).not.toContain(text.split(':')[1])
})

test.each([
  ['keygen --data', /^FIELDSEAL_KEYS="k1:[^"\n]+"\n$/],
  ['keygen --index', /^FIELDSEAL_INDEX_KEYS="i1:[^"\n]+"\n$/],
  ['keygen --index --id idx7', /^FIELDSEAL_INDEX_KEYS="idx7:[^"\n]+"\n$/],
  ['keygen --id 2026a', /^FIELDSEAL_KEYS="2026a:[^"\n]+"\nFIELDSEAL_INDEX_KEYS="i1:[^"\n]+"\n$/],
])('%s', async (args, lines) => {
  expect(await run(args)).toMatchObject({ exitCode: 0, out: expect.stringMatching(lines) })
})

test('--add puts a new key before the present ones', async () => {
  const first = readEnv((await run('keygen')).out)
  const second = readEnv((await run('keygen --add', first)).out)
  expect(Object.keys(second)).toEqual(['FIELDSEAL_KEYS'])
  expect(second.FIELDSEAL_KEYS).toMatch(/^k2:/)
  expect(second.FIELDSEAL_KEYS?.endsWith(`,${first.FIELDSEAL_KEYS}`)).toBe(true)
  const third = readEnv((await run('keygen --add --id z9', second)).out)
  expect(await keyIds(third)).toMatchObject({ data: ['z9', 'k2', 'k1'] })
})

test('--add --index adds an index key', async () => {
  const env = readEnv((await run('keygen')).out)
  const { out } = await run('keygen --add --index', env)
  expect(await keyIds({ ...env, ...readEnv(out) })).toEqual({ data: ['k1'], index: ['i2', 'i1'] })
})

describe('keygen --audit', () => {
  test('prints the signer key, and the verifier key for people', async () => {
    const { exitCode, out, err } = await run('keygen --audit')
    expect(exitCode).toBe(0)
    expect(out).toMatch(
      /^FIELDSEAL_AUDIT_KEY="PRIVATE\+KEY\+fieldseal-[0-9a-f]{8}\+[0-9a-f]{8}\+[\w+/]+=*"\n$/,
    )
    const signer = new NoteSigner(readEnv(out).FIELDSEAL_AUDIT_KEY ?? '')
    expect(readEnv(err).FIELDSEAL_AUDIT_VERIFIER).toBe(signer.verifierKey)
    expect(err).not.toContain('PRIVATE')
  })

  test('names the key as it is told', async () => {
    for (const args of ['keygen --audit --name example.com/trail', 'keygen --name example.com/trail']) {
      const { out } = await run(args)
      expect(new NoteSigner(readEnv(out).FIELDSEAL_AUDIT_KEY ?? '').name).toBe('example.com/trail')
    }
  })

  test('makes a new key each time', async () => {
    const runs = await Promise.all([run('keygen --name a'), run('keygen --name a')])
    expect(runs[0].out).not.toBe(runs[1].out)
  })

  test('stands alone', async () => {
    for (const other of ['--data', '--index', '--add', '--id k2']) {
      expect(await run(`keygen --audit ${other}`)).toMatchObject({ exitCode: 2, out: '' })
    }
  })

  test('is refused where there is a key, or the name is none', async () => {
    const env = readEnv((await run('keygen --audit')).out)
    const present = await run('keygen --audit', env)
    expect(present).toMatchObject({ exitCode: 1, out: '' })
    expect(present.err).toContain('FIELDSEAL_AUDIT_KEY holds keys already')
    expect(await run('keygen --name a+b')).toMatchObject({ exitCode: 1, out: '' })
  })
})

const key = generateKeyText()

test.each<[string, Record<string, string>, string]>([
  ['keygen', { FIELDSEAL_KEYS: `k1:${key}` }, 'FIELDSEAL_KEYS holds keys already'],
  ['keygen --index', { FIELDSEAL_INDEX_KEYS: `i1:${key}` }, 'FIELDSEAL_INDEX_KEYS holds keys already'],
  ['keygen --add', {}, '--add needs the present keys in FIELDSEAL_KEYS, which is not set'],
  ['keygen --add', { FIELDSEAL_KEYS: 'k1:short' }, 'FIELDSEAL_KEYS, entry 1,'],
  ['keygen --add --index', { FIELDSEAL_INDEX_KEYS: 'nothing' }, 'FIELDSEAL_INDEX_KEYS, entry 1,'],
  ['keygen --add --id k1', { FIELDSEAL_KEYS: `k1:${key}` }, 'The id k1 is taken.'],
  ['keygen --id K1', {}, 'not 1 to 16 characters of [a-z0-9]'],
])('%s is refused', async (args, env, message) => {
  const { exitCode, out, err } = await run(args, env)
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
  expect(err).toContain(message)
  expect(err).not.toContain(key)
})

test.each(['keygen --bogus', 'keygen k2', 'keygen --id', 'bogus', ''])('wrong usage: %j', async args => {
  const { exitCode, out, err } = await run(args)
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
  expect(err).not.toBe('')
})

test('--help and --version', async () => {
  expect(await run('--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('keygen') })
  expect(await run('--version')).toEqual({ exitCode: 0, out: '1.2.3\n', err: '' })
})

test('the executable writes keys to standard output and the rest to standard error', async () => {
  const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url))
  const { FIELDSEAL_KEYS: _, FIELDSEAL_INDEX_KEYS: __, ...env } = process.env
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [bin, 'keygen'], { env })
  expect(Object.keys(readEnv(stdout))).toEqual(['FIELDSEAL_KEYS', 'FIELDSEAL_INDEX_KEYS'])
  expect(stdout.split('\n')).toHaveLength(3)
  expect(stderr).toContain('keep a copy')
})
