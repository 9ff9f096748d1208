// What the database itself does when rows are deleted or referenced columns change: cascades, foreign keys that become
// null, links that go with their ends.

import type { JoinedRelation, LinkedRelation, RecordedPlan } from '../../schema/recorded-plan.js'
import type { Foreseen } from './foreseen.js'
import type { Ledger, TouchedRecord } from './ledger.js'
import type { RowFinder } from './row-finder.js'
import type { RowReader, StoredRow } from './row-reader.js'

/** What following them takes. */
export interface ConsequencePort {
  readonly ledger: Ledger
  readonly find: RowFinder
  readonly reader: RowReader
  readonly foreseen: Foreseen
}

/** Notes in the ledger what follows from a change. */
export class Consequences {
  readonly #ledger: Ledger
  readonly #find: RowFinder
  readonly #reader: RowReader
  readonly #foreseen: Foreseen

  constructor({ ledger, find, reader, foreseen }: ConsequencePort) {
    this.#ledger = ledger
    this.#find = find
    this.#reader = reader
    this.#foreseen = foreseen
  }

  /**
   * Rows that are deleted: with them go their links, and rows that refer to them go or lose them.
   * @param isSure false for rows that are deleted under some circumstances
   */
  async ofDeleting(model: RecordedPlan, rows: readonly StoredRow[], isSure = true): Promise<void> {
    const fresh = this.#notFollowed(model, rows, isSure)
    if (fresh.length === 0) return
    for (const relation of model.relations.values()) {
      if (relation.kind === 'link') await this.noteLinks(model, relation, fresh)
      if (relation.kind !== 'theirs' || isRefused(relation.onDelete)) continue
      const referring = await this.#find.related(relation, fresh, 'key')
      if (relation.onDelete === 'Cascade') await this.ofDeleting(relation.target, referring, isSure)
      else this.#losing(relation, referring)
    }
  }

  /** Rows whose foreign key becomes null, or the default, which may be that of another row. */
  #losing(relation: JoinedRelation, referring: readonly StoredRow[]): void {
    this.#ledger.touch(relation.target, referring)
    if (relation.onDelete === 'SetDefault') this.#foreseen.moved(relation, referring)
  }

  #notFollowed(model: RecordedPlan, rows: readonly StoredRow[], isSure: boolean): readonly StoredRow[] {
    return rows.filter(row => {
      const [record] = this.#ledger.touch(model, [row]) as [TouchedRecord]
      if (record.isDeleted || (!isSure && record.mayGo)) return false
      record.mayGo = true
      if (isSure) record.isDeleted = true
      return true
    })
  }

  /** Columns that get other values: rows that refer to them follow, or lose them. */
  async ofChanging(
    model: RecordedPlan,
    records: readonly TouchedRecord[],
    changed: ReadonlySet<string>,
  ): Promise<void> {
    const rows = records.flatMap(({ before }) => (before ? [before] : []))
    for (const relation of model.relations.values()) {
      if (relation.kind === 'link' && changed.has(relation.idField))
        await this.noteLinks(model, relation, rows)
      if (relation.kind !== 'theirs' || isRefused(relation.onUpdate)) continue
      if (relation.pairs.some(([here]) => changed.has(here))) await this.#follow(relation, records, rows)
    }
  }

  /** The links of rows as they are now, locked: another transaction may be about to take one away. */
  async noteLinks(model: RecordedPlan, relation: LinkedRelation, rows: readonly StoredRow[]): Promise<void> {
    const links = this.#ledger.linksOf(model, relation)
    const ids = rows.map(row => row[relation.idField])
    links.ids.push(...ids)
    for (const link of await this.#reader.links(relation, ids, 'change'))
      links.before.set(`${link.A}\u0000${link.B}`, link)
  }

  async #follow(
    relation: JoinedRelation,
    leaders: readonly TouchedRecord[],
    rows: readonly StoredRow[],
  ): Promise<void> {
    const referring = await this.#find.related(relation, rows, 'key')
    const followers = this.#ledger.touch(relation.target, referring).filter(one => !one.follows)
    for (const follower of followers) follower.follows = leaderOf(relation, follower, leaders)
    const columns = new Set(relation.pairs.map(([, there]) => there))
    this.#foreseen.moved(relation, referring)
    if (followers.length > 0) await this.ofChanging(relation.target, followers, columns)
  }
}

function isRefused(action: JoinedRelation['onDelete']): boolean {
  return action === 'Restrict' || action === 'NoAction'
}

function leaderOf(
  { pairs }: JoinedRelation,
  { before }: TouchedRecord,
  leaders: readonly TouchedRecord[],
): TouchedRecord['follows'] {
  const isLeader = (leader: TouchedRecord) =>
    pairs.every(([here, there]) => String(leader.before?.[here]) === String(before?.[there]))
  const parent = leaders.find(isLeader)
  return parent && { parent, pairs }
}
