// Runs `fieldseal init` as the command line does, in the current folder.

import { runProgram } from '../../src/cli/program.js'

/** The exit code, and what went to standard output and standard error. */
export async function runInit(...args: readonly string[]) {
  const written = { out: '', err: '' }
  const exitCode = await runProgram(['init', ...args], '1.2.3', {
    env: {},
    out: text => {
      written.out += text
    },
    err: text => {
      written.err += text
    },
  })
  return { exitCode, ...written }
}
