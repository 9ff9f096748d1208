// Reads the files of a schema, for the lines of its problems: what Prisma hands to generators is formatted anew
// and put into one text.

import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { SchemaFile } from '../schema/schema-file.js'

/** The schema file at `path`, or every `.prisma` file below the folder at `path`, by path. */
export async function readSchemaFiles(path: string): Promise<readonly SchemaFile[]> {
  if (!(await isFolder(path))) return [{ text: await readFile(path, 'utf8') }]
  const paths = await listFiles(path)
  return Promise.all(
    paths.map(async file => ({ path: relative(process.cwd(), file), text: await readFile(file, 'utf8') })),
  )
}

// Follows symbolic links, as Prisma does; the recursive option of readdir does not.
async function listFiles(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).sort()
  const lists = await Promise.all(
    names.map(async name => {
      const path = join(folder, name)
      if (await isFolder(path)) return listFiles(path)
      return name.endsWith('.prisma') ? [path] : []
    }),
  )
  return lists.flat()
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory()
}
