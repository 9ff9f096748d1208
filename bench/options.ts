// The options of a run, from the command line and the environment.

import { parseArgs } from 'node:util'
import type { Clock } from './clock.js'
import type { Effort } from './measure.js'
import type { Provider } from './storage.js'
import type { Suite } from './suite.js'

/** What a run does. */
export interface Options extends Omit<Effort, 'clock'> {
  /** By default the one that fits the database. */
  readonly clock: Clock | undefined
  /** SQLite, and PostgreSQL where BENCH_POSTGRES_URL is set. */
  readonly providers: readonly Provider[]
  /** The one suite to run; every suite where absent. */
  readonly suite: string | undefined
  /** Names of the cases to run; every case where absent. */
  readonly cases: readonly string[] | undefined
  /** Rows of the table that is searched. */
  readonly lookupRows: number
  /** Writes CPU profiles of fieldseal instead of measuring. */
  readonly profile: boolean
}

const usage = `npm run bench -- [options]
  --suite <name>         comparison (with other clients) or audit (the trail) only
  --case <name>          run this case only, and write no results; may be given several times
  --database <name>      sqlite or postgresql (needs BENCH_POSTGRES_URL); each that is at hand
  --rounds <n>           rounds of each case (40)
  --batch-ms <n>         how long one subject is timed in a round (25)
  --clock <name>         wall or cpu (cpu on SQLite, which runs in this process; wall on PostgreSQL)
  --lookup-rows <n>      rows of the table that is searched (10000)
  --profile              write a .cpuprofile of fieldseal for each case of calls instead of measuring`

/** Reads the command line; prints the usage and ends the process where it is wrong. */
export function readOptions(suites: readonly Suite[]): Options {
  try {
    return parse(suites)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    process.exit(1)
  }
}

const flags = {
  help: { type: 'boolean', default: false },
  suite: { type: 'string' },
  case: { type: 'string', multiple: true },
  database: { type: 'string' },
  rounds: { type: 'string', default: '40' },
  'batch-ms': { type: 'string', default: '25' },
  clock: { type: 'string' },
  'lookup-rows': { type: 'string', default: '10000' },
  profile: { type: 'boolean', default: false },
} as const

function parse(suites: readonly Suite[]): Options {
  const { values } = parseArgs({ options: flags })
  if (values.help) {
    console.log(usage)
    process.exit()
  }
  return {
    providers: providersOf(values.database),
    suite: suiteOf(values.suite, suites),
    cases: casesOf(values.case, suites),
    rounds: count(values.rounds, 'rounds'),
    batchMs: count(values['batch-ms'], 'batch-ms'),
    clock: clockOf(values.clock),
    lookupRows: count(values['lookup-rows'], 'lookup-rows'),
    profile: values.profile,
  }
}

function providersOf(database: string | undefined): Provider[] {
  const available: Provider[] = process.env.BENCH_POSTGRES_URL ? ['sqlite', 'postgresql'] : ['sqlite']
  const chosen = available.filter(name => database === undefined || database === name)
  if (chosen.length === 0) throw new RangeError(`The database ${database} is not at hand.`)
  return chosen
}

function suiteOf(name: string | undefined, suites: readonly Suite[]): string | undefined {
  if (name === undefined || suites.some(suite => suite.name === name)) return name
  throw new RangeError(`There is no suite ${name}.`)
}

function casesOf(names: string[] | undefined, suites: readonly Suite[]): string[] | undefined {
  const all = suites.flatMap(({ cases }) => cases)
  if (names?.every(name => all.includes(name)) ?? true) return names
  throw new RangeError(`The cases are: ${all.join(', ')}.`)
}

function clockOf(name: string | undefined): Clock | undefined {
  if (name === undefined || name === 'wall' || name === 'cpu') return name
  throw new RangeError(`There is no clock ${name}.`)
}

function count(text: string, name: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} is not a positive integer.`)
  return value
}
