import { type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Estimate } from '../../estimators/estimate.ts'
import type { Finding } from '../../estimators/findings.ts'
import { languages } from '../../ui/language.ts'
import { sayFinding } from '../say-finding.ts'
import { writtenValues } from '../say-finding-values.ts'
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
import { textCodes, textFaults } from './texts.ts'
import { countsLeft } from './without-counts.ts'

/** What is wrong with something handed over to be kept, as `words.ts` says it; `told` is what a schema says of itself. */
export type KeptFault = { place: string; code: FaultCode; told?: string }

export const faultCodes = [
  'shape',
  'text',
  'deep',
  'day',
  'period',
  'codebook',
  'base',
  'place',
  'quantity',
  'chosen',
  'interval',
  'finding',
  'labels',
  'table lists',
  'table counts',
  'table cases',
  'counts',
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
    // A choice among many is one fault: each place is told once.
    const told = new Map<string, string>()
    for (const error of Value.Errors(published ? schema : computedAs(sent), sent))
      told.set(error.instancePath.slice(1) || 'source', error.message)
    const faults = [...told].map(([place, message]) => ({ place, code: 'shape' as const, told: message }))
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
  if ((codebook === null) === (codebookNotStated === null)) yield { place: 'codebook', code: 'codebook' }
  if ((populationBase.number === null) === (populationBase.unknownBecause === null))
    yield { place: 'populationBase/number', code: 'base' }
  if (!place.wholeCountry && place.words === null) yield { place: 'place/words', code: 'place' }
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
  else if (chosen?.status === 'ok') yield* baseFaults(kept, chosen.estimate)
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
    for (const finding of findings)
      if (!canBeSaid(finding)) yield { place: 'result/specification/findings', code: 'finding' }
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
  const findings = estimate.status === 'ok' ? estimate.warnings : [estimate.reason, ...estimate.warnings]
  if (!findings.every(canBeSaid)) yield { place: `${place}/warnings`, code: 'finding' }
}

/** Whether a finding is one of ours, with the values its sentence needs, in every language. */
function canBeSaid(finding: Finding): boolean {
  if (!Object.hasOwn(writtenValues, finding.code)) return false
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
