// Loads what hashing is done with on the first use of it, and says what to do where that cannot be had.

import { ConfigError } from '../../errors.js'

/**
 * The module that `load` imports. Rejects with ConfigError CONFIG_MODULE_MISSING, which has the reason as its cause, where
 * it is not installed or has no binary for this platform.
 * @param fix what to do then, one imperative sentence
 */
export async function loadModule<Module>(
  name: string,
  load: () => Promise<Module>,
  fix: string,
): Promise<Module> {
  try {
    return await load()
  } catch (cause) {
    throw new ConfigError({
      code: 'CONFIG_MODULE_MISSING',
      message: `The module ${name} does not load.`,
      fix,
      cause,
    })
  }
}
