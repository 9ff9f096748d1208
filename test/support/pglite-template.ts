// A PGlite data folder with the tables already in it, kept as one file: PGlite takes three seconds to make one and
// half a second to load it.

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { readStatements } from './read-statements.js'

const folder = fileURLToPath(new URL('../generated/pglite', import.meta.url))

/** A PGlite in memory with every table. */
export async function loadPglite(): Promise<PGlite> {
  const template = await readFile(await prepareTemplate())
  const pglite = new PGlite({ loadDataDir: new Blob([new Uint8Array(template)]) })
  await pglite.waitReady
  return pglite
}

/** The template's path; makes the template where there is none for the tables and the version of PGlite at hand. */
export async function prepareTemplate(): Promise<string> {
  const sql = (await readStatements('postgresql')).join(';\n')
  const file = `${folder}/${await templateName(sql)}.tar`
  if (existsSync(file)) return file
  const pglite = new PGlite()
  await pglite.exec(sql)
  const template = await pglite.dumpDataDir('none')
  await pglite.close()
  await mkdir(folder, { recursive: true })
  // A rename, so that another process reads the whole file or none.
  await writeFile(`${file}.${process.pid}`, new Uint8Array(await template.arrayBuffer()))
  await rename(`${file}.${process.pid}`, file)
  return file
}

async function templateName(sql: string): Promise<string> {
  const about = await readFile(
    new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url),
  )
  return createHash('sha256').update(about).update(sql).digest('hex').slice(0, 16)
}
