// The `init` command: its options as the command line has them.

import { type Command, Option } from 'commander'
import { type InitOptions, init } from './init.js'

/** Adds the command to the program; what it makes goes to `out`. */
export function addInitCommand(program: Command, out: (text: string) => void): void {
  program
    .command('init')
    .description('Add the generator and the models of the audit trail to the Prisma schema')
    .option('--schema <path>', 'schema file or folder (default: where Prisma looks for it)')
    .option('--print', 'print the SQL that creates the tables of the audit trail, and change nothing')
    .option('--harden', 'print the SQL that makes these tables append-only, and change nothing')
    .addOption(
      new Option('--provider <name>', 'of the printed SQL (default: that of the schema)').choices([
        'sqlite',
        'postgresql',
        'mysql',
      ]),
    )
    .option('--app-role <name>', 'with --harden: the role of the application, which may add events and read')
    .option('--sealer-role <name>', 'with --harden: the role of the sealer, which alone may add to the tree')
    .allowExcessArguments(false)
    .action(async (options: InitOptions) => out(await init(options)))
}
