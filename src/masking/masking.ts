// START HERE for masking. What one client masks, and for whom: made once from the plans and the options.

import { currentViewer } from '../context.js'
import type { ModelPlan } from '../schema/compile.js'
import { Clearance } from './clearance.js'
import { RowMasks } from './mask-rows.js'
import { maskedFields } from './masked-fields.js'
import { checkMasking, type MaskingOptions, type MaskingSettings } from './masking-options.js'

/** The masking of one client. */
export class Masking {
  readonly settings: MaskingSettings
  readonly rows: RowMasks

  /** @throws ConfigError CONFIG_OPTION_INVALID, CONFIG_ROLE_UNKNOWN */
  constructor(plans: Iterable<ModelPlan>, options: MaskingOptions) {
    const all = [...plans]
    this.settings = checkMasking(options, all)
    this.rows = new RowMasks(maskedFields(all, this.settings.maskers))
  }

  /** What the viewer of the code at hand may see and write. */
  clearance(): Clearance {
    return new Clearance(currentViewer(), this.settings.policy)
  }
}
