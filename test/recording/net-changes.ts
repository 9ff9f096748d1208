// What became of each record between two events, by the triggers' log: the net of all changes of its row.

import { indexColumns } from './bank.js'
import type { Logged } from './change-log.js'
import { recordKey } from './snapshot.js'

/** What an entry must say of a record: its action, and for an update the columns whose stored values changed. */
export type Net = ReadonlyMap<string, string>

/** The net of some changes of rows, whatever their order. */
export function netChanges(changes: readonly Logged[]): Net {
  const net = new Map<string, string>()
  for (const name of new Set(changes.map(change => change.name))) {
    const own = changes.filter(change => change.name === name)
    const befores = own.flatMap(({ before, keyBefore }) => (before ? [[keyBefore, before] as const] : []))
    const afters = own.flatMap(({ after, keyAfter }) => (after ? [[keyAfter, after] as const] : []))
    const first = new Map(without(befores, afters))
    const last = new Map(without(afters, befores))
    const isLink = name.startsWith('_')
    const taken = new Set<string>()
    for (const [key, row] of first) {
      const now = lastKey(own, key as string)
      const moved = now !== key && last.has(now) && !isLink ? now : key
      const after = isLink ? undefined : last.get(moved)
      if (after) taken.add(moved as string)
      const gone = isLink ? 'unlink' : 'delete'
      const action = after ? `update ${changed(row, after)}`.trim() : gone
      if (action !== 'update') net.set(recordKey(name, key as string), action)
    }
    for (const key of last.keys())
      if (!taken.has(key as string)) net.set(recordKey(name, key as string), isLink ? 'link' : 'create')
  }
  return net
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
