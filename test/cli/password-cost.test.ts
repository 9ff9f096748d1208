// `fieldseal password-cost`: the table, what goes to people, and where no native module loads.

import { afterEach, expect, test, vi } from 'vitest'
import { passwordCost } from '../../src/cli/password-cost.js'
import { runProgram } from '../../src/cli/program.js'

async function run(args: string, program = runProgram) {
  const written = { out: '', err: '' }
  const exitCode = await program(args.split(' '), '1.2.3', {
    env: {},
    out: text => {
      written.out += text
    },
    err: text => {
      written.err += text
    },
  })
  return { exitCode, ...written }
}

afterEach(() => {
  vi.doUnmock('@node-rs/argon2')
  vi.resetModules()
})

const tiny = { memoryKiB: 1024, passes: 1, lanes: 1 }

test('one line for each cost, in columns, and a sentence before each', async () => {
  const told: string[] = []
  const { lines, notes } = await passwordCost({ rounds: 1 }, sentence => told.push(sentence), {
    tiny,
    'also tiny': { memoryKiB: 2048, passes: 3, lanes: 2 },
  })
  expect(lines[0]).toBe('cost       MiB  passes  lanes  ms per login  logins per second')
  expect(lines[1]).toMatch(/^tiny {9}1 {7}1 {6}1 {2}[ \d.]{12} {2}[ \d.]{17}$/)
  expect(lines[2]).toMatch(/^also tiny {4}2 {7}3 {6}2 {2}[ \d.]{12} {2}[ \d.]{17}$/)
  expect(lines).toHaveLength(3)
  expect(told).toEqual(['Measuring tiny, 1 of 2 ...', 'Measuring also tiny, 2 of 2 ...'])
  expect(notes.join(' ')).toContain('cost: owasp and cost: strong')
})

test('the implementation in JavaScript computes one hash at a time', async () => {
  const { notes } = await passwordCost({ rounds: 1, javascript: true }, () => {}, { tiny })
  expect(notes[0]).toContain('One hash at a time')
})

test('the table alone goes to standard output', async () => {
  const { exitCode, out, err } = await run('password-cost --rounds 1')
  expect(exitCode).toBe(0)
  const rows = out.trimEnd().split('\n')
  expect(rows.map(row => row.slice(0, 8).trim())).toEqual([
    'cost',
    'owasp',
    'strong',
    'rfc 9106',
    'php',
    'django',
  ])
  expect(rows[1]).toMatch(/^owasp +19 +2 +1 +[\d.]+ +[\d.]+$/)
  expect(err).toContain('Measuring owasp, 1 of 5 ...')
  expect(err).toContain('defaults of other software')
})

test('where no native module loads it says what to do, and nothing slower is measured', async () => {
  vi.resetModules()
  vi.doMock('@node-rs/argon2', () => {
    throw new Error("Cannot find module '@node-rs/argon2-linux-x64-gnu'")
  })
  const { runProgram } = await import('../../src/cli/program.js')
  const { exitCode, out, err } = await run('password-cost', runProgram)
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
  expect(err).toContain('fieldseal: The module @node-rs/argon2 does not load.')
  expect(err).toContain("argon2: 'javascript'")
})

test.each(['0', '1001', '1.5', 'many', ''])('wrong usage: --rounds %j', async rounds => {
  const { exitCode, out, err } = await run(`password-cost --rounds=${rounds}`)
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
  expect(err).toContain('1 to 1000')
})
