// Prisma's own schema parser, taken from its CLI: gives tests the metamodel in milliseconds, with no run of
// `prisma generate`. What a real run does is tested in test/generator.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Datamodel } from '../../src/schema/datamodel.js'

interface Parser {
  readonly memory: WebAssembly.Memory
  readonly __wbindgen_externrefs: WebAssembly.Table
  __wbindgen_start(): void
  __wbindgen_malloc(size: number, align: number): number
  get_dmmf(pointer: number, length: number): readonly [number, number, number, number]
}

const prismaFolder = join(createRequire(import.meta.url).resolve('prisma/package.json'), '..')
const parserModule = new WebAssembly.Module(
  readFileSync(join(prismaFolder, 'build/prisma_schema_build_bg.wasm')),
)

/** The metamodel of a schema without a datasource block. Throws what Prisma says of an invalid one. */
export function readDatamodel(provider: string, schema: string): Datamodel {
  const text = `datasource db {\n  provider = "${provider}"\n}\n${schema}`
  const input = new TextEncoder().encode(JSON.stringify({ prismaSchema: [['schema.prisma', text]], noColor: true }))
  const parser = startParser()
  const pointer = parser.__wbindgen_malloc(input.length, 1)
  new Uint8Array(parser.memory.buffer).set(input, pointer)
  const [at, length] = parser.get_dmmf(pointer, input.length)
  return JSON.parse(readText(parser, at, length)).datamodel
}

// A parser that threw is not used again, so each call starts its own.
function startParser(): Parser {
  const imports: Record<string, (...args: number[]) => void> = {
    __wbg_Error: (at = 0, length = 0) => {
      throw new Error(readText(parser, at, length))
    },
    __wbg_set_message: () => undefined,
    __wbindgen_init_externref_table: () => parser.__wbindgen_externrefs.grow(4),
    __wbg___wbindgen_throw: (at = 0, length = 0) => {
      throw new Error(readText(parser, at, length))
    },
  }
  const wanted = WebAssembly.Module.imports(parserModule).map(({ name }) => [
    name,
    imports[name.replace(/_[0-9a-f]{16}$/, '')] ?? (() => undefined),
  ])
  const instance = new WebAssembly.Instance(parserModule, {
    __wbindgen_placeholder__: Object.fromEntries(wanted),
  })
  const parser = instance.exports as unknown as Parser
  parser.__wbindgen_start()
  return parser
}

function readText(parser: Parser, at: number, length: number): string {
  return new TextDecoder().decode(new Uint8Array(parser.memory.buffer, at >>> 0, length >>> 0))
}
