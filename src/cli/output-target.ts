// Where a command writes what it makes: standard output, or a new file.

import { open, rm } from 'node:fs/promises'
import { ConfigError } from '../errors.js'
import type { Terminal } from './terminal.js'

/** Takes text in pieces. */
export type WriteText = (text: string) => Promise<void>

interface OutputTarget {
  readonly write: WriteText
  /** After the last piece. */
  readonly end: () => Promise<void>
  /** In place of `end`: leaves no file behind. */
  readonly discard: () => Promise<void>
}

/** Pieces are joined to that many characters: each costs a call of the system. */
const pieceLength = 65_536

/**
 * Writes what `use` gives to standard output, or to a new file for its owner alone, which is not left behind where `use`
 * throws. Throws ConfigError CONFIG_OPTION_INVALID where there is a file at that path already, or none can be made.
 */
export async function withOutput<Result>(
  path: string | undefined,
  terminal: Terminal,
  use: (write: WriteText) => Promise<Result>,
): Promise<Result> {
  const target = await outputTarget(path, terminal)
  try {
    const result = await use(target.write)
    await target.end()
    return result
  } catch (error) {
    await target.discard()
    throw error
  }
}

async function outputTarget(path: string | undefined, { out }: Terminal): Promise<OutputTarget> {
  if (path === undefined) return { ...joined(async text => await out(text)), discard: async () => undefined }
  const file = await open(path, 'wx', 0o600).catch(() => {
    const message = `The file ${path} cannot be made, or is there already.`
    throw new ConfigError({ code: 'CONFIG_OPTION_INVALID', message, fix: 'Give the path of a new file.' })
  })
  const { write, end } = joined(text => file.appendFile(text))
  return {
    write,
    end: async () => {
      await end()
      await file.sync()
      await file.close()
    },
    discard: async () => {
      await file.close()
      await rm(path, { force: true })
    },
  }
}

function joined(write: WriteText): Omit<OutputTarget, 'discard'> {
  let waiting = ''
  const flush = async () => {
    const text = waiting
    waiting = ''
    if (text !== '') await write(text)
  }
  return {
    write: async text => {
      waiting += text
      if (waiting.length >= pieceLength) await flush()
    },
    end: flush,
  }
}
