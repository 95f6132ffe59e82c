import type { Agreement, Component, Money } from '../../compacts/agreement.ts'
import { currentAmount } from '../../compacts/plan.ts'
import { exact } from '../ledger.ts'
import { columnsOf, worthInPlan } from '../totals.ts'
import type { Amounts, PublicEntry, Stage, Total } from './snapshot.ts'

/** What is added up for a stage: exact, by currency, and converted one by one. */
class Adding {
  readonly byCurrency = new Map<string, bigint>()
  total: bigint | null = 0n
  entries = 0

  add({ minor, currency }: Money, inPlan: number | null): void {
    this.byCurrency.set(currency, (this.byCurrency.get(currency) ?? 0n) + BigInt(minor))
    this.total = this.total === null || inPlan === null ? null : this.total + BigInt(inPlan)
    this.entries += 1
  }

  done(currency: string): Amounts {
    return {
      amounts: [...this.byCurrency]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, minor]) => ({ minor: exact(minor), currency: code })),
      total: this.total === null ? null : { minor: exact(this.total), currency },
      entries: this.entries,
    }
  }
}

/**
 * What plan and ledger come to, by component and year of the plan line that was named. Each amount is
 * converted into the plan’s currency once, half to even, at the rate the plan itself holds; where it
 * holds none, or it comes to more than a number holds exactly, the total is null and the amounts stand side by side.
 */
export function totalsOf(agreement: Agreement, entries: Iterable<PublicEntry>): Total[] {
  const { plan } = agreement
  const cells = new Map<
    string,
    { component: Component | null; year: string | null; of: Record<Stage, Adding> }
  >()
  const cell = (component: Component | null, year: string | null) => {
    const key = `${component ?? ''}/${year ?? ''}`
    let found = cells.get(key)
    if (found === undefined) {
      found = {
        component,
        year,
        of: {
          original: new Adding(),
          planned: new Adding(),
          pledged: new Adding(),
          committed: new Adding(),
          disbursed: new Adding(),
          spent: new Adding(),
        },
      }
      cells.set(key, found)
    }
    return found
  }
  const lines = new Map(plan.lines.map((line) => [line.key, line]))
  for (const line of plan.lines) {
    const { of } = cell(line.component, line.year)
    of.original.add(line.original, worthInPlan(plan, line.original))
    of.planned.add(currentAmount(line), worthInPlan(plan, currentAmount(line)))
  }
  for (const entry of entries) {
    const line = entry.line === null ? undefined : lines.get(entry.line)
    const { of } = cell(line?.component ?? null, line?.year ?? null)
    const worth = worthInPlan(plan, entry)
    for (const stage of columnsOf(entry.countsAs, entry.onward)) of[stage].add(entry, worth)
  }
  return [...cells.values()].map(({ component, year, of }) => ({
    component,
    year,
    original: of.original.done(plan.currency),
    planned: of.planned.done(plan.currency),
    pledged: of.pledged.done(plan.currency),
    committed: of.committed.done(plan.currency),
    disbursed: of.disbursed.done(plan.currency),
    spent: of.spent.done(plan.currency),
  }))
}

/** Several totals together, at one stage. */
export function added(totals: readonly Total[], stage: Stage): Amounts {
  const byCurrency = new Map<string, bigint>()
  let minor = 0n
  let currency: string | null = null
  let known = true
  let entries = 0
  for (const each of totals) {
    const { amounts, total: own, entries: count } = each[stage]
    entries += count
    for (const each of amounts)
      byCurrency.set(each.currency, (byCurrency.get(each.currency) ?? 0n) + BigInt(each.minor))
    if (own === null) known = false
    else {
      minor += BigInt(own.minor)
      currency = own.currency
    }
  }
  return {
    amounts: [...byCurrency]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, amount]) => ({ minor: exact(amount), currency: code })),
    total: known && currency !== null ? { minor: exact(minor), currency } : null,
    entries,
  }
}
