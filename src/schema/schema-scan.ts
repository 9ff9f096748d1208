// The line scanner behind schema-text.ts: one pass over one file.

import type { SchemaBlock, SchemaComment, SchemaFile, SchemaPlace } from './schema-file.js'

interface OpenComment {
  readonly place: SchemaPlace
  readonly lines: string[]
  readonly isPlain: boolean
}

/** Texts in quotes and comments, in the order of a file: in a text the beginning of a comment means nothing. */
export const stringOrComment = /"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
const blockStart = /^\s*(model|view|enum|type|datasource|generator)\s+(\w+)\s*\{/
const blockEnd = /^\s*\}/
const memberName = /^\s*([A-Za-z]\w*)/

/** What one file holds; see SchemaText. */
export class SchemaScan {
  readonly comments: SchemaComment[] = []
  readonly places = new Map<string, SchemaPlace>()
  readonly #path: string | undefined
  #block: SchemaBlock | undefined
  /** Comments whose declaration is still to come. */
  #waiting: OpenComment[] = []
  #isAdjacent = false

  constructor({ path, text }: SchemaFile) {
    this.#path = path
    for (const [index, line] of withoutBlockComments(text).split('\n').entries())
      this.#readLine(line, index + 1)
    this.#settle(undefined)
  }

  #readLine(text: string, line: number): void {
    const at = commentStart(text)
    const code = text.slice(0, at)
    const comment = text.slice(at).trimEnd()
    const place: SchemaPlace = { file: this.#path, line }
    if (code.trim() !== '') this.#readCode(code, comment, place)
    else if (comment !== '') this.#addLine(comment, place)
    this.#isAdjacent = code.trim() === '' && comment !== ''
  }

  #readCode(code: string, comment: string, place: SchemaPlace): void {
    const [, kind, name] = blockStart.exec(code) ?? []
    if (kind && name) {
      this.#block = { kind, name }
      this.places.set(kind === 'datasource' ? kind : name, place)
    }
    const isInside = this.#block !== undefined && !kind && !blockEnd.test(code)
    const member = isInside ? memberName.exec(code)?.[1] : undefined
    if (this.#block && member) this.places.set(`${this.#block.name}.${member}`, place)
    if (comment !== '') this.#startComment(comment, place)
    this.#settle(member)
    if (blockEnd.test(code)) this.#block = undefined
  }

  #addLine(comment: string, place: SchemaPlace): void {
    const last = this.#isAdjacent ? this.#waiting.at(-1) : undefined
    if (last?.isPlain === isPlain(comment)) last.lines.push(withoutSlashes(comment))
    else this.#startComment(comment, place)
  }

  #startComment(comment: string, place: SchemaPlace): void {
    this.#waiting.push({ place, lines: [withoutSlashes(comment)], isPlain: isPlain(comment) })
  }

  #settle(member: string | undefined): void {
    for (const comment of this.#waiting) this.comments.push({ ...comment, block: this.#block, member })
    this.#waiting = []
  }
}

function commentStart(line: string): number {
  for (const match of line.matchAll(stringOrComment)) if (match[0].startsWith('//')) return match.index
  return line.length
}

/** Blanks what stands between slash-star and star-slash, and keeps its line breaks. */
function withoutBlockComments(text: string): string {
  return text.replace(stringOrComment, match =>
    match.startsWith('/*') ? match.replace(/[^\n]/g, ' ') : match,
  )
}

function isPlain(comment: string): boolean {
  return !comment.startsWith('///')
}

function withoutSlashes(comment: string): string {
  return comment.replace(/^\/\/\/?/, '').trim()
}
