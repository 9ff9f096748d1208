// `vitest run` runs all but test/long; `vitest run --mode long` runs test/long, and the property tests for longer.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const long = ['test/{long,property}/**/*.test.ts', 'test/recording/{completeness,concurrency}.test.ts']

export default defineConfig(({ mode }) => ({
  resolve: {
    alias: [
      { find: '#crypto', replacement: source('./src/core/crypto-node.ts') },
      { find: 'fieldseal/core', replacement: source('./src/core/index.ts') },
      { find: 'fieldseal/audit', replacement: source('./src/audit/index.ts') },
      { find: /^fieldseal$/, replacement: source('./src/index.ts') },
    ],
  },
  test: {
    include: mode === 'long' ? long : ['test/**/*.test.ts'],
    exclude: mode === 'long' ? [] : ['test/long/**'],
    env: { FIELDSEAL_LONG: mode === 'long' ? '1' : '' },
    // The databases do part of the work: vitest's own default leaves a core idle.
    maxWorkers: '100%',
    // Files share what a worker has loaded, the engines of three Prisma clients above all: half the processor time.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    globalSetup: 'test/support/announce-databases.ts',
    testTimeout: mode === 'long' ? 600_000 : 20_000,
    hookTimeout: 60_000,
  },
}))
