// How the demo looks: titles, code, and a table of two sides, in 80 to 100 columns; coloured on a terminal only.

const width = Math.min(Math.max(process.stdout.columns ?? 100, 80), 100)
const hasColour = process.stdout.isTTY === true && !process.env.NO_COLOR
const indent = '   '
const labelWidth = 12
const sideWidth = Math.floor((width - indent.length - labelWidth - 2) / 2)

const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const

/** Text in a style; as it is where there are no colours. */
export function paint(style: keyof typeof styles, text: string): string {
  return hasColour ? `\u001b[${styles[style]}m${text}\u001b[0m` : text
}

/** The title of a step. */
export function title(number: number, text: string): void {
  console.log(`\n${paint('bold', `${number}  ${text}`)}`)
}

/** Lines of prose, broken at words. */
export function say(text: string): void {
  for (const line of wrap(text, width - indent.length)) console.log(indent + line)
}

/** A line of code. */
export function code(text: string): void {
  console.log(`${indent}${paint('cyan', text)}`)
}

/** The heads of a table of two sides. */
export function heads(left: string, right: string): void {
  console.log(indent + paint('dim', `${' '.repeat(labelWidth)}${left.padEnd(sideWidth)}  ${right}`))
}

/** One row: what is stored beside what is read. */
export function row(label: string, stored: string, read: string): void {
  const left = shorten(stored, sideWidth).padEnd(sideWidth)
  const isSealed = stored.startsWith('fs1.')
  const shown = isSealed ? paint('yellow', left) : left
  console.log(`${indent}${label.padEnd(labelWidth)}${shown}  ${paint('green', shorten(read, sideWidth))}`)
}

/** An error: its class, then its message. */
export function failure(error: Error): void {
  console.log(indent + paint('red', error.name))
  for (const line of wrap(error.message, width - indent.length - 2)) console.log(`${indent}  ${line}`)
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text
  const note = `… (${text.length})`
  return text.slice(0, length - note.length) + note
}

function wrap(text: string, length: number): string[] {
  const lines = ['']
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) as string
    if (line === '') lines[lines.length - 1] = word
    else if (line.length + 1 + word.length <= length) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
