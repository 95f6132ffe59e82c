import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { changeBy } from '../compacts/change.ts'
import { asPerson } from '../compacts/compacts.test-data.ts'
import { aPerson, join } from '../people/organisations/organisations.test-data.ts'
import { askCorrection, decideCorrection } from './corrections.ts'
import { aPeopledCompact, asking, openDoor } from './doors.test-data.ts'
import { fresh, part } from './monitoring.test-data.ts'
import { saveReport, submitReport } from './reporting.ts'
import { resultsOf } from './results.ts'
import { reportAt, valuesOf } from './store.ts'
import { publishReport, verifyReport } from './verifying.ts'

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
