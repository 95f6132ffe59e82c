import { countryName } from '../../countries/registry.ts'
import { isDay } from '../../indicators/days.ts'
import { formatDay, formatList, type Language, speak } from '../../ui/language.ts'
import { type LookUp, type LookUpFault, lookUp, type Why } from './look-up.ts'
import { placeIn } from './places.ts'
import type { MapCard, Pack, PackCard, PostalMap } from './schema.ts'
import { legislatureWords } from './words.ts'

/** A look-up with what it was made from: null where none could be found for the day. */
export type Answered = { result: LookUp; pack: Pack | null; map: { card: MapCard } | null }

/** An answer that names nobody, and why. */
export const unanswered = (typed: string, asOf: string, fault: LookUpFault): LookUp => ({
  typed,
  code: null,
  repaired: false,
  certainty: 'unknown',
  candidates: [],
  why: [],
  faults: [],
  fault,
  asOf,
})

/** Looks a code up in the pack and the map of the day; `cards` are those of all packs that are known. */
export function answered(
  { cards, pack, map }: { cards: PackCard[]; pack: Pack | null; map: PostalMap | null },
  legislature: string,
  typed: string,
  asOf: string,
): Answered {
  const fault = dayFault(cards, legislature, asOf)
  if (fault !== null || pack === null)
    return { result: unanswered(typed, asOf, fault ?? { kind: 'no-map' }), pack: null, map: null }
  return { result: lookUp(pack, map, typed, asOf), pack, map }
}

/** What is wrong with the day or the legislature asked for; null where a pack speaks of it. */
export function dayFault(cards: PackCard[], legislature: string, asOf: string): LookUpFault | null {
  if (!isDay(asOf)) return { kind: 'day', typed: asOf }
  const own = cards.filter((card) => card.legislature.id === legislature)
  if (own.length === 0)
    return { kind: 'no-legislature', known: [...new Set(cards.map((card) => card.legislature.id))].sort() }
  const sessions = new Map(own.map(({ session }) => [session.id, session]))
  const known = [...sessions.values()].sort((a, b) => (a.firstDay < b.firstDay ? -1 : 1))
  const among = known.some(({ firstDay, lastDay }) => firstDay <= asOf && asOf <= lastDay)
  return among ? null : { kind: 'no-pack', sessions: known }
}

/** Why an answer is as it is, in sentences of the reader's language. */
export function sayWhy({ why }: Pick<LookUp, 'why'>, pack: Pack | null, language: Language): string[] {
  const say = speak(legislatureWords, language)
  const place = (division: string) => (pack === null ? division : placeIn(pack, division, language))
  return why.map((each: Why) => {
    switch (each.kind) {
      case 'repaired':
        return say(`why.${each.repair}`)
      case 'several-districts':
        return say('why.several-districts', { districts: each.districts })
      case 'several-states':
        return say('why.several-states', { states: each.states })
      case 'vacant':
      case 'partial':
      case 'no-senators':
        return say(`why.${each.kind}`, { place: place(each.division) })
      case 'began-later':
      case 'term-ended':
        return say(`why.${each.kind}`, {
          place: place(each.division),
          name: each.name,
          day: formatDay(language, each.day),
        })
      case 'after-pack':
        return say('why.after-pack', { day: formatDay(language, each.asOf) })
      case 'no-vote':
        return say('why.no-vote', {
          place: place(each.division),
          title: pack?.card.titles[each.title]?.[language] ?? each.title,
        })
      default:
        return say('why.one-district')
    }
  })
}

/** What stopped a look-up, and what to do about it. */
export function sayFault(
  fault: LookUpFault,
  { asOf, pack }: { asOf: string; pack: Pack | null },
  language: Language,
): { kind: string; message: string; remedy: string } {
  const say = speak(legislatureWords, language)
  const plain = (values: Record<string, string | number> = {}) => ({
    kind: fault.kind,
    message: say(`fault.${fault.kind}` as keyof (typeof legislatureWords)['en'], values),
    remedy: say(`fault.${fault.kind}.remedy` as keyof (typeof legislatureWords)['en'], values),
  })
  switch (fault.kind) {
    case 'foreign':
      return plain({ country: countryName(fault.country, language) })
    case 'letter-o':
      return plain({ meant: fault.meant })
    case 'length':
      return plain({ digits: fault.digits })
    case 'day':
      return plain({ typed: fault.typed })
    case 'no-legislature':
      return plain({ known: formatList(language, fault.known) })
    case 'no-pack':
      return plain({
        day: formatDay(language, asOf),
        sessions: fault.sessions
          .map(
            ({ firstDay, lastDay }) => `${formatDay(language, firstDay)} – ${formatDay(language, lastDay)}`,
          )
          .join('; '),
      })
    case 'not-in-map':
      if (fault.gap === null) return plain()
      return {
        kind: fault.kind,
        message: say('fault.gap', {
          says: fault.gap.says[language],
          place: pack === null ? fault.gap.division : placeIn(pack, fault.gap.division, language),
        }),
        remedy:
          fault.gap.holder === null
            ? say('fault.gap.unknown.remedy')
            : say('fault.gap.remedy', { holder: fault.gap.holder }),
      }
    default:
      return plain()
  }
}

/** The answer as programs read it: on the API and from `tp campaign lookup --json`. */
export function answerOf({ result, pack, map }: Answered, language: Language) {
  const { certainty } = result
  return {
    code: result.typed,
    ...(result.repaired && result.code !== null ? { repaired: result.code } : {}),
    certainty,
    map: map === null ? null : map.card.id,
    mapFacts:
      map === null
        ? null
        : {
            name: map.card.name[language],
            from: map.card.from,
            through: map.card.through,
            sources: map.card.sources,
            faults: result.faults.map(({ id, says }) => ({ id, says: says[language] })),
          },
    candidates: result.candidates.map(({ seat, person, bioguide, name, party, vacant, notKnown }) => ({
      chamber: seat.chamber,
      division: seat.division,
      place: pack === null ? seat.division : placeIn(pack, seat.division, language),
      seat: seat.seat,
      title: pack?.card.titles[seat.title]?.[language] ?? seat.title,
      person,
      bioguide,
      name,
      party,
      voting: seat.voting,
      vacant,
      holder: vacant ? ('vacant' as const) : notKnown === null ? ('known' as const) : ('not known' as const),
    })),
    ...(result.fault === null
      ? {}
      : { error: sayFault(result.fault, { asOf: result.asOf, pack }, language) }),
    why: sayWhy(result, pack, language).join(' '),
    ...(certainty === 'split' ? { decidedBy: speak(legislatureWords, language)('decidedBy.address') } : {}),
    asOf: result.asOf,
    pack:
      pack === null
        ? null
        : {
            legislature: pack.card.legislature.id,
            asOf: pack.card.asOf,
            session: pack.card.session.id,
            sources: pack.card.sources,
          },
  }
}
