// `fieldseal audit prove`: the proof that one event is in the signed tree, as JSON.

import type { Command } from 'commander'
import { proveEvent } from '../audit/verify/prove-event.js'
import { type DatabaseOptions, withTrail } from './open-trail.js'
import type { Terminal } from './terminal.js'

/** Adds the command to `fieldseal audit`. */
export function addProveCommand(group: Command, terminal: Terminal): void {
  group
    .command('prove')
    .description('Print the proof that an event is in the signed tree, which `audit verify --proof` checks')
    .argument('<id>', 'id of the event')
    .option('--url <url>', 'of the database (default: DATABASE_URL)')
    .allowExcessArguments(false)
    .action(async (id: string, options: DatabaseOptions) => {
      const proof = await withTrail(options, terminal, db => proveEvent(db, id))
      await terminal.out(`${JSON.stringify(proof, null, 2)}\n`)
    })
}
