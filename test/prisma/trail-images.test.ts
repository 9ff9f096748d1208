// What a history shows of a record is what Prisma would read of it, whatever its columns hold.

import { describe, expect, test } from 'vitest'
import type { RecordImage } from '../../src/audit/event.js'
import { Clearance } from '../../src/masking/clearance.js'
import { noDecimals } from '../../src/prisma/decimals.js'
import { Protections } from '../../src/prisma/protections.js'
import { askedRecord } from '../../src/prisma/trail/asked-record.js'
import { ImageOpener } from '../../src/prisma/trail/opened-image.js'
import { compile } from '../../src/schema/compile.js'
import { compileRecorded } from '../../src/schema/compile-recorded.js'
import { mapOf, trailModels } from '../schema/build-schema.js'
import { testKeySet } from '../support/keys.js'

const schema = `enum Kind {
  CHECKUP @map("check-up")
  SURGERY
}
/// @@audit
model Visit {
  id     Int
  kind   Kind
  other  Kind?
  kinds  Kind[]
  tags   String[]
  at     DateTime[]
  /// @masked(full)
  secret Kind?
  @@id([id, kind])
}
${trailModels('postgresql')}`

const map = mapOf(schema, 'postgresql')
const plans = compile(map)
const recorded = compileRecorded(map, plans)
const visit = recorded.get('Visit')
const id = '{"id":1,"kind":"check-up"}'
const options = { provider: 'postgresql', application: '', decimals: noDecimals, readPlaintext: false }
const protections = new Protections([...plans.values()], testKeySet(), options as never)

function shown(image: RecordImage) {
  if (!visit) throw new Error('no plan')
  return new ImageOpener(visit, protections, new Clearance(undefined, {} as never)).open(image, id).values
}

describe('a history shows', () => {
  test('enum values by the names of the schema', () => {
    expect(shown({ values: { kind: 'check-up', other: 'SURGERY', kinds: ['check-up', 'SURGERY'] } })).toEqual(
      {
        kind: 'CHECKUP',
        other: 'SURGERY',
        kinds: ['CHECKUP', 'SURGERY'],
      },
    )
  })

  test('an enum value that the schema has no more as it is stored', () => {
    expect(shown({ values: { kind: 'phone', other: null } })).toEqual({ kind: 'phone', other: null })
  })

  test('a masked enum value by the name of the schema', () => {
    const stored = protections.trail.seal({ model: 'Visit', name: 'secret' }, id, 'check-up')
    expect(shown({ values: {}, sealed: { secret: { stored, print: null } } } as never)).toEqual({
      secret: 'CHECKUP',
    })
  })

  test('a list that was never given as the empty one that Prisma reads', () => {
    expect(shown({ values: { tags: null, kinds: null, at: null } })).toEqual({ tags: [], kinds: [], at: [] })
    expect(shown({ values: { tags: ['a'], at: ['2026-01-01T00:00:00.000Z'] } })).toEqual({
      tags: ['a'],
      at: [new Date('2026-01-01T00:00:00.000Z')],
    })
  })
})

test('a record is asked for by the names of the schema, too', () => {
  expect(askedRecord(recorded, 'Visit', { id: 1, kind: 'CHECKUP' })).toBe(id)
})
