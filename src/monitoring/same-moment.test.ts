import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { Trx } from '../compacts/change.ts'
import { transact } from '../house/transact.ts'
import { anIndicator } from './agreements.test-data.ts'
import { aPeopledCompact, asking, openDoor } from './doors.test-data.ts'
import { fresh, part, putInForce, putInForceIn } from './monitoring.test-data.ts'
import { saveReport, submitReport } from './reporting.ts'
import { findReport, reportAt, stepsOf, valuesOf } from './store.ts'

/*
 * What the door was told may be taken away before the change is made: a role, the text in force, the state of the
 * compact. The change waits for whoever takes it away, and goes by what holds then.
 */

let house: TestHouse
let http: Awaited<ReturnType<typeof openDoor>>
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-10T12:00:00Z') })
  http = await openDoor(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const good = { identified: part({ total: '40', 'sex=girls': '22', 'sex=boys': '18' }) }

/** Sends a request while somebody else holds what it rests on, and commits what they do once it waits for them. */
async function meanwhile<Answer>(
  hold: (trx: Trx) => Promise<unknown>,
  request: () => Promise<Answer>,
  take: (trx: Trx) => Promise<unknown>,
): Promise<Answer> {
  let sent: Promise<Answer> | undefined
  await transact(house.owner, async (trx) => {
    await hold(trx)
    let answered = false
    sent = request().finally(() => {
      answered = true
    })
    for (let waiting = 0; waiting === 0; ) {
      if (answered) throw new Error('The request did not wait')
      // What other sessions do is read once in a transaction, unless it is asked for anew.
      await sql`select pg_stat_clear_snapshot()`.execute(trx)
      const { rows } = await sql<{ waiting: number }>`select count(*)::integer as waiting from pg_locks
        where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(trx)
      waiting = rows[0]?.waiting ?? 0
    }
    await take(trx)
  })
  if (sent === undefined) throw new Error('Nothing was sent')
  return sent
}

const holding = (table: 'organisations' | 'compacts', id: string) => (trx: Trx) =>
  trx.selectFrom(table).select('id').where('id', '=', id).forUpdate().execute()

async function sentReport() {
  const scene = await aPeopledCompact(house)
  const { people, key, write, version } = scene
  await write((trx) => saveReport(trx, people.north(), key(), fresh(good)))
  await write((trx) => submitReport(trx, people.north(), key(), { version }))
  return scene
}

describe('A verifier whose role is taken away at that moment', () => {
  it('verifies nothing, by page or by API', async () => {
    for (const door of ['page', 'api'] as const) {
      const scene = await sentReport()
      const { id, verifier, donor, key } = scene
      const as = asking(http, verifier)
      const { statusCode } = await meanwhile(
        holding('organisations', donor),
        () =>
          door === 'page'
            ? as.send(`/compacts/${id}/verify/2025-06-30/north`, { act: 'verify' })
            : as.api('POST', `/api/v1/compacts/${id}/reports/2025-06-30/north/verification`, {}),
        (trx) =>
          trx
            .updateTable('role_grants')
            .set({ ended_at: house.now() })
            .where('person_id', '=', verifier)
            .execute(),
      )
      expect(statusCode).toBe(403)
      expect((await reportAt(house.db, key())).state).toBe('submitted')
      expect(await valuesOf(house.db, id)).toEqual([])
    }
  })
})

describe('A report that is sent while an amendment takes effect', () => {
  const amended = (scene: Awaited<ReturnType<typeof aPeopledCompact>>) => ({
    ...scene.agreement,
    indicators: [anIndicator({ definition: { en: 'Also children at risk.' } })],
  })

  it('waits for it and is not sent under the text before it, whatever the order', async () => {
    const scene = await aPeopledCompact(house)
    const { id, reporter, key, people, write, version } = scene
    await write((trx) => saveReport(trx, people.north(), key(), fresh(good)))
    const sending = () =>
      asking(http, reporter).api('POST', `/api/v1/compacts/${id}/reports/2025-06-30/north/submission`, {
        version,
      })
    const answer = await meanwhile(holding('compacts', id), sending, (trx) =>
      putInForceIn(trx, house, id, amended(scene)),
    )
    expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('Version 2')])
    expect((await reportAt(house.db, key())).state).toBe('draft')
  })

  it('was sent before it or is sent again after it, when nobody says who comes first', async () => {
    for (let round = 0; round < 6; round++) {
      const scene = await aPeopledCompact(house)
      const { id, reporter, key, people, write, version } = scene
      await write((trx) => saveReport(trx, people.north(), key(), fresh(good)))
      const sending = () =>
        asking(http, reporter).api('POST', `/api/v1/compacts/${id}/reports/2025-06-30/north/submission`, {
          version,
        })
      const [answer] = await Promise.all([
        sending(),
        round % 2 === 0
          ? putInForce(house, id, amended(scene))
          : sending().then(() => putInForce(house, id, amended(scene))),
      ])
      const report = await findReport(house.db, key())
      const steps = report === null ? [] : await stepsOf(house.db, report.id)
      const sent = steps.filter(({ to }) => to === 'submitted')
      // Whatever was typed is kept; a report that was sent says under which text, and was sent once.
      expect([200, 409]).toContain(answer.statusCode)
      expect(sent.length).toBeLessThanOrEqual(1)
      if (answer.statusCode === 200) expect(report).toMatchObject({ state: 'submitted', version: 1 })
      if (report?.state === 'draft') {
        const again = await asking(http, reporter).api(
          'POST',
          `/api/v1/compacts/${id}/reports/2025-06-30/north/submission`,
          { version: 2 },
        )
        expect(again.statusCode).toBe(200)
        expect(await reportAt(house.db, key())).toMatchObject({ state: 'submitted', version: 2 })
      }
    }
  })
})

describe('What is recorded while a compact is closed', () => {
  it('waits for it and is refused: a promise, a dialogue, a verification', async () => {
    const scene = await aPeopledCompact(house, {
      sustainability: [
        { key: 'line', text: { en: 'Line' }, party: 'ministry', by: '2026-12-31', evidence: {} },
      ],
    })
    const { id, people, key, write, version, verifier, manager } = scene
    await write((trx) => saveReport(trx, people.north(), key(), fresh(good)))
    await write((trx) => submitReport(trx, people.north(), key(), { version }))
    const [judge, leads] = [asking(http, verifier), asking(http, manager)]
    const requests = {
      promise: () =>
        judge.send(`/compacts/${id}/promises`, {
          promise: 'sustainability:line',
          met: 'yes',
          day: '2025-07-01',
          evidence: 'https://example.org/budget',
        }),
      dialogue: () => leads.send(`/compacts/${id}/dialogues`, { day: '2025-09-01' }),
      verification: () => judge.send(`/compacts/${id}/verify/2025-06-30/north`, { act: 'verify' }),
    }
    for (const [name, request] of Object.entries(requests)) {
      const set = (trx: Trx, state: 'closed' | 'in force') =>
        trx.updateTable('compacts').set({ state }).where('id', '=', id).execute()
      await transact(house.owner, (trx) => set(trx, 'in force'))
      const { body } = await meanwhile(holding('compacts', id), request, (trx) => set(trx, 'closed'))
      expect(body, name).toContain('This compact is not in force')
    }
    for (const table of ['promise_checks', 'dialogues', 'result_values'] as const)
      expect(await house.db.selectFrom(table).select('id').where('compact_id', '=', id).execute()).toEqual([])
  })
})
