// Random filters mean on protected models what Prisma makes of them on plain twins, row by row.

import fc from 'fast-check'
import { beforeAll, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { sealedClient, testKeys } from '../support/keys.js'
import { answersAlike, type Twins } from './where-compare.js'
import {
  accountIds,
  accountQuestions,
  groupingQuestions,
  nestedQuestions,
  postIds,
  postQuestions,
} from './where-questions.js'
import { runs } from './where-runs.js'
import { anyAccountWhere, anyPostScalarWhere, anyPostWhere } from './where-trees.js'
import { add, fill, plainSide, sealedSide } from './where-twins.js'

onEachDatabase('random filters', db => {
  let opened: Twins
  beforeAll(() => {
    opened = openTwins()
  })
  const twins = () => opened

  function openTwins(): Twins {
    const [sealed, plain] = [sealedSide(sealedClient(db())), plainSide(db().plain)]
    return {
      sealed,
      plain,
      fill: async rows => {
        for (const side of [sealed, plain]) await fill(side, rows)
      },
    }
  }

  test('on accounts', async () => {
    const questions = { ...accountQuestions, ...groupingQuestions }
    const inquiry = { anyWhere: anyAccountWhere, ids: accountIds, questions }
    await fc.assert(answersAlike(twins, inquiry), runs(4, 80))
  })

  test('on posts', async () => {
    const inquiry = { anyWhere: anyPostWhere, ids: postIds, questions: postQuestions }
    await fc.assert(answersAlike(twins, inquiry), runs(2, 40))
  })

  test('in nested writes', async () => {
    const inquiry = { anyWhere: anyPostScalarWhere, ids: postIds, questions: nestedQuestions }
    await fc.assert(answersAlike(twins, inquiry), runs(1, 20))
  })
})

onEachDatabase('random filters while index keys rotate', db => {
  let opened: Twins
  beforeAll(() => {
    opened = openTwins()
  })
  const twins = () => opened

  /** Every other row is written under the old key, the others under the new one. */
  function openTwins(): Twins {
    const old = sealedSide(sealedClient(db(), { keys: testKeys(['k1'], ['i1', 'i2']) }))
    const sealed = sealedSide(sealedClient(db(), { keys: testKeys(['k1'], ['i2', 'i1']) }))
    const plain = plainSide(db().plain)
    return {
      sealed,
      plain,
      fill: async rows => {
        await fill(plain, rows)
        await fill(
          sealed,
          rows.filter((_, i) => i % 2 === 0),
        )
        await add(
          old,
          rows.filter((_, i) => i % 2 === 1),
        )
      },
    }
  }

  test('on accounts', async () => {
    const inquiry = { anyWhere: anyAccountWhere, ids: accountIds, questions: accountQuestions }
    await fc.assert(answersAlike(twins, inquiry), runs(2, 40))
  })

  test('on posts', async () => {
    const inquiry = { anyWhere: anyPostWhere, ids: postIds, questions: postQuestions }
    await fc.assert(answersAlike(twins, inquiry), runs(1, 20))
  })
})
