// START HERE. The story of one operation on an extended client: each line of `run` is a stage, in the order
// in which they happen. A findMany and a create run the same lines.

import { Masking } from '../masking/masking.js'
import { compile, type ModelPlan } from '../schema/compile.js'
import { compileRecorded } from '../schema/compile-recorded.js'
import type { FieldMap } from '../schema/field-map.js'
import { returnsRows } from './arg-grammar.js'
import { Clients } from './clients.js'
import { loadDecimals, needsDecimals, noDecimals } from './decimals.js'
import type { FieldsealExtension } from './extension-types.js'
import { rewriteGroupings } from './grouping.js'
import { withHashedPasswords } from './hash-passwords.js'
import { refuseGroups } from './index-epochs.js'
import { baseClientOf, checkSchema, computedNeedsOf, guardedExtends, logEmitterOf } from './internals.js'
import { openResult } from './open-result.js'
import type { Operation } from './operation.js'
import { checkKeySet, checkOptions, type FieldsealOptions } from './options.js'
import { passwordMethods } from './password-methods.js'
import type { Echoes } from './protection.js'
import { Protections } from './protections.js'
import { quietError, secretTexts } from './quiet-errors.js'
import { QuietLog } from './quiet-log.js'
import { RawValues } from './raw-values.js'
import { Ready } from './ready.js'
import { Audit } from './recording/audit.js'
import { auditMethods, auditQueries } from './recording/audit-component.js'
import { refuse } from './refuse.js'
import { refuseMasked, refuseNobody } from './refuse-masked.js'
import { rewriteWhere } from './rewrite-where.js'
import { sealData } from './seal-data.js'
import { selectColumns } from './select-columns.js'
import { Trail } from './trail/trail.js'
import { withTrailInTransactions } from './trail/trail-in-transactions.js'
import { rethrow } from './unique-conflict.js'
import { viewerMethods } from './viewer-methods.js'
import { walkArgs } from './walk-args.js'

/**
 * The Prisma client extension: `new PrismaClient({ adapter }).$extends(fieldseal({ fields, keys }))`.
 * Declare it last, so that other extensions see plain values.
 * @throws ConfigError for options that are wrong, or a field map that does not fit the client's schema
 */
export function fieldseal<const Fields extends FieldMap>(
  options: FieldsealOptions<Fields>,
): FieldsealExtension<Fields> {
  const settings = checkOptions(options)
  const plans = compile(settings.fields)
  const masking = new Masking(plans.values(), options)
  const audit = new Audit(compileRecorded(settings.fields, plans), settings)
  const quietLog = new QuietLog()
  const protections = new Ready(async () => {
    const decimals = needsDecimals(settings.fields) ? await loadDecimals() : noDecimals
    return new Protections([...plans.values()], checkKeySet(await settings.keys.load()), {
      ...settings,
      provider: settings.fields.provider,
      decimals,
    })
  })

  function run(call: Operation, clients: Clients): Promise<unknown> | unknown {
    const plan = plans.get(call.model) as ModelPlan
    audit.refuseTrail(call)
    if (!plan.reachesProtected && !audit.records(call)) return call.query(call.args)
    const clearance = masking.clearance()
    if (masking.settings.requireViewer) refuseNobody(clearance.viewer, plan.name)
    const places = walkArgs(plan, call.operation, call.args)
    refuse(places)
    refuseMasked(places, clearance)
    const secrets = secretTexts(places)
    return protections.use(ready =>
      withHashedPasswords(places, ready, () => {
        if (ready.hasSeveralIndexKeys) refuseGroups(places)
        const isEchoed = returnsRows.has(call.operation) || audit.records(call)
        const echoes: Echoes | undefined = isEchoed ? new Map() : undefined
        const claims = sealData(places, ready, echoes)
        const lookups = rewriteWhere(places, ready)
        const groupings = rewriteGroupings(places, ready)
        const added = selectColumns(places, clients.globalOmit)
        const sending = { epochs: { claims, lookups }, clients, protections: ready, echoes }
        const opening = { protections: ready, masks: masking.rows, clearance, added, groupings, echoes }
        return quietLog
          .during(secrets, () => audit.send(call, sending))
          .then(
            result => audit.open(call, sending, tell => openResult(plan, call, result, { ...opening, tell })),
            error => rethrow(quietError(error, secrets), plans),
          )
      }),
    )
  }

  return client => {
    checkSchema(client, settings.fields)
    const base = baseClientOf(client)
    const clients = new Clients(base)
    quietLog.attach(logEmitterOf(client))
    const models = [...plans.values()].filter(plan => plan.masked.length > 0)
    masking.rows.answerNeeds(new Map(models.map(({ name }) => [name, computedNeedsOf(client, name)])))
    const trail = { audit, clients, protections }
    const verifier = { ...trail, onPasswordCheck: settings.onPasswordCheck }
    const $allOperations = (call: Operation) => run(call, clients)
    return client.$extends({
      name: 'fieldseal',
      query: { $allModels: { $allOperations }, ...auditQueries(trail) },
      model: passwordMethods(plans.values(), verifier),
      client: {
        $extends: guardedExtends(base),
        $fieldseal: new RawValues(plans, protections),
        ...viewerMethods(masking, plans, trail),
        ...withTrailInTransactions(
          auditMethods(trail, masking, base),
          transaction => new Trail(trail, masking, transaction),
        ),
      },
    })
  }
}
