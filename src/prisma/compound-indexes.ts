// The compound blind indexes of every model.

import type { CompoundEntry } from '../schema/field-map.js'
import type { CompoundTexts } from './protection.js'

/** Compound indexes by entry. */
export class CompoundIndexes {
  of(_entry: CompoundEntry): CompoundTexts {
    return { texts: () => [] }
  }
}
