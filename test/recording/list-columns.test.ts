// Lists of PostgreSQL, as the trail holds them.

import { expect, test } from 'vitest'
import { Clients } from '../../src/prisma/clients.js'
import { baseClientOf } from '../../src/prisma/internals.js'
import { encodeImageValue } from '../../src/prisma/recording/image-value.js'
import { RowReader } from '../../src/prisma/recording/row-reader.js'
import { compile } from '../../src/schema/compile.js'
import { compileRecorded } from '../../src/schema/compile-recorded.js'
import { mapOf, trailModels } from '../schema/build-schema.js'
import { onEachDatabase } from '../support/databases.js'

const schema = `enum Role {
  AUDITOR @map("the auditor")
  CLERK
}
/// @@audit
model Person {
  id    Int      @id
  roles Role[]
  tags  String[]
  sizes Int[]
}
${trailModels('postgresql')}`

const map = mapOf(schema, 'postgresql')
const person = compileRecorded(map, compile(map)).get('Person')

onEachDatabase('a list in the trail', db => {
  test('holds names of enums, texts and numbers as a list of them', async () => {
    if (db().provider !== 'postgresql' || !person) return
    const statements = [
      `CREATE TYPE "Role" AS ENUM ('the auditor', 'CLERK', 'a,"b')`,
      'CREATE TABLE "Person" (id INT PRIMARY KEY, roles "Role"[], tags TEXT[], sizes INT[])',
      `INSERT INTO "Person" VALUES (1, '{the auditor,CLERK,"a,\\"b"}', '{x,NULL}', '{1,2}'), (2, '{}', NULL, '{}')`,
    ]
    for (const sql of statements) await db().plain.$executeRawUnsafe(sql)
    const clients = new Clients(baseClientOf(db().plain.$extends({})))
    const rows = await clients.alone(own => {
      const reader = new RowReader((sql, values) => clients.query(own, sql, values), 'postgresql')
      return reader.rows(person, ['id'], [[1], [2]], 'change')
    })
    const images = rows.map(row =>
      Object.entries(person.types).map(([name, type]) => encodeImageValue(type, row[name])),
    )
    expect(images).toEqual([
      [1, ['the auditor', 'CLERK', 'a,"b'], ['x', null], [1, 2]],
      [2, [], null, []],
    ])
  })
})
