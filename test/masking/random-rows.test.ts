// Rows of any values, nested in any way, on every surface of the language: no whole value of a masked field shows.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Clearance } from '../../src/masking/clearance.js'
import { RowMasks } from '../../src/masking/mask-rows.js'
import { maskedFields } from '../../src/masking/masked-fields.js'
import { compile, type ModelPlan } from '../../src/schema/compile.js'
import { maskStyleNames } from '../../src/schema/mask-style-name.js'
import { mapOf } from '../schema/build-schema.js'
import { languageSurfaces } from './surfaces.js'

const lines = maskStyleNames.map(style => `  /// @masked(${style})\n  ${style} String?`)
const plans = compile(mapOf(`model M {\n  id Int @id\n  city String?\n${lines.join('\n')}\n}\n`))
const plan = plans.get('M') as ModelPlan
const masks = new RowMasks(maskedFields(plans.values(), {}))

const secret = fc.stringMatching(/^[a-z]{3}#[a-z0-9]{6,20}$/)
const values = fc.record(Object.fromEntries(maskStyleNames.map(style => [style, secret])))
const nesting = fc.constantFrom<((row: object) => object)[]>(
  row => row,
  row => [row, [row]],
  row => ({ a: { b: [row] } }),
  row => new Map([['row', row]]),
  row => Object.assign(new Error('failed'), { row }),
)

test.each(Object.entries(languageSurfaces))('%s', async (_, [, putOut]) => {
  await fc.assert(
    fc.asyncProperty(values, nesting, async (record, nest) => {
      const [row] = masks.mask(plan, [{ id: 1, city: 'x', ...record }], new Clearance(undefined, {}))
      const text = await Promise.resolve()
        .then(() => putOut(nest(row as object)))
        .catch((error: Error) => String(error.stack))
      for (const value of Object.values(record)) expect(text).not.toContain(value)
      for (const [name, value] of Object.entries(record))
        expect((row as Record<string, unknown>)[name]).toBe(value)
    }),
    { numRuns: 25 },
  )
})
