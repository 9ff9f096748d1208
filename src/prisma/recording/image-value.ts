// Writes a stored value as JSON, by its Prisma type: the same text for the same value, whichever driver read it and
// whether it came from a query of Prisma's or from raw SQL.

import { decodeBase64url, encodeBase64url } from '#crypto'
import type { JsonValue } from '../../audit/event.js'
import { canonicalDecimal } from '../../core/decimal-codec.js'

type Encoder = (value: unknown) => JsonValue

/** Int and Float as numbers, BigInt and Decimal as decimal text, DateTime as ISO 8601, Bytes as base64url. */
const encoders: Readonly<Record<string, Encoder>> = {
  Boolean: value => value === true || value === 1 || value === 1n || value === '1' || value === 'true',
  Int: value => Number(value),
  Float: encodeFloat,
  BigInt: value => String(value),
  Decimal: encodeDecimal,
  DateTime: encodeDateTime,
  Bytes: value => encodeBase64url(value as Uint8Array),
  Json: encodeJson,
}

/** True for the types without an encoder: texts and enums. */
export function isText(type: string): boolean {
  return !Object.hasOwn(encoders, type)
}

/** A value of a column, null included; lists of PostgreSQL too. */
export function encodeImageValue(type: string, value: unknown): JsonValue {
  if (value === null || value === undefined) return null
  if (type.endsWith('[]') && Array.isArray(value))
    return value.map(item => encodeImageValue(type.slice(0, -2), item))
  const encode = Object.hasOwn(encoders, type) ? encoders[type] : undefined
  return encode ? encode(value) : String(value)
}

/** JSON has no NaN and no infinities, which a column can hold. */
function encodeFloat(value: unknown): JsonValue {
  const number = Number(value)
  return Number.isFinite(number) ? number : String(value)
}

/** A numeric column of PostgreSQL can hold NaN. */
function encodeDecimal(value: unknown): JsonValue {
  try {
    return canonicalDecimal(String(value))
  } catch {
    return String(value)
  }
}

/** A column that holds no date, which SQLite allows, shows what it holds. */
function encodeDateTime(value: unknown): JsonValue {
  const date =
    value instanceof Date ? value : new Date(typeof value === 'bigint' ? Number(value) : String(value))
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString()
}

/** Drivers without a type for JSON give its text. */
function encodeJson(value: unknown): JsonValue {
  if (typeof value !== 'string') return JSON.parse(JSON.stringify(value)) as JsonValue
  try {
    return JSON.parse(value) as JsonValue
  } catch {
    return value
  }
}

type Decoder = (value: JsonValue) => unknown

const decoders: Readonly<Record<string, Decoder>> = {
  BigInt: value => BigInt(String(value)),
  DateTime: value => new Date(String(value)),
  Bytes: value => decodeBase64url(String(value)),
}

/** What `encodeImageValue` wrote, as Prisma gives it; a Decimal stays decimal text. */
export function decodeImageValue(type: string, value: JsonValue): unknown {
  if (value === null) return null
  if (type.endsWith('[]') && Array.isArray(value))
    return value.map(item => decodeImageValue(type.slice(0, -2), item))
  const decode = Object.hasOwn(decoders, type) ? decoders[type] : undefined
  return decode ? decode(value) : value
}
