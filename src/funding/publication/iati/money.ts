import type { Component, PlanLine } from '../../../compacts/agreement.ts'
import { convert, currentAmount, rateFor } from '../../../compacts/plan.ts'
import {
  type Budget,
  type CountryBudgetItems,
  decimal,
  type PlannedDisbursement,
  percentages,
} from '../../../iati/model.ts'
import { type Home, homeOfLine, type Published, sameHome } from './published.ts'
import { wordsOrKey } from './texts.ts'

const sectorOf: Record<Component, string> = {
  prevention: '15160',
  protection: '16015',
  prosecution: '15130',
  partnership: '15110',
  data: '15196',
}

/** Shares of the planned money by component, as DAC codes and in words of our own. */
export function sectorsOf(of: Published, home: Home) {
  const { plan } = of.agreement
  const award = home?.kind === 'award' ? of.awards.get(home.key) : undefined
  const initiative = home?.kind === 'initiative' ? home.key : (award?.initiative ?? null)
  const lines = plan.lines.filter((line) => initiative === null || line.initiative === initiative)
  const known = sharesOf(of, lines)
  const shares: [Component, string][] =
    known.length > 0 ? known : [[of.agreement.objectives[0]?.component ?? 'partnership', '100']]
  return [
    ...shares.map(([component, percentage]) => ({
      vocabulary: '1',
      code: sectorOf[component],
      percentage,
    })),
    ...shares.map(([component, percentage]) => ({
      vocabulary: '99',
      vocabularyUri: `${of.at}#money`,
      code: component,
      percentage,
      narratives: [{ text: component, language: 'en' }],
    })),
  ]
}

/** What share of the money of some lines is for which component, to exactly 100; none where there is no money. */
function sharesOf({ agreement: { plan } }: Published, lines: readonly PlanLine[]): [Component, string][] {
  const worth = new Map<Component, bigint>()
  // Where a rate is missing, what can be compared is only what is in the plan’s own currency.
  for (const line of lines) {
    const amount = currentAmount(line)
    const rate = amount.currency === plan.currency ? null : rateFor(plan, amount.currency)
    const minor =
      amount.currency === plan.currency ? amount.minor : rate === null ? 0 : convert(amount, rate).minor
    worth.set(line.component, (worth.get(line.component) ?? 0n) + BigInt(Math.max(0, minor)))
  }
  const known = [...worth].filter(([, minor]) => minor > 0n)
  if (known.length === 1) return known.map(([component]) => [component, '100'])
  if (known.length === 0) return []
  const shares = percentages(known.map(([, minor]) => minor))
  return known.map(([component], place) => [component, shares[place] ?? '0'])
}

/**
 * For what the partner’s side plans to spend of its own: by component, in our own names, since a plan has
 * no codes of a country’s chart of accounts. Null where it brings nothing.
 */
export function ownBudgetOf(of: Published): CountryBudgetItems | null {
  const { plan } = of.agreement
  const ofPartner = (contribution: string) =>
    of.parties.get(of.contributions.get(contribution)?.party ?? '')?.side === 'partner'
  const lines = plan.lines.filter((line) => ofPartner(line.contribution))
  const items = sharesOf(of, lines).map(([component, percentage]) => ({
    code: component,
    percentage,
    description: [
      {
        text: `Planned of the partner’s own budget: ${plannedIn(lines.filter((line) => line.component === component)).join(', ')}.`,
        language: 'en',
      },
    ],
  }))
  return items.length === 0 ? null : { vocabulary: OF_THE_REPORTER, items }
}

/** BudgetIdentifierVocabulary. */
const OF_THE_REPORTER = '4'

/** What lines come to, in each currency. */
function plannedIn(lines: readonly PlanLine[]): string[] {
  const sums = new Map<string, bigint>()
  for (const line of lines) {
    const { minor, currency } = currentAmount(line)
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor))
  }
  return [...sums].map(([currency, minor]) => `${currency} ${decimal(minor, currency)}`)
}

/**
 * When each payment is planned, as it stands in the agreement, whatever has been paid since; what was not released of one
 * that was put off, on the day it was put off to, and of one that was cancelled what had been released.
 */
export function plannedDisbursementsOf(of: Published): PlannedDisbursement[] {
  return of.agreement.tranches.flatMap(({ key, amount, planned, contribution }) => {
    const giver = of.parties.get(of.contributions.get(contribution)?.party ?? '')
    const standing = of.snapshot.money?.tranches.find((each) => each.key === key)
    const stopped = standing?.stopped ?? null
    const released = standing?.released.minor ?? 0
    // What was released before the rest was put off stays planned for its own day.
    const parts =
      stopped === null
        ? [{ type: '1', day: planned, minor: amount.minor }]
        : stopped.until === null
          ? [{ type: '2', day: planned, minor: released }]
          : [
              { type: '1', day: planned, minor: released },
              { type: '2', day: stopped.until, minor: amount.minor - released },
            ]
    return parts.flatMap(({ type, day, minor }) =>
      minor <= 0
        ? []
        : [
            {
              type,
              periodStart: day,
              value: { amount: decimal(minor, amount.currency), currency: amount.currency, valueDate: day },
              ...(giver === undefined
                ? {}
                : { providerOrg: { narratives: wordsOrKey(of, giver.name, giver.key) } }),
            },
          ],
    )
  })
}

/** One budget for each year, currency and giver’s side; revised ones stand beside the original of the same year. */
export function budgetsOf(of: Published, home: Home): Budget[] {
  const { plan } = of.agreement
  const committed = of.snapshot.version !== null ? '2' : '1'
  return plan.years.flatMap((year) => {
    const lines = plan.lines.filter(
      (line) => line.year === year.key && sameHome(homeOfLine(line.initiative), home),
    )
    const sums = new Map<string, { original: number; current: number; revised: boolean }>()
    for (const line of lines) {
      const { currency } = line.original
      const known = sums.get(currency) ?? { original: 0, current: 0, revised: false }
      known.original += line.original.minor
      known.current += currentAmount(line).minor
      known.revised ||= line.revised !== null
      sums.set(currency, known)
    }
    return [...sums].flatMap(([currency, { original, current, revised }]) => {
      const budget = (type: string, minor: number): Budget => ({
        type,
        status: committed,
        periodStart: year.begins,
        periodEnd: year.ends,
        value: { amount: decimal(minor, currency), currency, valueDate: year.begins },
      })
      return revised ? [budget('1', original), budget('2', current)] : [budget('1', original)]
    })
  })
}
