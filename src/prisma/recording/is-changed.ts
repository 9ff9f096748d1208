// Whether a field of a record is another than it was: in its column, and in what it means.

import type { RecordImage } from '../../audit/event.js'
import { encodeImageValue } from './image-value.js'

/** A sealed value that was sealed anew, such as under another key, has not changed. */
export function isChanged(name: string, old: RecordImage | undefined, now: RecordImage | undefined): boolean {
  const [before, after] = [old?.sealed?.[name], now?.sealed?.[name]]
  return before?.print === undefined || before.print !== after?.print
}

/** By what the values mean; a null of JSON, which is text here, is another than none. */
export function isSame(type: string, one: unknown, other: unknown): boolean {
  if (one === other || (isNull(one) && isNull(other))) return true
  if (isNull(one) || isNull(other)) return false
  return JSON.stringify(encodeImageValue(type, one)) === JSON.stringify(encodeImageValue(type, other))
}

function isNull(value: unknown): boolean {
  return value === null || value === undefined
}
