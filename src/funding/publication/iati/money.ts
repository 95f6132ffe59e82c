import type { Component } from '../../../compacts/agreement.ts'
import { convert, currentAmount, rateFor } from '../../../compacts/plan.ts'
import { type Budget, decimal, percentages } from '../../../iati/model.ts'
import { type Home, homeOfLine, type Published, sameHome } from './published.ts'

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
  const award =
    home?.kind === 'award' ? of.snapshot.money?.awards.find(({ key }) => key === home.key) : undefined
  const initiative = home?.kind === 'initiative' ? home.key : (award?.initiative ?? null)
  const lines = plan.lines.filter((line) => initiative === null || line.initiative === initiative)
  const worth = new Map<Component, bigint>()
  // Where a rate is missing, what can be compared is only what is in the plan’s own currency.
  for (const line of lines) {
    const amount = currentAmount(line)
    const rate = amount.currency === plan.currency ? null : rateFor(plan, amount.currency)
    const minor =
      amount.currency === plan.currency ? amount.minor : rate === null ? 0 : convert(amount, rate).minor
    worth.set(line.component, (worth.get(line.component) ?? 0n) + BigInt(Math.max(0, minor)))
  }
  const objectives = of.agreement.objectives
  const known = [...worth].filter(([, minor]) => minor > 0n)
  const shares: [Component, string][] =
    known.length > 0
      ? percentages(known.map(([, minor]) => minor)).map((share, place) => [
          known[place]?.[0] ?? 'partnership',
          share,
        ])
      : [[objectives[0]?.component ?? 'partnership', '100']]
  const alone = shares.length === 1
  return [
    ...shares.map(([component, percentage]) => ({
      vocabulary: '1',
      code: sectorOf[component],
      percentage: alone ? '100' : percentage,
    })),
    ...shares.map(([component, percentage]) => ({
      vocabulary: '99',
      vocabularyUri: `${of.at}#money`,
      code: component,
      percentage: alone ? '100' : percentage,
      narratives: [{ text: component, language: 'en' }],
    })),
  ]
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
