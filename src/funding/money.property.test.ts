import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import type { Change } from '../compacts/change.ts'
import { CompactFault } from '../compacts/faults.ts'
import { endPart, partEndsOf } from '../compacts/part-ends.ts'
import { agreementInForce } from '../compacts/store.ts'
import { transact } from '../house/transact.ts'
import { MoneyFault } from './faults.ts'
import { aCompactInForce, anEntry, changeOf, type Scene as Ground } from './funding.test-data.ts'
import {
  approveMoney,
  balancesOn,
  type EntryValues,
  enterMoney,
  entriesOf,
  ledgerFaults,
  untold,
} from './ledger.ts'
import { board } from './publication/conditions.ts'
import type { TrancheAct } from './tables.ts'
import { actOnCondition, askForRelease, boardOf, decideOnRelease, decideOnTranche } from './tranches.ts'

/*
 * Many people of all parties at once do all they can think of to the money of one compact, their own and that of
 * others, and most of it is refused. What is written afterwards is added up here from the entries alone, without the
 * functions that let them in.
 */

let house: TestHouse

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
})
afterAll(() => house.close())

/** What the plan holds of each contribution, and whose it is. */
const plan = {
  grant: { planned: 100_000_000, currency: 'USD', party: 'donor' },
  staff: { planned: 200_000_000, currency: 'GHS', party: 'ministry' },
} as const
const contributions = ['grant', 'staff'] as const

type Party = 'donor' | 'ministry' | 'ngo'
/** Of each party one who enters, asks and brings, and one who approves, lets go and judges; each holds all roles. */
type Scene = Ground & { people: Record<Party, { first: string; second: string }> }

async function aScene(): Promise<Scene> {
  const scene = await aCompactInForce(house)
  return {
    ...scene,
    people: {
      donor: { first: scene.officer, second: scene.approver },
      ministry: { first: scene.minister, second: await aMember(house, scene.ministry) },
      ngo: { first: scene.accountant, second: await aMember(house, scene.ngo) },
    },
  }
}
/** Every release is of 1 July 2025: what is paid out of a tranche before it is refused. The day after has come further east. */
const days = [
  '2024-01-15',
  '2024-03-01',
  '2024-03-02',
  '2024-09-30',
  '2025-07-01',
  '2025-07-01',
  '2025-07-02',
]
const amounts = fc.constantFrom(1, 1, 2, 3, 5, 20, 60).map((count) => count * 1_000_000)
/** Now and then one person tries to be both. */
const alone = fc.nat(7).map((number) => number === 0)

/** Who does the first half of something, and who the second. */
type Both = { by: Party; and: Party }
const party = fc.constantFrom<Party>('donor', 'donor', 'donor', 'ngo', 'ngo', 'ministry')
const both = fc.record({ by: party, and: party })

type Attempt =
  | { do: 'write'; values: Partial<EntryValues>; same: boolean; both: Both }
  | { do: 'reverse'; which: number; date: string; both: Both }
  | {
      do: 'act'
      tranche: 't1' | 't2'
      act: 'evidence' | 'satisfied' | 'not satisfied' | 'deferred'
      which: number
      by: Party
    }
  | { do: 'release'; tranche: 't1' | 't2'; minor: number; same: boolean; both: Both }
  | { do: 'decide'; tranche: 't1' | 't2'; act: TrancheAct; until: string | null; by: Party }
  | { do: 'end'; what: 'initiative' | 'contribution'; by: Party }

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
  contribution: fc.constantFrom('grant' as const, 'grant' as const, 'grant' as const, 'staff' as const),
})
const attempt: fc.Arbitrary<Attempt> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ entry, same: alone, both })
      .map(({ entry, same, both }) => written(entry, same, both)),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ which: fc.nat(20), date: fc.constantFrom(...days), both })
      .map((each) => ({ do: 'reverse' as const, ...each })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        tranche,
        which: fc.nat(3),
        by: party,
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
        both,
      })
      .map((each) => ({ do: 'release' as const, ...each })),
  },
  {
    weight: 2,
    arbitrary: fc.oneof(
      {
        weight: 1,
        arbitrary: fc.record({ tranche, by: party }).map((each) => stop(each, 'cancelled', null)),
      },
      {
        weight: 3,
        // Until a day that is still to come, or has come no sooner than the releases.
        arbitrary: fc
          .record({ tranche, by: party, until: fc.constantFrom('2025-07-01', '2025-07-02', '2025-12-01') })
          .map(({ until, ...each }) => stop(each, 'deferred', until)),
      },
      {
        weight: 2,
        arbitrary: fc
          .record({
            what: fc.constantFrom('initiative' as const, 'contribution' as const),
            by: fc.constantFrom<Party>('donor', 'ministry'),
          })
          .map((each) => ({ do: 'end' as const, ...each })),
      },
    ),
  },
)

const stop = (each: { tranche: 't1' | 't2'; by: Party }, act: TrancheAct, until: string | null): Attempt => ({
  do: 'decide',
  ...each,
  act,
  until,
})

function written(
  {
    kind,
    date,
    minor,
    tranche,
    lower,
    direct,
    contribution,
  }: {
    kind: string
    date: string
    minor: number
    tranche: 't1' | 't2' | null
    lower: boolean
    direct: boolean
    contribution: 'grant' | 'staff'
  },
  same: boolean,
  both: Both,
): Attempt {
  const paid = kind === 'disbursement' || kind === 'expenditure'
  const back = kind === 'refund'
  const down = kind === 'commitment' && lower && minor < 3_000_000
  const { currency, party } = plan[contribution]
  return {
    do: 'write',
    same,
    both,
    values: {
      kind: kind as EntryValues['kind'],
      date,
      contribution,
      amount: { minor: down ? -minor : minor, currency },
      note: down ? 'Less than thought' : null,
      tranche: paid && contribution === 'grant' ? tranche : null,
      line: direct ? (contribution === 'grant' ? 'p1' : 's1') : null,
      provider: back || (kind === 'expenditure' && !direct) ? 'ngo' : party,
      receiver: back ? party : 'ngo',
    },
  }
}

/** Tries it; a refusal of the rules is an answer too, everything else is a fault. */
async function tried(work: () => Promise<unknown>): Promise<'done' | 'refused'> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof MoneyFault || error instanceof CompactFault) return 'refused'
    throw error
  }
}

async function make(scene: Scene, what: Attempt): Promise<'done' | 'refused'> {
  const { compact, people } = scene
  const as = (party: Party, which: 'first' | 'second') => changeOf(house, people[party][which], scene[party])
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
          enterMoney(trx, as(what.both.by, 'first'), compact, anEntry(values)),
        )
        const second =
          what.do === 'write' && what.same ? as(what.both.by, 'first') : as(what.both.and, 'second')
        await transact(house.db, (trx) => approveMoney(trx, second, compact, draft, null))
      })
    }
    case 'act': {
      const condition = what.tranche === 't2' ? 'inspectors' : (['law', 'audit'] as const)[what.which % 2]!
      const brings = what.act === 'evidence'
      return tried(() =>
        transact(house.db, (trx) =>
          actOnCondition(trx, as(what.by, brings ? 'first' : 'second'), compact, {
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
    case 'decide': {
      const { tranche, act, until } = what
      return tried(() =>
        transact(house.db, (trx) =>
          decideOnTranche(trx, as(what.by, 'second'), compact, {
            ...{ tranche, act, until, reason: 'The programme moved', capacity: 'Ambassador' },
          }),
        ),
      )
    }
    case 'end':
      return tried(() =>
        transact(house.db, (trx) =>
          endPart(trx, as(what.by, 'second'), {
            ...{ compact, what: what.what, key: what.what === 'initiative' ? 'schools' : 'staff' },
            ...{ on: '2025-07-01', reason: 'It moved' },
          }),
        ),
      )
    case 'release':
      return tried(async () => {
        const request = await transact(house.db, (trx) =>
          askForRelease(trx, as(what.both.by, 'first'), compact, {
            tranche: what.tranche,
            minor: what.minor,
            note: 'Due',
            exception: null,
          }),
        )
        const verdict = (change: Change, said: 'released' | 'refused') =>
          transact(house.db, (trx) => decideOnRelease(trx, change, compact, request, said, 'So'))
        const second = what.same ? as(what.both.by, 'first') : as(what.both.and, 'second')
        const end = await tried(() => verdict(second, 'released'))
        // The way is free for the next who asks.
        if (end === 'refused') await tried(() => verdict(as('donor', 'second'), 'refused'))
      })
  }
}

describe('Whatever many people try at once', () => {
  it('two people stand behind all that is written, and it stays within what was released, committed and planned', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 50, maxLength: 60 }), async (attempts) => {
        const scene = await aScene()
        const donors = { by: 'donor', and: 'donor' } as const
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
              contribution: 'grant',
            },
            false,
            donors,
          ),
        )
        for (const condition of [0, 1])
          for (const act of ['evidence', 'satisfied'] as const)
            await make(scene, {
              do: 'act',
              tranche: 't1',
              act,
              which: condition,
              by: act === 'evidence' ? 'ministry' : 'donor',
            })
        await make(scene, { do: 'release', tranche: 't1', minor: 20_000_000, same: false, both: donors })
        const queue = [...attempts]
        const writer = async () => {
          for (let next = queue.shift(); next !== undefined; next = queue.shift()) await make(scene, next)
        }
        await Promise.all([writer(), writer(), writer(), writer()])
        await assertSound(scene)
      }),
      // Nothing is made smaller: writers at once do not meet a second time, and the first failure tells enough.
      { numRuns: 5, seed: 20_250_701, endOnFailure: true },
    )
  })
})

async function assertSound(scene: Scene) {
  const { compact } = scene
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
  // And somebody of whose money it is: here told from the scene, and from nothing the database says.
  for (const each of entries) {
    const { counts_as, provider, receiver } = entries.find(({ id }) => id === each.reverses) ?? each
    const whose = [provider, ...(counts_as === 'refund' ? [receiver] : [])].map((key) => scene[key as Party])
    expect(
      [each.entered_for, each.approved_for].some((one) => whose.includes(one)),
      each.kind,
    ).toBe(true)
  }
  for (const { released_for } of releases) expect(released_for).toBe(scene.donor)

  // Nothing is let go of what was cancelled before, or put off until a day to come; decided for the donor, and cancelled once.
  const decisions = await decisionsOf(compact)
  for (const { by_for } of decisions) expect(by_for).toBe(scene.donor)
  const cancelled = decisions.filter(({ act }) => act === 'cancelled').map(({ tranche }) => tranche)
  expect(new Set(cancelled).size).toBe(cancelled.length)
  for (const { tranche, number } of releases.filter(({ minor }) => minor > 0)) {
    const before = decisions.filter((each) => each.tranche === tranche && each.number < number)
    expect(before.some(({ act }) => act === 'cancelled')).toBe(false)
    expect((before.at(-1)?.until ?? '') <= '2025-07-01').toBe(true)
  }
  // For a part that was ended nothing more is promised after its last day; what says nothing says what it is for.
  for (const { what, on } of await partEndsOf(house.db, compact)) {
    expect(on).toBe('2025-07-01')
    const late: EntryValues = anEntry({
      ...{ kind: 'pledge', date: '2025-07-02' },
      ...(what === 'initiative'
        ? { line: 'p2', amount: { minor: 1, currency: 'USD' } }
        : { contribution: 'staff', provider: 'ministry', amount: { minor: 1, currency: 'GHS' } }),
    })
    const of = what === 'initiative' ? 'donor' : 'ministry'
    const person = (which: 'first' | 'second') => changeOf(house, scene.people[of][which], scene[of])
    const draft = await transact(house.db, (trx) => enterMoney(trx, person('first'), compact, late))
    await expect(
      transact(house.db, (trx) => approveMoney(trx, person('second'), compact, draft, null)),
    ).rejects.toMatchObject({ fault: 'part over' })
  }

  // And of each line of the plan no more than is planned for it, nor paid than was committed to it or to none.
  for (const [contribution, key, planned] of [
    ['grant', 'p1', 60_000_000],
    ['staff', 's1', 200_000_000],
  ] as const) {
    const own = entries.filter((each) => each.contribution === contribution)
    const sum = (line: string | null, kinds: readonly string[]) =>
      own
        .filter((each) => each.line === line && kinds.includes(each.counts_as) && !each.onward)
        .reduce((all, { minor }) => all + minor, 0)
    const paid = sum(key, ['disbursement', 'expenditure', 'refund'])
    const committed = sum(key, ['commitment'])
    expect(Math.max(committed, paid), key).toBeLessThanOrEqual(planned)
    expect(paid - committed, key).toBeLessThanOrEqual(Math.max(0, sum(null, ['commitment'])))
  }

  // 3: on every day.
  const out = (each: (typeof entries)[number]) =>
    !each.onward && (each.counts_as === 'disbursement' || each.counts_as === 'expenditure')
  const sum = (list: { minor: number }[]) => list.reduce((total, { minor }) => total + minor, 0)
  for (const [day, contribution] of days.flatMap((day) =>
    contributions.map((each) => [day, each] as const),
  )) {
    const own = (each: { contribution: string }) => each.contribution === contribution
    const then = entries.filter((each) => each.date <= day && own(each))
    expect(new Set(then.map(({ currency }) => currency)).size).toBeLessThanOrEqual(1)
    const committed = sum(then.filter(({ counts_as }) => counts_as === 'commitment'))
    const back = sum(then.filter((each) => each.counts_as === 'refund' && !each.onward))
    const paid = sum(then.filter(out))
    expect(committed).toBeLessThanOrEqual(plan[contribution].planned)
    expect(paid + back).toBeLessThanOrEqual(committed)

    // 4: what accounts hold is what the history comes to.
    const balances = (await balancesOn(house.db, compact, day)).filter(own)
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
  const granted = entries.filter(({ contribution }) => contribution === 'grant')
  const committed = sum(granted.filter(({ counts_as }) => counts_as === 'commitment'))
  expect(sum(releases)).toBeLessThanOrEqual(committed)
  expect(sum(granted.filter((each) => out(each) && each.tranche === null))).toBeLessThanOrEqual(10_000_000)

  // 9: satisfied on what the party named for it brought, and found by the party named for that.
  const acts = await house.db
    .selectFrom('condition_determinations')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('number')
    .execute()
  for (const { act, by, by_for, number, condition } of acts) {
    if (act !== 'evidence') expect(by_for).toBe(scene.donor)
    if (act !== 'satisfied') continue
    const brought = acts.filter(
      (each) => each.act === 'evidence' && each.condition === condition && each.number < number,
    )
    expect(brought.some((each) => each.by_for === scene.ministry && each.by !== by)).toBe(true)
  }
  expect(await untold(house.db, compact)).toEqual([])

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
    new Map(),
    (await decisionsOf(compact)).map(({ tranche, number, act, until, freed_minor, currency, reason }) => ({
      ...{ tranche, number, act, until, reason, on: '2025-07-01', organisation: null, name: null },
      ...{ capacity: null, freed: freed_minor === null ? null : { minor: freed_minor, currency } },
    })),
    '2025-07-01',
  )
  const held = await boardOf(house.db, compact, '2025-07-01')
  const states = (list: { tranche: string; key: string; state: string; open: boolean }[]) =>
    list.map(({ tranche, key, state, open }) => `${tranche}/${key} ${state} ${open}`).sort()
  expect(states(told.conditions)).toEqual(
    states(held.flatMap(({ key, conditions }) => conditions.filter(({ tranche }) => tranche === key))),
  )
  for (const tranche of told.tranches) {
    const { amount, releasable, released, state } = held.find(({ key }) => key === tranche.key)!
    expect(tranche.released).toEqual(released)
    expect(tranche.stopped?.act ?? null).toBe(
      ['cancelled', 'deferred'].find((each) => each === state) ?? null,
    )
    if (tranche.stopped === null)
      expect(tranche.waits.minor).toBe(amount.minor - released.minor - releasable.minor)
  }
}

const decisionsOf = (compact: string) =>
  house.db
    .selectFrom('tranche_decisions')
    .selectAll()
    .where('compact_id', '=', compact)
    .orderBy('number')
    .execute()
