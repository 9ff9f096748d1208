// The index columns of protected fields: blind indexes by equality, by first characters, over several fields.

import { BlindIndex } from '../core/blind-index.js'
import { CompoundIndex } from '../core/compound-index.js'
import type { KeySet } from '../core/key-source.js'
import type { Keyring } from '../core/keyring.js'
import { resolveNormalizers } from '../core/normalize.js'
import { PrefixIndex } from '../core/prefix-index.js'
import { KeyError } from '../errors.js'
import { type FieldPlan, isPartOfUnique, type ModelPlan } from '../schema/compile.js'
import type { CompoundEntry } from '../schema/field-map.js'
import { claimOrder } from './index-epochs.js'
import { naming } from './invalid-value.js'
import type { CompoundTexts, IndexColumn, ProtectionOptions } from './protection.js'

/** The index that finds an encrypted field by equality, where it has one. */
export function equalityIndex(
  field: FieldPlan,
  keys: KeySet,
  options: ProtectionOptions,
): IndexColumn | undefined {
  const { encrypted, searchable } = field.entry
  if (!encrypted || !searchable) return undefined
  const { type, column } = encrypted
  const normalizers = resolveNormalizers(searchable.normalize, options.normalize)
  const index = new BlindIndex({ keyring: indexKeys(keys, field), ...options, column, type, normalizers })
  const texts = (value: unknown) => naming(field, () => index.computeAll(value))
  const written = (value: unknown) => naming(field, () => [index.compute(value)])
  return {
    column: searchable.index,
    texts,
    written: field.isUnique ? value => claimOrder(texts(value)) : written,
  }
}

/** The index that finds an encrypted field by its first characters, where it has one. */
export function prefixIndex(
  field: FieldPlan,
  keys: KeySet,
  options: ProtectionOptions,
): IndexColumn | undefined {
  const { encrypted, prefix } = field.entry
  if (!encrypted || !prefix) return undefined
  const { column } = encrypted
  const { min, max } = prefix
  const keyring = indexKeys(keys, field)
  const normalizers = resolveNormalizers(prefix.normalize, options.normalize)
  const index = new PrefixIndex({ keyring, ...options, column, normalizers, min, max })
  return {
    column: prefix.index,
    // Not null for a value too short to be found: NOT startsWith is true of it, as of any other value.
    written: value => naming(field, () => [index.compute(value) ?? `${keyring.active.id}.`]),
    texts: text => naming(field, () => index.searchTexts(text)),
  }
}

/** Every compound index of the models. */
export function compoundIndexes(
  plans: readonly ModelPlan[],
  keys: KeySet,
  options: ProtectionOptions,
): ReadonlyMap<CompoundEntry, CompoundTexts> {
  const indexes = new Map<CompoundEntry, CompoundTexts>()
  for (const plan of plans) {
    for (const entry of plan.compounds) indexes.set(entry, compoundIndex(plan, entry, keys, options))
  }
  return indexes
}

function compoundIndex(
  plan: ModelPlan,
  entry: CompoundEntry,
  keys: KeySet,
  options: ProtectionOptions,
): CompoundTexts {
  const place = { model: plan.name, name: entry.index }
  const fields = entry.fields.map((name, position) => {
    const encrypted = plan.entry.fields[name]?.encrypted
    if (!encrypted)
      throw new TypeError(`The field map has a compound index over ${plan.name}.${name}, which is plain`)
    const normalizers = resolveNormalizers(entry.normalize[position] ?? [], options.normalize)
    return { column: encrypted.column, type: encrypted.type, normalizers }
  })
  const index = new CompoundIndex({ keyring: indexKeys(keys, place), ...options, fields })
  const texts = (values: readonly unknown[]) => naming(place, () => index.computeAll(values))
  const isUnique = isPartOfUnique(plan.entry.uniques, entry.index)
  const written = (values: readonly unknown[]) => naming(place, () => [index.compute(values)])
  return { texts, written: isUnique ? values => claimOrder(texts(values)) : written }
}

/**
 * The keyring that indexes and tokens are made with.
 * @throws KeyError KEY_ACTIVE_MISSING
 */
export function indexKeys(
  { index }: KeySet,
  field: { readonly model: string; readonly name: string },
): Keyring {
  if (index) return index
  throw new KeyError({
    code: 'KEY_ACTIVE_MISSING',
    model: field.model,
    field: field.name,
    message: 'The field needs an index key, and the key source gives none.',
    fix: 'Set FIELDSEAL_INDEX_KEYS, for which `npx fieldseal keygen --index` makes a value, or give `index` keys.',
  })
}
