// Values that do not open: every read throws a typed error that names the field and tells nothing of the value,
// and an update never writes over what it could not read.

import { inspect } from 'node:util'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Key } from '../../src/core/key.js'
import type { KeySource } from '../../src/core/key-source.js'
import { Keyring } from '../../src/core/keyring.js'
import { SealedColumn } from '../../src/core/sealed-column.js'
import { FieldsealError } from '../../src/errors.js'
import { typed } from '../generated/sqlite/fieldseal/index.js'
import { onEachDatabase } from '../support/databases.js'
import { type SealedClient, sealedClient, testKey, testKeySet } from '../support/keys.js'
import { rawValues } from './stored-values.js'

const secret = 'canary-4242-4242'
const ada = { id: 'p1', email: 'ada@example.com', name: 'Ada', cardNumber: secret }

onEachDatabase('values that do not open', db => {
  let client: SealedClient
  let migrating: SealedClient
  let sealedCard: string

  beforeAll(() => {
    client = sealedClient(db())
    migrating = sealedClient(db(), { readPlaintext: true })
  })

  async function createRows(): Promise<void> {
    await db().clear()
    await client.patient.create({
      data: {
        ...ada,
        visits: { create: { note: 'fine' } },
        mentees: { create: { id: 'p2', email: 'eve@example.com', name: 'Eve' } },
        doctors: { create: { name: 'Grace' } },
      },
    })
    sealedCard = await storedCard()
  }

  const storedCard = async () => (await rawValues(db(), 'Patient', 'cardNumber', "id = 'p1'"))[0] as string

  /** Puts text into a column, past fieldseal. */
  const store = (cardNumber: string) =>
    db().plain.patient.update({ where: { id: 'p1' }, data: { cardNumber } })

  async function failureOf(promise: PromiseLike<unknown>): Promise<FieldsealError> {
    const outcome: unknown = await Promise.resolve(promise).then(
      result => `was read: ${inspect(result)}`,
      reason => reason,
    )
    expect(outcome).toBeInstanceOf(FieldsealError)
    return outcome as FieldsealError
  }

  /** Nothing that an error shows holds a value or a stored text. */
  function expectSilent(error: FieldsealError, ...hidden: readonly string[]): void {
    const shown = [
      error.message,
      error.stack,
      String(error),
      JSON.stringify(error),
      inspect(error, { depth: 9, showHidden: true }),
    ]
    for (const text of shown) {
      expect(text).not.toMatch(/canary|4242|fs1\./)
      for (const part of hidden) expect(text).not.toContain(part)
    }
  }

  const sealer = (model: string, field: string, keyring: Keyring = testKeySet().data, application = '') =>
    new SealedColumn({
      keyring,
      application,
      column: `${model}.${field}`,
      type: 'String',
      storage: 'String',
      model,
      field,
    })

  const flip = (text: string, at: number) => {
    const position = at < 0 ? text.length + at : at
    const other = text[position] === 'A' ? 'B' : 'A'
    return text.slice(0, position) + other + text.slice(position + 1)
  }

  const failures: Readonly<Record<string, readonly [code: string, stored: () => string | Promise<string>]>> =
    {
      'a change in the type byte': ['OPEN_FAILED', () => flip(sealedCard, 7)],
      'a change in the nonce': ['OPEN_FAILED', () => flip(sealedCard, 12)],
      'a change in the ciphertext': ['OPEN_FAILED', () => flip(sealedCard, 32)],
      'a change in the tag': ['OPEN_FAILED', () => flip(sealedCard, -6)],
      'a missing end': ['OPEN_FAILED', () => sealedCard.slice(0, -4)],
      'a missing character': ['OPEN_FAILED', () => sealedCard.slice(0, -1)],
      'a missing middle': ['OPEN_FAILED', () => sealedCard.slice(0, 20) + sealedCard.slice(28)],
      'more at the end': ['OPEN_FAILED', () => `${sealedCard}AAAA`],
      'padding at the end': ['OPEN_FAILED', () => `${sealedCard}=`],
      'nothing but the prefix': ['OPEN_FAILED', () => 'fs1.'],
      'no payload': ['OPEN_FAILED', () => 'fs1.k1.'],
      'no key id': ['OPEN_FAILED', () => sealedCard.replace('.k1.', '..')],
      'a payload that is not base64url': ['OPEN_FAILED', () => `fs1.k1.${'*'.repeat(60)}`],
      'the value of another column of the row': [
        'OPEN_FAILED',
        async () => (await rawValues(db(), 'Patient', 'email', "id = 'p1'"))[0] as string,
      ],
      'the value of another model': [
        'OPEN_FAILED',
        async () => (await rawValues(db(), 'Visit', 'note'))[0] as string,
      ],
      'the value of another application': [
        'OPEN_FAILED',
        () => sealer('Patient', 'cardNumber', undefined, 'other').seal(secret) as string,
      ],
      'other key bytes under the same id': [
        'OPEN_FAILED',
        () => sealer('Patient', 'cardNumber', keyringWithOtherBytes()).seal(secret) as string,
      ],
      'a value that is bound to a row': [
        'OPEN_FAILED',
        () => sealer('Patient', 'cardNumber').seal(secret, ['p1']) as string,
      ],
      'a key that the keyring lacks': [
        'KEY_UNKNOWN',
        () => sealer('Patient', 'cardNumber', new Keyring([testKey('k9')])).seal(secret) as string,
      ],
      plaintext: ['OPEN_NOT_SEALED', () => secret],
      'an empty text': ['OPEN_NOT_SEALED', () => ''],
      'the prefix of another format': ['OPEN_NOT_SEALED', () => `fs2.k1.${sealedCard.slice(7)}`],
      'upper case': ['OPEN_NOT_SEALED', () => sealedCard.toUpperCase()],
      'a space before': ['OPEN_NOT_SEALED', () => ` ${sealedCard}`],
    }

  describe('a stored value', () => {
    beforeAll(createRows)

    test.each(Object.entries(failures))('%s is refused', async (_, [code, stored]) => {
      const text = await stored()
      await store(text)
      const error = await failureOf(client.patient.findMany())
      expect(error).toMatchObject({ code, model: 'Patient', field: 'cardNumber' })
      expect(error.message).toContain('Patient.cardNumber: ')
      expect(error.message).toContain(error.fix)
      if (text.length > 8) expectSilent(error, text, text.slice(7, 30))
      expect(await storedCard()).toBe(text)
    })

    const where = { id: 'p1' }
    const reads: Readonly<Record<string, () => PromiseLike<unknown>>> = {
      findUnique: () => client.patient.findUnique({ where }),
      findFirstOrThrow: () => client.patient.findFirstOrThrow({ where }),
      findMany: () => client.patient.findMany(),
      select: () => client.patient.findMany({ select: { cardNumber: true } }),
      include: () => client.visit.findMany({ include: { patient: true } }),
      'nested select': () =>
        client.doctor.findMany({ select: { patients: { select: { cardNumber: true } } } }),
      'the fluent API': () => client.visit.findFirst().patient(),
      'the fluent API, two relations away': () =>
        client.visit
          .findFirst()
          .patient()
          .mentees({ include: { mentor: true } }),
      update: () => client.patient.update({ where, data: { name: 'Ada' } }),
      upsert: () => client.patient.upsert({ where, create: ada, update: {} }),
      'create with include': () =>
        client.visit.create({ data: { note: 'n', patient: { connect: where } }, include: { patient: true } }),
      'a transaction': () => client.$transaction([client.patient.findMany()]),
      'an interactive transaction': () => client.$transaction(tx => tx.patient.findMany()),
    }

    test.each(Object.entries(reads))('is refused by %s', async (_, read) => {
      for (const name of ['a change in the tag', 'a key that the keyring lacks', 'plaintext']) {
        const [code, stored] = failures[name] as NonNullable<(typeof failures)[string]>
        const text = await stored()
        await store(text)
        const error = await failureOf(read())
        expect(error, name).toMatchObject({ code, model: 'Patient', field: 'cardNumber' })
        expectSilent(error, text)
        expect(await storedCard()).toBe(text)
      }
    })

    test('tampering, another key and another context cannot be told apart', async () => {
      const messages = new Set<string>()
      for (const [code, stored] of Object.values(failures)) {
        if (code !== 'OPEN_FAILED') continue
        await store(await stored())
        messages.add((await failureOf(client.patient.findMany())).message)
      }
      expect(messages.size).toBe(1)
    })
  })

  describe('a row', () => {
    beforeEach(createRows)

    test('rows that do not need the value are read, and what is deleted or counted needs none', async () => {
      await store(flip(sealedCard, -6))
      expect(await client.patient.findMany({ select: { email: true }, orderBy: { id: 'asc' } })).toEqual([
        { email: ada.email },
        { email: 'eve@example.com' },
      ])
      expect(
        await client.patient.findUnique({ where: { id: 'p1' }, omit: { cardNumber: true } }),
      ).toMatchObject({
        email: ada.email,
      })
      expect(await client.patient.findUnique({ where: { id: 'p2' } })).toMatchObject({ cardNumber: null })
      expect(await client.patient.count()).toBe(2)
      expect(await client.patient.updateMany({ data: { city: 'x' } })).toEqual({ count: 2 })
      expect(await client.patient.deleteMany({ where: { id: 'p1' } })).toEqual({ count: 1 })
    })

    test('one row that does not open fails its own call alone', async () => {
      await store(flip(sealedCard, -6))
      const outcomes = await Promise.allSettled([
        client.patient.findUnique({ where: { id: 'p2' } }),
        client.patient.findUnique({ where: { id: 'p1' } }),
        client.patient.findUnique({ where: { id: 'nobody' } }),
        client.visit.findFirst(),
      ])
      expect(outcomes).toMatchObject([
        { status: 'fulfilled', value: { name: 'Eve' } },
        { status: 'rejected', reason: { code: 'OPEN_FAILED' } },
        { status: 'fulfilled', value: null },
        { status: 'fulfilled', value: { note: 'fine' } },
      ])
    })

    test('writing the value anew heals the row', async () => {
      await store('not sealed')
      const row = await client.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'new' } })
      expect(row).toMatchObject({ ...ada, cardNumber: 'new' })
    })

    test('createManyAndReturn and updateManyAndReturn read what they return', async ({ skip }) => {
      skip(!db().hasReturning, 'no RETURNING')
      await store('not sealed')
      const error = await failureOf(client.patient.updateManyAndReturn({ data: { city: 'x' } }))
      expect(error).toMatchObject({ code: 'OPEN_NOT_SEALED', model: 'Patient', field: 'cardNumber' })
      const data = [{ note: 'n', patientId: 'p1' }]
      const created = client.visit.createManyAndReturn({ data, include: { patient: true } })
      expect(await failureOf(created)).toMatchObject({ code: 'OPEN_NOT_SEALED', model: 'Patient' })
    })

    test('every value type is refused after a change, in text and in bytes', async () => {
      const data = {
        label: 'l',
        secret: 's',
        textInt: typed.Vault.textInt(424_242),
        textDecimal: typed.Vault.textDecimal('42.42' as never),
        textJson: typed.Vault.textJson({ canary: [4242] }),
        blobString: typed.Vault.blobString(secret),
        blobBytes: Uint8Array.of(42, 42, 42),
        blobDateTime: typed.Vault.blobDateTime(new Date(0)),
      }
      for (const field of [
        'textInt',
        'textDecimal',
        'textJson',
        'blobString',
        'blobBytes',
        'blobDateTime',
      ] as const) {
        const { id } = await client.vault.create({ data })
        const [stored] = await rawValues(db(), 'Vault', field, `id = ${id}`)
        const text = typeof stored === 'string' ? stored : ''
        const changed = text
          ? flip(text, -6)
          : Uint8Array.from(stored as Uint8Array, (byte, n) => (n === 30 ? byte ^ 1 : byte))
        await db().plain.vault.update({ where: { id }, data: { [field]: changed } })
        const error = await failureOf(client.vault.findUnique({ where: { id } }))
        expect(error).toMatchObject({ code: 'OPEN_FAILED', model: 'Vault', field })
        expectSilent(error)
        await client.vault.deleteMany()
      }
    })

    test('bytes that are not sealed are refused', async () => {
      const plain = await db().plain.vault.create({
        data: {
          label: 'l',
          secret: sealer('Vault', 'secret').seal('s') as string,
          blobBytes: Buffer.from(secret),
        },
      })
      const error = await failureOf(client.vault.findUnique({ where: { id: plain.id } }))
      expect(error).toMatchObject({ code: 'OPEN_NOT_SEALED', model: 'Vault', field: 'blobBytes' })
      expectSilent(error)
    })

    test('a value of another type opens only where nothing is lost', async () => {
      const keyring = testKeySet().data
      const sealedAs = (type: 'String' | 'Int' | 'Boolean', value: unknown) =>
        new SealedColumn({
          keyring,
          application: '',
          column: 'Patient.age',
          type,
          storage: 'String',
          model: 'Patient',
          field: 'age',
        }).seal(value) as string
      const storeAge = (age: string) => db().plain.patient.update({ where: { id: 'p1' }, data: { age } })
      await storeAge(sealedAs('String', '42'))
      expect(await client.patient.findUnique({ where: { id: 'p1' } })).toMatchObject({ age: 42 })
      for (const stored of [
        sealedAs('String', 'canary'),
        sealedAs('String', '042'),
        sealedAs('Boolean', true),
      ]) {
        await storeAge(stored)
        const error = await failureOf(client.patient.findUnique({ where: { id: 'p1' } }))
        expect(error).toMatchObject({ code: 'OPEN_TYPE_CHANGED', model: 'Patient', field: 'age' })
        expectSilent(error, stored)
      }
    })
  })

  describe('with other keys', () => {
    beforeEach(createRows)

    const withKeys = (data: Keyring): SealedClient => {
      const keys: KeySource = { load: () => ({ data, index: testKeySet().index as Keyring }) }
      return sealedClient(db(), { keys })
    }

    test('reading and writing back leaves the row as it was', async () => {
      for (const wrong of [withKeys(keyringWithOtherBytes()), withKeys(new Keyring([testKey('k2')]))]) {
        const appendTo = async (on: SealedClient) => {
          const row = await on.patient.findUniqueOrThrow({ where: { id: 'p1' } })
          return on.patient.update({ where: { id: 'p1' }, data: { cardNumber: `${row.cardNumber}!` } })
        }
        await failureOf(appendTo(wrong))
        await failureOf(wrong.$transaction(tx => appendTo(tx as unknown as SealedClient)))
        expect(await storedCard()).toBe(sealedCard)
      }
      expect(await client.patient.findUnique({ where: { id: 'p1' } })).toMatchObject(ada)
    })

    test('an older key opens what it sealed, and the active one seals', async () => {
      const rotated = withKeys(new Keyring([testKey('k2'), testKey('k1')]))
      expect(await rotated.patient.findUnique({ where: { id: 'p1' } })).toMatchObject(ada)
      await rotated.patient.update({ where: { id: 'p1' }, data: { cardNumber: 'new' } })
      expect(await storedCard()).toMatch(/^fs1\.k2\./)
      const error = await failureOf(client.patient.findUnique({ where: { id: 'p1' } }))
      expect(error).toMatchObject({
        name: 'KeyError',
        code: 'KEY_UNKNOWN',
        model: 'Patient',
        field: 'cardNumber',
      })
      expect(error.message).toContain('"k2"')
    })
  })

  describe('plaintext with readPlaintext', () => {
    beforeEach(createRows)

    test('reads as it stands, through every route, until it is written', async () => {
      await store(secret)
      expect(await migrating.patient.findUnique({ where: { id: 'p1' } })).toMatchObject(ada)
      const visits = await migrating.visit.findMany({ include: { patient: { include: { mentees: true } } } })
      expect(visits).toMatchObject([{ note: 'fine', patient: { ...ada, mentees: [{ name: 'Eve' }] } }])
      const visit = migrating.visit.findFirst()
      expect(await visit.patient()).toMatchObject(ada)
      await migrating.patient.update({ where: { id: 'p1' }, data: { name: 'Ada L.' } })
      expect(await storedCard()).toBe(secret)
      await migrating.patient.update({ where: { id: 'p1' }, data: { cardNumber: secret } })
      expect(await storedCard()).toMatch(/^fs1\.k1\./)
      expect(await client.patient.findUnique({ where: { id: 'p1' } })).toMatchObject({ cardNumber: secret })
    })

    test('reads by its text where the type is another', async () => {
      const history = JSON.stringify({ a: [1] })
      await db().plain.patient.update({ where: { id: 'p1' }, data: { age: '42', history } })
      expect(await migrating.patient.findUnique({ where: { id: 'p1' } })).toMatchObject({
        age: 42,
        history: { a: [1] },
      })
      await db().plain.patient.update({ where: { id: 'p1' }, data: { age: 'canary' } })
      const error = await failureOf(migrating.patient.findUnique({ where: { id: 'p1' } }))
      expect(error).toMatchObject({ code: 'OPEN_NOT_SEALED', model: 'Patient', field: 'age' })
      expectSilent(error)
    })

    test('still refuses values that look sealed and do not open', async () => {
      for (const stored of [flip(sealedCard, -6), 'fs1.', 'fs1.k1.AAAA']) {
        await store(stored)
        expect(await failureOf(migrating.patient.findMany())).toMatchObject({ code: 'OPEN_FAILED' })
      }
      await store(sealer('Patient', 'cardNumber', new Keyring([testKey('k9')])).seal(secret) as string)
      expect(await failureOf(migrating.patient.findMany())).toMatchObject({ code: 'KEY_UNKNOWN' })
    })
  })
})

/** A keyring whose key k1 has other bytes than the tests' own. */
function keyringWithOtherBytes(): Keyring {
  const bytes = Uint8Array.from({ length: 32 }, (_, n) => (n * 37 + 11) % 256)
  return new Keyring([new Key('k1', bytes)])
}
