// The types of `db.$audit.history`: each field by its name, with the type of its plain value. The compiler checks this
// file; at run time it does nothing.

import { describe, expectTypeOf, test } from 'vitest'
import { fieldseal, keysFromEnv } from '../../src/index.js'
import { fields } from '../generated/sqlite/fieldseal/index.js'
import type { PrismaClient } from '../generated/sqlite/prisma/client.js'

const extend = (plain: PrismaClient) => plain.$extends(fieldseal({ fields, keys: keysFromEnv() }))
type Client = ReturnType<typeof extend>

/** Takes a function for its types, and never calls it. */
function check(_use: (client: Client) => unknown): void {}

describe('a history', () => {
  test('has the plain types of the fields', () => {
    check(async client => {
      const [change] = await client.$audit.history({ model: 'Customer', id: { id: 'c1' } })
      const before = change?.before
      expectTypeOf(before?.name).toEqualTypeOf<string | null | undefined>()
      expectTypeOf(before?.note).toEqualTypeOf<string | null | undefined>()
      expectTypeOf(before?.points).toEqualTypeOf<bigint | null | undefined>()
      expectTypeOf(before?.createdAt).toEqualTypeOf<Date | null | undefined>()
      expectTypeOf(before?.active).toEqualTypeOf<boolean | null | undefined>()
      expectTypeOf(before?.balance).toEqualTypeOf<string | null | undefined>()
      expectTypeOf(before?.pin).toEqualTypeOf<boolean | null | undefined>()
      expectTypeOf(before?.apiToken).toEqualTypeOf<boolean | null | undefined>()
      // @ts-expect-error there is no such field
      before?.nothing
    })
  })

  test('is of a model of the schema, or of links', () => {
    check(client => client.$audit.history({ model: '_CustomerToLabel', id: { A: 'c1', B: 1 } }))
    // @ts-expect-error there is no such model
    check(client => client.$audit.history({ model: 'Nothing', id: { id: 1 } }))
  })

  test('says who, when and what', () => {
    check(async client => {
      const [change] = await client.$audit.history({ model: 'Claim', id: { id: 1 } })
      expectTypeOf(change?.event.time).toEqualTypeOf<Date | undefined>()
      expectTypeOf(change?.event.roles).toEqualTypeOf<readonly string[] | undefined>()
      expectTypeOf(change?.fields).toEqualTypeOf<readonly string[] | undefined>()
    })
  })
})
