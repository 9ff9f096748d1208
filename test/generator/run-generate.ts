// Runs `prisma generate` for real, in a folder of its own, with the built generator.

import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The generator block's provider: the built executable, as users have it through npm. */
export const provider = `node ${join(root, 'dist/bin.js')}`

/** How a command ended. */
export interface CommandResult {
  readonly exitCode: number
  /** Standard output and standard error, without colours. */
  readonly output: string
}

/** A folder with these files that can import the repository's packages; removed after the test. */
export function makeProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldseal-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const all = { 'package.json': '{ "type": "module" }', ...files }
  for (const [name, text] of Object.entries(all)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return folder
}

/** `prisma generate` for the schema file or folder `schema`. */
export function runGenerate(folder: string, schema: string): Promise<CommandResult> {
  return runNode(folder, ['node_modules/prisma/build/index.js', 'generate', '--no-hints', '--schema', schema])
}

/** The compiler over `files`, with every check that an app may have switched on. */
export function runCompiler(folder: string, files: readonly string[]): Promise<CommandResult> {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    isolatedModules: true,
    isolatedDeclarations: true,
    declaration: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    module: 'nodenext',
    target: 'es2023',
    types: [],
    noEmit: true,
    skipLibCheck: true,
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  return runNode(folder, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'])
}

/** Runs node in `folder`. */
export async function runNode(folder: string, args: readonly string[]): Promise<CommandResult> {
  // Prisma asks for a schema engine binary that generating never runs: any existing file will do.
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
  }
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder, env })
    return { exitCode: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { exitCode: code, output: stdout + stderr }
  }
}
