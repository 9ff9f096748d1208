// The frame of every chart: a heading, what it shows, its legend, the drawing, and its numbers as a table for those who
// cannot see it or want to know exactly.

import { type Content, html, type Markup } from './markup.js'

/** A chart without its frame. */
export interface Chart {
  /** Its name in links and in the ids of its drawing. */
  readonly id: string
  readonly title: string
  /** What is drawn and how to read it, one sentence. */
  readonly description: string
  readonly legend?: readonly LegendEntry[]
  readonly drawing: Markup
  /** Heading and rows of the same numbers; the first column names the row. */
  readonly numbers: readonly (readonly string[])[]
  /** True where it is as wide as the page. */
  readonly isWide?: boolean
}

/** A colour by the name of its class, and what it stands for. */
export interface LegendEntry {
  readonly colour: string
  readonly text: string
}

/** The figure of a chart. */
export function chartFigure(chart: Chart): Markup {
  const { id, title, description, legend = [], drawing, numbers, isWide = false } = chart
  return html`<figure class="chart${isWide && ' wide'}" id="${id}">
<figcaption><h3>${title}</h3><p>${description}</p></figcaption>
${legend.length > 0 && html`<ul class="legend">${legend.map(legendItem)}</ul>`}
${drawing}
${numbers.length > 1 && html`<details><summary>The numbers</summary>${numbersTable(title, numbers)}</details>`}
</figure>`
}

/** An SVG that fills its box whatever its shape: text belongs beside it. `width` and `height` are units of its own. */
export function drawingOf(
  chart: Pick<Chart, 'id' | 'title' | 'description'>,
  { width, height }: { readonly width: number; readonly height: number },
  shapes: Content,
): Markup {
  const { id, title, description } = chart
  return html`<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${shapes}</svg>`
}

/** A number of an SVG with as many digits as are seen. */
export function coordinate(value: number): number {
  return Math.round(value * 1000) / 1000
}

function legendItem({ colour, text }: LegendEntry): Markup {
  return html`<li><span class="swatch ${colour}"></span>${text}</li>`
}

function numbersTable(title: string, [heading = [], ...rows]: readonly (readonly string[])[]): Markup {
  const cells = (row: readonly string[]) => row.slice(1).map(cell => html`<td class="number">${cell}</td>`)
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}: the numbers"><table>
<thead><tr>${heading.map((text, i) => html`<th scope="col"${i > 0 && html` class="number"`}>${text}</th>`)}</tr></thead>
<tbody>${rows.map(row => html`<tr><th scope="row">${row[0]}</th>${cells(row)}</tr>`)}</tbody>
</table></div>`
}
