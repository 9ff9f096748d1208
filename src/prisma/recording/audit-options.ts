// The option `audit` of fieldseal(), checked, with its defaults.

import { ConfigError } from '../../errors.js'

/** What happens to operations that touch more records than `limit`. */
export interface BulkSettings {
  /** The most records of one operation that get an entry each; 10,000 by default. */
  readonly limit?: number
  /**
   * `refuse`, the default, throws QUERY_AUDIT_LIMIT; `summary` records one event with the count and no entries, where
   * it is `updateMany` or its kin that are for more. More by nested writes or cascades are always refused.
   */
  readonly above?: 'refuse' | 'summary'
}

/** The option `audit`. */
export interface AuditOptions {
  /** The roles that may read the trail through `db.$audit`. Nobody by default. */
  readonly readers?: readonly string[]
  /** What becomes of `$queryRaw`, `$executeRaw` and their kin: `record`, the default, writes the SQL without its values. */
  readonly raw?: 'deny' | 'record' | 'allow'
  readonly bulk?: BulkSettings
  /** For `@@audit(reads)`: the most record ids that one event lists; 100 by default. */
  readonly readIds?: number
}

/** Checked options. */
export interface AuditSettings {
  readonly readers: readonly string[]
  readonly raw: 'deny' | 'record' | 'allow'
  readonly bulkLimit: number
  readonly summarizes: boolean
  readonly readIds: number
}

const known: readonly string[] = ['readers', 'raw', 'bulk', 'readIds']

/** @throws ConfigError CONFIG_OPTION_INVALID */
export function checkAudit(options: AuditOptions = {}): AuditSettings {
  if (typeof options !== 'object' || options === null) throw invalid('The option `audit` is not an object.')
  const stranger = Object.keys(options).find(name => !known.includes(name))
  if (stranger) throw invalid(`There is no option \`audit.${stranger}\`.`)
  const { readers = [], raw = 'record', bulk = {}, readIds = 100 } = options
  const { limit = 10_000, above = 'refuse' } = bulk
  if (!Array.isArray(readers) || !readers.every(role => typeof role === 'string'))
    throw invalid('The option `audit.readers` is not a list of roles.')
  if (!['deny', 'record', 'allow'].includes(raw))
    throw invalid('The option `audit.raw` is none of deny, record, allow.')
  if (!Number.isSafeInteger(limit) || limit < 1 || !['refuse', 'summary'].includes(above))
    throw invalid('The option `audit.bulk` is not { limit: a number above 0, above: refuse or summary }.')
  if (!Number.isSafeInteger(readIds) || readIds < 0)
    throw invalid('The option `audit.readIds` is not a number of records.')
  return { readers, raw, bulkLimit: limit, summarizes: above === 'summary', readIds }
}

function invalid(message: string): ConfigError {
  const fix = `Pass \`audit\` as an object with ${known.join(', ')}; docs/audit.md shows them.`
  return new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix })
}
