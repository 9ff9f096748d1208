// The demo: `npm run demo`. A small clinic on an SQLite file shows what is stored, what is read and what is refused.
// Each step checks what it shows, so that the demo fails rather than shows something untrue.

import assert from 'node:assert/strict'
import { generateSignerKey, NoteSigner, readTrail, sealTrail, verifyTrail } from 'fieldseal/audit'
import { type Clinic, keySource, openClinic } from './clinic.js'
import { ada, charles, secrets } from './patients.js'
import { code, failure, heads, paint, row, say, title } from './screen.js'

const clinic = await openClinic()
try {
  console.log(paint('bold', 'fieldseal demo: a small clinic on SQLite'))
  await writePatients(clinic)
  await compareSides(clinic)
  await searchByEmail(clinic)
  await askTheImpossible(clinic)
  await flipOneByte(clinic)
  await recordAChange(clinic)
  await alterTheTrail(clinic)
  await searchTheFile(clinic)
  console.log()
  say(`Everything shown was checked. The database was in ${clinic.folder} and is removed.`)
} finally {
  await clinic.close()
}

async function writePatients({ db }: Clinic): Promise<void> {
  title(1, 'Patients are written as with any Prisma client')
  code("await db.patient.create({ data: { name: 'Ada Lovelace',")
  code("  email: 'Ada.Lovelace@Example.com', cardNumber: '4242424242424242',")
  code("  visits: { create: [{ note: 'Palpitations ...' }] }, ... } })")
  await db.patient.create({ data: ada })
  await db.patient.create({ data: charles })
}

async function compareSides({ db, plain }: Clinic): Promise<void> {
  title(2, 'What the database holds, and what the application reads')
  const [stored] = await plain.$queryRaw<Record<string, string>[]>`
    SELECT p.*, v.note, i.policy_number FROM "Patient" p
    JOIN visits v ON v."patientId" = p.id JOIN insurance_policies i ON i."patientId" = p.id
    WHERE p.id = ${ada.id} ORDER BY v.id LIMIT 1`
  const read = await db.patient.findUniqueOrThrow({
    where: { id: ada.id },
    include: { visits: { orderBy: { id: 'asc' } }, insurance: true },
  })
  assert(stored && read.email === ada.email && read.cardNumber === ada.cardNumber && read.age === 36)
  heads('SELECT ... (raw SQL)', 'db.patient.findUnique(...)')
  row('name', `${stored.name}`, read.name)
  row('email', `${stored.email}`, read.email)
  row('cardNumber', `${stored.card_number}`, `${read.cardNumber}`)
  row('age', `${stored.age}`, `${read.age} (a ${typeof read.age})`)
  row('history', `${stored.history}`, JSON.stringify(read.history))
  row('visit note', `${stored.note}`, `${read.visits[0]?.note}`)
  row('policy', `${stored.policy_number}`, `${read.insurance?.policyNumber}`)
  for (const column of ['email', 'card_number', 'age', 'history', 'note', 'policy_number']) {
    assert.match(stored[column] ?? '', /^fs1\.k1\./, column)
  }
}

async function searchByEmail({ db, plain }: Clinic): Promise<void> {
  title(3, 'A searchable field is found by its blind index, here in another spelling')
  code("await db.patient.findUnique({ where: { email: 'ADA.lovelace@example.com ' }})")
  const found = await db.patient.findUnique({ where: { email: 'ADA.lovelace@example.com ' } })
  assert.equal(found?.id, ada.id)
  const { emailIndex } = await plain.patient.findUniqueOrThrow({ where: { id: ada.id } })
  row('emailIndex', `${emailIndex}`, `${found.name}, ${found.email}`)
}

async function askTheImpossible({ db }: Clinic): Promise<void> {
  title(4, 'What ciphertext cannot answer is refused, before anything is sent')
  code("await db.patient.findMany({ where: { cardNumber: { endsWith: '4242' } } })")
  const error = await errorOf(db.patient.findMany({ where: { cardNumber: { endsWith: '4242' } } }))
  assert.equal(error.name, 'QueryError')
  failure(error)
}

async function flipOneByte({ db, plain }: Clinic): Promise<void> {
  title(5, 'Someone with access to the database changes one character of a card number')
  const { cardNumber } = await plain.patient.findUniqueOrThrow({ where: { id: charles.id } })
  assert(cardNumber)
  const position = cardNumber.length - 10
  const changed = cardNumber[position] === 'A' ? 'B' : 'A'
  const forged = cardNumber.slice(0, position) + changed + cardNumber.slice(position + 1)
  await plain.patient.update({ where: { id: charles.id }, data: { cardNumber: forged } })
  code("await db.patient.findUnique({ where: { id: 'charles' } })")
  const error = await errorOf(db.patient.findUnique({ where: { id: charles.id } }))
  assert.equal(error.name, 'OpenError')
  failure(error)
}

async function recordAChange({ db, plain }: Clinic): Promise<void> {
  title(6, 'The clinic sells insurance, and every change of a customer stands in the audit trail')
  await plain.region.create({ data: { code: 'north', name: 'North' } })
  const carl = { id: 'carl', roles: ['clerk'], reason: 'ticket 4711' }
  const customer = {
    id: 'ada',
    name: ada.name,
    email: ada.email,
    note: 'Palpitations, see the doctor.',
    regionCode: 'north',
  }
  code("await db.$as({ id: 'carl', reason: 'ticket 4711' }, () => db.customer.update(...))")
  await db.$as(carl, async () => {
    await db.customer.create({ data: customer })
    await db.customer.update({ where: { id: 'ada' }, data: { note: 'Moved to Bath.' } })
  })
  const entry = await plain.auditEntry.findFirstOrThrow({ where: { action: 'update' } })
  const auditor = { id: 'audrey', roles: ['auditor'] }
  const history = await db.$as(auditor, () => db.$audit.history({ model: 'Customer', id: { id: 'ada' } }))
  const change = history.find(({ action }) => action === 'update')
  assert(change?.event.actor === 'carl' && change.before?.note === customer.note)
  const stored = JSON.parse(entry.before ?? '{}').sealed.note.stored
  heads('audit_entry (raw SQL)', 'db.$audit.history(...), for an auditor')
  row('who, why', `${entry.model} ${entry.recordId}`, `${change.event.actor}, ${change.event.reason}`)
  row('before', stored, `${change.before.note}`)
  row('after', JSON.parse(entry.after ?? '{}').sealed.note.stored, `${change.after?.note}`)
}

async function alterTheTrail({ db, plain }: Clinic): Promise<void> {
  title(7, 'The trail is sealed; then someone changes who it was')
  const signer = new NoteSigner(generateSignerKey('clinic.example/audit'))
  const keyring = (await keySource.load()).data
  code('npx fieldseal audit seal --once && npx fieldseal audit verify')
  await sealTrail(db.$audit.database, { signer, keyring })
  const check = () => verifyTrail(readTrail(db.$audit.database), { keyring, verifiers: [signer.verifier] })
  const before = await check()
  assert(before.isIntact)
  say(`Before: ${before.events} events, ${before.checkpoints} signed checkpoint, nothing altered.`)
  const event = await plain.auditEvent.findFirstOrThrow({ where: { operation: 'update' } })
  await plain.auditEvent.update({ where: { id: event.id }, data: { actor: 'eve' } })
  const after = await check()
  assert(!after.isIntact && after.findings.some(({ eventId }) => eventId === event.id))
  for (const { message } of after.findings.slice(0, 2)) say(`After: ${message}`)
}

async function searchTheFile({ readBytes }: Clinic): Promise<void> {
  title(8, 'No plaintext is in the database file')
  const bytes = await readBytes()
  const found = secrets.filter(secret => bytes.includes(secret))
  assert.deepEqual(found, [])
  // The control: a search that could find nothing would prove nothing.
  assert(bytes.includes(ada.name))
  say(
    `Searched ${bytes.length.toLocaleString('en')} bytes for ${secrets.length} pieces of what was written: none found. ` +
      `"${ada.name}", whose column is not annotated, was found.`,
  )
}

async function errorOf(query: PromiseLike<unknown>): Promise<Error> {
  try {
    await query
  } catch (error) {
    assert(error instanceof Error)
    return error
  }
  return assert.fail('The query was not refused')
}
