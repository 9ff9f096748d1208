// START HERE for what a schema may not say. Applies every table of rules to an annotated schema, so that one
// run of `prisma generate` shows all that is wrong.

import {
  type AnnotatedField,
  type AnnotatedModel,
  isProtected,
  type SchemaReport,
} from './annotated-schema.js'
import type { AnnotationOf } from './annotations/annotation-table.js'
import type { Datasource } from './datasource.js'
import { columnName, valueTypeOf } from './entries/field-entry.js'
import type { Report } from './finding.js'
import { boundColumnRules, boundNameRules } from './rules/binding-rules.js'
import { columnRules, type ProtectedColumn } from './rules/column-rules.js'
import { compoundMemberRules, compoundRules } from './rules/compound-rules.js'
import { indexColumnRules, indexNameRules } from './rules/index-column-rules.js'
import { indexUses } from './rules/index-use.js'
import { maskedRules } from './rules/masked-rules.js'
import { providerRules } from './rules/provider-rules.js'
import { applyRules } from './rules/rule.js'
import { searchableRules } from './rules/searchable-rules.js'
import { hashedLength, passwordLength, sealedLength } from './rules/stored-length.js'
import { auditedModelRules, auditedSchemaRules, findTrail, trailModelRules } from './rules/trail-rules.js'
import { ciphertextIndexRules, passwordIndexRules } from './rules/unique-rules.js'

/** Reports everything that the annotations of a schema ask for and cannot have. */
export function checkPolicy(
  models: readonly AnnotatedModel[],
  datasource: Datasource,
  report: SchemaReport,
): void {
  applyRules(providerRules, datasource.provider, report('datasource', undefined))
  for (const model of models) {
    for (const [name, annotated] of model.fields) checkField(model, annotated, report(model.name, name))
    for (const compound of model.compounds) checkCompound(model, compound, report(model.name, undefined))
    checkIndexColumns(model, report)
    checkConstraints(model, report)
  }
  checkColumnNames(models, report)
  checkTrail(models, datasource, report)
}

function checkField(model: AnnotatedModel, annotated: AnnotatedField, report: Report): void {
  const { encrypted, password, searchable, prefix } = annotated
  const columns = protectedColumns(model, annotated)
  if (columns.length > 1) {
    const names = columns.map(column => column.annotation).join(' and ')
    report({ message: `${names} exclude one another.`, fix: 'Keep one.' })
  }
  for (const column of columns) applyRules(columnRules, column, report)
  if (annotated.masked) applyRules(maskedRules, { model, annotated }, report)
  for (const { normalize = [], prefix: range } of [searchable, prefix].filter(one => one !== undefined)) {
    applyRules(searchableRules, { annotated, normalize, prefix: range }, report)
  }
  for (const { bind = [] } of [encrypted, password].filter(one => one !== undefined)) {
    for (const name of bind) checkBinding(model, name, report)
  }
}

function protectedColumns(model: AnnotatedModel, annotated: AnnotatedField): ProtectedColumn[] {
  const storage = annotated.field.type === 'Bytes' ? 'Bytes' : 'String'
  const length = sealedLength(valueTypeOf(annotated), storage)
  const shared = { model, annotated }
  const columns: ProtectedColumn[] = []
  if (annotated.encrypted) {
    columns.push({ ...shared, annotation: '@encrypted', columnTypes: ['String', 'Bytes'], length })
  }
  if (annotated.token) {
    columns.push({ ...shared, annotation: '@token', columnTypes: ['String'], length: hashedLength })
  }
  if (annotated.password) {
    columns.push({ ...shared, annotation: '@password', columnTypes: ['String'], length: passwordLength })
  }
  return columns
}

function checkBinding(model: AnnotatedModel, name: string, report: Report): void {
  applyRules(boundNameRules, { model, name }, report)
  const annotated = model.fields.get(name)
  if (annotated) applyRules(boundColumnRules, { model, name, annotated }, report)
}

function checkCompound(model: AnnotatedModel, compound: AnnotationOf<'@@searchable'>, report: Report): void {
  applyRules(compoundRules, { model, compound }, report)
  for (const name of compound.fields) applyRules(compoundMemberRules, { model, name }, report)
}

function checkIndexColumns(model: AnnotatedModel, report: SchemaReport): void {
  const owners = new Map<string, string>()
  for (const use of indexUses(model)) {
    const column = { ...use, model, name: use.column, sharedWith: owners.get(use.column) }
    const annotated = model.fields.get(use.column)
    const reportUse = report(model.name, use.field)
    applyRules(indexNameRules, column, reportUse)
    if (annotated && !column.sharedWith) applyRules(indexColumnRules, { ...column, annotated }, reportUse)
    owners.set(use.column, column.sharedWith ?? (use.field === undefined ? '@@searchable' : use.field))
  }
}

function checkConstraints(model: AnnotatedModel, report: SchemaReport): void {
  for (const index of model.indexes) {
    for (const { name } of index.fields) {
      const { encrypted, password } = model.fields.get(name) ?? {}
      const reportIndex = report(model.name, name)
      if (encrypted) applyRules(ciphertextIndexRules, { model, index, name }, reportIndex)
      if (password) applyRules(passwordIndexRules, { model, index, name }, reportIndex)
    }
  }
}

/** Two columns with one name would share their keys, and a value moved from one to the other would open. */
function checkColumnNames(models: readonly AnnotatedModel[], report: SchemaReport): void {
  const owners = new Map<string, string>()
  for (const model of models) {
    for (const [name, annotated] of model.fields) {
      if (!isProtected(annotated)) continue
      const column = columnName(model, annotated)
      const owner = owners.get(column)
      owners.set(column, owner ?? `${model.name}.${name}`)
      if (owner === undefined) continue
      const message = `The column name "${column}" belongs to ${owner} already.`
      report(model.name, name)({ message, fix: 'Give each column a name of its own with as:.' })
    }
  }
}

/** Without `@@audit` a model that is named like one of the trail is the application's own. */
function checkTrail(models: readonly AnnotatedModel[], datasource: Datasource, report: SchemaReport): void {
  const audited = models.filter(model => model.audit)
  const [first] = audited
  if (!first) return
  const { missing, found } = findTrail(models)
  applyRules(auditedSchemaRules, { missing, datasource }, report(first.name, undefined))
  for (const model of audited) applyRules(auditedModelRules, model, report(model.name, undefined))
  for (const one of found) applyRules(trailModelRules, one, report(one.name, undefined))
}
