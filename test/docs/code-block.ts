// The pages that are tested, and their code blocks.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One fenced block. */
export interface CodeBlock {
  /** The page, such as `docs/keys.md`. */
  readonly page: string
  /** 1-based line of the fence. */
  readonly line: number
  /** The first word behind the fence. */
  readonly language: string
  /** The words after it, such as `no-run`. */
  readonly remarks: readonly string[]
  readonly text: string
}

const root = new URL('../../', import.meta.url)

/** Every page, README.md first. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(fileURLToPath(new URL('docs', root)))
    .filter(name => name.endsWith('.md'))
    .sort()
    .map(name => `docs/${name}`),
]

/** The text of a page, by its path below the repository. */
export function readPage(page: string): string {
  return readFileSync(new URL(page, root), 'utf8')
}

/** The blocks of every page in one of these languages. */
export function blocksIn(...languages: readonly string[]): readonly CodeBlock[] {
  return allBlocks().filter(({ language }) => languages.includes(language))
}

/** Every block of every page. */
export function allBlocks(): readonly CodeBlock[] {
  return pages.flatMap(page => blocksOf(page, readPage(page)))
}

/** The blocks of a text; one inside a list item loses its indentation. */
function blocksOf(page: string, text: string): CodeBlock[] {
  return [...text.matchAll(/^( *)```(\S*)(.*)\n([\s\S]*?)^ *```$/gm)].map(match => {
    const [, indent = '', language = '', remarks = '', body = ''] = match
    const line = text.slice(0, match.index).split('\n').length
    const lines = body.split('\n').map(one => (one.startsWith(indent) ? one.slice(indent.length) : one))
    return {
      page,
      line,
      language,
      remarks: remarks.split(/\s+/).filter(word => word !== ''),
      text: lines.join('\n'),
    }
  })
}
