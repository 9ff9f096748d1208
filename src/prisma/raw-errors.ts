// The errors of `db.$fieldseal`.

import { QueryError } from '../errors.js'

/** A helper asked of a field that has no answer. */
export function rawUnsupported(
  model: string,
  field: string,
  operator: string,
  message: string,
  fix: string,
): QueryError {
  return new QueryError({ code: 'QUERY_UNSUPPORTED', model, field, operator, message, fix })
}

/** A model or field that the field map does not have. */
export function unknownName(model: string, field: string | undefined): QueryError {
  return new QueryError({
    code: 'QUERY_UNKNOWN_ARGUMENT',
    model,
    field,
    operator: '$fieldseal',
    message: field === undefined ? 'There is no such model.' : 'There is no such protected field.',
    fix: 'Use the names of schema.prisma, and run `prisma generate` after changing it.',
  })
}
