// The texts that rows hold: 24 characters in clear, or as many as fieldseal stores for them.

/** Characters of each plain value. */
export const plainLength = 24

/** fs1.k1. and the base64url of type, nonce, ciphertext and tag. */
const sealedLength = 'fs1.k1.'.length + Math.ceil(((1 + 12 + plainLength + 16) * 4) / 3)

/** 24 characters; a different text for each number. */
export function plainText(n: number): string {
  return `value ${n} `.padEnd(plainLength, 'abcdefghijklmnopqrstuvwx').slice(0, plainLength)
}

/** As many characters as a sealed text; a different text for each number. */
export function sealedSizeText(n: number): string {
  return `${n}.`.padEnd(sealedLength, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
}
