import { printable } from '../../indicators/wording.ts'
import { formatNumber, type Language, languages, speak } from '../../ui/language.ts'
import type { StudyFacts } from '../studies/schema.ts'
import { words as studyWords } from '../studies/words/studies.ts'
import { chosenEstimate, type Design, type Kept } from './kept.ts'
import { sayPeriod, sayPlace } from './say.ts'
import { estimateWords } from './words.ts'

/**
 * `method`: by another than its study was planned with. `ownPopulation`: its people are told of others than those the
 * estimator was given. `bridge`: whoever was recruited or met at venues is told of as the whole country.
 */
export type OtherThanStudy =
  | 'period'
  | 'unit'
  | 'stockOrFlow'
  | 'place'
  | 'population'
  | 'codebook'
  | 'method'
  | 'ownPopulation'
  | 'bridge'

/** Those in which it is told of more than its own sample reaches, whatever its study says. */
const beyondSample: ReadonlySet<OtherThanStudy> = new Set(['ownPopulation', 'bridge'])

/** A version of a codebook, as it is named. */
type Version = { codebook: string; version: number; title: string | null }

/** What an estimate and its study say of the same things. */
export type BesideStudy = {
  kept: Kept
  /** The version by which people were counted; null where there is none. */
  codebook: Version | null
  study: {
    country: string
    facts: Pick<StudyFacts, 'period' | 'unit' | 'stockOrFlow' | 'place' | 'base' | 'method'>
    codebook: Version | null
  }
}

/** Texts count as the same but for case and blanks. */
const same = (text: string) => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase()

/**
 * In what an estimate speaks of something else than its study says it is about. What either does not say is no
 * difference, nor is a part of the study’s time or place, or a smaller number for a part of its people.
 */
export function otherThanStudy({ kept, codebook, study }: BesideStudy): OtherThanStudy[] {
  const { facts } = study
  const { from, to } = facts.period
  const outside = (day: string | null) =>
    day !== null && ((from !== null && day < from) || (to !== null && day > to))
  const found: [OtherThanStudy, boolean][] = [
    ['period', outside(kept.periodFrom) || outside(kept.periodTo)],
    ['unit', isOtherUnit(kept.unit, facts.unit)],
    [
      'stockOrFlow',
      facts.stockOrFlow !== null && kept.stockOrFlow !== null && facts.stockOrFlow !== kept.stockOrFlow,
    ],
    ['place', isOtherPlace(kept.place, facts.place)],
    ['population', isOtherPopulation(kept, facts.base)],
    [
      'codebook',
      codebook !== null &&
        study.codebook !== null &&
        (codebook.codebook !== study.codebook.codebook || codebook.version !== study.codebook.version),
    ],
    ['method', isOtherMethod(kept, facts.method)],
    ['ownPopulation', isOtherThanOwn(kept)],
    ['bridge', kept.place.wholeCountry && reachesOnlySome(designOf(kept))],
  ]
  return found.flatMap(([what, is]) => (is ? [what] : []))
}

const designOf = (kept: Kept): Design | null =>
  kept.source === 'computed' ? kept.result.design : kept.publication.design

/** Samples of whom other respondents brought, or who come to venues: of people who can be reached so, and of no country. */
export const reachesOnlySome = (design: Design | null): boolean =>
  design === 'rds' || design === 'time-location'

const methodOf: { [Of in Design]: StudyFacts['method'] } = {
  lists: 'lists',
  rds: 'respondent-driven',
  nsum: 'network-scale-up',
  survey: 'survey',
  'time-location': 'time-location',
  'two-waves': 'two-waves',
}

/** What a publication or “another method” is, nobody can say; two waves are a survey asked twice. */
function isOtherMethod(kept: Kept, ofStudy: StudyFacts['method']): boolean {
  if (kept.source !== 'computed' || ofStudy === 'other') return false
  const { design } = kept.result
  const isTwice = [design, ofStudy].every((each) => each === 'survey' || each === 'two-waves')
  return methodOf[design] !== ofStudy && !isTwice
}

/** The size of the population that a recruited sample or a scale-up was reckoned with; null where it was given none. */
export function ownPopulation(kept: Kept): number | null {
  if (kept.source !== 'computed') return null
  if (kept.result.design !== 'rds' && kept.result.design !== 'nsum') return null
  const population: unknown = chosenEstimate(kept.result)?.diagnostics.population
  return typeof population === 'number' && Number.isFinite(population) ? population : null
}

function isOtherThanOwn(kept: Kept): boolean {
  const [own, told] = [ownPopulation(kept), kept.populationBase.number]
  return own !== null && told !== null && own !== told
}

/** What is “other” in a study may be called anything; a unit may be named in any language of the house. */
function isOtherUnit(unit: string, ofStudy: StudyFacts['unit']): boolean {
  if (ofStudy === null || ofStudy === 'other') return false
  const names = languages.map((language) => same(speak(studyWords, language)(`unit.${ofStudy}`)))
  return ![ofStudy, ...names].includes(same(unit))
}

function isOtherPlace(place: Kept['place'], ofStudy: StudyFacts['place']): boolean {
  if (ofStudy.wholeCountry !== false) return false
  if (place.wholeCountry) return true
  if (place.words === null || ofStudy.words === null) return false
  // “North of the lake” is a part of “the lake”.
  return !same(place.words).includes(same(ofStudy.words))
}

function isOtherPopulation(
  { populationBase: base, disaggregation }: Pick<Kept, 'populationBase' | 'disaggregation'>,
  ofStudy: StudyFacts['base'],
): boolean {
  if (ofStudy.words !== null && same(base.words) !== same(ofStudy.words)) return true
  if (ofStudy.number === null || base.number === null) return false
  return disaggregation.length > 0 ? base.number > ofStudy.number : base.number !== ofStudy.number
}

/** Each difference in a sentence that names what the estimate says and what its study says. */
export function sayOthers(
  beside: BesideStudy,
  language: Language,
  which: 'all' | 'of study' | 'beyond sample' = 'all',
): string[] {
  const say = speak(estimateWords, language)
  const found = otherThanStudy(beside).filter(
    (other) => which === 'all' || beyondSample.has(other) === (which === 'beyond sample'),
  )
  return found.map((other) => {
    if (other === 'bridge') return say('other.bridge')
    if (other === 'ownPopulation')
      return say('other.own population', {
        own: formatNumber(language, ownPopulation(beside.kept) ?? 0),
        told: formatNumber(language, beside.kept.populationBase.number ?? 0),
      })
    const [estimate, study] = bothOf(other, beside, language)
    return say('other.both', { what: say(`other.${other}`), estimate, study })
  })
}

function bothOf(
  other: Exclude<OtherThanStudy, 'bridge' | 'ownPopulation'>,
  { kept, codebook, study }: BesideStudy,
  language: Language,
): [estimate: string, study: string] {
  const say = speak(estimateWords, language)
  const { facts, country } = study
  switch (other) {
    case 'period': {
      const { from: periodFrom, to: periodTo } = facts.period
      return [sayPeriod(kept, language), sayPeriod({ periodFrom, periodTo }, language)]
    }
    case 'unit':
      return [printable(kept.unit), speak(studyWords, language)(`unit.${facts.unit ?? 'other'}`)]
    case 'stockOrFlow':
      return [say(kept.stockOrFlow ?? 'not stated'), say(facts.stockOrFlow ?? 'not stated')]
    case 'place': {
      const { wholeCountry, words } = facts.place
      const place = { wholeCountry: wholeCountry === true, words }
      return [sayPlace(kept, country, language), sayPlace({ place }, country, language)]
    }
    case 'population':
      return [kept.populationBase, facts.base].map(({ words, number }) =>
        [
          words === null ? say('not stated') : printable(words),
          ...(number === null ? [] : [formatNumber(language, number)]),
        ].join(', '),
      ) as [string, string]
    case 'method': {
      const method = speak(studyWords, language)
      const design = designOf(kept)
      return [
        method(`method.${design === null ? 'other' : methodOf[design]}`),
        method(`method.${facts.method}`),
      ]
    }
    case 'codebook':
      return [codebook, study.codebook].map((version) =>
        version === null
          ? say('not stated')
          : say('f.codebook version', { title: printable(version.title ?? '–'), version: version.version }),
      ) as [string, string]
  }
}
