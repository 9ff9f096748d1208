// The text of raw SQL for the trail: of a template its constant parts without literals, of a text that the application
// put together the first word alone, since nobody can tell what stands in it.

/** A token of SQL, and what is kept of it. */
interface Token {
  readonly pattern: RegExp
  /** What takes its place; it stays as it is where this is undefined. `before` is the text that is kept so far. */
  readonly becomes?: (text: string, before: string) => string
}

const space = () => ' '
const mark = () => '?'
const letter = 'A-Za-z_\u0080-\uffff'

/** A backslash before a quote belongs to the text or ends it, as the database is set up: such texts are no token. */
const cautious = (quote: string) =>
  new RegExp(`${quote}(?:[^${quote}\\\\]|${quote}${quote}|\\\\(?!${quote}))*${quote}(?!${quote})`, 'y')

const blank: Token = { pattern: /[ \t\n\r\f\v]+/y, becomes: space }
/** Comments that hold others end where some databases say, those of MySQL that hold code (`/*!`) nowhere in particular. */
const comment: Token = { pattern: /\/\*(?!M?!)(?:(?!\/\*|\*\/)[\s\S])*\*\//y, becomes: space }
const quotedText: Token = { pattern: cautious("'"), becomes: mark }
const quotedName: Token = { pattern: /"(?:[^"]|"")*"(?!")/y }
const backtickName: Token = { pattern: /`(?:[^`]|``)*`(?!`)/y }
/** Of an unknown name in double quotes SQLite makes a text, but not where only a table can stand. */
const nameOfTable = /(?:(?<!\bdistinct )\bfrom|\bjoin|\binto|\bupdate|\btable) $/i

const own: Readonly<Record<string, readonly Token[]>> = {
  sqlite: [
    { pattern: /--[^\n]*/y, becomes: space },
    { pattern: /'(?:[^']|'')*'(?!')/y, becomes: mark },
    { ...quotedName, becomes: (name, before) => (nameOfTable.test(before) ? name : '?') },
    backtickName,
    { pattern: /\[[^\]]*\]/y },
  ],
  postgresql: [
    { pattern: /--[^\n\r]*/y, becomes: space },
    quotedText,
    quotedName,
    { pattern: new RegExp(`(\\$(?:[${letter}][\\w\u0080-\uffff]*)?\\$)[\\s\\S]*?\\1`, 'y'), becomes: mark },
    { pattern: /\[/y },
  ],
  mysql: [
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character after them makes a comment, too.
    { pattern: /(?:--(?=[\s\0-\x1f]|$)|#)[^\n]*/y, becomes: space },
    quotedText,
    { pattern: cautious('"'), becomes: mark },
    backtickName,
    { pattern: /\[/y },
  ],
}

const words: readonly Token[] = [
  { pattern: new RegExp(`[${letter}][\\w$\u0080-\uffff]*|\\$\\d+`, 'y') },
  { pattern: /\.?\d[\w.]*/y, becomes: mark },
]

/** Where something begins that is no whole token: nobody can tell where it ends. */
const opening = new RegExp(`['"\`[]|/\\*|\\$(?:[${letter}][\\w\u0080-\uffff]*)?\\$`, 'y')

/** The most characters that are looked at, and kept. */
const mostCharacters = 2000

/**
 * The first 2,000 characters of a template with `?` for every literal, without comments, white space joined. It ends
 * with `…` where the rest may be part of a literal.
 */
export function rawText(sql: string, provider: string): string {
  const tokens = [blank, comment, ...(own[provider] ?? []), ...words]
  const source = sql.slice(0, mostCharacters)
  let kept = ''
  for (let at = 0; at < source.length; ) {
    const found = tokenAt(source, at, tokens)
    if (!found && matchAt(opening, source, at) !== undefined) return `${kept.trim()} …`
    const [piece, token] = found ?? [source.charAt(at)]
    const stays = token?.becomes ? token.becomes(piece, kept) : piece
    kept += stays === ' ' && kept.endsWith(' ') ? '' : stays
    at += piece.length
  }
  return kept.trim()
}

function tokenAt(sql: string, at: number, tokens: readonly Token[]): readonly [string, Token] | undefined {
  for (const token of tokens) {
    const piece = matchAt(token.pattern, sql, at)
    if (piece !== undefined) return [piece, token]
  }
  return undefined
}

function matchAt(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(sql)?.[0]
}

/** What the trail says of what a raw query's hook is given. */
export function sqlOf(args: unknown, provider: string): string {
  const { strings } = (args ?? {}) as { strings?: readonly string[] }
  if (Array.isArray(strings)) return rawText(strings.join(' ? '), provider)
  const text = Array.isArray(args) ? String(args[0]) : String((args as { sql?: unknown } | null)?.sql ?? '')
  return `${/^\s*([A-Za-z]{1,12})\b/.exec(text)?.[1]?.toUpperCase() ?? '?'} …`
}
