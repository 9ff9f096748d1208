// The database that a schema is for, read from its files.

import { SchemaError, type SchemaProblem } from '../../errors.js'
import { providerRules } from '../../schema/rules/provider-rules.js'
import { applyRules } from '../../schema/rules/rule.js'
import { datasourceBlock, type SchemaBlockText, schemaBlocks, settingOf } from '../../schema/schema-blocks.js'

/** A block of a schema, and the file that it stands in. */
export interface PlacedBlock extends SchemaBlockText {
  readonly file: string
}

/** A file of a schema that is there. */
export interface WrittenFile {
  readonly path: string
  readonly text: string
}

/** The other names of a provider that Prisma takes. */
const aliases: Readonly<Record<string, string>> = { postgres: 'postgresql' }

/** The blocks of all files, in order. */
export function placedBlocks(files: readonly WrittenFile[]): readonly PlacedBlock[] {
  return files.flatMap(({ path, text }) => schemaBlocks(text).map(block => ({ file: path, ...block })))
}

/** The datasource's provider. Throws SchemaError where there is none, or one that is not supported. */
export function schemaProvider(blocks: readonly PlacedBlock[]): string {
  const datasource = datasourceBlock(blocks)
  const said = datasource && settingOf(datasource, 'provider')
  const provider = said && (aliases[said] ?? said)
  const problems: SchemaProblem[] = []
  const report = (finding: { readonly message: string; readonly fix: string }) =>
    void problems.push({ model: 'datasource', file: datasource?.file, line: datasource?.line, ...finding })
  if (provider) applyRules(providerRules, provider, report)
  else {
    const message = 'The schema has no datasource that names its provider.'
    report({ message, fix: 'Add one, such as provider = "postgresql".' })
  }
  if (provider && problems.length === 0) return provider
  throw new SchemaError(problems)
}
