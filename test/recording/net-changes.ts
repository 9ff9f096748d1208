// What became of each record between two events, by the triggers' log: the net of all changes of its row.

import { indexColumns } from './bank.js'
import type { Logged } from './change-log.js'
import { recordKey } from './snapshot.js'

/** What an entry must say of a record: its action, and for an update the columns whose stored values changed. */
export type Net = ReadonlyMap<string, string>

/** The net of some changes of rows, whatever their order. */
export function netChanges(changes: readonly Logged[]): Net {
  const names = [...new Set(changes.map(change => change.name))]
  return new Map(names.flatMap(name => netOf(name, changes)))
}

/** The net of the changes of one table. */
function netOf(name: string, changes: readonly Logged[]): readonly (readonly [string, string])[] {
  const own = changes.filter(change => change.name === name)
  const befores = own.flatMap(({ before, keyBefore }) => (before ? [[keyBefore, before] as const] : []))
  const afters = own.flatMap(({ after, keyAfter }) => (after ? [[keyAfter, after] as const] : []))
  const first = new Map(without(befores, afters))
  const last = new Map(without(afters, befores))
  const [made, gone] = name.startsWith('_') ? ['link', 'unlink'] : ['create', 'delete']
  const taken = new Set<Keyed[0]>()
  const net: (readonly [string, string])[] = []
  for (const [key, row] of first) {
    const now = name.startsWith('_') ? undefined : keyAfter(own, key, last)
    const action = now === undefined ? gone : `update ${changed(row, last.get(now) ?? {})}`.trim()
    taken.add(now)
    if (action !== 'update') net.push([recordKey(name, key as string), action])
  }
  const fresh = [...last.keys()].filter(key => !taken.has(key))
  return [...net, ...fresh.map(key => [recordKey(name, key as string), made] as const)]
}

/** The id under which a row stands in the end; undefined where it is gone. */
function keyAfter(own: readonly Logged[], key: Keyed[0], last: ReadonlyMap<Keyed[0], unknown>): Keyed[0] {
  return [lastKey(own, key as string), key].find(one => last.has(one))
}

type Keyed = readonly [string | undefined, Readonly<Record<string, string | null>>]

/** Rows of one list that the other has not, each as often as it stands there more. */
function without(rows: readonly Keyed[], others: readonly Keyed[]): readonly Keyed[] {
  const texts = others.map(([, row]) => JSON.stringify(row))
  return rows.filter(([, row]) => {
    const at = texts.indexOf(JSON.stringify(row))
    if (at >= 0) texts.splice(at, 1)
    return at < 0
  })
}

/** The id that a row has in the end. */
function lastKey(changes: readonly Logged[], key: string): string {
  return changes.reduce(
    (own, { keyBefore, keyAfter }) => (keyBefore === own && keyAfter !== undefined ? keyAfter : own),
    key,
  )
}

function changed(before: Keyed[1], after: Keyed[1]): string {
  const names = Object.keys(before).filter(name => before[name] !== after[name] && !indexColumns.has(name))
  return names.sort().join(' ')
}
