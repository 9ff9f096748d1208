// What a browser finds on an open page, as an expression that the tests evaluate inside it: what is wrong with the page
// as it is drawn. Empty lists are good news.

;(() => {
  const figures = [...document.querySelectorAll('figure')]
  return {
    /** Charts without room, wider than the page, or over another chart. */
    misplaced: figures.flatMap(placeFaults),
    /** Texts smaller than 12 px or with less contrast than 4.5:1. */
    illegible: shownTexts(document.body).flatMap(textFaults),
    /** Labels over other labels of their axis. */
    colliding: [...document.querySelectorAll('.x-axis, .y-axis, .hours, .names, .counts')].flatMap(
      axisFaults,
    ),
    /** Colours of bars with less contrast than 3:1 to their card. */
    faint: [...document.querySelectorAll('figure path[class^="c-"], figure rect[class^="c-"]')].flatMap(
      shapeFaults,
    ),
    /** How much wider than the window the page is, in pixels. */
    overflow: document.documentElement.scrollWidth - innerWidth,
    charts: figures.length,
  }

  function placeFaults(figure, index) {
    const box = figure.querySelector('svg').getBoundingClientRect()
    const others = figures.slice(index + 1).map(other => other.querySelector('svg').getBoundingClientRect())
    const faults = []
    if (box.width < 100 || box.height < 28) faults.push(`${figure.id} has no room`)
    if (box.left < 0 || box.right > innerWidth) faults.push(`${figure.id} is outside the page`)
    if (others.some(other => overlaps(box, other))) faults.push(`${figure.id} is over another`)
    return faults
  }

  function textFaults({ element, text }) {
    const { color, fontSize } = getComputedStyle(element)
    const ratio = contrast(colourOf(color), backgroundOf(element))
    const isLegible = Number.parseFloat(fontSize) >= 12 && ratio >= 4.5
    return isLegible ? [] : [`${text.slice(0, 30)}: ${fontSize}, ${ratio.toFixed(1)}:1`]
  }

  function axisFaults(axis) {
    const texts = shownTexts(axis)
    return texts.flatMap((one, i) => {
      const over = texts.slice(i + 1).filter(other => overlaps(one.box, other.box))
      return over.map(other => `${one.text} over ${other.text}`)
    })
  }

  function shapeFaults(shape) {
    const ratio = contrast(colourOf(getComputedStyle(shape).fill), backgroundOf(shape.closest('figure')))
    return ratio >= 3 ? [] : [`${shape.getAttribute('class')}: ${ratio.toFixed(1)}:1`]
  }

  function overlaps(a, b) {
    const slack = 0.5
    const isBeside = a.left >= b.right - slack || b.left >= a.right - slack
    return !isBeside && a.top < b.bottom - slack && b.top < a.bottom - slack
  }

  /** Texts that take room on the page, with the part of them that can be seen; drawings' own titles are left out. */
  function shownTexts(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const found = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const isShown = !element.closest('svg') && element.checkVisibility({ visibilityProperty: true })
      const box = boxOf(node, element)
      if (isShown && node.textContent.trim() !== '' && box.height > 0)
        found.push({ element, text: node.textContent.trim(), box })
    }
    return found
  }

  function boxOf(node, element) {
    const range = document.createRange()
    range.selectNodeContents(node)
    const { left, top, right, height } = range.getBoundingClientRect()
    const clip = element.getBoundingClientRect()
    const end = getComputedStyle(element).overflow === 'hidden' ? Math.min(right, clip.right) : right
    return new DOMRect(left, top, end - left, height)
  }

  function colourOf(text) {
    const [r, g, b, alpha = 1] = text.match(/[\d.]+/g).map(Number)
    return { parts: [r, g, b], alpha }
  }

  function backgroundOf(element) {
    for (let at = element; at; at = at.parentElement) {
      const colour = colourOf(getComputedStyle(at).backgroundColor)
      if (colour.alpha > 0) return colour
    }
    return { parts: [255, 255, 255], alpha: 1 }
  }

  /** WCAG 2.2, contrast ratio. */
  function contrast(a, b) {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
    return (light + 0.05) / (dark + 0.05)
  }

  /** WCAG 2.2, relative luminance. */
  function luminance({ parts }) {
    const [r, g, b] = parts.map(value => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
})()
