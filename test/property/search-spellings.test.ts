// Any spelling of a value that its normalisers make equal finds the same rows, and no other value's.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onEachDatabase } from '../support/databases.js'
import { sealedClient } from '../support/keys.js'
import { runs } from './where-runs.js'
import { sealedSide } from './where-twins.js'

/** The letters that a value is written with: each in its normal form, and in every other spelling of it. */
interface Alphabet {
  readonly letters: readonly (readonly string[])[]
  /** What may stand before and after, without a meaning. */
  readonly padding: readonly string[]
}

const cases = [['a', 'A'], ['é', 'É'], ['σ', 'ς', 'Σ'], ['я', 'Я'], ['%'], ['7']]
const widths = [
  ['a', 'A', 'ａ', 'Ａ'],
  ['fi', 'ﬁ', 'FI'],
  ['é', 'e\u0301', 'E\u0301'],
  ['7', '７'],
]
const digits = [
  ['1', '1-', ' 1'],
  ['2', '２', '2/'],
  ['3', '(3)'],
]

/** The fields of Account by what their normalisers leave out of account. */
const fields = {
  username: { letters: widths, padding: [''] },
  ssn: { letters: digits, padding: ['', ' ', '-'] },
  lastName: { letters: cases, padding: ['', ' ', '\t\n', '\u00a0'] },
} as const satisfies Record<string, Alphabet>

type Field = keyof typeof fields

/** A value by the numbers of its letters. */
type Letters = readonly number[]

const anyLetters = (field: Field): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(fields[field].letters.length - 1), { minLength: 1, maxLength: 4 })

/** Some spelling of a value. */
function spellingOf(field: Field, letters: Letters): fc.Arbitrary<string> {
  const alphabet: Alphabet = fields[field]
  const padding = fc.constantFrom(...alphabet.padding)
  const spelled = letters.map(number => fc.constantFrom(...(alphabet.letters[number] as readonly string[])))
  return fc.tuple(padding, ...spelled, padding).map(parts => parts.join(''))
}

/** Different values, each with two spellings: one to store and one to search by. */
function anySpellings(field: Field) {
  const values = fc.uniqueArray(anyLetters(field), { minLength: 1, maxLength: 4, selector: String })
  return values.chain(all =>
    fc.tuple(...all.map(letters => fc.tuple(spellingOf(field, letters), spellingOf(field, letters)))),
  )
}

onEachDatabase('another spelling', db => {
  let opened: ReturnType<typeof sealedSide> | undefined
  const accounts = () => {
    opened ??= sealedSide(sealedClient(db()))
    return opened.account
  }

  const select = { id: true }
  const orderBy = { id: 'asc' }
  const find = (where: object) => accounts().findMany({ where, select, orderBy })

  test.each(Object.keys(fields) as Field[])('of %s', async field => {
    const property = fc.asyncProperty(anySpellings(field), async spellings => {
      await accounts().deleteMany({})
      const rows = spellings.map(([stored], i) => ({ id: `a${i}`, [field]: stored }))
      await accounts().createMany({
        data: rows.map(row => ({ username: row.id, tenant: 't', ...row })),
      })
      for (const [i, [stored, searched]] of spellings.entries()) {
        expect(await find({ [field]: searched })).toEqual([{ id: `a${i}` }])
        expect(await find({ [field]: { in: [searched, stored] } })).toEqual([{ id: `a${i}` }])
        const others = rows.filter((_, j) => i !== j).map(({ id }) => ({ id }))
        expect(await find({ [field]: { not: searched } })).toEqual(others)
      }
      expect(await accounts().findMany({ select: { id: true, [field]: true }, orderBy })).toEqual(rows)
    })
    await fc.assert(property, runs(15, 300))
  })

  test('of a unique field', async () => {
    const property = fc.asyncProperty(anySpellings('username'), async spellings => {
      await accounts().deleteMany({})
      for (const [username, again] of spellings) {
        await accounts().createMany({ data: [{ tenant: 't', username }] })
        const twice = accounts().createMany({ data: [{ tenant: 't', username: again }] })
        await expect(twice).rejects.toMatchObject({ code: 'P2002', meta: { target: ['username'] } })
        expect(await accounts().findUnique({ where: { username: again } })).toMatchObject({ username })
      }
    })
    await fc.assert(property, runs(10, 200))
  })

  test('of the first characters', async () => {
    const letters = fc.array(fc.nat(cases.length - 1), { minLength: 2, maxLength: 6 })
    const both = letters.chain(start =>
      fc.tuple(spellingOf('lastName', start), spellingOf('lastName', [...start, 0, 1])),
    )
    const property = fc.asyncProperty(both, async ([prefix, lastName]) => {
      await accounts().deleteMany({})
      const other = { id: 'b', tenant: 't', username: 'b', lastName: 'other' }
      await accounts().createMany({ data: [{ id: 'a', tenant: 't', username: 'a', lastName }, other] })
      expect(await find({ lastName: { startsWith: prefix.trimEnd() } })).toEqual([{ id: 'a' }])
      expect(await find({ NOT: { lastName: { startsWith: prefix.trimEnd() } } })).toEqual([{ id: 'b' }])
    })
    await fc.assert(property, runs(15, 300))
  })
})
