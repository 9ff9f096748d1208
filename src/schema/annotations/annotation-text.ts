// Finds annotations in a doc comment. One stands at the start of a line or right after another one; anywhere
// else a name is prose. Annotations of other generators are skipped; slips in the names of ours are findings.

import type { Finding } from '../finding.js'
import { nearMiss } from '../near-miss.js'
import { AnnotationSyntaxError, type Argument, readArguments } from './annotation-arguments.js'
import { Cursor } from './cursor.js'

/** An annotation as written, its name with the leading `@` or `@@`. */
export interface AnnotationText {
  readonly name: string
  readonly arguments: readonly Argument[]
}

/** What a doc comment says to fieldseal. */
export interface DocReading {
  readonly annotations: readonly AnnotationText[]
  readonly findings: readonly Finding[]
}

interface OpenReading {
  readonly annotations: AnnotationText[]
  readonly findings: Finding[]
  readonly known: readonly string[]
}

const annotationName = /@@?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y
const foreignArguments = /(?:\.\w+|\((?:[^()"']|"[^"]*"|'[^']*'|\((?:[^()]|\([^()]*\))*\))*\))*/y
// Seven letters shared: `@encryption` is too close to ours to be let pass as another generator's.
const stemLength = 7

/** Reads `doc` for annotations named in `known` (with their `@` or `@@`). */
export function readDoc(doc: string, known: readonly string[]): DocReading {
  const reading: OpenReading = { annotations: [], findings: [], known }
  const cursor = new Cursor(doc)
  while (cursor.at < doc.length) {
    cursor.take(/\s*/y)
    readRun(cursor, reading)
    cursor.skipLine()
  }
  return reading
}

/** Reads annotations that follow one another on a line. */
function readRun(cursor: Cursor, reading: OpenReading): void {
  const before = reading.annotations.length + reading.findings.length
  for (let name = cursor.take(annotationName); name !== undefined; name = cursor.take(annotationName)) {
    if (reading.known.includes(name)) readOurs(name, cursor, reading)
    else readOther(name, cursor, reading)
    cursor.take(/[ \t]*/y)
  }
  if (reading.annotations.length + reading.findings.length > before) findStray(cursor.line, reading)
}

function readOurs(name: string, cursor: Cursor, reading: OpenReading): void {
  const junk = /^(?:[ \t]+\(|[^\s(@.,;])\S*/.exec(cursor.line)?.[0]
  if (junk !== undefined) {
    cursor.skipLine()
    const message = `${name} is followed by "${junk.trim()}".`
    reading.findings.push({
      message,
      fix: `Write ${name} alone, or ${name}(...) with no space before the "(".`,
    })
    return
  }
  const start = cursor.at
  try {
    const list = cursor.line.startsWith('(') ? readArguments(cursor) : []
    reading.annotations.push({ name, arguments: list })
  } catch (error) {
    if (!(error instanceof AnnotationSyntaxError)) throw error
    cursor.at = start
    cursor.skipLine()
    const message = `The arguments of ${name} cannot be read: ${error.message}.`
    reading.findings.push({ message, fix: `Write it as ${name}(column, option: value, option: [a, b]).` })
  }
}

function readOther(name: string, cursor: Cursor, reading: OpenReading): void {
  const meant = ourNameFor(name, reading.known)
  cursor.take(foreignArguments)
  if (meant === undefined) return
  reading.findings.push({
    message: `There is no annotation ${name}.`,
    fix: `Did you mean ${meant}? If not, start no line with ${name}.`,
  })
}

/** The annotation of ours that `name` is a slip of, with as many `@` where both kinds exist. */
function ourNameFor(name: string, known: readonly string[]): string | undefined {
  const typed = bareName(name)
  const meant =
    nearMiss(typed, known.map(bareName)) ?? known.map(bareName).find(ours => hasStemOf(typed, ours))
  const candidates = known.filter(ours => bareName(ours) === meant)
  return candidates.find(ours => ours.startsWith('@@') === name.startsWith('@@')) ?? candidates[0]
}

function bareName(name: string): string {
  return name.replace(/^@+/, '')
}

function hasStemOf(typed: string, ours: string): boolean {
  return ours.length > stemLength && typed.toLowerCase().startsWith(ours.slice(0, stemLength))
}

/** Prose after an annotation is fine, but not another annotation of ours behind it: nobody would read it. */
function findStray(prose: string, reading: OpenReading): void {
  const stray = reading.known.find(name => new RegExp(`(?<![@\\w])${name}(?!\\w)`).test(prose))
  if (stray === undefined) return
  const message = `${stray} stands behind other text, where it has no effect.`
  reading.findings.push({
    message,
    fix: `Put ${stray} at the start of a line or right after another annotation, or leave it out.`,
  })
}
