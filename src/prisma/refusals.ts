// The errors of refused places: what each says, and what to do instead.

import { QueryError } from '../errors.js'
import type { Place } from './place.js'

/** A search, sort or read that what is stored cannot answer. */
export function unsupported({ plan, member, operator }: Place, what: string, fix: string): QueryError {
  return new QueryError({
    code: 'QUERY_UNSUPPORTED',
    model: plan.name,
    field: member?.name,
    operator,
    message: `The database holds no plain value of this field, so that ${what} cannot be answered.`,
    fix,
  })
}

/** Data for a blind index column. */
export function indexWrite({ plan, member }: Place): QueryError {
  return new QueryError({
    code: 'QUERY_UNSUPPORTED',
    model: plan.name,
    field: member?.name,
    operator: 'data',
    message: 'The field is a blind index, which fieldseal writes together with its encrypted field.',
    fix: 'Leave it out of the data and write the encrypted field.',
  })
}

/** A change of a column that sealed values are bound to. */
export function boundColumn({ plan, key }: Place): QueryError {
  return new QueryError({
    code: 'QUERY_BINDING_CHANGED',
    model: plan.name,
    field: key,
    operator: 'data',
    message:
      'This changes a column that sealed values of the model are bound to; they would not open any more.',
    fix: 'Create a new row with the new value and delete the old one.',
  })
}

/** Something that is no object where Prisma takes objects only. */
export function wrongShape({ plan, operator }: Place): QueryError {
  return new QueryError({
    code: 'QUERY_UNKNOWN_ARGUMENT',
    model: plan.name,
    operator,
    message: `What stands under \`${operator}\` is neither an object nor a list of objects.`,
    fix: 'Pass the arguments in the shape that the types of Prisma Client give.',
  })
}

/** A keyword that the grammar does not know. */
export function unknownArgument({ plan, key, operator }: Place): QueryError {
  return new QueryError({
    code: 'QUERY_UNKNOWN_ARGUMENT',
    model: plan.name,
    operator: key,
    message: `\`${key}\` under \`${operator}\` is neither a field of the model nor an argument that fieldseal knows.`,
    fix: 'Correct the spelling, run `prisma generate` if the schema changed, or declare the extension that adds it before fieldseal.',
  })
}
