import { inLanguage, type Money } from '../../../compacts/agreement.ts'
import { currentAmount } from '../../../compacts/plan.ts'
import { country } from '../../../countries/registry.ts'
import { decimal, type Organisation } from '../../../iati/model.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Addresses, Publisher } from './publisher.ts'

/** What a donor plans over its compacts, by year: in all and by country. Budgets are of the donor’s side only. */
export function organisationOf(
  snapshots: readonly Snapshot[],
  publisher: Publisher,
  { origin }: Addresses,
): Organisation {
  type Sum = {
    start: string
    end: string
    minor: number
    currency: string
    country: string
    committed: boolean
  }
  const sums = new Map<string, Sum>()
  for (const { agreement, compact, version } of snapshots) {
    if (agreement === null) continue
    const { plan, parties } = agreement
    const ofDonor = new Set(
      plan.contributions
        .filter(({ party }) => parties.find(({ key }) => key === party)?.side === 'donor')
        .map(({ key }) => key),
    )
    for (const line of plan.lines) {
      const year = plan.years.find(({ key }) => key === line.year)
      if (year === undefined || !ofDonor.has(line.contribution)) continue
      const { minor, currency }: Money = currentAmount(line)
      const committed = version !== null
      const key = [year.begins, year.ends, currency, compact.country, committed].join(' ')
      const known = sums.get(key)
      if (known) known.minor += minor
      else
        sums.set(key, {
          start: year.begins,
          end: year.ends,
          minor,
          currency,
          country: compact.country,
          committed,
        })
    }
  }
  const budget = ({ start, end, minor, currency, committed }: Omit<Sum, 'country'>) => ({
    status: committed ? '2' : '1',
    periodStart: start,
    periodEnd: end,
    value: { amount: decimal(minor, currency), currency, valueDate: start },
  })
  const all = [...sums.values()].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  const totals = new Map<string, Omit<Sum, 'country'>>()
  for (const { country: _, ...each } of all) {
    const key = [each.start, each.end, each.currency, each.committed].join(' ')
    const known = totals.get(key)
    if (known) known.minor += each.minor
    else totals.set(key, { ...each })
  }
  const placed = all.map((each) => ({ each, iso2: country(each.country)?.iso2 ?? null }))
  const [first] = snapshots
  const asOf = snapshots
    .map((each) => each.asOf)
    .sort()
    .at(-1)
  return {
    ...(asOf === undefined ? {} : { lastUpdated: `${asOf}T00:00:00Z` }),
    language: 'en',
    defaultCurrency: first?.agreement?.plan.currency ?? 'USD',
    identifier: publisher.ref,
    name: [{ text: publisher.name }],
    reportingOrg: { ref: publisher.ref, type: publisher.type, narratives: [{ text: publisher.name }] },
    totalBudgets: [...totals.values()].map(budget),
    recipientRegionBudgets: placed
      .filter(({ iso2 }) => iso2 === null)
      .map(({ each }) => ({ ...budget(each), recipientRegion: { code: '998', vocabulary: '1' } })),
    recipientCountryBudgets: placed.flatMap(({ each, iso2 }) =>
      iso2 === null ? [] : [{ ...budget(each), recipientCountry: { code: iso2 } }],
    ),
    documents: snapshots.map(({ compact, agreement }) => ({
      url: `${origin}/compacts/${compact.id}`,
      format: 'text/html',
      title: [
        {
          text:
            (agreement === null ? null : inLanguage(agreement.title, 'en', agreement.languages)) ??
            compact.country,
          language: 'en',
        },
      ],
      categories: ['B03'],
    })),
  }
}
