// The texts that a query's protected values may appear as in an error or a log, and their removal from it. Prisma
// quotes values in its validation errors, databases do in some of theirs.

import { bullets } from './mask-text.js'

/** Up to so many values a text is searched for each; beyond, for quoted ones and numbers only. */
const maxSearched = 500

const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|-?\d[\d.eE+-]*/g

/** The values of one query. */
export class SecretTexts {
  readonly #texts = new Set<string>()

  /** True where there is nothing to hide. */
  get isEmpty(): boolean {
    return this.#texts.size === 0
  }

  /** Takes note of a value: a text, a number, a date, bytes, or whatever holds such. */
  add(value: unknown): void {
    if (typeof value === 'string') this.#texts.add(value)
    else if (typeof value === 'number' || typeof value === 'bigint') this.#texts.add(String(value))
    else if (typeof value === 'object' && value !== null) this.#addObject(value)
  }

  #addObject(value: object): void {
    if (value instanceof Date) this.add(Number.isNaN(value.getTime()) ? '' : value.toISOString())
    else if (value instanceof Uint8Array)
      this.add(btoa(Array.from(value, byte => String.fromCharCode(byte)).join('')))
    else if ('toFixed' in value) this.add(String(value))
    else for (const inner of Object.values(value)) this.add(inner)
  }

  /** True for a value, as text or as a literal of it, that is to be hidden. */
  has(text: string): boolean {
    return this.#texts.has(text)
  }

  /** The text with every value taken out. */
  scrub(text: string): string {
    if (this.isEmpty) return text
    const quoted = text.replace(tokens, token => (this.#isSecret(token) ? hide(token) : token))
    return this.#texts.size > maxSearched ? quoted : this.#scrubEach(quoted)
  }

  #isSecret(token: string): boolean {
    if (!/^["'`]/.test(token)) return this.#texts.has(token)
    const inner = token.slice(1, -1)
    return this.#texts.has(inner) || this.#texts.has(unescaped(inner))
  }

  /** Values of two characters and less are hidden where they are quoted: else every other word would be. */
  #scrubEach(text: string): string {
    let scrubbed = text
    for (const secret of [...this.#texts].sort((a, b) => b.length - a.length)) {
      if (secret.length < 3) continue
      for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1)])) {
        if (scrubbed.includes(form)) scrubbed = scrubbed.replaceAll(form, bullets)
      }
    }
    return scrubbed
  }
}

function hide(token: string): string {
  const quote = /^["'`]/.exec(token)?.[0] ?? ''
  return quote + bullets + quote
}

function unescaped(text: string): string {
  return text.replace(
    /\\u([\dA-Fa-f]{4})|\\(.)/g,
    (_, code: string | undefined, plain: string | undefined) =>
      code === undefined
        ? (escapes[plain ?? ''] ?? plain ?? '')
        : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
