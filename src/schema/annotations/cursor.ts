// A place in a text that moves forward as patterns match; the annotation parser reads through it.

/** Reads `text` from `at` on. Patterns must be sticky (`/.../y`). */
export class Cursor {
  readonly text: string
  at: number

  constructor(text: string, at = 0) {
    this.text = text
    this.at = at
  }

  /** The text that `pattern` matches here, passed over; undefined, and no move, where it does not match. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.text)?.[0]
    if (match === undefined) return undefined
    this.at += match.length
    return match
  }

  /** The rest of the current line. */
  get line(): string {
    const end = this.text.indexOf('\n', this.at)
    return this.text.slice(this.at, end === -1 ? undefined : end)
  }

  /** Moves to the end of the current line. */
  skipLine(): void {
    this.at += this.line.length
  }
}
