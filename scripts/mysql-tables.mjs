// Renders a DMMF datamodel as MySQL tables, as Prisma Migrate would, with the names of its constraints and its
// referential actions. Knows what prisma/schema.prisma uses.

import { columnName, columnSql, columnType } from './mysql-columns.mjs'

const actions = { Cascade: 'CASCADE', Restrict: 'RESTRICT', SetNull: 'SET NULL', NoAction: 'NO ACTION' }
const tableOptions = 'DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci'

/** The statements, each ending in ";" and a blank line; foreign keys come last, since tables refer to one another. */
export function mysqlTablesSql({ models, enums, indexes }) {
  const tables = models.map(model => createTable(model, enums, indexes))
  const links = listLinkTables(models)
  const keys = models.flatMap(model => foreignKeys(model, models))
  return [...tables, ...links.map(createLinkTable), ...keys, ...links.flatMap(linkKeys)]
    .join('\n\n')
    .concat('\n')
}

function createTable(model, enums, indexes) {
  const columns = model.fields.filter(field => field.kind !== 'object').map(field => columnSql(field, enums))
  const own = indexes.filter(index => index.model === model.name)
  const keys = [...own.filter(({ type }) => type !== 'id'), ...own.filter(({ type }) => type === 'id')]
  return createTableSql(tableName(model), [...columns, ...keys.map(index => indexSql(model, index))])
}

function createTableSql(name, lines) {
  return `CREATE TABLE \`${name}\` (\n    ${lines.join(',\n    ')}\n) ${tableOptions};`
}

function indexSql(model, index) {
  const columns = index.fields.map(({ name }) => columnName(model.fields.find(field => field.name === name)))
  if (index.type === 'id') return `PRIMARY KEY (${quote(columns)})`
  const [keyword, suffix] = index.type === 'unique' ? ['UNIQUE INDEX', 'key'] : ['INDEX', 'idx']
  const name = index.dbName ?? [tableName(model), ...columns, suffix].join('_')
  return `${keyword} \`${name}\`(${quote(columns)})`
}

function foreignKeys(model, models) {
  return model.fields
    .filter(field => field.relationFromFields?.length > 0)
    .map(field => {
      const target = models.find(({ name }) => name === field.type)
      const from = field.relationFromFields.map(name =>
        columnName(model.fields.find(own => own.name === name)),
      )
      const to = field.relationToFields.map(name =>
        columnName(target.fields.find(other => other.name === name)),
      )
      const isRequired = model.fields.some(
        own => field.relationFromFields.includes(own.name) && own.isRequired,
      )
      const onDelete = actions[field.relationOnDelete] ?? (isRequired ? 'RESTRICT' : 'SET NULL')
      const onUpdate = actions[field.relationOnUpdate] ?? 'CASCADE'
      return foreignKeySql(tableName(model), from, tableName(target), to, { onDelete, onUpdate })
    })
}

function foreignKeySql(table, from, target, to, { onDelete, onUpdate }) {
  const name = [table, ...from, 'fkey'].join('_')
  const references = `FOREIGN KEY (${quote(from)}) REFERENCES \`${target}\`(${quote(to)})`
  return `ALTER TABLE \`${table}\` ADD CONSTRAINT \`${name}\` ${references} ON DELETE ${onDelete} ON UPDATE ${onUpdate};`
}

// The hidden table of an implicit many-to-many relation: A is the model whose name comes first.
function listLinkTables(models) {
  const ends = models.flatMap(model =>
    model.fields
      .filter(field => field.isList && field.kind === 'object' && isListBack(field, model, models))
      .map(field => ({ relation: field.relationName, model })),
  )
  return [...new Set(ends.map(end => end.relation))].map(relation => {
    const [a, b] = ends
      .filter(end => end.relation === relation)
      .map(end => end.model)
      .sort((x, y) => (x.name < y.name ? -1 : 1))
    return { name: `_${relation}`, a, b }
  })
}

function isListBack(field, model, models) {
  const target = models.find(({ name }) => name === field.type)
  const back = target.fields.find(other => other.relationName === field.relationName && other !== field)
  return back.isList && back.type === model.name
}

function createLinkTable({ name, a, b }) {
  const keys = [`UNIQUE INDEX \`${name}_AB_unique\`(\`A\`, \`B\`)`, `INDEX \`${name}_B_index\`(\`B\`)`]
  return createTableSql(name, [`\`A\` ${idType(a)} NOT NULL`, `\`B\` ${idType(b)} NOT NULL`, ...keys])
}

function linkKeys({ name, a, b }) {
  return [
    ['A', a],
    ['B', b],
  ].map(([column, model]) =>
    foreignKeySql(name, [column], tableName(model), [columnName(idField(model))], {
      onDelete: 'CASCADE',
      onUpdate: 'CASCADE',
    }),
  )
}

const tableName = model => model.dbName ?? model.name
const idField = model => model.fields.find(field => field.isId)
const idType = model => columnType(idField(model), [])
const quote = names => names.map(name => `\`${name}\``).join(', ')
