// The password columns that these tests share.

import { PasswordColumn, type PasswordColumnOptions } from '../../../src/core/password/password-column.js'
import { fixedKeyring } from '../columns.js'

/** A column without pepper, with some options replaced. */
export function passwordColumn(options: Partial<PasswordColumnOptions> = {}): PasswordColumn {
  return new PasswordColumn({
    application: '',
    column: 'User.password',
    model: 'User',
    field: 'password',
    ...options,
  })
}

/** The same with a pepper of these keys, the first of which is active. */
export function pepperedColumn(...keyIds: string[]): PasswordColumn {
  return passwordColumn({ keyring: fixedKeyring(...keyIds) })
}
