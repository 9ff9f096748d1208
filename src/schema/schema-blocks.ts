// The blocks of a schema file with their texts, for `fieldseal init`, which adds to files that people wrote.

import type { SchemaBlock } from './schema-file.js'
import { stringOrComment } from './schema-scan.js'

/** A block and where it stands in its file. */
export interface SchemaBlockText extends SchemaBlock {
  /** From its keyword to its closing brace, with comments blanked. */
  readonly text: string
  /** 1-based. */
  readonly line: number
  /** The offset behind its closing brace. */
  readonly end: number
}

const block = /^[ \t]*(model|view|enum|type|datasource|generator)\s+(\w+)\s*\{[\s\S]*?^[ \t]*\}/gm

/** The blocks of a file, in order. What is commented out is none. */
export function schemaBlocks(text: string): readonly SchemaBlockText[] {
  const code = text.replace(stringOrComment, match =>
    match.startsWith('"') ? match : match.replace(/[^\n]/g, ' '),
  )
  return [...code.matchAll(block)].map(match => {
    const [whole, kind = '', name = ''] = match
    return {
      kind,
      name,
      text: whole.trimStart(),
      line: code.slice(0, match.index).split('\n').length,
      end: match.index + whole.length,
    }
  })
}

/** The datasource among blocks; Prisma allows one. */
export function datasourceBlock<Block extends SchemaBlock>(blocks: readonly Block[]): Block | undefined {
  return blocks.find(({ kind }) => kind === 'datasource')
}

/** The text of a setting in quotes, such as `provider = "sqlite"`; undefined where it has none. */
export function settingOf({ text }: SchemaBlockText, name: string): string | undefined {
  return new RegExp(`^\\s*${name}\\s*=\\s*"([^"]*)"`, 'm').exec(text)?.[1]
}
