import { expect, it } from 'vitest'
import type { Activity } from '../../iati/model.ts'
import { statementsIn } from './observed-import.ts'

type Budget = NonNullable<Activity['budgets']>[number]

const budget = (
  type: '1' | '2',
  amount: string,
  currency: string | undefined,
  periodEnd = '2024-12-31',
): Budget => ({
  type,
  status: '1',
  periodStart: '2024-01-01',
  periodEnd,
  value: { amount, currency, valueDate: '2024-01-01' },
})

const planned = (budgets: Budget[]) =>
  statementsIn({
    identifier: 'XM-1',
    reportingOrg: { ref: 'XM', type: '10', narratives: [{ text: 'XM' }] },
    title: [{ text: 'Compact' }],
    descriptions: [{ narratives: [{ text: 'D' }] }],
    participatingOrgs: [],
    status: '2',
    dates: [],
    defaultCurrency: 'USD',
    budgets,
  })
    .filter(({ stage }) => stage === 'planned')
    .map(({ value }) => value)
    .sort()

it('A revised budget takes the place of the original of its period and currency, and of no other', () => {
  expect(planned([budget('1', '100', 'USD'), budget('2', '120', 'USD'), budget('1', '500', 'EUR')])).toEqual([
    'EUR 50000 in minor units',
    'USD 12000 in minor units',
  ])
  // The currency that is not said is that of the activity.
  expect(planned([budget('1', '100', undefined), budget('2', '120', 'USD')])).toEqual([
    'USD 12000 in minor units',
  ])
  expect(planned([budget('1', '100', 'USD', '2024-06-30'), budget('2', '120', 'USD')])).toEqual([
    'USD 22000 in minor units',
  ])
})
