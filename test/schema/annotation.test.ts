// The annotation language: what counts as an annotation, what is prose, and what is a mistake.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Annotations, readAnnotations } from '../../src/schema/annotation.js'
import type { Finding } from '../../src/schema/finding.js'

function read(doc: string, level: 'field' | 'model' = 'field') {
  const findings: Finding[] = []
  const annotations = readAnnotations(doc, level, finding => findings.push(finding))
  return { annotations, findings, problems: findings.map(({ message, fix }) => `${message} ${fix}`) }
}

const none: Annotations = {
  '@encrypted': [],
  '@searchable': [],
  '@token': [],
  '@password': [],
  '@masked': [],
  '@@searchable': [],
  '@@audit': [],
}

describe('read', () => {
  test.each<[string, Partial<Annotations>]>([
    ['@encrypted', { '@encrypted': [{}] }],
    ['@encrypted()', { '@encrypted': [{}] }],
    ['@encrypted(type: Int)', { '@encrypted': [{ type: 'Int' }] }],
    [
      '@encrypted( type : Json , as : "Patient.email", bind: [ id,tenantId ])',
      { '@encrypted': [{ type: 'Json', as: 'Patient.email', bind: ['id', 'tenantId'] }] },
    ],
    ['@encrypted(\ntype: Int,\nbind: [\nid\n]\n)', { '@encrypted': [{ type: 'Int', bind: ['id'] }] }],
    ['What the patient said.\n@encrypted\nKept for ten years.', { '@encrypted': [{}] }],
    ['@encrypted the address of the patient, see (1)', { '@encrypted': [{}] }],
    ['@encrypted.', { '@encrypted': [{}] }],
    [
      '@encrypted @searchable(emailIndex, normalize: [trim, lowercase, "acme"])',
      {
        '@encrypted': [{}],
        '@searchable': [{ column: 'emailIndex', normalize: ['trim', 'lowercase', 'acme'] }],
      },
    ],
    ['@encrypted@searchable(i)', { '@encrypted': [{}], '@searchable': [{ column: 'i' }] }],
    ['@encrypted(\n) @searchable(i)', { '@encrypted': [{}], '@searchable': [{ column: 'i' }] }],
    [
      '@searchable(a)\n@searchable(b, prefix: 2..8)',
      { '@searchable': [{ column: 'a' }, { column: 'b', prefix: { min: 2, max: 8 } }] },
    ],
    ['@token(normalize: [trim], as: "t")', { '@token': [{ normalize: ['trim'], as: 't' }] }],
    ['@password', { '@password': [{}] }],
    [
      '@password(cost: strong, bind: [id, tenantId], as: "User.password")',
      { '@password': [{ cost: 'strong', bind: ['id', 'tenantId'], as: 'User.password' }] },
    ],
    ['@zod.string().min(3, "an (odd) text") @encrypted', { '@encrypted': [{}] }],
    ['@HideField()\n@encrypted', { '@encrypted': [{}] }],
  ])('%j', (doc, expected) => {
    expect(read(doc)).toMatchObject({ annotations: { ...none, ...expected }, problems: [] })
  })

  test('of a model', () => {
    const { annotations } = read('Who.\n@@searchable([a, b], i, normalize: [])', 'model')
    expect(annotations['@@searchable']).toEqual([{ fields: ['a', 'b'], column: 'i', normalize: [] }])
  })

  test.each([
    ['@@audit', {}],
    ['@@audit()', {}],
    ['Who and where.\n@@audit(reads)', { audited: 'reads' }],
  ])('of a model: %j', (doc, expected) => {
    expect(read(doc, 'model')).toMatchObject({ annotations: { '@@audit': [expected] }, problems: [] })
  })
})

test.each([
  'used to be @encrypted',
  'The @searchable column.',
  'mail@encrypted.example',
  'The hash of a @password.',
  '"@encrypted" means sealed',
  '- @encrypted',
  '@deprecated use the @encrypted one',
  '@zod.string()',
  '@TypeGraphQL.omit(output: true)',
  '@DtoReadOnly @HideField({ match: "User", output: true })',
  '@Transform(({ value }) => value.trim())',
  '@@index',
  '@omit @open @link @internal @see @example',
  '@',
  '',
])('prose or foreign: %j', doc => {
  expect(read(doc)).toMatchObject({ annotations: none, findings: [] })
})

describe('mistakes', () => {
  test.each([
    ['@encrpyted', 'There is no annotation @encrpyted. Did you mean @encrypted?'],
    ['@Encrypted', 'Did you mean @encrypted?'],
    ['@@encrypted', 'Did you mean @encrypted?'],
    ['@encrypt', 'Did you mean @encrypted?'],
    ['@encryption', 'Did you mean @encrypted?'],
    ['@encryptedField', 'If not, start no line with @encryptedField.'],
    ['@searchible(i)', 'Did you mean @searchable?'],
    ['@tokne', 'Did you mean @token?'],
    ['@deprecated @encryptd(type: Int)', 'Did you mean @encrypted?'],
    ['@encrypted(type: Integer)', 'type: of @encrypted is not a known type. Use one of String, Int'],
    ['@encrypted(type: json)', 'Did you mean Json?'],
    ['@encrypted(type: "Int")', 'is not a known type'],
    [
      '@encrypted(typ: Int)',
      'typ: of @encrypted is not known. The options are type, as, bind. Did you mean type?',
    ],
    ['@encrypted(Int)', 'Argument 1 of @encrypted is not known. The options are type, as, bind.'],
    ['@encrypted(type: Int, type: Int)', 'type: of @encrypted is given twice.'],
    ['@encrypted(as: Patient)', 'as: of @encrypted is not a quoted name.'],
    ['@encrypted(as: "")', 'as: of @encrypted is not a quoted name.'],
    ['@encrypted(bind: id)', 'bind: of @encrypted is not a list of fields.'],
    ['@encrypted(bind: [])', 'bind: of @encrypted is not a list of fields.'],
    ['@encrypted(bind: [id, id])', 'bind: of @encrypted names id twice.'],
    ['@encrypted(type: Int', 'cannot be read: it ends without closing ")"'],
    ['@encrypted(bind: [id)', 'closing "]" is expected before ")"'],
    ['@encrypted(type: )', 'a value is expected before ")"'],
    ['@encrypted(type Int)', 'closing ")" is expected before "Int)"'],
    ['@encrypted(type: "Int)', 'a value is expected'],
    ['@encrypted (type: Int)', 'is followed by "(type:"'],
    ['@encrypted: type Int', 'is followed by ":"'],
    ['@encrypted?mode=x', 'is followed by "?mode=x"'],
    ['@encrypted and @searchable(i)', '@searchable stands behind other text'],
    ['@encrypted, @searchable(i)', '@searchable stands behind other text'],
    ['@searchable', '@searchable lacks its column. Write @searchable(column).'],
    ['@searchable(normalize: [trim])', '@searchable lacks its column.'],
    ['@searchable("i")', 'Argument 1 of @searchable is not the name of a field.'],
    ['@searchable(i, j)', 'Argument 2 of @searchable is not known.'],
    ['@searchable(i, normalize: trim)', 'normalize: of @searchable is not a list.'],
    ['@searchable(i, normalize: [trimm])', 'holds an unknown normaliser trimm. Use trim, lowercase'],
    ['@searchable(i, normalize: [lowerCase])', 'Did you mean lowercase?'],
    ['@searchable(i, normalize: ["trim"])', 'quotes a built-in normaliser. Write trim without quotes.'],
    ['@searchable(i, normalize: ["a b"])', 'holds an unknown normaliser'],
    ['@searchable(i, normalize: [trim, trim])', 'names trim twice'],
    ['@searchable(i, prefix: 8..2)', 'prefix: of @searchable is not a range of lengths.'],
    ['@searchable(i, prefix: 0..2)', 'is not a range of lengths'],
    ['@searchable(i, prefix: 2..99)', 'Write min..max within 1..32, such as 2..8.'],
    ['@searchable(i, prefix: 3)', 'a value is expected before "3)"'],
    ['@@searchable([a, b], i)', '@@searchable belongs on a model, not on a field.'],
    ['@@audit', '@@audit belongs on a model, not on a field.'],
    ['@passwd', 'Did you mean @password?'],
    ['@Password', 'Did you mean @password?'],
    ['@passwordHash', 'There is no annotation @passwordHash. Did you mean @password?'],
    ['@@password', 'Did you mean @password?'],
    ['@password(strong)', 'Argument 1 of @password is not known. The options are cost, as, bind.'],
    [
      '@password(cost: storng)',
      'cost: of @password is not a known cost. Use one of owasp, strong. Did you mean strong?',
    ],
    ['@password(cost: "strong")', 'cost: of @password is not a known cost.'],
    ['@password(cost: [strong])', 'cost: of @password is not a known cost.'],
    ['@password(costs: strong)', 'costs: of @password is not known. The options are cost, as, bind.'],
    ['@password(as: User)', 'as: of @password is not a quoted name.'],
    ['@password(bind: id)', 'bind: of @password is not a list of fields.'],
    ['@password(normalize: [trim])', 'normalize: of @password is not known.'],
    ['@masked', '@masked lacks its style. Write @masked(style).'],
    ['@masked(emial)', 'Argument 1 of @masked is an unknown style emial. Use full, last4,'],
    ['@masked("email")', 'Argument 1 of @masked quotes a built-in style. Write email without quotes.'],
    ['@masked(email, reveal: billing)', 'reveal: of @masked is not a list of roles.'],
    ['@masked(email, reveal: [billing, billing])', 'reveal: of @masked names billing twice.'],
    ['@masked(email, reveal: ["a b"])', 'reveal: of @masked holds what is no role.'],
    ['@masked(email, show: [billing])', 'show: of @masked is not known. The options are reveal.'],
    ['@mask(email)', 'There is no annotation @mask. Did you mean @masked?'],
  ])('%j', (doc, expected) => {
    expect(read(doc).problems).toEqual([expect.stringContaining(expected)])
  })

  test.each([
    ['@encrypted', '@encrypted belongs on a field, not on a model.'],
    ['@password', '@password belongs on a field, not on a model. Move it to a field.'],
    ['@@searchable([a, b])', '@@searchable lacks its column. Write @@searchable([first, second], column).'],
    ['@@searchable(a, i)', 'Argument 1 of @@searchable is not a list of fields.'],
    ['@@searchble([a, b], i)', 'Did you mean @@searchable?'],
    ['@@audit(read)', 'Argument 1 of @@audit is not known. Write @@audit for changes, or @@audit(reads)'],
    ['@@audit("reads")', 'Argument 1 of @@audit is not known.'],
    ['@@audit(reads: yes)', 'reads: of @@audit is not known. Leave it out.'],
    ['@@audit(reads, writes)', 'Argument 2 of @@audit is not known. Leave it out.'],
    ['@audit', 'There is no annotation @audit. Did you mean @@audit?'],
  ])('on a model: %j', (doc, expected) => {
    expect(read(doc, 'model').problems).toEqual([expect.stringContaining(expected)])
  })

  test('are reported together, also after one that cannot be read', () => {
    const { problems } = read('@encrypted(type: Integer, as: x)\n@searchable(\n@tokne')
    expect(problems).toHaveLength(4)
  })
})

test('any text is read without an exception, in time that grows with its length', () => {
  const pieces = [
    '@encrypted',
    '@searchable',
    '@zod.string',
    '(',
    ')',
    '[',
    ']',
    ',',
    ':',
    '"',
    "'",
    '..',
    ' ',
    '\n',
  ]
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 }))
  fc.assert(fc.property(fc.array(piece, { maxLength: 200 }), parts => void read(parts.join(''))))
  read(`@zod.x(${'('.repeat(20_000)}`)
  read(`@encrypted(${'bind: ['.repeat(5_000)}`)
  read('@zod("'.repeat(5_000))
})
