// The trail as JSON lines, to verify and to keep elsewhere: a line for the format, one for each piece of the trail in
// its order, one that counts them.

import type { TrailItem, TrailSource } from './trail-item.js'

/** Stands in the first line of every export. */
export const exportFormat = 'fieldseal-trail/1'

/** The last line: how many there are of each kind of line. */
export interface ExportEnd {
  readonly leaves: number
  readonly checkpoints: number
  readonly unsealed: number
  readonly others: number
}

/** Writes a trail to `write`, page by page, and says how many lines there are of each kind. */
export async function exportTrail(
  source: TrailSource,
  write: (text: string) => void | Promise<void>,
): Promise<ExportEnd> {
  const count = { leaves: 0, checkpoints: 0, unsealed: 0, others: 0 }
  await write(line({ format: exportFormat }))
  for await (const { items } of source) {
    for (const item of items) count[countedAs(item)]++
    await write(items.map(line).join(''))
  }
  await write(line({ end: count }))
  return count
}

/** Which of the counts a piece belongs to. */
export function countedAs(item: TrailItem): keyof ExportEnd {
  if ('leaf' in item) return 'leaves'
  if ('checkpoint' in item) return 'checkpoints'
  return 'event' in item ? 'unsealed' : 'others'
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
