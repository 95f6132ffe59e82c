import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { both } from '../compacts/agreement.test-data.ts'
import { type Change, changeBy } from '../compacts/change.ts'
import { aCompact, anOrganisation, asPerson, negotiated } from '../compacts/compacts.test-data.ts'
import type { CompactWiring } from '../compacts/effects.ts'
import { freezeDraft, signVersion } from '../compacts/signing.ts'
import { admitParty, draftOf, endParty, saveDraftPart } from '../compacts/store.ts'
import { buildServer, type HttpServer } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import { aPerson, join } from '../people/organisations/organisations.test-data.ts'
import { rolesOf } from '../people/organisations/roles.ts'
import { eraseAgain } from '../people/own-data/erase.ts'
import type { Role } from '../people/policy/actions.ts'
import { languages } from '../ui/language.ts'
import { clausesOf } from './clauses.ts'
import { survivorRoutes } from './routes.tsx'
import type { Outcome } from './schema.ts'
import {
  answerObjection,
  holdReview,
  object,
  objectionsTo,
  openReview,
  publicObjections,
  reviewGaps,
  reviewsOf,
  withdrawObjection,
} from './store.ts'

let house: TestHouse
let http: HttpServer
/** Ids of everybody who may ask, by the name they go by in these tests. */
const people = new Map<string, string>()

beforeAll(async () => {
  house = await openTestHouse()
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: survivorRoutes(house, { css: [], js: [] }) }],
    personOf: async ({ headers }) => {
      const id = people.get(String(headers['x-person']))
      if (id === undefined) return null
      return { id, roles: await rolesOf(house.db, id, house.now()), secondFactor: true }
    },
    renderFault: (_request, fault) =>
      `<h1>${fault.message}</h1>${fault.details.map(({ message }) => `<p>${message}</p>`).join('')}`,
    clientFolder: null,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

type Started = Awaited<ReturnType<typeof started>>

/** A compact that is being negotiated, and an adviser of its survivors’ group. */
async function started() {
  const compact = await aCompact(house)
  await negotiated(house, compact)
  const adviser: Change = changeBy(house, asPerson(randomUUID()), [compact.survivors])
  return { ...compact, adviser }
}

const objecting = { instead: null, public: false, as: 'group', alias: null } as const
const objectTo = (
  { id, adviser }: Started,
  place: string,
  over: Partial<Parameters<typeof object>[2]> = {},
) =>
  transact(house.db, (trx) =>
    object(trx, adviser, { compact: id, place, text: 'It leaves out aftercare.', ...objecting, ...over }),
  )
const answer = ({ id, by }: Started, objection: string, outcome: Outcome = 'accepted') =>
  transact(house.db, (trx) =>
    answerObjection(trx, by('partner'), { compact: id, objection, outcome, text: 'We change it.' }),
  )
const hold = async ({ id, adviser }: Started, base?: number) => {
  const draft = await draftOf(house.db, id)
  return transact(house.db, (trx) =>
    holdReview(trx, adviser, {
      compact: id,
      base: base ?? draft?.revision ?? -1,
      heldOn: '2025-06-20',
      how: 'meeting',
      as: 'group',
      alias: null,
    }),
  )
}
const save = async ({ id, by }: Started, part: 'title' | 'risks' | 'objectives', value: unknown) => {
  const draft = await draftOf(house.db, id)
  await transact(house.db, (trx) =>
    saveDraftPart(trx, by('donor'), { compact: id, part, base: draft?.revision ?? 0, value }),
  )
}
const open = async ({ id }: Started) => {
  const draft = await draftOf(house.db, id)
  if (draft === null) throw new Error('no draft')
  return (await openReview(house.db, id, draft.agreement)).map(({ code, values }) => [code, values])
}

describe('A review by survivors’ advisers', () => {
  it('is lacking until it was held, and then only while the text stays', async () => {
    const compact = await started()
    expect(await open(compact)).toEqual([['review-not-held', {}]])
    await hold(compact)
    expect(await open(compact)).toEqual([])
    await save(compact, 'title', both('Another title'))
    await save(compact, 'risks', [])
    expect(await open(compact)).toMatchObject([['review-outdated', { parts: 'title, risks' }]])
    await hold(compact)
    expect(await open(compact)).toEqual([])
  })

  it.each([
    ['as was asked for', (text: string) => `${text} With aftercare.`],
    ['into the opposite of it', () => 'There is no aftercare.'],
  ])('is held anew when a clause that was objected to is changed %s', async (_, change) => {
    const compact = await started()
    const draft = await draftOf(house.db, compact.id)
    const [first] = draft?.agreement.objectives ?? []
    const objection = await objectTo(compact, `objectives/${first?.key}/text`)
    await hold(compact)
    expect(await open(compact)).toEqual([['objection-unanswered', { count: 1 }]])
    await answer(compact, objection, 'accepted')
    expect(await open(compact)).toEqual([['objection-not-taken-up', { count: 1 }]])
    await save(compact, 'objectives', [{ ...first, text: both(change(first?.text.en ?? '')) }])
    expect(await open(compact)).toMatchObject([['review-outdated', { parts: 'objectives' }]])
    await hold(compact)
    expect(await open(compact)).toEqual([])
  })

  it('is asked of each group that has spoken: another that is admitted does not stand in for it', async () => {
    const compact = await started()
    const admitted = await anOrganisation(house, 'survivors-group', `Willing group ${randomUUID()}`)
    await transact(house.db, (trx) =>
      admitParty(trx, compact.by('donor'), {
        compact: compact.id,
        organisation: admitted,
        side: null,
        part: 'survivors',
      }),
    )
    const willing = { ...compact, adviser: changeBy(house, asPerson(randomUUID()), [admitted]) }
    const objection = await objectTo(compact, 'title')
    await answer(compact, objection, 'declined')
    await hold(willing)
    const codes = async () => (await open(compact)).map(([code]) => code)
    expect(await codes()).toEqual(['review-awaited'])
    await hold(compact)
    expect(await codes()).toEqual([])
    await save(compact, 'title', both('Another title'))
    await hold(willing)
    expect(await codes()).toEqual(['review-outdated'])
    // A group that is no party any more is not waited for, and its review counts for nothing.
    for (const { adviser, group } of [
      { adviser: compact.adviser, group: compact.survivors },
      { adviser: willing.adviser, group: admitted },
    ])
      await transact(house.db, (trx) =>
        endParty(trx, adviser, { compact: compact.id, organisation: group, reason: 'We leave' }),
      )
    expect(await codes()).toEqual(['review-not-held'])
  })

  it('is not recorded for a text that moved on since it was read', async () => {
    const compact = await started()
    const read = (await draftOf(house.db, compact.id))?.revision ?? 0
    await save(compact, 'title', both('Changed meanwhile'))
    await expect(hold(compact, read)).rejects.toMatchObject({ status: 409, fault: 'text overtaken' })
    expect(await reviewsOf(house.db, compact.id)).toEqual([])
  })

  it('keeps a compact from being signed until it was held and every objection is answered', async () => {
    const compact = await started()
    const wiring: CompactWiring = { effects: [], moreGaps: [reviewGaps] }
    const objection = await objectTo(compact, 'scope')
    const draft = await draftOf(house.db, compact.id)
    const { hash } = await transact(house.db, (trx) =>
      freezeDraft(trx, compact.by('donor'), wiring, { compact: compact.id, revision: draft?.revision ?? 0 }),
    )
    const sign = () =>
      transact(house.db, (trx) =>
        signVersion(trx, compact.by('donor'), wiring, { compact: compact.id, party: 'usa', hash }),
      )
    await expect(sign()).rejects.toMatchObject({
      gaps: [{ code: 'review-not-held' }, { code: 'objection-unanswered' }],
    })
    await hold(compact)
    await answer(compact, objection, 'declined')
    await sign()
  })
})

describe('Objections', () => {
  it('name a clause that is there', async () => {
    const compact = await started()
    await expect(objectTo(compact, 'objectives/none')).rejects.toMatchObject({ status: 422 })
    await expect(objectTo(compact, '__proto__')).rejects.toMatchObject({ status: 422 })
    await objectTo(compact, 'plan')
    expect((await objectionsTo(house.db, compact.id)).map(({ place }) => place)).toEqual(['plan'])
  })

  it('come from advisers of a survivors’ group that is a party, from nobody else', async () => {
    const compact = await started()
    const stranger = await anOrganisation(house, 'survivors-group')
    for (const organisation of [stranger, compact.donor, compact.implementer]) {
      const adviser = changeBy(house, asPerson(randomUUID()), [organisation])
      await expect(objectTo({ ...compact, adviser }, 'title')).rejects.toMatchObject({
        status: 403,
        fault: 'not your group',
      })
      await expect(hold({ ...compact, adviser })).rejects.toMatchObject({ status: 403 })
    }
  })

  it('are answered by a government of the compact, by nobody else; a later answer is added', async () => {
    const compact = await started()
    const objection = await objectTo(compact, 'title')
    const implementer = transact(house.db, (trx) =>
      answerObjection(trx, compact.by('implementer'), {
        compact: compact.id,
        objection,
        outcome: 'declined',
        text: 'We would rather not.',
      }),
    )
    await expect(implementer).rejects.toMatchObject({ status: 403, fault: 'not a government' })
    await answer(compact, objection, 'declined')
    await answer(compact, objection, 'accepted')
    const [kept] = await objectionsTo(house.db, compact.id)
    expect(kept?.answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'declined'])
  })

  it('are found in their own compact alone', async () => {
    const [one, other] = [await started(), await started()]
    const objection = await objectTo(one, 'title')
    await expect(answer(other, objection)).rejects.toMatchObject({ status: 404 })
  })

  it('are not taken up by a text that stands still, nor by a clause that stays as it was', async () => {
    const compact = await started()
    const wiring: CompactWiring = { effects: [], moreGaps: [reviewGaps] }
    const objection = await objectTo(compact, 'title')
    await answer(compact, objection, 'accepted')
    await hold(compact)
    expect(await open(compact)).toEqual([['objection-not-taken-up', { count: 1 }]])
    // What is changed elsewhere takes up nothing of this clause.
    await save(compact, 'risks', [])
    await hold(compact)
    expect(await open(compact)).toEqual([['objection-not-taken-up', { count: 1 }]])
    const draft = await draftOf(house.db, compact.id)
    const { hash } = await transact(house.db, (trx) =>
      freezeDraft(trx, compact.by('donor'), wiring, { compact: compact.id, revision: draft?.revision ?? 0 }),
    )
    await expect(
      transact(house.db, (trx) =>
        signVersion(trx, compact.by('donor'), wiring, { compact: compact.id, party: 'usa', hash }),
      ),
    ).rejects.toMatchObject({ gaps: [{ code: 'objection-not-taken-up' }] })
    for (const outcome of ['accepted', 'partly'] as const)
      await expect(answer(compact, objection, outcome)).rejects.toMatchObject({
        status: 409,
        fault: 'text stands still',
      })
    await answer(compact, objection, 'declined')
    expect(await open(compact)).toEqual([])
  })

  it('can be withdrawn by their group, need no answer then, and stay to be read', async () => {
    const compact = await started()
    const objection = await objectTo(compact, 'title')
    await transact(house.db, (trx) => withdrawObjection(trx, compact.adviser, compact.id, objection))
    await hold(compact)
    expect(await open(compact)).toEqual([])
    await expect(answer(compact, objection)).rejects.toMatchObject({ status: 409 })
    expect((await objectionsTo(house.db, compact.id))[0]?.withdrawn).not.toBeNull()
  })

  it('are public only where their group said so; how many others there are is told', async () => {
    const compact = await started()
    const shown = await objectTo(compact, 'title', { public: true, as: 'alias', alias: 'Sunrise' })
    await objectTo(compact, 'scope')
    await answer(compact, shown)
    const { objections, notPublic } = await publicObjections(house.db, compact.id)
    expect(objections.map(({ id, by, answers }) => [id, by, answers.length])).toEqual([[shown, 'Sunrise', 1]])
    expect(notPublic).toBe(1)
  })

  it('are not changed or deleted, not even by the owner of the tables', async () => {
    const compact = await started()
    const id = await objectTo(compact, 'title')
    for (const db of [house.db, house.owner]) {
      await expect(
        db.updateTable('survivor_objections').set({ text: 'Nothing' }).where('id', '=', id).execute(),
      ).rejects.toThrow()
      await expect(
        db.updateTable('survivor_objections').set({ public: true }).where('id', '=', id).execute(),
      ).rejects.toThrow()
      await expect(db.deleteFrom('survivor_objections').where('id', '=', id).execute()).rejects.toThrow()
    }
    // A name that was chosen goes with the person who chose it; the words stay the group’s.
    const rowOf = () =>
      house.db
        .selectFrom('survivor_objections')
        .select(['person_id', 'alias', 'text'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    const before = await rowOf()
    const person = before.person_id ?? ''
    await transact(house.db, (trx) => eraseAgain(trx, house, person))
    expect(await rowOf()).toEqual({ person_id: null, alias: null, text: before.text })
  })

  it('stand in the history of the compact without the adviser, who stands in a record of their own', async () => {
    const compact = await started()
    const id = await objectTo(compact, 'title', { as: 'alias', alias: 'Sunrise' })
    await hold(compact)
    const events = await house.db.selectFrom('events').selectAll().execute()
    const person = compact.adviser.actor.person
    const ofCompact = events.filter(({ record_id }) => record_id === compact.id)
    expect(ofCompact.map(({ action }) => action)).toContain('objected for survivors')
    expect(ofCompact.some(({ actor_person }) => actor_person === person)).toBe(false)
    // Nor the clause of an objection that is not public, for all parties read the history.
    expect(ofCompact.find(({ action }) => action === 'objected for survivors')?.after).toContain(
      '"place":null',
    )
    expect(JSON.stringify(events)).not.toContain('Sunrise')
    const own = events.find(
      ({ record_kind, record_id }) => record_kind === 'survivor-review' && record_id === id,
    )
    expect(own?.actor_person).toBe(person)
  })
})

describe('A text in plain words', () => {
  it('says every clause in four languages, each at a place that can be objected to', async () => {
    const compact = await started()
    const agreement = (await draftOf(house.db, compact.id))?.agreement
    if (agreement === undefined) throw new Error('no draft')
    const places = clausesOf(agreement, 'en').map(({ place }) => place)
    expect(new Set(places).size).toBe(places.length)
    for (const place of [
      'title',
      'objectives/lake-fishing',
      'tranches/first/conditions/decree',
      'sections/G',
    ])
      expect(places).toContain(place)
    for (const language of languages) {
      const said = clausesOf(agreement, language).flatMap(({ plain }) => plain)
      expect(said.join(' ')).not.toMatch(/undefined|NaN|\{/)
    }
    const indicator = clausesOf(agreement, 'en').find(({ place }) => place.startsWith('indicators/'))
    expect(indicator?.plain).toContain('It counts people: numbers under ten are never shown.')
    const retired = { from: '2028-07-01', reason: { en: 'The register was closed' } }
    const amended = {
      ...agreement,
      indicators: agreement.indicators.map((each) => ({ ...each, retired })),
    }
    const said = clausesOf(amended, 'en').find(({ place }) => place === indicator?.place)
    expect(said?.plain).toContain('From 1 July 2028 on nobody is asked for it any more.')
    expect(said?.written).toContain('The register was closed')
  })
})

describe('The door of the review', () => {
  let compact: Started
  beforeAll(async () => {
    compact = await started()
    const somebody = async (name: string, organisation: string, role: Role = 'member') => {
      const { id } = await aPerson(house)
      await join(house, id, organisation, role)
      people.set(name, id)
    }
    await somebody('adviser', compact.survivors, 'survivor adviser')
    await somebody('member', compact.survivors)
    await somebody('stranger', await anOrganisation(house, 'survivors-group'), 'survivor adviser')
    await somebody('manager', compact.partner, 'compact manager')
    // An adviser of an organisation that takes part, and is no survivors’ group.
    await somebody('other adviser', compact.implementer, 'survivor adviser')
  })

  const get = (who: string, path = '', language = '') =>
    http.inject({ url: `${language}/compacts/${compact.id}/review${path}`, headers: { 'x-person': who } })
  const post = (who: string, path: string, values: Record<string, string>) =>
    http.inject({
      method: 'POST',
      url: `/compacts/${compact.id}/review${path}`,
      headers: { 'x-person': who, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ once: randomUUID(), ...values }).toString(),
    })
  const api = (who: string, path: string, body?: object) =>
    http.inject({
      method: body === undefined ? 'GET' : 'POST',
      url: `/api/v1/compacts/${compact.id}/review${path}`,
      headers: { 'x-person': who, ...(body === undefined ? {} : { 'idempotency-key': randomUUID() }) },
      ...(body === undefined ? {} : { payload: body }),
    })
  const objection = {
    place: 'title',
    text: 'It hides what it is about.',
    public: 'yes',
    as: 'group',
    alias: '',
  }

  it('shows the text to members of parties alone, in four languages, and asks nobody what happened to them', async () => {
    expect((await get('nobody')).statusCode).toBe(303)
    expect((await get('stranger')).statusCode).toBe(403)
    for (const language of ['', '/fr', '/es', '/pt']) {
      const page = await get('adviser', '', language)
      expect(page.statusCode).toBe(200)
      expect(page.body).not.toContain('undefined')
    }
    const page = await get('adviser')
    expect(page.body).toContain('Nobody has to tell their story here')
    expect((await get('member')).body).not.toContain('Object to this')
  })

  it('lets only advisers of the survivors’ group object', async () => {
    for (const who of ['stranger', 'member', 'manager', 'other adviser']) {
      expect((await post(who, '/object', objection)).statusCode, who).toBe(403)
      expect((await get(who, '/object?place=title')).statusCode, who).toBe(403)
    }
    const sent = await post('adviser', '/object', objection)
    expect(sent.statusCode).toBe(303)
    expect((await get('manager')).body).toContain('It hides what it is about.')
  })

  it('gives the form back with what was typed when something is missing', async () => {
    const answer = await post('adviser', '/object', {
      ...objection,
      text: '',
      instead: 'Say it plainly',
      as: 'alias',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Write between 3 and 4000 characters.')
    expect(answer.body).toContain('Write a name of up to 80 characters')
    expect(answer.body).toContain('Say it plainly')
    expect((await post('adviser', '/object', { ...objection, place: 'nowhere' })).statusCode).toBe(422)
  })

  it('takes one objection for a form that is sent twice', async () => {
    const once = { ...objection, once: randomUUID(), text: 'Sent by a double click.' }
    await post('adviser', '/object', once)
    await post('adviser', '/object', once)
    const kept = (await objectionsTo(house.db, compact.id)).filter(({ text }) => text === once.text)
    expect(kept).toHaveLength(1)
  })

  it('lets only compact managers answer, and shows the answer', async () => {
    const [first] = await objectionsTo(house.db, compact.id)
    const path = `/objections/${first?.id}/answer`
    const values = { outcome: 'declined', text: 'The title names the lake now.' }
    expect((await get('manager', path)).statusCode).toBe(200)
    for (const who of ['adviser', 'member', 'stranger'])
      expect((await post(who, path, values)).statusCode, who).toBe(403)
    expect((await post('manager', path, { ...values, text: '' })).statusCode).toBe(422)
    expect((await post('manager', path, values)).statusCode).toBe(303)
    expect((await get('adviser')).body).toContain('The title names the lake now.')
  })

  it('records that the review was held, on the text that was shown, not in the future', async () => {
    expect((await get('adviser', '/hold')).statusCode).toBe(200)
    const draft = await draftOf(house.db, compact.id)
    const values = {
      base: String(draft?.revision),
      heldOn: '2025-06-30',
      how: 'online',
      as: 'group',
      alias: '',
    }
    expect((await post('adviser', '/hold', { ...values, heldOn: '2026-01-01' })).statusCode).toBe(422)
    expect((await post('adviser', '/hold', { ...values, base: '0' })).statusCode).toBe(409)
    expect((await post('adviser', '/hold', values)).statusCode).toBe(303)
    expect((await reviewsOf(house.db, compact.id))[0]).toMatchObject({ heldOn: '2025-06-30', by: null })
  })

  it('does the same through the API', async () => {
    const made = await api('adviser', '/objections', {
      place: 'scope',
      text: 'It leaves out boys.',
      public: false,
      as: 'alias',
      alias: 'Harbour',
    })
    expect(made.statusCode).toBe(201)
    const { id } = made.json()
    const answered = await api('manager', `/objections/${id}/answers`, {
      outcome: 'declined',
      text: 'It names them.',
    })
    expect(answered.statusCode).toBe(201)
    const draft = await draftOf(house.db, compact.id)
    const held = { base: draft?.revision, heldOn: '2025-06-30', how: 'in-writing', as: 'group' }
    expect((await api('adviser', '/held', held)).statusCode).toBe(201)
    expect((await api('adviser', '/held', { ...held, story: 'x' })).statusCode).toBe(422)
    expect((await api('stranger', '/held', held)).statusCode).toBe(403)
    const review = (await api('member', '')).json()
    expect(review.objections.find((each: { id: string }) => each.id === id)).toMatchObject({
      by: 'Harbour',
      answers: [{ outcome: 'declined' }],
    })
    expect(review.open.map(({ code }: { code: string }) => code)).toEqual(['objection-unanswered'])
  })

  it('lets a group withdraw its own', async () => {
    const waiting = (await objectionsTo(house.db, compact.id)).find(({ answers }) => answers.length === 0)
    const path = `/objections/${waiting?.id}/withdraw`
    expect((await post('manager', path, {})).statusCode).toBe(403)
    expect((await post('adviser', path, {})).statusCode).toBe(303)
    expect((await get('adviser')).body).toContain('Withdrawn on')
    expect((await api('member', '')).json().open).toEqual([])
  })
})
