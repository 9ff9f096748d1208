// Writes plain data as a TypeScript literal, deterministically and in one fixed layout.

const identifier = /^[A-Za-z_$][\w$]*$/
const lineWidth = 110

/** `value` (plain data) as source text; nested lines are indented by two spaces from `indent` on. */
export function renderLiteral(value: unknown, indent = 0): string {
  const flat = renderFlat(value)
  if (typeof value !== 'object' || value === null || flat.length + indent <= lineWidth) return flat
  const pad = ' '.repeat(indent + 2)
  const close = `\n${' '.repeat(indent)}`
  if (Array.isArray(value)) {
    return `[\n${value.map(item => `${pad}${renderLiteral(item, indent + 2)},`).join('\n')}${close}]`
  }
  const lines = Object.entries(value).map(
    ([key, item]) => `${pad}${renderKey(key)}: ${renderLiteral(item, indent + 2)},`,
  )
  return `{\n${lines.join('\n')}${close}}`
}

/** A property key, quoted only where it must be. */
export function renderKey(key: string): string {
  return identifier.test(key) ? key : renderText(key)
}

function renderFlat(value: unknown): string {
  if (typeof value === 'string') return renderText(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(renderFlat).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${renderKey(key)}: ${renderFlat(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

function renderText(text: string): string {
  return JSON.stringify(text)
}
