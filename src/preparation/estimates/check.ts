import { type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Estimate } from '../../estimators/estimate.ts'
import { notOfFinding } from '../../estimators/finding-values.ts'
import type { Finding } from '../../estimators/findings.ts'
import { languages } from '../../ui/language.ts'
import { sayFinding } from '../say-finding.ts'
import { isMeasuredIn } from './figure-kinds.ts'
import {
  chosenEstimate,
  type Kept,
  KeptComputed,
  KeptFromPublication,
  type KeptOverlapTable,
  KeptResult,
} from './kept.ts'
import { figureFaults, fits, intervalFaults, sumFaults } from './possible.ts'
import { isPrintedSpecification, withoutPrint } from './printed.ts'
import { type ShapeTold, shapeFaults } from './shape-faults.ts'
import { textCodes, textFaults } from './texts.ts'
import { countsLeft } from './without-counts.ts'
import { respondentsLeft } from './without-respondents.ts'

/** What is wrong with something handed over to be kept, as `words.ts` says it; `told` is what its shape asks for. */
export type KeptFault = { place: string; code: FaultCode; told?: ShapeTold }

export const faultCodes = [
  'shape',
  'text',
  'deep',
  'day',
  'period',
  'first wave',
  'codebook',
  'base',
  'place',
  'quantity',
  'measure',
  'chosen',
  'interval',
  'finding',
  'labels',
  'table lists',
  'table counts',
  'table cases',
  'counts',
  'respondent',
  'outside',
  'impossible',
  'seen',
  'above base',
  'twice',
  'nested',
  'sums',
  'table sums',
  'year',
  'printed list',
  ...textCodes,
] as const
export type FaultCode = (typeof faultCodes)[number]

const DEEPEST = 24
const MOST_FAULTS = 20

/**
 * Reads what was handed over to be kept: as it is, or every fault found in it. Nothing is mended or guessed; estimates
 * as a command prints them are read as those they are.
 */
export function readKept(given: unknown): { kept: Kept } | { faults: KeptFault[] } {
  const unfit = textFault(given, '', 0)
  if (unfit !== null) return { faults: [unfit] }
  if (isPrintedSpecification(given))
    return { faults: [{ place: 'result/specification', code: 'printed list' }] }
  const sent = withoutPrint(given)
  const published = typeof sent === 'object' && sent !== null && Reflect.get(sent, 'source') === 'publication'
  const schema = published ? KeptFromPublication : KeptComputed
  if (!Value.Check(schema, sent)) {
    const faults = shapeFaults(published ? schema : computedAs(sent), sent).map(({ place, told }) => ({
      place: place || 'source',
      code: 'shape' as const,
      ...(told === null ? {} : { told }),
    }))
    return { faults: faults.length === 0 ? [{ place: '', code: 'shape' }] : faults.slice(0, MOST_FAULTS) }
  }
  const kept: Kept = sent
  const faults = [
    ...meaningFaults(kept),
    ...textFaults(kept),
    ...(kept.source === 'publication' ? publicationFaults(kept) : computedFaults(kept)),
  ]
  return faults.length > 0 ? { faults: faults.slice(0, MOST_FAULTS) } : { kept }
}

/** The shape of what is computed, of the design that was named: what another would need is nobody’s fault. */
function computedAs(sent: unknown): TSchema {
  const result: unknown = typeof sent === 'object' && sent !== null ? Reflect.get(sent, 'result') : null
  const design: unknown = typeof result === 'object' && result !== null ? Reflect.get(result, 'design') : null
  const [ofLists, ofOthers] = KeptResult.anyOf
  return Type.Object(
    { ...KeptComputed.properties, result: design === 'lists' ? ofLists : ofOthers },
    { additionalProperties: false },
  )
}

/** Texts that no database or page can hold, and nesting that nothing here makes. */
function textFault(value: unknown, place: string, depth: number): KeptFault | null {
  if (typeof value === 'string')
    return /\p{Cs}/u.test(value) || value.includes('\u0000') ? { place, code: 'text' } : null
  if (typeof value !== 'object' || value === null) return null
  if (depth > DEEPEST) return { place: place.slice(0, 80), code: 'deep' }
  for (const [name, member] of Object.entries(value)) {
    const at = place === '' ? name : `${place}/${name}`
    const fault = textFault(name, at, depth + 1) ?? textFault(member, at, depth + 1)
    if (fault !== null) return fault
  }
  return null
}

const isDay = (text: string) => {
  const at = new Date(`${text}T00:00:00Z`)
  // A year that nobody counted in is a slip of the keyboard.
  return (
    !Number.isNaN(at.getTime()) &&
    at.toISOString().startsWith(text) &&
    text >= '1800-01-01' &&
    text < '2201-01-01'
  )
}

function* meaningFaults(kept: Kept): Generator<KeptFault> {
  const { periodFrom, periodTo, codebook, codebookNotStated, populationBase, place } = kept
  for (const name of ['periodFrom', 'periodTo'] as const) {
    const day = kept[name]
    if (day !== null && !isDay(day)) yield { place: name, code: 'day' }
  }
  if (periodFrom !== null && periodTo !== null && periodFrom > periodTo)
    yield { place: 'periodTo', code: 'period' }
  if (kept.firstWave != null) yield* firstWaveFaults(kept, kept.firstWave)
  if ((codebook === null) === (codebookNotStated === null)) yield { place: 'codebook', code: 'codebook' }
  if ((populationBase.number === null) === (populationBase.unknownBecause === null))
    yield { place: 'populationBase/number', code: 'base' }
  if (!place.wholeCountry && place.words === null) yield { place: 'place/words', code: 'place' }
}

/** The wave before is before, and only a change has one. */
function* firstWaveFaults(kept: Kept, { from, to }: NonNullable<Kept['firstWave']>): Generator<KeptFault> {
  const { periodFrom, periodTo } = kept
  const design = kept.source === 'computed' ? kept.result.design : kept.publication.design
  if (design !== 'two-waves') yield { place: 'firstWave', code: 'first wave' }
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (day !== null && !isDay(day)) yield { place: `firstWave/${name}`, code: 'day' }
  if (from !== null && to !== null && from > to) yield { place: 'firstWave/to', code: 'period' }
  const [first, second] = [from ?? to, periodFrom ?? periodTo]
  if (first !== null && second !== null && first >= second)
    yield { place: 'firstWave/from', code: 'first wave' }
}

function* publicationFaults(kept: KeptFromPublication): Generator<KeptFault> {
  const { publication, quantity } = kept
  const { estimate, intervals, design, cases } = publication
  const bounds = { quantity, change: design === 'two-waves', counted: design === 'lists', chosen: true }
  if (!fits(estimate, bounds)) yield { place: 'publication/estimate', code: 'quantity' }
  if (bounds.counted && quantity === 'people' && cases !== null && cases > estimate)
    yield { place: 'publication/estimate', code: 'seen' }
  for (const [at, { low, high }] of intervals.entries())
    if (low > estimate || (high !== null && high < estimate))
      yield { place: `publication/intervals/${at}`, code: 'outside' }
  yield* [...intervalFaults('publication/intervals', estimate, intervals, bounds)].filter(
    ({ code }) => code !== 'outside',
  )
  yield* baseFaults(kept, estimate)
}

/** More people than the people they are looked for among. */
function* baseFaults({ quantity, populationBase: { number } }: Kept, estimate: number): Generator<KeptFault> {
  if (quantity === 'people' && number !== null && estimate > number)
    yield { place: 'populationBase/number', code: 'above base' }
}

function* computedFaults(kept: KeptComputed): Generator<KeptFault> {
  const { result, quantity, overlapTable } = kept
  const chosen = chosenEstimate(result)
  if (chosen === null) yield { place: 'result/chosen', code: 'chosen' }
  const counted = result.design === 'lists'
  if (counted && quantity !== 'people') yield { place: 'quantity', code: 'quantity' }
  else if (chosen !== null && !isMeasuredIn(chosen, quantity)) yield { place: 'quantity', code: 'measure' }
  if (chosen?.status === 'ok' && !(counted && quantity !== 'people')) yield* baseFaults(kept, chosen.estimate)
  for (const { place, estimate } of estimatesIn(result)) {
    yield* estimateFaults(place, estimate)
    if (counted && quantity !== 'people') continue
    const change = result.design === 'two-waves' && estimate.method.startsWith('change-')
    yield* figureFaults(place, estimate, { quantity, change, counted, chosen: estimate === chosen })
  }
  const tableFault = overlapTable === undefined ? [] : [...tableFaults(overlapTable, result)]
  if (result.design === 'lists') {
    const { rows, findings } = result.specification
    if (new Set(rows.map(({ label }) => label)).size !== rows.length)
      yield { place: 'result/specification/rows', code: 'labels' }
    for (const [at, finding] of findings.entries())
      yield* findingFaults(`result/specification/findings/${at}`, finding)
    // Without the table nothing may tell what stands in it.
    if (overlapTable === undefined) for (const place of countsLeft(result)) yield { place, code: 'counts' }
    yield* sumFaults(result, tableFault.length > 0 ? undefined : overlapTable)
  }
  yield* tableFault
}

/** Every estimate of a result, with the place it stands in. */
export function estimatesIn(result: KeptResult): { place: string; estimate: Estimate }[] {
  if (result.design !== 'lists')
    return result.estimates.map(({ estimate }, at) => ({ place: `result/estimates/${at}`, estimate }))
  const { rows, leftOut, merged, consistency } = result.specification
  const at = 'result/specification'
  return [
    ...rows.map(({ estimate }, place) => ({ place: `${at}/rows/${place}`, estimate })),
    ...leftOut.map(({ estimate }, place) => ({ place: `${at}/leftOut/${place}`, estimate })),
    ...merged.map(({ estimate }, place) => ({ place: `${at}/merged/${place}`, estimate })),
    ...consistency.flatMap(({ independence, stepwise }, place) => [
      { place: `${at}/consistency/${place}`, estimate: independence },
      { place: `${at}/consistency/${place}`, estimate: stepwise },
    ]),
  ]
}

function* estimateFaults(place: string, estimate: Estimate): Generator<KeptFault> {
  if (estimate.status === 'no-estimate') yield* findingFaults(`${place}/reason`, estimate.reason)
  for (const [at, warning] of estimate.warnings.entries())
    yield* findingFaults(`${place}/warnings/${at}`, warning)
  for (const left of respondentsLeft(place, estimate)) yield { place: left, code: 'respondent' }
}

/** Whatever of a finding is none of ours, each by its name. */
function* findingFaults(place: string, finding: Finding): Generator<KeptFault> {
  const others = notOfFinding(finding)
  for (const name of others) yield { place: `${place}/${name}`, code: 'finding' }
  if (others.length === 0 && !canBeSaid(finding)) yield { place, code: 'finding' }
}

/** Whether a finding gives a sentence in every language. */
function canBeSaid(finding: Finding): boolean {
  try {
    return languages.every((language) => !/^$|NaN|\[object/.test(sayFinding(finding, language)))
  } catch {
    return false
  }
}

function* tableFaults({ lists, counts }: KeptOverlapTable, result: KeptResult): Generator<KeptFault> {
  if (result.design !== 'lists' || lists.join('\n') !== result.specification.lists.join('\n'))
    yield { place: 'overlapTable/lists', code: 'table lists' }
  else if (counts.length !== 2 ** lists.length || counts[0] !== 0)
    yield { place: 'overlapTable/counts', code: 'table counts' }
  else if (counts.reduce((sum, count) => sum + count, 0) !== result.specification.cases)
    yield { place: 'overlapTable/counts', code: 'table cases' }
}
