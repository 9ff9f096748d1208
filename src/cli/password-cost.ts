// `fieldseal password-cost`: what the hash of a password takes on this machine. The table alone goes to standard output;
// how far it is, and how to read it, goes to standard error.

import { type MeasuredCost, measureCost } from '../core/password/measure-cost.js'
import { type Argon2Cost, passwordCosts } from '../core/password/password-cost.js'
import { PasswordHasher } from '../core/password/password-hasher.js'

/** The options of the command. */
export interface PasswordCostOptions {
  /** Hashes measured for each cost, alone and again at full load. */
  readonly rounds: number
  /** Measure the implementation in JavaScript, for platforms without a native module. */
  readonly javascript?: boolean | undefined
}

/** What the command prints in the end. */
export interface PasswordCostOutput {
  /** The lines of the table. */
  readonly lines: readonly string[]
  /** Sentences for people. */
  readonly notes: readonly string[]
}

/** The named costs, and what other software takes by default: imported hashes cost as much until their owner's next login. */
export const measuredCosts: Readonly<Record<string, Argon2Cost>> = {
  ...passwordCosts,
  'rfc 9106': { memoryKiB: 65_536, passes: 3, lanes: 4 },
  php: { memoryKiB: 65_536, passes: 4, lanes: 1 },
  django: { memoryKiB: 102_400, passes: 2, lanes: 8 },
}

const headings = ['cost', 'MiB', 'passes', 'lanes', 'ms per login', 'logins per second']

/**
 * Measures each cost with the default concurrency; `tell` takes a sentence before each. Rejects with ConfigError
 * CONFIG_MODULE_MISSING where no native module loads.
 */
export async function passwordCost(
  { rounds, javascript }: PasswordCostOptions,
  tell: (sentence: string) => void,
  costs: Readonly<Record<string, Argon2Cost>> = measuredCosts,
): Promise<PasswordCostOutput> {
  const hasher = new PasswordHasher({ argon2: javascript ? 'javascript' : 'native' })
  const measured: MeasuredCost[] = []
  for (const [name, cost] of Object.entries(costs)) {
    tell(`Measuring ${name}, ${measured.length + 1} of ${Object.keys(costs).length} ...`)
    measured.push(...(await measureCost({ costs: { [name]: cost }, rounds, hasher })))
  }
  return { lines: tableOf([headings, ...measured.map(cellsOf)]), notes: notesOf(hasher.work.concurrency) }
}

function cellsOf({ name, memoryKiB, passes, lanes, msPerHash, hashesPerSecond }: MeasuredCost): string[] {
  const numbers = [Math.round(memoryKiB / 1024), passes, lanes].map(String)
  return [name, ...numbers, readable(msPerHash), readable(hashesPerSecond)]
}

function readable(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0)
}

/** Lines with columns of equal width: the first aligned left, the numbers right. */
function tableOf(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = headings.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
}

function notesOf(concurrency: number): readonly string[] {
  const names = Object.keys(passwordCosts).map(name => `cost: ${name}`)
  const times = concurrency === 1 ? 'One hash at a time' : `${concurrency} hashes at the same time`
  return [
    `${times}, as in an application with default options; each takes its MiB of memory.`,
    `@password takes ${names.join(' and ')}; the other rows are the defaults of other software.`,
  ]
}
