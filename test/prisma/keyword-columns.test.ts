// Columns that are named like Prisma's own keywords. The walk alone is looked at, with a field map written by hand.

import { expect, test } from 'vitest'
import { refuse } from '../../src/prisma/refuse.js'
import { walkArgs } from '../../src/prisma/walk-args.js'
import { compile, type ModelPlan } from '../../src/schema/compile.js'
import type { FieldMap } from '../../src/schema/field-map.js'

const fields: FieldMap = {
  format: 1,
  schemaHash: '',
  provider: 'sqlite',
  models: {
    Odd: {
      scalars: { id: 'id', is: 'is', hidden: 'hidden' },
      relations: {},
      uniques: [{ name: 'id', fields: ['id'] }],
      fields: {
        hidden: {
          isRequired: false,
          encrypted: { type: 'String', storage: 'String', column: 'Odd.hidden', bind: [] },
        },
      },
      compounds: [],
    },
    Parent: {
      scalars: { id: 'id', oddId: 'oddId' },
      relations: { odd: { model: 'Odd', isList: false, relation: 'OddToParent', columns: { oddId: 'id' } } },
      uniques: [{ name: 'id', fields: ['id'] }],
      fields: {},
      compounds: [],
    },
  },
}

const plan = compile(fields).get('Parent') as ModelPlan
const refused = (where: object) => () => refuse(walkArgs(plan, 'findMany', { where }))

test('a filter behind the keyword `is` is walked, though the model has a column of that name', () => {
  const unsupported = expect.objectContaining({ code: 'QUERY_UNSUPPORTED', model: 'Odd', field: 'hidden' })
  expect(refused({ odd: { is: { hidden: 'h' } } })).toThrow(unsupported)
  expect(refused({ odd: { is: { hidden: { contains: 'h' } } } })).toThrow(unsupported)
  expect(refused({ odd: { hidden: 'h', is: 'x' } })).toThrow(unsupported)
})

test('the column itself is found by value', () => {
  expect(refused({ odd: { is: 'x' } })).not.toThrow()
})
