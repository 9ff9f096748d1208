// START HERE for the audit trail. What is recorded, as it stands in the tables: an event says who did what, when and
// why; its entries say which records it touched. Written once, in the transaction of the change, and never changed.

/** What happened. */
export type EventKind =
  /** records were created, changed or deleted */
  | 'change'
  /** protected fields of a model with `@@audit(reads)` were read */
  | 'read'
  /** masked values were revealed, or that was refused */
  | 'reveal'
  /** a stored value did not open */
  | 'open'
  /** a password was checked */
  | 'login'
  /** SQL of the application's own was sent */
  | 'raw'
  /** the trail itself was read, reported or exported */
  | 'trail'

/** How it ended: `denied` to the viewer, or `failed` (a wrong password, a value that does not open). */
export type EventOutcome = 'done' | 'denied' | 'failed'

/** One recorded operation, as stored; absent values are null, lists and objects JSON text. */
export interface AuditEvent {
  /** UUID version 7 (RFC 9562): sorts by time. */
  readonly id: string
  /** ISO 8601 in UTC with milliseconds, as Date.toISOString writes it. */
  readonly time: string
  readonly kind: EventKind
  readonly outcome: EventOutcome
  /** The Prisma operation, such as `updateMany`, or the method: `$reveal`, `verifyPassword`, `$executeRaw`. */
  readonly operation: string
  /** The model that the operation was called on. */
  readonly model: string | null
  /** The same for all events of one interactive or batch transaction; null for an operation alone. */
  readonly transactionId: string | null
  /** The viewer's id; null for the application itself. */
  readonly actor: string | null
  /** The viewer's roles, a JSON list of texts. */
  readonly roles: string | null
  readonly reason: string | null
  readonly purpose: string | null
  readonly requestId: string | null
  readonly ip: string | null
  /** What else the kind of event tells, a JSON object. */
  readonly details: string | null
}

/** What became of a record. `link` and `unlink` are rows of an implicit many-to-many relation. */
export type EntryAction =
  | 'create'
  | 'update'
  | 'delete'
  | 'link'
  | 'unlink'
  | 'read'
  | 'reveal'
  | 'open'
  | 'login'

/** One record that an event touched, as stored. */
export interface AuditEntry {
  /** From 0 within the event. */
  readonly position: number
  /** The model; the relation's table, such as `_DoctorToPatient`, for a link. */
  readonly model: string
  /** The primary key, a JSON object in the order of the schema: `{"id":"p1"}`. */
  readonly recordId: string
  readonly action: EntryAction
  /** The fields that changed, or that were read: a JSON list of their names. */
  readonly fields: string
  /** A {@link RecordImage} as JSON text: of a change the changed fields alone; null for what did not exist. */
  readonly before: string | null
  readonly after: string | null
}

/** An event with its entries, in the order of their positions. */
export interface RecordedEvent {
  readonly event: AuditEvent
  readonly entries: readonly AuditEntry[]
  /** The MAC over both, `keyId.base64url`. */
  readonly mac: string
}

/** JSON as it is stored. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/** A protected value as an image holds it: what stands in the column, and never what it means. */
export interface SealedImage {
  /** The sealed text; of a Bytes column its base64url. Null where the column is null. */
  readonly stored: string | null
  /** A keyed fingerprint of the plain value and the record: equal for equal values of one field of one record. */
  readonly print?: string
}

/** The fields of a record at one moment. Never a plain protected value. */
export interface RecordImage {
  /** Unprotected fields. DateTime as ISO 8601, BigInt and Decimal as decimal text, Bytes as base64url. */
  readonly values: Readonly<Record<string, JsonValue>>
  /** Encrypted fields; masked ones that are not encrypted, which the trail seals itself. */
  readonly sealed?: Readonly<Record<string, SealedImage>>
  /** Passwords and tokens: whether there is one. */
  readonly present?: Readonly<Record<string, boolean>>
  /** The columns that encrypted fields of the image are bound to, without which they would not open. */
  readonly bound?: Readonly<Record<string, JsonValue>>
}
