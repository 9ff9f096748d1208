// Compound indexes that share a field: every one of them takes part, and no condition is lost. The rewriting alone is
// looked at, with a field map written by hand.

import { expect, test } from 'vitest'
import { Protections } from '../../src/prisma/protections.js'
import { refuse } from '../../src/prisma/refuse.js'
import { rewriteWhere } from '../../src/prisma/rewrite-where.js'
import { walkArgs } from '../../src/prisma/walk-args.js'
import { compile, type ModelPlan } from '../../src/schema/compile.js'
import type { FieldEntry, FieldMap } from '../../src/schema/field-map.js'
import { testKeySet } from '../support/keys.js'

const encrypted = (name: string): FieldEntry => ({
  isRequired: false,
  encrypted: { type: 'String', storage: 'String', column: `Member.${name}`, bind: [] },
})

const fields: FieldMap = {
  format: 1,
  schemaHash: '',
  provider: 'sqlite',
  models: {
    Member: {
      scalars: { id: 'id', nat: 'nat', yob: 'yob', zip: 'zip', natYob: 'natYob', yobZip: 'yobZip' },
      relations: {},
      uniques: [{ name: 'id', fields: ['id'] }],
      fields: { nat: encrypted('nat'), yob: encrypted('yob'), zip: encrypted('zip') },
      compounds: [
        { fields: ['nat', 'yob'], index: 'natYob', normalize: [[], []] },
        { fields: ['yob', 'zip'], index: 'yobZip', normalize: [[], []] },
      ],
    },
  },
}

const plans = compile(fields)
const plan = plans.get('Member') as ModelPlan
const protections = new Protections([...plans.values()], testKeySet(), {
  application: '',
  readPlaintext: false,
  provider: 'sqlite',
  decimals: { parse: text => text },
  normalize: {},
  passwords: {},
})

function rewritten(where: Record<string, unknown>): Record<string, unknown> {
  const args = { where }
  const places = walkArgs(plan, 'findMany', args)
  refuse(places)
  rewriteWhere(places, protections)
  return args.where
}

test.each([[['nat', 'yob', 'zip']], [['zip', 'yob', 'nat']], [['yob', 'nat', 'zip']]])(
  'given as %j both are asked',
  names => {
    const where = rewritten(Object.fromEntries(names.map(name => [name, `a ${name}`])))
    expect(Object.keys(where).sort()).toEqual(['natYob', 'yobZip'])
    for (const text of Object.values(where)) expect(text).toMatch(/^i1\./)
  },
)

test("a condition of the caller's own on the index column stays", () => {
  const where = rewritten({ nat: 'a', yob: 'b', natYob: 'mine' })
  expect(where).toEqual({ natYob: 'mine', AND: [{ natYob: expect.stringMatching(/^i1\./) }] })
})

test('a field that no index covers with the others is refused', () => {
  expect(() => rewritten({ nat: 'a', zip: 'b' })).toThrow(
    expect.objectContaining({ code: 'QUERY_UNSUPPORTED' }),
  )
})
