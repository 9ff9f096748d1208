// The normalisers that annotations can name. A custom one, given to fieldseal() by name, is written in quotes,
// so that a misspelt word is an error and never a custom normaliser that nobody defined.

/** Every built-in normaliser. */
export const normalizerNames = [
  'trim',
  'lowercase',
  'nfkc',
  'collapse',
  'stripDiacritics',
  'digits',
  'email',
  'phone',
] as const
