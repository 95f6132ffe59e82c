import { type Fault, Unusable } from '../house/errors.ts'
import type { BudgetPack, Profits, Spending } from './schema.ts'

/** Asks for each sum at the prices it was published at. */
export const PUBLISHED = 'published'

export type Query = {
  profits?: string | undefined
  spending?: string | undefined
  cents?: string | undefined
  dollars?: string | undefined
}
export type Asked = {
  values: { profits: Profits; spending: Spending; cents: number; dollars: number | null }
  /** Parts of the question that were not among the choices; the first choice was taken for them. */
  wrong: (keyof Query)[]
  /** The same as a fault, for programs. */
  fault(): Fault
}

/**
 * What a reader asks of the calculator, from an address. Where nothing is asked: the newest estimate, the newest sum
 * spent, two cents, and both at the prices of the estimate. `dollars=published` asks for each as it was published.
 */
export function readAsked(query: Query, pack: BudgetPack): Asked {
  const wrong: (keyof Query)[] = []
  const [profits, spending] = [pack.profits.at(-1), pack.spending.at(-1)]
  if (profits === undefined || spending === undefined)
    throw new Error('the budget has no sums to reckon with')
  const chosen = <Each extends { id: string }>(
    among: readonly Each[],
    name: 'profits' | 'spending',
    otherwise: Each,
  ): Each => {
    const id = query[name] ?? ''
    if (id === '') return otherwise
    const found = among.find((each) => each.id === id)
    if (found === undefined) wrong.push(name)
    return found ?? otherwise
  }
  const centsTyped = (query.cents ?? '').trim()
  const cents = /^\d{1,3}$/.test(centsTyped) ? Number(centsTyped) : 0
  const centsRight = cents >= 1 && cents <= 100
  if (centsTyped !== '' && !centsRight) wrong.push('cents')
  const sums = {
    profits: chosen(pack.profits, 'profits', profits),
    spending: chosen(pack.spending, 'spending', spending),
  }
  const { index } = pack.deflator
  const year = query.dollars ?? ''
  const isOneYear = year !== '' && index.has(Number(year))
  if (year !== '' && year !== PUBLISHED && !isOneYear) wrong.push('dollars')
  const [from, to] = [sums.spending.prices, sums.profits.prices]
  const usual = from !== to && index.has(from) && index.has(to) ? to : null
  const dollars = isOneYear ? Number(year) : year === PUBLISHED ? null : usual
  return {
    values: {
      ...sums,
      cents: centsRight ? cents : pack.cents,
      dollars,
    },
    wrong,
    fault: () =>
      new Unusable(
        'This cannot be reckoned',
        wrong.map((place) => ({
          place,
          message:
            place === 'cents' ? 'It is no whole number from 1 to 100.' : 'It is not among the choices.',
          remedy:
            place === 'cents'
              ? 'Send cents=2.'
              : place === 'dollars'
                ? `Known years: ${[...pack.deflator.index.keys()].join(', ')}; ${PUBLISHED} for prices as published.`
                : `Known are ${(place === 'profits' ? pack.profits : pack.spending).map(({ id }) => id).join(', ')}.`,
        })),
      ),
  }
}
