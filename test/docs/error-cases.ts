// Each error code, provoked for real with the canary wherever a value, a key or a row takes part.

import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { publish } from '../../src/audit/seal/anchor.js'
import { generateSignerKey, NoteSigner } from '../../src/audit/seal/note-key.js'
import { sealTrail } from '../../src/audit/seal/seal-trail.js'
import { Frontier } from '../../src/audit/tree/frontier.js'
import { verifyProof } from '../../src/audit/verify/proof.js'
import { proveEvent } from '../../src/audit/verify/prove-event.js'
import { readExport } from '../../src/audit/verify/read-export.js'
import type { Alert } from '../../src/audit/watch/alert.js'
import { AlertOutbox } from '../../src/audit/watch/alert-outbox.js'
import { answered } from '../../src/cli/adapter-trail.js'
import type { Viewer } from '../../src/context.js'
import { keysFrom, keysFromEnv } from '../../src/core/key-source.js'
import { loadModule } from '../../src/core/password/load-module.js'
import { verifyPassword } from '../../src/core/password/verify-password.js'
import type { ErrorCode } from '../../src/errors.js'
import type { MaskingOptions } from '../../src/masking/masking-options.js'
import { fieldseal } from '../../src/prisma/extension.js'
import { buildFieldMap } from '../../src/schema/build-field-map.js'
import { readDatamodel } from '../schema/read-datamodel.js'
import type { Database } from '../support/databases.js'
import { sealedClient, testKeys } from '../support/keys.js'
import { withMasks } from '../support/with-masks.js'

/** Stands in every value. */
export const canary = 'canary-4f1c'

/** A key whose text must not show either. */
export const canaryKey = randomBytes(32).toString('base64')

const patient = { id: canary, name: canary, email: canary, cardNumber: canary }
const env = (keys: string) => ({ FIELDSEAL_KEYS: keys, FIELDSEAL_INDEX_KEYS: `i1:${canaryKey}` })

/** Provokes the error of each code, at once or as a promise. */
export const errorCases: Readonly<Record<ErrorCode, (db: Database) => unknown>> = {
  CONFIG_AUDIT_MISSING: db => {
    const { recorded: _, ...unrecorded } = db.fields
    const client = sealedClient(db, { fields: unrecorded as never })
    return client.$audit.history({ model: 'Customer', id: { id: canary } })
  },
  CONFIG_EXTENDED_AFTER: db =>
    sealedClient(db).$extends({ query: { $allOperations: ({ args, query }) => query(args) } }),
  CONFIG_EXTENDED_TWICE: db => fieldseal({ fields: db.fields, keys: testKeys() })(sealedClient(db)),
  CONFIG_FIELDS_INVALID: () => fieldseal({ fields: { canary } as never, keys: testKeys() }),
  CONFIG_KEYS_MISSING: db => fieldseal({ fields: db.fields, keys: canary as never }),
  CONFIG_MODULE_MISSING: () => loadModule('m', () => Promise.reject(new Error('no binary')), 'Install it.'),
  CONFIG_OPTION_INVALID: db => sealedClient(db, { application: { canary } as never }),
  CONFIG_PRISMA_UNSUPPORTED: db => fieldseal({ fields: db.fields, keys: testKeys() })({ canary }),
  CONFIG_ROLE_UNKNOWN: db => maskedClient(db, { roles: ['doctor'] }),
  CONFIG_SCHEMA_DRIFT: db =>
    fieldseal({ fields: { ...db.fields, schemaHash: canary }, keys: testKeys() })(db.createPlain()),
  SCHEMA_INVALID: () => {
    const text = `model M {\n  /// ${canary}\n  /// @encrypted\n  id String @id @default("${canary}")\n}\n`
    const datamodel = readDatamodel('sqlite', text)
    buildFieldMap({ datamodel, text, files: [{ text }], provider: 'sqlite' })
  },
  KEY_ACTIVE_MISSING: () => keysFrom(() => ({ data: [], index: [{ id: 'i1', key: canaryKey }] })).load(),
  KEY_DUPLICATE_ID: () => keysFromEnv(env(`k1:${canaryKey},k1:${canaryKey}`)).load(),
  KEY_INVALID: () => keysFromEnv(env(`k1:${canaryKey},k2:${canary}`)).load(),
  KEY_SOURCE_FAILED: () => keysFrom(() => Promise.reject(new Error(canary))).load(),
  KEY_UNKNOWN: async db => {
    await sealedClient(db, { keys: testKeys(['k2']) }).patient.create({ data: patient })
    await sealedClient(db).patient.findMany()
  },
  QUERY_AUDIT_LIMIT: db => {
    const data = [{ name: canary }, { name: `${canary}2` }]
    return sealedClient(db, { audit: { bulk: { limit: 1 } } }).label.createMany({ data })
  },
  QUERY_AUDIT_UNSUPPORTED: async db => {
    const labels = { create: { name: canary }, deleteMany: {} }
    return sealedClient(db).label.create({ data: { name: canary, related: labels as never } })
  },
  QUERY_BINDING_CHANGED: db => sealedClient(db).boundRecord.updateMany({ data: { tenantId: canary } }),
  QUERY_BINDING_MISSING: db => sealedClient(db).boundRecord.updateMany({ data: { secret: canary } }),
  QUERY_COMPOUND_INCOMPLETE: db => sealedClient(db).account.updateMany({ data: { lastName: canary } }),
  QUERY_MASK_WRITTEN: db => maskedClient(db).patient.updateMany({ data: { cardNumber: `•••• ${canary}` } }),
  QUERY_RAW_DENIED: db =>
    sealedClient(db, { audit: { raw: 'deny' } }).$executeRawUnsafe(`SELECT '${canary}'`),
  QUERY_ROTATION_BATCH: db => {
    const client = sealedClient(db, { keys: testKeys(['k1'], ['i2', 'i1']) })
    return client.$transaction([client.patient.create({ data: patient })])
  },
  QUERY_ROTATION_GROUPS: db =>
    sealedClient(db, { keys: testKeys(['k1'], ['i2', 'i1']) }).account.findMany({
      where: { ssn: canary },
      distinct: ['ssn'],
    }),
  QUERY_TRAIL_PROTECTED: db => sealedClient(db).auditEvent.findMany({ where: { actor: canary } }),
  QUERY_UNKNOWN_ARGUMENT: db => sealedClient(db).patient.findMany({ where: { emial: canary } as never }),
  QUERY_UNSUPPORTED: db => sealedClient(db).patient.findMany({ where: { email: { contains: canary } } }),
  QUERY_VALUE_INVALID: db => sealedClient(db).patient.create({ data: { ...patient, age: canary } }),
  OPEN_FAILED: async db => {
    const { email } = await storedPatient(db)
    await db.plain.patient.update({ where: { id: canary }, data: { cardNumber: email } })
    await sealedClient(db).patient.findMany()
  },
  OPEN_HASH_INVALID: () => verifyPassword(`sha256$${canary}$00`, canary),
  OPEN_HASH_TOO_COSTLY: () => verifyPassword(`scrypt$1048576$${canary}$64$1$${'A'.repeat(43)}`, canary),
  OPEN_HASH_UNKNOWN: () => verifyPassword(canary, canary),
  OPEN_NOT_SEALED: async db => {
    await db.plain.patient.create({ data: patient })
    await sealedClient(db).patient.findMany()
  },
  OPEN_TYPE_CHANGED: async db => {
    const age = db.fields.models.Patient.fields.age
    const asText = { ...age, encrypted: { ...age.encrypted, type: 'String' } }
    const models = { ...db.fields.models }
    Object.assign(models, {
      Patient: { ...models.Patient, fields: { ...models.Patient.fields, age: asText } },
    })
    const older = sealedClient(db, { fields: { ...db.fields, models } })
    await older.patient.create({ data: { ...patient, age: canary } })
    await sealedClient(db).patient.findMany()
  },
  AUDIT_ALERT_FAILED: () =>
    new Promise((_, reject) => {
      const outbox = new AlertOutbox([{ name: 's', send: () => Promise.reject(new Error('no')) }], reject)
      outbox.add([{ name: canary } as Alert])
      void outbox.deliver()
    }),
  AUDIT_ANCHOR_FAILED: () => {
    const anchor = { name: 'a', publish: () => Promise.reject(new Error('The disk is full')) }
    return publish(anchor, { tree: new Frontier(), note: canary })
  },
  AUDIT_DATABASE_FAILED: () => answered(() => Promise.reject(new Error('The server is away'))),
  AUDIT_EXPORT_INVALID: () => readExport(fileURLToPath(import.meta.url)).next(),
  AUDIT_NOT_RECORDED: async db => {
    const rename = (from: string, to: string) =>
      db.plain.$executeRawUnsafe(`ALTER TABLE ${db.quote(from)} RENAME TO ${db.quote(to)}`)
    await rename('audit_entry', 'audit_gone')
    try {
      await sealedClient(db).label.create({ data: { name: canary } })
    } finally {
      await rename('audit_gone', 'audit_entry')
    }
  },
  AUDIT_NOT_SEALED: db => proveEvent(sealedClient(db).$audit.database, canary),
  AUDIT_PROOF_INVALID: () => verifyProof({ leaf: canary } as never, []),
  AUDIT_TRAIL_ALTERED: async db => {
    await db.plain.auditCheckpoint.create({ data: { size: 1n, note: canary, frontier: canary } })
    await sealTrail(sealedClient(db).$audit.database, { signer: new NoteSigner(generateSignerKey('trail')) })
  },
  ACCESS_FIELD_DENIED: db => revealed(db, { viewer: { id: 'u7' } }),
  ACCESS_LIMIT_REACHED: db => revealed(db, { policy: { revealsPerHour: 0 } }),
  ACCESS_NOT_RECORDED: db => revealed(db, { onReveal: () => Promise.reject(new Error('The disk is full')) }),
  ACCESS_REASON_MISSING: db => revealed(db, { policy: { reasonRequired: true } }),
  ACCESS_TRAIL_DENIED: db => sealedClient(db).$audit.history({ model: 'Customer', id: { id: canary } }),
  ACCESS_VIEWER_MISSING: db => maskedClient(db, { requireViewer: true }).patient.findMany(),
}

function maskedClient(db: Database, options: MaskingOptions = {}) {
  const cardNumber = { style: 'last4', reveal: ['billing'] }
  return sealedClient(db, { fields: withMasks(db.fields, { Patient: { cardNumber } }), ...options })
}

async function revealed(db: Database, { viewer, ...options }: MaskingOptions & { readonly viewer?: Viewer }) {
  const client = maskedClient(db, options)
  const row = await client.patient.create({ data: patient })
  await client.$as(viewer ?? { id: 'u1', roles: ['billing'] }, () => client.$reveal(row))
}

async function storedPatient(db: Database) {
  await sealedClient(db).patient.create({ data: patient })
  return db.plain.patient.findUniqueOrThrow({ where: { id: canary } })
}
