import { formatList, type Language, speak } from '../../ui/language.ts'
import type { Moved } from './moved.ts'
import { benchWords } from './words.ts'

/** More names than this are counted instead. */
const mostNames = 5

/** What changed, in sentences. `nameOf` says how a unit is called. */
export function sayMoved(language: Language, moved: Moved, nameOf: (unit: string) => string): string[] {
  const say = speak(benchWords, language)
  const names = (units: readonly string[]) => {
    const said = units.map(nameOf)
    if (said.length <= mostNames) return formatList(language, said)
    return say('changed.and more', {
      names: said.slice(0, mostNames - 1).join(', '),
      n: said.length - mostNames + 1,
    })
  }
  if (moved.same) return [say(moved.scoresDiffer ? 'changed.same scores' : 'changed.same')]
  const { entered, left, nowIn, noLonger, climbs, falls, first, sizes } = moved
  const sentences: string[] = []
  const tell = (key: Parameters<typeof say>[0], units: readonly string[], more = {}) => {
    if (units.length > 0) sentences.push(say(key, { n: units.length, names: names(units), ...more }))
  }
  if (entered.length + left.length === 0) sentences.push(say('changed.list same', { size: sizes.to }))
  tell('changed.entered', entered, { size: sizes.to })
  tell(entered.length > 0 ? 'changed.left' : 'changed.left list', left, { size: sizes.from })
  if (first && first.from !== null && first.to !== null)
    sentences.push(say('changed.first', { from: nameOf(first.from), to: nameOf(first.to) }))
  tell('changed.now in', nowIn)
  tell('changed.no longer', noLonger)
  if (climbs) sentences.push(say('changed.climbs', { ...climbs, name: nameOf(climbs.unit) }))
  if (falls) sentences.push(say('changed.falls', { ...falls, name: nameOf(falls.unit) }))
  sentences.push(say('changed.moved', { n: moved.moved, of: moved.of }))
  return sentences
}
