// Shows results as a table, and keeps them in results/<date>-<kind of machine>[-<suite>].json.

import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Clock } from './clock.js'
import type { Machine } from './machine.js'
import type { Measurement } from './measure.js'
import type { Options } from './options.js'
import type { Spread } from './statistics.js'

/** A measurement and where it was made. */
export interface Result extends Measurement {
  readonly database: string
  readonly clock: Clock
}

/** Prints a line for each case: time of the plain client, then ratios as `median (lower - upper quartile)`. */
export function printTable(database: string, results: readonly Measurement[]): void {
  const head = ['case', 'plain', 'floor', 'fieldseal', 'peer', 'peer / fieldseal']
  const lines = results.map(({ case: name, plainUs, ratios, peerOverFieldseal }) => [
    name,
    formatUs(plainUs.median),
    ...Object.values(ratios).map(formatRatio),
    formatRatio(peerOverFieldseal),
  ])
  printLines(database, [head, ...lines])
}

/** Prints lines of cells in columns. */
export function printLines(title: string, lines: readonly (readonly string[])[]): void {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map(line => line[column]?.length ?? 0)),
  )
  console.log(`\n${title}`)
  for (const line of lines) {
    console.log(line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '))
  }
}

/** Writes the file of one suite and says where. */
export function writeResults(
  suite: string,
  results: readonly object[],
  machine: Machine,
  options: Options,
): void {
  const date = new Date().toISOString().slice(0, 10)
  const name = `${date}-${kindOf(machine)}${suite === 'comparison' ? '' : `-${suite}`}`
  const file = new URL(`results/${name}.json`, import.meta.url)
  const { rounds, batchMs, lookupRows } = options
  const content = { date, machine, settings: { rounds, batchMs, lookupRows }, results }
  mkdirSync(new URL('.', file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(content, roundFigures, 2)}\n`)
  console.log(`\n${fileURLToPath(file)}`)
}

/** `linux-x64-amd-epyc-2-cores`. */
function kindOf({ platform, cpu, cores }: Machine): string {
  const model = cpu
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${platform}-${model}-${cores}-cores`
}

function roundFigures(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value
}

/** `950 µs`, `2.10 ms`, `15.3 ms`. */
export function formatUs(us: number): string {
  return us < 1_000 ? `${us.toFixed(0)} µs` : `${(us / 1_000).toFixed(us < 10_000 ? 2 : 1)} ms`
}

/** `median (lower - upper quartile)`. */
export function formatRatio({ median, lower, upper }: Spread): string {
  return `${median.toFixed(2)} (${lower.toFixed(2)} - ${upper.toFixed(2)})`
}
