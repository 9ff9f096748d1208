// Reads the files of a schema, for the lines of its problems: what Prisma hands to generators is formatted anew
// and put into one text.

import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { SchemaFile } from '../schema/schema-file.js'

/** The schema file at `path`, or every `.prisma` file below the folder at `path`, by path. */
export async function readSchemaFiles(path: string): Promise<readonly SchemaFile[]> {
  const isFolder = (await stat(path)).isDirectory()
  if (!isFolder) return [{ text: await readFile(path, 'utf8') }]
  const names = await readdir(path, { recursive: true })
  const paths = names.filter(name => name.endsWith('.prisma')).map(name => join(path, name))
  return Promise.all(
    paths
      .sort()
      .map(async file => ({ path: relative(process.cwd(), file), text: await readFile(file, 'utf8') })),
  )
}
