import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CountedRow,
  counted,
  householdOf,
  type Judgement,
  judge,
  policies,
  type Remembered,
  verdicts,
} from './count.ts'

const row = (id: string, over: Partial<CountedRow> = {}): CountedRow => ({
  id,
  state: 'validated',
  reason: null,
  confirmedAt: 0,
  emailKey: `e-${id}`,
  personKey: `p-${id}`,
  postalKey: 'area 1',
  ask: 'letter',
  fixed: null,
  ...over,
})

describe('Who counts under the strict rule', () => {
  it('is whoever confirmed first with an address', () => {
    const rows = [
      row('b', { emailKey: 'e', confirmedAt: 2 }),
      row('a', { emailKey: 'e', confirmedAt: 3 }),
      row('c', { emailKey: 'e', confirmedAt: 1 }),
    ]
    expect(Object.fromEntries(verdicts(rows, 'strict'))).toEqual({
      a: 'same-email',
      b: 'same-email',
      c: 'counts',
    })
  })

  it('is a person once, on the web and on paper', () => {
    const rows = [
      row('web', { personKey: 'ama' }),
      row('card', { personKey: 'ama', emailKey: null, confirmedAt: 1 }),
    ]
    expect(verdicts(rows, 'strict').get('card')).toBe('same-person')
    expect(counted(rows, 'strict').counted).toBe(1)
  })

  it('is nobody who did not confirm, and nobody taken back', () => {
    const rows = [
      row('a', { state: 'pending', confirmedAt: null }),
      row('b', { state: 'invalidated', reason: 'bounced' }),
      row('c', { state: 'invalidated', reason: 'withdrawn' }),
    ]
    expect(counted(rows, 'strict')).toEqual({
      counted: 0,
      refused: { 'not-confirmed': 1, bounced: 1, withdrawn: 1 },
    })
  })
})

describe('Who counts under the household rule', () => {
  const couple = [
    row('a', { emailKey: 'e', confirmedAt: 1 }),
    row('b', { emailKey: 'e', confirmedAt: 2 }),
    row('c', { emailKey: 'e', confirmedAt: 3 }),
  ]
  it('is two of one address with different names in one area, and no third', () => {
    expect(Object.fromEntries(verdicts(couple, 'household'))).toEqual({
      a: 'counts',
      b: 'counts',
      c: 'household-full',
    })
  })
  it('is one of them where they live apart', () => {
    const apart = [
      row('a', { emailKey: 'e' }),
      row('b', { emailKey: 'e', postalKey: 'area 2', confirmedAt: 1 }),
    ]
    expect(verdicts(apart, 'household').get('b')).toBe('same-email')
  })
  it('is one of them where the names are the same', () => {
    const same = [
      row('a', { emailKey: 'e', personKey: 'p' }),
      row('b', { emailKey: 'e', personKey: 'p', confirmedAt: 1 }),
    ]
    expect(verdicts(same, 'household').get('b')).toBe('same-person')
  })
})

const counts: Judgement = { letter: 'counts', person: 'counts' }

describe('Someone who was erased', () => {
  const gone = row('gone', {
    emailKey: null,
    personKey: null,
    postalKey: null,
    fixed: { strict: counts, household: counts },
  })
  it('goes on counting as nobody in particular', () => {
    expect(counted([gone, row('a')], 'strict').counted).toBe(2)
  })
  it('no longer counts once invalidated', () => {
    expect(counted([{ ...gone, state: 'invalidated', reason: 'fraud' }], 'strict').counted).toBe(0)
  })
})

describe('Who signs again after being erased', () => {
  /** One erased who counted, of this person, address and area, by both rules. */
  const remembered: Remembered = (_, __, what, key) =>
    [`person ama`, `e-mail e`, `household ${householdOf('e', 'area 1')}`].includes(`${what} ${key}`) ? 1 : 0
  it('counted once already, by name or by address', () => {
    const again = [row('name', { personKey: 'ama' }), row('address', { emailKey: 'e' })]
    expect(Object.fromEntries(verdicts(again, 'strict', remembered))).toEqual({
      name: 'counted-before',
      address: 'counted-before',
    })
  })
  it('leaves the other of a household their place, and no third', () => {
    const left = [
      row('spouse', { emailKey: 'e' }),
      row('third', { emailKey: 'e', confirmedAt: 1 }),
      row('far', { emailKey: 'e', postalKey: 'area 2', confirmedAt: 2 }),
    ]
    expect(Object.fromEntries(verdicts(left, 'household', remembered))).toEqual({
      spouse: 'counts',
      third: 'household-full',
      far: 'household-full',
    })
    expect(verdicts(left.slice(2), 'household', remembered).get('far')).toBe('counted-before')
  })
})

describe('Two letters of one person', () => {
  const both = [
    row('first', { personKey: 'ama', emailKey: 'e' }),
    row('second', { personKey: 'ama', emailKey: 'e', ask: 'another letter', confirmedAt: 1 }),
    row('again', { personKey: 'ama', emailKey: 'e', ask: 'another letter', confirmedAt: 2 }),
  ]
  it.each(policies)('count each for itself, and the person once (%s)', (policy) => {
    const judged = judge(both, policy)
    expect(judged.get('first')).toEqual({ letter: 'counts', person: 'counts' })
    expect(judged.get('second')).toEqual({ letter: 'counts', person: 'other-letter' })
    expect(judged.get('again')?.letter).toBe('same-person')
    expect(counted(both, policy).counted).toBe(1)
  })
})

describe('The count', () => {
  // Few keys, so that people, addresses and areas meet often.
  const some = fc.array(
    fc.record({
      state: fc.constantFrom('pending', 'validated', 'validated', 'validated', 'invalidated' as const),
      confirmedAt: fc.nat(3),
      emailKey: fc.option(fc.constantFrom('e1', 'e2', 'e3')),
      personKey: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      postalKey: fc.constantFrom('a1', 'a2'),
    }),
    { maxLength: 12 },
  )
  const rowsOf = (drawn: typeof some extends fc.Arbitrary<infer T> ? T : never) =>
    drawn.map((each, n) =>
      row(String(n).padStart(2, '0'), {
        ...each,
        state: each.state as CountedRow['state'],
        reason: each.state === 'invalidated' ? 'bulk' : null,
        confirmedAt: each.state === 'pending' ? null : each.confirmedAt,
      }),
    )

  it.each(policies)('does not depend on the order of the rows (%s)', (policy) => {
    fc.assert(
      fc.property(
        some.chain((drawn) => {
          const rows = rowsOf(drawn)
          return fc.tuple(
            fc.constant(rows),
            fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
          )
        }),
        ([rows, shuffled]) => {
          const sorted = (of: CountedRow[]) =>
            [...verdicts(of, policy)].toSorted(([a], [b]) => (a < b ? -1 : 1))
          expect(sorted(shuffled)).toEqual(sorted(rows))
        },
      ),
    )
  })

  it.each(policies)('gives every signature one verdict, and they add up (%s)', (policy) => {
    fc.assert(
      fc.property(some, (drawn) => {
        const rows = rowsOf(drawn)
        const { counted: sum, refused } = counted(rows, policy)
        expect(sum + Object.values(refused).reduce((all, n) => all + n, 0)).toBe(rows.length)
      }),
    )
  })

  it('never holds a person twice, nor more of an address than the rule allows', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...policies), (drawn, policy) => {
        const rows = rowsOf(drawn)
        const judged = verdicts(rows, policy)
        const in_ = rows.filter(({ id }) => judged.get(id) === 'counts')
        const most = (keys: (string | null)[]) =>
          Math.max(0, ...keys.map((key) => (key === null ? 0 : keys.filter((other) => other === key).length)))
        expect(most(in_.map(({ personKey }) => personKey))).toBeLessThanOrEqual(1)
        expect(most(in_.map(({ emailKey }) => emailKey))).toBeLessThanOrEqual(policy === 'strict' ? 1 : 2)
      }),
    )
  })

  it('refuses nobody without somebody counted who stands in their place', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...policies), (drawn, policy) => {
        const rows = rowsOf(drawn)
        const judged = verdicts(rows, policy)
        const in_ = rows.filter(({ id }) => judged.get(id) === 'counts')
        for (const each of rows) {
          const verdict = judged.get(each.id)
          if (verdict === 'same-person')
            expect(in_.some(({ personKey }) => personKey === each.personKey)).toBe(true)
          if (verdict === 'same-email' || verdict === 'household-full')
            expect(in_.some(({ emailKey }) => emailKey === each.emailKey)).toBe(true)
        }
      }),
    )
  })
})
