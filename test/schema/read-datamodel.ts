// Prisma's own schema parser, taken from its CLI: gives tests the metamodel in milliseconds, with no run of
// `prisma generate`. What a real run does is tested in test/generator.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Datamodel } from '../../src/schema/datamodel.js'

/** What the parser exports, as far as it is used here. */
interface Parser {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly __wbindgen_externrefs: { grow(count: number): number }
  __wbindgen_start(): void
  __wbindgen_malloc(size: number, align: number): number
  get_dmmf(pointer: number, length: number): readonly [number, number, number, number]
}

type Imports = Record<string, (...args: number[]) => unknown>

/** The part of WebAssembly used here; its types come with the DOM's, which the project leaves out. */
interface WasmPort {
  readonly Module: (new (bytes: Uint8Array) => object) & { imports(module: object): { name: string }[] }
  readonly Instance: new (module: object, imports: Record<string, Imports>) => { readonly exports: unknown }
}

const { WebAssembly: wasm } = globalThis as unknown as { readonly WebAssembly: WasmPort }
const prismaFolder = join(createRequire(import.meta.url).resolve('prisma/package.json'), '..')
const parserModule = new wasm.Module(readFileSync(join(prismaFolder, 'build/prisma_schema_build_bg.wasm')))

let parser: Parser | undefined

/** The metamodel of a schema without a datasource block. Throws what Prisma says of an invalid one. */
export function readDatamodel(provider: string, schema: string): Datamodel {
  const text = `datasource db {\n  provider = "${provider}"\n}\n${schema}`
  const input = new TextEncoder().encode(
    JSON.stringify({ prismaSchema: [['schema.prisma', text]], noColor: true }),
  )
  parser ??= startParser()
  const pointer = parser.__wbindgen_malloc(input.length, 1)
  new Uint8Array(parser.memory.buffer).set(input, pointer)
  const [at, length] = parser.get_dmmf(pointer, input.length)
  return JSON.parse(readText(parser, at, length)).datamodel
}

function startParser(): Parser {
  const fail = (at = 0, length = 0) => {
    // The parser is left in the middle of its work: the next call starts another.
    parser = undefined
    throw new Error(readText(started, at, length))
  }
  const known: Imports = {
    __wbg_Error: fail,
    __wbg___wbindgen_throw: fail,
    __wbindgen_init_externref_table: () => started.__wbindgen_externrefs.grow(4),
  }
  // The bindings end in a hash that changes from version to version.
  const imports = wasm.Module.imports(parserModule).map(({ name }) => [
    name,
    known[name.replace(/_[0-9a-f]{16}$/, '')] ?? (() => undefined),
  ])
  const instance = new wasm.Instance(parserModule, { __wbindgen_placeholder__: Object.fromEntries(imports) })
  const started = instance.exports as Parser
  started.__wbindgen_start()
  return started
}

function readText(parser: Parser, at: number, length: number): string {
  return new TextDecoder().decode(new Uint8Array(parser.memory.buffer, at >>> 0, length >>> 0))
}
