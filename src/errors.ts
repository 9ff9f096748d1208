// Every error fieldseal throws: one class for each thing the reader must do next, one literal code for
// each cause. An error never carries a value, a ciphertext, a key or a row. docs/errors.md has a heading per code.

/** Each code and the class that carries it. */
export const errorCodes = {
  // ConfigError: fix the options given to fieldseal()
  CONFIG_AUDIT_MISSING: 'ConfigError',
  CONFIG_EXTENDED_AFTER: 'ConfigError',
  CONFIG_EXTENDED_TWICE: 'ConfigError',
  CONFIG_FIELDS_INVALID: 'ConfigError',
  CONFIG_KEYS_MISSING: 'ConfigError',
  CONFIG_MODULE_MISSING: 'ConfigError',
  CONFIG_OPTION_INVALID: 'ConfigError',
  CONFIG_PRISMA_UNSUPPORTED: 'ConfigError',
  CONFIG_ROLE_UNKNOWN: 'ConfigError',
  CONFIG_SCHEMA_DRIFT: 'ConfigError',
  // SchemaError: fix schema.prisma
  SCHEMA_INVALID: 'SchemaError',
  // KeyError: fix the key store
  KEY_ACTIVE_MISSING: 'KeyError',
  KEY_DUPLICATE_ID: 'KeyError',
  KEY_INVALID: 'KeyError',
  KEY_SOURCE_FAILED: 'KeyError',
  KEY_UNKNOWN: 'KeyError',
  // QueryError: change the query
  QUERY_AUDIT_LIMIT: 'QueryError',
  QUERY_AUDIT_UNSUPPORTED: 'QueryError',
  QUERY_BINDING_CHANGED: 'QueryError',
  QUERY_BINDING_MISSING: 'QueryError',
  QUERY_COMPOUND_INCOMPLETE: 'QueryError',
  QUERY_MASK_WRITTEN: 'QueryError',
  QUERY_RAW_DENIED: 'QueryError',
  QUERY_ROTATION_BATCH: 'QueryError',
  QUERY_ROTATION_GROUPS: 'QueryError',
  QUERY_TRAIL_PROTECTED: 'QueryError',
  QUERY_UNKNOWN_ARGUMENT: 'QueryError',
  QUERY_UNSUPPORTED: 'QueryError',
  QUERY_VALUE_INVALID: 'QueryError',
  // OpenError: investigate the row
  OPEN_FAILED: 'OpenError',
  OPEN_HASH_INVALID: 'OpenError',
  OPEN_HASH_TOO_COSTLY: 'OpenError',
  OPEN_HASH_UNKNOWN: 'OpenError',
  OPEN_NOT_SEALED: 'OpenError',
  OPEN_TYPE_CHANGED: 'OpenError',
  // AuditError: look into the audit trail
  AUDIT_ALERT_FAILED: 'AuditError',
  AUDIT_ANCHOR_FAILED: 'AuditError',
  AUDIT_DATABASE_FAILED: 'AuditError',
  AUDIT_EXPORT_INVALID: 'AuditError',
  AUDIT_NOT_RECORDED: 'AuditError',
  AUDIT_NOT_SEALED: 'AuditError',
  AUDIT_PROOF_INVALID: 'AuditError',
  AUDIT_TRAIL_ALTERED: 'AuditError',
  // AccessError: this viewer may not
  ACCESS_FIELD_DENIED: 'AccessError',
  ACCESS_LIMIT_REACHED: 'AccessError',
  ACCESS_NOT_RECORDED: 'AccessError',
  ACCESS_REASON_MISSING: 'AccessError',
  ACCESS_TRAIL_DENIED: 'AccessError',
  ACCESS_VIEWER_MISSING: 'AccessError',
} as const satisfies Record<string, string>

/** Every code that an error of fieldseal can carry. */
export type ErrorCode = keyof typeof errorCodes

/** The codes that one class carries. */
export type CodeOf<Class extends string> = {
  [Code in ErrorCode]: (typeof errorCodes)[Code] extends Class ? Code : never
}[ErrorCode]

/** What an error says about itself; never a value, a key or a row. */
export interface ErrorDetails<Code extends ErrorCode = ErrorCode> {
  readonly code: Code
  /** What is wrong, one sentence. */
  readonly message: string
  /** What to do, one imperative sentence. */
  readonly fix: string
  /** Prisma model name, where the error is about one. */
  readonly model?: string | undefined
  /** Prisma field name, where the error is about one. */
  readonly field?: string | undefined
  /** The operator or argument at fault, such as `contains` or `orderBy`. */
  readonly operator?: string | undefined
  readonly cause?: unknown
}

/** Base of every error that fieldseal throws. */
export class FieldsealError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code
  readonly fix: string
  readonly model: string | undefined
  readonly field: string | undefined
  readonly operator: string | undefined

  constructor(details: ErrorDetails<Code>) {
    super(`${placeOf(details)}${details.message} ${details.fix} [${details.code}]`, causeOf(details))
    this.name = new.target.name
    this.code = details.code
    this.fix = details.fix
    this.model = details.model
    this.field = details.field
    this.operator = details.operator
  }
}

function placeOf({ model, field }: ErrorDetails): string {
  if (!model) return ''
  return field ? `${model}.${field}: ` : `${model}: `
}

function causeOf(details: ErrorDetails): ErrorOptions | undefined {
  return details.cause === undefined ? undefined : { cause: details.cause }
}

/** The options given to fieldseal() are wrong: fix the options. */
export class ConfigError extends FieldsealError<CodeOf<'ConfigError'>> {}

/** The key store is wrong or lacks a key: fix the key store. */
export class KeyError extends FieldsealError<CodeOf<'KeyError'>> {}

/** This query cannot be answered correctly: change the query. Nothing was sent. */
export class QueryError extends FieldsealError<CodeOf<'QueryError'>> {}

/** A stored value could not be opened: investigate the row. */
export class OpenError extends FieldsealError<CodeOf<'OpenError'>> {}

/** The audit trail cannot be written or read: look into its tables. What could not be recorded was undone. */
export class AuditError extends FieldsealError<CodeOf<'AuditError'>> {}

/** This viewer may not: nothing was sent, and nothing revealed. */
export class AccessError extends FieldsealError<CodeOf<'AccessError'>> {}

/** One thing wrong in a schema. */
export interface SchemaProblem {
  readonly model: string
  readonly field?: string | undefined
  /** The schema file, where there are several. */
  readonly file?: string | undefined
  /** 1-based line in the schema file, where known. */
  readonly line?: number | undefined
  readonly message: string
  readonly fix: string
}

/** schema.prisma is wrong: fix every one of `problems`. */
export class SchemaError extends FieldsealError<CodeOf<'SchemaError'>> {
  readonly problems: readonly SchemaProblem[]

  constructor(problems: readonly SchemaProblem[]) {
    super({
      code: 'SCHEMA_INVALID',
      message: `${problems.length} problem${problems.length === 1 ? '' : 's'} in the Prisma schema:\n${problems.map(describe).join('\n')}\n`,
      fix: 'Fix each of them and run `prisma generate` again.',
    })
    this.problems = problems
  }
}

function describe({ model, field, file, line, message, fix }: SchemaProblem): string {
  const place = field ? `${model}.${field}` : model
  const position = file ? `${file}:${line}` : `line ${line}`
  return `  ${place}${line === undefined ? '' : ` (${position})`}: ${message} ${fix}`
}
