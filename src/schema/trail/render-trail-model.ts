// Writes a model of the trail as Prisma schema text, laid out as `prisma format` would.

import { type TrailModel, trailTables } from '../../audit/trail-tables.js'
import { type TrailColumn, type TrailModelShape, trailModels } from './trail-models.js'

/** The text of one model for a datasource's provider, from its doc comment to its closing brace. */
export function renderTrailModel(name: TrailModel, provider: string): string {
  const { doc, columns, id, indexes }: TrailModelShape = trailModels[name]
  const rows = Object.entries(columns).map(([field, column]) => [
    field,
    `${column.type}${column.isOptional ? '?' : ''}`,
    attributesOf(column, provider),
  ])
  const keys = [
    ...(id ? [`@@id([${id.join(', ')}])`] : []),
    ...indexes.map(one => `@@index([${one.join(', ')}])`),
  ]
  const lines = [...alignRows(rows), '', ...[...keys, `@@map("${trailTables[name].table}")`]]
  return [`/// ${doc}`, `model ${name} {`, ...lines.map(line => line && `  ${line}`), '}'].join('\n')
}

function attributesOf({ key, mysql }: TrailColumn, provider: string): string {
  const attributes = [...(key ? [`@${key}`] : []), ...(mysql && provider === 'mysql' ? [`@db.${mysql}`] : [])]
  return attributes.join(' ')
}

function alignRows(rows: readonly (readonly string[])[]): readonly string[] {
  const widthOf = (column: number) => Math.max(...rows.map(row => (row[column] ?? '').length))
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widthOf(column)))
      .join(' ')
      .trimEnd(),
  )
}
