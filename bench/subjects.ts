// What is compared: four clients of one Prisma version, each on a database of its own.

import { fieldseal } from 'fieldseal'
import type { PrismaClient } from './generated/sqlite/prisma/client.js'
import { benchKeys } from './keys.js'
import { peerExtension } from './peer.js'
import { adapterFor, type Storage } from './storage.js'
import { plainText, sealedSizeText } from './texts.js'

/** The client type of every subject: extensions change no type of these models. */
export type BenchClient = PrismaClient

/** One client under measurement. */
export interface Subject {
  readonly name: 'plain' | 'floor' | 'fieldseal' | 'peer'
  readonly client: BenchClient
  /** A text that this client writes; a different one for each number. */
  readonly text: (n: number) => string
}

/** An extension as `$extends` takes it. */
type Extend = (client: BenchClient) => unknown

/** Passes everything on: the least that any extension costs, on rows as large as sealed ones. */
const emptyExtension = {
  query: {
    $allModels: {
      $allOperations: ({ args, query }: { args: unknown; query: (args: unknown) => unknown }) => query(args),
    },
  },
}

/** Opens the four subjects, the plain client first; their tables are empty. */
export async function openSubjects(storage: Storage): Promise<Subject[]> {
  const generated =
    storage.provider === 'sqlite'
      ? [import('./generated/sqlite/prisma/client.js'), import('./generated/sqlite/fieldseal/index.js')]
      : [
          import('./generated/postgresql/prisma/client.js'),
          import('./generated/postgresql/fieldseal/index.js'),
        ]
  const [{ PrismaClient: Client }, { fields }] = (await Promise.all(generated)) as Generated
  const open = async (name: Subject['name'], text: Subject['text'], extend: Extend): Promise<Subject> => {
    const url = await storage.create(name, storage.provider)
    const client = new Client({ adapter: await adapterFor(storage.provider, url) })
    // Set on the one connection of the client; a file in WAL mode stays whole without it.
    if (storage.provider === 'sqlite') await client.$queryRawUnsafe('PRAGMA synchronous = OFF')
    return { name, text, client: extend(client) as BenchClient }
  }
  return [
    await open('plain', plainText, client => client),
    await open('floor', sealedSizeText, client => client.$extends(emptyExtension as never)),
    await open('fieldseal', plainText, client => client.$extends(fieldseal({ fields, keys: benchKeys }))),
    await open('peer', plainText, client => client.$extends(peerExtension(fields))),
  ]
}

type Generated = [
  typeof import('./generated/sqlite/prisma/client.js'),
  typeof import('./generated/sqlite/fieldseal/index.js'),
]
