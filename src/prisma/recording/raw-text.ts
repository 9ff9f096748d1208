// The text of raw SQL for the trail: of a template its constant parts without literals, of a text that the application
// put together the first word alone, since nobody can tell what stands in it.

/** Quoted texts, numbers and comments; what stands in double quotes is a name on PostgreSQL and SQLite. */
const literals =
  /'(?:[^'\\]|\\.|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|(?<![\w$."`])\d[\w.]*/g
const doubleQuoted = /"(?:[^"\\]|\\.|"")*"/g

/** The most characters that are looked at, and kept. */
const mostCharacters = 2000

/** SQL of a template with `?` for every literal, white space joined, at most 2,000 characters. */
export function rawText(sql: string, provider: string): string {
  const start = sql.slice(0, mostCharacters)
  const plain = provider === 'mysql' ? start.replace(doubleQuoted, '?') : start
  return plain.replace(literals, '?').replace(/\s+/g, ' ').trim()
}

/** What the trail says of what a raw query's hook is given. */
export function sqlOf(args: unknown, provider: string): string {
  const { strings } = (args ?? {}) as { strings?: readonly string[] }
  if (Array.isArray(strings)) return rawText(strings.join(' ? '), provider)
  const text = Array.isArray(args) ? String(args[0]) : String((args as { sql?: unknown } | null)?.sql ?? '')
  return `${/^\s*([A-Za-z]{1,12})\b/.exec(text)?.[1]?.toUpperCase() ?? '?'} …`
}
