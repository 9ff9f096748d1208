// The memory of `fieldseal audit watch` in a file, which is whole at any moment.

import { readFile, rename, writeFile } from 'node:fs/promises'
import { parseWatchState, type WatchState, type WatchStore } from '../audit/watch/watch-state.js'
import { ConfigError } from '../errors.js'

/** Keeps the memory at a path. Throws ConfigError CONFIG_OPTION_INVALID where that does not work. */
export class FileWatchStore implements WatchStore {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  async load(): Promise<WatchState | undefined> {
    const text = await readFile(this.#path, 'utf8').catch(error => {
      if (error.code === 'ENOENT') return undefined
      throw unusable('read', this.#path)
    })
    return text === undefined ? undefined : parseWatchState(text)
  }

  async save(state: WatchState): Promise<void> {
    const next = `${this.#path}.next`
    try {
      await writeFile(next, JSON.stringify(state), { mode: 0o600 })
      await rename(next, this.#path)
    } catch {
      throw unusable('written', this.#path)
    }
  }
}

function unusable(verb: string, path: string): ConfigError {
  return new ConfigError({
    code: 'CONFIG_OPTION_INVALID',
    message: `The state file ${path} cannot be ${verb}.`,
    fix: 'Give --state a path in a folder that this user may write to.',
  })
}
