import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { faultsOf, textOf } from '../../test/support/page-checks.ts'
import { buildServer, type HttpServer } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import { personOf } from '../people/accounts/session.ts'
import { signInForTest, type TestSignIn } from '../people/accounts/sign-in.test-data.ts'
import { languages } from '../ui/language.ts'
import { both } from './agreement.test-data.ts'
import type { EntryCondition } from './agreement.ts'
import { compactApi } from './api.ts'
import { aCompact, frozenAndSigned, negotiated } from './compacts.test-data.ts'
import { alone } from './effects.ts'
import { entryFindingsOf, findEntryCondition } from './entry.ts'
import { gapsOf } from './facts.ts'
import { takeEffect } from './life.ts'
import { compactRoutes } from './routes.tsx'
import { reopenDraft } from './signing.ts'
import { findCompact, stepsOf } from './store.ts'

const law: EntryCondition = {
  key: 'labour-law',
  text: both('The law against bonded labour is in force'),
  party: 'ghana',
  evidence: both('The official gazette'),
}

let house: TestHouse
let http: HttpServer
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-12-31T12:00:00Z') })
  http = await buildServer(house, {
    languages,
    personOf: (request) => personOf(house, request),
    doors: [
      { at: '/', routes: compactRoutes(house, { css: [], js: [] }, alone) },
      { at: '/', routes: compactApi(house, alone) },
    ],
    renderFault: (_request, fault) => `<!doctype html><h1>${fault.message}</h1>`,
    clientFolder: null,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

async function signedWith(entry: EntryCondition[]) {
  const own = await aCompact(house)
  await negotiated(house, own, { entry })
  await frozenAndSigned(house, own)
  return own
}
type Own = Awaited<ReturnType<typeof signedWith>>
const find = (
  own: Own,
  who: 'donor' | 'partner' | 'implementer',
  over: { met?: boolean; evidence?: string } = {},
) =>
  transact(house.db, (trx) =>
    findEntryCondition(trx, own.by(who), {
      compact: own.id,
      condition: law.key,
      met: true,
      evidence: 'Gazette no. 12 of 3 November',
      ...over,
    }),
  )
const enter = (own: Own) =>
  transact(house.db, (trx) => takeEffect(trx, own.by('donor'), alone, { compact: own.id, on: '2025-12-31' }))
const codes = async (own: Own, step: 'frozen' | 'in force') =>
  (await gapsOf(house.db, alone, { compact: own.id, step, today: '2025-12-31' })).map(({ place, code }) => [
    place,
    code,
  ])

describe('A condition to entry into force', () => {
  it('keeps a compact that all have signed out of force until the other government finds it to hold', async () => {
    const own = await signedWith([law])
    expect(await codes(own, 'in force')).toEqual([['steps/labour-law', 'entry-condition-open']])
    await expect(enter(own)).rejects.toThrow('lacking')
    await find(own, 'donor')
    expect(await codes(own, 'in force')).toEqual([])
    await enter(own)
    expect((await findCompact(house.db, own.id)).state).toBe('in force')
    const finding = (await stepsOf(house.db, own.id)).find(({ details }) => details.condition === law.key)
    expect(finding).toMatchObject({
      from: 'signed',
      to: 'signed',
      by: own.people.donor,
      reason: 'Gazette no. 12 of 3 November',
      details: { version: 1, met: true, organisation: own.donor },
    })
  })

  it('is not judged by the side that brings it about, nor by who is no government', async () => {
    const own = await signedWith([law])
    await expect(find(own, 'partner')).rejects.toMatchObject({ status: 403, fault: 'judged by bringer' })
    await expect(find(own, 'implementer')).rejects.toMatchObject({ status: 403 })
    await expect(find(own, 'donor', { evidence: ' ' })).rejects.toMatchObject({ status: 422 })
    expect((await entryFindingsOf(house.db, own.id, 1)).size).toBe(0)
  })

  it('of a party of neither side is judged by either government', async () => {
    const own = await signedWith([{ ...law, party: 'free-hands' }])
    await find(own, 'partner')
    await enter(own)
  })

  it('can be found not to hold after all, and keeps the compact out of force again', async () => {
    const own = await signedWith([law])
    await find(own, 'donor')
    await find(own, 'donor', { met: false, evidence: 'The court has suspended the law' })
    await expect(enter(own)).rejects.toThrow('lacking')
  })

  it('is found for the text that was signed: one that is opened again is judged anew', async () => {
    const own = await signedWith([law])
    await find(own, 'donor')
    await transact(house.db, (trx) =>
      reopenDraft(trx, own.by('donor'), { compact: own.id, reason: 'A word is missing' }),
    )
    await expect(find(own, 'donor')).rejects.toMatchObject({ status: 409 })
    await frozenAndSigned(house, own)
    await expect(enter(own)).rejects.toThrow('lacking')
    await find(own, 'donor')
    await enter(own)
    // In force it is history.
    await expect(find(own, 'donor')).rejects.toMatchObject({ status: 409 })
  })

  it('is written in both languages, and by a party that is there', async () => {
    const own = await aCompact(house)
    await negotiated(house, own, { entry: [{ ...law, text: { en: 'A law' }, party: 'nobody' }] })
    expect(await codes(own, 'frozen')).toEqual([
      ['entry/labour-law/party', 'reference-unknown'],
      ['entry/labour-law/text', 'text-missing'],
    ])
  })

  it('is drafted in a form, shown with who brings it about, and found to hold on the page of steps', async () => {
    const own = await signedWith([law])
    const manager = async (organisation: string) =>
      signInForTest(house, {
        name: 'Mo Manager',
        secondFactor: true,
        roles: (['compact manager', 'member'] as const).map((role) => ({ role, organisation })),
      })
    const donor = await manager(own.donor)
    const partner = await manager(own.partner)
    const get = (who: TestSignIn, url: string) => http.inject({ url, headers: { cookie: who.cookie } })
    const path = (rest: string) => `/compacts/${own.id}${rest}`

    const form = await get(donor, path('/draft/entry/labour-law'))
    expect(faultsOf(form.body)).toEqual([])
    expect(textOf(form.body)).toContain('Who brings it about')
    const before = await get(donor, path('/steps'))
    expect(faultsOf(before.body)).toEqual([])
    expect(textOf(before.body)).toContain('Not found to hold yet')
    expect(before.body).toContain(`action="${path('/steps/entry')}"`)
    // The side that brings it about is given no form.
    expect((await get(partner, path('/steps'))).body).not.toContain(`action="${path('/steps/entry')}"`)

    const send = (who: TestSignIn, evidence: string) =>
      http.inject({
        method: 'POST',
        url: path('/steps/entry'),
        headers: {
          cookie: who.cookie,
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        payload: new URLSearchParams({
          once: randomUUID(),
          form: 'entry-labour-law',
          condition: 'labour-law',
          met: 'yes',
          'entry-labour-law.reason': evidence,
        }).toString(),
      })
    const own_ = await send(partner, 'We passed it')
    expect(own_.statusCode).toBe(409)
    expect(textOf(own_.body)).toContain('One’s own condition is judged by others')
    expect((await send(donor, '')).body).toContain('entry-labour-law.reason-error')
    expect((await send(donor, 'Gazette no. 12')).statusCode).toBe(303)
    const after = await get(donor, `/fr${path('/steps')}`)
    expect(faultsOf(after.body)).toEqual([])
    expect(textOf(after.body)).toContain('Constatée remplie le')
    expect(textOf(after.body)).toContain('Gazette no. 12')
    expect(textOf((await get(donor, path('/versions/1'))).body)).toContain('Conditions to entry into force')

    const told = await get(partner, `/api/v1${path('/entry-conditions')}`)
    expect(told.json()).toMatchObject({
      version: 1,
      conditions: [{ key: 'labour-law', party: 'ghana', met: true, found: { evidence: 'Gazette no. 12' } }],
    })
    const refused = await http.inject({
      method: 'POST',
      url: `/api/v1${path('/entry-conditions/labour-law')}`,
      headers: { cookie: partner.cookie, 'idempotency-key': randomUUID(), 'sec-fetch-site': 'same-origin' },
      payload: { met: true, evidence: 'We passed it' },
    })
    expect(refused.statusCode).toBe(403)
  })
})
