// What main.ts runs.

import type { Clock } from './clock.js'
import type { Options } from './options.js'
import type { Provider } from './storage.js'

/** Cases that share their set-up, their table and their file of results. */
export interface Suite {
  readonly name: string
  /** The names of its cases, in the order of the report. */
  readonly cases: readonly string[]
  /** Runs some of them on one database, prints them, and gives what goes into the file; nothing where it profiles. */
  run(provider: Provider, names: readonly string[], options: Options): Promise<readonly object[]>
}

/** The clock that was asked for, or else the one that fits: SQLite runs in this process, a server does not. */
export function clockFor(provider: Provider, { clock }: Options): Clock {
  return clock ?? (provider === 'sqlite' ? 'cpu' : 'wall')
}
