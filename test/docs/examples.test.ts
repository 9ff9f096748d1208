// The TypeScript examples of README.md and docs/: all are compiled against the test schema, and all but those marked
// `no-run` are run on an SQLite database. One marked `throws=CODE` has to throw that error, one marked `migrating` has
// to leave no plaintext behind. A comment behind console.log is what it has to print. The SQL examples run on the test
// tables in SQLite, but those marked with another database.

import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { format, promisify } from 'node:util'
import { generateKeyText } from 'fieldseal'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { blocksIn, type CodeBlock } from './code-block.js'
import { addPlaintext, closeStage, plain, plaintextEmails, resetStage } from './stage.js'
import { stageModule } from './stage-module.js'

// A folder of its own for each process; `tsc` finds the test's types from there.
const folder = fileURLToPath(new URL(`../generated/docs-${process.pid}`, import.meta.url))
const blocks = blocksIn('ts')
const fileOf = ({ page, line }: CodeBlock) => `${folder}/${page.replace(/\W+/g, '-')}-line-${line}.ts`

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  await Promise.all(blocks.map(block => writeFile(fileOf(block), stageModule(block))))
  const config = {
    extends: '../../../tsconfig.test.json',
    // Examples show values that nobody uses.
    compilerOptions: { rootDir: '../../..', noUnusedLocals: false },
    include: ['.'],
    exclude: [],
  }
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(config))
})

afterAll(async () => {
  await closeStage()
  await rm(folder, { recursive: true, force: true })
})

test('every TypeScript example compiles', async () => {
  const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', folder]).catch(
    (error: { stdout: string }) => error,
  )
  expect(stdout).toBe('')
}, 60_000)

beforeEach(async () => {
  await resetStage()
  vi.stubEnv('FIELDSEAL_KEYS', `k1:${generateKeyText()}`)
  vi.stubEnv('FIELDSEAL_INDEX_KEYS', `i1:${generateKeyText()}`)
  vi.spyOn(console, 'log')
    .mockClear()
    .mockImplementation(() => undefined)
})

test.each(blocks.filter(({ remarks }) => !remarks.includes('no-run') && !remarks.includes('migrating')))(
  'the example in $page, line $line, runs',
  async block => {
    const code = block.remarks.find(remark => remark.startsWith('throws='))?.slice('throws='.length)
    const run = import(/* @vite-ignore */ fileOf(block))
    if (code) await expect(run).rejects.toMatchObject({ code })
    else await run
    const printed = vi.mocked(console.log).mock.calls.map(args => format(...args))
    const promised = printsOf(block)
    if (promised.length > 0) expect(printed).toEqual(promised)
  },
)

/** What stands in comments behind calls of console.log. */
function printsOf({ text }: CodeBlock): readonly string[] {
  return [...text.matchAll(/console\.log\(.*\) \/\/ (.+)$/gm)].map(match => match[1] as string)
}

test.each(blocks.filter(({ remarks }) => remarks.includes('migrating')))(
  'the example in $page, line $line, leaves no plaintext behind',
  async block => {
    await addPlaintext()
    await import(/* @vite-ignore */ fileOf(block))
    expect(await plaintextEmails()).toEqual([])
  },
)

test.each(blocksIn('sql').filter(({ remarks }) => remarks.length === 0))(
  'the SQL in $page, line $line, runs',
  async ({ text }) => {
    for (const statement of text.split(/;\s*$/m).filter(one => one.trim() !== '')) {
      expect(await plain.$queryRawUnsafe(statement)).toBeInstanceOf(Array)
    }
  },
)
