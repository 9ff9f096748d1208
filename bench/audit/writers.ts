// Many writers at once: how many transactions a second they get through without recording, with events that nobody
// seals, and with a sealer at work beside them.

import type { Effort } from '../measure.js'
import { type Spread, spreadOf } from '../statistics.js'
import { type AuditClient, newPerson, type People, restorePeople, seedPeople } from './audit-client.js'
import { SealerHandle } from './sealer-handle.js'

/** Writers at once, each with a connection of its own. */
export const writers = 32

const phases = ['without', 'unsealed', 'sealed'] as const
type Phase = (typeof phases)[number]

/** What the writers came to. */
export interface WritersResult {
  readonly case: 'audit-writers'
  readonly writers: number
  /** Transactions a second. */
  readonly perSecond: Readonly<Record<Phase, Spread>>
  /** Unsealed over without, sealed over unsealed: shares of the throughput that are kept, round by round. */
  readonly kept: { readonly recording: Spread; readonly sealing: Spread }
  /** Events that had no leaf when the writers stopped, while there was a sealer. */
  readonly behind: Spread
}

/** A phase lasts as long as 200 batches of the comparison: five seconds, so that the sealer has its rounds. */
const batchesPerPhase = 200
/** A round takes as long as many of other cases. */
const roundsPerRound = 4

/** Runs the phases in turn. */
export async function measureWriters(client: AuditClient, effort: Effort): Promise<WritersResult> {
  await seedPeople(client)
  const sealer = await SealerHandle.open(client)
  const rates: Record<Phase, number[]> = { without: [], unsealed: [], sealed: [] }
  const behind: number[] = []
  const phaseMs = effort.batchMs * batchesPerPhase
  await write(client.audited, phaseMs / 5)
  try {
    for (let round = 0; round < Math.max(3, effort.rounds / roundsPerRound); round++) {
      for (let i = 0; i < phases.length; i++) {
        const phase = phases[(i + round) % phases.length] as Phase
        const twin = phase === 'without' ? client.without : client.audited
        await restorePeople(client)
        // What the phases before left is sealed beforehand.
        await sealer.say('seal')
        if (phase === 'sealed') await sealer.say('start')
        rates[phase].push(await write(twin, phaseMs))
        if (phase === 'sealed') behind.push(await countUnsealed(client))
        await sealer.say('stop')
      }
    }
  } finally {
    await sealer.close()
  }
  return summarize(rates, behind)
}

/** Has every writer create people and change them until time is up; gives transactions a second. */
async function write(twin: People, ms: number): Promise<number> {
  const startedAt = performance.now()
  let done = 0
  const writer = async () => {
    while (performance.now() < startedAt + ms) {
      const { id } = await twin.create({ data: newPerson(done++) })
      await twin.update({ where: { id }, data: { phone: newPerson(done++).phone } })
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
  return (done * 1_000) / (performance.now() - startedAt)
}

async function countUnsealed({ plain }: AuditClient): Promise<number> {
  return (await plain.auditEvent.count()) - (await plain.auditLeaf.count())
}

function summarize(rates: Readonly<Record<Phase, number[]>>, behind: readonly number[]): WritersResult {
  const share = (above: Phase, below: Phase) =>
    spreadOf(rates[above].map((rate, round) => rate / (rates[below][round] ?? 0)))
  const { without, unsealed, sealed } = rates
  return {
    case: 'audit-writers',
    writers,
    perSecond: { without: spreadOf(without), unsealed: spreadOf(unsealed), sealed: spreadOf(sealed) },
    kept: { recording: share('unsealed', 'without'), sealing: share('sealed', 'unsealed') },
    behind: spreadOf(behind),
  }
}
