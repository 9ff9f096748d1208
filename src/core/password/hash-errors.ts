// The errors of reading a stored password hash. They say nothing of the hash but its scheme.

import { ConfigError, OpenError } from '../../errors.js'

/** The field that an error names; none for the plain functions. */
export interface HashPlace {
  readonly model?: string | undefined
  readonly field?: string | undefined
}

/** OPEN_HASH_UNKNOWN: the text is no hash that fieldseal reads; perhaps it is a password in plain. */
export function hashUnknown({ model, field }: HashPlace): OpenError {
  return new OpenError({
    code: 'OPEN_HASH_UNKNOWN',
    message: 'The stored text is no password hash of a scheme that fieldseal reads.',
    fix: 'Find out who wrote it; store null for a user without a password.',
    model,
    field,
  })
}

/** OPEN_HASH_INVALID: a hash of a known scheme that no password could match. */
export function hashInvalid(scheme: string, { model, field }: HashPlace): OpenError {
  return new OpenError({
    code: 'OPEN_HASH_INVALID',
    message: `The stored ${scheme} hash is malformed.`,
    fix: 'Find out whether it was cut off or altered, and let the user set a new password.',
    model,
    field,
  })
}

/** OPEN_HASH_TOO_COSTLY: to compare with it would take more memory or time than a login may. */
export function hashTooCostly(scheme: string, limit: string, { model, field }: HashPlace): OpenError {
  return new OpenError({
    code: 'OPEN_HASH_TOO_COSTLY',
    message: `The stored ${scheme} hash asks for more than ${limit}.`,
    fix: 'Find out who wrote it, and let the user set a new password.',
    model,
    field,
  })
}

/** CONFIG_KEYS_MISSING: hashes are sealed or bound to their rows, and no keys were given for that. */
export function pepperMissing(what: string, { model, field }: HashPlace): ConfigError {
  return new ConfigError({
    code: 'CONFIG_KEYS_MISSING',
    message: `${what}, and no keys were given for that.`,
    fix: 'Turn the pepper on, with the active key and those that stored hashes still name.',
    model,
    field,
  })
}
