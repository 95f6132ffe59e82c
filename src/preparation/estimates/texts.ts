import { hasControls } from '../../house/form-fields.ts'
import { type Pointer, pointerIn, pointers } from '../identifying-text.ts'
import type { Kept } from './kept.ts'

/* The texts of what is handed over that somebody wrote, and that others will read. */

export type TextCode = 'hidden' | `points ${Pointer}`
export const textCodes: readonly TextCode[] = ['hidden', ...pointers.map((each) => `points ${each}` as const)]

/** Every text somebody wrote, with its place. */
export function textsIn(kept: Kept): { place: string; text: string }[] {
  const { populationBase: base } = kept
  const under = (place: string, texts: readonly string[]) =>
    texts.map((text, at): [string, string] => [`${place}/${at}`, text])
  const own: [string, string | null | undefined][] = [
    ['definition', kept.definition],
    ['codebookNotStated', kept.codebookNotStated],
    ['unit', kept.unit],
    ['populationBase/words', base.words],
    ['populationBase/unknownBecause', base.unknownBecause],
    ['populationBase/source', base.source],
    ['frame', kept.frame],
    ['place/words', kept.place.words],
    ...kept.disaggregation.map(({ group }, at): [string, string] => [`disaggregation/${at}/group`, group]),
    ['wouldChange', kept.wouldChange],
    ['otherBecause', kept.otherBecause],
  ]
  if (kept.source === 'publication') {
    const { citation, page, method, lists } = kept.publication
    own.push(['publication/citation', citation], ['publication/page', page], ['publication/method', method])
    own.push(...(lists === null ? [] : under('publication/lists', lists)))
  } else {
    const { result } = kept
    own.push(['result/why', result.why])
    if (result.design === 'lists')
      own.push(...under('result/specification/lists', result.specification.lists))
    else {
      for (const [name, value] of Object.entries(result.settings)) {
        own.push([`result/settings/${name}`, name])
        if (typeof value === 'string') own.push([`result/settings/${name}`, value])
      }
      own.push(
        ...result.estimates.map(({ label }, at): [string, string] => [`result/estimates/${at}/label`, label]),
      )
    }
  }
  return own.flatMap(([place, text]) => (typeof text === 'string' ? [{ place, text }] : []))
}

/** Whether something can have been published in this year: nothing is in a year to come. */
export const isYear = (year: number, thisYear: number) =>
  Number.isInteger(year) && year >= 1800 && year <= thisYear

/** Texts that hold what cannot be seen, or what points to a person. */
export function* textFaults(kept: Kept): Generator<{ place: string; code: TextCode }> {
  for (const { place, text } of textsIn(kept)) {
    const code = textCode(text)
    if (code !== null) yield { place, code }
  }
}

/** What is wrong with one text; null for nothing. */
export function textCode(text: string): TextCode | null {
  if (isUnseen(text)) return 'hidden'
  const pointer = pointerIn(text)
  return pointer === null ? null : `points ${pointer}`
}

/**
 * Whether a text of any number of lines holds what prints nothing or turns directions. More than the house refuses: two
 * definitions that look the same are held against each other letter for letter.
 */
function isUnseen(text: string): boolean {
  return (
    hasControls(text.replace(/[\n\r\t]/g, ' ')) ||
    /[\u00AD\u180E\u200B\u200E\u200F\u2060-\u2064\u{E0000}-\u{E007F}]/u.test(text)
  )
}
