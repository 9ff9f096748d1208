// `db.$reveal(rows, { reason })`: plain copies of what the viewer may see. In order: may they, how often, open what was
// not opened yet, tell the recorder, and only then hand the values out.

import type { Viewer } from '../context.js'
import { Clearance, hasAny } from './clearance.js'
import { type Grant, grantsOf, recordOf } from './grants.js'
import type { MaskedField } from './masked-fields.js'
import type { Row } from './masked-row.js'
import type { MaskingSettings } from './masking-options.js'
import type { RevealEvent } from './reveal-event.js'
import type { RevealLimit } from './reveal-limit.js'
import { revealRefusal } from './reveal-refusal.js'
import { copyWithin, type FoundRow, maskedOf, rowsWithin } from './rows-within.js'

/** The second argument of `$reveal`. */
export interface RevealOptions {
  /** Why, for the record; required where the policy says so, and to break the glass. */
  readonly reason?: string
  /** An emergency: opens what the viewer's own rights do not, for the roles that the policy names. Loud. */
  readonly breakGlass?: boolean
}

/** What a reveal works with. */
export interface RevealPort {
  readonly settings: MaskingSettings
  readonly limit: RevealLimit
  /** The plain value of a sealed field, from the row as it was read. @throws OpenError, KeyError */
  readonly open: (field: MaskedField, source: Row) => Promise<unknown>
  /** Writes the reveal into the audit trail. */
  readonly record: (event: RevealEvent) => Promise<void>
}

/**
 * Copies of masked rows, with plain values where the viewer may see them, and masks elsewhere.
 * @throws AccessError where the viewer may see none of it, or it could not be recorded
 * @throws TypeError for something without a masked row in it
 */
export async function reveal<Rows>(
  rows: Rows,
  viewer: Viewer | undefined,
  options: RevealOptions,
  port: RevealPort,
): Promise<Rows> {
  const found = rowsWithin(rows)
  const [first] = found
  if (!first) throw new TypeError('Expected masked rows as they came from a query, and no copies of them.')
  if (!viewer) throw revealRefusal('ACCESS_VIEWER_MISSING', first)
  if (lacksReason(found, options, port)) throw revealRefusal('ACCESS_REASON_MISSING', first)
  const clearance = new Clearance(viewer, port.settings.policy)
  const grants = grantsOf(found, clearance, mayBreakGlass(viewer, options, port))
  if (grants.length === 0) throw revealRefusal('ACCESS_FIELD_DENIED', first)
  port.limit.take(viewer.id, grants.length)
  const values = new Map<Row, Row>()
  for (const grant of grants) values.set(grant.source, await openGrant(grant, port))
  await tell(grants, viewer, options, port)
  return copyWithin(rows, one => ({ ...masksOf(one), ...values.get(one.source) })) as Rows
}

function lacksReason(
  found: readonly FoundRow[],
  { reason, breakGlass }: RevealOptions,
  { settings: { policy } }: RevealPort,
): boolean {
  if (typeof reason === 'string' && reason.trim() !== '') return false
  const required = policy.reasonRequired ?? false
  if (breakGlass === true || required === true) return true
  return Array.isArray(required) && found.some(({ shape }) => required.includes(shape.plan.name))
}

function mayBreakGlass(viewer: Viewer, { breakGlass }: RevealOptions, { settings }: RevealPort): boolean {
  return breakGlass === true && hasAny(viewer, settings.policy.breakGlass ?? [])
}

/** The granted values; one that the row's reader might not see is opened now. */
async function openGrant({ source, shape, fields }: Grant, port: RevealPort): Promise<Row> {
  const values: Row = {}
  for (const field of fields) {
    const isSealed = field.isSealed && shape.closed.includes(field)
    values[field.name] = isSealed ? await port.open(field, source) : source[field.name]
  }
  return values
}

function masksOf({ source, shape }: FoundRow): Row {
  const shown = maskedOf(shape).filter(field => !field.isOmitted)
  const maskOf = (field: MaskedField) => (shape.open.includes(field) ? field.mask : field.closedMask)
  return Object.fromEntries(shown.map(field => [field.name, maskOf(field)(source[field.name])]))
}

async function tell(
  grants: readonly Grant[],
  viewer: Viewer,
  { reason }: RevealOptions,
  { settings: { onReveal }, record }: RevealPort,
): Promise<void> {
  const breakGlass = grants.some(grant => grant.isBroken)
  const event: RevealEvent = { viewer, reason, breakGlass, records: grants.map(recordOf), time: new Date() }
  try {
    await onReveal?.(event)
  } catch (error) {
    throw revealRefusal('ACCESS_NOT_RECORDED', grants[0] as Grant, error)
  }
  await record(event)
  if (breakGlass) warnOfBrokenGlass(event)
}

/** On the process's own warnings too, so that an emergency is heard where nobody records reveals. */
function warnOfBrokenGlass({ viewer, records }: RevealEvent): void {
  const fields = new Set(records.flatMap(({ model, fields }) => fields.map(field => `${model}.${field}`)))
  const message = `${viewer.id} broke the glass: ${records.length} rows of ${[...fields].join(', ')} were revealed.`
  globalThis.process?.emitWarning?.(message, 'FieldsealBreakGlass')
}
