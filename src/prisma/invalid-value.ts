// Bad values as typed errors that name the field. The core's TypeErrors and RangeErrors say what is expected,
// never the value.

import { QueryError } from '../errors.js'

/** The field that an error names. */
export interface NamedField {
  readonly model: string
  readonly name: string
}

/**
 * Runs `use` on behalf of a field.
 * @throws QueryError QUERY_VALUE_INVALID in place of a TypeError or RangeError
 */
export function naming<Result>(
  field: { readonly model: string; readonly name: string },
  use: () => Result,
): Result {
  try {
    return use()
  } catch (error) {
    throw named(field, error)
  }
}

/** The same for work that takes time: what its promise rejects with. */
export async function namingLater<Result>(field: NamedField, use: () => Promise<Result>): Promise<Result> {
  try {
    return await use()
  } catch (error) {
    throw named(field, error)
  }
}

function named({ model, name }: NamedField, error: unknown): unknown {
  if (!(error instanceof TypeError || error instanceof RangeError)) return error
  return new QueryError({
    code: 'QUERY_VALUE_INVALID',
    model,
    field: name,
    message: `The value does not fit the field: ${error.message.replace(/\.?$/, '.')}`,
    fix: 'Pass a value of the type that the annotation names.',
  })
}
