// prisma-field-encryption, the peer. It reads Prisma's metamodel from the generated client, where Prisma 7 has none,
// so it is given one that says what fieldseal's field map says.

import { createHash } from 'node:crypto'
import type { FieldMap } from 'fieldseal'
import { fieldEncryptionExtension } from 'prisma-field-encryption'

type ModelEntry = FieldMap['models'][string]

/** A field as the peer's own reader of metamodels takes it. */
interface PeerField {
  readonly name: string
  readonly type: string
  readonly isList: boolean
  readonly isUnique: boolean
  readonly isId: boolean
  readonly documentation?: string | undefined
}

/** The peer's extension, with a key and the metadata of every model. */
export function peerExtension(map: FieldMap) {
  const key = createHash('sha256').update('bench key of the peer').digest('base64url')
  const models = Object.entries(map.models).map(([name, model]) => ({ name, fields: fieldsOf(model) }))
  return fieldEncryptionExtension({ encryptionKey: `k1.aesgcm256.${key}=`, dmmf: { datamodel: { models } } })
}

function fieldsOf(model: ModelEntry): PeerField[] {
  const documentation = documentationOf(model)
  const scalars = Object.keys(model.scalars).map((name): PeerField => {
    const isId = name === 'id'
    const type = isId ? 'Int' : 'String'
    return { name, type, isList: false, isUnique: false, isId, documentation: documentation.get(name) }
  })
  const relations = Object.entries(model.relations).map(([name, relation]): PeerField => {
    return { name, type: relation.model, isList: relation.isList, isUnique: false, isId: false }
  })
  return [...scalars, ...relations]
}

/** The peer's annotations by field: one on the encrypted field, and one on the column of its hash. */
function documentationOf(model: ModelEntry): Map<string, string> {
  const documentation = new Map<string, string>()
  for (const [name, { searchable }] of Object.entries(model.fields)) {
    documentation.set(name, '@encrypted')
    if (searchable) documentation.set(searchable.index, `@encryption:hash(${name})`)
  }
  return documentation
}
