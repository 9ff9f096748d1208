// A PGlite data folder with the tables already in it, kept as one file: PGlite takes three seconds to make one and
// half a second to load it.

import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { readStatements } from './read-statements.js'

const folder = fileURLToPath(new URL('../generated/pglite', import.meta.url))

/** A PGlite in memory with every table, from the template; the first call ever makes the template. */
export async function loadPglite(): Promise<PGlite> {
  const sql = (await readStatements('postgresql')).join(';\n')
  const file = `${folder}/${await templateName(sql)}.tar`
  const template = await readFile(file).catch(() => makeTemplate(sql, file))
  const pglite = new PGlite({ loadDataDir: new Blob([new Uint8Array(template)]) })
  await pglite.waitReady
  return pglite
}

async function makeTemplate(sql: string, file: string): Promise<Buffer> {
  const pglite = new PGlite()
  await pglite.exec(sql)
  const template = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer())
  await pglite.close()
  await mkdir(folder, { recursive: true })
  // A rename, so that another process reads the whole file or none.
  await writeFile(`${file}.${process.pid}`, template)
  await rename(`${file}.${process.pid}`, file)
  return template
}

async function templateName(sql: string): Promise<string> {
  const about = await readFile(
    new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url),
  )
  return createHash('sha256').update(about).update(sql).digest('hex').slice(0, 16)
}
