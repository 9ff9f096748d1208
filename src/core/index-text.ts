// The stored text of blind indexes, prefix indexes and tokens: which key made it, then what was made.

import { keyIdPattern } from './key.js'

/** keyId `.` body. */
export function formatIndexText(keyId: string, body: string): string {
  return `${keyId}.${body}`
}

/** The id of the key that made a stored index or token; undefined for text that is none. */
export function keyIdOfIndexText(text: string): string | undefined {
  const keyId = text.slice(0, Math.max(text.indexOf('.'), 0))
  return keyIdPattern.test(keyId) ? keyId : undefined
}
