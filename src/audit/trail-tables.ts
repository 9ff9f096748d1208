// The tables of the trail, as facts: names and columns in order. `fieldseal init` writes them as Prisma models; every
// statement of this folder is built from here.

import type { TrailProvider } from './trail-database.js'

/** Each table by the name of its Prisma model, with its columns in the order of every INSERT. */
export const trailTables = {
  AuditEvent: {
    table: 'audit_event',
    columns: [
      'id',
      'time',
      'kind',
      'outcome',
      'operation',
      'model',
      'transactionId',
      'actor',
      'roles',
      'reason',
      'purpose',
      'requestId',
      'ip',
      'details',
      'entryCount',
      'mac',
    ],
  },
  AuditEntry: {
    table: 'audit_entry',
    columns: ['eventId', 'position', 'model', 'recordId', 'action', 'fields', 'before', 'after'],
  },
  AuditLeaf: {
    table: 'audit_leaf',
    columns: ['position', 'eventId', 'hash'],
  },
  AuditCheckpoint: {
    table: 'audit_checkpoint',
    columns: ['size', 'note', 'frontier'],
  },
} as const

/** The name of a model of the trail. */
export type TrailModel = keyof typeof trailTables

/** True for a model that only fieldseal writes. */
export function isTrailModel(name: string): name is TrailModel {
  return Object.hasOwn(trailTables, name)
}

/** A name as the dialect quotes it. */
export function quoteName(provider: TrailProvider, name: string): string {
  return provider === 'mysql' ? `\`${name.replaceAll('`', '``')}\`` : `"${name.replaceAll('"', '""')}"`
}

/** The placeholders of `count` values, from the `first` (1-based) on. */
export function placeholders(provider: TrailProvider, count: number, first = 1): readonly string[] {
  return Array.from({ length: count }, (_, i) => (provider === 'postgresql' ? `$${first + i}` : '?'))
}
