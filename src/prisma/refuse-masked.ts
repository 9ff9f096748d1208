// Beside refuse.ts: refuses what a viewer may not ask or write, and masks that come back as data. Nothing was sent,
// and an error names no value.

import type { Viewer } from '../context.js'
import { AccessError, QueryError } from '../errors.js'
import type { Clearance } from '../masking/clearance.js'
import { looksMasked } from '../masking/mask-text.js'
import type { MaskedPlan } from '../schema/masked-plan.js'
import { isNode } from './arg-values.js'
import type { Place } from './place.js'

/** @throws AccessError ACCESS_VIEWER_MISSING where there has to be a viewer, and there is none */
export function refuseNobody(viewer: Viewer | undefined, model: string): void {
  if (viewer) return
  throw new AccessError({
    code: 'ACCESS_VIEWER_MISSING',
    model,
    message: 'This runs for no viewer.',
    fix: 'Run it inside `db.$as({ id, roles }, () => ...)`.',
  })
}

/**
 * @throws AccessError ACCESS_FIELD_DENIED for the first place that tells of, or writes, a field that is not for the viewer
 * @throws QueryError QUERY_MASK_WRITTEN
 */
export function refuseMasked(places: readonly Place[], clearance: Clearance): void {
  for (const place of places) {
    if (place.kind === 'masked') refuseQuestion(place, clearance)
    if (place.kind === 'maskedWrite') refuseWrite(place, clearance)
  }
}

function refuseQuestion({ plan, key, operator }: Place, clearance: Clearance): void {
  const closed = plan.told.get(key)?.find(field => !clearance.sees(field))
  if (closed) throw denied(closed, operator, 'This viewer may not search, sort or group by the field.')
}

function refuseWrite({ plan, key, container }: Place, clearance: Clearance): void {
  const field = plan.masked.find(({ name }) => name === key)
  if (!field) return
  if (!clearance.writes(field)) throw denied(field, 'data', 'This viewer may not write the field.')
  if (!holdsMask(container[key])) return
  throw new QueryError({
    code: 'QUERY_MASK_WRITTEN',
    model: field.model,
    field: field.name,
    operator: 'data',
    message: 'The new value is a mask, which would take the place of the value that it hides.',
    fix: 'Leave the field out of the data unless it was changed.',
  })
}

/** A mask as the value, under `set`, or in a list of them. */
function holdsMask(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsMask)
  if (isNode(value)) return ['set', 'push'].some(key => holdsMask(value[key]))
  return looksMasked(value)
}

function denied(field: MaskedPlan, operator: string, message: string): AccessError {
  return new AccessError({
    code: 'ACCESS_FIELD_DENIED',
    model: field.model,
    field: field.name,
    operator,
    message,
    fix: 'Ask by another field, or give the viewer a role that the field is revealed to.',
  })
}
