// The commands of the `fieldseal` executable, as a function of its arguments and surroundings. main.ts gives it
// the process.

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { FieldsealError } from '../errors.js'
import { addAuditCommands } from './audit-program.js'
import { addInitCommand } from './init/init-command.js'
import { type KeygenOptions, keygen } from './keygen.js'
import { type PasswordCostOptions, passwordCost } from './password-cost.js'
import type { Terminal } from './terminal.js'

/** Options of keygen that are not about the audit trail. */
const dataOptions = ['data', 'index', 'add', 'id']

/** Exit codes: done, refused, and called wrongly. */
const exitCodes = { done: 0, refused: 1, usage: 2 } as const

/** Runs the command line `args` (without node and script) and returns the exit code. */
export async function runProgram(
  args: readonly string[],
  version: string,
  terminal: Terminal,
): Promise<number> {
  try {
    await buildProgram(version, terminal).parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    if (!(error instanceof FieldsealError)) throw error
    terminal.err(`fieldseal: ${error.message}\n`)
    return exitCodes.refused
  }
}

function buildProgram(version: string, terminal: Terminal): Command {
  const program = new Command('fieldseal')
    .description('Field-level encryption for Prisma. As a generator it is run by `prisma generate`.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: text => void terminal.out(text), writeErr: terminal.err })
  addInitCommand(program, text => void terminal.out(text))
  addAuditCommands(program, terminal)
  program
    .command('keygen')
    .description('Print new keys as lines for .env')
    .option('--data', 'data keys only')
    .option('--index', 'index keys only')
    .addOption(
      new Option('--audit', 'the key that signs checkpoints of the audit trail, only').conflicts(dataOptions),
    )
    .addOption(
      new Option('--name <name>', 'what that key signs for, such as example.com/trail').implies({
        audit: true,
      }),
    )
    .option(
      '--add',
      'put a new active key before those in the environment; data keys unless --index is given',
    )
    .option('--id <id>', 'id of the new key: 1 to 16 of [a-z0-9] (default: the next of k1, k2 or i1, i2)')
    .allowExcessArguments(false)
    .action((options: KeygenOptions) => printKeys(options, terminal))
  program
    .command('password-cost')
    .description('Measure what hashing a password takes on this machine')
    .option('--rounds <n>', 'hashes measured for each cost, 1 to 1000', readRounds, 9)
    .option('--javascript', 'measure the implementation that needs no native module')
    .allowExcessArguments(false)
    .action((options: PasswordCostOptions) => printCosts(options, terminal))
  return program
}

function readRounds(text: string): number {
  const rounds = Number(text)
  if (/^\d+$/.test(text) && rounds >= 1 && rounds <= 1000) return rounds
  throw new InvalidArgumentError('Expected 1 to 1000.')
}

function printKeys(options: KeygenOptions, { env, out, err }: Terminal): void {
  const { lines, notes } = keygen(options, env)
  err(asText(notes))
  void out(asText(lines))
}

async function printCosts(options: PasswordCostOptions, { out, err }: Terminal): Promise<void> {
  const { lines, notes } = await passwordCost(options, sentence => err(asText([sentence])))
  void out(asText(lines))
  err(asText(notes))
}

function asText(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('')
}
