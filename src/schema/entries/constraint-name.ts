// The names that Prisma gives ids and unique constraints in the database, so that the name in a violation
// leads back to the fields.

import type { AnnotatedModel } from '../annotated-schema.js'

interface NamedIndex {
  readonly type: 'id' | 'unique'
  readonly fields: readonly string[]
  /** The name given with `map:`. */
  readonly dbName?: string | null | undefined
}

const maxNameBytes: Readonly<Record<string, number>> = { postgresql: 63, mysql: 64 }

/** The constraint's name: that of `map:`, else the one Prisma's migrations give; undefined for a SQLite id. */
export function constraintName(model: AnnotatedModel, index: NamedIndex): string | undefined {
  if (index.dbName) return index.dbName
  const table = model.model.dbName ?? model.name
  if (index.type === 'unique') {
    const columns = index.fields.map(name => model.fields.get(name)?.field.dbName ?? name)
    return cut([table, ...columns].join('_'), '_key', model.provider)
  }
  if (model.provider === 'mysql') return 'PRIMARY'
  return model.provider === 'postgresql' ? cut(table, '_pkey', model.provider) : undefined
}

function cut(name: string, suffix: string, provider: string): string {
  const limit = (maxNameBytes[provider] ?? Infinity) - suffix.length
  let kept = name
  while (new TextEncoder().encode(kept).length > limit) kept = kept.slice(0, -1)
  return kept + suffix
}
