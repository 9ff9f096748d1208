// The keys of signed notes (C2SP signed-note, golang.org/x/mod/sumdb/note): Ed25519, with a name and a short hash that
// say in a signature whose it is. Node alone has what is used here.

import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import { encodeBase64, sha256, utf8Bytes } from '#crypto'
import { KeyError } from '../../errors.js'
import { decodeBase64 } from '../tree/base64.js'

/** The environment variable that holds the signer's key. */
export const signerKeyVariable = 'FIELDSEAL_AUDIT_KEY'

/** What a key for Ed25519 begins with. */
const algorithm = 1
const keyBytes = 32
const hashBytes = 4
/** What stands before the 32 bytes in DER (RFC 8410 §7 and §4). */
const derHeads = { private: '302e020100300506032b657004220420', public: '302a300506032b6570032100' } as const

const namePattern = /^[^+\s\p{Cc}]+$/u
const keyPattern = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/
const signerPrefix = 'PRIVATE+KEY+'

/** Checks the signatures of one key. */
export class NoteVerifier {
  /** The key's name: the origin of the checkpoints that it signs. */
  readonly name: string
  /** The first four bytes of every signature of the key. */
  readonly hash: Uint8Array
  readonly #key: KeyObject

  /** @param text `<name>+<hash>+<data>`. Throws KeyError KEY_INVALID for any other, and for a hash that does not fit. */
  constructor(text: string) {
    const { name, hash, key } = parseKey(text, 'A verifier key')
    this.name = name
    this.hash = hash
    this.#key = publicKey(key)
    if (!isHashOf(this.hash, name, key)) throw invalid('A verifier key')
  }

  /** True where `signature`, without the four bytes, is the key's over the text. */
  verify(text: string, signature: Uint8Array): boolean {
    return verify(null, utf8Bytes(text), this.#key, signature)
  }
}

/** Signs notes. Shows as its name wherever it is printed or serialised. */
export class NoteSigner {
  readonly name: string
  readonly hash: Uint8Array
  /** The key that checks what this one signs, as text: no secret. */
  readonly verifierKey: string
  readonly verifier: NoteVerifier
  readonly #key: KeyObject

  /** @param text `PRIVATE+KEY+<name>+<hash>+<data>`. Throws KeyError KEY_INVALID for any other, without the text. */
  constructor(text: string) {
    const isSigner = typeof text === 'string' && text.startsWith(signerPrefix)
    const { name, hash, key } = parseKey(isSigner ? text.slice(signerPrefix.length) : '', 'The signer key')
    this.#key = privateKey(key)
    const open = publicBytes(this.#key)
    if (!isHashOf(hash, name, open)) throw invalid('The signer key')
    this.name = name
    this.hash = hash
    this.verifierKey = formatKey(name, open, open)
    this.verifier = new NoteVerifier(this.verifierKey)
  }

  /** The 64 bytes of the Ed25519 signature (RFC 8032) over the text in UTF-8. */
  sign(text: string): Uint8Array {
    return sign(null, utf8Bytes(text), this.#key)
  }

  /** `NoteSigner(name)`. */
  toString(): string {
    return `NoteSigner(${this.name})`
  }

  /** `NoteSigner(name)`. */
  toJSON(): string {
    return this.toString()
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/**
 * The text of a new signer key. The name, by which checkpoints are told from those of other trails, is best a URL
 * without its scheme. Throws KeyError KEY_INVALID for a name with white space or a plus.
 */
export function generateSignerKey(name: string): string {
  if (!namePattern.test(name)) throw invalid('The name of a signer key')
  const seed = randomBytes(keyBytes)
  return signerPrefix + formatKey(name, seed, publicBytes(privateKey(seed)))
}

function parseKey(text: string, source: string) {
  const [, name = '', hash = '', data = ''] = keyPattern.exec(text) ?? []
  const bytes = decodeBase64(data)
  if (!namePattern.test(name) || bytes?.length !== 1 + keyBytes || bytes[0] !== algorithm)
    throw invalid(source)
  return { name, hash: Uint8Array.from(Buffer.from(hash, 'hex')), key: bytes.subarray(1) }
}

function formatKey(name: string, key: Uint8Array, open: Uint8Array): string {
  return `${name}+${Buffer.from(hashOf(name, open)).toString('hex')}+${encodeBase64(Buffer.from([algorithm, ...key]))}`
}

function hashOf(name: string, open: Uint8Array): Uint8Array {
  return sha256(Buffer.concat([utf8Bytes(`${name}\n`), Uint8Array.of(algorithm), open])).subarray(
    0,
    hashBytes,
  )
}

function isHashOf(hash: Uint8Array, name: string, open: Uint8Array): boolean {
  return Buffer.compare(hash, hashOf(name, open)) === 0
}

function privateKey(seed: Uint8Array): KeyObject {
  const key = Buffer.concat([Buffer.from(derHeads.private, 'hex'), seed])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

function publicKey(open: Uint8Array): KeyObject {
  const key = Buffer.concat([Buffer.from(derHeads.public, 'hex'), open])
  return createPublicKey({ key, format: 'der', type: 'spki' })
}

function publicBytes(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-keyBytes)
}

function invalid(source: string): KeyError {
  const message = `${source} is not in the encoding of signed notes.`
  return new KeyError({ code: 'KEY_INVALID', message, fix: 'Make one with `npx fieldseal keygen --audit`.' })
}
