// Reads what stood in a column before it was sealed, while a table is being migrated.

import { codecs } from './codec.js'
import { convertValue } from './convert.js'
import { isBytes } from './is-bytes.js'
import { decodeText } from './text-codec.js'
import type { ValueType } from './value-type.js'

/**
 * The value of a type that plaintext in a String or Bytes column stands for: numbers, dates and booleans as their
 * text, Json as JSON text, text in a Bytes column as UTF-8. Throws TypeError, RangeError or SyntaxError, which may
 * quote the text and must not be passed on, where it stands for none.
 */
export function plaintextValue(stored: unknown, type: ValueType): unknown {
  if (type === 'Bytes') return codecs.Bytes.decode(codecs.Bytes.encode(stored))
  const text = isBytes(stored) ? decodeText(stored) : stored
  if (type === 'Json') return JSON.parse(text as string)
  return convertValue(text, 'String', type) ?? codecs[type].decode(codecs[type].encode(text))
}
