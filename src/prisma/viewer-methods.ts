// `db.$as` and `db.$reveal`: the methods by which an application says who is asking, and asks for plain values.

import { currentViewer, runAs, type Viewer } from '../context.js'
import type { MaskedField } from '../masking/masked-fields.js'
import type { Row } from '../masking/masked-row.js'
import type { Masking } from '../masking/masking.js'
import { type RevealOptions, reveal } from '../masking/reveal.js'
import { RevealLimit } from '../masking/reveal-limit.js'
import type { FieldPlan, ModelPlan } from '../schema/compile.js'
import type { AuditPort } from './recording/audit-port.js'
import { revealRecorder } from './recording/reveal-recorder.js'

/** The methods of a client that are about viewers. */
export interface ViewerMethods {
  /**
   * Runs `run` on a viewer's behalf, whichever client and transaction it uses, and awaits what it returns.
   * @throws TypeError for a viewer without an id
   */
  $as<Result>(viewer: Viewer, run: () => Result): Promise<Awaited<Result>>
  /**
   * Plain copies of masked rows, lists or objects of them, for the viewer of the code at hand; fields that are not for
   * the viewer stay masked.
   * @throws AccessError where nothing of it is for the viewer, a reason lacks, or `onReveal` throws
   */
  $reveal<Rows>(rows: Rows, options?: RevealOptions): Promise<Rows>
}

/** The methods for one client. */
export function viewerMethods(
  masking: Masking,
  plans: ReadonlyMap<string, ModelPlan>,
  { audit, clients, protections }: AuditPort,
): ViewerMethods {
  const limit = new RevealLimit(masking.settings.policy.revealsPerHour)
  const open = async ({ model, name }: MaskedField, source: Row) => {
    const field = plans.get(model)?.members.get(name) as FieldPlan
    const copy = { ...source }
    const ready = await protections.use(all => all)
    ready.field(field).readAll([copy])
    return copy[name]
  }
  return {
    $as: runAs,
    async $reveal(this: unknown, rows, options = {}) {
      const record = revealRecorder(audit, { clients, protections, client: this })
      const port = { settings: masking.settings, limit, open, record: record.done }
      return reveal(rows, currentViewer(), options, port).catch(error => record.denied(error, options.reason))
    },
  }
}
