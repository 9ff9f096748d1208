// A service that checkpoints are sent to.

import { setTimeout as wait } from 'node:timers/promises'
import type { Anchor } from './anchor.js'

/** How patiently a checkpoint is sent. */
export interface WebhookOptions {
  /** Headers beside the content type, such as an authorization. */
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds for each attempt, 5,000 unless given. */
  readonly timeoutMs?: number
  /** Attempts at most, 3 unless given; they wait 500 ms and twice as long each time between them. */
  readonly attempts?: number
}

const firstPauseMs = 500

/** Sends each note as text in a POST to `url`, which answers with a status of 200 to 299 once it keeps it. */
export function webhookAnchor(url: string, options: WebhookOptions = {}): Anchor {
  const { headers = {}, timeoutMs = 5000, attempts = 3 } = options
  const send = async (note: string) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
      body: note,
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`The webhook answered with status ${response.status}.`)
  }
  return { name: new URL(url).host, publish: note => retried(() => send(note), attempts) }
}

async function retried(send: () => Promise<void>, attempts: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send()
    } catch (error) {
      if (attempt >= attempts) throw error
      await wait(firstPauseMs * 2 ** (attempt - 1), undefined, { ref: false })
    }
  }
}
