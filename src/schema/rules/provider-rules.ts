// Which databases fieldseal has been tried on. Any other is refused rather than hoped for.

import type { Rule } from './rule.js'

const supported: readonly string[] = ['sqlite', 'postgresql', 'mysql']

/** The rule for a datasource's provider. */
export const providerRules: readonly Rule<string>[] = [
  {
    refuses: provider => !supported.includes(provider),
    message: provider => `The provider ${provider} is not supported yet.`,
    fix: `Use ${supported.join(', ')}.`,
  },
]
