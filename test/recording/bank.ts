// The bank of prisma/schema.prisma as these tests need it: its models, their ids, and what stands in which column.

/** The models whose changes are recorded, with the fields of their ids, those that others refer to last. */
export const auditedModels = {
  Passport: ['id'],
  Claim: ['id'],
  Contract: ['id'],
  Label: ['id'],
  District: ['regionCode', 'number'],
  Customer: ['id'],
} as const

/** The name of a model whose changes are recorded. */
export type AuditedModel = keyof typeof auditedModels

/** Every audited model. */
export const auditedNames = Object.keys(auditedModels) as readonly AuditedModel[]

/** The hidden tables of the implicit many-to-many relations. */
export const linkTables = ['_CustomerToLabel', '_RelatedLabels'] as const

/** Columns that only repeat others: blind indexes. */
export const indexColumns: ReadonlySet<string> = new Set(['emailIndex'])

/** Fields of which the trail says only whether they hold something. */
export const presenceFields: ReadonlySet<string> = new Set(['pin', 'apiToken'])

/** Fields whose columns hold what fieldseal sealed, by model. */
export const sealedFields: Readonly<Record<string, readonly string[]>> = {
  Customer: ['email', 'note', 'iban'],
  Contract: ['terms'],
  Passport: ['number'],
}

/** Fields that stand in plain in their column, and that the trail seals: masked ones. */
export const maskedFields: Readonly<Record<string, readonly string[]>> = { Customer: ['phone'] }
