// Compiles src/ to dist/ with plain tsc, from an empty folder so that nothing stale is packed.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
rmSync('dist', { recursive: true, force: true })
try {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], {
    stdio: 'inherit',
  })
} catch {
  process.exit(1)
}
if (existsSync('dist/bin.js')) chmodSync('dist/bin.js', 0o755)
