// The SQL that creates the tables of the trail, as Prisma Migrate writes it for their models.

import type { TrailProvider } from '../../audit/trail-database.js'
import { quoteName, type TrailModel, trailTables } from '../../audit/trail-tables.js'
import { type TrailColumn, type TrailModelShape, trailModelNames, trailModels } from './trail-models.js'

interface Table {
  readonly provider: TrailProvider
  readonly name: string
  readonly shape: TrailModelShape
}

const types = { String: 'TEXT', Int: 'INTEGER', BigInt: 'BIGINT' } as const
const mysqlOptions = ' DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci'

/** The script for a provider: every table, then what Prisma creates beside tables. */
export function trailTablesSql(provider: TrailProvider): string {
  const tables = trailModelNames.map(name => tableOf(name, provider))
  return [...tables.map(createTable), ...tables.flatMap(createIndexes)].join('\n\n').concat('\n')
}

function tableOf(model: TrailModel, provider: TrailProvider): Table {
  return { provider, name: trailTables[model].table, shape: trailModels[model] }
}

function createTable(table: Table): string {
  const { provider, name, shape } = table
  const columns = Object.entries(shape.columns).map(([column, facts]) => columnSql(table, column, facts))
  const keys = keysSql(table)
  // Prisma leaves a blank line before the keys, but on MySQL.
  const gap = keys.length > 0 && provider !== 'mysql' ? '\n' : ''
  const lines = [
    ...columns,
    ...keys.map((key, position) => (position === 0 ? `${gap}    ${key}` : `    ${key}`)),
  ]
  return `-- CreateTable\nCREATE TABLE ${quoteName(provider, name)} (\n${lines.join(',\n')}\n)${provider === 'mysql' ? mysqlOptions : ''};`
}

function columnSql(
  { provider }: Table,
  column: string,
  { type, isOptional, key, mysql }: TrailColumn,
): string {
  const sqlType = provider === 'mysql' && mysql ? mysql.toUpperCase() : types[type]
  const absent = provider === 'mysql' ? ' NULL' : ''
  const primary = provider === 'sqlite' && key === 'id' ? ' PRIMARY KEY' : ''
  return `    ${quoteName(provider, column)} ${sqlType}${isOptional ? absent : ' NOT NULL'}${primary}`
}

/** What stands behind the columns within CREATE TABLE: keys, and on MySQL indexes. */
function keysSql(table: Table): readonly string[] {
  const { provider, name, shape } = table
  const single = Object.entries(shape.columns).flatMap(([column, { key }]) => (key === 'id' ? [column] : []))
  const id = shape.id ?? (provider === 'sqlite' ? [] : single)
  const named = provider === 'postgresql' ? `CONSTRAINT ${quoteName(provider, `${name}_pkey`)} ` : ''
  const separator = provider === 'postgresql' ? ',' : ', '
  const primary = id.length > 0 ? [`${named}PRIMARY KEY (${quoteAll(provider, id).join(separator)})`] : []
  if (provider !== 'mysql') return primary
  const indexes = indexesOf(table).map(
    ({ kind, name, columns }) =>
      `${kind} ${quoteName(provider, name)}(${quoteAll(provider, columns).join(', ')})`,
  )
  return [...indexes, ...primary]
}

function createIndexes(table: Table): readonly string[] {
  const { provider } = table
  if (provider === 'mysql') return []
  return indexesOf(table).map(({ kind, name, columns }) => {
    const on = `${quoteName(provider, table.name)}(${quoteAll(provider, columns).join(', ')})`
    return `-- CreateIndex\nCREATE ${kind} ${quoteName(provider, name)} ON ${on};`
  })
}

function indexesOf({ name, shape }: Table) {
  const uniques = Object.entries(shape.columns)
    .filter(([, { key }]) => key === 'unique')
    .map(([column]) => column)
  return [
    ...uniques.map(column => ({ kind: 'UNIQUE INDEX', name: `${name}_${column}_key`, columns: [column] })),
    ...shape.indexes.map(columns => ({ kind: 'INDEX', name: [name, ...columns, 'idx'].join('_'), columns })),
  ]
}

function quoteAll(provider: TrailProvider, names: readonly string[]): readonly string[] {
  return names.map(name => quoteName(provider, name))
}
