// `fieldseal init --print` and `--harden`: the SQL, and which options go together.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hardeningSql } from '../../src/schema/trail/hardening-sql.js'
import { trailTablesSql } from '../../src/schema/trail/trail-tables-sql.js'
import { runInit } from './run-init.js'

const run = (args: string) => runInit(...args.split(' '))

function statementsOf(sql: string): readonly string[] {
  const statements = sql.replace(/^--.*$/gm, '').split(/;\s*$/m)
  return statements.map(statement => statement.trim()).filter(statement => statement !== '')
}

test.each(['sqlite', 'postgresql', 'mysql'] as const)(
  'prints the tables as Prisma Migrate creates them on %s',
  async provider => {
    const { exitCode, out } = await run(`--print --provider ${provider}`)
    expect(exitCode).toBe(0)
    const script = readFileSync(new URL(`../../prisma/sql/${provider}.sql`, import.meta.url), 'utf8')
    expect(statementsOf(out)).toEqual(statementsOf(script).filter(statement => statement.includes('audit_')))
    if (provider !== 'mysql') expect(script).toContain(out.slice(0, out.indexOf('\n\n-- CreateIndex')))
  },
)

test('prints for the provider of the schema where none is given', async () => {
  expect((await run('--print')).out).toBe(trailTablesSql('sqlite'))
})

test('prints the tables, then their hardening', async () => {
  const { out } = await run('--print --harden --provider mysql --app-role shop --sealer-role sealer@10.0.0.%')
  const roles = { app: 'shop', sealer: 'sealer@10.0.0.%' }
  expect(out).toBe(`${trailTablesSql('mysql')}\n${hardeningSql('mysql', roles)}`)
})

describe('names are quoted', () => {
  test.each([
    ['postgresql', 'a.b@c', ' TO "a.b@c";'],
    ['mysql', 'shop', " TO 'shop';"],
    ['mysql', 'a@b@%', " TO 'a@b'@'%';"],
  ])('on %s: %s', async (provider, role, quoted) => {
    const { out } = await run(`--harden --provider ${provider} --app-role ${role}`)
    expect(out).toContain(quoted)
  })
})

describe('refuses', () => {
  test.each([
    ['--harden --provider postgresql --app-role a"b', 'The name of a role cannot be quoted.'],
    ["--harden --provider mysql --app-role a'b", 'The name of a role cannot be quoted.'],
    ['--harden --provider mysql --app-role a --sealer-role b\\', 'The name of a role cannot be quoted.'],
    ['--harden --provider mysql --app-role a --sealer-role a', 'Both roles are one.'],
    ['--harden --provider mysql --sealer-role a', '--sealer-role needs --app-role.'],
    ['--harden --provider sqlite --app-role a', 'SQLite has no roles.'],
    ['--print --provider mysql --app-role a', '--app-role and --sealer-role are for --harden.'],
    ['--provider mysql', '--provider, --app-role and --sealer-role are for SQL.'],
  ])('%s', async (args, message) => {
    const { exitCode, out, err } = await run(args)
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
    expect(err).toContain(message)
    expect(err).toContain('[CONFIG_OPTION_INVALID]')
  })

  test('a provider that it does not know', async () => {
    expect((await run('--print --provider oracle')).exitCode).toBe(2)
  })
})
