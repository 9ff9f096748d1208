// Keys that are the same in every run, and the client that most tests use.

import { createHash } from 'node:crypto'
import { Key } from '../../src/core/key.js'
import type { KeySet, KeySource } from '../../src/core/key-source.js'
import { Keyring } from '../../src/core/keyring.js'
import { fieldseal } from '../../src/prisma/extension.js'
import type { FieldsealOptions } from '../../src/prisma/options.js'
import type { Database, PrismaClient } from './databases.js'

/** A key whose bytes follow from its id alone. */
export function testKey(id: string): Key {
  return new Key(id, createHash('sha256').update(`fieldseal test key ${id}`).digest())
}

/** A set of test keys by their ids; the first of each list is active. */
export function testKeySet(
  dataIds: readonly string[] = ['k1'],
  indexIds: readonly string[] = ['i1'],
): KeySet {
  return { data: new Keyring(dataIds.map(testKey)), index: new Keyring(indexIds.map(testKey)) }
}

/** A source of test keys by their ids: data keys k1 and index keys i1 unless told. */
export function testKeys(dataIds?: readonly string[], indexIds?: readonly string[]): KeySource {
  return { load: () => testKeySet(dataIds, indexIds) }
}

/** A client with the extension, closed with the database. Options replace the test keys; `plain` the client to extend. */
export function sealedClient(
  db: Database,
  options: Partial<FieldsealOptions<Database['fields']>> = {},
  plain: PrismaClient = db.createPlain(),
) {
  return plain.$extends(fieldseal({ fields: db.fields, keys: testKeys(), ...options }))
}

/** What `sealedClient` returns. */
export type SealedClient = ReturnType<typeof sealedClient>
