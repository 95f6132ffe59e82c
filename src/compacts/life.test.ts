import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { transact } from '../house/transact.ts'
import { openReportGaps } from '../monitoring/store.ts'
import { dueUnder, termsOf } from '../monitoring/terms.ts'
import { both } from './agreement.test-data.ts'
import { type Change, changeBy } from './change.ts'
import { closingAsked, closingDayOf, dropClosing } from './closing.ts'
import {
  aCompact,
  aCompactInForce,
  anOrganisation,
  asPerson,
  frozenAndSigned,
  negotiated,
} from './compacts.test-data.ts'
import { alone } from './effects.ts'
import { gapsOf } from './facts.ts'
import {
  bringCorrection,
  confirmCorrection,
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
  partiesOf,
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
const TODAY = '2025-07-01'
const closing = (
  { id, by }: Started,
  who: 'donor' | 'partner',
  lastDay: string | null = TODAY,
  reason: string | null = 'The work was done sooner',
  change: Change = by(who),
) =>
  transact(house.db, (trx) => takeStep(trx, change, alone, { compact: id, to: 'closing', reason, lastDay }))
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
const bringing = (
  { id, by }: Started,
  suspension: string,
  condition: string,
  { who = 'partner', evidence = 'Letter of 3 May' }: { who?: 'donor' | 'partner'; evidence?: string } = {},
) =>
  transact(house.db, (trx) => bringCorrection(trx, by(who), { compact: id, suspension, condition, evidence }))
const confirming = async (
  { id, by }: Started,
  suspension: string,
  condition: string,
  change: Change = by('donor'),
) => {
  const found = (await suspensionsOf(house.db, id)).find((each) => each.id === suspension)
  const brought = found?.conditions.find((each) => each.id === condition)?.brought ?? ''
  return transact(house.db, (trx) =>
    confirmCorrection(trx, change, { compact: id, suspension, condition, brought }),
  )
}
/** The partner brings evidence to the donor, who suspended, and who confirms it. */
const correcting = async (started: Started, suspension: string, condition: string) => {
  await bringing(started, suspension, condition)
  await confirming(started, suspension, condition)
}
const reinstating = ({ id, by }: Started, suspension: string) =>
  transact(house.db, (trx) =>
    reinstate(trx, by('donor'), alone, { compact: id, suspension, reason: 'All is corrected' }),
  )

/** Writes what a proposal needs; answers the revision. */
const anAgreementIn = ({ id, by }: Started) =>
  transact(house.db, async (trx) => {
    let revision = 0
    for (const [part, value] of [
      ['title', both('Boats that are inspected')],
      ['scope', { who: 'all', forms: both('Forced labour'), regions: both('The coast') }],
    ] as const)
      revision = (await saveDraftPart(trx, by('donor'), { compact: id, part, base: revision, value }))
        .revision
    return revision
  })

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
          admitParty(trx, by(side ?? 'donor'), { compact: id, organisation: ngo, side, part }),
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
        endParty(trx, by('partner'), { compact: id, organisation: partner, reason: 'We go home' }),
      ),
    ).rejects.toMatchObject({ fault: 'last of a side' })
  })

  it('lets each side admit and end its own parties, and nobody those of the other side', async () => {
    const { id, by, donor, partner } = await aCompact(house)
    const ministry = await anOrganisation(house, 'partner-government')
    const admit = (change: Change) =>
      transact(house.db, (trx) =>
        admitParty(trx, change, { compact: id, organisation: ministry, side: 'partner', part: 'ministry' }),
      )
    const end = (change: Change, organisation: string) =>
      transact(house.db, (trx) =>
        endParty(trx, change, { compact: id, organisation, reason: 'It is enough' }),
      )
    await expect(admit(by('donor'))).rejects.toMatchObject({ status: 403, fault: 'other side' })
    await admit(by('partner'))
    for (const organisation of [partner, ministry])
      await expect(end(by('donor'), organisation)).rejects.toMatchObject({ fault: 'other side' })
    // Who holds the role for both acts for neither in this.
    const both = changeBy(house, asPerson(randomUUID()), [donor, partner])
    await expect(end(both, ministry)).rejects.toMatchObject({ status: 403, fault: 'both sides' })
    expect(await end(by('partner'), ministry)).toEqual({ ended: true })
    expect((await partiesOf(house.db, id)).map(({ organisation }) => organisation)).not.toContain(ministry)
  })

  it('lets the other side name a government for a side whose own exists no more', async () => {
    const { id, by, partner } = await aCompact(house)
    await house.db
      .updateTable('organisations')
      .set({ ended: house.now() })
      .where('id', '=', partner)
      .execute()
    const successor = await anOrganisation(house, 'partner-government')
    await transact(house.db, (trx) =>
      admitParty(trx, by('donor'), {
        compact: id,
        organisation: successor,
        side: 'partner',
        part: 'government',
      }),
    )
    expect((await partiesOf(house.db, id)).map(({ organisation }) => organisation)).toContain(successor)
  })

  it('takes as partner only governments of its country', async () => {
    const { id, by } = await aCompact(house)
    const peru = await anOrganisation(house, 'partner-government', `Peru ${randomUUID()}`, 'PER')
    const none = await anOrganisation(house, 'partner-government', `Nowhere ${randomUUID()}`, null)
    for (const organisation of [peru, none])
      await expect(
        transact(house.db, (trx) =>
          admitParty(trx, by('partner'), { compact: id, organisation, side: 'partner', part: 'ministry' }),
        ),
      ).rejects.toMatchObject({ status: 422, fault: 'other country' })
  })

  it('loses its survivors’ group when that group leaves, or both governments agree, and not otherwise', async () => {
    const started = await aCompact(house)
    const { id, by, survivors, people } = started
    const end = (change: Change) =>
      transact(house.db, (trx) =>
        endParty(trx, change, { compact: id, organisation: survivors, reason: 'They review nothing' }),
      )
    const present = async () =>
      (await partiesOf(house.db, id)).find(({ organisation }) => organisation === survivors)
    expect(await end(by('donor'))).toEqual({ ended: false })
    expect(await end(by('donor'))).toEqual({ ended: false })
    expect((await present())?.ending).toMatchObject({ side: 'donor', reason: 'They review nothing' })
    // One person who has since gone to the other government is not the other government.
    const moved = changeBy(house, asPerson(people.donor), [started.partner])
    await expect(end(moved)).rejects.toMatchObject({ fault: 'both sides' })
    await expect(end(by('implementer'))).rejects.toMatchObject({ fault: 'not your side' })
    expect(await end(by('partner'))).toEqual({ ended: true })
    expect(await present()).toBeUndefined()

    const other = await aCompact(house)
    const adviser = changeBy(house, asPerson(randomUUID()), [other.survivors])
    expect(
      await transact(house.db, (trx) =>
        endParty(trx, adviser, {
          compact: other.id,
          organisation: other.survivors,
          reason: 'We are not heard',
        }),
      ),
    ).toEqual({ ended: true })
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
    await expect(closing(started, 'donor')).rejects.toMatchObject({ gaps: [{ code: 'amendment-open' }] })
    const other = await aCompactInForce(house)
    await closing(other, 'donor')
    await closing(other, 'partner')
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

  it('is closed early on a day that both sides agree to, never by one of them', async () => {
    const started = await aCompactInForce(house)
    const { id } = started
    for (const [day, reason, fault] of [
      [null, 'The work was done sooner', 'last day unusable'],
      ['2025-06-30', 'The work was done sooner', 'last day unusable'],
      ['2099-01-01', 'The work was done sooner', 'last day unusable'],
      ['2025-02-30', 'The work was done sooner', 'last day unusable'],
      [TODAY, null, 'reason needed'],
    ] as const)
      await expect(closing(started, 'donor', day, reason)).rejects.toMatchObject({ fault })
    await closing(started, 'donor', '2026-06-30')
    await closing(started, 'donor', '2026-06-30')
    expect((await findCompact(house.db, id)).state).toBe('in force')
    expect(await closingAsked(house.db, id)).toMatchObject({ side: 'donor', lastDay: '2026-06-30' })
    // Another day is another question, now to the donor.
    await closing(started, 'partner', '2026-12-31')
    expect(await closingAsked(house.db, id)).toMatchObject({ side: 'partner', lastDay: '2026-12-31' })
    expect((await findCompact(house.db, id)).state).toBe('in force')
    await closing(started, 'donor', '2026-12-31')
    expect((await findCompact(house.db, id)).state).toBe('closing')
    expect(await closingAsked(house.db, id)).toBeNull()
    expect(await closingDayOf(house.db, id)).toBe('2026-12-31')
    await expect(step(started, 'closed')).rejects.toMatchObject({ fault: 'last day to come' })
  })

  it('is begun to be closed by either side when its term has run out', async () => {
    const started = await aCompactInForce(house)
    const { ends } = await findCompact(house.db, started.id)
    const after = { ...started.by('partner'), at: new Date('2040-01-01T00:00:00Z') }
    await closing(started, 'partner', null, null, after)
    expect((await findCompact(house.db, started.id)).state).toBe('closing')
    expect(await closingDayOf(house.db, started.id)).toBe(ends)
  })

  it('drops an early closing that was asked for, and is taken back from closing where it stood', async () => {
    const started = await aCompactInForce(house)
    const { id, by } = started
    const dropping = () =>
      transact(house.db, (trx) => dropClosing(trx, by('partner'), { compact: id, reason: 'Not yet' }))
    await expect(dropping()).rejects.toMatchObject({ fault: 'closing not asked' })
    await closing(started, 'donor')
    await dropping()
    expect(await closingAsked(house.db, id)).toBeNull()
    await closing(started, 'partner')
    await closing(started, 'donor')
    await expect(step(started, 'in force')).rejects.toMatchObject({ fault: 'reason needed' })
    await step(started, 'in force', 'The donor found the means after all')
    expect((await findCompact(house.db, id)).state).toBe('in force')
    expect(await closingDayOf(house.db, id)).toBeNull()
    // It lives on: it can be suspended, closed down, and then stands suspended again.
    await suspending(started, 'all')
    await closing(started, 'partner')
    await closing(started, 'donor')
    await step(started, 'in force', 'The donor found the means after all')
    expect((await findCompact(house.db, id)).state).toBe('suspended')
  })

  it('is asked for nothing that falls after the day on which it is closed early', async () => {
    const started = await aCompactInForce(house)
    await closing(started, 'donor', '2026-12-31')
    await closing(started, 'partner', '2026-12-31')
    const wiring = { effects: [], moreGaps: [openReportGaps] }
    const reports = async () =>
      (await gapsOf(house.db, wiring, { compact: started.id, step: 'closed', today: TODAY }))
        .filter(({ code }) => code === 'report-open' || code === 'endline-missing')
        .map(({ values }) => String(values.period ?? values.indicator))
    const asked = await reports()
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter((day) => day > '2026-12-31')).toEqual([])
    // The list of reports, the scorecard and the API ask for the same.
    const due = async () => dueUnder(await termsOf(house.db, started.id)).map(({ ends }) => ends)
    expect((await due()).filter((day) => day > '2026-12-31')).toEqual([])
    await step(started, 'in force', 'The donor found the means after all')
    expect((await reports()).length).toBeGreaterThan(asked.length)
    expect((await due()).some((day) => day > '2026-12-31')).toBe(true)
  })

  it('is negotiated when the other side takes up what one proposed', async () => {
    const started = await aCompact(house)
    const saved = await anAgreementIn(started)
    expect(saved).toBeGreaterThan(0)
    await step(started, 'proposed')
    await expect(step(started, 'negotiating')).rejects.toMatchObject({ fault: 'other side' })
    await transact(house.db, (trx) =>
      takeStep(trx, started.by('partner'), alone, { compact: started.id, to: 'negotiating' }),
    )
    expect((await findCompact(house.db, started.id)).state).toBe('negotiating')
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

  it('is ended by the side that suspended, on evidence that somebody else brought', async () => {
    const started = await aCompactInForce(house)
    const { donor, partner, people } = started
    const { id } = await suspending(started, 'all', ['Inspectors are appointed'])
    const [suspension] = await suspensionsOf(house.db, started.id)
    expect(suspension?.side).toBe('donor')
    const condition = suspension?.conditions[0]?.id ?? ''
    await expect(confirming(started, id, condition)).rejects.toMatchObject({ fault: 'evidence moved' })
    await bringing(started, id, condition, { evidence: 'Trust us' })
    // The side that was suspended confirms nothing, and nobody confirms for both.
    const partnerAgain = changeBy(house, asPerson(randomUUID()), [partner])
    await expect(confirming(started, id, condition, partnerAgain)).rejects.toMatchObject({
      status: 403,
      fault: 'other side',
    })
    const ofBoth = changeBy(house, asPerson(randomUUID()), [donor, partner])
    await expect(confirming(started, id, condition, ofBoth)).rejects.toMatchObject({ fault: 'both sides' })
    // What was brought since is not what was read.
    await expect(
      transact(house.db, (trx) =>
        confirmCorrection(trx, started.by('donor'), {
          compact: started.id,
          suspension: id,
          condition,
          brought: '2025-01-01T00:00:00.000Z',
        }),
      ),
    ).rejects.toMatchObject({ fault: 'evidence moved' })
    await bringing(started, id, condition, { who: 'donor', evidence: 'Gazette of 4 May' })
    await expect(confirming(started, id, condition)).rejects.toMatchObject({ fault: 'own evidence' })
    await expect(reinstating(started, id)).rejects.toMatchObject({ gaps: [{ code: 'correction-open' }] })
    await confirming(started, id, condition, changeBy(house, asPerson(randomUUID()), [donor]))
    const byPartner = transact(house.db, (trx) =>
      reinstate(trx, started.by('partner'), alone, {
        compact: started.id,
        suspension: id,
        reason: 'We are well again',
      }),
    )
    await expect(byPartner).rejects.toMatchObject({ fault: 'other side' })
    expect(await reinstating(started, id)).toEqual({ state: 'in force' })
    const ended = (await suspensionsOf(house.db, started.id))[0]?.conditions[0]
    expect(ended).toMatchObject({ evidence: 'Gazette of 4 May', broughtBy: people.donor })
    expect(ended?.correctedBy).not.toBe(people.donor)
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
