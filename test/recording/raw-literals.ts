// Literals and comments of SQL around a text that must not be seen, as each database reads them.

import fc from 'fast-check'

/** What no text of a statement may hold: a word, and digits that stand in every number here. */
export const canary = /canary|4242/

/** Pieces that mean something to one lexer or another. */
const oddPieces = [
  "'",
  '"',
  '`',
  '\\',
  '$',
  '$$',
  '$t$',
  '/*',
  '*/',
  '--',
  '#',
  '\n',
  '\r',
  '?',
  'E',
  '[',
  ']',
  'x ',
]
const odd = fc.array(fc.constantFrom(...oddPieces), { maxLength: 4 }).map(pieces => pieces.join(''))
const secret = fc.tuple(odd, odd).map(([before, after]) => `${before}canary${after}`)

type Write = (text: string) => string

const doubled = (text: string, quote: string) => text.replaceAll(quote, quote + quote)
const backslashed: Write = text => text.replace(/['"\\]/g, '\\$&')
const withoutSigns: Write = text => text.replace(/[*/$]/g, '')
const oneLine: Write = text => text.replace(/[\n\r]/g, '')

const comments: readonly Write[] = [text => `/* ${withoutSigns(text)} */`, text => `-- ${oneLine(text)}\n`]
const standard: Write = text => `'${doubled(text, "'")}'`

const written: Readonly<Record<string, readonly Write[]>> = {
  sqlite: [
    standard,
    text => `"${doubled(text, '"')}"`,
    text => `IS DISTINCT FROM "${doubled(text, '"')}"`,
    text => `-- ${text.replaceAll('\n', '')}\n`,
  ],
  postgresql: [
    standard,
    text => `E'${backslashed(text)}'`,
    text => `U&'${doubled(text.replaceAll('\\', '\\\\'), "'")}'`,
    text => `$$${withoutSigns(text)}$$`,
    text => `$t$${text.replaceAll('$t$', '').replace(/\$+$/, '')}$t$`,
    text => `$é1$${text}$é1$`,
    text => `/* /* ${withoutSigns(text)} */ canary */`,
  ],
  mysql: [
    text => `'${backslashed(text)}'`,
    text => `"${backslashed(text)}"`,
    text => `'${doubled(text.replaceAll('\\', '\\\\'), "'")}'`,
    text => `_utf8mb4'${backslashed(text)}'`,
    text => `1--'${backslashed(text)}'`,
    text => `# ${text.replaceAll('\n', '')}\n`,
    text => `/*! ${backslashed(withoutSigns(text))} '*/ canary' */`,
  ],
}

const numbers = ['4242', '4242.5', '.4242', '-4242', '0x4242', '4242e10', '1e4242', '1e+4242', '5_4242']
const others: Readonly<Record<string, readonly string[]>> = {
  sqlite: ["[it's]", '"o""k"', "`it's`"],
  postgresql: ['"it\'s"', 'a$1', '$1', 'a$$b', 'data #>> path', 'a[1]'],
  mysql: ["`it's`", '`a``b`', '$a$', '@x', 'a - - b'],
}

/** Statements of a database, full of literals. */
export function statements(provider: string): fc.Arbitrary<string> {
  const writes = [...(written[provider] ?? []), ...comments]
  const literal = fc.tuple(fc.constantFrom(...writes), secret).map(([write, text]) => write(text))
  const plain = ['SELECT', 'FROM t', '(', ')', ',', '=', '||', 'AND', '?', '\n', ...(others[provider] ?? [])]
  const piece = fc.oneof(literal, fc.constantFrom(...numbers), fc.constantFrom(...plain))
  return fc.array(piece, { minLength: 1, maxLength: 12 }).map(pieces => pieces.join(' '))
}
