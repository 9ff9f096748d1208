// Options that may be given several times.

/** Adds a value to those before it; the parser of a commander option. */
export function repeatedOption(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
