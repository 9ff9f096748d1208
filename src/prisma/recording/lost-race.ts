// An operation whose row was looked for and was not there, or not as asked for, while another transaction was about to
// change that: of what it then changes no image from before is known. Or one that found rows which may be another's among
// those that it made. It is undone and tried again, or refused.

import { writeConflict } from './write-conflict.js'

/** Thrown inside the transaction, which is rolled back; alone, the operation is tried again. */
export class LostRace extends Error {
  override readonly name = 'LostRace'
}

/** How often an operation that lost a race is tried. */
const mostAttempts = 5

/** The same where the race may be none, but an error that comes again: its cause. */
const mostWithCause = 2

/**
 * Runs what creates a row that was looked for and not found: where it meets one that another transaction has created
 * meanwhile it fails with a unique conflict, in place of changing that row unseen.
 * @throws LostRace with the conflict as its cause
 */
export async function createdOnly(create: () => Promise<unknown>): Promise<unknown> {
  try {
    return await create()
  } catch (error) {
    throw (error as { code?: unknown } | null)?.code === 'P2002' ? new LostRace('', { cause: error }) : error
  }
}

/**
 * Runs `send`, again where it lost a race: each time in a transaction of its own.
 * @throws what `raceError` says of the last race
 */
export async function retryingRaces(send: () => Promise<unknown>): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
      if (attempt >= (error.cause ? mostWithCause : mostAttempts)) throw await raceError(error)
    }
  }
}

/** What the caller gets for a lost race: its cause, such as a unique conflict, or P2034 to try again. */
export async function raceError({ cause }: LostRace): Promise<unknown> {
  return cause ?? (await writeConflict())
}
