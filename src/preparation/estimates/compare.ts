import { comparability, type Meaning } from '../../estimators/change/comparability.ts'
import { type Change, changeBetween, type EstimateWithDoubt } from '../../estimators/two-estimates.ts'
import { type Language, speak } from '../../ui/language.ts'
import { sayFinding } from '../say-finding.ts'
import { isChange, isLowerBound } from './figure-kinds.ts'
import type { Head } from './head.ts'
import { mainInterval, sayPeriod, sayPlace } from './say.ts'
import type { EstimateCard } from './store.ts'
import { estimateWords } from './words.ts'

/** Two estimates held beside each other: why they cannot be compared, or their difference with what to mind. */
export type Comparison =
  | { kind: 'refused' | 'no figure'; reasons: string[] }
  | {
      kind: 'change'
      change: Change | null
      /** Whether the difference can be called a rise or a fall: one way of counting, and known which came first. */
      inTime: boolean
      warnings: string[]
    }

export type Compared = Pick<
  EstimateCard,
  'id' | 'study' | 'head' | 'country' | 'codebook' | 'replacedBy' | 'replacedInPublic' | 'differs'
>

/** The two with the earlier first, whatever the order they were named in; as they were named where that is not known. */
export function earlierFirst<Of extends Pick<Compared, 'head'>>(first: Of, second: Of): [Of, Of] {
  const [one, two] = [periodOf(first.head), periodOf(second.head)]
  return one !== null && two !== null && two.from < one.from ? [second, first] : [first, second]
}

/** First and last day a figure is about; null where neither is stated. */
function periodOf({ periodFrom, periodTo }: Head): { from: string; to: string } | null {
  const [from, to] = [periodFrom ?? periodTo, periodTo ?? periodFrom]
  return from === null || to === null ? null : { from, to }
}

/** What a figure is a figure of, as the rule on comparing reads it. Texts are the same when they say the same. */
export function meaningOf({ head, country, codebook }: Compared, codebookName: string | null): Meaning {
  const { populationBase, place, disaggregation } = head
  const plain = (text: string | null) =>
    text?.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase() ?? ''
  const parts = disaggregation.map(({ by, group }) => `${by}: ${plain(group)}`).sort()
  return {
    unit: plain(head.unit),
    stockOrFlow: head.stockOrFlow,
    population: [
      country,
      place.wholeCountry ? '*' : plain(place.words),
      plain(populationBase.words),
      ...parts,
    ].join(' · '),
    definition: plain(head.definition),
    codebookVersion: codebook === null ? null : codebookName,
    frame: head.frame === null ? null : plain(head.frame),
    method: head.figure.method ?? (head.publication === null ? null : plain(head.publication.method)),
    referenceMonths: head.referenceMonths ?? monthsOf(head),
    lists: head.lists?.map((list) => plain(list)) ?? null,
  }
}

/** A version by title and number; two codebooks of one title are told apart by their ids. */
function codebookName({ codebook }: Compared, { codebook: other }: Compared): string | null {
  if (codebook === null) return null
  const name = `${codebook.title ?? codebook.codebook} · ${codebook.version}`
  const namesake = other !== null && other.codebook !== codebook.codebook && other.title === codebook.title
  return namesake ? `${name} (${codebook.codebook})` : name
}

/** Months of a flow’s period, where its days are known. */
function monthsOf(head: Head): number | null {
  return head.stockOrFlow === 'flow' ? lengthOf(head) : null
}

/** Months from the first day of a period to its last; null where one is not stated. */
function lengthOf({ periodFrom, periodTo }: Head): number | null {
  if (periodFrom === null || periodTo === null) return null
  const days = (Date.parse(periodTo) - Date.parse(periodFrom)) / 86_400_000 + 1
  return Math.round(days / 30.4375)
}

/** Never a difference without its warnings, and none at all where it would have no meaning. The earlier comes first. */
export function compare(asked: Compared, askedToo: Compared, language: Language): Comparison {
  const [first, second] = earlierFirst(asked, askedToo)
  const say = speak(estimateWords, language)
  const [one, two] = [first.head, second.head]
  const reasons: string[] = []
  if (first.id === second.id) reasons.push(say('v.same'))
  else if (isCorrected(first, second)) reasons.push(say('v.corrected'))
  if (first.differs || second.differs) reasons.push(say('v.differs'))
  if (isLowerBound(one) || isLowerBound(two)) reasons.push(say('v.bound'))
  if (isChange(one) || isChange(two)) reasons.push(say('v.is change'))
  const [period, other] = [periodOf(one), periodOf(two)]
  if (first.id !== second.id && period !== null && other !== null && other.from <= period.to)
    reasons.push(say('v.one time', { first: sayPeriod(one, language), second: sayPeriod(two, language) }))
  if (one.measured !== two.measured) reasons.push(say('v.measured'))
  if (one.quantity !== two.quantity)
    reasons.push(
      say('v.quantity', { first: say(`quantity.${one.quantity}`), second: say(`quantity.${two.quantity}`) }),
    )
  const [here, there] = [sayPlace(one, first.country, language), sayPlace(two, second.country, language)]
  if (here !== there) reasons.push(say('v.place', { first: here, second: there }))
  const { refusal, warnings } = comparability(
    meaningOf(first, codebookName(first, second)),
    meaningOf(second, codebookName(second, first)),
  )
  // Places that differ are named already, and in words.
  if (
    refusal !== null &&
    !(here !== there && refusal.code === 'not-comparable' && refusal.what === 'population')
  )
    reasons.push(sayFinding(refusal, language))
  if (reasons.length > 0) return { kind: 'refused', reasons }
  const lengths = [lengthOf(one), lengthOf(two)]
  const said = [
    ...(period === null || other === null ? [say('v.no period')] : []),
    ...(lengths[0] !== lengths[1] && !lengths.includes(null)
      ? [say('v.length', { first: lengths[0] ?? 0, second: lengths[1] ?? 0 })]
      : []),
    ...([one, two].some(isConditional) ? [say('v.conditional')] : []),
    ...(first.codebook === null && second.codebook === null ? [say('v.unknown definition')] : []),
    ...warnings.map((finding) => sayFinding(finding, language)),
  ]
  if (one.figure.value === null || two.figure.value === null)
    return { kind: 'no figure', reasons: [say('v.no figure')] }
  const inTime =
    period !== null &&
    other !== null &&
    first.codebook !== null &&
    second.codebook !== null &&
    !warnings.some((finding) => finding.code === 'not-comparable' && countedOtherwise.has(finding.what))
  const [a, b] = [doubtOf(one), doubtOf(two)]
  if (a === null || b === null) return { kind: 'change', change: null, inTime, warnings: said }
  return { kind: 'change', change: changeBetween(a, b), inTime, warnings: said }
}

/** What makes a difference one of counting as well as one of the world. */
const countedOtherwise: ReadonlySet<string> = new Set(['definition', 'codebook-version', 'method'])

/** Whether one of them was corrected: by the other or, as far as may be told, by a third. */
function isCorrected(first: Compared, second: Compared): boolean {
  return [first, second].some(
    ({ replacedBy, replacedInPublic }) =>
      replacedBy !== null && (replacedInPublic !== null || first.study === second.study),
  )
}

const isConditional = ({ figure }: Head) =>
  mainInterval(figure.intervals.filter(({ high }) => high !== null))?.kind === 'conditional'

/** A figure with a two-sided interval that holds it; null without one. */
function doubtOf({ figure }: Head): EstimateWithDoubt | null {
  const interval = mainInterval(figure.intervals.filter(({ high }) => high !== null))
  if (figure.value === null || interval === null || interval.high === null) return null
  if (interval.low > figure.value || interval.high < figure.value) return null
  return { value: figure.value, low: interval.low, high: interval.high, level: 100 * interval.level }
}
