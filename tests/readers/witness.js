// Watches which characters of a book come onto the screen.

export class Witness {
  #sections = new Map()

  // Look at the document of a section as it stands on the screen now.
  look(section, doc) {
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
        characters[index].seen ||= onScreen(range.getBoundingClientRect(), frame)
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

// Tell whether the element that a selector finds stands on the screen.
export function shows(doc, selector) {
  const frame = doc.defaultView.frameElement.getBoundingClientRect()
  const found = doc.querySelector(selector)
  return found !== null && [...found.getClientRects()].some(box => onScreen(box, frame))
}

// Width and height of an element on the screen, in CSS pixels.
export function sizeOf(doc, selector) {
  const { width, height } = doc.querySelector(selector).getBoundingClientRect()
  return [width, height]
}

// Of the text of a drawing, the smallest type on the screen, in CSS pixels, and the text that stands outside of the screen.
export function drawnType(doc) {
  const frame = doc.defaultView.frameElement.getBoundingClientRect()
  const texts = [...doc.querySelectorAll('svg text')]
  return {
    smallest: Math.min(...texts.map(text => parseFloat(text.getAttribute('font-size')) * text.getScreenCTM().d)),
    outside: texts.filter(text => !inside(text.getBoundingClientRect(), frame)).map(text => text.textContent),
  }
}

// Width and height that a document has for a page.
export function pageSize(doc) {
  const { innerHeight } = doc.defaultView
  return [doc.body.getBoundingClientRect().width, innerHeight]
}

function* textNodes(doc) {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement } = walker.currentNode
    const hidden = parentElement.closest('[hidden]') || parentElement.localName === 'title'
    if (!hidden) yield walker.currentNode
  }
}

function onScreen(box, frame) {
  const x = frame.left + (box.left + box.right) / 2
  const y = frame.top + (box.top + box.bottom) / 2
  return box.width > 0 && x > 0 && x < innerWidth && y > 0 && y < innerHeight
}

function inside(box, frame) {
  const [left, top] = [frame.left + box.left, frame.top + box.top]
  return left >= 0 && left + box.width <= innerWidth && top >= 0 && top + box.height <= innerHeight
}
