// Watches which characters of a book come onto the page that a reader shows (`page`, a box on the screen).

export class Witness {
  #sections = new Map()

  // Look at the document of a section as it stands on the screen now.
  look(section, doc, page) {
    const frame = doc.defaultView.frameElement.getBoundingClientRect()
    const characters = this.#sections.get(section) ?? []
    let index = 0
    for (const node of textNodes(doc)) {
      const range = doc.createRange()
      for (let offset = 0; offset < node.data.length; offset++) {
        if (!node.data[offset].trim()) continue
        range.setStart(node, offset)
        range.setEnd(node, offset + 1)
        characters[index] ??= { character: node.data[offset], seen: false }
        characters[index].seen ||= onPage(range.getBoundingClientRect(), frame, page)
        index++
      }
    }
    this.#sections.set(section, characters)
  }

  // Text without white space and what of it was never seen, by section.
  report() {
    return [...this.#sections].map(([section, characters]) => ({
      section,
      text: characters.map(({ character }) => character).join(''),
      unseen: characters.filter(({ seen }) => !seen).map(({ character }) => character).join(''),
    }))
  }
}

// Tell whether the element that a selector finds stands on the page.
export function shows(doc, selector, page) {
  const frame = doc.defaultView.frameElement.getBoundingClientRect()
  const found = doc.querySelector(selector)
  return found !== null && [...found.getClientRects()].some(box => onPage(box, frame, page))
}

// Width and height of an element on the screen, in CSS pixels.
export function sizeOf(doc, selector) {
  const { width, height } = doc.querySelector(selector).getBoundingClientRect()
  return [width, height]
}

// Where an element stands on the screen.
export function boxOf(doc, selector) {
  const frame = doc.defaultView.frameElement.getBoundingClientRect()
  const { left, top, width, height } = doc.querySelector(selector).getBoundingClientRect()
  return { left: frame.left + left, top: frame.top + top, right: frame.left + left + width, width, height }
}

// Of tables what is ill set: cells that stand on the page with their middle and not as a whole; of all cells the numbers
// that are broken, the words of which every character stands in a line of its own, and the paragraphs that run over it.
export function faultsOfTables(doc, page) {
  const frame = doc.defaultView.frameElement.getBoundingClientRect()
  const found = { cut: [], broken: [], thin: [], covered: [] }
  const paragraphs = [...doc.querySelectorAll('p')].flatMap(paragraph => [...paragraph.getClientRects()])
  for (const cell of doc.querySelectorAll('th, td')) {
    const box = cell.getBoundingClientRect()
    if (onPage(box, frame, page) && !inside(box, frame, page)) found.cut.push(cell.textContent)
    if (paragraphs.some(paragraph => meet(paragraph, box))) found.covered.push(cell.textContent)
    for (const [number, lines] of linesOf(doc, cell, /[+-]?\d[\d.,]*(%|[万亿]*[人元年])?/g)) if (lines > 1) found.broken.push(number)
    for (const [word, lines] of linesOf(doc, cell, /\p{sc=Han}{2,}/gu)) if (lines === [...word].length) found.thin.push(word)
  }
  return found
}

// In how many lines each find of a pattern in the words of a cell stands.
function* linesOf(doc, cell, pattern) {
  const nodes = [...textNodes(doc, cell)]
  const place = index => {
    for (const node of nodes) {
      if (index < node.data.length) return [node, index]
      index -= node.data.length
    }
  }
  const { writingMode, lineHeight } = doc.defaultView.getComputedStyle(cell)
  for (const { 0: word, index } of nodes.map(node => node.data).join('').matchAll(pattern)) {
    const middles = []
    for (let offset = index; offset < index + word.length; offset++) {
      const range = doc.createRange()
      const [node, start] = place(offset)
      range.setStart(node, start)
      range.setEnd(node, start + 1)
      const { left, right, top, bottom } = range.getBoundingClientRect()
      middles.push(writingMode === 'vertical-rl' ? (left + right) / 2 : (top + bottom) / 2)
    }
    yield [word, 1 + Math.round((Math.max(...middles) - Math.min(...middles)) / parseFloat(lineHeight))]
  }
}

// Of the text of a drawing, the smallest type on the screen, in CSS pixels, and the text that stands outside of the page.
export function drawnType(doc, page) {
  const frame = doc.defaultView.frameElement.getBoundingClientRect()
  const texts = [...doc.querySelectorAll('svg text')]
  return {
    smallest: Math.min(...texts.map(text => parseFloat(text.getAttribute('font-size')) * text.getScreenCTM().d)),
    outside: texts.filter(text => !inside(text.getBoundingClientRect(), frame, page)).map(text => text.textContent),
  }
}

// Contrast of every text with its ground (WCAG 2.1, 1.4.3), with what it is and whether it is large: 24 px, or 18.66 bold.
export function contrasts(doc) {
  const { defaultView: view } = doc
  return [...textNodes(doc)].filter(({ data }) => data.trim()).map(node => {
    const element = node.parentElement
    const style = view.getComputedStyle(element)
    const drawn = element.closest('svg')
    const size = parseFloat(style.fontSize) * (drawn ? drawn.getScreenCTM().d : 1)
    const colour = drawn ? style.fill : style.webkitTextFillColor
    return {
      text: node.data.trim(),
      name: [element.localName, ...element.classList].join('.'),
      ratio: contrast(rgb(colour), rgb(drawn ? fillBehind(element) : groundOf(element))),
      large: size >= 24 || (size >= 18.66 && style.fontWeight >= 700),
    }
  })
}

// The last rectangle of a drawing that lies around the middle of a text.
function fillBehind(element) {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const around = ({ left: l, right: r, top: t, bottom: b }) => l <= (left + right) / 2 && (left + right) / 2 <= r && t <= (top + bottom) / 2 && (top + bottom) / 2 <= b
  const rectangles = [...element.closest('svg').querySelectorAll('rect')].filter(rect => around(rect.getBoundingClientRect()))
  return element.ownerDocument.defaultView.getComputedStyle(rectangles.at(-1)).fill
}

function groundOf(element) {
  const { backgroundColor } = element.ownerDocument.defaultView.getComputedStyle(element)
  if (rgb(backgroundColor)[3] !== 0) return backgroundColor
  return element.parentElement ? groundOf(element.parentElement) : canvasOf(element)
}

// What the browser paints behind a document that has no ground: white, or black where its colour scheme is dark.
function canvasOf(root) {
  const probe = root.ownerDocument.createElementNS(root.namespaceURI, 'span')
  probe.style.backgroundColor = 'Canvas'
  root.querySelector('body').append(probe)
  const { backgroundColor } = root.ownerDocument.defaultView.getComputedStyle(probe)
  probe.remove()
  return backgroundColor
}

// Red, green and blue from 0 to 255 of `rgb(…)`, or from 0 to 1 of `color(srgb …)`, made 0 to 1; and how opaque.
function rgb(colour) {
  const numbers = colour.match(/[\d.]+(?:e-?\d+)?/g).map(Number)
  const most = colour.startsWith('color(') ? 1 : 255
  return [...numbers.slice(0, 3).map(number => number / most), numbers[3] ?? 1]
}

function contrast(one, other) {
  const linear = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

// Width and height that a document has for a page.
export function pageSize(doc) {
  const { innerHeight } = doc.defaultView
  return [doc.body.getBoundingClientRect().width, innerHeight]
}

function* textNodes(doc, root = doc.body) {
  const walker = doc.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement } = walker.currentNode
    const hidden = parentElement.closest('[hidden]') || parentElement.localName === 'title'
    if (!hidden) yield walker.currentNode
  }
}

function onPage(box, frame, page) {
  const x = frame.left + (box.left + box.right) / 2
  const y = frame.top + (box.top + box.bottom) / 2
  const seen = x > 0 && x < innerWidth && y > 0 && y < innerHeight
  return seen && box.width > 0 && x > page.left && x < page.right && y > page.top && y < page.bottom
}

function inside(box, frame, page) {
  const [left, top] = [frame.left + box.left, frame.top + box.top]
  return left >= page.left && left + box.width <= page.right && top >= page.top && top + box.height <= page.bottom
}

function meet(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
  return across > 1 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1
}
