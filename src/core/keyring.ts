// The versions of one kind of key (data or index): the active one seals, every one opens.

import { KeyError } from '../errors.js'
import type { Key } from './key.js'

/** An ordered set of keys; prints as their ids. */
export class Keyring {
  readonly #keys = new Map<string, Key>()
  readonly #active: Key

  /**
   * The first of `keys` is active. Throws KeyError KEY_ACTIVE_MISSING for none, and KEY_DUPLICATE_ID where
   * two have one id.
   */
  constructor(keys: readonly Key[]) {
    const [active] = keys
    if (!active) {
      throw new KeyError({
        code: 'KEY_ACTIVE_MISSING',
        message: 'The keyring is empty.',
        fix: 'Give it one key at least.',
      })
    }
    for (const key of keys) this.#add(key)
    this.#active = active
  }

  /** The key that seals, hashes and indexes what is written from now on. */
  get active(): Key {
    return this.#active
  }

  /** Every key, active first. */
  get keys(): readonly Key[] {
    return [...this.#keys.values()]
  }

  /** The ids of every key, active first. */
  get ids(): readonly string[] {
    return [...this.#keys.keys()]
  }

  /** True where the keyring holds a key of that id. */
  has(id: string): boolean {
    return this.#keys.has(id)
  }

  /** The key of that id. Throws KeyError KEY_UNKNOWN, which names `model` and `field` where given. */
  get(id: string, place: { readonly model?: string; readonly field?: string } = {}): Key {
    const key = this.#keys.get(id)
    if (key) return key
    throw new KeyError({
      code: 'KEY_UNKNOWN',
      message: `The keyring has no key "${id}".`,
      fix: 'Load the key again, after the active one, until nothing stored names it.',
      model: place.model,
      field: place.field,
    })
  }

  /** `Keyring(k2, k1)`. */
  toString(): string {
    return `Keyring(${this.ids.join(', ')})`
  }

  /** `Keyring(k2, k1)`. */
  toJSON(): string {
    return this.toString()
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }

  #add(key: Key): void {
    if (this.#keys.has(key.id)) {
      throw new KeyError({
        code: 'KEY_DUPLICATE_ID',
        message: `The keyring has two keys "${key.id}".`,
        fix: 'Give each key an id of its own.',
      })
    }
    this.#keys.set(key.id, key)
  }
}
