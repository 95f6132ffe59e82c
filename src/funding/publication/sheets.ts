import { inLanguage, type Money, type Text } from '../../compacts/agreement.ts'
import { currentAmount } from '../../compacts/plan.ts'
import { decimal, minorDigits } from '../../iati/model.ts'
import type { PublicRevision, PublicValue, Snapshot } from './snapshot.ts'
import { targetsOf } from './story.ts'

/*
 * A snapshot as five tables, for CSV and for the workbook: the same columns, the same rows, the
 * same order. An amount stands as a decimal and as whole minor units, each with its currency.
 */

export const sheetNames = ['plan', 'ledger', 'conditions', 'results', 'documents'] as const
export type SheetName = (typeof sheetNames)[number]

/** Text, a number as it is written, or nothing. Amounts carry the digits of their currency. */
export type Cell = string | null | { number: string }
export type Sheet = { name: SheetName; columns: string[]; rows: () => Iterable<Cell[]> }

export function sheetOf(snapshot: Snapshot, name: SheetName): Sheet {
  switch (name) {
    case 'plan':
      return planSheet(snapshot)
    case 'ledger':
      return ledgerSheet(snapshot)
    case 'conditions':
      return conditionsSheet(snapshot)
    case 'results':
      return resultsSheet(snapshot)
    case 'documents':
      return documentsSheet(snapshot)
  }
}

const number = (value: number | string | null): Cell => (value === null ? null : { number: String(value) })
const amount = ({ minor, currency }: Money): Cell => ({ number: decimalOf(minor, currency) })

function decimalOf(minor: number, currency: string): string {
  try {
    minorDigits(currency)
  } catch {
    return String(minor)
  }
  return decimal(BigInt(minor), currency)
}

/** One column for each language of the compact. */
function tongues({ agreement }: Snapshot) {
  const languages = agreement?.languages ?? []
  return {
    heads: (name: string) => languages.map((language) => `${name}_${language}`),
    cells: (text: Text | undefined): Cell[] => languages.map((language) => text?.[language] ?? null),
  }
}

function planSheet(snapshot: Snapshot): Sheet {
  const { agreement } = snapshot
  const { heads, cells } = tongues(snapshot)
  const plan = agreement?.plan
  return {
    name: 'plan',
    columns: [
      'line',
      'component',
      'initiative',
      'year',
      'begins',
      'ends',
      'contribution',
      'party',
      'kind',
      'original',
      'original_minor',
      'revised',
      'revised_minor',
      'current',
      'current_minor',
      'currency',
      ...heads('note'),
    ],
    *rows() {
      if (plan === undefined) return
      const years = new Map(plan.years.map((year) => [year.key, year]))
      const contributions = new Map(plan.contributions.map((each) => [each.key, each]))
      for (const line of plan.lines) {
        const year = years.get(line.year)
        const contribution = contributions.get(line.contribution)
        const current = currentAmount(line)
        yield [
          line.key,
          line.component,
          line.initiative,
          line.year,
          year?.begins ?? null,
          year?.ends ?? null,
          line.contribution,
          contribution?.party ?? null,
          contribution?.kind ?? null,
          amount(line.original),
          number(line.original.minor),
          line.revised === null ? null : amount(line.revised),
          number(line.revised?.minor ?? null),
          amount(current),
          number(current.minor),
          current.currency,
          ...cells(line.note),
        ]
      }
    },
  }
}

function ledgerSheet({ agreement, money }: Snapshot): Sheet {
  return {
    name: 'ledger',
    columns: [
      'number',
      'date',
      'kind',
      'counts_as',
      'passed_on',
      'amount',
      'minor',
      'currency',
      'contribution',
      'line',
      'component',
      'year',
      'tranche',
      'award',
      'provider',
      'receiver',
      'reverses',
      'document',
      'url',
      'note',
      'exception',
    ],
    *rows() {
      const passed = (money?.exceptions ?? []).filter(({ entry }) => entry !== null)
      const lines = new Map(agreement?.plan.lines.map((line) => [line.key, line]))
      for (const entry of money?.entries ?? []) {
        const line = entry.line === null ? undefined : lines.get(entry.line)
        yield [
          number(entry.number),
          entry.date,
          entry.kind,
          entry.countsAs,
          entry.onward ? 'yes' : 'no',
          amount(entry),
          number(entry.minor),
          entry.currency,
          entry.contribution,
          entry.line,
          line?.component ?? null,
          line?.year ?? null,
          entry.tranche,
          entry.award,
          entry.provider,
          entry.receiver,
          number(entry.reverses),
          entry.document,
          entry.url,
          entry.note,
          // Limits that it passed with a reason.
          passed
            .filter((each) => each.entry === entry.number)
            .map(({ rule }) => rule)
            .join('; ') || null,
        ]
      }
    },
  }
}

function conditionsSheet(snapshot: Snapshot): Sheet {
  const { agreement, money } = snapshot
  const { heads, cells } = tongues(snapshot)
  return {
    name: 'conditions',
    columns: [
      'tranche',
      'tranche_amount',
      'tranche_minor',
      'released_minor',
      'waits_minor',
      'currency',
      'planned',
      'tranche_stopped',
      'tranche_until',
      'tranche_reason',
      'tranche_decided_on',
      'tranche_decided_for',
      'tranche_decided_by',
      'tranche_decided_as',
      'condition',
      'kind',
      'type',
      ...heads('text'),
      'due',
      'holds_minor',
      'state',
      'open',
      'act',
      'act_number',
      'on',
      'reason',
      'until',
      'organisation',
      'name',
      'capacity',
      'document',
      'url',
    ],
    *rows() {
      for (const tranche of agreement?.tranches ?? []) {
        const standing = money?.tranches.find(({ key }) => key === tranche.key)
        const { stopped = null } = standing ?? {}
        const payment = [
          tranche.key,
          amount(tranche.amount),
          number(tranche.amount.minor),
          number(standing?.released.minor ?? null),
          number(standing?.waits.minor ?? null),
          tranche.amount.currency,
          tranche.planned,
          stopped?.act ?? null,
          stopped?.until ?? null,
          stopped?.reason ?? null,
          stopped?.on ?? null,
          stopped?.organisation ?? null,
          stopped?.name ?? null,
          stopped?.capacity ?? null,
        ]
        // One about which nothing has to hold has a row as well.
        if (tranche.conditions.length === 0)
          yield [...payment, ...Array<Cell>(17 + heads('text').length).fill(null)]
        for (const condition of tranche.conditions) {
          const found = money?.conditions.find(
            (each) => each.tranche === tranche.key && each.key === condition.key,
          )
          const head = [
            ...payment,
            condition.key,
            condition.kind,
            condition.type,
            ...cells(condition.text),
            condition.due,
            number(condition.holds?.minor ?? null),
            found?.state ?? null,
            found === undefined ? null : found.open ? 'yes' : 'no',
          ]
          // One row for each thing that was written about it; one without where nothing was.
          for (const act of found?.acts ?? []) {
            yield [
              ...head,
              act.act,
              number(act.number),
              act.on,
              act.reason,
              act.until,
              act.organisation,
              act.name,
              act.capacity,
              act.document,
              act.url,
            ]
          }
          if ((found?.acts.length ?? 0) === 0) yield [...head, ...Array<Cell>(10).fill(null)]
        }
      }
    },
  }
}

/** A cell of a disaggregation as one text. */
export const cellText = (cell: Record<string, string>) =>
  Object.entries(cell)
    .map(([dimension, category]) => `${dimension}=${category}`)
    .sort()
    .join(',') || 'total'

/** What stands in place of a value: so that nobody takes a blank for nothing. */
export function valueText(value: PublicValue): string | null {
  switch (value.shown) {
    case 'shown':
      return null
    case 'small':
      return `fewer than ${value.below ?? 10}`
    case 'hidden':
      return 'kept back'
    case 'missing':
      return value.missing ?? 'not known'
  }
}

/** What other texts promised, each with its first day: `120 from 2025-01-01; none from 2026-02-01`. */
const revisions = (of: readonly PublicRevision[]) =>
  of.length === 0
    ? null
    : of.map(({ value, from }) => `${value ?? 'none'}${from === '' ? '' : ` from ${from}`}`).join('; ')

function resultsSheet(snapshot: Snapshot): Sheet {
  const { agreement, results } = snapshot
  const { heads, cells } = tongues(snapshot)
  return {
    name: 'results',
    columns: [
      'indicator',
      ...heads('title'),
      'what',
      'cell',
      'year',
      'begins',
      'ends',
      'value',
      'low',
      'high',
      'level',
      'instead',
      'counted',
      'of',
      'published',
      'verified_within',
      'verdict',
      'promised_before',
      'changed_after_year',
      ...heads('remark'),
    ],
    *rows() {
      for (const indicator of agreement?.indicators ?? []) {
        const head = [indicator.key, ...cells(indicator.title)]
        const none = cells(undefined)
        const { baseline } = indicator
        if (baseline !== null) {
          const known = 'value' in baseline
          yield [
            ...head,
            'baseline',
            'total',
            null,
            null,
            known ? baseline.date : baseline.due,
            number(known ? baseline.value : null),
            number(known ? baseline.low : null),
            number(known ? baseline.high : null),
            number(known ? baseline.level : null),
            known ? null : 'not measured yet',
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            ...cells(known ? baseline.method : baseline.reason),
          ]
        }
        for (const target of targetsOf(snapshot, indicator))
          yield [
            ...head,
            'target',
            cellText(target.cell),
            target.year,
            target.begins,
            target.ends,
            number(target.value),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            revisions(target.earlier),
            revisions(target.after),
            ...cells(target.rationale),
          ]
        for (const actual of results.actuals.filter((each) => each.indicator === indicator.key))
          yield [
            ...head,
            'actual',
            cellText(actual.cell),
            actual.year,
            actual.begins,
            actual.ends,
            number(actual.value),
            number(actual.low),
            number(actual.high),
            number(actual.level),
            valueText(actual),
            number(actual.counted),
            number(actual.of),
            actual.published,
            actual.within.length === 0 ? null : actual.within.join(' '),
            null,
            null,
            null,
            ...none,
          ]
        for (const change of results.changes.filter((each) => each.indicator === indicator.key))
          yield [
            ...head,
            'change',
            'total',
            null,
            null,
            change.ends,
            number(change.value),
            number(change.exact ? null : change.low),
            number(change.exact ? null : change.high),
            number(change.exact ? null : change.level),
            null,
            null,
            null,
            null,
            null,
            change.verdict,
            null,
            null,
            ...none,
          ]
      }
    },
  }
}

function documentsSheet(snapshot: Snapshot): Sheet {
  const { agreement, versions, documents } = snapshot
  return {
    name: 'documents',
    columns: ['what', 'key', 'date', 'title', 'kind', 'url', 'sha256', 'size'],
    *rows() {
      for (const version of versions)
        yield [
          'version',
          String(version.number),
          version.takenEffect,
          null,
          'agreement',
          null,
          version.hash,
          null,
        ]
      for (const link of agreement?.documents ?? [])
        yield [
          'cited',
          link.key,
          link.date,
          inLanguage(link.title, 'en', agreement?.languages ?? []),
          link.kind,
          link.url,
          link.file,
          null,
        ]
      for (const kept of documents)
        yield ['kept', kept.place, kept.on, kept.name, kept.type, null, kept.hash, number(kept.size)]
    },
  }
}
