import type { Dictionary } from '../../src/ui/language.ts'

/**
 * What is wrong with a page as it was sent, one line each: ids that stand twice,
 * links and boxes that lead nowhere on the page, figures without an entry among the
 * sources, more than one main heading, and words that only a mistake writes.
 */
export function faultsOf(html: string): string[] {
  const faults: string[] = []
  const text = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
  if (!html.startsWith('<!doctype html><html lang="')) faults.push('it does not begin as a document')
  if (!html.trimEnd().endsWith('</body></html>')) faults.push('it is cut off')

  const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!)
  const once = new Set(ids)
  for (const id of once) {
    if (ids.filter((other) => other === id).length > 1) faults.push(`the id “${id}” stands twice`)
  }
  for (const [, name, id] of text.matchAll(
    /(<a href="#|\spopovertarget="|\saria-describedby="|\sfor=")([^"\s]+)"/gi,
  )) {
    if (!once.has(id!)) faults.push(`${name}${id}" leads nowhere`)
  }
  const headings = [...text.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level))
  if (headings.filter((level) => level === 1).length !== 1) faults.push('it has not exactly one main heading')
  headings.forEach((level, place) => {
    if (place > 0 && level > headings[place - 1]! + 1) faults.push(`a heading jumps to level ${level}`)
  })
  const figures = [...text.matchAll(/<span class="figure">([\s\S]*?)<span class="source-box"/g)]
  for (const [, figure] of figures) {
    if (!figure!.includes('class="source-mark"'))
      faults.push(`a figure has no source: ${figure!.slice(0, 80)}`)
  }
  for (const word of ['undefined', 'NaN', '[object Object]', 'Infinity']) {
    if (text.replace(/<[^>]*>/g, ' ').includes(word)) faults.push(`it says “${word}”`)
  }
  if (/\sstyle="/.test(text)) faults.push('it has an inline style, which the content policy forbids')
  return faults
}

/** Sentences of the dictionary that stand in English on a page of another language. */
export function englishLeft(html: string, words: Dictionary): string[] {
  const shown = unescaped(html)
  return Object.values(words.en).filter(
    (sentence) => sentence.length > 24 && !/[{<]/.test(sentence) && shown.includes(sentence),
  )
}

/** The text of a page as a reader has it: no tags, no escapes, single spaces. */
export function textOf(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, ' '))
    .replace(/\u2060/g, '')
    .replace(/\s+/g, ' ')
}

function unescaped(text: string): string {
  return text
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
