import type {
  Agreement,
  Component,
  Condition,
  Contribution,
  Money,
  Plan,
  PlanLine,
  Rate,
  Side,
} from './agreement.ts'
import { minorPlaces } from './currency.ts'
import { divideHalfEven, readExact } from './exact.ts'

/*
 * What the plan comes to, in every direction. Amounts are added as whole minor units, so that
 * components, years, contributions, parties and initiatives each come to the same total, to the cent.
 *
 * Amounts of several currencies stand side by side. They come to one figure, in the currency
 * of the plan, only where a rate with day and source is part of the plan; each line is then
 * converted and rounded once (half to even), and it is the rounded lines that are added. So every
 * direction agrees here too; by how much that differs from converting the total at once is shown.
 */

/** What some lines come to. */
export type Sum = {
  lines: number
  /** One amount for each currency among the lines, by code. Whole minor units. */
  amounts: Money[]
  /** The same in the currency of the plan; null when a rate is missing. */
  total: Money | null
}

/** Which column of the plan: as first signed, or as it holds now. */
export type Column = 'original' | 'current'

export type PlanSums = {
  currency: string
  column: Column
  all: Sum
  byComponent: ReadonlyMap<Component, Sum>
  /** By key; what belongs to no initiative under null. */
  byInitiative: ReadonlyMap<string | null, Sum>
  byYear: ReadonlyMap<string, Sum>
  byContribution: ReadonlyMap<string, Sum>
  byParty: ReadonlyMap<string, Sum>
  bySide: ReadonlyMap<Side | null, Sum>
  byComponentAndYear: ReadonlyMap<Component, ReadonlyMap<string, Sum>>
  byInitiativeAndYear: ReadonlyMap<string | null, ReadonlyMap<string, Sum>>
  byPartyAndYear: ReadonlyMap<string, ReadonlyMap<string, Sum>>
  /** The rates that were used, and the pairs that have none. */
  used: Rate[]
  missing: { from: string; to: string }[]
  /**
   * Sum of the rounded lines less the total converted at once, in minor units of the plan’s
   * currency: what rounding each line makes out. Null when a rate is missing.
   */
  roundingDifference: number | null
}

/** The amount of a line that holds now: as amended, else as first signed. */
export const currentAmount = (line: Pick<PlanLine, 'original' | 'revised'>): Money =>
  line.revised ?? line.original

/**
 * What the plan comes to. Pure.
 *
 * @throws RangeError when a sum goes beyond what a number holds exactly (2^53); `amountsTooLarge`
 * tells beforehand, and no such plan is ever saved
 */
export function planSums(
  plan: Plan,
  { parties = [], column = 'current' }: { parties?: Agreement['parties']; column?: Column } = {},
): PlanSums {
  const amountOf = (line: PlanLine) => (column === 'original' ? line.original : currentAmount(line))
  const foreign = [...new Set(plan.lines.map((line) => amountOf(line).currency))].sort()
  const rates = new Map<string, Rate>()
  const missing: PlanSums['missing'] = []
  for (const from of foreign) {
    if (from === plan.currency) continue
    const rate = rateFor(plan, from)
    if (rate === null) missing.push({ from, to: plan.currency })
    else rates.set(from, rate)
  }
  const contributions = new Map(plan.contributions.map((each) => [each.key, each]))
  const sides = new Map(parties.map(({ key, side }) => [key, side]))
  const partyOf = (line: PlanLine) => contributions.get(line.contribution)?.party ?? ''

  const add = (lines: readonly PlanLine[]): Sum => sumOf(lines.map(amountOf), plan.currency, rates)
  const by = <Key>(keyOf: (line: PlanLine) => Key, lines: readonly PlanLine[] = plan.lines) =>
    grouped(lines, keyOf, add)
  const byTwo = <Key>(keyOf: (line: PlanLine) => Key) =>
    grouped(plan.lines, keyOf, (lines) => by((line) => line.year, lines))

  const all = add(plan.lines)
  return {
    currency: plan.currency,
    column,
    all,
    byComponent: by((line) => line.component),
    byInitiative: by((line) => line.initiative),
    byYear: by((line) => line.year),
    byContribution: by((line) => line.contribution),
    byParty: by(partyOf),
    bySide: by((line) => sides.get(partyOf(line)) ?? null),
    byComponentAndYear: byTwo((line) => line.component),
    byInitiativeAndYear: byTwo((line) => line.initiative),
    byPartyAndYear: byTwo(partyOf),
    used: [...rates.values()],
    missing,
    roundingDifference: all.total === null ? null : all.total.minor - atOnce(all.amounts, rates),
  }
}

/**
 * What of a contribution no condition holds: what stands in no tranche, and of each tranche what is beyond the parts its
 * conditions hold. An ongoing one holds the later tranches of the contribution too. Whole minor units, in its currency.
 */
export function unconditional(
  { tranches }: Pick<Agreement, 'tranches'>,
  { key, amount: { minor, currency } }: Pick<Contribution, 'key' | 'amount'>,
): Money {
  const own = tranches
    .filter(({ contribution, amount }) => contribution === key && amount.currency === currency)
    .sort((a, b) => (a.planned < b.planned || (a.planned === b.planned && a.key < b.key) ? -1 : 1))
  let left = minor
  const before: Condition[] = []
  for (const { amount, conditions } of own) {
    const holding = [...before, ...conditions]
    const held = holding.reduce((sum, { holds }) => sum + (holds === null ? amount.minor : holds.minor), 0)
    left -= Math.max(0, Math.min(amount.minor, held))
    before.push(...conditions.filter(({ kind }) => kind === 'ongoing'))
  }
  return { minor: Math.max(0, left), currency }
}

/** Contributions in cash of the donor’s side, and of other donors, of which something is paid without conditions. */
export function paidWithoutConditions(
  agreement: Pick<Agreement, 'tranches' | 'plan' | 'parties'>,
): { contribution: Contribution; free: Money }[] {
  return agreement.plan.contributions.flatMap((contribution) => {
    const party = agreement.parties.find((each) => each.key === contribution.party)
    if (contribution.kind !== 'cash' || (party?.side !== 'donor' && party?.part !== 'other-donor')) return []
    const free = unconditional(agreement, contribution)
    return free.minor > 0 ? [{ contribution, free }] : []
  })
}

function grouped<Item, Key, Value>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
  make: (items: Item[]) => Value,
): Map<Key, Value> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return new Map([...groups].map(([key, group]) => [key, make(group)]))
}

function sumOf(amounts: readonly Money[], currency: string, rates: ReadonlyMap<string, Rate>): Sum {
  const byCurrency = new Map<string, bigint>()
  let total: bigint | null = 0n
  for (const amount of amounts) {
    const minor = BigInt(amount.minor)
    byCurrency.set(amount.currency, (byCurrency.get(amount.currency) ?? 0n) + minor)
    const rate = rates.get(amount.currency)
    if (total === null) continue
    if (amount.currency === currency) total += minor
    else total = rate === undefined ? null : total + converted(minor, rate)
  }
  return {
    lines: amounts.length,
    amounts: [...byCurrency]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, minor]) => ({ minor: exactly(minor), currency: code })),
    total: total === null ? null : { minor: exactly(total), currency },
  }
}

/** The exact total in the currency of the plan, rounded once. */
function atOnce(amounts: readonly Money[], rates: ReadonlyMap<string, Rate>): number {
  // A rate has nine places at most, and the minor units of two currencies four between them: exact up to the end.
  const places = 13n
  let exact = 0n
  for (const { minor, currency } of amounts) {
    const rate = rates.get(currency)
    if (rate === undefined) exact += BigInt(minor) * 10n ** places
    else {
      const { dividend, divisor } = fraction(BigInt(minor), rate)
      exact += (dividend * 10n ** places) / divisor
    }
  }
  return exactly(divideHalfEven(exact, 10n ** places))
}

function fraction(minor: bigint, { from, to, rate }: Rate): { dividend: bigint; divisor: bigint } {
  const exact = readExact(rate) ?? { digits: 0n, places: 0 }
  const shift = minorPlaces(to) - minorPlaces(from)
  return {
    dividend: minor * exact.digits * 10n ** BigInt(Math.max(0, shift)),
    divisor: 10n ** BigInt(exact.places + Math.max(0, -shift)),
  }
}

const converted = (minor: bigint, rate: Rate): bigint => {
  const { dividend, divisor } = fraction(minor, rate)
  return divideHalfEven(dividend, divisor)
}

/** An amount at a rate, rounded once, half to even. Whole minor units of `rate.to`. */
export function convert(amount: Money, rate: Rate): Money {
  return { minor: exactly(converted(BigInt(amount.minor), rate)), currency: rate.to }
}

/** The rate a plan converts a currency by: the newest it holds for the pair. None is guessed, turned round or chained. */
export function rateFor(plan: Pick<Plan, 'rates' | 'currency'>, from: string): Rate | null {
  const fitting = plan.rates.filter((rate) => rate.from === from && rate.to === plan.currency)
  return fitting.reduce<Rate | null>(
    (newest, rate) => (newest === null || rate.date > newest.date ? rate : newest),
    null,
  )
}

function exactly(minor: bigint): number {
  const number = Number(minor)
  if (!Number.isSafeInteger(number)) throw new RangeError(`The sum ${minor} cannot be held exactly`)
  return number
}

/** Most that all amounts of a plan together may come to, without their signs: far below 2^53, so that rates fit too. */
const MOST = 2n ** 53n - 1n

/** Whether amounts of a plan, or of contributions, are too large to be added exactly; also once converted. */
export function amountsTooLarge(plan: Plan, tranches: Agreement['tranches'] = []): boolean {
  const amounts: Money[] = [
    ...plan.lines.flatMap(({ original, revised }) => (revised === null ? [original] : [original, revised])),
    ...plan.contributions.flatMap(({ amount, before }) =>
      before === null ? [amount] : [amount, before.amount],
    ),
    ...tranches.flatMap(({ amount, conditions }) => [
      amount,
      ...conditions.flatMap(({ holds }) => holds ?? []),
    ]),
  ]
  let total = 0n
  let own = 0n
  for (const { minor, currency } of amounts) {
    if (!Number.isSafeInteger(minor)) return true
    const size = BigInt(Math.abs(minor))
    total += size
    const rate = rateFor(plan, currency)
    if (currency === plan.currency) own += size
    else if (rate !== null) own += converted(size, rate)
  }
  return total > MOST || own > MOST || -own > MOST
}

/**
 * Shares of a total in per cent, to so many places, that come to exactly 100: what rounding
 * leaves over goes to those with the largest remainders. Null for nothing to share, or a share below zero.
 */
export function shares(amounts: readonly number[], places = 1): number[] | null {
  const total = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)
  if (total <= 0n || amounts.some((amount) => amount < 0)) return null
  const parts = 100n * 10n ** BigInt(places)
  const cut = amounts.map((amount, index) => {
    const whole = BigInt(amount) * parts
    return { index, share: whole / total, left: whole % total }
  })
  let over = parts - cut.reduce((sum, { share }) => sum + share, 0n)
  for (const each of [...cut].sort((a, b) =>
    a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1,
  )) {
    if (over <= 0n) break
    each.share += 1n
    over -= 1n
  }
  return cut.map(({ share }) => Number(share) / 10 ** places)
}

/**
 * What a side brings beyond what it spent for the purpose before (22 U.S.C. 7708(b): in addition
 * to the year before). Cash and kind, in the currency of each; null where no year before is told.
 */
export function beyondYearBefore(
  contribution: Pick<Contribution, 'amount' | 'before'>,
  years: number,
): Money | null {
  const { amount, before } = contribution
  if (before === null || before.amount.currency !== amount.currency || years <= 0) return null
  return {
    minor: exactly(BigInt(amount.minor) - BigInt(before.amount.minor) * BigInt(years)),
    currency: amount.currency,
  }
}
