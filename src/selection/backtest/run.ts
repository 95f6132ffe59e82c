import { digest } from '../../estimators/digest.ts'
import { steer } from '../../estimators/numeric/run.ts'
import { dataVersion } from '../../house/data-version.ts'
import { Fault, Unusable } from '../../house/errors.ts'
import { type House, today } from '../../house/house.ts'
import type { Document } from '../catalogue.ts'
import { nearest } from '../methodology.ts'
import type { TestedOutcome } from '../schema.ts'
import { TrackFault } from './faults.ts'
import { gatherAfterwards, gatherYear } from './gather.ts'
import type { Step } from './step.ts'
import { type Afterwards, stopOf, type TrackRecord, trackRecord, type YearKnown } from './track-record.ts'

export type TrackAsked = {
  outcome?: string
  /** First and last year of the lists; all whose whole horizon is known unless told otherwise. */
  from?: number
  to?: number
  horizon?: number
  seed?: number
  replicates?: number
  /** Reads rows that rest on weak ground as they stand. */
  takeWeak?: boolean
}

export const mostHorizon = 30
export const usualReplicates = 1000
export const usualSeed = 1

/** How many resamples may be asked for: of a page, which many share, and by command, which is one’s own machine. */
export const resampleLimits = { page: { least: 100, most: 5_000 }, command: { least: 100, most: 20_000 } }

/** Track record of a methodology by one of its outcomes, with the outcome; null for one that declares none. */
export type Tracked = { outcome: TestedOutcome; record: TrackRecord; seed: number; replicates: number }

/** The outcome asked for, else the first the document declares; null when it declares none. */
export function outcomeAsked({ methodology }: Document, id: string | undefined): TestedOutcome | null {
  const all = methodology.outcomes ?? []
  if (all.length === 0) return null
  if (id === undefined || id === '') return all[0]!
  const found = all.find((outcome) => outcome.id === id)
  if (found) return found
  const ids = all.map((outcome) => outcome.id)
  const near = nearest(id, ids)
  throw new Unusable(`${methodology.methodology} declares no outcome “${id.slice(0, 80)}”`, [
    {
      place: 'outcome',
      message: `It declares ${ids.join(', ')}.`,
      remedy: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Name one of these.',
    },
  ])
}

/** The horizon somebody asked for. @throws TrackFault naming what is allowed */
export function horizonOf(text: string): number {
  const years = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (!(years >= 1 && years <= mostHorizon)) throw noHorizon(text)
  return years
}

function noHorizon(said: string): TrackFault {
  return new TrackFault({ fault: 'no horizon', field: 'horizon', said, most: mostHorizon })
}

/** Refuses what cannot be asked, before anything is read. @throws TrackFault */
export function checkAsked({ from, to, horizon }: TrackAsked, outcome: TestedOutcome): void {
  if (horizon !== undefined && (!Number.isInteger(horizon) || horizon < 1 || horizon > mostHorizon))
    throw noHorizon(String(horizon))
  if (horizon !== undefined && 'rise' in outcome && horizon < outcome.rise.held)
    throw new TrackFault({
      fault: 'horizon too short',
      field: 'horizon',
      horizon,
      held: outcome.rise.held,
    })
  for (const [field, year] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (year !== undefined && (!Number.isInteger(year) || year < 1900 || year > 2200))
      throw new TrackFault({ fault: 'no year', field, said: String(year) })
  if (from !== undefined && to !== undefined && from > to)
    throw new TrackFault({ fault: 'years reversed', field: 'from', from, to })
}

/** Years whose lists can be tested within a horizon, on what is known today; the outcome’s own horizon without one. */
export async function testableYears(
  house: Pick<House, 'db' | 'now'>,
  outcome: TestedOutcome,
  { horizon = outcome.horizon, takeWeak = false }: TrackAsked,
): Promise<number[]> {
  const afterwards = await gatherAfterwards(house.db, outcome, today(house))
  const { first, last } = reachOf(afterwards)
  return between(first, last).filter((year) => stopOf(outcome, afterwards, year, horizon, takeWeak) === null)
}

/** Reckons a track record. @throws TrackFault when years or horizon cannot be tested at all. */
export async function makeTrackRecord(
  house: Pick<House, 'db' | 'now'>,
  { methodology }: Document,
  outcome: TestedOutcome,
  asked: TrackAsked,
  { onStep, signal }: { onStep?: (step: Step) => void; signal?: AbortSignal } = {},
): Promise<Tracked> {
  checkAsked(asked, outcome)
  const { db } = house
  const horizon = asked.horizon ?? outcome.horizon
  const takeWeak = asked.takeWeak ?? false
  const seed = asked.seed ?? usualSeed
  const replicates = asked.replicates ?? usualReplicates
  const afterwards = await gatherAfterwards(db, outcome, today(house))
  const wanted = yearsAsked(asked, outcome, afterwards, horizon, takeWeak, Number(today(house).slice(0, 4)))

  const known: YearKnown[] = []
  for (const year of wanted) {
    signal?.throwIfAborted()
    onStep?.({ what: 'years', done: known.length, total: wanted.length })
    known.push(await gatherYear(db, methodology, year))
  }
  const record = await steer(
    trackRecord(methodology, outcome, known, afterwards, { horizon, seed, replicates, takeWeak }),
    {
      ...(signal ? { signal } : {}),
      onProgress: (progress) => onStep?.({ what: 'resamples', ...progress }),
    },
  )
  return { outcome, record: asked.from === undefined ? withoutSilentStart(record) : record, seed, replicates }
}

/** All years whose whole horizon is known, unless years were named. */
function yearsAsked(
  { from, to }: TrackAsked,
  outcome: TestedOutcome,
  afterwards: Afterwards,
  horizon: number,
  takeWeak: boolean,
  thisYear: number,
): number[] {
  const reach = reachOf(afterwards)
  const isTestable = (year: number) => stopOf(outcome, afterwards, year, horizon, takeWeak) === null
  const first = from ?? to ?? null
  if ((first !== null && first > thisYear) || (to !== undefined && to < reach.first))
    throw new TrackFault({
      fault: 'nothing known',
      field: from === undefined ? 'to' : 'from',
      from: (from ?? to)!,
      to: to ?? null,
      ...reach,
      horizon,
      testable: between(reach.first, reach.last).filter(isTestable),
    })
  const all = between(Math.max(from ?? reach.first, reach.first), Math.min(to ?? reach.last, thisYear - 1))
  if (from !== undefined || to !== undefined) return all
  const testable = all.filter(isTestable)
  // One year more shows what ends the series, so that nobody has to guess.
  const next = testable.at(-1)
  return next !== undefined && all.includes(next + 1)
    ? [...testable, next + 1]
    : testable.length > 0
      ? testable
      : all
}

function reachOf(afterwards: Afterwards): { first: number; last: number } {
  if (afterwards.kind === 'event') return { first: afterwards.since - 1, last: afterwards.knownTo }
  const years = [...afterwards.reports.keys()]
  return { first: Math.min(...years), last: Math.max(...years) }
}

function between(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

/** Years before the method’s figures begin are no part of its record, unless they were asked for. */
function withoutSilentStart(record: TrackRecord): TrackRecord {
  const first = record.years.findIndex(({ listed }) => listed > 0)
  return first <= 0 ? record : { ...record, years: record.years.slice(first) }
}

/* ── kept while nothing changes ───────────────────────────────────────────── */

/** A track record that is being made, or was. */
export type Job = {
  promise: Promise<Tracked>
  /** How far it is; null before it begins. */
  step: Step | null
  /** Whether another one is reckoned first. */
  waiting: boolean
  done: Tracked | null
  /** It could not be reckoned; who asks is told why, for a moment, and then it is tried anew. */
  failed: boolean
}

/** How long a failure is remembered. */
const FORGET_MS = 5_000

type Kept = { jobs: Map<string, Job>; last: Promise<unknown>; open: number }

const mostKept = 40
/** More questions than this at once are asked to come back. */
const mostOpen = 12
const keptOf = new WeakMap<object, Kept>()

/**
 * The track record on what the house knows now. The same question on the same data is reckoned once,
 * however many ask, and kept in memory; different ones are reckoned one after the other.
 *
 * @throws Fault 429 when too many wait
 */
export async function trackRecordJob(
  house: Pick<House, 'db' | 'now'>,
  document: Document,
  outcome: TestedOutcome,
  asked: TrackAsked,
): Promise<Job> {
  checkAsked(asked, outcome)
  const key = digest([
    document.text,
    outcome.id,
    Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1)),
    await dataVersion(house.db),
    today(house),
  ])
  const kept = keptOf.get(house.db) ?? { jobs: new Map(), last: Promise.resolve(), open: 0 }
  keptOf.set(house.db, kept)
  const known = kept.jobs.get(key)
  if (known) return known
  if (kept.open >= mostOpen) throw tooMany()

  const { promise, resolve, reject } = withResolvers<Tracked>()
  const job: Job = { promise, step: null, waiting: kept.open > 0, done: null, failed: false }
  kept.open += 1
  kept.jobs.set(key, job)
  kept.last = kept.last.then(async () => {
    job.waiting = false
    try {
      job.done = await makeTrackRecord(house, document, outcome, asked, {
        onStep: (step) => {
          job.step = step
        },
      })
      resolve(job.done)
    } catch (error) {
      job.failed = true
      setTimeout(() => kept.jobs.delete(key), FORGET_MS).unref()
      reject(error)
    }
    kept.open -= 1
  })
  // Whoever asked may have gone; whoever asks again is told.
  promise.catch(() => {})
  for (const [old, { done }] of kept.jobs)
    if (kept.jobs.size > mostKept && done !== null) kept.jobs.delete(old)
  return job
}

function withResolvers<T>() {
  let resolve!: (value: T) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

function tooMany(): Fault {
  const fault = new Fault(429, 'busy', 'Too many track records are being reckoned', [
    { message: 'Each takes some seconds.', remedy: 'Ask again in a minute.' },
  ])
  fault.retryAfterSeconds = 60
  return fault
}
