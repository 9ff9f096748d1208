// Makes a module of a TypeScript example: its imports lead to the test's generated clients, and what it does not
// declare comes from stage.ts.

import type { CodeBlock } from './code-block.js'

/** The names that an example may use without declaring them. */
const stageNames = [
  'adapter',
  'plain',
  'db',
  'fields',
  'keys',
  'typed',
  'secretStore',
  'oldDatabase',
  'PrismaClient',
] as const

/** The module's text, for a file in a folder below test/generated/. */
export function stageModule({ text, remarks }: CodeBlock): string {
  const missing = stageNames
    .filter(name => uses(text, name) && !declares(text, name))
    .map(name => (name === 'db' && remarks.includes('migrating') ? 'migratingDb as db' : name))
  const imports = missing.length > 0 ? `import { ${missing.join(', ')} } from '../../docs/stage.js'\n` : ''
  return `${imports}${relocate(text)}\nexport {}\n`
}

function relocate(text: string): string {
  return text
    .replace(/'(?:\.\.?\/)+generated\/fieldseal\/index\.js'/g, "'../sqlite/fieldseal/index.js'")
    .replace(/'(?:\.\.?\/)+generated\/prisma\/client\.js'/g, "'../sqlite/prisma/client.js'")
    .replace(/'\.\/db\.js'/g, "'../../docs/stage.js'")
}

function uses(text: string, name: string): boolean {
  return new RegExp(`(?<!(?<!\\.\\.)\\.|[\\w'])${name}\\b(?!:)`).test(withoutComments(text))
}

function declares(text: string, name: string): boolean {
  const declarations = /\b(?:const|let|function|class) (\w+)|^import (?:type )?([\w*{},\s]+?) from /gm
  return [...text.matchAll(declarations)].some(([, declared, imported = '']) =>
    declared === undefined ? imported.split(/\W+/).includes(name) : declared === name,
  )
}

function withoutComments(text: string): string {
  return text.replace(/\/\/.*$/gm, '')
}
