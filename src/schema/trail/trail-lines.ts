// What a model says, line by line and in one spelling, so that a model of the trail can be held against what it must be:
// in Prisma's metamodel (the generator) and in the text of a schema (`fieldseal init`).

import type { TrailModel } from '../../audit/trail-tables.js'
import type { DatamodelField, DatamodelIndex, DatamodelModel } from '../datamodel.js'
import { renderTrailModel } from './render-trail-model.js'

/** Where a model of the trail is not what it must be. */
export interface TrailDifference {
  /** Lines that it must have and has not. */
  readonly missing: readonly string[]
  /** Lines that it has and must not have. */
  readonly extra: readonly string[]
}

/** More indexes than needed, and the schema of a database with several. */
const harmless = /^@@(?:index|schema)\(/

/** Holds the lines of a model against those that `fieldseal init` writes; undefined where they are the same. */
export function trailDifference(
  lines: readonly string[],
  name: TrailModel,
  provider: string,
): TrailDifference | undefined {
  const wanted = linesOfText(renderTrailModel(name, provider))
  const missing = wanted.filter(line => !lines.includes(line))
  const extra = lines.filter(line => !wanted.includes(line) && !harmless.test(line))
  return missing.length + extra.length > 0 ? { missing, extra } : undefined
}

/** The lines of a model's text, without comments and without the names of constraints in the database. */
export function linesOfText(text: string): readonly string[] {
  const body = text.replace(/\/\/.*$/gm, '').replace(/^[^{]*\{|\}\s*$/g, '')
  const lines = body.split('\n').map(line => line.trim().replace(/\s+/g, ' ').replace(/ ?, ?/g, ', '))
  return lines.filter(line => line !== '').map(inOneSpelling)
}

/** The lines of a model in the metamodel. */
export function linesOfModel(model: DatamodelModel, indexes: readonly DatamodelIndex[]): readonly string[] {
  const lists = indexes
    .filter(index => index.model === model.name && (index.fields.length > 1 || index.type === 'normal'))
    .map(({ type, fields }) => `@@${keywords[type] ?? type}([${fields.map(({ name }) => name).join(', ')}])`)
  const table = model.dbName ? [`@@map("${model.dbName}")`] : []
  return [...model.fields.map(lineOfField), ...lists, ...table].map(inOneSpelling)
}

const keywords: Readonly<Record<string, string>> = { normal: 'index' }

function lineOfField(field: DatamodelField): string {
  const { name, type, isList, isRequired, isId, isUnique, hasDefaultValue, isUpdatedAt, dbName } = field
  const [native, args = []] = field.nativeType ?? []
  const attributes: readonly (readonly [boolean, string])[] = [
    [isId, '@id'],
    [isUnique, '@unique'],
    [hasDefaultValue, '@default'],
    [isUpdatedAt === true, '@updatedAt'],
    [Boolean(dbName), `@map("${dbName}")`],
    [native !== undefined, `@db.${native}${args.length > 0 ? `(${args.join(', ')})` : ''}`],
  ]
  const said = attributes.filter(([isSaid]) => isSaid).map(([, text]) => text)
  return [name, `${type}${isList ? '[]' : isRequired ? '' : '?'}`, ...said].join(' ')
}

/** A line with its attributes in the order of the alphabet. */
function inOneSpelling(line: string): string {
  const [first = '', ...attributes] = line.split(/\s(?=@)/)
  const named = attributes.map(text => text.trim()).sort()
  return [withoutNames(first), ...named.map(withoutNames)].join(' ')
}

function withoutNames(attribute: string): string {
  return attribute.startsWith('@@map(') ? attribute : attribute.replace(/,? ?\b(?:map|name): ?"[^"]*"/g, '')
}
