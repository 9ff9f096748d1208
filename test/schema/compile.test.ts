// The plans of protected fields: which columns results leave out, and what a field is bound to.

import { expect, test } from 'vitest'
import { compile, type ModelPlan } from '../../src/schema/compile.js'
import { mapOf } from './build-schema.js'

const schema = `model User {
  id String @id @default(uuid())
  tenantId Int
  tenant Tenant @relation(fields: [tenantId], references: [id])
  /// @encrypted @searchable(emailIndex)
  email String
  emailIndex String?
  /// @token
  session String?
  /// @password(bind: [id, tenantId])
  password String?
  /// @password
  pin String
}
model Tenant {
  id Int @id
  users User[]
}`

const plan = compile(mapOf(schema)).get('User') as ModelPlan

test('results leave out indexes, tokens and passwords', () => {
  expect(plan.hidden).toEqual(['emailIndex', 'session', 'password', 'pin'])
})

test('a password is a field, bound as its annotation says', () => {
  expect(plan.members.get('password')).toMatchObject({
    kind: 'field',
    isUnique: false,
    bind: [
      { field: 'id', isGenerated: true },
      { field: 'tenantId', relation: { name: 'tenant', reference: 'id' } },
    ],
  })
  expect(plan.members.get('pin')).toMatchObject({ kind: 'field', bind: [] })
  expect(plan.boundColumns).toEqual(['id', 'tenantId'])
})

test('a password alone makes a model reach something protected', () => {
  const plans = compile(mapOf('model M {\n id Int @id\n /// @password\n a String\n}'))
  expect(plans.get('M')?.reachesProtected).toBe(true)
})
