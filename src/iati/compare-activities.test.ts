import { describe, expect, it } from 'vitest'
import { compareActivities, type Difference } from './compare-activities.ts'
import type { Activity, Transaction } from './model.ts'

describe('Comparing what we hold with what a file says', () => {
  it('finds nothing where the same is said another way', () => {
    const ours = anActivity({
      transactions: [aTransaction({ value: { amount: '100.00', currency: 'USD', valueDate: '2026-01-05' } })],
      sectors: [{ code: '15160' }, { code: '15130' }],
      budgets: [
        {
          periodStart: '2026-01-01',
          periodEnd: '2026-12-31',
          value: { amount: '1', valueDate: '2026-01-01' },
        },
      ],
    })
    const theirs = anActivity({
      lastUpdated: undefined,
      title: [{ text: ' Compact ', language: 'EN' }],
      transactions: [aTransaction({ humanitarian: false })],
      sectors: [{ code: '15130' }, { code: '15160', vocabulary: '1' }],
      budgets: [
        {
          type: '1',
          status: '1',
          periodStart: '2026-01-01',
          periodEnd: '2026-12-31',
          value: { amount: '1.0', valueDate: '2026-01-01' },
        },
      ],
    })
    expect(compareActivities(ours, theirs)).toEqual([])
  })

  it('tells a corrected amount as one change in its place', () => {
    const other = aTransaction({ ref: 'T2', date: '2026-02-05' })
    const ours = anActivity({ transactions: [aTransaction(), other] })
    const theirs = anActivity({
      transactions: [other, aTransaction({ value: { amount: '120', valueDate: '2026-01-05' } })],
    })
    expect(compareActivities(ours, theirs)).toEqual<Difference[]>([
      {
        path: 'transaction[transaction-type="3"][@ref="T1"][transaction-date="2026-01-05"]/value',
        kind: 'changed',
        before: '100',
        after: '120',
      },
    ])
  })

  it('tells what came and what went, in reading order', () => {
    const ours = anActivity({
      status: '2',
      sectors: [{ code: '1' }, { code: '2' }, { code: '3' }],
      transactions: [aTransaction()],
    })
    const theirs = anActivity({ status: '3', sectors: [{ code: '1' }, { code: '3' }, { code: '4' }] })
    expect(compareActivities(ours, theirs).map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'changed activity-status',
      'withdrawn sector[@code="2"][@vocabulary="1"]',
      'added sector[@code="4"][@vocabulary="1"]',
      'withdrawn transaction[transaction-type="3"][@ref="T1"][transaction-date="2026-01-05"]',
    ])
  })

  it('numbers the alike: three payments of one day, one of them gone', () => {
    const alike = aTransaction({ ref: undefined })
    const differences = compareActivities(
      anActivity({ transactions: [alike, alike, alike] }),
      anActivity({ transactions: [alike, alike] }),
    )
    expect(differences).toEqual([
      {
        path: 'transaction[transaction-type="3"][transaction-date="2026-01-05"][3]',
        kind: 'withdrawn',
        before: alike,
      },
    ])
  })

  it('follows a target to its cell, and an indicator through a new title', () => {
    const withTarget = (title: string, value: string) =>
      anActivity({
        results: [
          {
            type: '2',
            title: [{ text: 'Protection' }],
            indicators: [
              {
                measure: '1',
                references: [{ vocabulary: '3', code: 'PS.5.2-23' }],
                title: [{ text: title }],
                periods: [
                  {
                    start: '2026-01-01',
                    end: '2026-12-31',
                    targets: [
                      { value: '10', dimensions: [{ name: 'sex', value: 'female' }] },
                      { value, dimensions: [{ name: 'sex', value: 'male' }] },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      })
    const indicator = 'result[title="Protection"][@type="2"]/indicator[reference="PS.5.2-23 3"][@measure="1"]'
    expect(compareActivities(withTarget('Served', '20'), withTarget('People served', '25'))).toEqual([
      {
        path: `${indicator}/title/narrative[@xml:lang="en"]`,
        kind: 'changed',
        before: 'Served',
        after: 'People served',
      },
      {
        path: `${indicator}/period[period-start="2026-01-01"][period-end="2026-12-31"]/target[dimension="sex male"]/@value`,
        kind: 'changed',
        before: '20',
        after: '25',
      },
    ])
  })

  it('sees that another default currency changes every amount that names none', () => {
    const differences = compareActivities(
      anActivity({ transactions: [aTransaction()] }),
      anActivity({ transactions: [aTransaction()], defaultCurrency: 'EUR' }),
    )
    expect(differences).toEqual([
      { path: '@default-currency', kind: 'changed', before: 'USD', after: 'EUR' },
      {
        path: 'transaction[transaction-type="3"][@ref="T1"][transaction-date="2026-01-05"]/value/@currency',
        kind: 'changed',
        before: 'USD',
        after: 'EUR',
      },
    ])
  })

  it('takes ledgers of tens of thousands', () => {
    const ledger = Array.from({ length: 20_000 }, (_, at) => aTransaction({ ref: `T${at}` }))
    const corrected = ledger.map((each, at) => (at === 777 ? { ...each, type: '4' } : each))
    const differences = compareActivities(
      anActivity({ transactions: ledger }),
      anActivity({ transactions: corrected }),
    )
    expect(differences.map(({ kind }) => kind)).toEqual(['added', 'withdrawn'])
  })
})

function anActivity(with_: Partial<Activity> = {}): Activity {
  return {
    language: 'en',
    defaultCurrency: 'USD',
    identifier: 'A-1',
    reportingOrg: { ref: 'A', type: '10', narratives: [{ text: 'A' }] },
    title: [{ text: 'Compact' }],
    descriptions: [{ narratives: [{ text: 'D' }] }],
    participatingOrgs: [{ role: '1' }],
    status: '2',
    dates: [{ type: '1', date: '2026-01-01' }],
    ...with_,
  }
}

function aTransaction(with_: Partial<Transaction> = {}): Transaction {
  return {
    ref: 'T1',
    type: '3',
    date: '2026-01-05',
    value: { amount: '100', valueDate: '2026-01-05' },
    ...with_,
  }
}
