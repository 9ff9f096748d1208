// What a schema says of its database.

import { datasourceBlock, schemaBlocks, settingOf } from './schema-blocks.js'

/** The database of a schema. */
export interface Datasource {
  /** sqlite, postgresql, mysql ... */
  readonly provider: string
  /** False where Prisma stands in for them: `relationMode = "prisma"`. */
  readonly hasForeignKeys: boolean
}

/** The database of a schema with this text. */
export function datasourceOf(text: string, provider: string): Datasource {
  const block = datasourceBlock(schemaBlocks(text))
  return { provider, hasForeignKeys: !block || settingOf(block, 'relationMode') !== 'prisma' }
}
