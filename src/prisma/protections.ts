// The protections of a client: which class answers for which annotation, under one set of keys.

import type { KeySet } from '../core/key-source.js'
import type { FieldPlan, ModelPlan } from '../schema/compile.js'
import type { CompoundEntry } from '../schema/field-map.js'
import { Encryption } from './encryption.js'
import { compoundIndexes } from './index-columns.js'
import { PasswordProtection } from './password-protection.js'
import type { CompoundTexts, Protection, ProtectionOptions } from './protection.js'
import { TrailSeal } from './recording/trail-seal.js'
import { TokenHash } from './token-hash.js'

/** The class of each kind of annotation. */
function protectionOf(field: FieldPlan, keys: KeySet, options: ProtectionOptions): Protection {
  const { encrypted, token, password } = field.entry
  if (encrypted) return new Encryption(field, encrypted, keys, options)
  if (token) return new TokenHash(field, token, keys, options)
  if (password) return new PasswordProtection(field, password, keys, options)
  throw new TypeError(`The field map gives ${field.model}.${field.name} no protection`)
}

/** The protections of every annotated field, and the compound indexes, under one set of keys. */
export class Protections {
  readonly #fields: ReadonlyMap<FieldPlan, Protection>
  /** True during an index-key rotation. */
  readonly hasSeveralIndexKeys: boolean
  /** What the audit trail does with the keys. */
  readonly trail: TrailSeal
  readonly #compounds: ReadonlyMap<CompoundEntry, CompoundTexts>

  constructor(plans: readonly ModelPlan[], keys: KeySet, options: ProtectionOptions) {
    const fields = plans.flatMap(plan => plan.fields)
    this.#fields = new Map(fields.map(field => [field, protectionOf(field, keys, options)]))
    this.hasSeveralIndexKeys = (keys.index?.ids.length ?? 0) > 1
    this.trail = new TrailSeal(keys.data, options.application)
    this.#compounds = compoundIndexes(plans, keys, options)
  }

  /** The protection of a field. */
  field(field: FieldPlan): Protection {
    return this.#fields.get(field) as Protection
  }

  /** The compound index of an entry. */
  compound(entry: CompoundEntry): CompoundTexts {
    return this.#compounds.get(entry) as CompoundTexts
  }
}
