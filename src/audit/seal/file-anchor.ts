// A file that checkpoints are added to: on another disk, better on another machine's, best where nobody can take back.

import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Anchor } from './anchor.js'

/** Adds each note and an empty line to the end of the file at `path`, on the disk before the promise resolves. */
export function fileAnchor(path: string): Anchor {
  return {
    name: basename(path),
    publish: async note => {
      const file = await open(path, 'a')
      try {
        await file.writeFile(`${note}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}

/** The notes of a file that `fileAnchor` wrote, in its order; what stands between them as it is. */
export function parseAnchors(text: string): readonly string[] {
  return text.split(/(?<=^\u2014 .*\n)\n/mu).filter(note => note.trim() !== '')
}
