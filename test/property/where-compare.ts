// The property that a protected model and its plain twin answer alike.

import fc from 'fast-check'
import { expect } from 'vitest'
import { answer, type Question } from './where-questions.js'
import { type AccountRow, anyRows } from './where-rows.js'
import type { Where } from './where-trees.js'
import type { Side } from './where-twins.js'

/** What is asked by random filters of one model. */
export interface Inquiry {
  readonly anyWhere: fc.Arbitrary<Where>
  /** Asked by every filter. */
  readonly ids: Question
  /** One of these is asked by each filter as well. */
  readonly questions: Readonly<Record<string, Question>>
}

/** Both sides, and what puts the same rows into both. */
export interface Twins {
  readonly sealed: Side
  readonly plain: Side
  fill(rows: readonly AccountRow[]): Promise<void>
}

/** Filters per set of rows, at most: filling tables takes long. On average it is half of them. */
const perRows = 30

/** Holds where both sides answer every question alike. */
export function answersAlike(twins: () => Twins, { anyWhere, ids, questions }: Inquiry) {
  const asked = fc.record({ where: anyWhere, question: fc.constantFrom(...Object.keys(questions)) })
  const anyAsked = fc.array(asked, { minLength: 1, maxLength: perRows, size: 'max' })
  return fc.asyncProperty(anyRows, anyAsked, async (rows, all) => {
    await twins().fill(rows)
    for (const { where, question } of all) {
      await expectAlike(twins(), ids, where)
      await expectAlike(twins(), questions[question] as Question, where)
    }
  })
}

/** Holds one answer of the protected side against the plain side's. */
export async function expectAlike({ sealed, plain }: Twins, question: Question, where: Where): Promise<void> {
  const expected = await answer(question, plain, where)
  expect(await answer(question, sealed, where)).toEqual(expected)
}
