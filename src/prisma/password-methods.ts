// The method that models with a password get: its run time, and its type.

import type { Types } from '@prisma/client/runtime/client'
import type { ModelPlan } from '../schema/compile.js'
import type { FieldMap } from '../schema/field-map.js'
import { modelProperty } from './internals.js'
import { passwordFieldsOf } from './password-field.js'
import {
  type ExtendedDelegate,
  type Verifier,
  type VerifyArguments,
  verifyPassword,
} from './verify-password.js'

/** What `verifyPassword` takes: the arguments of `findUnique`, and the password. */
export type VerifyPasswordArgs<Delegate> = Types.Public.Args<Delegate, 'findUnique'> & {
  /** As the user typed it. */
  readonly password: string
  /** Which @password field, where the model has several; the one called `password` by default. */
  readonly field?: string
  /** Where the attempt comes from, such as an IP address, for the event. */
  readonly address?: string
}

/**
 * Checks a password: the row that `findUnique` gives, or null for a wrong password, a row without one, and no row, which
 * all take the same work. A hash of an older scheme or a lower cost is replaced after a success.
 */
export type VerifyPassword = <Delegate, Args extends VerifyPasswordArgs<Delegate>>(
  this: Delegate,
  args: Args,
) => Promise<Types.Public.Result<Delegate, Args, 'findUnique'>>

/** The models with a password, by client property. */
export type PasswordMethods<Fields extends FieldMap> = {
  readonly [Model in keyof Fields['models'] as HasPassword<Fields['models'][Model]> extends true
    ? Uncapitalize<Model & string>
    : never]: { readonly verifyPassword: () => VerifyPassword }
}

type HasPassword<Model> = Model extends { readonly fields: infer Entries }
  ? true extends {
      [Name in keyof Entries]: Entries[Name] extends { readonly password: object } ? true : false
    }[keyof Entries]
    ? true
    : false
  : false

/** The methods, by client property. */
export function passwordMethods(plans: Iterable<ModelPlan>, verifier: Verifier): Record<string, object> {
  const withPassword = [...plans].filter(plan => passwordFieldsOf(plan).length > 0)
  const methodOf = (plan: ModelPlan) =>
    function (this: ExtendedDelegate, args: VerifyArguments) {
      return verifyPassword(verifier, plan, this, args)
    }
  return Object.fromEntries(
    withPassword.map(plan => [modelProperty(plan.name), { verifyPassword: methodOf(plan) }]),
  )
}
