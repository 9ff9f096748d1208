// The command line's entry: hands the process to program.ts. Other folders never import this file.

import { readFileSync } from 'node:fs'
import { runProgram } from './program.js'

const packageFile = new URL('../../package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }

process.exitCode = await runProgram(process.argv.slice(2), version, {
  env: process.env,
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
})
