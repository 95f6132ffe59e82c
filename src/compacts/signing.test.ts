import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { aMember } from '../../test/support/person.ts'
import { sha256 } from '../house/history/event.ts'
import { transact } from '../house/transact.ts'
import { anAgreement, both } from './agreement.test-data.ts'
import type { Agreement } from './agreement.ts'
import { type Change, changeBy } from './change.ts'
import { answerComment, closeComment, commentOn, commentsOf } from './comments.ts'
import {
  aCompact,
  aCompactInForce,
  anOrganisation,
  asPerson,
  frozenAndSigned,
  negotiated,
} from './compacts.test-data.ts'
import { alone, type CompactWiring, type TakesEffect } from './effects.ts'
import { takeEffect, takeStep } from './life.ts'
import {
  amendmentsOf,
  freezeDraft,
  openAmendment,
  reopenDraft,
  signaturesOf,
  signingOf,
  signVersion,
  withdrawAmendment,
} from './signing.ts'
import {
  admitParty,
  agreementInForce,
  draftOf,
  endParty,
  findCompact,
  saveDraftPart,
  stepsOf,
  versionOf,
  versionsOf,
} from './store.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

type Started = Awaited<ReturnType<typeof aCompact>>
type Party = Agreement['parties'][number]
const freeze = ({ id, by }: Started, revision: number) =>
  transact(house.db, (trx) => freezeDraft(trx, by('donor'), alone, { compact: id, revision }))
const sign = ({ id, by }: Started, who: 'donor' | 'partner' | 'implementer', party: string, hash: string) =>
  transact(house.db, (trx) => signVersion(trx, by(who), alone, { compact: id, party, hash }))
const save = ({ id, by }: Started, part: 'title' | 'risks', base: number, value: unknown) =>
  transact(house.db, (trx) => saveDraftPart(trx, by('partner'), { compact: id, part, base, value }))

describe('Freezing a text', () => {
  it('waits for everything the text lacks, and names each place', async () => {
    const started = await aCompact(house)
    const revision = await negotiated(house, started, { sustainability: [] })
    await expect(freeze(started, revision)).rejects.toMatchObject({
      status: 409,
      fault: 'gaps remain',
      gaps: [{ place: 'sustainability', section: 'F', code: 'sustainability-none', values: {} }],
    })
    expect(await versionsOf(house.db, started.id)).toEqual([])
  })

  it('keeps exactly what was read, as text with its hash', async () => {
    const started = await aCompact(house)
    const revision = await negotiated(house, started)
    const frozen = await freeze(started, revision)
    const version = await versionOf(house.db, started.id, frozen.number)
    expect(version).toMatchObject({ number: 1, amendment: 0, hash: sha256(version.text), end: null })
    expect(version.agreement).toEqual((await draftOf(house.db, started.id))?.agreement)
    await expect(save(started, 'title', revision, both('Another'))).rejects.toMatchObject({
      fault: 'draft frozen',
    })
  })

  it('and saving at the same moment never lose one for the other', async () => {
    for (let round = 0; round < 3; round++) {
      const started = await aCompact(house)
      const revision = await negotiated(house, started)
      const [frozen, saved] = await Promise.allSettled([
        freeze(started, revision),
        save(started, 'title', revision, both('Written at the last moment')),
      ])
      // One of the two came first; the other was told.
      expect([frozen.status, saved.status].sort()).toEqual(['fulfilled', 'rejected'])
      const title = (await draftOf(house.db, started.id))?.agreement.title.en
      if (frozen.status === 'fulfilled') {
        expect((await versionOf(house.db, started.id, 1)).agreement.title.en).toBe(title)
        expect(saved).toMatchObject({ reason: { fault: 'draft frozen' } })
      } else {
        expect(title).toBe('Written at the last moment')
        expect(frozen).toMatchObject({ reason: { fault: 'draft moved' } })
      }
    }
  })

  it('is for the two governments: an implementer’s own manager is refused', async () => {
    const started = await aCompact(house)
    const revision = await negotiated(house, started)
    await expect(
      transact(house.db, (trx) =>
        freezeDraft(trx, started.by('implementer'), alone, { compact: started.id, revision }),
      ),
    ).rejects.toMatchObject({ status: 403, fault: 'not your side' })
  })
})

describe('Signing', () => {
  it('by all that must makes the compact signed: each with person, organisation, hash and time', async () => {
    const started = await aCompact(house)
    await negotiated(house, started)
    const { hash, number } = await frozenAndSigned(house, started)
    expect((await findCompact(house.db, started.id)).state).toBe('signed')
    const given = await signaturesOf(house.db, started.id)
    const at = house.now().toISOString()
    expect(given).toEqual([
      {
        version: number,
        party: 'usa',
        organisation: started.donor,
        person: started.people.donor,
        capacity: null,
        hash,
        at,
        void: false,
      },
      {
        version: number,
        party: 'ghana',
        organisation: started.partner,
        person: started.people.partner,
        capacity: null,
        hash,
        at,
        void: false,
      },
    ])
  })

  it('at the same moment by both is two signatures and one step', async () => {
    for (let round = 0; round < 3; round++) {
      const started = await aCompact(house)
      const { hash } = await freeze(started, await negotiated(house, started))
      const answers = await Promise.all([
        sign(started, 'donor', 'usa', hash),
        sign(started, 'partner', 'ghana', hash),
      ])
      expect(answers.map(({ signed }) => signed).sort()).toEqual([false, true])
      const steps = await stepsOf(house.db, started.id)
      expect(steps.filter(({ to }) => to === 'signed')).toHaveLength(1)
    }
  })

  it('twice for one party at once keeps one signature', async () => {
    const started = await aCompact(house)
    const { hash } = await freeze(started, await negotiated(house, started))
    const twice = await Promise.allSettled([
      sign(started, 'donor', 'usa', hash),
      sign(started, 'donor', 'usa', hash),
    ])
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(twice.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { fault: 'signed already' },
    })
    expect(await signaturesOf(house.db, started.id)).toHaveLength(1)
  })

  it.each([
    ['for a party of somebody else', 'donor', 'ghana'],
    ['for one that does not sign', 'implementer', 'free-hands'],
    ['for one that is not in the text', 'donor', 'france'],
  ] as const)('%s is refused', async (_, who, party) => {
    const started = await aCompact(house)
    const { hash } = await freeze(started, await negotiated(house, started))
    await expect(sign(started, who, party, hash)).rejects.toMatchObject({
      status: 403,
      fault: 'not a signing party',
    })
  })

  it('another text than was read is refused', async () => {
    const started = await aCompact(house)
    await freeze(started, await negotiated(house, started))
    await expect(sign(started, 'donor', 'usa', 'f'.repeat(64))).rejects.toMatchObject({ fault: 'other text' })
  })

  it('for an organisation that takes part no longer is refused', async () => {
    const started = await aCompact(house)
    const parties = anAgreement(started).parties.map((party) =>
      party.key === 'free-hands' ? { ...party, signs: true } : party,
    )
    const { hash } = await freeze(started, await negotiated(house, started, { parties }))
    await transact(house.db, (trx) =>
      endParty(trx, started.by('donor'), {
        compact: started.id,
        organisation: started.implementer,
        reason: 'Another was chosen',
      }),
    )
    await expect(sign(started, 'implementer', 'free-hands', hash)).rejects.toMatchObject({
      fault: 'not a signing party',
    })
  })

  it.each([
    [
      'an NGO in the place of the partner’s government',
      (parties: Party[], ngo: string) =>
        parties
          .filter(({ key }) => key !== 'free-hands')
          .map((party) => (party.key === 'ghana' ? { ...party, organisation: ngo } : party)),
      ['party-side-differs', 'side-without-signature'],
    ],
    [
      'the two sides exchanged',
      (parties: Party[]) =>
        parties.map((party) =>
          party.side === null
            ? party
            : { ...party, side: party.side === 'donor' ? ('partner' as const) : ('donor' as const) },
        ),
      ['party-side-differs', 'party-side-differs', 'side-without-signature', 'side-without-signature'],
    ],
  ])('for a side is by a government of it on record: a text with %s is not frozen', async (_, change, codes) => {
    const started = await aCompact(house)
    const parties = change(anAgreement(started).parties, started.implementer)
    const frozen = freeze(started, await negotiated(house, started, { parties }))
    await expect(frozen).rejects.toMatchObject({ fault: 'gaps remain' })
    const found = await frozen.catch((error) => error.gaps.map(({ code }: { code: string }) => code))
    expect(found.filter((code: string) => codes.includes(code))).toEqual(codes)
  })

  it('for both governments takes two people', async () => {
    const started = await aCompact(house)
    const { hash } = await freeze(started, await negotiated(house, started))
    await sign(started, 'donor', 'usa', hash)
    const { id, people, donor, partner } = started
    const ofBoth = changeBy(house, asPerson(people.donor), [donor, partner])
    await expect(
      transact(house.db, (trx) => signVersion(trx, ofBoth, alone, { compact: id, party: 'ghana', hash })),
    ).rejects.toMatchObject({ status: 403, fault: 'both sides' })
    expect(await sign(started, 'partner', 'ghana', hash)).toMatchObject({ signed: true })
  })

  it('is not held up by what a party says that neither signs nor speaks for survivors', async () => {
    const started = await aCompact(house)
    const { hash } = await freeze(started, await negotiated(house, started))
    const say = (change: Change) =>
      transact(house.db, (trx) =>
        commentOn(trx, change, {
          compact: started.id,
          place: 'title',
          text: 'Not like this',
          blocking: true,
        }),
      )
    expect((await say(started.by('implementer'))).blocking).toBe(false)
    await sign(started, 'donor', 'usa', hash)
    const adviser = changeBy(house, asPerson(randomUUID()), [started.survivors])
    expect((await say(adviser)).blocking).toBe(true)
    await expect(sign(started, 'partner', 'ghana', hash)).rejects.toMatchObject({
      gaps: [{ code: 'comment-blocking' }],
    })
  })

  it('waits for a blocking comment, which only those who wrote it close', async () => {
    const started = await aCompact(house)
    const { id, by } = started
    const { hash } = await freeze(started, await negotiated(house, started))
    const { id: comment } = await transact(house.db, (trx) =>
      commentOn(trx, by('partner'), {
        compact: id,
        place: 'objectives/lake-fishing/text',
        text: 'Fewer is not a number',
        blocking: true,
      }),
    )
    await expect(sign(started, 'donor', 'usa', hash)).rejects.toMatchObject({
      gaps: [{ code: 'comment-blocking', place: 'comments/objectives/lake-fishing/text' }],
    })
    await transact(house.db, (trx) =>
      answerComment(trx, by('donor'), { compact: id, comment, text: 'The indicator has the number' }),
    )
    const close = (who: 'donor' | 'partner') =>
      transact(house.db, (trx) => closeComment(trx, by(who), { compact: id, comment, settled: 'So it is' }))
    await expect(close('donor')).rejects.toMatchObject({ fault: 'not yours to close' })
    await close('partner')
    expect(await commentsOf(house.db, id)).toMatchObject([
      { settled: 'So it is', organisation: started.partner, answers: [{ organisation: started.donor }] },
    ])
    await sign(started, 'donor', 'usa', hash)
  })

  it('waits for what other rooms ask for', async () => {
    const started = await aCompact(house)
    const { hash } = await freeze(started, await negotiated(house, started))
    const asked: unknown[] = []
    const wiring: CompactWiring = {
      effects: [],
      moreGaps: [
        async (_db, { step, version }) => {
          asked.push([step, version])
          return [{ place: 'review', section: null, code: 'review-not-held', values: {} }]
        },
      ],
    }
    await expect(
      transact(house.db, (trx) =>
        signVersion(trx, started.by('donor'), wiring, { compact: started.id, party: 'usa', hash }),
      ),
    ).rejects.toMatchObject({ gaps: [{ code: 'review-not-held' }] })
    expect(asked).toEqual([['signed', { number: 1, hash }]])
  })

  it('is undone on record when the text is opened again', async () => {
    const started = await aCompact(house)
    await negotiated(house, started)
    const first = await frozenAndSigned(house, started)
    const reopened = await transact(house.db, (trx) =>
      reopenDraft(trx, started.by('partner'), {
        compact: started.id,
        reason: 'Parliament asks for a change',
      }),
    )
    expect(reopened).toEqual({ voided: 2 })
    expect((await findCompact(house.db, started.id)).state).toBe('negotiating')
    expect((await signaturesOf(house.db, started.id)).map((each) => each.void)).toEqual([true, true])
    expect(await versionsOf(house.db, started.id)).toMatchObject([
      {
        number: 1,
        end: 'reopened',
        endReason: 'Parliament asks for a change',
        signatures: 2,
        takenEffect: null,
      },
    ])
    const draft = await draftOf(house.db, started.id)
    await save(started, 'title', draft?.revision ?? 0, both('As Parliament asked'))
    const second = await frozenAndSigned(house, started)
    expect(second.number).toBe(2)
    expect(second.hash).not.toBe(first.hash)
    expect((await findCompact(house.db, started.id)).state).toBe('signed')
  })

  it('is kept by the database itself: nobody rewrites a version or a signature', async () => {
    const started = await aCompact(house)
    await negotiated(house, started)
    await frozenAndSigned(house, started)
    for (const statement of [
      sql`update compact_versions set text = '{}' where compact_id = ${started.id}`,
      sql`delete from compact_signatures where compact_id = ${started.id}`,
      sql`update compact_signatures set person_id = ${randomUUID()} where compact_id = ${started.id}`,
      sql`update compact_drafts set text = '{}' where compact_id = ${started.id}`,
      sql`delete from compact_steps where compact_id = ${started.id}`,
    ])
      await expect(statement.execute(house.owner)).rejects.toThrow()
  })
})

describe('Entry into force', () => {
  it('is on a day since the last signature, and makes the text that all others go by', async () => {
    const started = await aCompact(house)
    await negotiated(house, started)
    const { number } = await frozenAndSigned(house, started)
    expect(await agreementInForce(house.db, started.id)).toBeNull()
    const enter = (on: string, wiring = alone) =>
      transact(house.db, (trx) => takeEffect(trx, started.by('donor'), wiring, { compact: started.id, on }))
    for (const on of ['2025-06-30', '2025-07-02', '2025-02-31', 'today'])
      await expect(enter(on)).rejects.toMatchObject({ fault: 'day unusable' })
    const told: unknown[] = []
    const effect: TakesEffect = async (_trx, { version, before, on }) => void told.push([version, before, on])
    await enter('2025-07-01', { effects: [effect], moreGaps: [] })
    expect(told).toEqual([[number, null, '2025-07-01']])
    expect(await findCompact(house.db, started.id)).toMatchObject({
      state: 'in force',
      inForceVersion: number,
      begins: '2026-01-01',
      ends: '2029-12-31',
      publicFrom: house.now().toISOString(),
    })
    expect((await agreementInForce(house.db, started.id))?.version).toBe(number)
    expect(await draftOf(house.db, started.id)).toBeNull()
  })

  it('is never after the first day of the term that was signed, for less of it would be left', async () => {
    const started = await aCompact(house)
    const term = { years: 4, begins: '2025-06-01', ends: '2029-05-31' }
    const agreement = anAgreement(started)
    const plan = {
      ...agreement.plan,
      years: [{ key: 'y0', begins: '2025-06-01', ends: '2025-12-31' }, ...agreement.plan.years],
    }
    const indicators = agreement.indicators.map((each) => ({
      ...each,
      noTarget: [{ year: 'y0', reason: both('Counting begins in January') }],
    }))
    const early = { ...house, now: () => new Date('2025-05-20T12:00:00Z') }
    await negotiated(house, started, { term, plan, indicators })
    const signedEarly = {
      ...started,
      by: (who: 'donor' | 'partner' | 'implementer') => ({ ...started.by(who), at: early.now() }),
    }
    await frozenAndSigned(house, signedEarly)
    const enter = (on: string) =>
      transact(house.db, (trx) => takeEffect(trx, started.by('donor'), alone, { compact: started.id, on }))
    await expect(enter('2025-07-01')).rejects.toMatchObject({ status: 422, fault: 'entry late' })
    await enter('2025-06-01')
    expect(await findCompact(house.db, started.id)).toMatchObject({
      begins: '2025-06-01',
      ends: '2029-05-31',
    })
  })

  it('does not come after an organisation of the text has left', async () => {
    const started = await aCompact(house)
    await negotiated(house, started)
    await frozenAndSigned(house, started)
    const { id, by, implementer } = started
    await transact(house.db, (trx) =>
      endParty(trx, by('donor'), { compact: id, organisation: implementer, reason: 'Not any more' }),
    )
    await expect(
      transact(house.db, (trx) => takeEffect(trx, by('donor'), alone, { compact: id, on: '2025-07-01' })),
    ).rejects.toMatchObject({ gaps: [{ code: 'party-not-admitted', values: { party: 'free-hands' } }] })
  })

  it('is as if it never was when another room cannot follow', async () => {
    const started = await aCompact(house)
    await negotiated(house, started)
    await frozenAndSigned(house, started)
    const cannot: TakesEffect = async () => {
      throw new Error('no lines')
    }
    await expect(
      transact(house.db, (trx) =>
        takeEffect(
          trx,
          started.by('donor'),
          { effects: [cannot], moreGaps: [] },
          {
            compact: started.id,
            on: '2025-07-01',
          },
        ),
      ),
    ).rejects.toThrow('no lines')
    expect((await findCompact(house.db, started.id)).state).toBe('signed')
    expect(await agreementInForce(house.db, started.id)).toBeNull()
  })

  it('does not come before all have signed', async () => {
    const started = await aCompact(house)
    const { hash } = await freeze(started, await negotiated(house, started))
    await sign(started, 'donor', 'usa', hash)
    await expect(
      transact(house.db, (trx) =>
        takeEffect(trx, started.by('donor'), alone, { compact: started.id, on: '2025-07-01' }),
      ),
    ).rejects.toMatchObject({ gaps: [{ code: 'signature-missing', values: { party: 'ghana' } }] })
  })
})

describe('An amendment', () => {
  it('begins with what is in force, is signed anew, and leaves every earlier version readable', async () => {
    const started = await aCompactInForce(house)
    const { id, by } = started
    const before = await versionOf(house.db, id, 1)
    const opened = await transact(house.db, (trx) =>
      openAmendment(trx, by('partner'), { compact: id, reason: 'One year more is needed' }),
    )
    expect(opened).toEqual({ amendment: 1 })
    const draft = await draftOf(house.db, id)
    expect(draft).toMatchObject({ amendment: 1, revision: 0, baseVersion: 1, agreement: before.agreement })
    // Unchanged, it is nothing to sign.
    await expect(freeze(started, 0)).rejects.toMatchObject({ gaps: [{ code: 'draft-unchanged' }] })

    const { plan, term, indicators } = before.agreement
    const longer = {
      term: { ...term, ends: '2030-12-31' },
      plan: { ...plan, years: [...plan.years, { key: 'y5', begins: '2030-01-01', ends: '2030-12-31' }] },
      indicators: indicators.map((each) => ({
        ...each,
        targets: [...each.targets, { year: 'y5', cell: {}, value: '1000', rationale: both('One year more') }],
      })),
    }
    let base = 0
    for (const part of ['term', 'plan', 'indicators'] as const)
      ({ revision: base } = await transact(house.db, (trx) =>
        saveDraftPart(trx, by('donor'), { compact: id, part, base, value: longer[part] }),
      ))
    const second = await frozenAndSigned(house, started)
    expect((await findCompact(house.db, id)).state).toBe('in force')
    expect((await agreementInForce(house.db, id))?.version).toBe(1)
    const answer = await transact(house.db, (trx) =>
      takeEffect(trx, by('donor'), alone, { compact: id, on: '2025-07-01' }),
    )
    expect(answer).toEqual({ version: second.number, state: 'extended' })
    expect(await findCompact(house.db, id)).toMatchObject({ ends: '2030-12-31', inForceVersion: 2 })
    expect((await versionOf(house.db, id, 1)).text).toBe(before.text)
    expect((await versionsOf(house.db, id)).map(({ takenEffect }) => takenEffect)).toEqual([
      '2025-07-01',
      '2025-07-01',
    ])
    expect(await amendmentsOf(house.db, id)).toMatchObject([{ amendment: 1, state: 'in force' }])
  })

  it('retires nothing from a day that was over when it takes effect: neither frozen so, nor brought into effect too late', async () => {
    const started = await aCompactInForce(house)
    const { id, by } = started
    await transact(house.db, (trx) =>
      openAmendment(trx, by('donor'), { compact: id, reason: 'A register was closed' }),
    )
    const indicators = (await draftOf(house.db, id))?.agreement.indicators ?? []
    const retired = (from: string) => [
      ...indicators,
      ...indicators.slice(0, 1).map((each) => ({
        ...each,
        key: 'second',
        retired: { from, reason: both('The register was closed') },
      })),
    ]
    const saving = (base: number, from: string) =>
      transact(house.db, (trx) =>
        saveDraftPart(trx, by('donor'), { compact: id, part: 'indicators', base, value: retired(from) }),
      )
    const { revision } = await saving(0, '2025-06-30')
    const back = { gaps: [{ code: 'indicator-retired-back', values: { indicator: 'second' } }] }
    await expect(freeze(started, revision)).rejects.toMatchObject(back)
    await saving(revision, '2025-07-01')
    await frozenAndSigned(house, started)
    const entering = (on: string) =>
      transact(house.db, (trx) =>
        takeEffect(trx, { ...by('donor'), at: new Date('2025-07-02T12:00:00Z') }, alone, { compact: id, on }),
      )
    await expect(entering('2025-07-02')).rejects.toMatchObject(back)
    expect((await agreementInForce(house.db, id))?.version).toBe(1)
    expect(await entering('2025-07-01')).toMatchObject({ version: 2 })
  })

  it('is one at a time, also when two open one at once; withdrawn, it leaves what is in force', async () => {
    const { id, by } = await aCompactInForce(house)
    const open = (who: 'donor' | 'partner') =>
      transact(house.db, (trx) => openAmendment(trx, by(who), { compact: id, reason: 'A change is needed' }))
    const answers = await Promise.allSettled([open('donor'), open('partner')])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { fault: 'amendment open' },
    })
    await transact(house.db, (trx) =>
      withdrawAmendment(trx, by('donor'), { compact: id, reason: 'Not needed after all' }),
    )
    expect(await draftOf(house.db, id)).toBeNull()
    expect((await agreementInForce(house.db, id))?.version).toBe(1)
    expect(await open('partner')).toEqual({ amendment: 2 })
  })

  /** Opens an amendment with these parties, and freezes it. */
  const withParties = async (started: Started, change: (parties: Party[]) => Party[]) => {
    const { id, by } = started
    await transact(house.db, (trx) =>
      openAmendment(trx, by('donor'), { compact: id, reason: 'Others take part' }),
    )
    const value = change((await draftOf(house.db, id))?.agreement.parties ?? [])
    const { revision } = await transact(house.db, (trx) =>
      saveDraftPart(trx, by('donor'), { compact: id, part: 'parties', base: 0, value }),
    )
    return freeze(started, revision)
  }
  const entering = ({ id, by }: Started) =>
    transact(house.db, (trx) => takeEffect(trx, by('donor'), alone, { compact: id, on: '2025-07-01' }))
  /** A second government of the partner, admitted by it, and somebody who signs for it. */
  const aMinistry = async ({ id, by }: Started) => {
    const organisation = await anOrganisation(house, 'partner-government')
    await transact(house.db, (trx) =>
      admitParty(trx, by('partner'), { compact: id, organisation, side: 'partner', part: 'government' }),
    )
    return {
      organisation,
      minister: changeBy(house, asPerson(await aMember(house, organisation)), [organisation]),
    }
  }

  it('that puts another organisation in the place of one is signed by both of them', async () => {
    const started = await aCompactInForce(house)
    const { organisation, minister } = await aMinistry(started)
    const { hash } = await withParties(started, (parties) =>
      parties.map((party) => (party.key === 'ghana' ? { ...party, organisation } : party)),
    )
    expect((await signingOf(house.db, started.id)).map((each) => [each.party, each.organisation])).toEqual([
      ['usa', started.donor],
      ['ghana', organisation],
      ['ghana', started.partner],
    ])
    await sign(started, 'donor', 'usa', hash)
    await transact(house.db, (trx) =>
      signVersion(trx, minister, alone, { compact: started.id, party: 'ghana', hash }),
    )
    await expect(entering(started)).rejects.toMatchObject({
      gaps: [{ code: 'signature-missing', values: { party: 'ghana' } }],
    })
    await sign(started, 'partner', 'ghana', hash)
    expect(await entering(started)).toMatchObject({ version: 2 })
  })

  it('that leaves a signing party out is signed by that party too, as long as it takes part', async () => {
    const started = await aCompact(house)
    const { id, by, implementer } = started
    const parties = anAgreement(started).parties.map((party) =>
      party.key === 'free-hands' ? { ...party, signs: true } : party,
    )
    await negotiated(house, started, { parties })
    const first = await frozenAndSigned(house, started)
    await sign(started, 'implementer', 'free-hands', first.hash)
    await entering(started)
    const { hash } = await withParties(started, (own) =>
      own.map((party) => (party.key === 'free-hands' ? { ...party, signs: false } : party)),
    )
    await sign(started, 'donor', 'usa', hash)
    await sign(started, 'partner', 'ghana', hash)
    await expect(entering(started)).rejects.toMatchObject({
      gaps: [{ code: 'signature-missing', values: { party: 'free-hands' } }],
    })
    // It is dissolved and will sign nothing: both governments end its part, neither can alone.
    const end = (who: 'donor' | 'partner') =>
      transact(house.db, (trx) =>
        endParty(trx, by(who), { compact: id, organisation: implementer, reason: 'It was dissolved' }),
      )
    expect(await end('donor')).toEqual({ ended: false })
    expect(await end('partner')).toEqual({ ended: true })
    // Whom the text names still, and who takes part no longer, keeps it from taking effect.
    await expect(entering(started)).rejects.toMatchObject({
      gaps: [{ code: 'party-not-admitted', values: { party: 'free-hands' } }],
    })
    // Another carries its work on, under its key, and signs nothing.
    await transact(house.db, (trx) => reopenDraft(trx, by('donor'), { compact: id, reason: 'It is gone' }))
    const heir = await anOrganisation(house)
    await transact(house.db, (trx) =>
      admitParty(trx, by('donor'), { compact: id, organisation: heir, side: null, part: 'implementer' }),
    )
    const draft = await draftOf(house.db, id)
    const value = draft?.agreement.parties.map((party) =>
      party.key === 'free-hands' ? { ...party, organisation: heir } : party,
    )
    await transact(house.db, (trx) =>
      saveDraftPart(trx, by('donor'), { compact: id, part: 'parties', base: draft?.revision ?? 0, value }),
    )
    await frozenAndSigned(house, started)
    expect(await entering(started)).toMatchObject({ version: 3 })
  })

  it('is not held up by a comment on one that was withdrawn', async () => {
    const started = await aCompactInForce(house)
    const { id, by } = started
    const open = () =>
      transact(house.db, (trx) => openAmendment(trx, by('donor'), { compact: id, reason: 'Fewer risks' }))
    await open()
    await transact(house.db, (trx) =>
      commentOn(trx, by('partner'), { compact: id, place: 'risks', text: 'Keep them', blocking: true }),
    )
    await transact(house.db, (trx) =>
      withdrawAmendment(trx, by('donor'), { compact: id, reason: 'They stay' }),
    )
    await open()
    await save(started, 'title', 0, both('Another title'))
    await frozenAndSigned(house, started)
    expect(await entering(started)).toMatchObject({ version: 2 })
  })

  it('does not bring back a key that is gone', async () => {
    const started = await aCompactInForce(house)
    const { id, by } = started
    const change = async (value: unknown) => {
      await transact(house.db, (trx) =>
        openAmendment(trx, by('donor'), { compact: id, reason: 'Risks have changed' }),
      )
      return save(started, 'risks', 0, value)
    }
    const flood = (await agreementInForce(house.db, id))?.agreement.risks[0]
    await change([])
    await frozenAndSigned(house, started)
    await transact(house.db, (trx) => takeEffect(trx, by('donor'), alone, { compact: id, on: '2025-07-01' }))
    const { revision } = await change([{ ...flood, text: both('Another flood') }])
    await expect(freeze(started, revision)).rejects.toMatchObject({
      gaps: [{ place: 'risks/flood', code: 'key-reused', values: { key: 'flood', version: 1 } }],
    })
  })
})

it('Two steps at once are one step: the second hears where the compact stands', async () => {
  const { id, by } = await aCompact(house)
  await transact(house.db, (trx) =>
    saveDraftPart(trx, by('donor'), { compact: id, part: 'title', base: 0, value: both('Lake') }),
  )
  await transact(house.db, (trx) =>
    saveDraftPart(trx, by('donor'), {
      compact: id,
      part: 'scope',
      base: 1,
      value: { who: 'children', forms: both('Labour'), regions: {} },
    }),
  )
  const propose = () =>
    transact(house.db, (trx) => takeStep(trx, by('donor'), alone, { compact: id, to: 'proposed' }))
  const answers = await Promise.allSettled([propose(), propose()])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { fault: 'wrong step' },
  })
  expect((await stepsOf(house.db, id)).map(({ seq, to }) => [seq, to])).toEqual([
    [1, 'concept'],
    [2, 'proposed'],
  ])
})
