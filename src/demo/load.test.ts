import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { faultsOf, textOf } from '../../test/support/page-checks.ts'
import { openHouse } from '../app.ts'
import { changeBy } from '../compacts/change.ts'
import { aCompact } from '../compacts/compacts.test-data.ts'
import { admitParty } from '../compacts/store.ts'
import { ledgerFaults, untold } from '../funding/ledger.ts'
import { operator } from '../house/actor.ts'
import type { Io } from '../house/command.ts'
import { makeCheckpoint } from '../house/history/checkpoints.ts'
import { verifyHistoryCommand } from '../house/history/commands.ts'
import type { HttpServer } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import { signInForTest } from '../people/accounts/sign-in.test-data.ts'
import { changeBy as organisationChange } from '../people/organisations/change.ts'
import { beginMembership, giveRole } from '../people/organisations/memberships.ts'
import { personByEmail } from '../people/organisations/people.ts'
import { checkDictionary } from '../ui/check-dictionary.ts'
import { demoCommand } from './commands.ts'
import { leftBehind, rowsOf } from './digests.test-data.ts'
import { type Loaded, loadExample } from './load.ts'
import { reachedByOthers } from './own-machine.ts'
import { removeExamples } from './remove.ts'
import { appCode } from './second-factor.ts'
import { words } from './words.ts'

// One house and one whole load for all of it, in the order of its life: loaded, looked at, taken away, loaded again.
let house: TestHouse
let http: HttpServer
let loaded: Loaded
let real: Awaited<ReturnType<typeof aCompact>>
let before: Record<string, string[]>

beforeAll(async () => {
  house = await openTestHouse({
    now: new Date('2026-11-01T12:00:00Z'),
    settings: { origin: null, host: '127.0.0.1', trustedProxies: [] },
  })
  http = await openHouse(house)
  real = await aCompact(house)
  before = await rowsOf(house.owner)
  loaded = await loadExample(house, openHouse)
}, 240_000)
afterAll(async () => {
  await http.close()
  await house.close()
})

/** As a visitor who is not signed in. */
async function read(path: string) {
  const answer = await http.inject(path)
  expect(answer.statusCode, path).toBe(200)
  return answer.json()
}
const api = (rest = '') => `/api/v1/compacts/${loaded.compact}${rest}`

type Kept = { amounts: { minor: number; currency: string }[] }
const inDollars = (totals: Record<string, Kept>[], column: string) =>
  totals
    .flatMap((total) => total[column]?.amounts ?? [])
    .filter(({ currency }) => currency === 'USD')
    .reduce((sum, { minor }) => sum + minor, 0)

describe('The worked example', () => {
  it('ends closed, as an example of no country, on the days of the example', async () => {
    const compact = await read(api())
    expect(compact).toMatchObject({ state: 'closed', country: 'ZZE', example: true, inForceVersion: 2 })
    expect([compact.begins, compact.ends]).toEqual(['2021-02-01', '2026-01-31'])
    const { steps } = await read(api('/steps'))
    expect(steps.at(0).at).toMatch(/^2020-12-01/)
    expect(steps.at(-1).at).toMatch(/^2026-03-30/)
  })

  it('is published with totals that are those of its ledger', async () => {
    const { money, objections, results } = await read(`/compacts/${loaded.compact}/data/compact.json`)
    expect(inDollars(money.totals, 'planned')).toBe(1_000_000_000)
    expect(inDollars(money.totals, 'committed')).toBe(840_000_000)
    // 8.4 million were paid in four payments, and 40 thousand came back.
    expect(inDollars(money.totals, 'disbursed')).toBe(836_000_000)
    const reversal = money.entries.find(({ kind }: { kind: string }) => kind === 'reversal')
    expect(reversal).toMatchObject({ minor: -55_500_000, countsAs: 'expenditure' })
    expect(objections).toMatchObject([{ outcome: 'partly', organisation: 'Advisers of the Lake (example)' }])
    const lake = results.changes.find(({ indicator }: { indicator: string }) => indicator === 'lake-share')
    expect(lake).toMatchObject({ ends: '2026-01-31', verdict: 'no change detectable' })
  })

  it('tells every pledge, commitment and payment by its line of the plan', async () => {
    const { money } = await read(`/compacts/${loaded.compact}/data/compact.json`)
    expect(money.entries.filter(({ line }: { line: string | null }) => line === null)).toEqual([])
    expect(inDollars(money.totals, 'pledged')).toBe(1_000_000_000)
    expect(money.totals.filter(({ component }: { component: string | null }) => component === null)).toEqual(
      [],
    )
  })

  it('says of every promise what became of it: kept, late with a reason, or not', async () => {
    const text = textOf((await http.inject(`/compacts/${loaded.compact}/promises`)).body)
    expect(text).not.toContain('overdue')
    expect(text).toContain('met on 26 February 2021')
    expect(text).toContain(
      'met on 16 January 2023, late: The examination for the last ten was put off twice.',
    )
    expect(text).toContain('not met, 16 March 2026: Three of four')
  })

  it('defines what its baselines measured in the words of the indicator', async () => {
    const { results } = await read(`/compacts/${loaded.compact}/data/compact.json`)
    const same = results.changes.map(({ sameDefinition }: { sameDefinition: boolean }) => sameDefinition)
    expect(same.length).toBeGreaterThan(4)
    expect(same).not.toContain(false)
  })

  it('was suspended in part, and reinstated when both conditions were corrected', async () => {
    const { suspensions } = await read(api('/suspensions'))
    expect(suspensions).toMatchObject([{ elements: ['benches'], ground: 'responsibilities' }])
    expect(suspensions[0].ended).toMatch(/^2022-09-20/)
    const { money } = await read(`/compacts/${loaded.compact}/data/compact.json`)
    // What was tried meanwhile is in no ledger.
    expect(money.entries.some(({ date }: { date: string }) => date === '2022-06-28')).toBe(false)
  })

  it('passes money on by a sub-award, asks by packages, and keeps the papers behind it', async () => {
    const count = async (table: string) => {
      const { rows } = await sql<{ count: string }>`
        select count(*) from ${sql.table(table)} where compact_id = ${loaded.compact}::uuid`.execute(house.db)
      return Number(rows[0]?.count)
    }
    expect(await count('awards')).toBe(2)
    expect([
      ...(await ledgerFaults(house.db, loaded.compact)),
      ...(await untold(house.db, loaded.compact)),
    ]).toEqual([])
    expect(await count('disbursement_packages')).toBe(2)
    // Three papers, and the six files that entries were read from.
    expect(await count('document_uses')).toBe(9)
    const { tranches } = await read(api('/conditions'))
    const evidence = tranches[0].conditions[0].acts.find(({ act }: { act: string }) => act === 'evidence')
    const file = await http.inject(`/documents/${evidence.document}`)
    expect([file.statusCode, file.body]).toEqual([200, expect.stringContaining('PAGE 114')])
    const actions = await house.db
      .selectFrom('dialogue_actions')
      .innerJoin('dialogues', 'dialogues.id', 'dialogue_id')
      .select(['done_on', 'due'])
      .where('compact_id', '=', loaded.compact)
      .orderBy('due')
      .execute()
    expect(actions).toEqual([
      { due: '2023-06-30', done_on: '2023-08-14' },
      { due: '2023-09-30', done_on: '2023-09-22' },
    ])
  })

  it('holds back what two conditions of payment 3 hold, and says whose waiver freed payment 2', async () => {
    const { tranches } = await read(api('/conditions'))
    const [, second, third] = tranches
    expect(third).toMatchObject({
      key: 'p3',
      state: 'partly released',
      released: { minor: 160_000_000, currency: 'USD' },
      releasable: { minor: 0, currency: 'USD' },
    })
    const states = (tranche: { conditions: { key: string; state: string; open: boolean }[] }) =>
      tranche.conditions.map(({ key, state, open }) => [key, state, open])
    expect(states(third)).toEqual([
      ['c31', 'not satisfied', true],
      ['c32', 'not satisfied', true],
      ['c33', 'satisfied', false],
    ])
    expect(states(second)).toContainEqual(['c22', 'waived', false])
  })

  it('keeps a small count of children back, and with it the one it could be worked out from', async () => {
    const { indicators } = await read(api('/results'))
    const served = indicators.find(({ sheet }: { sheet: { key: string } }) => sheet.key === 'children-served')
    const shown = Object.fromEntries(
      served.periods[0].cells.map(({ cell, shown }: { cell: string; shown: object }) => [cell, shown]),
    )
    expect(shown).toMatchObject({
      total: { kind: 'shown', value: '34' },
      'sex=girls': { kind: 'small', below: 10 },
      'sex=boys': { kind: 'hidden' },
    })
  })

  it('can be read by a visitor, in every language', async () => {
    for (const language of ['', '/fr', '/es', '/pt']) {
      const page = await http.inject(`${language}/compacts/${loaded.compact}`)
      expect(page.statusCode, language).toBe(200)
      expect(faultsOf(page.body), language).toEqual([])
    }
    expect(textOf((await http.inject(`/compacts/${loaded.compact}`)).body)).toContain('Exampleland')
  })

  it('leaves a history that holds, and a way of sending that is gone', async () => {
    const { io, errors } = listening()
    expect(await verifyHistoryCommand(house, [], io), errors.join('\n')).toBe(0)
    const { id } = (await personByEmail(house.db, 'manager.donor@example.org')) ?? {}
    for (const header of ['x-person', 'x-example'])
      expect(
        (await http.inject({ url: api('/draft'), headers: { [header]: `${id}` } })).statusCode,
        header,
      ).toBe(401)
  })
})

const listening = () => {
  const [lines, errors]: [string[], string[]] = [[], []]
  const io: Io = { out: (line) => lines.push(line), err: (line) => errors.push(line), language: 'fr' }
  return { io, lines, errors }
}
const demo = async (...argv: string[]) => {
  const heard = listening()
  return { code: await demoCommand(house, argv, heard.io, openHouse), ...heard }
}

describe('The people of the example', () => {
  it('sign in by address, password and a code of the key that was shown, and were left nothing open', async () => {
    expect(await house.db.selectFrom('accounts_session').select('id').execute()).toEqual([])
    expect(await house.db.selectFrom('mails').select('id').execute()).toEqual([])
    const { email, key } = loaded.people[0] ?? { email: '', key: '' }
    const post = (url: string, fields: Record<string, string>, cookie = '') =>
      http.inject({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          cookie,
        },
        payload: new URLSearchParams(fields).toString(),
      })
    const first = await post('/account/sign-in', { email, password: loaded.password })
    expect(first.headers.location).toBe('/account/second-factor')
    const cookies = [first.headers['set-cookie'] ?? []].flat().map((each) => each.split(';')[0])
    // The code of the half minute they set it up in was used; that of the next is as good.
    const code = appCode(key ?? '', new Date(Date.now() + 30_000))
    const second = await post('/account/second-factor', { code }, cookies.join('; '))
    expect([second.statusCode, second.headers.location]).toEqual([303, '/account'])
    await house.db.deleteFrom('accounts_session').execute()
  })

  it.each([
    ['its public address', { origin: 'https://tip.example.org' }, ['TIP_ORIGIN']],
    ['a proxy before it', { trustedProxies: ['10.0.0.1'] }, ['TIP_TRUSTED_PROXIES']],
    ['every address it listens on', { host: '0.0.0.0' }, ['HOST']],
    ['a database elsewhere', { databaseUrl: 'postgres://tip@db.example.org/tip' }, ['DATABASE_URL']],
    ['nothing', { databaseUrl: 'postgres://tip@127.0.0.1/tip' }, []],
    ['nothing, by a socket', { databaseUrl: 'postgres:///tip?host=/run/postgresql' }, []],
  ])('are not made where others reach the house, by %s', async (_, settings, because) => {
    const own = { origin: null, trustedProxies: [], host: '127.0.0.1', databaseUrl: null }
    expect(reachedByOthers({ ...own, ...settings })).toEqual(because)
    if (because.length === 0) return
    const others = { ...house, settings: { ...house.settings, ...own, ...settings } }
    await expect(demoCommand(others, ['load', '--again'], listening().io, openHouse)).rejects.toMatchObject({
      status: 409,
      details: [{ place: because[0] }],
    })
  })
})

describe('tp demo', () => {
  it('does not load beside an example that is here, unless it is asked to', async () => {
    await expect(demo('load')).rejects.toMatchObject({
      status: 409,
      details: [{ place: `/compacts/${loaded.compact}` }],
    })
  })

  it('tells a chapter that there is none, and a word that is no command', async () => {
    for (const argv of [
      ['load', '--until', 'doom'],
      ['load', '--now'],
      ['load', '--again', '--anew'],
      ['unload'],
      ['remove', '--compact', 'it'],
    ])
      await expect(demo(...argv), argv.join(' ')).rejects.toMatchObject({ status: 400 })
    expect((await demo('help')).lines.join('\n')).toContain('What stays: the history')
  })

  it('speaks four languages', () => {
    expect(checkDictionary(words)).toEqual([])
  })

  it('takes all of the example away or nothing', async () => {
    const all = await rowsOf(house.owner, [])
    await sql`create function refuse_once() returns trigger language plpgsql as $$
      begin raise exception 'the power went'; end $$`.execute(house.owner)
    await sql`create trigger the_power_goes before delete on organisations for each row
      when (old.name like 'Advisers%') execute function refuse_once()`.execute(house.owner)
    await expect(removeExamples(house)).rejects.toThrow('the power went')
    expect(await rowsOf(house.owner, [])).toEqual(all)
    await sql`drop trigger the_power_goes on organisations`.execute(house.owner)
  })

  it('takes it away with its people, organisations and files; what is real keeps what leans on it', async () => {
    // Somebody real tried it out as a member of the trust, and the trust was let into a compact that is real.
    const { person } = await signInForTest(house, { name: 'Ama Mensah' })
    const trust = loaded.people.find(({ email }) => email.startsWith('officer.lake'))?.organisation ?? ''
    const mission = loaded.people[0]?.organisation ?? ''
    await transact(house.db, async (trx) => {
      for (const organisation of [trust, mission]) {
        const change = organisationChange(house, operator)
        await beginMembership(trx, change, { organisation, person, by: null })
        await giveRole(trx, change, { person, role: 'reporter', organisation, scope: null })
      }
      await admitParty(trx, changeBy(house, real.by('donor').actor, [real.donor]), {
        compact: real.id,
        organisation: trust,
        side: null,
        part: 'implementer',
      })
    })
    await makeCheckpoint(house)

    const { lines } = await demo('remove')
    expect(lines[0]).toContain('1 pacte, 5 organisations, 15 comptes')
    expect(lines[1]).toContain('Lake Trust (example)')

    expect((await http.inject(`/compacts/${loaded.compact}`)).statusCode).toBe(404)
    for (const path of ['/compacts', '/organisations'])
      expect((await http.inject(path)).body).not.toContain('Exampleland (example)')
    for (const { email } of loaded.people) expect(await personByEmail(house.db, email)).toBeNull()
    expect(
      await house.db
        .selectFrom('memberships')
        .select('organisation_id')
        .where('person_id', '=', person)
        .execute(),
    ).toEqual([{ organisation_id: trust }])
    // Beyond what leans on the trust, all is as it was before the load.
    const now = await rowsOf(house.owner)
    const leaning = ['organisations', 'memberships', 'role_grants', 'compact_parties', 'migrations']
    const own = Object.keys(before).filter((table) => !leaning.includes(table) && !/^accounts_/.test(table))
    for (const table of own) expect([table, now[table]]).toEqual([table, before[table]])
    for (const table of leaning)
      expect(now[table], table).toEqual(expect.arrayContaining(before[table] ?? []))
    expect(leftBehind).not.toContain('documents')
  })

  it('leaves a history that holds, says who took it away, and says so when there is nothing left to take', async () => {
    const { io, errors } = listening()
    await makeCheckpoint(house)
    expect(await verifyHistoryCommand(house, [], io), errors.join('\n')).toBe(0)
    const { rows } =
      await sql`select actor_as, at from events where action = 'took the example away'`.execute(house.db)
    expect(rows).toEqual([{ actor_as: 'operator', at: '2026-11-01T12:00:00.000Z' }])
    await expect(demo('remove')).rejects.toMatchObject({ status: 404 })
  })

  it('begins anew after a load that was cut short, and then is gone', async () => {
    await expect(
      loadExample(house, openHouse, {
        secondFactors: false,
        progress: (day) => {
          if (day === '2020-12-14') throw new Error('cut short')
        },
      }),
    ).rejects.toThrow('cut short')
    await expect(demo('load')).rejects.toMatchObject({ status: 409 })
    const { lines, errors } = await demo('load', '--anew', '--until', 'draft')
    expect(errors.at(-1)).toBe('Rédigé, discuté, avec réponses.')
    const printed = lines.join('\n')
    expect(printed).toMatch(/manager\.donor\.2@example\.org +compact manager\n +([A-Z2-7]{4} ?){8,}/)
    const { code } = await demo('remove', '--json')
    expect(code).toBe(0)
    const { io } = listening()
    expect(await verifyHistoryCommand(house, [], io)).toBe(0)
  }, 180_000)
})
