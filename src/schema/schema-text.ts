// Reads the schema files themselves, for what Prisma's metamodel leaves out: lines, views, ignored fields, and
// doc comments that Prisma drops. A scan by lines, since Prisma's grammar gives each declaration its own.

import type { SchemaComment, SchemaFile, SchemaPlace } from './schema-file.js'
import { SchemaScan } from './schema-scan.js'

/** What the files say beyond the metamodel. */
export interface SchemaText {
  readonly comments: readonly SchemaComment[]
  /** Where `datasource`, blocks (`Patient`) and their fields (`Patient.email`) are declared. */
  readonly places: ReadonlyMap<string, SchemaPlace>
}

/** Reads the files of a schema. */
export function readSchemaText(files: readonly SchemaFile[]): SchemaText {
  const scans = files.map(file => new SchemaScan(file))
  return {
    comments: scans.flatMap(scan => scan.comments),
    places: new Map(scans.flatMap(scan => [...scan.places])),
  }
}
