// How fast a trail is sealed and verified: events with one entry each, as a create leaves them.

import { generateSignerKey, NoteSigner, readTrail, sealTrail, verifyTrail } from 'fieldseal/audit'
import { clocksUs } from '../clock.js'
import { benchKeys } from '../keys.js'
import type { Effort } from '../measure.js'
import { type Spread, spreadOf } from '../statistics.js'
import { type AuditClient, emptyTrail, emptyTree, newPerson, restorePeople } from './audit-client.js'

/** What one of the two came to. */
export interface SealingResult {
  readonly case: 'audit-sealing' | 'audit-verify'
  readonly events: number
  /** Events a second. */
  readonly perSecond: Spread
}

const events = 5_000
const writersAtOnce = 8
/** A round takes as long as many of other cases. */
const roundsPerRound = 4

const signer = new NoteSigner(generateSignerKey('bench.example/trail'))

/** Seals the same events anew each round, MACs checked. */
export async function measureSealing(client: AuditClient, effort: Effort): Promise<SealingResult> {
  const { data: keyring } = await benchKeys.load()
  const rates = await ratesOf(client, effort, async () => {
    const { sealed } = await sealTrail(client.trail, { signer, keyring })
    if (sealed !== events) throw new Error(`${sealed} of ${events} events were sealed`)
  })
  return { case: 'audit-sealing', events, perSecond: rates }
}

/** Verifies rows, MACs, leaves, roots and signatures. */
export async function measureVerifying(client: AuditClient, effort: Effort): Promise<SealingResult> {
  const { data: keyring } = await benchKeys.load()
  const options = { keyring, verifiers: [signer.verifier] }
  const rates = await ratesOf(
    client,
    effort,
    async () => {
      const report = await verifyTrail(readTrail(client.trail), options)
      if (!report.isIntact || report.size !== events) throw new Error('The trail does not verify')
    },
    () => sealTrail(client.trail, { signer, keyring }),
  )
  return { case: 'audit-verify', events, perSecond: rates }
}

async function ratesOf(
  client: AuditClient,
  { rounds, clock }: Effort,
  use: () => Promise<void>,
  before: () => Promise<unknown> = async () => undefined,
): Promise<Spread> {
  await recordEvents(client)
  const rates: number[] = []
  // The first round warms up.
  for (let round = -1; round < Math.max(3, rounds / roundsPerRound); round++) {
    await emptyTree(client)
    await before()
    const startedAt = clocksUs[clock]()
    await use()
    if (round >= 0) rates.push((events * 1e6) / (clocksUs[clock]() - startedAt))
  }
  await emptyTrail(client)
  return spreadOf(rates)
}

async function recordEvents(client: AuditClient): Promise<void> {
  await emptyTrail(client)
  let next = 0
  const writer = async () => {
    while (next < events) await client.audited.create({ data: newPerson(next++) })
  }
  await Promise.all(Array.from({ length: writersAtOnce }, writer))
  await restorePeople(client)
}
