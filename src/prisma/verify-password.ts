// `db.user.verifyPassword(...)`: finds a row, checks a password against it, and replaces a hash that is out of date.
// The same work is done whether the row exists, has a password, or has another one.

import { currentViewer } from '../context.js'
import { KeyError, OpenError } from '../errors.js'
import type { FieldPlan, ModelPlan } from '../schema/compile.js'
import type { Node } from './arg-values.js'
import { bindingOfRow } from './binding.js'
import type { PasswordOutcome, PasswordSink } from './password-events.js'
import { passwordFieldOf } from './password-field.js'
import type { PasswordProtection } from './password-protection.js'
import type { Protections } from './protections.js'
import type { AuditPort } from './recording/audit-port.js'
import { recordLogin, type Upgrade } from './recording/login-recorder.js'
import type { ReplaceHash } from './recording/record-upgrade.js'
import { refuse } from './refuse.js'
import { uniqueSearch } from './unique-search.js'
import { walkArgs } from './walk-args.js'

/** The arguments of verifyPassword, as far as the run time looks at them; the rest is for the row that comes back. */
export interface VerifyArguments {
  readonly where: Node
  readonly password: string
  readonly field?: string
  readonly address?: string
}

/** What the verifications of one client share. */
export interface Verifier extends AuditPort {
  readonly onPasswordCheck: PasswordSink
}

/** The delegate of a model on the extended client or transaction that the call was made on. */
export interface ExtendedDelegate {
  readonly $parent: unknown
  findUnique(args: Node): Promise<unknown>
}

/**
 * Verifies a password of a model: the row that `findUnique` gives for the same arguments, or null.
 * @throws QueryError for a search that is refused, OpenError for a hash that does not open or is none
 */
export async function verifyPassword(
  verifier: Verifier,
  plan: ModelPlan,
  delegate: ExtendedDelegate,
  { password, field: name, address, ...read }: VerifyArguments,
): Promise<unknown> {
  const { protections, clients, onPasswordCheck } = verifier
  const field = passwordFieldOf(plan, name)
  refuse(walkArgs(plan, 'findUnique', read))
  const ready = await protections.use(all => all)
  const search = uniqueSearch(plan, read.where, ready)
  const model = clients.beside(delegate.$parent).model(plan.name)
  const login = { plan, field, account: search.account, address }
  const tell = async (outcome: PasswordOutcome, row?: Node | null, upgrade?: Upgrade) => {
    const upgraded = await recordLogin(verifier, delegate.$parent, { ...login, outcome, row, upgrade })
    const event = { model: plan.name, field: field.name, outcome, account: search.account, address }
    await onPasswordCheck({ ...event, upgrade: upgraded, viewer: currentViewer(), time: new Date() })
  }
  let found: Node | null = null
  try {
    found = await search.find(model, columnsOf(plan, field, verifier.audit.plans.get(plan.name)?.id))
    const { outcome, outdated } = await checkPassword(field, password, found, ready)
    await tell(outcome, found, outdated && (() => newHash(field, password, outdated, ready)))
    if (outcome !== 'verified' || !found) return null
    // The row whose password was checked, and no other that has taken its name since.
    return delegate.findUnique({ ...read, where: { ...read.where, ...identityOf(plan, found) } })
  } catch (error) {
    if (error instanceof OpenError || error instanceof KeyError) await tell('failed', found)
    throw error
  }
}

/** The password, the columns that it is bound to, and what tells the row from others. */
function columnsOf(plan: ModelPlan, field: FieldPlan, id: readonly string[] = []): readonly string[] {
  const needed = [field.name, ...field.bind.map(binding => binding.field), ...identityColumns(plan)]
  return [...new Set([...needed, ...id])]
}

/** The first id or unique of columns that stand in the database as they are. */
function identityColumns(plan: ModelPlan): readonly string[] {
  const isPlain = (name: string) => ['scalar', 'index'].includes(plan.members.get(name)?.kind ?? '')
  return plan.entry.uniques.find(({ fields }) => fields.every(isPlain))?.fields ?? []
}

function identityOf(plan: ModelPlan, row: Node): Node {
  return Object.fromEntries(identityColumns(plan).map(name => [name, row[name]]))
}

interface Check {
  readonly outcome: PasswordOutcome
  /** The row, where its hash is to be replaced. */
  readonly outdated?: Node
}

async function checkPassword(
  field: FieldPlan,
  password: string,
  row: Node | null,
  ready: Protections,
): Promise<Check> {
  const { column } = ready.field(field) as PasswordProtection
  const stored = row?.[field.name] ?? null
  if (!row || stored === null) {
    await column.dummyVerify(password)
    return { outcome: row ? 'noPassword' : 'unknownUser' }
  }
  const { matches, needsUpgrade } = await column.verify(stored, password, bindingOfRow(field, row))
  if (!matches) return { outcome: 'wrongPassword' }
  return needsUpgrade ? { outcome: 'verified', outdated: row } : { outcome: 'verified' }
}

/**
 * Hashes the password anew; what it gives replaces the hash of the row where it is still the one that was verified: a
 * concurrent change of password wins.
 */
async function newHash(
  field: FieldPlan,
  password: string,
  row: Node,
  ready: Protections,
): Promise<ReplaceHash> {
  const { column } = ready.field(field) as PasswordProtection
  const hash = await column.hash(password, bindingOfRow(field, row))
  return async model => {
    const { count } = await model.updateMany({ where: row, data: { [field.name]: hash } })
    return count === 1 ? 'done' : 'lost'
  }
}
