import type { Kysely } from 'kysely'
import type { Agreement } from '../../compacts/agreement.ts'
import type { Tables } from '../../house/database.ts'
import { dayOverEverywhere, roundsOf } from '../../monitoring/periods.ts'
import { promisedIn } from '../../monitoring/promised.ts'
import { resultsUnder, type ShownFigure } from '../../monitoring/results.ts'
import { holding, type KeptValue, valueLogOf } from '../../monitoring/store.ts'
import { thresholdFrom } from '../../monitoring/suppression.ts'
import { dueUnder, termsOf } from '../../monitoring/terms.ts'
import { publicObjections } from '../../survivors/store.ts'
import { lastPayment } from '../last-payment.ts'
import type {
  PublicChange,
  PublicObjection,
  PublicOverdue,
  PublicPromise,
  PublicResults,
  PublicValue,
} from './snapshot.ts'

type Db = Kysely<Tables>

/**
 * What was published up to a moment, as the room of monitoring gives it: put together by the declared
 * rules, counts of people below the threshold kept back already.
 */
export async function readResults(
  db: Db,
  compact: string,
  inForce: { version: number; agreement: Agreement },
  at: Date,
  threshold: number,
): Promise<PublicResults> {
  const found = await resultsUnder(db, compact, inForce, at, { threshold, paid: lastPayment })
  const values = holding(await valueLogOf(db, compact), at.toISOString())
  return {
    actuals: found.indicators.flatMap(({ sheet, periods }) =>
      periods.flatMap(({ begins, ends, year, cells }) => {
        const published = publishedOn(values, { indicator: sheet.key, begins, ends })
        return published === null
          ? []
          : cells.map((cell) => ({
              indicator: sheet.key,
              cell: cell.parts,
              begins,
              ends,
              year,
              counted: cell.how.counted,
              of: cell.how.of,
              within: cell.how.within,
              published,
              ...shownOf(cell.shown),
            }))
      }),
    ),
    latest: found.indicators.flatMap(({ sheet, latest, reached }) =>
      latest === null
        ? []
        : [
            {
              indicator: sheet.key,
              ends: latest.ends,
              of: latest.of,
              complete: latest.complete,
              within: latest.within,
              reached,
              ...shownOf(latest.shown),
            },
          ],
    ),
    targets: found.indicators.flatMap(({ sheet, years, target: last }) =>
      years.flatMap(({ year, begins, ends, targets }) =>
        targets.map(({ parts, value, rationale, from, earlier, after = [] }) => ({
          indicator: sheet.key,
          year,
          begins,
          ends,
          cell: parts,
          value,
          rationale,
          from,
          earlier,
          after,
          held: last?.year === year && Object.keys(parts).length === 0,
        })),
      ),
    ),
    changes: found.indicators.flatMap(({ sheet, change }): PublicChange[] =>
      change === null
        ? []
        : [
            {
              indicator: sheet.key,
              ends: change.to,
              value: change.change.value,
              low: change.change.low,
              high: change.change.high,
              level: change.change.level,
              verdict: change.change.verdict,
              exact: change.change.exact,
              sameDefinition: change.sameDefinition,
              probability: change.promised?.probability ?? null,
            },
          ],
    ),
  }
}

type Period = Pick<KeptValue, 'indicator' | 'begins' | 'ends'>

function publishedOn(values: readonly KeptValue[], period: Period): string | null {
  const days = values.flatMap(({ indicator, begins, ends, publishedAt }) =>
    indicator === period.indicator && begins === period.begins && ends === period.ends
      ? (publishedAt ?? [])
      : [],
  )
  return days.sort().at(-1)?.slice(0, 10) ?? null
}

function shownOf(shown: ShownFigure): PublicValue {
  const none = { value: null, low: null, high: null, level: null, below: null, missing: null }
  switch (shown.kind) {
    case 'shown': {
      const { value, low, high, level } = shown
      return { ...none, shown: 'shown', value, low, high, level }
    }
    case 'small':
      return { ...none, shown: 'small', below: shown.below }
    case 'hidden':
      return { ...none, shown: 'hidden' }
    case 'missing':
      return { ...none, shown: 'missing', missing: shown.reason }
  }
}

/**
 * The text as every outlet may carry it: a baseline that counts few people stands in it as a number,
 * and is kept back like any other small count.
 */
export function withoutSmallCounts(agreement: Agreement, threshold: number): Agreement {
  const least = thresholdFrom(threshold)
  return {
    ...agreement,
    indicators: agreement.indicators.map((sheet) => {
      const { baseline } = sheet
      if (!sheet.countsPeople || sheet.measure !== 'number' || baseline === null || !('value' in baseline))
        return sheet
      const value = Number(baseline.value)
      if (value <= 0 || value >= least) return sheet
      const reason = Object.fromEntries(agreement.languages.map((language) => [language, `< ${least}`]))
      return { ...sheet, baseline: { reason, due: baseline.date } }
    }),
  }
}

/**
 * Reports whose day was past when a day began, wherever on earth one is, and that had not been sent by its end.
 * Of a compact that is over: those that fell due before it was.
 */
export async function readOverdue(
  db: Db,
  compact: string,
  asOf: string,
  over: string | null,
): Promise<PublicOverdue[]> {
  const late = dayOverEverywhere(new Date(`${(over ?? asOf).slice(0, 10)}T00:00:00Z`))
  const sent = await sentBy(db, compact, asOf)
  return roundsOf(dueUnder(await termsOf(db, compact, { upTo: asOf, paid: lastPayment })))
    .filter(({ party, ends, due }) => due <= late && !sent.has(`${party} ${ends}`))
    .map(({ party, ends, due }) => ({ party, ends, due }))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.party < b.party ? -1 : 1))
}

/**
 * What became of each promise by a day: that it was met or waived counts from the confirmation of another party on, and
 * it is overdue when its day is over everywhere.
 *
 * @param over the moment at which the compact was over, after which nothing falls due; null while it runs
 */
export async function readPromises(
  db: Db,
  compact: string,
  agreement: Agreement,
  asOf: string,
  over: string | null,
): Promise<PublicPromise[]> {
  const late = dayOverEverywhere(new Date(`${(over ?? asOf).slice(0, 10)}T00:00:00Z`))
  const rows = await db
    .selectFrom('promise_checks as check')
    .innerJoin('organisations as recorder', 'recorder.id', 'check.by_organisation')
    .leftJoin('promise_confirmations as word', 'word.promise_id', 'check.id')
    .leftJoin('organisations as confirmer', 'confirmer.id', 'word.by_organisation')
    .select(['check.kind', 'check.key', 'check.outcome', 'check.on_day', 'check.comment', 'check.at'])
    .select(['word.at as confirmed', 'recorder.name as recorder', 'confirmer.name as confirmer'])
    .where('check.compact_id', '=', compact)
    .orderBy('check.id')
    .execute()
  const isBy = (at: Date) => at.toISOString().slice(0, 10) <= asOf
  const counting = rows.filter(
    ({ at, outcome, confirmed }) =>
      isBy(at) && (outcome === 'not met' || (confirmed !== null && isBy(confirmed))),
  )
  const promised = promisedIn(agreement)
  return (['benchmark', 'responsibility', 'sustainability'] as const).flatMap((kind) =>
    promised[kind].map(({ key, by }) => {
      const last = counting.findLast((each) => each.kind === kind && each.key === key)
      return {
        ...{ kind, key, by },
        state: last?.outcome ?? (by !== null && by <= late ? 'overdue' : 'open'),
        on: last?.on_day ?? null,
        reason: last === undefined || last.outcome === 'met' ? null : last.comment,
        organisations: [last?.recorder, last?.confirmer].flatMap((name) => name ?? []),
      }
    }),
  )
}

/** Reports that stood as sent at the end of a day: what went back to its author is owed again. */
async function sentBy(db: Db, compact: string, asOf: string): Promise<Set<string>> {
  const steps = await db
    .selectFrom('result_steps as step')
    .innerJoin('result_reports as report', 'report.id', 'step.report_id')
    .select(['report.party', 'report.ends', 'step.to_state as to', 'step.at'])
    .where('report.compact_id', '=', compact)
    .orderBy('step.report_id')
    .orderBy('step.seq')
    .execute()
  const sent = new Set<string>()
  for (const { party, ends, to, at } of steps) {
    if (at.toISOString().slice(0, 10) > asOf) continue
    if (to === 'draft' || to === 'returned') sent.delete(`${party} ${ends}`)
    else sent.add(`${party} ${ends}`)
  }
  return sent
}

/** Objections that are public, with the answer given last, as they stood at a moment. */
export async function readObjections(db: Db, compact: string, at: Date): Promise<PublicObjection[]> {
  const moment = at.toISOString()
  const { objections } = await publicObjections(db, compact)
  return objections
    .filter((each) => each.at <= moment)
    .map(({ id, place, text, instead, organisation, by, at: on, answers }) => {
      const answer = answers.find((each) => each.at <= moment) ?? null
      return {
        id,
        place,
        text,
        instead,
        on: on.slice(0, 10),
        organisation: organisation.name,
        by,
        outcome: answer?.outcome ?? null,
        answer: answer?.text ?? null,
        answeredOn: answer?.at.slice(0, 10) ?? null,
        answeredBy: answer?.organisation.name ?? null,
      }
    })
}
