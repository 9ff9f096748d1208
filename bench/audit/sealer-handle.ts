// The process that seals, as its parent sees it.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { AuditClient } from './audit-client.js'
import type { SealerWord } from './sealer-process.js'

/** A sealer in a process of its own. */
export class SealerHandle {
  readonly #process: ChildProcess

  private constructor(child: ChildProcess) {
    this.#process = child
  }

  /** Starts the process, which waits for a word. */
  static async open({ provider, url }: AuditClient): Promise<SealerHandle> {
    const file = fileURLToPath(new URL('sealer-process.ts', import.meta.url))
    const handle = new SealerHandle(fork(file, [provider, url]))
    await handle.#answer('ready')
    return handle
  }

  /** Says a word and waits until it is done. Throws where the process ends instead. */
  async say(word: SealerWord): Promise<void> {
    this.#process.send(word)
    await this.#answer(word)
  }

  /** Ends the process. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return
    this.#process.disconnect()
    await once(this.#process, 'exit')
  }

  async #answer(expected: string): Promise<void> {
    const ended = new AbortController()
    const exit = once(this.#process, 'exit', { signal: ended.signal }).then(([code]) => {
      throw new Error(`The sealer ended with ${code}`)
    })
    try {
      const [word] = await Promise.race([once(this.#process, 'message', { signal: ended.signal }), exit])
      if (word !== expected) throw new Error(`The sealer answered ${word} to ${expected}`)
    } finally {
      ended.abort()
      exit.catch(() => {})
    }
  }
}
