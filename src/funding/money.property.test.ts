import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { agreementInForce } from '../compacts/store.ts'
import { transact } from '../house/transact.ts'
import { MoneyFault } from './faults.ts'
import { aCompactInForce, anEntry, changeOf, type Scene } from './funding.test-data.ts'
import { approveMoney, balancesOn, type EntryValues, enterMoney, entriesOf, ledgerFaults } from './ledger.ts'
import { board } from './publication/conditions.ts'
import { actOnCondition, askForRelease, boardOf, decideOnRelease } from './tranches.ts'

/*
 * Many people at once do all they can think of to the money of one compact, and most of it is
 * refused. What is written afterwards is added up here from the entries alone, without the
 * functions that let them in.
 */

let house: TestHouse

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

const PLANNED = 100_000_000
/** Every release is of the last day: what is paid out of a tranche before it is refused. */
const days = ['2024-01-15', '2024-03-01', '2024-03-02', '2024-09-30', '2025-07-01', '2025-07-01']
const amounts = fc.constantFrom(1, 1, 2, 3, 5, 20, 60).map((count) => count * 1_000_000)
/** Now and then one person tries to be both. */
const alone = fc.nat(7).map((number) => number === 0)

type Attempt =
  | { do: 'write'; values: Partial<EntryValues>; same: boolean }
  | { do: 'reverse'; which: number; date: string }
  | {
      do: 'act'
      tranche: 't1' | 't2'
      act: 'evidence' | 'satisfied' | 'not satisfied' | 'deferred'
      which: number
    }
  | { do: 'release'; tranche: 't1' | 't2'; minor: number; same: boolean }

const tranche = fc.constantFrom('t1' as const, 't2' as const)
const entry = fc.record({
  kind: fc.constantFrom(
    'pledge',
    'commitment',
    'commitment',
    'disbursement',
    'disbursement',
    'expenditure',
    'refund',
  ),
  date: fc.constantFrom(...days),
  minor: amounts,
  tranche: fc.option(tranche, { freq: 1 }),
  lower: fc.boolean(),
  direct: fc.boolean(),
})
const attempt: fc.Arbitrary<Attempt> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ entry, same: alone }).map(({ entry, same }) => written(entry, same)),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ which: fc.nat(20), date: fc.constantFrom(...days) })
      .map((each) => ({ do: 'reverse' as const, ...each })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        tranche,
        which: fc.nat(3),
        act: fc.constantFrom(
          'evidence' as const,
          'satisfied' as const,
          'satisfied' as const,
          'not satisfied' as const,
          'deferred' as const,
        ),
      })
      .map((each) => ({ do: 'act' as const, ...each })),
  },
  {
    weight: 3,
    arbitrary: fc
      // Now and then some of what was released is taken back.
      .record({
        tranche,
        minor: fc.oneof(
          amounts,
          amounts,
          amounts.map((minor) => -minor),
        ),
        same: alone,
      })
      .map((each) => ({ do: 'release' as const, ...each })),
  },
)

function written(
  {
    kind,
    date,
    minor,
    tranche,
    lower,
    direct,
  }: {
    kind: string
    date: string
    minor: number
    tranche: 't1' | 't2' | null
    lower: boolean
    direct: boolean
  },
  same: boolean,
): Attempt {
  const paid = kind === 'disbursement' || kind === 'expenditure'
  const back = kind === 'refund'
  const down = kind === 'commitment' && lower && minor < 3_000_000
  return {
    do: 'write',
    same,
    values: {
      kind: kind as EntryValues['kind'],
      date,
      amount: { minor: down ? -minor : minor, currency: 'USD' },
      note: down ? 'Less than thought' : null,
      tranche: paid ? tranche : null,
      line: direct ? 'p1' : null,
      provider: back || (kind === 'expenditure' && !direct) ? 'ngo' : 'donor',
      receiver: back ? 'donor' : 'ngo',
    },
  }
}

/** Tries it; a refusal of the rules is an answer too, everything else is a fault. */
async function tried(work: () => Promise<unknown>): Promise<'done' | 'refused'> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof MoneyFault) return 'refused'
    throw error
  }
}

async function make(scene: Scene, what: Attempt): Promise<'done' | 'refused'> {
  const { compact, donor, ministry, officer, approver, minister, verifier } = scene
  const as = (person: string, organisation = donor) => changeOf(house, person, organisation)
  switch (what.do) {
    case 'write':
    case 'reverse': {
      const all = what.do === 'reverse' ? await entriesOf(house.db, compact) : []
      if (what.do === 'reverse' && all.length === 0) return 'refused'
      const values: Partial<EntryValues> =
        what.do === 'write'
          ? what.values
          : { kind: 'reversal', reverses: all[what.which % all.length]!.id, date: what.date, note: 'Wrong' }
      return tried(async () => {
        const draft = await transact(house.db, (trx) =>
          enterMoney(trx, as(officer), compact, anEntry(values)),
        )
        const second = what.do === 'write' && what.same ? officer : approver
        await transact(house.db, (trx) => approveMoney(trx, as(second), compact, draft, null))
      })
    }
    case 'act': {
      const condition = what.tranche === 't2' ? 'inspectors' : (['law', 'audit'] as const)[what.which % 2]!
      const brings = what.act === 'evidence'
      return tried(() =>
        transact(house.db, (trx) =>
          actOnCondition(trx, brings ? as(minister, ministry) : as(verifier), compact, {
            tranche: what.tranche,
            condition,
            act: what.act,
            reason: 'Seen',
            until: '2025-12-31',
            document: null,
            url: 'https://example.org/e',
            capacity: null,
          }),
        ),
      )
    }
    case 'release':
      return tried(async () => {
        const request = await transact(house.db, (trx) =>
          askForRelease(trx, as(officer), compact, {
            tranche: what.tranche,
            minor: what.minor,
            note: 'Due',
            exception: null,
          }),
        )
        const verdict = (person: string, said: 'released' | 'refused') =>
          transact(house.db, (trx) => decideOnRelease(trx, as(person), compact, request, said, 'So'))
        const end = await tried(() => verdict(what.same ? officer : approver, 'released'))
        // The way is free for the next who asks.
        if (end === 'refused') await tried(() => verdict(approver, 'refused'))
      })
  }
}

describe('Whatever many people try at once', () => {
  it('two people stand behind all that is written, and it stays within what was released, committed and planned', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 50, maxLength: 60 }), async (attempts) => {
        const scene = await aCompactInForce(house)
        // Something to begin with, so that there is money to move.
        await make(
          scene,
          written(
            {
              kind: 'commitment',
              date: days[0]!,
              minor: 60_000_000,
              tranche: null,
              lower: false,
              direct: false,
            },
            false,
          ),
        )
        for (const condition of [0, 1])
          for (const act of ['evidence', 'satisfied'] as const)
            await make(scene, { do: 'act', tranche: 't1', act, which: condition })
        await make(scene, { do: 'release', tranche: 't1', minor: 20_000_000, same: false })
        const queue = [...attempts]
        const writer = async () => {
          for (let next = queue.shift(); next !== undefined; next = queue.shift()) await make(scene, next)
        }
        await Promise.all([writer(), writer(), writer(), writer()])
        await assertSound(scene)
      }),
      { numRuns: 5, seed: 20_250_701 },
    )
  })
})

async function assertSound({ compact }: Scene) {
  const entries = await entriesOf(house.db, compact)
  const releases = await house.db
    .selectFrom('tranche_releases')
    .selectAll()
    .where('compact_id', '=', compact)
    .execute()
  expect(entries.length).toBeGreaterThan(3)
  expect(await ledgerFaults(house.db, compact)).toEqual([])

  // 9: four eyes.
  for (const { entered_by, approved_by } of entries) expect(approved_by).not.toBe(entered_by)
  for (const { asked_by, released_by } of releases) expect(released_by).not.toBe(asked_by)

  // 3: on every day.
  const out = (each: (typeof entries)[number]) =>
    !each.onward && (each.counts_as === 'disbursement' || each.counts_as === 'expenditure')
  const sum = (list: { minor: number }[]) => list.reduce((total, { minor }) => total + minor, 0)
  for (const day of days) {
    const then = entries.filter(({ date }) => date <= day)
    const committed = sum(then.filter(({ counts_as }) => counts_as === 'commitment'))
    const back = sum(then.filter((each) => each.counts_as === 'refund' && !each.onward))
    const paid = sum(then.filter(out))
    expect(committed).toBeLessThanOrEqual(PLANNED)
    expect(paid + back).toBeLessThanOrEqual(committed)

    // 4: what accounts hold is what the history comes to.
    const balances = await balancesOn(house.db, compact, day)
    const of = (stage: string) => sum(balances.filter((each) => each.stage === stage))
    expect(of('committed')).toBe(committed - paid - back)
    expect(of('plan')).toBe(-committed || 0)
    expect(of('pledged')).toBe(sum(then.filter(({ counts_as }) => counts_as === 'pledge')))
    expect(of('spent')).toBe(sum(then.filter(({ counts_as }) => counts_as === 'expenditure')))
    expect(sum(balances)).toBe(0)
    for (const { stage, minor } of balances)
      if (stage !== 'plan' && stage !== 'promise') expect(minor).toBeGreaterThanOrEqual(0)
  }
  for (const board of await boardOf(house.db, compact, '2025-07-01')) {
    const released = sum(releases.filter(({ tranche }) => tranche === board.key))
    expect(sum(entries.filter((each) => out(each) && each.tranche === board.key))).toBeLessThanOrEqual(
      released,
    )
    expect(released).toBeLessThanOrEqual(board.amount.minor)
    // Nothing is paid before the day of its release.
    expect(
      entries.filter((each) => each.tranche === board.key && each.minor > 0 && each.date < '2025-07-01'),
    ).toEqual([])
  }
  const committed = sum(entries.filter(({ counts_as }) => counts_as === 'commitment'))
  expect(sum(releases)).toBeLessThanOrEqual(committed)
  expect(sum(entries.filter((each) => out(each) && each.tranche === null))).toBeLessThanOrEqual(10_000_000)

  // Before every release, first or later, all that held the whole was closed: the law, which alone does.
  const closing = await house.db
    .selectFrom('condition_determinations')
    .select(['number', 'act', 'condition'])
    .where('compact_id', '=', compact)
    .where('condition', '=', 'law')
    .where('act', '<>', 'evidence')
    .orderBy('number')
    .execute()
  for (const release of releases.filter(({ tranche, minor }) => tranche === 't1' && minor > 0))
    expect(closing.findLast(({ number }) => number < release.number)?.act).toBe('satisfied')
  await assertToldAlike(compact, releases)
  // A reversal reverses once, and comes to what it reverses with the sign turned.
  for (const each of entries.filter(({ kind }) => kind === 'reversal')) {
    const original = entries.find(({ id }) => id === each.reverses)!
    expect(each.minor).toBe(-original.minor)
    expect(entries.filter(({ reverses }) => reverses === each.reverses)).toHaveLength(1)
  }
}

/** What the public is told of each condition is what the database goes by when money is asked for. */
async function assertToldAlike(
  compact: string,
  releases: { tranche: string; number: number; minor: number }[],
) {
  const inForce = await agreementInForce(house.db, compact)
  const acts = await house.db
    .selectFrom('condition_determinations')
    .select(['number', 'act', 'tranche', 'condition'])
    .where('compact_id', '=', compact)
    .orderBy('number')
    .execute()
  const bare = {
    reason: null,
    until: null,
    document: null,
    url: null,
    organisation: null,
    name: null,
    capacity: null,
  }
  const told = board(
    inForce!.agreement,
    acts.map((each) => ({ ...bare, ...each, on: '2025-07-01' })),
    releases
      .toSorted((a, b) => a.number - b.number)
      .map(({ tranche, number, minor }) => ({ tranche, number, minor, on: '2025-07-01', reason: null })),
  )
  const held = await boardOf(house.db, compact, '2025-07-01')
  const states = (list: { tranche: string; key: string; state: string; open: boolean }[]) =>
    list.map(({ tranche, key, state, open }) => `${tranche}/${key} ${state} ${open}`).sort()
  expect(states(told.conditions)).toEqual(
    states(held.flatMap(({ key, conditions }) => conditions.filter(({ tranche }) => tranche === key))),
  )
  for (const tranche of told.tranches) {
    const { amount, releasable, released } = held.find(({ key }) => key === tranche.key)!
    expect(tranche.released).toEqual(released)
    expect(tranche.waits.minor).toBe(amount.minor - released.minor - releasable.minor)
  }
}
