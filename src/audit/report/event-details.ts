// What JSON columns of an event say, read without trust: a trail that somebody altered is reported, too.

import type { AuditEvent } from '../event.js'

/** What reports and watchers read of `AuditEvent.details`; each is absent where it is not of its type. */
export interface EventDetails {
  /** A reveal that went past the policy in an emergency. */
  readonly breakGlass?: boolean
  /** Why it was denied or failed: a code of errors.ts. */
  readonly code?: string
  /** Rows that a query returned; records of a change that was summed up. */
  readonly count?: number
  /** The application's own SQL, without its literals. */
  readonly sql?: string
}

const detailTypes: Readonly<Record<keyof EventDetails, string>> = {
  breakGlass: 'boolean',
  code: 'string',
  count: 'number',
  sql: 'string',
}

/** The details of an event; empty where there are none or they are no JSON object. */
export function detailsOf({ details }: AuditEvent): EventDetails {
  const value = parsed(details)
  if (typeof value !== 'object' || value === null) return {}
  const known = Object.entries(detailTypes).map(([name, type]) => [name, type, Reflect.get(value, name)])
  return Object.fromEntries(
    known.filter(([, type, one]) => typeof one === type).map(([name, , one]) => [name, one]),
  )
}

/** A JSON list of texts, such as roles and names of fields; empty for anything else. */
export function textsOf(json: string | null): readonly string[] {
  const value = parsed(json)
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

function parsed(json: string | null): unknown {
  if (!json) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
