// A schema file and what stands in it, as schema-text.ts reads it.

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
