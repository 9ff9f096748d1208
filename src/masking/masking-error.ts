// The error of wrong masking options. The names of models, fields and roles may stand in it; no value ever does.

import { ConfigError } from '../errors.js'

/** A ConfigError about an option of masking. */
export function invalidMasking(message: string, fix = 'Correct it as docs/masking.md says.'): ConfigError {
  return new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix })
}
