// For loggers: the names of protected and masked fields as redaction paths, and the same for loggers without paths.

import type { FieldMap } from '../schema/field-map.js'
import { bullets } from './mask-text.js'
import { scrubText } from './scrub-text.js'

/** The names of every protected or masked field of a schema, each once. */
export function sensitiveNames({ models }: FieldMap): readonly string[] {
  const names = Object.values(models).flatMap(({ fields, masked = {} }) => [
    ...Object.keys(fields),
    ...Object.keys(masked),
  ])
  return [...new Set(names)].sort()
}

/**
 * Paths for pino's `redact`, such as `email`, `*.email` and `*.*.email`, to this depth.
 * @param depth how many objects deep a field may stand; 3 by default
 */
export function redactionPaths(fields: FieldMap, depth = 3): string[] {
  const prefixes = Array.from({ length: depth + 1 }, (_, level) => '*.'.repeat(level))
  return sensitiveNames(fields).flatMap(name => prefixes.map(prefix => prefix + name))
}

/**
 * What masks a log entry for loggers without paths: `winston.format(redactor(fields))()`. Members with the name of a
 * sensitive field are masked at any depth, and texts are scrubbed (scrub-text.ts). The entry changes in place at its
 * first level, where winston keeps symbols; what stands below is copied.
 */
export function redactor(fields: FieldMap): <Entry extends object>(entry: Entry) => Entry {
  const names = new Set(sensitiveNames(fields))
  return entry => {
    const members = entry as Record<string, unknown>
    for (const key of Object.keys(members)) members[key] = redacted(members[key], names.has(key), names, 0)
    return entry
  }
}

const maxDepth = 10

function redacted(value: unknown, isSensitive: boolean, names: ReadonlySet<string>, depth: number): unknown {
  if (value === null || value === undefined) return value
  if (isSensitive || depth > maxDepth) return bullets
  if (typeof value === 'string') return scrubText(value)
  if (typeof value !== 'object' || value instanceof Date) return value
  if (value instanceof Error) return scrubText(String(value.stack))
  if (Array.isArray(value)) return value.map(one => redacted(one, false, names, depth + 1))
  const plain = typeof (value as { toJSON?: unknown }).toJSON === 'function' ? { ...toJson(value) } : value
  return Object.fromEntries(
    Object.entries(plain).map(([key, one]) => [key, redacted(one, names.has(key), names, depth + 1)]),
  )
}

function toJson(value: object): object {
  const json: unknown = (value as { toJSON(): unknown }).toJSON()
  return typeof json === 'object' && json !== null ? json : { value: json }
}
