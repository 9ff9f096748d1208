// Writes `typed`, the helpers that pass a plain value where Prisma's input types expect the stored one.

import type { StorageType } from '../schema/field-map.js'
import { byModel, type TypedField, tsTypes } from './typed-field.js'

const storedTypes: Readonly<Record<StorageType, string>> = { String: 'string', Bytes: 'Bytes' }

const passDeclaration = `/** Takes a plain value, returns it as what Prisma's types expect; null and undefined stay themselves. */
export type Pass<Plain, Stored> = <Value extends Plain | null | undefined>(
  value: Value,
) => Value extends null | undefined ? Value : Stored

const pass = (value: unknown): never => value as never
`

/** The declaration of `typed`; an empty object where no field needs a helper. */
export function renderTyped(typed: readonly TypedField[]): string {
  const [first] = typed
  if (!first) return `${docOf('.')}\nexport const typed = {}\n`
  const example = `: \`data: { ${first.name}: typed.${first.model}.${first.name}(value) }\`.`
  const models = [...byModel(typed)].map(
    ([model, fields]) => `  ${model}: {\n${fields.map(renderHelper).join('\n')}\n  },`,
  )
  return `${passDeclaration}\n${docOf(example)}\nexport const typed = {\n${models.join('\n')}\n}\n`
}

function docOf(example: string): string {
  return `/**
 * Passes plain values where Prisma's types expect stored ones${example}
 * The compiler checks the value; at run time each helper returns its argument.
 */`
}

function renderHelper({ name, type, storage }: TypedField): string {
  return `    ${name}: pass as Pass<${tsTypes[type]}, ${storedTypes[storage]}>,`
}
