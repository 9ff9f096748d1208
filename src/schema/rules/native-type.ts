// Which database types keep a sealed value as it is written, and how much of it they hold.

import type { DatamodelField } from '../datamodel.js'

/** How much a type holds, in characters or bytes; `argument` is the number in its parentheses. */
const capacities: Readonly<Record<string, number | 'argument'>> = {
  VarChar: 'argument',
  Text: 65_535,
  TinyText: 255,
  MediumText: 16_777_215,
  LongText: Infinity,
  VarBinary: 'argument',
  ByteA: Infinity,
  Blob: 65_535,
  TinyBlob: 255,
  MediumBlob: 16_777_215,
  LongBlob: Infinity,
}

/** Types that give back something else than what was written, or compare it in their own way. */
const alterations: Readonly<Record<string, string>> = {
  Char: 'pads text with blanks',
  Binary: 'pads bytes with zeros',
  Citext: 'compares text without regard to case',
  Uuid: 'holds nothing but UUIDs',
  Inet: 'holds nothing but network addresses',
  Xml: 'holds nothing but XML',
  Bit: 'holds nothing but bits',
  VarBit: 'holds nothing but bits',
}

/** The roomiest type of each provider, by Prisma type. */
const roomiest: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  postgresql: { String: '@db.Text', Bytes: '@db.ByteA' },
  mysql: { String: '@db.LongText', Bytes: '@db.LongBlob' },
}

// Prisma's String on MySQL is VARCHAR(191): what an index over utf8mb4 once could hold.
const mysqlStringLength = 191

/** The characters or bytes that a String or Bytes column holds; Infinity for "no limit worth speaking of". */
export function capacityOf(field: DatamodelField, provider: string): number {
  if (!field.nativeType) return provider === 'mysql' && field.type === 'String' ? mysqlStringLength : Infinity
  const [name, [argument]] = field.nativeType
  const capacity = Object.hasOwn(capacities, name) ? capacities[name] : Infinity
  return capacity === 'argument' ? Number(argument ?? Infinity) : (capacity ?? Infinity)
}

/** What a column's type does to text or bytes beside keeping them; undefined where it keeps them as they are. */
export function alterationOf({ nativeType }: DatamodelField): string | undefined {
  if (!nativeType) return undefined
  const [name] = nativeType
  if (Object.hasOwn(alterations, name)) return alterations[name]
  return Object.hasOwn(capacities, name) ? undefined : 'is not known to keep text as it is'
}

/** The `@db.` attribute to recommend for a column that must hold `length` characters or bytes. */
export function typeFor(length: number, field: DatamodelField, provider: string): string {
  const type = roomiest[provider]?.[field.type]
  if (!type) return 'a type without a limit'
  const sized = field.type === 'String' ? '@db.VarChar' : provider === 'mysql' ? '@db.VarBinary' : undefined
  return sized ? `${type} or ${sized}(${length})` : type
}
