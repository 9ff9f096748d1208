// The fingerprint of a schema, by which the extension notices that the generated field map is out of date.

import { sha256Hex } from '#crypto'

/**
 * SHA-256, in hex, of the schema text as it stands. Prisma hands a generator the formatted text of all schema
 * files in one (`options.datamodel`), and embeds the very same text in the client (`inlineSchema`): 7.10.
 */
export function schemaHash(text: string): string {
  return sha256Hex(text)
}
