// The built-in normalisers by name. They depend on no locale. What one of them returns never changes: an index that
// is stored was made with it.

/** A normaliser without its id. */
export interface BuiltInNormalizer {
  normalize(text: string): string
  normalizePrefix(text: string): string
}

/** Combining marks of the Latin, Greek and Cyrillic scripts; the vowel signs of other scripts are no diacritics. */
const diacritics = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g

/**
 * The built-in normalisers, but `phone`, which needs a parser:
 *
 * - `trim`: no white space at either end.
 * - `lowercase`: lower case by Unicode, the same in every locale, with one form of the Greek sigma.
 * - `nfkc`: Unicode normalisation form KC: full-width, ligature and composed forms become one.
 * - `collapse`: each run of white space is one space.
 * - `stripDiacritics`: é is e, й is и, Å is A; ø, ł and ß stay as they are.
 * - `digits`: decimal digits only. A text without digits becomes empty, and all such texts equal.
 * - `email`: nfkc, lowercase and trim, of the whole address. RFC 5321 §2.4 lets a mail server tell case apart before the
 *   @; hardly one does, and people do not write their own address in one case.
 */
export const builtInNormalizers: Readonly<Record<string, BuiltInNormalizer>> = {
  trim: { normalize: text => text.trim(), normalizePrefix: text => text.trimStart() },
  lowercase: alike(lowercase),
  nfkc: alike(nfkc),
  collapse: alike(text => text.replace(/\s+/g, ' ')),
  stripDiacritics: alike(text => text.normalize('NFD').replace(diacritics, '').normalize('NFC')),
  digits: alike(text => nfkc(text).replace(/\P{Nd}/gu, '')),
  email: {
    normalize: text => caseless(text).trim(),
    normalizePrefix: text => caseless(text).trimStart(),
  },
}

/** A normaliser that treats the beginning of a text as it treats a whole one. */
function alike(normalize: (text: string) => string): BuiltInNormalizer {
  return { normalize, normalizePrefix: normalize }
}

function lowercase(text: string): string {
  // toLowerCase writes a sigma at the end of a word otherwise, so that a prefix would not be one any more.
  return text.toLowerCase().replaceAll('ς', 'σ')
}

/** Lower case in form KC; what lower case writes is not in that form by itself. */
function caseless(text: string): string {
  return nfkc(lowercase(nfkc(text)))
}

function nfkc(text: string): string {
  return text.normalize('NFKC')
}
