// A process of its own that seals a trail, as an application would run it: `sealer-process.ts <provider> <url>`. Does what
// its parent says, and repeats the word when it is done.

import { generateSignerKey, NoteSigner, Sealer } from 'fieldseal/audit'
import { benchKeys } from '../keys.js'
import type { Provider } from '../storage.js'
import { openAuditClient } from './audit-client.js'

/** What the parent says: seal every second; no more; seal everything now. */
export type SealerWord = 'start' | 'stop' | 'seal'

const [provider, url] = process.argv.slice(2) as [Provider, string]
const { trail, plain } = await openAuditClient(provider, url)
const { data: keyring } = await benchKeys.load()
const sealer = new Sealer(trail, {
  signer: new NoteSigner(generateSignerKey('bench.example/trail')),
  keyring,
  onError: fail,
  onRefused: events => fail(new Error(`${events.length} events were refused`)),
})

const words: Readonly<Record<SealerWord, () => unknown>> = {
  start: () => sealer.start(),
  stop: () => sealer.stop(),
  seal: () => sealer.sealNow(),
}

process.on('message', (word: SealerWord) => void obey(word))
process.on('disconnect', () => void plain.$disconnect())
process.send?.('ready')

async function obey(word: SealerWord): Promise<void> {
  try {
    await words[word]()
    process.send?.(word)
  } catch (error) {
    fail(error)
  }
}

function fail(error: unknown): void {
  console.error(error)
  process.exit(1)
}
