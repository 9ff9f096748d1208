// Which errors of a single statement say that it changed nothing.

/** Prisma's codes for a statement that the database, or Prisma before it, refused (7.10). */
const refusedCodes: ReadonlySet<unknown> = new Set([
  'P2000', // too long
  'P2002', // unique conflict
  'P2003', // foreign key conflict
  'P2004', // constraint
  'P2006', // invalid value
  'P2011', // null
  'P2012', // missing value
  'P2013', // missing argument
  'P2019', // input
  'P2020', // out of range
  'P2025', // not found
  'P2033', // number too large
])

/** True for an error after which nothing of the statement is there. */
export function isHarmless(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown }
  return refusedCodes.has(code) || name === 'PrismaClientValidationError'
}
