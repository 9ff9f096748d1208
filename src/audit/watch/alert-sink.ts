// Where alerts go: a port, and two that everyone has. A sink that fails keeps its alerts: each look offers them again.

import type { Alert } from './alert.js'

/** A place for alerts. */
export interface AlertSink {
  /** Its name in errors and in the state; no secret, and another for each sink. */
  readonly name: string
  /** Takes an alert; rejects where it could not. The same alert may come again, with the same `key`. */
  send(alert: Alert): void | Promise<void>
}

/** How a webhook is called. */
export interface WebhookSinkOptions {
  /** Headers beside the content type, such as an authorization. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Milliseconds for each attempt, 5,000 unless given. */
  readonly timeoutMs?: number | undefined
  /** Its name where there are several: `webhook` unless given. */
  readonly name?: string | undefined
}

/** Writes each alert as a line of JSON. @param write takes the line with its line break */
export function logSink(write: (line: string) => void | Promise<void>): AlertSink {
  return { name: 'log', send: alert => write(`${JSON.stringify(alert)}\n`) }
}

/** Sends each alert as JSON in a POST to `url`, which answers with a status of 200 to 299 once it has it. */
export function webhookSink(url: string, options: WebhookSinkOptions = {}): AlertSink {
  const { headers = {}, timeoutMs = 5000, name = 'webhook' } = options
  const send = async (alert: Alert) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(alert),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`The webhook answered with status ${response.status}.`)
  }
  return { name, send }
}
