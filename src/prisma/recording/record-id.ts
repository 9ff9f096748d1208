// How the trail names a record.

import type { RecordedPlan } from '../../schema/recorded-plan.js'
import { encodeImageValue } from './image-value.js'
import type { StoredRow } from './row-reader.js'

/** The id of a row as the trail holds it: a JSON object of its id fields. */
export function recordId({ id, types }: RecordedPlan, row: StoredRow): string {
  let text = ''
  for (const field of id) {
    const value = JSON.stringify(encodeImageValue(types[field] ?? 'String', row[field]))
    text += `${text === '' ? '{' : ','}${JSON.stringify(field)}:${value}`
  }
  return `${text}}`
}
