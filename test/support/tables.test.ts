// The tables that tests and the demo create are those of prisma/schema.prisma.

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { fields } from '../generated/sqlite/fieldseal/index.js'
import { tables } from './database.js'

test('the committed SQL is what the schema gives', async () => {
  const script = fileURLToPath(new URL('../../scripts/write-sql.mjs', import.meta.url))
  await promisify(execFile)(process.execPath, [script, '--check'])
}, 60_000)

test('clearing a database knows every table', () => {
  const modelTables = Object.entries(fields.models).map(([name, model]) =>
    'table' in model ? model.table : name,
  )
  const linkTables = ['_DoctorToPatient', '_CustomerToLabel', '_RelatedLabels']
  expect([...tables].sort()).toEqual([...modelTables, ...linkTables].sort())
})
