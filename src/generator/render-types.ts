// Writes the type declarations of the generated module.

import { byModel, type TypedField, tsTypes } from './typed-field.js'

const declarations = {
  Decimal: `import type { Decimal } from '@prisma/client/runtime/client'\n`,
  // The way Prisma's client writes it, which suits every TypeScript version.
  Bytes: `/** Bytes as Prisma gives them. */\nexport type Bytes = ReturnType<Uint8Array['slice']>\n`,
  Json: `/** A value of a Json field. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [Key in string]?: JsonValue }\n`,
} as const

// A type, not an interface: only types fit a Record, which is how the extension takes them.
const fieldTypesDoc = `/**
 * The plain values' types of the fields that Prisma shows as their column's type, by model and by client property.
 */`

/** The declarations, each with its trailing line break; those of types are left out where nothing needs them. */
export function renderTypes(typed: readonly TypedField[]): string[] {
  const isUsed = (name: keyof typeof declarations) =>
    typed.some(({ type, storage }) => type === name || storage === name)
  const used = (['Decimal', 'Bytes', 'Json'] as const).filter(isUsed).map(name => declarations[name])
  return [...used, `${fieldTypesDoc}\nexport type FieldTypes = ${renderModels(typed)}\n`]
}

function renderModels(typed: readonly TypedField[]): string {
  const models = byModel(typed)
  const lines: string[] = []
  for (const [model, fields] of models) {
    lines.push(`  ${model}: {`, ...fields.map(renderField), '  }')
    const property = clientProperty(model)
    if (!models.has(property)) lines.push(`  ${property}: FieldTypes['${model}']`)
  }
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n}`
}

function renderField({ name, type, isRequired }: TypedField): string {
  return `    ${name}: ${tsTypes[type]}${isRequired ? '' : ' | null'}`
}

/** The model's property on a client, as Prisma writes it: the first letter in lower case. */
function clientProperty(model: string): string {
  return model.charAt(0).toLowerCase() + model.slice(1)
}
