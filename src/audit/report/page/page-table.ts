// A table of the report as a section of the page.

import { eventKinds } from '../event-kinds.js'
import type { CellType, ReportTable } from '../report-table.js'
import { html, type Markup } from './markup.js'

/** Tables with more columns are as wide as the page. */
const narrowColumns = 7

/** The section of a table; empty for a table without rows. */
export function pageTable({ id, title, columns, rows, note }: ReportTable): Markup {
  if (rows.length === 0) return html``
  const headings = columns.map(
    ([heading, type]) => html`<th scope="col"${type === 'number' && html` class="number"`}>${heading}</th>`,
  )
  const isWide = columns.length > narrowColumns
  const body = rows.map(
    row => html`<tr>${row.map((cell, i) => tableCell(cell, columns[i]?.[1] ?? 'text'))}</tr>\n`,
  )
  return html`<section id="${id}"${isWide && html` class="wide"`}><h2>${title}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr>${headings}</tr></thead>
<tbody>${body}</tbody>
</table></div>${note !== '' && html`<p class="left-out">${note}</p>`}</section>`
}

function tableCell(text: string, type: CellType): Markup {
  if (type === 'kind') return kindCell(text)
  if (type === 'number') return html`<td class="number${text === '0' && ' zero'}">${text}</td>`
  return type === 'text' ? html`<td dir="auto">${text}</td>` : html`<td class="${type}">${text}</td>`
}

/** The kind of an event with its colour; what was refused stands out by words and weight, too. */
function kindCell(text: string): Markup {
  const kind = eventKinds.find(one => text === one || text.startsWith(`${one} `))
  const isBad = kind !== undefined && text !== kind
  return html`<td class="kind${isBad && ' bad'}"><span class="swatch${kind !== undefined && ` c-${kind}`}"></span>${text}</td>`
}
