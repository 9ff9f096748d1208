// The commands in README.md and docs/ exist: npm scripts, packages, the commands of fieldseal and their options.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runProgram } from '../../src/cli/program.js'
import { allBlocks, blocksIn } from './code-block.js'

const about = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const packages = [
  about.name,
  ...Object.keys({ ...about.dependencies, ...about.peerDependencies, ...about.devDependencies }),
]
const lines = blocksIn('sh').flatMap(({ page, line, text }) =>
  text
    .split('\n')
    .filter(command => command.trim() !== '' && !command.startsWith('#'))
    .map(command => ({ place: `${page}:${line}`, command })),
)

/** How each command is looked at; the rest of its line is given. */
const checks: readonly (readonly [RegExp, (rest: string) => void | Promise<void>])[] = [
  [/^npm (?:ci|test)\b/, () => undefined],
  [/^npm run ([\w:]+)/, script => expect(Object.keys(about.scripts)).toContain(script)],
  [
    /^npm install (?:-D )?(.+)/,
    names => expect(packages).toEqual(expect.arrayContaining(packageNames(names))),
  ],
  [/^npx fieldseal (.+)/, checkFieldseal],
  [/^node --env-file=\.env node_modules\/\.bin\/fieldseal (.+)/, checkFieldseal],
  [/^npx prisma (?:generate|db push|migrate dev)/, () => undefined],
  [/^npx (?:biome check|vitest run)\b/, () => undefined],
  [/^(?:git clone|cd|node scripts\/[\w-]+\.mjs) \S+/, () => undefined],
  [/^node scripts\/[\w-]+\.mjs$/, () => undefined],
]

test.each(lines)('$place: $command', async ({ command }) => {
  for (const part of command.split(' && ')) {
    const found = checks.find(([pattern]) => pattern.test(part))
    expect(found, `no check knows the command: ${part}`).toBeDefined()
    await found?.[1](found[0].exec(part)?.[1] ?? '')
  }
})

test('every block says its language, and only text, SQL and JSON go unchecked here', () => {
  const languages = new Set(allBlocks().map(({ language }) => language))
  expect(
    [...languages].filter(language => !['ts', 'prisma', 'sh', 'sql', 'text', 'json'].includes(language)),
  ).toEqual([])
})

function packageNames(list: string): string[] {
  return list
    .replace(/#.*/, '')
    .trim()
    .split(/\s+/)
    .map(name => name.replace(/(?<=.)@.*$/, ''))
}

async function checkFieldseal(rest: string): Promise<void> {
  const words = rest.replace(/\s*(?:>|#).*/, '').split(' ')
  const options = words.filter(word => word.startsWith('--'))
  const commands = words.slice(0, words[0] === 'audit' ? 2 : 1)
  const printed: string[] = []
  const terminal = { env: {}, out: (text: string) => void printed.push(text), err: () => undefined }
  expect(await runProgram([...commands, '--help'], '0', terminal)).toBe(0)
  for (const option of options) expect(printed.join('')).toContain(option)
}
