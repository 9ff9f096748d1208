// Renders a DMMF field as a MySQL column, as Prisma Migrate would.

const columnTypes = {
  String: 'VARCHAR(191)',
  Int: 'INTEGER',
  BigInt: 'BIGINT',
  Float: 'DOUBLE',
  Decimal: 'DECIMAL(65, 30)',
  Boolean: 'BOOLEAN',
  DateTime: 'DATETIME(3)',
  Json: 'JSON',
  Bytes: 'LONGBLOB',
}
const nativeTypes = { LongText: 'LONGTEXT', Text: 'TEXT', VarChar: 'VARCHAR' }

/** A field's name in the database. */
export const columnName = field => field.dbName ?? field.name

/** A column's definition in CREATE TABLE; throws on a type or default that prisma/schema.prisma does not use. */
export function columnSql(field, enums) {
  const nullability = field.isRequired ? ' NOT NULL' : ' NULL'
  return `\`${columnName(field)}\` ${columnType(field, enums)}${nullability}${defaultSql(field)}`
}

/** A column's SQL type. */
export function columnType(field, enums) {
  if (field.kind === 'enum') {
    const { values } = enums.find(({ name }) => name === field.type)
    return `ENUM(${values.map(value => `'${value.dbName ?? value.name}'`).join(', ')})`
  }
  if (!field.nativeType) return known(columnTypes, field.type)
  const [name, args] = field.nativeType
  return known(nativeTypes, name) + (args.length > 0 ? `(${args.join(', ')})` : '')
}

function defaultSql(field) {
  if (!field.hasDefaultValue || field.default.name?.startsWith('uuid')) return ''
  if (field.default.name === 'autoincrement') return ' AUTO_INCREMENT'
  if (field.default.name === 'now') return ' DEFAULT CURRENT_TIMESTAMP(3)'
  if (typeof field.default === 'object')
    throw new Error(`mysql-columns.mjs does not know the default of ${field.name}`)
  return ` DEFAULT ${typeof field.default === 'string' ? `'${field.default}'` : field.default}`
}

function known(table, name) {
  if (!(name in table)) throw new Error(`mysql-columns.mjs does not know the type ${name}`)
  return table[name]
}
