import { countryName } from '../../../countries/registry.ts'
import { formatDay, type Language, pathIn, type Say } from '../../../ui/language.ts'
import { type Pointer, pointers } from '../../identifying-text.ts'
import type { ReadingFault } from '../reading.ts'
import { LONGEST_EVIDENCE } from '../reading.ts'
import type { Institution, Level, Round } from '../schema.ts'
import type { Word } from '../words/en.ts'
import type { CellFault } from '../workbook.ts'

export const capacityPath = (language: Language, country: string, rest = '') =>
  pathIn(language, `/capacity/${country}${rest}`)

export const placeOf = (iso3: string, language: Language) => countryName(iso3, language)

export function institutionName({ name, place }: Pick<Institution, 'name' | 'place'>): string {
  return place === null ? name : `${name}, ${place}`
}

/** What an institution was called before, and that it has ended: what was said of it is read with that. */
export function aboutInstitution(
  say: Say<Word>,
  language: Language,
  { ended, endReason, former }: Pick<Institution, 'ended' | 'endReason' | 'former'>,
): string[] {
  return [
    ...former.map((each) =>
      say('institutions.until', {
        day: formatDay(language, each.until.slice(0, 10)),
        name: institutionName(each),
      }),
    ),
    ...(ended === null
      ? []
      : [
          say('institutions.ended', {
            day: formatDay(language, ended.slice(0, 10)),
            reason: endReason ?? '–',
          }),
        ]),
  ]
}

export function levelName(say: Say<Word>, level: Level | null): string {
  return level === null ? say('level.unknown') : say(`level.${level}`)
}

/** Whose word a round is. */
export function byWhom(say: Say<Word>, { organisation, saidBy, side }: Round): string {
  if (organisation !== null) return organisation.name
  return side === 'self' ? say('rounds.said by', { name: saidBy ?? '–' }) : (saidBy ?? '–')
}

export function roundName(say: Say<Word>, language: Language, { side, day }: Round): string {
  return say('round.title', { side: say(`side.${side}`), day: formatDay(language, day) })
}

/** What is wrong with something that was typed, in words. */
export function faultText(say: Say<Word>, fault: ReadingFault | CellFault): string {
  const pointer = pointers.find((each) => each === fault)
  if (pointer !== undefined) return say('cell.identifying', { what: say(`identifying.${pointer}`) })
  return say(
    `cell.${fault as Exclude<typeof fault, Pointer>}`,
    fault === 'evidence long' || fault === 'long' ? { most: LONGEST_EVIDENCE } : {},
  )
}
