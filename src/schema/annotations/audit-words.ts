// The reader of the value of `@@audit(reads)`.

import { suggestion } from '../near-miss.js'
import type { ArgumentValue } from './annotation-arguments.js'
import { AnnotationValueError } from './annotation-value.js'

/** What is recorded beside changes. */
export function readAudited(value: ArgumentValue): 'reads' {
  const text = value.kind === 'word' ? value.text : ''
  if (text === 'reads') return text
  const fix = `Write @@audit for changes, or @@audit(reads) for reads too.${suggestion(text, ['reads'])}`
  throw new AnnotationValueError('is not known.', fix)
}
