// The value types that a sealed column can hold, by the names Prisma users know.

/** Every value type, in the order of their type bytes (String is 1). */
export const valueTypes = [
  'String',
  'Int',
  'BigInt',
  'Float',
  'Decimal',
  'Boolean',
  'DateTime',
  'Json',
  'Bytes',
] as const

/** The type of the plain value of an encrypted field. */
export type ValueType = (typeof valueTypes)[number]
