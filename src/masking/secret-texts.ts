// The texts that a query's protected values may appear as in an error or a log, and their removal from it. Prisma
// quotes values in its validation errors, databases do in some of theirs.

import { bullets } from './mask-text.js'

/** Up to so many values a text is searched for each; beyond, for quoted ones and numbers only. */
const maxSearched = 500

const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|-?\d[\d.eE+-]*/g

/** The values of one query. Their texts are made when they are first asked for: most queries neither fail nor are logged. */
export class SecretTexts {
  readonly #values: unknown[] = []
  #known: ReadonlySet<string> | undefined

  /** True where there is nothing to hide. */
  get isEmpty(): boolean {
    return this.#values.length === 0
  }

  /** Takes note of a value: a text, a number, a date, bytes, or whatever holds such. It must not change afterwards. */
  add(value: unknown): void {
    if (value !== null && value !== undefined) this.#values.push(value)
  }

  get #texts(): ReadonlySet<string> {
    if (!this.#known) {
      const texts = new Set<string>()
      collect(this.#values, texts)
      this.#known = texts
    }
    return this.#known
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

/** The texts of a value, and of everything in it. */
function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value)
  else if (typeof value === 'number' || typeof value === 'bigint') texts.add(String(value))
  else if (value instanceof Date) texts.add(Number.isNaN(value.getTime()) ? '' : value.toISOString())
  else if (value instanceof Uint8Array) texts.add(base64(value))
  else if (typeof value === 'object' && value !== null) {
    if ('toFixed' in value) texts.add(String(value))
    else for (const inner of Object.values(value)) collect(inner, texts)
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
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
