// A row as the application gets it, where fields of it are masked. Code reads the plain value by its name; whatever
// puts the row out, copies it or walks it finds the mask, or nothing.

/** A row of a query, or an object shaped like one. */
export type Row = Record<string, unknown>

// Another extension's computed fields put rows behind a proxy of Prisma's, which has no private fields; its getters run
// on the row itself (Prisma 7.10).
const self: unique symbol = Symbol('masked row')

/**
 * A row whose masked fields are no properties of its own. The values are in a private field, which nothing that copies
 * or prints objects can reach; row-class.ts adds the readers of a model's fields.
 */
export class MaskedRow<Shape = unknown> {
  readonly #source: Row
  readonly #shape: Shape

  constructor(source: Row, shape: Shape) {
    this.#source = source
    this.#shape = shape
  }

  get [self](): this {
    return this
  }

  /** What is behind a row: undefined for any other object, copies of rows among them. */
  static behind(given: object): Behind | undefined {
    const row = (given as { readonly [self]?: object })[self]
    return row && #source in row ? { source: row.#source, shape: row.#shape } : undefined
  }

  /** A value behind a row; undefined for copies. */
  static read(row: object, name: string): unknown {
    return #source in row ? row.#source[name] : undefined
  }

  /** Changes a value behind a row; on a copy, as any assignment would. */
  static write(row: object, name: string, value: unknown): void {
    if (#source in row) row.#source[name] = value
    else Object.defineProperty(row, name, { value, writable: true, enumerable: true, configurable: true })
  }
}

/** What a masked row hides. */
export interface Behind {
  /** The row as it was read, plain values or sealed ones by name. */
  readonly source: Row
  readonly shape: unknown
}
