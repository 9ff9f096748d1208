// Who may import whom. The table itself stands in docs/architecture.md, where people read it; this file reads it too.

import { importsOf, type SourceFile } from './source-file.js'

/** One row: the files that it is about, and what they may import. */
export interface ImportRule {
  /** A file, or a folder with its trailing slash, below src/. */
  readonly from: string
  /** Files, folders, and packages by name. */
  readonly allowed: readonly string[]
}

/** The rows of the table under the heading "Who may import whom". */
export function readImportTable(markdown: string): readonly ImportRule[] {
  const section = /^## Who may import whom$([\s\S]*?)(?=^## )/m.exec(markdown)?.[1] ?? ''
  return [...section.matchAll(/^\| (.+?) \| (.+?) \|/gm)].flatMap(([, first = '', second = '']) =>
    codeSpans(first).map(from => ({ from, allowed: codeSpans(second) })),
  )
}

/** Each import that the table does not allow, and each file that it does not know. */
export function findForbiddenImports(
  files: readonly SourceFile[],
  table: readonly ImportRule[],
): readonly string[] {
  return files.flatMap(file => {
    const rule = ruleOf(file.path, table)
    if (!rule) return [`${file.path} stands in no row of the table`]
    const forbidden = importsOf(file).filter(target => !isAllowed(target, rule))
    return forbidden.map(target => `${file.path} imports ${target}, which ${rule.from} may not`)
  })
}

/** The row that says most about a path: a file before its folder. */
function ruleOf(path: string, table: readonly ImportRule[]): ImportRule | undefined {
  return table
    .filter(({ from }) => covers(from, path))
    .sort((a, b) => b.from.length - a.from.length)
    .at(0)
}

/** A folder may always import from itself. */
function isAllowed(target: string, { from, allowed }: ImportRule): boolean {
  const own = from.endsWith('/') ? from : from.slice(0, from.lastIndexOf('/') + 1)
  return [...allowed, ...(own === '' ? [] : [own])].some(name => covers(name, target))
}

function covers(name: string, path: string): boolean {
  if (name.endsWith('/')) return path.startsWith(name)
  return path === name || (!name.endsWith('.ts') && path.startsWith(`${name}/`))
}

function codeSpans(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1] as string)
}
