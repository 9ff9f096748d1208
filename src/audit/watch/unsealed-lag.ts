// The rule `unsealed`: events that are not in the tree some minutes after their time. The sealer stands still, or somebody
// put events where it does not take them.

import { inDialect } from '../report/in-dialect.js'
import { shownCount } from '../report/shown-names.js'
import type { TrailDatabase } from '../trail-database.js'
import { mostEvidence, type Sign } from './alert.js'
import type { Look, TrailRule } from './trail-rule.js'

/** The rule with its age in milliseconds. Each event is looked at when it comes of that age. */
export class UnsealedLag implements TrailRule {
  readonly name = 'unsealed'
  readonly #ageMs: number

  constructor(minutes: number) {
    this.#ageMs = minutes * 60_000
  }

  /** Events are found by their age, not when they are new. */
  see(): void {}

  /** One sign for all events that came of age since the look before. */
  async ask(db: TrailDatabase, { from, now }: Look): Promise<readonly Sign[]> {
    const isUnsealed = `FROM "audit_event" e WHERE e."time" >= ? AND e."time" < ?
      AND NOT EXISTS (SELECT 1 FROM "audit_leaf" l WHERE l."eventId" = e."id")`
    const times = [from - this.#ageMs, now - this.#ageMs].map(ms => new Date(ms).toISOString())
    const oldest = `SELECT e."id" ${isUnsealed} ORDER BY e."time", e."id" LIMIT ${mostEvidence}`
    const rows = await db.query(inDialect(db.provider, oldest), times)
    if (rows.length === 0) return []
    const [counted] = await db.query(inDialect(db.provider, `SELECT COUNT(*) ${isUnsealed}`), times)
    return [
      this.#sign(
        now,
        Number(counted?.[0]),
        rows.map(row => String(row[0])),
      ),
    ]
  }

  #sign(now: number, count: number, eventIds: readonly string[]): Sign {
    const minutes = this.#ageMs / 60_000
    return {
      rule: this.name,
      severity: 'medium',
      by: 'trail',
      name: 'trail',
      actor: null,
      time: now,
      until: now + this.#ageMs,
      count,
      threshold: 1,
      eventIds,
      message: `trail: ${shownCount(count, 'event')} not sealed after ${minutes} minutes.`,
    }
  }
}
