// The two sides of a comparison: protected models on an extended client, and their plain twins on a plain client.

import type { PrismaClient } from '../support/databases.js'
import type { SealedClient } from '../support/keys.js'
import type { AccountRow } from './where-rows.js'

/** The operations of a model that are compared; their types are Prisma's own in other tests. */
export type Model = Readonly<
  Record<
    | 'aggregate'
    | 'count'
    | 'create'
    | 'createMany'
    | 'delete'
    | 'deleteMany'
    | 'findFirst'
    | 'findMany'
    | 'findUnique'
    | 'groupBy'
    | 'update'
    | 'updateMany'
    | 'upsert',
    (args: object) => Promise<unknown>
  >
>

/** One side. */
export interface Side {
  readonly account: Model
  readonly post: Model
  /** Runs `use` in a transaction that is undone afterwards, and gives back what it said. */
  undone(use: (side: Side) => Promise<unknown>): Promise<unknown>
}

/** The models as a client names them. */
type Names = readonly [account: string, post: string]

/** Account and Post on an extended client. */
export function sealedSide(client: SealedClient): Side {
  return sideOf(client, ['account', 'post'])
}

/** PlainAccount and PlainPost on a plain client. */
export function plainSide(client: PrismaClient): Side {
  return sideOf(client, ['plainAccount', 'plainPost'])
}

/** Both clients have the models by name, and `$transaction`. */
interface AnyClient {
  $transaction(run: (tx: object) => Promise<unknown>): Promise<unknown>
}

function sideOf(client: object, names: Names): Side {
  const [account, post] = names.map(name => (client as Record<string, Model>)[name] as Model) as [
    Model,
    Model,
  ]
  return { account, post, undone: use => undone(client as AnyClient, names, use) }
}

/** Thrown to undo a transaction. */
class Undo {
  readonly answer: unknown

  constructor(answer: unknown) {
    this.answer = answer
  }
}

async function undone(client: AnyClient, names: Names, use: (side: Side) => Promise<unknown>) {
  try {
    return await client.$transaction(async tx => {
      throw new Undo(await use(sideOf(tx, names)))
    })
  } catch (error) {
    if (error instanceof Undo) return error.answer
    throw error
  }
}

/** Puts the rows in place of those that are there. */
export async function fill(side: Side, rows: readonly AccountRow[]): Promise<void> {
  await side.account.deleteMany({})
  await add(side, rows)
}

/** Adds the rows; the ids of their posts follow from the accounts', so that both sides have the same. */
export async function add({ account, post }: Side, rows: readonly AccountRow[]): Promise<void> {
  await account.createMany({ data: rows.map(({ posts, ...data }) => data) })
  await post.createMany({ data: rows.flatMap(postsOf) })
}

function postsOf({ id, posts }: AccountRow): object[] {
  const first = 10 * Number(id.slice(1)) + 1
  return posts.map((data, i) => ({ ...data, accountId: id, id: first + i }))
}
