// Proof that one event stands in the signed tree: all that somebody needs who has the verifier key and nothing else.

import { AuditError } from '../../errors.js'
import type { AuditEntry, AuditEvent } from '../event.js'
import { eventFormat } from '../event-mac.js'
import { parseCheckpoint } from '../seal/checkpoint.js'
import type { NoteVerifier } from '../seal/note-key.js'
import { isSigned, parseNote } from '../seal/signed-note.js'
import { decodeBase64 } from '../tree/base64.js'
import { verifyInclusion } from '../tree/inclusion-proof.js'
import { leafHash, treeHashBytes } from '../tree/tree-hash.js'

/** Stands in every proof. */
export const proofFormat = 'fieldseal-proof/1'

/** A proof as JSON. It holds the event as recorded: whoever is given it reads who did what, and no protected value. */
export interface EventProof {
  readonly format: typeof proofFormat
  /** The text of the leaf: the event, its entries and its MAC. */
  readonly leaf: string
  /** The position of the leaf, from 0. */
  readonly index: number
  /** How many leaves the tree had. */
  readonly size: number
  /** The hashes beside the way up to the root (RFC 6962 §2.1.1), the lowest first, in base64. */
  readonly path: readonly string[]
  /** The signed note of the checkpoint of that size. */
  readonly checkpoint: string
}

/** What a proof proves. */
export interface ProvenEvent {
  readonly event: AuditEvent
  readonly entries: readonly AuditEntry[]
  readonly index: number
  readonly size: number
  /** The name of the key that signed. */
  readonly origin: string
}

/**
 * Checks a proof, which may come from anywhere. Throws AuditError AUDIT_PROOF_INVALID for one that does not hold: another
 * form, a checkpoint that none of the keys signed, or a leaf that is not where it says.
 */
export function verifyProof(proof: EventProof, verifiers: readonly NoteVerifier[]): ProvenEvent {
  const { format, leaf, index, size, path, checkpoint: note } = proof ?? {}
  if (
    format !== proofFormat ||
    typeof leaf !== 'string' ||
    typeof note !== 'string' ||
    !Array.isArray(path)
  ) {
    throw invalid('The proof is not in its form.')
  }
  const signed = parseNote(note)
  const checkpoint = signed && isSigned(signed, verifiers) ? parseCheckpoint(signed.text) : undefined
  if (!checkpoint) throw invalid('The checkpoint of the proof is not signed by the key.')
  const hashes = path.map(hash => decodeBase64(String(hash)))
  const inclusion = { leaf: leafHash(leaf), index, size, path: hashes as Uint8Array[], root: checkpoint.root }
  const isIncluded = hashes.every(hash => hash?.length === treeHashBytes) && verifyInclusion(inclusion)
  if (!isIncluded || size !== checkpoint.size)
    throw invalid('The event is not in the tree of the checkpoint.')
  return { ...parseLeaf(leaf), index, size, origin: checkpoint.origin }
}

/** The event of a leaf's text, which is proven already. */
function parseLeaf(leaf: string): Pick<ProvenEvent, 'event' | 'entries'> {
  const [format, ...columns] = JSON.parse(leaf.slice(0, leaf.lastIndexOf('\n')))
  if (format !== eventFormat) throw invalid('The proof is of another format of events.')
  const [id, time, kind, outcome, operation, model, transactionId, ...rest] = columns
  const [actor, roles, reason, purpose, requestId, ip, details, entries] = rest
  const head = { id, time, kind, outcome, operation, model, transactionId }
  return {
    event: { ...head, actor, roles, reason, purpose, requestId, ip, details },
    entries: entries.map(toEntry),
  }
}

function toEntry([position, model, recordId, action, fields, before, after]: readonly never[]): AuditEntry {
  return { position, model, recordId, action, fields, before, after } as unknown as AuditEntry
}

function invalid(message: string): AuditError {
  const fix = 'Ask for a new proof, and check that the verifier key is that of the trail.'
  return new AuditError({ code: 'AUDIT_PROOF_INVALID', message, fix })
}
