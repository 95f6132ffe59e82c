import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { transact } from '../house/transact.ts'
import { both } from './agreement.test-data.ts'
import { changeBy } from './change.ts'
import {
  aCompact,
  aCompactInForce,
  anOrganisation,
  asPerson,
  frozenAndSigned,
  negotiated,
} from './compacts.test-data.ts'
import { alone } from './effects.ts'
import {
  correctCondition,
  lessonsOf,
  makePublic,
  recordLesson,
  reinstate,
  suspend,
  suspendedNow,
  suspensionsOf,
  takeEffect,
  takeStep,
} from './life.ts'
import { openAmendment } from './signing.ts'
import { passages } from './steps.ts'
import {
  admitParty,
  agreementInForce,
  compactSubject,
  draftOf,
  endParty,
  findCompact,
  saveDraftPart,
  searchCompacts,
  startCompact,
  stepsOf,
  versionsOf,
} from './store.ts'
import { type CompactState, compactStates } from './tables.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

type Started = Awaited<ReturnType<typeof aCompact>>
const step = ({ id, by }: Started, to: CompactState, reason: string | null = null) =>
  transact(house.db, (trx) => takeStep(trx, by('donor'), alone, { compact: id, to, reason }))
const suspending = (
  { id, by }: Started,
  elements: 'all' | string[],
  conditions = ['Inspectors are appointed', 'The register is kept'],
) =>
  transact(house.db, (trx) =>
    suspend(trx, by('donor'), {
      compact: id,
      elements,
      ground: 'responsibilities',
      reason: 'Inspections have stopped',
      conditions,
    }),
  )
const correcting = ({ id, by }: Started, suspension: string, condition: string) =>
  transact(house.db, (trx) =>
    correctCondition(trx, by('donor'), { compact: id, suspension, condition, evidence: 'Letter of 3 May' }),
  )
const reinstating = ({ id, by }: Started, suspension: string) =>
  transact(house.db, (trx) =>
    reinstate(trx, by('donor'), alone, { compact: id, suspension, reason: 'All is corrected' }),
  )

describe('The life of a compact', () => {
  it('can end in every state, and never begin again', () => {
    for (const state of compactStates) {
      const over = state === 'closed' || state === 'terminated'
      const next = passages.filter(({ from }) => from === state).map(({ to }) => to)
      expect(next.includes('terminated')).toBe(!over)
      if (over) expect(next).toEqual([])
    }
    // Every other state can be reached from the first.
    const reached = new Set<CompactState>(['concept'])
    for (let n = 0; n < compactStates.length; n++)
      for (const { from, to } of passages) if (reached.has(from)) reached.add(to)
    expect([...reached].sort()).toEqual([...compactStates].sort())
  })

  it('goes by no way that is not in the table, and by no step where a signature or a text must be', async () => {
    const started = await aCompact(house)
    for (const to of compactStates.filter((state) => state !== 'proposed' && state !== 'terminated'))
      await expect(step(started, to, 'Because we can')).rejects.toMatchObject({ fault: 'wrong step' })
    await negotiated(house, started)
    await expect(step(started, 'signed', 'Because we can')).rejects.toMatchObject({ fault: 'wrong step' })
    await frozenAndSigned(house, started)
    await expect(step(started, 'in force')).rejects.toMatchObject({ fault: 'wrong step' })
  })

  it('is read by its parties until it is in force, and by everybody afterwards', async () => {
    const started = await aCompact(house)
    const seen = async (sees: string[]) =>
      (await searchCompacts(house.db, { sees, limit: 1000 })).some(({ id }) => id === started.id)
    expect([await seen([]), await seen([started.partner])]).toEqual([false, true])
    expect((await compactSubject(house.db, started.id)).public).toBe(false)
    await transact(house.db, (trx) => makePublic(trx, started.by('partner'), { compact: started.id }))
    expect(await seen([])).toBe(true)
    expect((await compactSubject(house.db, started.id)).public).toBe(true)
  })

  it('takes nobody for a government, or for survivors, who is not recorded as that', async () => {
    const { id, by } = await aCompact(house)
    const ngo = await anOrganisation(house, 'ngo')
    for (const [side, part] of [
      ['donor', 'government'],
      ['partner', 'implementer'],
      [null, 'ministry'],
      [null, 'survivors'],
    ] as const)
      await expect(
        transact(house.db, (trx) =>
          admitParty(trx, by('donor'), { compact: id, organisation: ngo, side, part }),
        ),
      ).rejects.toMatchObject({ status: 422, fault: 'part unfit' })
    await expect(
      transact(house.db, (trx) =>
        startCompact(trx, changeBy(house, asPerson(ngo), [ngo]), {
          country: 'GHA',
          languages: ['en'],
          currency: 'USD',
          example: false,
          party: { organisation: ngo, side: 'donor', part: 'government' },
        }),
      ),
    ).rejects.toMatchObject({ fault: 'part unfit' })
  })

  it('keeps a government on each side', async () => {
    const { id, by, partner } = await aCompact(house)
    await expect(
      transact(house.db, (trx) =>
        endParty(trx, by('donor'), { compact: id, organisation: partner, reason: 'We go on alone' }),
      ),
    ).rejects.toMatchObject({ fault: 'last of a side' })
  })

  it('ends at once when it is terminated, with what was drafted, for a reason', async () => {
    const started = await aCompact(house)
    await negotiated(house, started)
    await expect(step(started, 'terminated')).rejects.toMatchObject({ fault: 'reason needed' })
    await step(started, 'terminated', 'The government has changed')
    expect(await draftOf(house.db, started.id)).toBeNull()
    await expect(
      transact(house.db, (trx) =>
        saveDraftPart(trx, started.by('donor'), { compact: started.id, part: 'risks', base: 0, value: [] }),
      ),
    ).rejects.toMatchObject({ fault: 'no draft' })
    expect((await stepsOf(house.db, started.id)).at(-1)).toMatchObject({
      from: 'negotiating',
      to: 'terminated',
      reason: 'The government has changed',
      by: started.people.donor,
    })
  })

  it('that ends with a frozen amendment leaves in force what was', async () => {
    const started = await aCompactInForce(house)
    await transact(house.db, (trx) =>
      openAmendment(trx, started.by('donor'), { compact: started.id, reason: 'Fewer risks' }),
    )
    await transact(house.db, (trx) =>
      saveDraftPart(trx, started.by('donor'), { compact: started.id, part: 'risks', base: 0, value: [] }),
    )
    await frozenAndSigned(house, started)
    await step(started, 'terminated', 'Security')
    expect(await versionsOf(house.db, started.id)).toMatchObject([
      { end: 'took effect' },
      { end: 'withdrawn' },
    ])
    expect((await agreementInForce(house.db, started.id))?.version).toBe(1)
    await expect(
      transact(house.db, (trx) =>
        takeEffect(trx, started.by('donor'), alone, { compact: started.id, on: '2025-07-01' }),
      ),
    ).rejects.toMatchObject({ fault: 'draft open' })
  })

  it('closes when lessons are on record, and no amendment is open', async () => {
    const started = await aCompactInForce(house)
    const { id, by } = started
    await transact(house.db, (trx) => openAmendment(trx, by('donor'), { compact: id, reason: 'Left open' }))
    await expect(step(started, 'closing')).rejects.toMatchObject({ gaps: [{ code: 'amendment-open' }] })
    const other = await aCompactInForce(house)
    await step(other, 'closing')
    await expect(step(other, 'closed')).rejects.toMatchObject({ gaps: [{ code: 'lessons-none' }] })
    const lesson = (about: string | null) =>
      transact(house.db, (trx) =>
        recordLesson(trx, other.by('partner'), {
          compact: other.id,
          about,
          text: both('Begin the inspections before the grants'),
        }),
      )
    await expect(lesson('sea')).rejects.toMatchObject({ fault: 'no element' })
    await lesson('safe-boats')
    await step(other, 'closed')
    expect(await lessonsOf(house.db, other.id)).toMatchObject([{ about: 'safe-boats' }])
    expect((await findCompact(house.db, other.id)).state).toBe('closed')
    await expect(lesson(null)).rejects.toMatchObject({ fault: 'wrong step' })
  })
})

describe('A suspension', () => {
  it('of the whole ends when each of its conditions is corrected, not before', async () => {
    const started = await aCompactInForce(house)
    const { id } = await suspending(started, 'all')
    expect((await findCompact(house.db, started.id)).state).toBe('suspended')
    expect(await suspendedNow(house.db, started.id)).toBe('all')
    await expect(suspending(started, 'all')).rejects.toMatchObject({ fault: 'already suspended' })
    await expect(reinstating(started, id)).rejects.toMatchObject({
      gaps: [{ code: 'correction-open', values: { count: 2 } }],
    })
    const [first, second] = (await suspensionsOf(house.db, started.id))[0]?.conditions ?? []
    await correcting(started, id, first?.id ?? '')
    await expect(correcting(started, id, first?.id ?? '')).rejects.toMatchObject({ fault: 'no suspension' })
    await expect(reinstating(started, id)).rejects.toMatchObject({ gaps: [{ values: { count: 1 } }] })
    await correcting(started, id, second?.id ?? '')
    expect(await reinstating(started, id)).toEqual({ state: 'in force' })
    expect((await suspensionsOf(house.db, started.id))[0]).toMatchObject({
      whole: true,
      ground: 'responsibilities',
      endReason: 'All is corrected',
      conditions: [{ evidence: 'Letter of 3 May' }, { evidence: 'Letter of 3 May' }],
    })
    expect((await stepsOf(house.db, started.id)).slice(-2).map(({ from, to }) => [from, to])).toEqual([
      ['in force', 'suspended'],
      ['suspended', 'in force'],
    ])
  })

  it('of a part leaves the rest in force', async () => {
    const started = await aCompactInForce(house)
    await expect(suspending(started, ['sea'])).rejects.toMatchObject({ fault: 'no element' })
    await expect(suspending(started, [])).rejects.toMatchObject({ fault: 'no element' })
    const { id } = await suspending(started, ['safe-boats'], ['Boats are inspected'])
    expect((await findCompact(house.db, started.id)).state).toBe('in force')
    await expect(suspending(started, ['safe-boats'])).rejects.toMatchObject({ fault: 'already suspended' })
    const [open] = await suspensionsOf(house.db, started.id)
    expect(open?.elements).toEqual(['safe-boats'])
    expect(await suspendedNow(house.db, started.id)).toEqual(['safe-boats'])
    await correcting(started, id, open?.conditions[0]?.id ?? '')
    expect(await reinstating(started, id)).toEqual({ state: 'in force' })
    expect(await suspendedNow(house.db, started.id)).toEqual([])
  })

  it('names what must be corrected', async () => {
    const started = await aCompactInForce(house)
    await expect(suspending(started, 'all', [])).rejects.toMatchObject({ status: 422 })
    expect((await findCompact(house.db, started.id)).state).toBe('in force')
  })

  it('of two at once is one', async () => {
    const started = await aCompactInForce(house)
    const answers = await Promise.allSettled([suspending(started, 'all'), suspending(started, 'all')])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await suspensionsOf(house.db, started.id)).toHaveLength(1)
  })

  it('does not keep an extension from being agreed: reinstated, the compact is extended', async () => {
    const started = await aCompactInForce(house)
    const { id, by } = started
    const { id: suspension } = await suspending(started, 'all', ['Inspectors are appointed'])
    await transact(house.db, (trx) =>
      openAmendment(trx, by('donor'), { compact: id, reason: 'Time was lost' }),
    )
    const draft = await draftOf(house.db, id)
    const { plan, term, indicators } = (draft as NonNullable<typeof draft>).agreement
    const longer = {
      term: { ...term, ends: '2030-12-31' },
      plan: { ...plan, years: [...plan.years, { key: 'y5', begins: '2030-01-01', ends: '2030-12-31' }] },
      indicators: indicators.map((each) => ({
        ...each,
        noTarget: [{ year: 'y5', reason: both('Agreed next year') }],
      })),
    }
    let base = 0
    for (const part of ['term', 'plan', 'indicators'] as const)
      ({ revision: base } = await transact(house.db, (trx) =>
        saveDraftPart(trx, by('donor'), { compact: id, part, base, value: longer[part] }),
      ))
    await frozenAndSigned(house, started)
    expect(
      await transact(house.db, (trx) =>
        takeEffect(trx, by('donor'), alone, { compact: id, on: '2025-07-01' }),
      ),
    ).toMatchObject({ state: 'suspended' })
    const [open] = await suspensionsOf(house.db, id)
    await correcting(started, suspension, open?.conditions[0]?.id ?? '')
    expect(await reinstating(started, suspension)).toEqual({ state: 'extended' })
    expect(await findCompact(house.db, id)).toMatchObject({ state: 'extended', ends: '2030-12-31' })
  })
})
