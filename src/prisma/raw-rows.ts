// Values of raw SQL as they pass Prisma's engine (7.10): parameters on their way in, rows on their way out.

import { decodeBase64url, encodeBase64 } from '#crypto'

/** What the engine answers to raw SQL that reads: a list of values for each row, and the type of each column. */
export interface RawRows {
  readonly columns: readonly string[]
  readonly types: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/** The JSON text of parameters: texts, numbers, nulls, booleans, bigints, dates, bytes, decimals and lists of these. */
export function rawParameters(values: readonly unknown[]): string {
  return JSON.stringify(values.map(parameter))
}

function parameter(value: unknown): unknown {
  if (typeof value === 'bigint') return { prisma__type: 'bigint', prisma__value: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(parameter)
  if (value instanceof Date) return { prisma__type: 'date', prisma__value: value.toJSON() }
  if (value instanceof Uint8Array) return { prisma__type: 'bytes', prisma__value: encodeBase64(value) }
  return { prisma__type: 'decimal', prisma__value: String(value) }
}

type Read = (value: never) => unknown

/** Types whose values come as JSON has none for them; a decimal stays the text that it comes as. */
const readers: Readonly<Record<string, Read>> = {
  bigint: (text: string) => BigInt(text),
  bytes: bytesOf,
  date: (text: string) => new Date(text),
  datetime: (text: string) => new Date(text),
}

/** Bytes, or padded base64; a list of numbers from the libsql adapter of Prisma 7.0. */
function bytesOf(value: string | Uint8Array | readonly number[]): Uint8Array {
  if (typeof value !== 'string') return Uint8Array.from(value)
  return decodeBase64url(value.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))
}

/** The rows as objects; a name that stands for two columns has the value of the last. */
export function rowsOf({ columns, types, rows }: RawRows): Record<string, unknown>[] {
  const reads = types.map(readerOf)
  return rows.map(values => {
    const row: Record<string, unknown> = {}
    for (let i = 0; i < columns.length; i++) {
      const [value, read] = [values[i], reads[i]]
      row[columns[i] as string] = read && value !== null ? read(value as never) : value
    }
    return row
  })
}

function readerOf(type: string): Read | undefined {
  if (!type.endsWith('-array')) return Object.hasOwn(readers, type) ? readers[type] : undefined
  const read = readerOf(type.slice(0, -'-array'.length))
  return (
    read && ((list: readonly unknown[]) => list.map(item => (item === null ? null : read(item as never))))
  )
}
