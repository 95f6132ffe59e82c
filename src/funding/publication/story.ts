import type { Agreement, Component, Indicator, Money, PlanYear } from '../../compacts/agreement.ts'
import { components } from '../../compacts/agreement.ts'
import { convert, currentAmount, rateFor } from '../../compacts/plan.ts'
import { plus } from '../ledger.ts'
import type {
  Amounts,
  ConditionState,
  PublicChange,
  PublicCondition,
  PublicDecision,
  PublicLatest,
  PublicSuspension,
  PublicTarget,
  PublicTranche,
  Snapshot,
  Stage,
} from './snapshot.ts'
import { added } from './totals.ts'

/*
 * What the page says of a snapshot, by fixed rules, before it is put into words.
 */

/** The plan year a day lies in; null outside the term. */
export const yearOf = ({ plan }: Agreement, day: string): PlanYear | null =>
  plan.years.find(({ begins, ends }) => begins <= day && day <= ends) ?? null

export type MoneyRow = { component: Component | null; years: (string | null)[] }

/** Components that have a plan or money, in the order of the law; what named none comes last. */
export function componentsOf({ money }: Snapshot): (Component | null)[] {
  const used = new Set((money?.totals ?? []).map(({ component }) => component))
  return [...components, null].filter((each) => used.has(each))
}

/** What plan or ledger come to for a component, a year, both, or all where neither is named. */
export function moneyIn(
  { money }: Snapshot,
  stage: Stage,
  { component, year }: { component?: Component | null; year?: string | null } = {},
): Amounts {
  const totals = money?.totals ?? []
  return added(
    totals.filter(
      (each) =>
        (component === undefined || each.component === component) &&
        (year === undefined || each.year === year),
    ),
    stage,
  )
}

/**
 * What was committed or pledged without naming a line, where no entry of that stage names one: it stands for
 * the compact as a whole, and nothing is known of its share in a component. Null otherwise.
 */
export function asWhole({ money }: Pick<Snapshot, 'money'>, stage: 'pledged' | 'committed'): Amounts | null {
  const totals = money?.totals ?? []
  if (totals.some((each) => each.component !== null && each[stage].entries > 0)) return null
  const whole = added(totals, stage)
  return whole.entries === 0 ? null : whole
}

/** Component of whose plan the smallest share was paid; null where that cannot be told or nothing was paid at all. */
export function lagging(snapshot: Snapshot): { component: Component; paid: Money; planned: Money } | null {
  let last: { component: Component; paid: Money; planned: Money; share: number } | null = null
  for (const component of componentsOf(snapshot)) {
    if (component === null) continue
    const planned = moneyIn(snapshot, 'planned', { component }).total
    const disbursed = moneyIn(snapshot, 'disbursed', { component })
    const paid = disbursed.total ?? (disbursed.entries === 0 && planned ? { ...planned, minor: 0 } : null)
    if (planned === null || paid === null) return null
    if (planned.minor <= 0) continue
    const share = paid.minor / planned.minor
    if (last === null || share < last.share) last = { component, paid, planned, share }
  }
  if (last === null || moneyIn(snapshot, 'disbursed').entries === 0) return null
  const { share: _, ...found } = last
  return found
}

/** What was promised by each side, in the plan’s currency; null where a rate is missing. In kind is part of its side. */
export function promised({
  agreement,
}: Pick<Snapshot, 'agreement'>): { donor: number; partner: number; other: number; inKind: number } | null {
  if (agreement === null) return null
  const { plan, parties } = agreement
  const found = { donor: 0, partner: 0, other: 0, inKind: 0 }
  for (const line of plan.lines) {
    const contribution = plan.contributions.find(({ key }) => key === line.contribution)
    const side = parties.find(({ key }) => key === contribution?.party)?.side ?? 'other'
    const amount = currentAmount(line)
    const rate = amount.currency === plan.currency ? null : rateFor(plan, amount.currency)
    if (amount.currency !== plan.currency && rate === null) return null
    const { minor } = rate === null ? amount : convert(amount, rate)
    found[side] = plus(found[side], minor)
    if (contribution?.kind === 'in-kind') found.inKind = plus(found.inKind, minor)
  }
  return found
}

export type Finding = Pick<PublicCondition, 'state' | 'open' | 'decided'> & {
  /** Whether it will be looked at again before a later payment. */
  anew: boolean
}

/**
 * What is said of a condition beside its own payment. An ongoing one begins anew with each release; beside a
 * payment that was wholly made stands what was found before it, since it holds nothing of that payment
 * any more. Null where nothing is known of it.
 */
export function findingOf(
  { agreement, money }: Pick<Snapshot, 'agreement' | 'money'>,
  tranche: string,
  key: string,
): Finding | null {
  const found = money?.conditions.find((each) => each.tranche === tranche && each.key === key)
  if (money == null || found === undefined) return null
  const { state, open, decided, acts } = found
  const last = acts.filter(({ act }) => act !== 'evidence').at(-1)
  if (state !== 'none' || last === undefined || !isMade(money.tranches, tranche))
    return { state, open, decided, anew: false }
  const own = agreement?.tranches.find((each) => each.key === tranche)
  const later = (agreement?.tranches ?? []).filter(
    (each) =>
      own !== undefined &&
      each.contribution === own.contribution &&
      (each.planned > own.planned || (each.planned === own.planned && each.key > own.key)),
  )
  return {
    state: last.act as ConditionState,
    open: false,
    decided: last,
    anew: later.some((each) => !isMade(money.tranches, each.key)),
  }
}

const isMade = (tranches: readonly PublicTranche[], key: string) =>
  tranches.some(
    (each) =>
      each.key === key && (each.released.minor >= each.amount.minor || each.stopped?.act === 'cancelled'),
  )

/** What is suspended on the day that is told of. */
export const suspendedNow = ({ suspensions }: Pick<Snapshot, 'suspensions'>): PublicSuspension[] =>
  suspensions.filter(({ ended }) => ended === null)

/** Since when an objective is suspended, by itself or with the whole; null where it is not. */
export const objectiveSuspended = (
  snapshot: Pick<Snapshot, 'suspensions'>,
  objective: string,
): string | null =>
  suspendedNow(snapshot).find(({ whole, elements }) => whole || elements.includes(objective))?.began ?? null

/** Whether a compact is over: what is not released by then never will be. */
export const isOver = ({ compact }: Pick<Snapshot, 'compact'>) =>
  compact.state === 'closed' || compact.state === 'terminated'

/**
 * The day a compact ran out without being closed: its last day, as it was agreed early or as the term says, is
 * past, and it still counts. Null where that is not so.
 */
export function ranOut({ compact, asOf }: Pick<Snapshot, 'compact' | 'asOf'>): string | null {
  const counts = ['in force', 'suspended', 'extended', 'closing'].includes(compact.state ?? '')
  const last = compact.lastDay ?? compact.ends
  return counts && last !== null && last < asOf ? last : null
}

/** Promises whose day is past and that were not met, nor waived; and what was waived. */
export function promisesOf({ promises }: Pick<Snapshot, 'promises'>) {
  return {
    unmet: promises.filter(({ state }) => state === 'overdue' || state === 'not met'),
    waived: promises.filter(({ state }) => state === 'waived'),
  }
}

/** By how many days the oldest report is overdue; null where none is. */
export function longestOverdue({ overdue, asOf }: Pick<Snapshot, 'overdue' | 'asOf'>): number | null {
  const oldest = overdue[0]
  return oldest === undefined ? null : (Date.parse(asOf) - Date.parse(oldest.due)) / DAY
}

const DAY = 24 * 60 * 60 * 1000

/** How many conditions were ever let go on somebody’s word: waived, or said not to apply. */
export function letGo({ money }: Pick<Snapshot, 'money'>): { waived: number; apart: number } {
  const count = (what: ConditionState) =>
    (money?.conditions ?? []).filter(({ acts }) => acts.some(({ act }) => act === what)).length
  return { waived: count('waived'), apart: count('not applicable') }
}

export type Waiting = {
  tranche: PublicTranche
  /** Conditions of it that were looked at and do not hold. */
  failed: number
  /** Those whose day is past and about which nothing was found. */
  late: number
}

/** The first payment that is not wholly released and that something keeps back: a finding, or a day that is past. */
export function waiting(snapshot: Snapshot): Waiting | null {
  for (const tranche of snapshot.money?.tranches ?? []) {
    if (tranche.released.minor >= tranche.amount.minor || tranche.stopped !== null) continue
    const own = (snapshot.money?.conditions ?? []).filter((each) => each.tranche === tranche.key && each.open)
    const failed = own.filter(({ state }) => state === 'not satisfied').length
    const late = own.filter(
      ({ state, ...each }) => state !== 'not satisfied' && isLate(snapshot, each),
    ).length
    if (failed + late > 0) return { tranche, failed, late }
  }
  return null
}

/**
 * Conditions of all payments whose last word is that they do not hold, or whose day is past and about which nothing was
 * found, also of a payment that was cancelled or put off: what stops a payment makes no condition hold.
 */
export function unheld(snapshot: Snapshot): { failed: number; late: number } {
  const { money } = snapshot
  let failed = 0
  let late = 0
  for (const each of money?.conditions ?? []) {
    const state = findingOf(snapshot, each.tranche, each.key)?.state ?? each.state
    const isCancelled = money?.tranches.some(
      ({ key, stopped }) => key === each.tranche && stopped?.act === 'cancelled',
    )
    if (state === 'not satisfied') failed += 1
    else if ((each.open || isCancelled) && ['none', 'deferred'].includes(state) && isLate(snapshot, each))
      late += 1
  }
  return { failed, late }
}

/** Whether the day of a condition is past: that of its deferral, else that of the text. */
function isLate(
  { agreement, asOf }: Pick<Snapshot, 'agreement' | 'asOf'>,
  { tranche, key, decided }: Pick<PublicCondition, 'tranche' | 'key' | 'decided'>,
): boolean {
  const text = agreement?.tranches.find((each) => each.key === tranche)
  const due =
    decided?.act === 'deferred'
      ? decided.until
      : (text?.conditions.find((each) => each.key === key)?.due ?? null)
  return due !== null && due <= asOf
}

/**
 * What of a payment is not released. Of a cancelled one: what it came to when it was cancelled, less what is released
 * now, whatever a later text says it comes to and whatever was taken back since.
 */
export function kept({ amount, released, releases, stopped }: PublicTranche): Money {
  const since = (number: number) =>
    releases.filter((each) => each.number > number).reduce((sum, { minor }) => sum + minor, 0)
  return stopped?.freed == null
    ? { ...amount, minor: Math.max(0, amount.minor - released.minor) }
    : { ...stopped.freed, minor: stopped.freed.minor - since(stopped.number) }
}

/** Payments that were stopped by a decision on them, and what of them is not released. */
export function stopped({ money }: Pick<Snapshot, 'money'>, act: PublicDecision['act']): PublicTranche[] {
  return (money?.tranches ?? []).filter((tranche) => tranche.stopped?.act === act)
}

export type Outcome = {
  sheet: Indicator
  /** The figure that the room of monitoring holds against baseline and target. */
  latest: PublicLatest | null
  change: PublicChange | null
  /** As promised, against it, too small to tell, not measured since, or changed in a way no direction is promised for. */
  standing: 'as promised' | 'against' | 'cannot be told' | 'unchanged' | 'not measured'
  /** The total promised last, as it stood when its year ended. */
  promised: PublicTarget | null
  /** Its value. */
  target: string | null
  /** Whether the latest value is at the target or beyond it; null where either is not known. */
  reached: boolean | null
}

/** Outcomes and impacts first, as the agreement lists them. */
export function outcomes({ agreement, results }: Snapshot): Outcome[] {
  const sheets = [...(agreement?.indicators ?? [])]
  return sheets.map((sheet): Outcome => {
    const change = results.changes.find(({ indicator }) => indicator === sheet.key) ?? null
    const latest = results.latest.find(({ indicator }) => indicator === sheet.key) ?? null
    const wanted = sheet.direction === 'up' ? 'rose' : 'fell'
    const promised = targetsOf({ agreement, results }, sheet).find(({ held }) => held) ?? null
    return {
      sheet,
      latest,
      change,
      standing:
        change === null
          ? 'not measured'
          : change.verdict === 'no change detectable'
            ? 'cannot be told'
            : change.verdict === 'unchanged'
              ? 'unchanged'
              : change.verdict === wanted
                ? 'as promised'
                : 'against',
      promised,
      target: promised?.value ?? null,
      reached: latest?.reached ?? null,
    }
  })
}

/**
 * How many moved in the promised direction, and how many of these are at their last target: to have moved
 * is not to have kept the promise. `reached` is null where none of them has a target.
 */
export function tally(all: readonly Outcome[]): { moved: number; reached: number | null; all: number } {
  const moved = all.filter(({ standing }) => standing === 'as promised')
  const known = moved.length === 0 ? all : moved.filter(({ reached }) => reached !== null)
  return {
    moved: moved.length,
    reached: known.length === 0 ? null : moved.filter(({ reached }) => reached === true).length,
    all: all.length,
  }
}

/** How many of those that reached their target did so against one that was revised while its year ran. */
export const reachedRevised = (all: readonly Outcome[]): number =>
  all.filter(
    ({ standing, reached, promised }) =>
      standing === 'as promised' && reached === true && (promised?.earlier.length ?? 0) > 0,
  ).length

/** The targets of an indicator that hold: each as it stood when its year ended. */
export function targetsOf(
  { agreement, results }: Pick<Snapshot, 'agreement' | 'results'>,
  sheet: Indicator,
): PublicTarget[] {
  if (results.targets !== undefined) return results.targets.filter(({ indicator }) => indicator === sheet.key)
  const years = new Map(agreement?.plan.years.map((year) => [year.key, year]))
  const all = sheet.targets.flatMap(({ year: key, cell, value, rationale }) => {
    const year = years.get(key)
    if (year === undefined) return []
    const { begins, ends } = year
    // None is owed for a year by whose end nobody is asked for it any more.
    if (sheet.retired !== undefined && sheet.retired.from <= ends) return []
    const told = { indicator: sheet.key, year: key, begins, ends, cell, value, rationale }
    return [{ ...told, from: '', earlier: [], after: [], held: false }]
  })
  const last = all
    .filter(({ cell }) => Object.keys(cell).length === 0)
    .sort((a, b) => (a.ends < b.ends ? -1 : 1))
    .at(-1)
  return all.map((each) => ({ ...each, held: each === last }))
}

/** Whether an indicator is of what changes for people, rather than of what was done. */
export const isOutcome = ({ level }: Indicator) => level === 'outcome' || level === 'impact'
