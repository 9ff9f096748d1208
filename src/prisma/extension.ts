// START HERE. The story of one operation on an extended client: each line of `run` is a stage, in the order
// in which they happen. A findMany and a create run the same lines.

import { compile, type ModelPlan } from '../schema/compile.js'
import type { FieldMap } from '../schema/field-map.js'
import { returnsRows } from './arg-grammar.js'
import { Clients } from './clients.js'
import { loadDecimals, needsDecimals, noDecimals } from './decimals.js'
import type { FieldsealExtension } from './extension-types.js'
import { acrossEpochs } from './index-epochs.js'
import { baseClientOf, checkSchema, resultRowsOf } from './internals.js'
import { openRows } from './open-rows.js'
import type { Operation } from './operation.js'
import { checkOptions, type FieldsealOptions } from './options.js'
import { Protections } from './protections.js'
import { Ready } from './ready.js'
import { refuse } from './refuse.js'
import { rewriteWhere } from './rewrite-where.js'
import { sealData } from './seal-data.js'
import { selectColumns } from './select-columns.js'
import { rethrow } from './unique-conflict.js'
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
  const protections = new Ready(async () => {
    const decimals = needsDecimals(settings.fields) ? await loadDecimals() : noDecimals
    return new Protections([...plans.values()], await settings.keys.load(), {
      ...settings,
      provider: settings.fields.provider,
      decimals,
    })
  })

  function run(call: Operation, clients: Clients): Promise<unknown> | unknown {
    const { model, operation, args, query, __internalParams } = call
    const plan = plans.get(model) as ModelPlan
    if (!plan.reachesProtected) return query(args)
    const places = walkArgs(plan, operation, args)
    refuse(places)
    return protections.use(ready => {
      const claims = sealData(places, ready)
      const lookups = rewriteWhere(places, ready)
      const added = selectColumns(places)
      const isOneEpoch = claims.length === 0 && lookups.length === 0
      const answer = isOneEpoch ? query(args) : acrossEpochs(call, { claims, lookups }, clients)
      return answer.then(
        result =>
          returnsRows.has(operation)
            ? openRows(resultRowsOf(plan, __internalParams), result, ready, added)
            : result,
        error => rethrow(error, plans),
      )
    })
  }

  return client => {
    checkSchema(client, settings.fields)
    const clients = new Clients(baseClientOf(client))
    const $allOperations = (call: Operation) => run(call, clients)
    return client.$extends({ name: 'fieldseal', query: { $allModels: { $allOperations } } })
  }
}
