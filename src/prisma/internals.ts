// Every use that fieldseal makes of Prisma internals, probed when the client is extended, so that a Prisma
// version that moved one is refused with a clear error instead of answered wrongly.

import { ConfigError } from '../errors.js'
import type { ModelPlan } from '../schema/compile.js'
import type { FieldMap } from '../schema/field-map.js'
import { schemaHash } from '../schema/schema-hash.js'
import { type RawRows, rawParameters, rowsOf } from './raw-rows.js'

/** What a query hook gets beside its documented parameters (Prisma 7.10). */
export interface InternalParams {
  /** `select` and relation name by turns, for the fluent API: the result is the last relation's rows. */
  readonly dataPath?: readonly string[]
  /** The transaction that the operation runs in; none for one alone. */
  readonly transaction?: InternalTransaction
  /** The operation that is sent. */
  readonly action?: string
}

/** A transaction as a query hook names it: `itx` for an interactive one, `batch` for `$transaction([...])`. */
export interface InternalTransaction {
  readonly kind: 'itx' | 'batch'
  readonly id: string
}

/** The members of a client without extensions that fieldseal uses. */
export interface BaseClient {
  $extends(this: unknown, extension: unknown): unknown
  $transaction<Result>(use: (tx: BaseClient) => Promise<Result>, options?: object): Promise<Result>
  /** A client inside a running interactive transaction; the second and third arguments since 7.5. */
  _createItxClient(transaction: InternalTransaction, scopeId: string, scope: { stack: string[] }): BaseClient
  readonly _engine: {
    transaction(action: 'start', headers: object, limits: object): Promise<{ readonly id: string }>
    transaction(
      action: 'commit' | 'rollback',
      headers: object,
      started: { readonly id: string },
    ): Promise<unknown>
    request(query: object, options: object): Promise<unknown>
  }
}

/**
 * The client beneath every extension.
 * @throws ConfigError CONFIG_PRISMA_UNSUPPORTED where this Prisma has not what fieldseal uses
 */
export function baseClientOf(client: unknown): BaseClient {
  // The original itself has no models; what it applied to itself at construction has.
  const base = property(property(client, '_originalClient'), '_appliedParent')
  const engine = property(base, '_engine')
  const isKnown =
    typeof property(base, '_createItxClient') === 'function' &&
    typeof property(engine, 'transaction') === 'function' &&
    typeof property(engine, 'request') === 'function'
  if (isKnown) return base as BaseClient
  throw unsupported('This client has no transactions that fieldseal knows how to join.')
}

/**
 * A `$extends` for the extended client that refuses query extensions: declared after fieldseal they stand between it
 * and the database, where they would write plaintext past it.
 * @throws ConfigError CONFIG_EXTENDED_AFTER
 */
export function guardedExtends(base: BaseClient): (this: unknown, extension: unknown) => unknown {
  return function (this: unknown, extension: unknown) {
    if (typeof extension === 'function') return extension(this)
    if (property(extension, 'query') === undefined) return base.$extends.call(this, extension)
    throw new ConfigError({
      code: 'CONFIG_EXTENDED_AFTER',
      message:
        'An extension with a `query` component is declared after fieldseal, and would write plaintext past it.',
      fix: 'Declare it before: fieldseal is the last of the extensions that see queries.',
    })
  }
}

/** What a client sends its log events through. */
export interface LogEmitter {
  emit(name: string, event: unknown): unknown
  listenerCount(name: string): number
}

/**
 * The emitter of a client's log events.
 * @throws ConfigError CONFIG_PRISMA_UNSUPPORTED where this Prisma has none
 */
export function logEmitterOf(client: unknown): LogEmitter {
  const emitter = property(property(client, '_engineConfig'), 'logEmitter')
  if (typeof property(emitter, 'emit') === 'function') return emitter as LogEmitter
  throw unsupported('This client has no log events that fieldseal knows how to keep values out of.')
}

/** The fields that computed fields of extensions below this client need, of a model (Prisma 7.10). */
export function computedNeedsOf(client: unknown, model: string): ReadonlySet<string> {
  const extensions = property(client, '_extensions')
  const read = property(extensions, 'getAllComputedFields')
  if (typeof read !== 'function') throw unsupported('This client does not show the extensions that it has.')
  const computed: Record<string, { readonly needs: readonly string[] }> = read.call(extensions, model) ?? {}
  return new Set(Object.values(computed).flatMap(({ needs }) => needs))
}

/** The `omit` option of a client: model property, field, whether it is left out. */
export type GlobalOmit = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The `omit` option that the client was made with. */
export function globalOmitOf(base: BaseClient): GlobalOmit {
  return (property(base, '_globalOmit') as GlobalOmit | undefined) ?? {}
}

/** The property under which a client has a model. */
export function modelProperty(model: string): string {
  return model.charAt(0).toLowerCase() + model.slice(1)
}

const scopeContext = Symbol.for('prisma.client.transaction.scope_context')
const transactionId = Symbol.for('prisma.client.transaction.id')

/**
 * The id of the interactive transaction that a client runs in: under `scopeContext` since Prisma 7.5, before under
 * `transactionId`. Undefined outside of one.
 */
export function transactionIdOf(client: unknown): string | undefined {
  const members = client as Record<symbol, unknown>
  const id = property(members[scopeContext], 'txId') ?? members[transactionId]
  return typeof id === 'string' ? id : undefined
}

/**
 * Sends SQL inside a transaction, as `$executeRawUnsafe` of a client in it would, which takes three times as long beside
 * the driver.
 */
export async function executeIn(base: BaseClient, statement: RawStatement): Promise<void> {
  await rawRequest(base, 'executeRaw', statement)
}

/** Reads with SQL inside a transaction, as `$queryRawUnsafe` would; a Decimal is its text. */
export async function queryIn(base: BaseClient, statement: RawStatement): Promise<Record<string, unknown>[]> {
  return rowsOf((await rawRequest(base, 'queryRaw', statement)) as RawRows)
}

/** SQL with its values, and the transaction that it belongs to. */
export interface RawStatement {
  readonly transaction: InternalTransaction
  readonly sql: string
  readonly values: readonly unknown[]
}

async function rawRequest(base: BaseClient, action: string, statement: RawStatement): Promise<unknown> {
  const { transaction, sql, values } = statement
  const query = { arguments: { query: sql, parameters: rawParameters(values) }, selection: {} }
  const options = { interactiveTransaction: { id: transaction.id, payload: {} }, isWrite: true }
  const response = await base._engine.request({ action, query }, options)
  return property(property(response, 'data'), action)
}

/** The longest time that timers know, 24 days: for transactions of fieldseal's own, where an operation has no limit. */
export const longestMs = 2 ** 31 - 1

/** What a Prisma promise will do: absent for raw SQL, and where this Prisma does not tell. */
export function specOf(promise: unknown): { readonly model?: string; readonly action?: string } | undefined {
  return property(promise, 'spec') as ReturnType<typeof specOf>
}

/**
 * Sends what a Prisma promise stands for inside a transaction.
 * @throws TypeError for something else, as Prisma's own $transaction does
 */
export function requestIn(promise: unknown, transaction: InternalTransaction): Promise<unknown> {
  const request = property(promise, 'requestTransaction')
  if (typeof request === 'function') return request.call(promise, transaction)
  throw new TypeError('Expected a list of Prisma promises that are not awaited.')
}

/** The part of a client that is used. */
export interface ExtensibleClient {
  $extends(extension: object): never
}

/**
 * Holds the field map against the schema that the client was generated from.
 * @throws ConfigError CONFIG_SCHEMA_DRIFT, CONFIG_PRISMA_UNSUPPORTED, CONFIG_EXTENDED_TWICE
 */
export function checkSchema(client: unknown, fields: FieldMap): asserts client is ExtensibleClient {
  if (property(client, '$fieldseal') !== undefined) {
    throw new ConfigError({
      code: 'CONFIG_EXTENDED_TWICE',
      message: 'This client is extended with fieldseal already; values would be sealed twice.',
      fix: 'Call $extends(fieldseal(...)) once, as the last extension.',
    })
  }
  const config = property(client, '_engineConfig')
  const schema = property(config, 'inlineSchema')
  if (typeof schema !== 'string')
    throw unsupported('This client does not show the schema it was generated from.')
  if (schemaHash(schema) === fields.schemaHash) return
  throw new ConfigError({
    code: 'CONFIG_SCHEMA_DRIFT',
    message: 'The field map and the Prisma client were generated from different schemas.',
    fix: 'Run `prisma generate` with both generators in the schema, and deploy both outputs together.',
  })
}

function unsupported(message: string): ConfigError {
  const fix =
    'Call $extends(fieldseal(...)) on a PrismaClient of Prisma 7, in a version that fieldseal supports.'
  return new ConfigError({ code: 'CONFIG_PRISMA_UNSUPPORTED', message, fix })
}

function property(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[name] : undefined
}

/** The rows that an operation gives back. */
export interface ResultRows {
  readonly plan: ModelPlan
  /** The relations that a fluent call, `findUnique().visits()`, follows from the model to these rows. */
  readonly path: readonly string[]
}

/** For a fluent call Prisma's hook names the parent, while the result is the child (Prisma 7.10). */
export function resultRowsOf(plan: ModelPlan, { dataPath = [] }: InternalParams): ResultRows {
  const path = dataPath.filter((_, position) => position % 2 === 1)
  let target = plan
  for (const name of path) {
    const member = target.members.get(name)
    if (member?.kind === 'relation') target = member.target
  }
  return { plan: target, path }
}
