// Reads the schema files themselves, for what Prisma's metamodel leaves out: lines, views, ignored fields, and
// doc comments that Prisma drops. A scan by lines, since Prisma's grammar gives each declaration its own.

import { SchemaScan } from './schema-scan.js'

/** One schema file. */
export interface SchemaFile {
  /** Its path as problems show it; undefined where the schema is a single file. */
  readonly path?: string | undefined
  readonly text: string
}

/** A place in the schema files. */
export interface SchemaPlace {
  readonly file?: string | undefined
  /** 1-based. */
  readonly line: number
}

/** A block of the schema, such as `model Patient { ... }`. */
export interface SchemaBlock {
  /** `model`, `view`, `enum`, `type`, `datasource` or `generator`. */
  readonly kind: string
  readonly name: string
}

/** Adjacent comment lines of one kind, or the comment behind a declaration. */
export interface SchemaComment {
  readonly place: SchemaPlace
  /** The lines without their slashes. */
  readonly lines: readonly string[]
  /** True for `//`, which Prisma keeps to itself; false for `///`. */
  readonly isPlain: boolean
  /** The block that it stands in or above; undefined at the end of a file. */
  readonly block: SchemaBlock | undefined
  /** The field that it stands above or behind; undefined for the block itself. */
  readonly member: string | undefined
}

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
