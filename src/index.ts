// The public names of `fieldseal`.

export type { AuditEvent, EntryAction, EventKind, EventOutcome } from './audit/event.js'
export type { Report } from './audit/report/report.js'
export type { TrailFilter } from './audit/report/trail-filter.js'
export type { TrailDatabase } from './audit/trail-database.js'
export { currentViewer, runAs, type Viewer } from './context.js'
export { generateKeyText } from './core/key.js'
export { type KeySet, type KeySource, type KeyText, keysFrom, keysFromEnv } from './core/key-source.js'
export { importPbkdf2, importScrypt } from './core/password/import-columns.js'
export { type ImportedHash, importHash, type PasswordHash } from './core/password/password-hash.js'
export { PasswordHasher, type PasswordHasherOptions } from './core/password/password-hasher.js'
export { hashPassword, needsUpgrade, verifyPassword } from './core/password/verify-password.js'
export { newToken } from './core/token.js'
export {
  AccessError,
  AuditError,
  ConfigError,
  type ErrorCode,
  FieldsealError,
  KeyError,
  OpenError,
  QueryError,
  SchemaError,
  type SchemaProblem,
} from './errors.js'
export { type AbilityLike, type CaslActions, caslDecision } from './masking/casl-policy.js'
export type { CustomMasker } from './masking/masker.js'
export type { MaskingOptions } from './masking/masking-options.js'
export type { MaskingPolicy, PolicyAction, PolicyQuestion, PolicyRule } from './masking/policy-rule.js'
export { redactionPaths, redactor, sensitiveNames } from './masking/redaction.js'
export type { RevealOptions } from './masking/reveal.js'
export type { RevealEvent, RevealedRecord, RevealSink } from './masking/reveal-event.js'
export { type ScrubKind, scrubText } from './masking/scrub-text.js'
export { fieldseal } from './prisma/extension.js'
export type { FieldsealExtension } from './prisma/extension-types.js'
export type { FieldsealOptions } from './prisma/options.js'
export {
  type FailureQuery,
  type PasswordEvent,
  PasswordFailures,
  type PasswordOutcome,
  type PasswordSink,
} from './prisma/password-events.js'
export type { VerifyPassword, VerifyPasswordArgs } from './prisma/password-methods.js'
export type { RawValues } from './prisma/raw-values.js'
export type { AuditOptions, BulkSettings } from './prisma/recording/audit-options.js'
export type { HistoryQuery, RecordHistory } from './prisma/trail/history-types.js'
export type { Trail } from './prisma/trail/trail.js'
export type { ViewerMethods } from './prisma/viewer-methods.js'
export type { FieldMap } from './schema/field-map.js'
