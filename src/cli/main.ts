// The command line's entry: hands the process to program.ts. Other folders never import this file.

import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { runProgram } from './program.js'

const packageFile = new URL('../../package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }

// `audit report | head` closes the pipe early, which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await runProgram(process.argv.slice(2), version, {
  env: process.env,
  out: writeOut,
  err: text => void process.stderr.write(text),
  isWatched: process.stderr.isTTY ?? false,
  untilStopped,
})

/** Waits where the reader of a pipe is slower. */
async function writeOut(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Signals alone do not keep a process alive. */
function untilStopped(): Promise<void> {
  return new Promise(resolve => {
    const alive = setInterval(() => undefined, 2 ** 30)
    const stop = () => {
      clearInterval(alive)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  })
}
