// The PHC string format, `$id$v=19$m=1,t=2$salt$hash`, in which a hash names its own parameters. Strict both ways.
// https://github.com/P-H-C/phc-string-format

import { decodeBase64url, encodeBase64url } from '#crypto'

/** The parts of a PHC string that has parameters, salt and hash. */
export interface PhcString {
  /** The function, such as `argon2id`. */
  readonly id: string
  /** `v=`; undefined where it is left out. */
  readonly version?: number | undefined
  /** As they stand: `m=19456,t=2,p=1`. */
  readonly parameters: string
  readonly salt: Uint8Array
  readonly hash: Uint8Array
}

const form = /^\$([a-z0-9-]{1,32})(?:\$v=(\d{1,9}))?\$([a-z0-9-]{1,32}=[^$]*)\$([^$]*)\$([^$]*)$/

/** Writes a PHC string. */
export function formatPhc({ id, version, parameters, salt, hash }: PhcString): string {
  const start = version === undefined ? `$${id}` : `$${id}$v=${version}`
  return `${start}$${parameters}$${encodeBase64(salt)}$${encodeBase64(hash)}`
}

/** Reads a PHC string. Throws TypeError, without the text, for one of another form. */
export function parsePhc(text: string): PhcString {
  const match = form.exec(text)
  if (!match) throw new TypeError('Expected a PHC string.')
  const [, id = '', version, parameters = '', salt = '', hash = ''] = match
  return {
    id,
    version: version === undefined ? undefined : Number(version),
    parameters,
    salt: decodeBase64(salt),
    hash: decodeBase64(hash),
  }
}

/** Standard base64 without padding (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  return encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/')
}

/** The bytes of canonical standard base64 without padding. Throws TypeError for other text. */
export function decodeBase64(text: string): Uint8Array {
  if (/[-_]/.test(text)) throw new TypeError('Expected base64 text.')
  return decodeBase64url(text.replaceAll('+', '-').replaceAll('/', '_'))
}
