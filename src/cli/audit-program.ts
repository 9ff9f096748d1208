// The commands of `fieldseal audit`, each in a file of its own that adds itself to the group.

import type { Command } from 'commander'
import { addExportCommand } from './audit-export.js'
import { addProveCommand } from './audit-prove.js'
import { addReportCommand } from './audit-report.js'
import { addSealCommand } from './audit-seal.js'
import { addVerifyCommand } from './audit-verify.js'
import { addWatchCommand } from './audit-watch.js'
import type { Terminal } from './terminal.js'

/** Every command of the group, in the order in which help lists them. */
const commands: readonly ((group: Command, terminal: Terminal) => void)[] = [
  addSealCommand,
  addVerifyCommand,
  addProveCommand,
  addExportCommand,
  addReportCommand,
  addWatchCommand,
]

/** Adds the group to the program. */
export function addAuditCommands(program: Command, terminal: Terminal): void {
  const group = program.command('audit').description('Seal, verify and read the audit trail')
  for (const add of commands) add(group, terminal)
}
