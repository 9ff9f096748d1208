// Texts that came from outside, such as reasons and actors, so that they can be shown: nothing in them moves the cursor
// of a terminal, hides text or turns its direction.

/** Controls, line separators, marks that turn the direction of text or have no width, and halves of characters. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The text with what cannot be seen as its number: `\u{1b}`. */
export function visibleText(text: string): string {
  return text.replace(invisible, character => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

/** The columns that a visible text takes in a terminal. */
export function textWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  return [...segmenter.segment(text)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0)
}

/** The text, cut with an ellipsis where it takes more than `columns`. */
export function cutText(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  let cut = ''
  for (const { segment } of segmenter.segment(text)) {
    if (textWidth(cut + segment) > columns - 1) break
    cut += segment
  }
  return `${cut}…`
}
