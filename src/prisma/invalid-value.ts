// Bad values as typed errors that name the field. The core's TypeErrors and RangeErrors say what is expected,
// never the value.

import { QueryError } from '../errors.js'

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
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error
    throw new QueryError({
      code: 'QUERY_VALUE_INVALID',
      model: field.model,
      field: field.name,
      message: `The value does not fit the field: ${error.message.replace(/\.?$/, '.')}`,
      fix: 'Pass a value of the type that the annotation names.',
    })
  }
}
