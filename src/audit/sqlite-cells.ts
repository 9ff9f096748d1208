// Cells of SQLite that hold what was never meant for their column: bytes, or a text that is not valid UTF-8, which no
// JSON takes and over which a driver may end the process. Slower than rows as they are, so only read like this where need be.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The columns of a selection as columns that are ASCII whatever a row holds: two for each. */
export function guardedColumns(columns: readonly string[]): readonly string[] {
  return columns.flatMap(column => [`typeof(${column})`, `hex(${column})`])
}

/** A row out of `guardedColumns`: numbers as decimal text; a text that is not valid UTF-8 as its bytes. */
export function guardedCells(row: readonly unknown[]): readonly unknown[] {
  const cells: unknown[] = []
  for (let i = 0; i < row.length; i += 2) cells.push(cellOf(row[i] as string, row[i + 1] as string))
  return cells
}

function cellOf(type: string, hex: string): unknown {
  if (type === 'null') return null
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
  if (type === 'blob') return bytes
  try {
    return decoder.decode(bytes)
  } catch {
    return bytes
  }
}
