// The SQL that makes the tables of the trail append-only, and gives the roles that write it no more rights than they
// need. Running a script again changes nothing.

import type { TrailProvider } from '../../audit/trail-database.js'
import { quoteName, type TrailModel, trailTables } from '../../audit/trail-tables.js'
import { type TrailModelShape, trailModelNames, trailModels } from './trail-models.js'

/** Who writes the trail: roles on PostgreSQL; roles or accounts, `name` or `name@host`, on MySQL. */
export interface TrailRoles {
  /** The application: it adds events. */
  readonly app: string
  /** The sealer, where it has a role of its own: then it alone adds to the tree. */
  readonly sealer?: string | undefined
}

const refusal = "'The audit trail is append-only.'"
const treeModels: readonly TrailModel[] = ['AuditLeaf', 'AuditCheckpoint']

/** What stands above the grants of a provider. */
const remarks: Readonly<Record<TrailProvider, string>> = {
  sqlite: '',
  postgresql:
    '-- The roles must not own these tables, nor be members of a role that does: owners have every right.',
  mysql: `-- MySQL adds up the rights of a database and of its tables. So these accounts must have no UPDATE, DELETE, DROP, ALTER
-- or TRIGGER for the whole database: grant them table by table. No trigger sees TRUNCATE, which needs DROP.`,
}

/** The triggers for a provider, then the grants where `roles` are given. Names of roles must be free of quotes. */
export function hardeningSql(provider: TrailProvider, roles?: TrailRoles): string {
  const first = provider === 'postgresql' ? [refusingFunction] : []
  const statements = [...first, ...trailModelNames.flatMap(model => triggersOf[provider](model))]
  const grants = roles ? [remarks[provider], ...grantsSql(provider, roles)] : []
  return `${[...statements, ...grants].join('\n')}\n`
}

const refusingFunction = `CREATE OR REPLACE FUNCTION "audit_refuse_change"() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION ${refusal}; END $$;`

const triggersOf: Readonly<Record<TrailProvider, (model: TrailModel) => readonly string[]>> = {
  sqlite: model => {
    const trigger = (
      word: string,
      event: string,
    ) => `CREATE TRIGGER IF NOT EXISTS ${triggerName('sqlite', model, word)}
  BEFORE ${event}
  BEGIN SELECT RAISE(ABORT, ${refusal}); END;`
    const table = tableOf('sqlite', model)
    return [
      trigger('update', `UPDATE ON ${table}`),
      trigger('delete', `DELETE ON ${table}`),
      // INSERT OR REPLACE deletes a row without the trigger for deletes.
      trigger('replace', `INSERT ON ${table} WHEN ${isTaken(model)}`),
    ]
  },
  postgresql: model => [
    `CREATE OR REPLACE TRIGGER ${triggerName('postgresql', model, 'change')}
  BEFORE UPDATE OR DELETE OR TRUNCATE ON ${tableOf('postgresql', model)}
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();`,
  ],
  mysql: model =>
    ['UPDATE', 'DELETE'].map(
      event => `CREATE TRIGGER IF NOT EXISTS ${triggerName('mysql', model, event.toLowerCase())}
  BEFORE ${event} ON ${tableOf('mysql', model)} FOR EACH ROW
  SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = ${refusal};`,
    ),
}

function triggerName(provider: TrailProvider, model: TrailModel, event: string): string {
  return quoteName(provider, `${trailTables[model].table}_no_${event}`)
}

function tableOf(provider: TrailProvider, model: TrailModel): string {
  return quoteName(provider, trailTables[model].table)
}

/** True in SQLite for a new row whose id or unique value another row has. */
function isTaken(model: TrailModel): string {
  const { columns, id }: TrailModelShape = trailModels[model]
  const isSame = (column: string) => `${quoteName('sqlite', column)} = NEW.${quoteName('sqlite', column)}`
  const single = Object.keys(columns).filter(column => columns[column]?.key)
  const conditions = [...single.map(isSame), ...(id ? [id.map(isSame).join(' AND ')] : [])]
  return `EXISTS (SELECT 1 FROM ${tableOf('sqlite', model)} WHERE ${conditions.join(' OR ')})`
}

function grantsSql(provider: TrailProvider, { app, sealer }: TrailRoles): readonly string[] {
  if (sealer === undefined) return grantsTo(provider, app, trailModelNames)
  const events = trailModelNames.filter(model => !treeModels.includes(model))
  return [...grantsTo(provider, app, events), ...grantsTo(provider, sealer, treeModels)]
}

function grantsTo(provider: TrailProvider, role: string, written: readonly TrailModel[]): readonly string[] {
  const to = quoteRole(provider, role)
  return trailModelNames.flatMap(model => {
    const table = tableOf(provider, model)
    const rights = written.includes(model) ? 'SELECT, INSERT' : 'SELECT'
    // MySQL fails on a REVOKE that finds nothing to take.
    const first = provider === 'mysql' ? [`GRANT SELECT ON ${table} TO ${to};`] : []
    return [
      ...first,
      `REVOKE ALL PRIVILEGES ON ${table} FROM ${to};`,
      `GRANT ${rights} ON ${table} TO ${to};`,
    ]
  })
}

function quoteRole(provider: TrailProvider, role: string): string {
  if (provider === 'postgresql') return quoteName(provider, role)
  const [, name = role, host] = /^(.+)@(.+)$/.exec(role) ?? []
  return host === undefined ? `'${name}'` : `'${name}'@'${host}'`
}
