// The Prisma models of the trail's tables, as facts: `fieldseal init` writes them, the generator checks them.

import { isTrailModel, type TrailModel, trailTables } from '../../audit/trail-tables.js'

/** A field of a trail model. */
export interface TrailColumn {
  readonly type: 'String' | 'Int' | 'BigInt'
  readonly isOptional?: true
  readonly key?: 'id' | 'unique'
  /** The `@db.` type on MySQL, where a plain String has room for 191 characters only. */
  readonly mysql?: string
}

/** A trail model. */
export interface TrailModelShape<Column extends string = string> {
  /** Its doc comment. */
  readonly doc: string
  /** Its fields, in order. */
  readonly columns: Readonly<Record<Column, TrailColumn>>
  /** Of `@@id`. */
  readonly id?: readonly Column[]
  /** Of each `@@index`. */
  readonly indexes: readonly (readonly Column[])[]
}

type ColumnOf<Model extends TrailModel> = (typeof trailTables)[Model]['columns'][number]

const id: TrailColumn = { type: 'String', mysql: 'VarChar(36)' }
const word: TrailColumn = { type: 'String', mysql: 'VarChar(16)' }
const model: TrailColumn = { type: 'String', mysql: 'VarChar(128)' }
const text: TrailColumn = { type: 'String', mysql: 'Text' }
const optionalText: TrailColumn = { ...text, isOptional: true }
const image: TrailColumn = { type: 'String', isOptional: true, mysql: 'LongText' }

/** The names of the trail's models, in the order in which they are written. */
export const trailModelNames: readonly TrailModel[] = Object.keys(trailTables).filter(isTrailModel)

/** Each model of the trail. */
export const trailModels: { readonly [Model in TrailModel]: TrailModelShape<ColumnOf<Model>> } = {
  AuditEvent: {
    doc: 'The audit trail, written by fieldseal alone: who did what, when and why.',
    columns: {
      id: { ...id, key: 'id' },
      time: { type: 'String', mysql: 'VarChar(32)' },
      kind: word,
      outcome: word,
      operation: { type: 'String', mysql: 'VarChar(64)' },
      model: { ...model, isOptional: true },
      transactionId: { ...id, isOptional: true },
      actor: { type: 'String', isOptional: true, mysql: 'VarChar(255)' },
      roles: optionalText,
      reason: optionalText,
      purpose: optionalText,
      requestId: optionalText,
      ip: optionalText,
      details: image,
      entryCount: { type: 'Int' },
      mac: { type: 'String', mysql: 'VarChar(80)' },
    },
    indexes: [['time'], ['actor', 'time']],
  },
  AuditEntry: {
    doc: 'One record that an event of the audit trail touched.',
    columns: {
      eventId: id,
      position: { type: 'Int' },
      model,
      recordId: { type: 'String', mysql: 'VarChar(512)' },
      action: word,
      fields: text,
      before: image,
      after: image,
    },
    id: ['eventId', 'position'],
    indexes: [['model', 'recordId']],
  },
  AuditLeaf: {
    doc: "The place of an event in the audit trail's tree.",
    columns: {
      position: { type: 'BigInt', key: 'id' },
      eventId: { ...id, key: 'unique' },
      hash: { type: 'String', mysql: 'VarChar(64)' },
    },
    indexes: [],
  },
  AuditCheckpoint: {
    doc: "A signed state of the audit trail's tree.",
    columns: {
      size: { type: 'BigInt', key: 'id' },
      note: text,
      frontier: text,
    },
    indexes: [],
  },
}
