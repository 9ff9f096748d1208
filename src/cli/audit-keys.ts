// The keys of the audit commands, out of the environment: data keys for MACs, the signer's key, verifier keys.

import { NoteSigner, NoteVerifier, signerKeyVariable } from '../audit/seal/note-key.js'
import { dataKeysVariable, type KeyEnvironment, keysFromEnv } from '../core/key-source.js'
import type { Keyring } from '../core/keyring.js'
import { ConfigError } from '../errors.js'

/** The environment variable for verifier keys, with white space between them. */
export const verifierKeysVariable = 'FIELDSEAL_AUDIT_VERIFIER'

/** The signer. Throws ConfigError CONFIG_KEYS_MISSING where the environment has none, KeyError KEY_INVALID. */
export function signerFrom(env: KeyEnvironment): NoteSigner {
  const text = env[signerKeyVariable]?.trim()
  if (text) return new NoteSigner(text)
  throw new ConfigError({
    code: 'CONFIG_KEYS_MISSING',
    message: `The environment variable ${signerKeyVariable} is not set.`,
    fix: 'Run `npx fieldseal keygen --audit` and set it.',
  })
}

/** The keys that checkpoints may be signed by: those given, those in the environment, the signer's own. */
export function verifiersFrom(env: KeyEnvironment, given: readonly string[] = []): readonly NoteVerifier[] {
  const listed = (env[verifierKeysVariable] ?? '').split(/\s+/).filter(text => text !== '')
  const own = env[signerKeyVariable]?.trim() ? [signerFrom(env).verifierKey] : []
  return [...new Set([...given, ...listed, ...own])].map(text => new NoteVerifier(text))
}

/** The data keys, or undefined where the environment has none. Throws KeyError for faulty ones. */
export async function keyringFrom(env: KeyEnvironment): Promise<Keyring | undefined> {
  return env[dataKeysVariable]?.trim() ? (await keysFromEnv(env).load()).data : undefined
}
