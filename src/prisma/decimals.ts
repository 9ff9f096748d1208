// Prisma's Decimal class, loaded only where a field needs it, so that fieldseal itself imports no run time of Prisma.

import type { FieldMap } from '../schema/field-map.js'

/** Makes Prisma Decimals from decimal text. */
export interface Decimals {
  readonly parse: (text: string) => unknown
}

/** True where some field of the map holds Decimals. */
export function needsDecimals(map: FieldMap): boolean {
  return Object.values(map.models).some(({ fields }) =>
    Object.values(fields).some(field => field.encrypted?.type === 'Decimal'),
  )
}

/** The Decimal class of the Prisma client that the application has installed. */
export async function loadDecimals(): Promise<Decimals> {
  const { Decimal } = await import('@prisma/client/runtime/client')
  return { parse: text => new Decimal(text) }
}

/** For maps without Decimal fields. */
export const noDecimals: Decimals = {
  parse: text => text,
}
