import { between, formatDay, formatList, type Language, speak } from '../../ui/language.ts'
import { writeNumber } from '../../ui/voice.tsx'
import type { Methodology } from '../schema.ts'
import type { BenchData } from './bench-data.ts'
import {
  basePoints,
  type Choices,
  gateAsWritten,
  groupsOf,
  type MovableValue,
  movableLeaves,
  offeredMeans,
  own,
} from './choices.ts'
import { handlesOf, nameOfHandle } from './curve.ts'
import { benchWords } from './words.ts'

/**
 * What was moved, one line each, as saved → as moved: on paper the controls are gone, and a ranking without its rules
 * says nothing. `methodology` has its texts in the language of the page alone.
 */
export function sayChoices(
  language: Language,
  methodology: Methodology,
  choices: Choices,
  codes: BenchData['codes'],
  asOf: string,
): string[] {
  const say = speak(benchWords, language)
  const number = (value: number) => writeNumber(language, value)
  const lines: string[] = []
  const tell = (what: string, from: string, to: string) => {
    if (from !== to) lines.push(`${what}${between(language, ':')}${from} → ${to}`)
  }
  for (const group of groupsOf(methodology.criteria)) {
    const base = basePoints(group)
    group.children!.forEach(({ id, title }, i) => {
      const points = own(choices.weights, id)
      if (points !== undefined)
        tell(say('weights.points of', { name: title.en }), number(base[i]!), number(points))
    })
    const mean = own(choices.means, group.id)
    const before = offeredMeans.find((each) => each === (group.aggregation ?? 'arithmetic'))
    if (mean)
      tell(
        say('means.of', { name: group.title.en }),
        say(before ? `means.${before}` : 'means.own'),
        say(`means.${mean}`),
      )
  }
  for (const gate of methodology.gates) {
    const asked = own(choices.gates, gate.id)
    if (!asked) continue
    const written = gateAsWritten(gate)
    const of = (label: string) => `${gate.title.en}, ${label}`
    const named = (list: readonly string[] = []) =>
      formatList(
        language,
        list.map((code) => codes.gates[gate.id]?.find((each) => each.code === code)?.name ?? code),
      )
    const bound = (value: number | undefined) => (value === undefined ? '–' : number(value))
    if (asked.codes) tell(of(say('gates.codes')), named(written.codes), named(asked.codes))
    if (asked.atLeast !== undefined)
      tell(of(say('gates.at least')), bound(written.atLeast), bound(asked.atLeast))
    if (asked.atMost !== undefined) tell(of(say('gates.at most')), bound(written.atMost), bound(asked.atMost))
    if (asked.withinMonths !== undefined)
      tell(of(say('gates.months')), bound(written.withinMonths), bound(asked.withinMonths))
    if (asked.must && written.must)
      tell(of(say('gates.must')), say(`gates.must.${written.must}`), say(`gates.must.${asked.must}`))
  }
  for (const leaf of movableLeaves(methodology.criteria)) {
    const value = own(choices.values, leaf.id)
    if (!value) continue
    const written: MovableValue = leaf.value
    if ('codes' in value) {
      for (const [code, y] of Object.entries(value.codes))
        if ('codes' in written)
          tell(
            `${leaf.title.en}, ${codes.leaves[leaf.id]?.[code] ?? code}`,
            number(written.codes[code] ?? 0),
            number(y),
          )
      continue
    }
    if ('codes' in written) continue
    const before = handlesOf(written)
    handlesOf(value).forEach((handle, at) => {
      const says = ({ x, y, free }: typeof handle) =>
        free ? say('curves.at', { x: number(x), y: number(y) }) : number(x)
      const what = nameOfHandle(value, at, say)
      tell(say('curves.handle', { name: leaf.title.en, what }), says(before[at]!), says(handle))
    })
  }
  if (choices.shortlist !== null)
    tell(say('list.label'), number(methodology.shortlist.size), number(choices.shortlist))
  if (choices.day !== null)
    tell(say('day.label'), formatDay(language, asOf), formatDay(language, choices.day))
  return lines
}
