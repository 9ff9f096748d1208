// Signed notes and checkpoints against the examples of Go's note package and of the C2SP specifications, and against
// notes that Go signed.

import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parseCheckpoint, signCheckpoint } from '../../src/audit/seal/checkpoint.js'
import { generateSignerKey, NoteSigner, NoteVerifier } from '../../src/audit/seal/note-key.js'
import { isSigned, parseNote, signNote } from '../../src/audit/seal/signed-note.js'
import { decodeBase64 } from '../../src/audit/tree/base64.js'
import vectors from '../vectors/audit-trail.json' with { type: 'json' }

/** golang.org/x/mod/sumdb/note, note_test.go: TestSign, TestOpen, TestVerifierList. */
const peter = {
  signerKey: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  verifierKey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}
const enoch = {
  verifierKey: 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop',
  line: '\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n',
}
const peterNote = `${peter.text}\n${peter.line}`

/** C2SP tlog-checkpoint: the example at its head. */
const sofa = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`

function isOpen(note: string, ...keys: string[]): boolean {
  const parsed = parseNote(note)
  return (
    parsed !== undefined &&
    isSigned(
      parsed,
      keys.map(key => new NoteVerifier(key)),
    )
  )
}

describe('a signed note', () => {
  test('is what the note package makes of the same key and text', () => {
    expect(signNote(peter.text, new NoteSigner(peter.signerKey))).toBe(peterNote)
  })

  test('is accepted with the key that signed it, whoever else signed', () => {
    expect(isOpen(peterNote, peter.verifierKey)).toBe(true)
    expect(isOpen(peterNote + enoch.line, peter.verifierKey)).toBe(true)
    expect(isOpen(peterNote + enoch.line, peter.verifierKey, enoch.verifierKey)).toBe(true)
  })

  test('is not accepted without a signature of a known key', () => {
    expect(isOpen(peterNote)).toBe(false)
    expect(isOpen(peterNote, enoch.verifierKey)).toBe(false)
  })

  test('is not accepted where any signature of a known key is wrong', () => {
    const forged = `${peter.line.slice(0, 60)}A${peter.line.slice(61)}`
    expect(isOpen(`${peter.text}\n${forged}`, peter.verifierKey)).toBe(false)
    expect(isOpen(peterNote + forged, peter.verifierKey)).toBe(false)
  })

  test('may have empty lines in its text', () => {
    const note = signNote('a\n\nb\n', new NoteSigner(peter.signerKey))
    expect(parseNote(note)?.text).toBe('a\n\nb\n')
    expect(isOpen(note, peter.verifierKey)).toBe(true)
  })

  test.each([
    ['only a text', peter.text],
    ['no signature', `${peter.text}\n`],
    ['no final line break', peterNote.slice(0, -1)],
    ['a control character', `\x01${peterNote}`],
    ['a carriage return', peterNote.replaceAll('\n', '\r\n')],
    ['a name with a space', peterNote.replace('PeterNeumann', 'Peter Neumann')],
    ['a line after the signatures', `${peterNote}Unexpected line.\n`],
    ['101 signatures', `${peter.text}\n${peter.line.repeat(101)}`],
    ['base64 with something after it', peterNote.replace('=\n', '==\n')],
  ])('is no note with %s', (_, note) => {
    expect(parseNote(note)).toBeUndefined()
  })
})

describe('a key', () => {
  test('is not accepted with any character changed or missing', () => {
    const mangled = (key: string) =>
      [...key].flatMap((letter, i) => [
        key.slice(0, i) + String.fromCodePoint((letter.codePointAt(0) as number) + 1) + key.slice(i + 1),
        key.slice(0, i) + key.slice(i + 1),
        key.slice(0, i),
      ])
    for (const key of mangled(peter.verifierKey)) expect(() => new NoteVerifier(key)).toThrow('KEY_INVALID')
    for (const key of mangled(peter.signerKey)) expect(() => new NoteSigner(key)).toThrow('KEY_INVALID')
  })

  test.each([
    'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
    'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  ])('of another length or algorithm is not accepted: %s', key => {
    expect(() => new NoteVerifier(key)).toThrow('KEY_INVALID')
  })

  test('gives its verifier key', () => {
    expect(new NoteSigner(peter.signerKey).verifierKey).toBe(peter.verifierKey)
    expect(new NoteSigner(vectors.signerKey).verifierKey).toBe(vectors.verifierKey)
  })

  test('made anew signs what its verifier key accepts', () => {
    const signer = new NoteSigner(generateSignerKey('example.com/trail'))
    expect(isOpen(signNote('hello\n', signer), signer.verifierKey)).toBe(true)
  })

  test.each(['', 'a b', 'a+b', 'a\u2003b', 'a\nb'])('has no name like %j', name => {
    expect(() => generateSignerKey(name)).toThrow('KEY_INVALID')
  })

  test('never shows', () => {
    const signer = new NoteSigner(peter.signerKey)
    const shown = [
      inspect(signer, { depth: 9, showHidden: true }),
      JSON.stringify({ signer }),
      `${signer}`,
    ].join()
    expect(shown).toContain('NoteSigner(PeterNeumann)')
    expect(shown).not.toContain('AYEKFALVFGyNhPJEMzD1QIDr')
  })
})

describe('a checkpoint', () => {
  const signer = new NoteSigner(vectors.signerKey)
  const sizes = [1, 6, 13]

  test('is the note that Go signed', () => {
    const notes = sizes.map((size, i) => {
      const root = decodeBase64(vectors.roots[size - 1] as string) as Uint8Array
      return signCheckpoint({ size, root, previous: sizes[i - 1] ?? 0 }, signer)
    })
    expect(notes).toEqual(vectors.notes)
  })

  test('says what it was made of', () => {
    const parsed = vectors.notes.map(note => parseCheckpoint(parseNote(note)?.text ?? ''))
    expect(parsed.map(one => [one?.origin, one?.size, one?.previous])).toEqual([
      ['trail.example/clinic', 1, 0],
      ['trail.example/clinic', 6, 1],
      ['trail.example/clinic', 13, 6],
    ])
  })

  test('of others is read, too', () => {
    const read = parseCheckpoint(parseNote(sofa)?.text ?? '')
    expect(read).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 })
    expect(read).not.toHaveProperty('previous')
  })

  test.each([
    ['\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2\n'],
    ['a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n'],
    ['a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nb\n'],
    ['a\n1\n'],
  ])('is not %j', text => {
    expect(parseCheckpoint(text)).toBeUndefined()
  })
})
