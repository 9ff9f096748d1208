// What a command has of the world around it. main.ts gives the process, tests their own.

import type { KeyEnvironment } from '../core/key-source.js'

/** What a command reads and writes. */
export interface Terminal {
  readonly env: KeyEnvironment
  /** Standard output; where a promise comes back, more should wait for it. */
  readonly out: (text: string) => void | Promise<void>
  /** Standard error. */
  readonly err: (text: string) => void
  /** True where people watch standard error, so that a line may be written over. */
  readonly isWatched?: boolean
  /** The folder whose packages are the application's; the current one unless given. */
  readonly folder?: string
  /** Resolves when the process is asked to stop, which it then no longer does by itself. */
  readonly untilStopped?: () => Promise<void>
}
