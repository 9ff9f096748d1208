// Signed notes (C2SP signed-note): a text, an empty line, and a line for each signature.

import { encodeBase64 } from '#crypto'
import { decodeBase64 } from '../tree/base64.js'
import type { NoteSigner, NoteVerifier } from './note-key.js'

/** A note taken apart; nothing of it is proven yet. */
export interface SignedNote {
  /** What is signed, with its final line break. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** One signature line. */
export interface NoteSignature {
  readonly name: string
  /** Four bytes that say which key of that name. */
  readonly hash: Uint8Array
  readonly signature: Uint8Array
}

const hashBytes = 4
const maxSignatures = 100
const notePattern = /^([\s\S]+\n)\n((?:\u2014 [^\n]+\n)+)$/
const linePattern = /^\u2014 ([^+\s]+) (\S+)$/u
/** Control characters other than the line break. */
const controls = /(?!\n)\p{Cc}/u

/** The note of a text, which ends with a line break, under one signature. */
export function signNote(text: string, signer: NoteSigner): string {
  const signature = encodeBase64(Buffer.concat([signer.hash, signer.sign(text)]))
  return `${text}\n\u2014 ${signer.name} ${signature}\n`
}

/** A note's parts, or undefined for what is no note. */
export function parseNote(note: string): SignedNote | undefined {
  const [, text, lines] = notePattern.exec(note) ?? []
  if (text === undefined || lines === undefined || controls.test(note)) return undefined
  const signatures = lines.trimEnd().split('\n').map(parseLine)
  const isWhole = signatures.length <= maxSignatures && signatures.every(one => one !== undefined)
  return isWhole ? { text, signatures } : undefined
}

/**
 * True where one of the verifiers' keys signed the note, and no signature in the name of one is wrong. Signatures of
 * other keys do not count.
 */
export function isSigned({ text, signatures }: SignedNote, verifiers: readonly NoteVerifier[]): boolean {
  const known = signatures.flatMap(one => {
    const verifier = verifiers.find(({ name, hash }) => name === one.name && isSame(hash, one.hash))
    return verifier ? [verifier.verify(text, one.signature)] : []
  })
  return known.length > 0 && known.every(isRight => isRight)
}

function parseLine(line: string): NoteSignature | undefined {
  const [, name, data] = linePattern.exec(line) ?? []
  const bytes = data === undefined ? undefined : decodeBase64(data)
  if (name === undefined || bytes === undefined || bytes.length <= hashBytes) return undefined
  return { name, hash: bytes.subarray(0, hashBytes), signature: bytes.subarray(hashBytes) }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
