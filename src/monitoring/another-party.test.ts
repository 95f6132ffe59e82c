import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { changeBy } from '../compacts/change.ts'
import { anOrganisation, asPerson } from '../compacts/compacts.test-data.ts'
import { admitParty } from '../compacts/store.ts'
import { aPerson, join } from '../people/organisations/organisations.test-data.ts'
import { anIndicator } from './agreements.test-data.ts'
import {
  confirmDeduplication,
  confirmPromise,
  countsWaiting,
  promiseChecksOf,
  promisesWaiting,
  recordDeduplication,
  recordPromise,
  recordQualityCheck,
  standards,
} from './checks.ts'
import { askCorrection, decideCorrection } from './corrections.ts'
import { planDialogue } from './dialogues.ts'
import { aPeopledCompact, asking, openDoor } from './doors.test-data.ts'
import { fresh, part } from './monitoring.test-data.ts'
import { saveReport, submitReport } from './reporting.ts'
import { resultsOf } from './results.ts'
import { reportAt, valuesOf } from './store.ts'
import { publishReport, returnReport, verifyReport } from './verifying.ts'

let house: TestHouse
let http: Awaited<ReturnType<typeof openDoor>>
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2027-03-02T12:00:00Z') })
  http = await openDoor(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const good = { identified: part({ total: '40', 'sex=girls': '22', 'sex=boys': '18' }) }

async function sent(over: Parameters<typeof aPeopledCompact>[1] = {}) {
  const scene = await aPeopledCompact(house, over)
  const { people, key, write, version, implementer } = scene
  await write((trx) => saveReport(trx, people.north(), key(), fresh(good)))
  await write((trx) => submitReport(trx, people.north(), key(), { version }))
  const insider = (await aPerson(house)).id
  await join(house, insider, implementer, 'verifier')
  return { ...scene, insider, inside: changeBy(house, asPerson(insider), [implementer]) }
}

describe('What an organisation reported', () => {
  it('is verified by another while another may, by page and by API, and the refusal names it', async () => {
    const { id, key, insider, verifier, donor } = await sent()
    const { name } = await house.db
      .selectFrom('organisations')
      .select('name')
      .where('id', '=', donor)
      .executeTakeFirstOrThrow()
    const verify = `/compacts/${id}/verify/2025-06-30/north`
    const api = `/api/v1/compacts/${id}/reports/2025-06-30/north/verification`
    const { body } = await asking(http, insider).get(verify)
    expect([body.includes('Verify and lock'), body.includes(`It is verified by another: ${name}`)]).toEqual([
      false,
      true,
    ])
    expect((await asking(http, verifier).get(verify)).body).toContain('Verify and lock')
    const [page, json] = [
      await asking(http, insider).send(verify, { act: 'verify' }),
      await asking(http, insider).api('POST', api, {}),
    ]
    expect([page.statusCode, page.body.includes(name)]).toEqual([403, true])
    expect([json.statusCode, json.body.includes(name)]).toEqual([403, true])
    expect((await reportAt(house.db, key())).state).toBe('submitted')
    expect((await asking(http, verifier).api('POST', api, {})).statusCode).toBe(200)
    expect((await valuesOf(house.db, id)).every(({ within }) => !within)).toBe(true)
  })

  it('is not verified for another organisation by somebody who belongs to it as well', async () => {
    const { key, write, donor, implementer } = await sent()
    const both = (await aPerson(house)).id
    await join(house, both, donor, 'verifier')
    await join(house, both, implementer, 'member')
    await expect(
      write((trx) => verifyReport(trx, changeBy(house, asPerson(both), [donor]), key())),
    ).rejects.toMatchObject({ fault: 'own organisation' })
  })

  it('is verified within it only while no other may, and that is said beside the figure', async () => {
    const { id, key, write, inside, insider, donor, partner, survivors } = await sent()
    await house.owner
      .updateTable('role_grants')
      .set({ ended_at: house.now() })
      .where('role', '=', 'verifier')
      .where('organisation_id', 'in', [donor, partner, survivors])
      .execute()
    expect((await asking(http, insider).get(`/compacts/${id}/verify/2025-06-30/north`)).body).toContain(
      'If you verify it, that is said beside its figures.',
    )
    await write((trx) => verifyReport(trx, inside, key()))
    await write((trx) => publishReport(trx, inside, key()))
    const [indicator] = (await resultsOf(house.db, id, new Date('2028-01-01'))).indicators
    const total = indicator?.periods[0]?.cells[0]
    expect(total?.how.within).toEqual(['north'])
    expect(total?.reporters.map(({ within }) => within)).toEqual([true, false])
    expect(indicator?.latest?.within).toEqual(['north'])
    const as = asking(http, insider)
    expect((await as.get(`/compacts/${id}/results`)).body).toContain(
      'Verified within the reporting organisation, since no other of this compact has a verifier: north.',
    )
    const sheet = await as.get(`/compacts/${id}/results/identified`)
    expect(sheet.body).toContain('verified within the reporting organisation: north')
    expect((await as.get(`/es/compacts/${id}/results/identified`)).body).toContain(
      'Verificado dentro de la organización que informa.',
    )
  })

  it('is corrected with the word of another as well', async () => {
    const { key, write, people, inside } = await sent()
    await write((trx) => verifyReport(trx, people.verifier(), key()))
    const correction = await write((trx) =>
      askCorrection(trx, people.north(), key(), {
        indicator: 'identified',
        typed: part({ total: '41', 'sex=girls': '23', 'sex=boys': '18' }),
        reason: 'A late form',
      }),
    )
    const decide = (agree: boolean) =>
      write((trx) => decideCorrection(trx, inside, key(), { correction, agree, reason: agree ? '' : 'No' }))
    await expect(decide(true)).rejects.toMatchObject({ fault: 'own organisation' })
    await decide(false)
  })
})

const unique = { indicators: [anIndicator({ aggregation: 'unique-persons', disaggregations: [] })] }
const counting = (compact: string, typed: string) => ({
  compact,
  indicator: 'identified',
  ends: '2025-06-30',
  cell: 'total',
  typed,
  method: 'Case numbers matched',
})

describe('How many different people there were', () => {
  it('counts once a verifier of another party confirms it on the page, and is shown to nobody else before', async () => {
    const scene = await aPeopledCompact(house, unique)
    const { id, report, write, people, verifier, partner, reporter } = scene
    await report('north', '2025-06-30', { identified: part({ total: '40' }) })
    await report('south', '2025-06-30', { identified: part({ total: '30' }) })
    const total = async () =>
      (await resultsOf(house.db, id, new Date('2028-01-01'))).indicators[0]?.periods[0]?.cells[0]?.shown
    const count = await write((trx) => recordDeduplication(trx, people.verifier(), counting(id, '55')))
    expect(await total()).toEqual({ kind: 'missing', reason: 'de-duplication needed' })
    const other = (await aPerson(house)).id
    await join(house, other, partner, 'verifier')
    const path = `/compacts/${id}/results/identified`
    const confirm = `${path}/people/${count}/confirmation`
    expect((await asking(http, reporter).get(path)).body).not.toContain(confirm)
    expect((await asking(http, other).get(path)).body).toContain(confirm)
    expect((await asking(http, reporter).send(confirm)).statusCode).toBe(403)
    const own = await asking(http, verifier).send(confirm)
    expect([own.statusCode, own.body.includes('another party confirms it')]).toEqual([403, true])
    expect((await asking(http, other).send(confirm)).statusCode).toBe(303)
    expect(await total()).toMatchObject({ value: '55' })
    expect(await countsWaiting(house.db, id)).toEqual([])
  })

  it('is not confirmed by the two that reported it, nor after what was counted has changed', async () => {
    const { id, report, write, people, implementer, partner } = await aPeopledCompact(house, unique)
    await report('north', '2025-06-30', { identified: part({ total: '40' }) })
    await report('south', '2025-06-30', { identified: part({ total: '30' }) })
    const one = changeBy(house, asPerson((await aPerson(house)).id), [implementer])
    const other = changeBy(house, asPerson((await aPerson(house)).id), [partner])
    const count = await write((trx) => recordDeduplication(trx, one, counting(id, '70')))
    const confirm = (by: typeof one, which = count) =>
      write((trx) => confirmDeduplication(trx, by, { compact: id, count: which }))
    await expect(confirm(other)).rejects.toMatchObject({ fault: 'own side' })
    const next = await write((trx) => recordDeduplication(trx, other, counting(id, '60')))
    await expect(confirm(people.verifier())).rejects.toMatchObject({ fault: 'nothing to confirm' })
    await confirm(people.verifier(), next)
    // The database itself takes no word of the same party twice.
    const last = await write((trx) => recordDeduplication(trx, one, counting(id, '50')))
    await expect(
      house.db
        .insertInto('deduplication_confirmations')
        .values({
          deduplication_id: last,
          compact_id: id,
          at: house.now(),
          by_person: (await aPerson(house)).id,
          by_organisation: implementer,
        })
        .execute(),
    ).rejects.toThrow('another confirms')
  })
})

describe('A promise', () => {
  const promise = {
    sustainability: [
      { key: 'line', text: { en: 'Line' }, party: 'ministry', by: '2026-12-31', evidence: { en: 'Budget' } },
    ],
  }
  const met = (compact: string) => ({
    compact,
    kind: 'sustainability' as const,
    key: 'line',
    outcome: 'met' as const,
    on: '2026-12-01',
    evidence: 'https://example.org/budget',
    comment: null,
  })

  it('is met once another party confirms it on the page; that it was not is said by one', async () => {
    const { id, write, people, verifier, partner } = await aPeopledCompact(house, promise)
    const other = (await aPerson(house)).id
    await join(house, other, partner, 'verifier')
    const path = `/compacts/${id}/promises`
    const check = await write((trx) => recordPromise(trx, people.verifier(), met(id)))
    expect(await promiseChecksOf(house.db, id)).toEqual([])
    expect((await asking(http, verifier).get(path)).body).toContain('no other party has confirmed it yet')
    expect((await asking(http, verifier).send(`${path}/${check}/confirmation`)).statusCode).toBe(403)
    expect((await asking(http, other).send(`${path}/${check}/confirmation`)).statusCode).toBe(303)
    expect(
      (await promiseChecksOf(house.db, id)).map(({ outcome, confirmed }) => [outcome, confirmed?.id]),
    ).toEqual([['met', partner]])
    expect((await asking(http, other).send(`${path}/${check}/confirmation`)).statusCode).toBe(409)
    expect((await asking(http, verifier).get(path)).body).toMatch(/Recorded by .*, confirmed by /)
    await write((trx) =>
      recordPromise(trx, people.verifier(), {
        ...met(id),
        outcome: 'not met',
        evidence: null,
        comment: 'Cut again',
      }),
    )
    expect((await promiseChecksOf(house.db, id)).map(({ outcome }) => outcome)).toEqual(['not met'])
    expect(await promisesWaiting(house.db, id)).toEqual([])
  })

  it('is not met on the word of two organisations of the side that promised', async () => {
    const { id, write, people, partner, by } = await aPeopledCompact(house, promise)
    const agency = await anOrganisation(house, 'partner-government')
    await write((trx) =>
      admitParty(trx, by('partner'), { compact: id, organisation: agency, side: 'partner', part: 'agency' }),
    )
    const own = changeBy(house, asPerson((await aPerson(house)).id), [partner])
    const beside = changeBy(house, asPerson((await aPerson(house)).id), [agency])
    const check = await write((trx) => recordPromise(trx, own, met(id)))
    const confirm = (who: typeof own) => write((trx) => confirmPromise(trx, who, { compact: id, check }))
    await expect(confirm(beside)).rejects.toMatchObject({ fault: 'own side' })
    await confirm(people.verifier())
  })
})

describe('By JSON', () => {
  it('a promise is recorded, waits and is confirmed as on the page, and everybody reads how it stands', async () => {
    const { id, verifier, reporter, partner } = await aPeopledCompact(house, {
      ...unique,
      sustainability: [
        { key: 'line', text: { en: 'Line' }, party: 'ministry', by: '2026-12-31', evidence: {} },
      ],
    })
    const other = (await aPerson(house)).id
    await join(house, other, partner, 'verifier')
    const [theirs, ours, outside] = [verifier, other, reporter].map((who) => asking(http, who))
    const at = `/api/v1/compacts/${id}/promises`
    const promise = async () => (await outside!.api('GET', at)).json().promises[0]
    expect(await promise()).toMatchObject({ kind: 'sustainability', key: 'line', state: 'overdue' })
    const met = { kind: 'sustainability', key: 'line', outcome: 'met', on: '2026-12-01' }
    expect((await theirs!.api('POST', at, met)).statusCode).toBe(422)
    expect((await theirs!.api('POST', at, { ...met, more: 1 })).statusCode).toBe(422)
    expect((await outside!.api('POST', at, met)).statusCode).toBe(403)
    const said = await theirs!.api('POST', at, { ...met, evidence: 'https://example.org/budget' })
    expect(said.statusCode).toBe(201)
    const { check } = said.json()
    expect(await promise()).toMatchObject({ state: 'overdue', standing: null, waiting: { id: check } })
    const confirm = `${at}/${check}/confirmation`
    expect((await theirs!.api('POST', confirm, {})).statusCode).toBe(403)
    expect((await ours!.api('POST', confirm, {})).json()).toEqual({ confirmed: true })
    expect((await ours!.api('POST', confirm, {})).statusCode).toBe(409)
    expect(await promise()).toMatchObject({
      state: 'met',
      standing: { on: '2026-12-01', confirmed: { id: partner } },
      waiting: null,
    })
  })

  it('different people are counted and confirmed, and what waits is read by verifiers alone', async () => {
    const { id, report, verifier, reporter, partner } = await aPeopledCompact(house, unique)
    await report('north', '2025-06-30', { identified: part({ total: '40' }) })
    await report('south', '2025-06-30', { identified: part({ total: '30' }) })
    const other = (await aPerson(house)).id
    await join(house, other, partner, 'verifier')
    const [theirs, ours] = [asking(http, verifier), asking(http, other)]
    const at = `/api/v1/compacts/${id}/results/identified/people`
    const count = { ends: '2025-06-30', cell: 'total', value: '5', method: 'Case numbers matched' }
    expect((await asking(http, reporter).api('GET', at)).statusCode).toBe(403)
    expect((await theirs.api('POST', at, count)).statusCode).toBe(422)
    const said = await theirs.api('POST', at, { ...count, value: '55' })
    expect(said.statusCode).toBe(201)
    expect((await ours.api('GET', at)).json().waiting).toMatchObject([
      { id: said.json().count, value: '55', cell: 'total' },
    ])
    const confirm = `${at}/${said.json().count}/confirmation`
    const elsewhere = confirm.replace('/identified/', '/other/')
    expect((await ours.api('POST', elsewhere, {})).statusCode).toBe(409)
    expect((await theirs.api('POST', confirm, {})).statusCode).toBe(403)
    expect((await ours.api('POST', confirm, {})).statusCode).toBe(200)
    const shown = (await ours.api('GET', `/api/v1/compacts/${id}/results`)).json()
    expect(shown.indicators[0].periods[0].cells[0].shown).toMatchObject({ value: '55' })
  })
})

describe('A responsibility', () => {
  const owed = (side: 'donor' | 'partner' | 'both') => ({
    responsibilities: [
      {
        key: 'law',
        objective: null,
        side,
        party: side === 'partner' ? 'ministry' : null,
        deliverable: { en: 'A law on recruiters' },
        due: '2026-06-30',
        evidence: { en: 'Gazette' },
      },
    ],
    sustainability: [
      { key: 'line', text: { en: 'Line' }, party: 'ministry', by: '2026-12-31', evidence: {} },
    ],
  })
  const waiver = (compact: string) => ({
    compact,
    kind: 'responsibility' as const,
    key: 'law',
    outcome: 'waived' as const,
    on: '2027-01-15',
    evidence: null,
    comment: 'The parliament was dissolved',
  })

  it('is waived by two parties, publicly and with the reason, and is then no longer overdue', async () => {
    const { id, write, people, verifier, partner } = await aPeopledCompact(house, owed('partner'))
    const other = (await aPerson(house)).id
    await join(house, other, partner, 'verifier')
    const path = `/compacts/${id}/promises`
    const [theirs, ours] = [asking(http, verifier), asking(http, other)]
    expect((await theirs.get(path)).body).toContain('overdue')
    const form = { promise: 'responsibility:law', met: 'waived', day: '2027-01-15', evidence: '', text: '' }
    expect((await theirs.send(path, form)).statusCode).toBe(422)
    const { comment } = waiver(id)
    expect((await theirs.send(path, { ...form, text: comment })).statusCode).toBe(303)
    const [asked] = await promisesWaiting(house.db, id)
    expect(await promiseChecksOf(house.db, id)).toEqual([])
    const confirm = `${path}/${asked?.id}/confirmation`
    expect((await ours.get(path)).body).toContain('Agree that it is waived')
    expect((await theirs.send(confirm)).statusCode).toBe(403)
    expect((await ours.send(confirm)).statusCode).toBe(303)
    expect((await promiseChecksOf(house.db, id)).map((each) => [each.outcome, each.confirmed?.id])).toEqual([
      ['waived', partner],
    ])
    for (const [language, said] of Object.entries({
      '': 'waived as of 15 January 2027: The parliament was dissolved',
      '/fr': 'dispense à compter du 15 janvier 2027',
      '/es': 'dispensada desde el 15 de enero de 2027',
      '/pt': 'dispensada desde 15 de janeiro de 2027',
    })) {
      const { body } = await theirs.get(`${language}${path}`)
      expect(body).toContain(said)
      expect(body).toMatch(/confirmed by|confirmé par|confirmado por/)
    }
    // Of the lasting measure as well: its day is over.
    expect((await theirs.get(path)).body.match(/overdue/g)?.length).toBe(1)
    // One party does not undo what two decided; that it was met all the same is recorded as ever.
    const again = (over: object) =>
      write((trx) => recordPromise(trx, people.verifier(), { ...waiver(id), ...over }))
    await expect(again({ outcome: 'not met' })).rejects.toMatchObject({ fault: 'waived already' })
    await expect(again({})).rejects.toMatchObject({ fault: 'waived already' })
    await again({ outcome: 'met', evidence: 'https://example.org/gazette' })
  })

  it('is not waived without the side it was promised to, nor anything else at all', async () => {
    const scene = await aPeopledCompact(house, owed('partner'))
    const { id, write, people, partner, implementer } = scene
    const ministry = changeBy(house, asPerson((await aPerson(house)).id), [partner])
    const north = changeBy(house, asPerson((await aPerson(house)).id), [implementer])
    const ask = (by: typeof north, over: object = {}) =>
      write((trx) => recordPromise(trx, by, { ...waiver(id), ...over }))
    const confirm = (by: typeof north, check: string) =>
      write((trx) => confirmPromise(trx, by, { compact: id, check }))
    const check = await ask(ministry)
    // Neither of them is the donor, to whom it was promised.
    await expect(confirm(north, check)).rejects.toMatchObject({ fault: 'own side' })
    await confirm(people.verifier(), check)
    await expect(ask(ministry, { kind: 'sustainability', key: 'line' })).rejects.toMatchObject({
      fault: 'waiver unfit',
    })
    await expect(
      house.db
        .insertInto('promise_checks')
        .values({
          id: check.replace(/^./, '9'),
          compact_id: id,
          kind: 'sustainability',
          key: 'line',
          outcome: 'waived',
          on_day: '2027-01-15',
          evidence: null,
          comment: 'By hand',
          at: house.now(),
          by_person: null,
          by_organisation: partner,
        })
        .execute(),
    ).rejects.toThrow('check')
  })

  it('of both sides takes a word of each', async () => {
    const { id, write, people, implementer, partner } = await aPeopledCompact(house, owed('both'))
    const north = changeBy(house, asPerson((await aPerson(house)).id), [implementer])
    const check = await write((trx) => recordPromise(trx, people.verifier(), waiver(id)))
    const confirm = (by: typeof north) => write((trx) => confirmPromise(trx, by, { compact: id, check }))
    await expect(confirm(north)).rejects.toMatchObject({ fault: 'own side' })
    // Who stands for several speaks for the one whose word is needed.
    await confirm(changeBy(house, asPerson((await aPerson(house)).id), [implementer, partner]))
    expect((await promiseChecksOf(house.db, id))[0]?.confirmed?.id).toBe(partner)
  })
})

describe('Once a compact is over', () => {
  it('nothing is verified, recorded or confirmed any more', async () => {
    const scene = await aPeopledCompact(house, {
      sustainability: [
        { key: 'line', text: { en: 'Line' }, party: 'ministry', by: '2026-12-31', evidence: {} },
      ],
      ...unique,
    })
    const { id, write, people, key, version, report } = scene
    await report('south', '2025-06-30', { identified: part({ total: '40' }) }, { publish: false })
    await write((trx) => saveReport(trx, people.north(), key(), fresh({ identified: part({ total: '40' }) })))
    await write((trx) => submitReport(trx, people.north(), key(), { version }))
    const promise = { compact: id, kind: 'sustainability' as const, key: 'line', on: '2026-12-01' }
    const saying = {
      ...promise,
      outcome: 'met' as const,
      evidence: 'https://example.org/budget',
      comment: null,
    }
    const check = await write((trx) => recordPromise(trx, people.verifier(), saying))
    const count = await write((trx) => recordDeduplication(trx, people.verifier(), counting(id, '40')))
    for (const state of ['closed', 'terminated'] as const) {
      await house.owner.updateTable('compacts').set({ state }).where('id', '=', id).execute()
      const by = people.verifier()
      const quality = {
        indicator: 'identified',
        party: null,
        on: '2027-03-01',
        standards: Object.fromEntries(
          standards.map((each) => [each, { answer: 'yes' as const, comment: '' }]),
        ) as Parameters<typeof recordQualityCheck>[2]['standards'],
        followUp: null,
      }
      const tries: Record<string, Parameters<typeof write>[0]> = {
        verify: (trx) => verifyReport(trx, by, key()),
        return: (trx) => returnReport(trx, by, key(), 'Look again'),
        promise: (trx) => recordPromise(trx, by, saying),
        'confirm a promise': (trx) => confirmPromise(trx, people.confirmer(), { compact: id, check }),
        count: (trx) => recordDeduplication(trx, by, counting(id, '40')),
        'confirm a count': (trx) => confirmDeduplication(trx, people.confirmer(), { compact: id, count }),
        quality: (trx) => recordQualityCheck(trx, by, { compact: id, ...quality }),
        dialogue: (trx) => planDialogue(trx, by, { compact: id, heldOn: '2027-06-01' }),
      }
      for (const [name, work] of Object.entries(tries))
        await expect(write(work), `${name}, ${state}`).rejects.toMatchObject({ fault: 'not in force' })
    }
  })

  it('a correction is still made, and what it uncounted is counted anew; what was verified is still published', async () => {
    const { id, write, people, key, report, counted } = await aPeopledCompact(house, unique)
    await report('north', '2025-06-30', { identified: part({ total: '40' }) })
    await report('south', '2025-06-30', { identified: part({ total: '30' }) }, { publish: false })
    await counted(counting(id, '55'))
    await house.owner.updateTable('compacts').set({ state: 'closed' }).where('id', '=', id).execute()
    await write((trx) => publishReport(trx, people.verifier(), key('south')))
    await expect(counted(counting(id, '60'))).rejects.toMatchObject({ fault: 'not in force' })
    const correction = await write((trx) =>
      askCorrection(trx, people.north(), key(), {
        indicator: 'identified',
        typed: part({ total: '45' }),
        reason: 'A register was left out',
      }),
    )
    await write((trx) =>
      decideCorrection(trx, people.verifier(), key(), { correction, agree: true, reason: '' }),
    )
    await counted(counting(id, '60'))
    const [indicator] = (await resultsOf(house.db, id, new Date('2028-01-01'))).indicators
    expect(indicator?.periods[0]?.cells[0]?.shown).toMatchObject({ value: '60' })
  })
})
