// Readers of the values of `@masked(style, reveal: [...])`.

import { maskStyleNames } from '../mask-style-name.js'
import { suggestion } from '../near-miss.js'
import type { ArgumentValue } from './annotation-arguments.js'
import { AnnotationValueError } from './annotation-value.js'

const ownStyle = /^[A-Za-z][\w-]{0,63}$/
const role = /^[A-Za-z][\w.:-]{0,63}$/

/** A style: a built-in word, or the name in quotes of one of the application's own. */
export function readMaskStyle(value: ArgumentValue): string {
  const text = value.kind === 'word' || value.kind === 'string' ? value.text : ''
  const isBuiltIn = maskStyleNames.some(name => name === text)
  if (value.kind === 'word' && isBuiltIn) return text
  if (value.kind === 'string' && isBuiltIn) {
    throw new AnnotationValueError('quotes a built-in style.', `Write ${text} without quotes.`)
  }
  if (value.kind === 'string' && ownStyle.test(text)) return text
  const fix = `Use ${maskStyleNames.join(', ')}, or one of yours in quotes.`
  throw new AnnotationValueError(
    `is an unknown style${text && ` ${text}`}.`,
    fix + suggestion(text, maskStyleNames),
  )
}

/** A list of different roles, words or quoted texts; an empty one reveals to nobody. */
export function readRoles(value: ArgumentValue): readonly string[] {
  const roles = value.kind === 'list' ? value.items.map(readRole) : undefined
  if (!roles) throw new AnnotationValueError('is not a list of roles.', 'Write it as [billing, support].')
  const twice = roles.find((name, index) => roles.indexOf(name) !== index)
  if (twice === undefined) return roles
  throw new AnnotationValueError(`names ${twice} twice.`, `Name ${twice} once.`)
}

function readRole(value: ArgumentValue): string {
  const isText = value.kind === 'word' || value.kind === 'string'
  if (isText && role.test(value.text)) return value.text
  throw new AnnotationValueError(
    'holds what is no role.',
    'Write letters, digits and . _ : - for each, in quotes but for plain words.',
  )
}
