// HTML and SVG as values: whatever is put into a template is escaped, unless it is markup itself.

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that a browser may read as markup: only `html` makes it. */
export class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** The markup. */
  toString(): string {
    return this.#text
  }
}

/** What a template takes: texts are escaped, lists joined, and false and undefined leave nothing. */
export type Content = Markup | string | number | false | undefined | readonly Content[]

/** The tag of templates that are markup: html`<p>${reason}</p>`. Attributes need their quotes around them. */
export function html(texts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(texts.reduce((sum, text, i) => sum + written(contents[i - 1]) + text))
}

function written(content: Content): string {
  if (content === undefined || content === false) return ''
  if (content instanceof Markup) return content.toString()
  if (typeof content === 'object') return content.map(written).join('')
  return String(content).replace(/[&<>"']/g, character => entities[character] as string)
}
