// Conflicts between transactions that show in the recorder's own SQL: they reach the caller under the code by which
// applications try again.

/** What Prisma says of a conflict in model operations (7.10). */
const code = 'P2034'
const message = 'Transaction failed due to a write conflict or a deadlock. Please retry your transaction'

/** A conflict that shows in no statement: what was looked at is not what was changed. */
export async function writeConflict(): Promise<Error> {
  const { PrismaClientKnownRequestError } = await import('@prisma/client/runtime/client')
  return new PrismaClientKnownRequestError(message, { code, clientVersion: '7' })
}

/** The error; a conflict that raw SQL ran into (P2010) as P2034. */
export function asWriteConflict(error: unknown): unknown {
  if (!isWriteConflict(error)) return error
  return Object.assign(error, { code, message })
}

/** True for a conflict with another transaction. */
export function isWriteConflict(error: unknown): error is Error {
  const { code: own, meta } = (error ?? {}) as { code?: unknown; meta?: RawMeta }
  return own === code || meta?.driverAdapterError?.cause?.kind === 'TransactionWriteConflict'
}

/** True for a transaction that was rolled back, or ran out of its time (P2028, Prisma 7.10). */
export function isTransactionOver(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'P2028'
}

/**
 * Runs a statement of a transaction; a conflict ends the transaction: MySQL has rolled it back by then, and would keep
 * alone whatever came after.
 */
export async function endingConflicts<Result>(
  abort: () => Promise<void>,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (isWriteConflict(error)) await abort()
    throw error
  }
}

interface RawMeta {
  readonly driverAdapterError?: { readonly cause?: { readonly kind?: unknown } }
}
