// Reads rows that were sealed before a field's annotated type changed: a table of the conversions that lose
// nothing. What is not here does not open.

import { canonicalDecimal } from './decimal-codec.js'
import { decodeFloat, decodeInt, encodeFloat, encodeInt } from './number-codec.js'
import type { ValueType } from './value-type.js'

/** Returns the value as the new type, or undefined where that would alter it. */
type Conversion = (value: unknown) => unknown

const conversions: Partial<Record<`${ValueType}>${ValueType}`, Conversion>> = {
  'Int>BigInt': value => BigInt(value as number),
  'Int>Float': value => value,
  'Int>Decimal': String,
  'Int>String': String,
  'BigInt>Decimal': String,
  'BigInt>String': String,
  'Decimal>String': String,
  'Boolean>String': String,
  'DateTime>String': value => isoText(value as Date),
  'Json>String': value => JSON.stringify(value),
  'String>Int': fromText(text => decodeInt(encodeInt(Number(text)))),
  'String>BigInt': fromText(BigInt),
  'String>Float': fromText(text => decodeFloat(encodeFloat(Number(text)))),
  'String>Decimal': fromText(canonicalDecimal),
  'String>Boolean': fromText(text => text === 'true'),
  'String>DateTime': fromText(text => new Date(text), isoText),
  'String>Json': fromText(text => JSON.parse(text) as unknown, JSON.stringify),
}

/**
 * Converts a value that was sealed as `from` to the type `to`. Undefined where there is no conversion, or where it
 * would lose something: text becomes a number, date, boolean or JSON only if that one writes the same text.
 */
export function convertValue(value: unknown, from: ValueType, to: ValueType): unknown {
  return conversions[`${from}>${to}`]?.(value)
}

function fromText<T>(parse: (text: string) => T, print: (value: T) => string = String): Conversion {
  return text => {
    try {
      const value = parse(text as string)
      return print(value) === text ? value : undefined
    } catch {
      return undefined
    }
  }
}

function isoText(date: Date): string {
  return date.toISOString()
}
