// An event in the names of the Open Cybersecurity Schema Framework, for software that collects such events: class 6005,
// Datastore Activity. What it has no name for is under `unmapped`, in names of ours.

import type { AuditEvent, EntryAction, EventKind } from '../event.js'
import { detailsOf, textsOf } from './event-details.js'
import type { ReportedEntry, ReportedEvent } from './reported-event.js'

/** The version of the schema whose names these are: https://schema.ocsf.io/1.6.0/classes/datastore_activity */
export const ocsfVersion = '1.6.0'

/** Activities of the class, by the names that the schema gives their ids. */
const activities = {
  Read: 1,
  Update: 2,
  Query: 4,
  Write: 5,
  Create: 6,
  Delete: 7,
  Decrypt: 10,
  Other: 99,
} as const
type Activity = keyof typeof activities

/** What each kind of event is in the schema; of a change, what became of its records says more. */
const kindActivities: Readonly<Record<EventKind, Activity>> = {
  change: 'Write',
  read: 'Read',
  reveal: 'Read',
  login: 'Other',
  open: 'Decrypt',
  raw: 'Query',
  trail: 'Read',
}
const actionActivities: Partial<Readonly<Record<EntryAction, Activity>>> = {
  create: 'Create',
  update: 'Update',
  delete: 'Delete',
}

const severities = { Informational: 1, Low: 2, Medium: 3, High: 4 } as const
const statuses = { Success: 1, Failure: 2 } as const
const datastoreTypes = { Database: 1, Table: 3 } as const

/** The most records of an event that `unmapped` names; `record_count` has all. */
const namedRecords = 100

/** The event as a value for JSON.stringify, which leaves out what is undefined. @param database the name of the database */
export function ocsfEvent(reported: ReportedEvent, database: string): Readonly<Record<string, unknown>> {
  const { event } = reported
  const activity = activityOf(reported)
  const severity = severityOf(event)
  return {
    category_uid: 6,
    category_name: 'Application Activity',
    class_uid: 6005,
    class_name: 'Datastore Activity',
    activity_id: activities[activity],
    activity_name: activity === 'Other' ? event.kind : activity,
    type_uid: 600_500 + activities[activity],
    time: Date.parse(event.time),
    message: messageOf(event),
    severity_id: severities[severity],
    severity,
    ...statusOf(event),
    metadata: metadataOf(event),
    actor: event.actor === null ? { app_name: 'application' } : { user: { uid: event.actor } },
    // The schema asks for a source: without an address it is the application that used the database.
    src_endpoint: event.ip === null ? { svc_name: 'application' } : { ip: event.ip },
    http_request: event.requestId === null ? undefined : { uid: event.requestId },
    query_info: queryOf(event),
    ...datastoreOf(reported, database),
    unmapped: unmappedOf(reported),
  }
}

function metadataOf({ id, kind, transactionId }: AuditEvent) {
  return {
    version: ocsfVersion,
    product: { name: 'fieldseal', vendor_name: 'fieldseal' },
    uid: id,
    event_code: kind,
    correlation_uid: transactionId ?? undefined,
  }
}

function queryOf(event: AuditEvent) {
  const { sql } = detailsOf(event)
  return sql === undefined ? undefined : { query_string: sql }
}

function statusOf(event: AuditEvent) {
  if (event.outcome === 'done') return { status_id: statuses.Success, status: 'Success' }
  const { code } = detailsOf(event)
  return { status_id: statuses.Failure, status: 'Failure', status_detail: event.outcome, status_code: code }
}

function datastoreOf({ event, entries }: ReportedEvent, database: string) {
  const model = event.model ?? entries[0]?.model
  const type = model === undefined ? 'Database' : 'Table'
  return {
    database: { name: database, type_id: 1, type: 'Relational' },
    table: model === undefined ? undefined : { name: model },
    type_id: datastoreTypes[type],
    type,
  }
}

function activityOf({ event, entries }: ReportedEvent): Activity {
  const found = new Set(event.kind === 'change' ? entries.map(({ action }) => actionActivities[action]) : [])
  const [only] = found.size === 1 ? found : []
  return only ?? kindActivities[event.kind] ?? 'Other'
}

/** Refusals matter more than what was allowed, and a value that does not open most. */
function severityOf({ kind, outcome }: AuditEvent): keyof typeof severities {
  if (outcome === 'done') return 'Informational'
  if (kind === 'open') return 'High'
  return outcome === 'denied' ? 'Medium' : 'Low'
}

function messageOf({ kind, outcome, operation, model }: AuditEvent): string {
  return `${kind} ${outcome}: ${operation}${model === null ? '' : ` on ${model}`}`
}

function unmappedOf({ event, entries }: ReportedEvent) {
  const { kind, outcome, operation, reason, purpose } = event
  const { breakGlass, count } = detailsOf(event)
  return {
    kind,
    outcome,
    operation,
    roles: textsOf(event.roles),
    reason: reason ?? undefined,
    purpose: purpose ?? undefined,
    break_glass: breakGlass,
    row_count: count,
    record_count: entries.length,
    records: entries.slice(0, namedRecords).map(recordOf),
  }
}

function recordOf({ model, recordId, action, fields }: ReportedEntry) {
  return { model, record_id: recordId, action, fields: textsOf(fields) }
}
