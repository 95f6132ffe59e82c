import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import { textOf } from '../../test/support/page-checks.ts'
import { historyOf } from '../house/history/record-event.ts'
import { buildServer, type HttpServer } from '../house/http.ts'
import { transact } from '../house/transact.ts'
import { aPerson, asking, join as joinOrganisation } from '../people/organisations/organisations.test-data.ts'
import { rolesOf } from '../people/organisations/roles.ts'
import type { Role } from '../people/policy/actions.ts'
import { formatDay, languages } from '../ui/language.ts'
import { enterAward } from './awards.ts'
import { compareImport, ledgerCsv, readImport } from './csv.ts'
import {
  aCompactInForce,
  anAward,
  anEntry,
  awarded,
  changeOf,
  type Scene,
  written,
} from './funding.test-data.ts'
import { draftsOf, enterMoney, entriesOf } from './ledger.ts'
import { packageDue, quarterAfter } from './packages.ts'
import { fundingRoutes } from './routes.tsx'
import { boardOf } from './tranches.ts'

let house: TestHouse
let http: HttpServer

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2025-07-01T12:00:00Z') })
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: fundingRoutes(house, { css: [], js: [] }) }],
    personOf: async ({ headers }) => {
      const [id, ...more] = String(headers['x-person'] ?? '').split(' ')
      if (!id) return null
      return {
        id,
        roles: await rolesOf(house.db, id, house.now()),
        secondFactor: !more.includes('password-only'),
        hasSecondFactor: true,
      }
    },
    renderFault: (_request, fault) => `<!doctype html><h1>${fault.message}</h1>`,
    clientFolder: null,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const as = (person: string | null) => asking(http, person)

/** The scene with people who have accounts, memberships and roles. */
async function peopled(): Promise<Scene> {
  const scene = await aCompactInForce(house)
  const person = async (name: string, organisation: string, roles: Role[]) => {
    const { id } = await aPerson(house, { name })
    await joinOrganisation(house, id, organisation)
    for (const role of roles) await give(id, role, organisation)
    return id
  }
  return {
    ...scene,
    officer: await person('Olu Officer', scene.donor, ['finance officer']),
    approver: await person('Ana Approver', scene.donor, ['finance approver']),
    verifier: await person('Vera Verifier', scene.donor, ['verifier', 'signatory']),
    minister: await person('Mina Minister', scene.ministry, ['finance approver', 'verifier']),
  }
}
async function give(person: string, role: Role, organisation: string): Promise<void> {
  await house.owner
    .insertInto('role_grants')
    .values({
      id: randomUUID(),
      person_id: person,
      role,
      organisation_id: organisation,
      granted_at: house.now(),
    })
    .execute()
}

const committed = async () => {
  const scene = await peopled()
  await written(house, scene, { amount: { minor: 100_000_000, currency: 'USD' } })
  return scene
}
const satisfied = async (scene: Scene, ...conditions: string[]) => {
  for (const condition of conditions) {
    const at = `/api/v1/compacts/${scene.compact}/conditions/t1/${condition}`
    const brought = await as(scene.minister).api('POST', at, {
      act: 'evidence',
      url: 'https://example.org/act',
    })
    expect(brought.statusCode, brought.body).toBe(201)
    expect((await as(scene.verifier).api('POST', at, { act: 'satisfied' })).statusCode).toBe(201)
  }
}

const shelter = {
  key: 'shelter-1',
  number: 'S-1',
  title: 'Shelter in Ho',
  recipient: 'Free Hands',
  contribution: 'grant',
  instrument: 'grant',
  amount: '10',
  begins: '2024-01-01',
  ends: '2024-12-31',
}

it('An award is entered by one person, agreed to by another with the second factor, and ended with a reason', async () => {
  const scene = await committed()
  const at = `/compacts/${scene.compact}/awards`
  const sent = async (person: string, path: string, form: Record<string, string>) =>
    (await as(person).send(at + path, form)).statusCode
  expect(await sent(scene.minister, '', shelter)).toBe(403)
  expect(await sent(scene.officer, '', { ...shelter, instrument: 'gift' })).toBe(422)
  expect(await sent(scene.officer, '', { ...shelter, organisation: scene.ngo })).toBe(303)
  // What waits is for the parties.
  expect((await as(null).get(at)).body).not.toContain('Free Hands')
  expect((await as(null).get(`${at}/shelter-1`)).statusCode).toBe(404)
  expect((await as(scene.minister).get(at)).body).toContain('Free Hands')
  expect(await sent(scene.officer, '/shelter-1', { verdict: 'agreed' })).toBe(403)
  expect(await sent(`${scene.approver} password-only`, '/shelter-1', { verdict: 'agreed' })).toBe(403)
  expect(await sent(scene.approver, '/shelter-1', { verdict: 'agreed' })).toBe(303)
  expect((await as(null).get(`${at}/shelter-1`)).body).toContain('Shelter in Ho')
  expect(await sent(scene.approver, '/shelter-1/end', { ended: '2024-06-30', reason: '' })).toBe(422)
  expect(await sent(scene.minister, '/shelter-1/end', { ended: '2024-06-30', reason: 'Over' })).toBe(403)
  expect(await sent(scene.approver, '/shelter-1/end', { ended: '2024-06-30', reason: 'It was closed' })).toBe(
    303,
  )
  expect((await as(null).get(`${at}/shelter-1`)).body).toContain('It was closed')
})

describe('Every page about money', () => {
  it.each(languages)('is there in %s, as one document with one heading', async (language) => {
    const scene = await committed()
    const draft = await transact(house.db, (trx) =>
      enterMoney(trx, changeOf(house, scene.officer, scene.donor), scene.compact, anEntry()),
    )
    const [entry] = await entriesOf(house.db, scene.compact)
    const at = `/compacts/${scene.compact}`
    await satisfied(scene, 'law')
    const sent = await as(scene.officer).send(`${at}/packages`, {
      quarter: '2025-Q4',
      tranche: 't1',
      amount: '1',
      progress: 'Two schools were opened and teachers trained.',
      forecast: '2026-Q1 1000',
    })
    expect(sent.statusCode, sent.body).toBe(303)
    await as(scene.officer).send(`${at}/awards`, shelter)
    await as(scene.approver).send(`${at}/awards/shelter-1`, { verdict: 'agreed' })
    await as(scene.officer).send(`${at}/awards`, { ...shelter, key: 'shelter-2' })
    await as(scene.officer).send(`${at}/rates`, {
      base: 'GHS',
      rate: '0.08',
      date: '2024-01-01',
      until: '2024-12-31',
      source: 'Bank of Ghana',
    })
    for (const [person, path] of [
      [null, '/money'],
      [null, '/money?at=2024-12-31&calendar=donor'],
      [null, '/ledger'],
      [null, '/ledger?column=committed&component=none'],
      [null, `/ledger/entries/${entry!.id}`],
      [null, '/conditions'],
      [null, '/conditions/t1/law'],
      [null, '/tranches/t1'],
      [null, '/awards'],
      [null, '/awards/shelter-1'],
      [null, '/rates'],
      [scene.officer, '/money'],
      [scene.officer, '/ledger/new'],
      [scene.officer, `/ledger/new?reverses=${entry!.id}`],
      [scene.officer, '/ledger/import'],
      [scene.officer, '/ledger/waiting'],
      [scene.officer, '/packages'],
      [scene.officer, sent.headers.location!.replace(at, '')],
      [scene.officer, '/awards'],
      [scene.officer, '/awards/shelter-2'],
      [scene.approver, '/awards/shelter-1'],
      [scene.approver, '/awards/shelter-2'],
      [scene.officer, '/rates'],
      [scene.approver, `/ledger/waiting/${draft}`],
      [scene.approver, '/tranches/t1'],
      [scene.verifier, '/conditions/t1/law'],
    ] as const) {
      const url = language === 'en' ? `${at}${path}` : `/${language}${at}${path}`
      const { statusCode, body } = await as(person).get(url)
      expect(statusCode, `${path} ${body.slice(0, 300)}`).toBe(200)
      expect(body).toMatch(new RegExp(`^<!doctype html><html lang="${language}"`))
      expect(body.match(/<h1/g), path).toHaveLength(1)
      expect(body, path).not.toMatch(/NaN|undefined|\[object Object\]| style="/)
      const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size, path).toBe(ids.length)
    }
  })

  it('shows everybody what is public, and only the parties what waits', async () => {
    const scene = await committed()
    const at = `/compacts/${scene.compact}`
    const stranger = (await aPerson(house)).id
    for (const path of ['/ledger/waiting', '/packages', '/ledger/new', '/ledger/import']) {
      expect((await as(stranger).get(at + path)).statusCode, path).toBe(403)
      expect((await as(null).get(at + path)).statusCode, path).not.toBe(200)
    }
    // Who entered and approved is known to the parties; the public knows for whom.
    const [entry] = await entriesOf(house.db, scene.compact)
    const path = `${at}/ledger/entries/${entry!.id}`
    expect((await as(stranger).get(path)).body).not.toContain('Olu Officer')
    expect((await as(scene.minister).get(path)).body).toContain('Olu Officer')
  })

  it('says on money, board and ledger what is suspended, to everybody', async () => {
    const scene = await committed()
    await house.owner
      .insertInto('compact_suspensions')
      .values({
        id: randomUUID(),
        compact_id: scene.compact,
        whole: false,
        elements: JSON.stringify(['lake-fishing']),
        ground: 'responsibilities',
        reason: 'Not met',
        began: new Date('2025-06-01T00:00:00Z'),
      })
      .execute()
    for (const page of ['money', 'conditions', 'ledger']) {
      const text = textOf((await as(null).get(`/compacts/${scene.compact}/${page}`)).body)
      expect(text, page).toMatch(
        /Suspended Suspended since 1 June 2025: “.+”\. Why, and how it ends .+While it lasts, no money/,
      )
    }
  })

  it('shows “–” for a component where what is committed names no line, and the sum where one does', async () => {
    const scene = await peopled()
    await written(house, scene, { line: null, amount: { minor: 40_000_000, currency: 'USD' } })
    const money = async () => {
      const { body } = await as(null).get(`/compacts/${scene.compact}/money`)
      const table = body.slice(body.indexOf('<table'), body.indexOf('</table>'))
      return { text: textOf(body), rows: [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => textOf(row)) }
    }
    const whole = await money()
    expect(textOf((await as(null).get(`/compacts/${scene.compact}/money`)).body)).toMatch(
      /Shelters\s+.{0,40}Planned\s+–\s+No award was agreed to and no money was committed/,
    )
    expect(whole.text).toContain('“Committed” stands as a whole: no entry names a line of the plan')
    expect(whole.rows.find((row) => row.startsWith(' Protection'))).toContain('–')
    expect(whole.rows.at(-1)).toContain('USD 400,000.00')
    await written(house, scene, { line: 'p1', amount: { minor: 100, currency: 'USD' } })
    const named = await money()
    expect(named.text).not.toContain('stands as a whole')
    expect(named.rows.find((row) => row.startsWith(' Protection'))).not.toContain('–')
  })

  it('folds the filter of the ledger away until something is asked for', async () => {
    const scene = await peopled()
    const fold = async (query: string) =>
      /<details[^>]*>/.exec((await as(null).get(`/compacts/${scene.compact}/ledger${query}`)).body)?.[0]
    expect(await fold('')).toBe('<details>')
    expect(await fold('?column=')).toBe('<details>')
    expect(await fold('?column=committed')).toBe('<details open="">')
  })

  it('links every total to the very entries it is the sum of', async () => {
    const scene = await committed()
    await written(house, scene, {
      kind: 'disbursement',
      line: 'p1',
      amount: { minor: 7_000_000, currency: 'USD' },
      date: '2024-03-01',
    })
    await written(house, scene, {
      kind: 'refund',
      line: 'p1',
      amount: { minor: 500_000, currency: 'USD' },
      date: '2024-04-01',
      provider: 'ngo',
      receiver: 'donor',
    })
    const { body } = await as(null).get(`/compacts/${scene.compact}/money`)
    const links = [...body.matchAll(/<a href="([^"]*\/ledger\?[^"]+)">([^<]+)<\/a>/g)].map(
      ([, href, text]) => [href!.replaceAll('&amp;', '&'), text!] as const,
    )
    expect(links.length).toBeGreaterThan(8)
    for (const [href, text] of new Map(links)) {
      const ledger = await as(null).get(href)
      expect(ledger.body, href).toMatch(new RegExp(`coming to ${text.replace(/[.$^]/g, '\\$&')}`))
    }
  })
})

it('A ledger of several kinds shows what is committed and not yet paid, and never adds a promise to its payment', async () => {
  const scene = await committed()
  const usd = (minor: number) => ({ minor, currency: 'USD' })
  await written(house, scene, { kind: 'disbursement', amount: usd(7_000_000), date: '2024-03-01' })
  await written(house, scene, { kind: 'expenditure', amount: usd(50), date: '2024-03-02', provider: 'ngo' })
  const { body } = await as(null).get(`/compacts/${scene.compact}/ledger`)
  expect(body).toContain('3 entries: USD\u00a01,000,000.00 committed, USD\u00a070,000.00 paid out')
  const balances = [...body.matchAll(/<td class="number">([\d.,]+)<\/td><\/tr>/g)].map(([, text]) => text)
  expect(balances).toEqual(['1,000,000.00', '930,000.00', '930,000.00'])
})

describe('Entering and approving', () => {
  const form = {
    kind: 'commitment',
    date: '2024-02-01',
    contribution: 'grant',
    amount: '1,000.50',
    provider: 'donor',
    receiver: 'ngo',
  }

  it('takes two people with the right roles, and the second with the second factor', async () => {
    const scene = await peopled()
    const at = `/compacts/${scene.compact}/ledger`
    expect((await as(scene.approver).send(`${at}/new`, form)).statusCode).toBe(403)
    expect((await as(scene.officer).send(`${at}/new`, form)).statusCode).toBe(303)
    const [draft] = await draftsOf(house.db, scene.compact)
    const decide = (person: string) =>
      as(person).send(`${at}/waiting/${draft!.id}`, { verdict: 'approved', reason: '' })
    expect((await decide(scene.officer)).statusCode).toBe(403)
    // Whoever enters and holds both roles still does not approve.
    await give(scene.officer, 'finance approver', scene.donor)
    const own = await decide(scene.officer)
    expect([own.statusCode, own.body.includes('Two people are needed')]).toEqual([403, true])
    expect((await decide(`${scene.approver} password-only`)).statusCode).toBe(403)
    const done = await decide(scene.approver)
    expect(done.statusCode).toBe(303)
    expect((await as(null).get(String(done.headers.location))).body).toContain('1,000.50')
    expect((await decide(scene.approver)).statusCode).toBe(409)
    const events = await historyOf(house.db, { kind: 'compact', id: scene.compact })
    expect(events.map(({ action }) => action)).toEqual(['approved money', 'entered money'])
  })

  it('waits for whoever takes the role away at that moment, and is then refused', async () => {
    const scene = await peopled()
    const at = `/compacts/${scene.compact}/ledger`
    await as(scene.officer).send(`${at}/new`, form)
    const [draft] = await draftsOf(house.db, scene.compact)
    let approved = false
    let request: Promise<number> | undefined
    await transact(house.owner, async (trx) => {
      await trx.selectFrom('organisations').select('id').where('id', '=', scene.donor).forUpdate().execute()
      request = as(scene.approver)
        .send(`${at}/waiting/${draft!.id}`, { verdict: 'approved', reason: '' })
        .then(({ statusCode }) => {
          approved = true
          return statusCode
        })
      // Until it stands in the queue for the organisation.
      for (let waiting = 0; waiting === 0 && !approved; ) {
        // What other sessions do is read once in a transaction, unless it is asked for anew.
        await sql`select pg_stat_clear_snapshot()`.execute(trx)
        const { rows } = await sql<{ waiting: number }>`select count(*)::integer as waiting from pg_locks l
          join pg_stat_activity a on a.pid = l.pid
          where not l.granted and pg_backend_pid() = any(pg_blocking_pids(l.pid)) and a.query like '%organisations%'`.execute(
          trx,
        )
        waiting = rows[0]?.waiting ?? 0
      }
      expect(approved).toBe(false)
      await trx
        .updateTable('role_grants')
        .set({ ended_at: house.now() })
        .where('person_id', '=', scene.approver)
        .execute()
    })
    expect(await request).toBe(403)
    expect(await entriesOf(house.db, scene.compact)).toEqual([])
  })

  it('makes one draft of a double click', async () => {
    const scene = await peopled()
    const once = randomUUID()
    const at = `/compacts/${scene.compact}/ledger/new`
    await Promise.all([1, 2].map(() => as(scene.officer).send(at, { ...form, once })))
    expect(await draftsOf(house.db, scene.compact)).toHaveLength(1)
  })

  it('keeps what was typed when something is wrong, and says it at each field', async () => {
    const scene = await peopled()
    const { statusCode, body } = await as(scene.officer).send(`/compacts/${scene.compact}/ledger/new`, {
      ...form,
      kind: 'gift',
      amount: 'much',
      date: '2024-02-31',
      note: 'A note that stays',
      url: 'javascript:alert(1)',
    })
    expect(statusCode).toBe(422)
    expect(body).toContain('A note that stays')
    for (const name of ['kind', 'amount', 'date', 'url']) expect(body).toContain(`id="${name}-error"`)
    expect(await draftsOf(house.db, scene.compact)).toEqual([])
  })

  it('says at entry what no approval could take: no tranche, nothing committed yet, a part that is suspended', async () => {
    const scene = await peopled()
    const at = `/compacts/${scene.compact}/ledger/new`
    const enter = async (over: Record<string, string>) => {
      const { statusCode, body } = await as(scene.officer).send(at, {
        kind: 'disbursement',
        date: '2024-06-15',
        amount: '1,000',
        contribution: 'grant',
        provider: 'donor',
        receiver: 'ngo',
        ...over,
      })
      return [statusCode, textOf(body)] as const
    }
    const [early, nothing] = await enter({})
    expect([early, nothing.includes('The commitments do not reach that far')]).toEqual([422, true])
    const waits = await enter({ kind: 'commitment', amount: '100,000', date: '2024-02-01' })
    expect(waits[0]).toBe(303)
    const [status, text] = await enter({ amount: '100,000.01' })
    expect([status, text.includes('This contribution is paid in tranches')]).toEqual([422, true])
    expect((await enter({ date: '2024-01-31' }))[0]).toBe(422)
    await house.owner
      .insertInto('compact_suspensions')
      .values({
        id: randomUUID(),
        compact_id: scene.compact,
        whole: true,
        elements: '[]',
        ground: 'security',
        reason: 'Not met',
        began: new Date('2025-06-01T00:00:00Z'),
      })
      .execute()
    const [refused, why] = await enter({ kind: 'commitment' })
    expect([refused, /suspended/.test(why)]).toEqual([422, true])
    expect(await draftsOf(house.db, scene.compact)).toHaveLength(1)
  })

  it('says in the reader’s language what the ledger refuses, and keeps the draft', async () => {
    const scene = await peopled()
    await as(scene.officer).send(`/compacts/${scene.compact}/ledger/new`, { ...form, amount: '2,000,000' })
    const [draft] = await draftsOf(house.db, scene.compact)
    const refused = await as(scene.approver).send(
      `/fr/compacts/${scene.compact}/ledger/waiting/${draft!.id}`,
      {
        verdict: 'approved',
      },
    )
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain('On engagerait plus que prévu')
    expect(await draftsOf(house.db, scene.compact)).toHaveLength(1)
  })
})

describe('A release with an open condition', () => {
  it('is refused on the page and by the API, and goes through once the condition is met', async () => {
    const scene = await committed()
    const at = `/compacts/${scene.compact}/tranches/t1`
    const asked = await as(scene.officer).send(`${at}/requests`, { amount: '300,000', note: 'Second half' })
    expect(asked.statusCode, asked.body).toBe(303)
    const open = async () => (await boardOf(house.db, scene.compact, '2025-07-01'))[0]!.request!.id
    const decision = async (person: string) =>
      as(person).api('POST', `/api/v1${at}/requests/${await open()}/decision`, { verdict: 'released' })
    const page = await as(scene.approver).send(`${at}/requests/${await open()}`, { verdict: 'released' })
    expect([page.statusCode, page.body.includes('Conditions are open')]).toEqual([409, true])
    const api = await decision(scene.approver)
    expect(api.statusCode).toBe(409)
    expect(api.headers['content-type']).toContain('problem+json')
    expect((await decision(scene.minister)).statusCode).toBe(403)
    expect((await boardOf(house.db, scene.compact, '2025-07-01'))[0]!.releases).toEqual([])

    await satisfied(scene, 'law')
    expect((await decision(scene.approver)).statusCode).toBe(200)
    const shown = await as(null).get(at)
    expect(shown.body).toContain('Released, not yet paid')
    expect(shown.body).toContain('Ana Approver')
  })

  it('is waived by a signatory of the donor, whose name and reason everybody reads', async () => {
    const scene = await committed()
    const at = `/compacts/${scene.compact}/conditions/t1/law`
    const waiver = { act: 'waived', reason: 'Floods closed two districts', capacity: 'Ambassador' }
    expect((await as(scene.minister).send(at, waiver)).statusCode).toBe(403)
    expect((await as(scene.verifier).send(at, waiver)).statusCode).toBe(303)
    const { body } = await as(null).get(at)
    for (const text of ['Vera Verifier', 'Ambassador', 'Floods closed two districts', 'Waived'])
      expect(body).toContain(text)
    // The board says no less than the condition itself.
    for (const path of ['/conditions', '/tranches/t1']) {
      const board = textOf((await as(null).get(`/compacts/${scene.compact}${path}`)).body)
      expect(board).toMatch(/1\.1 .*Waived by Vera Verifier, .*, Ambassador: Floods closed two districts/)
      expect(board).toContain('Holds nothing.')
    }
  })

  it('shows on the board who brings what and who judges, the evidence once it is there, and since when it stands', async () => {
    const scene = await committed()
    const board = async () => (await as(null).get(`/compacts/${scene.compact}/conditions`)).body
    expect(textOf(await board())).toMatch(/1\.1 .*brings evidence: /)
    await satisfied(scene, 'law')
    expect(await board()).toContain('href="https://example.org/act"')
    expect(textOf(await board())).toMatch(/1\.1 .*Found satisfied by [^.]*\. .*Satisfied 1 July 2025 /)
    await house.owner
      .updateTable('compacts')
      .set({ state: 'closed' })
      .where('id', '=', scene.compact)
      .execute()
    expect(textOf(await board())).toMatch(/Held .* to the end\./)
    expect(textOf(await board())).not.toMatch(/Holds (the whole|USD)|brings evidence/)
  })

  it('that is open stops a release under the heading of the page, in its title, and with a link to the form', async () => {
    const scene = await committed()
    const at = `/compacts/${scene.compact}/tranches/t1/requests`
    const { body } = await as(scene.officer).send(at, { amount: '900,000', note: 'More than there is' })
    expect(body).toMatch(/<title>Error: /)
    expect(body).toMatch(/<\/h1><div class="error-summary"/)
    expect(body.match(/error-summary/g)).toHaveLength(1)
  })

  it('is said not to apply by a signatory of the donor alone, named with the reason to everybody', async () => {
    const scene = await committed()
    const { id: judge } = await aPerson(house, { name: 'Judy Judge' })
    await joinOrganisation(house, judge, scene.donor)
    await give(judge, 'verifier', scene.donor)
    const page = `/compacts/${scene.compact}/conditions/t1/law`
    const word = { act: 'not applicable', reason: 'The law was there before', capacity: 'Ambassador' }
    for (const person of [judge, scene.minister, scene.officer, scene.approver]) {
      expect((await as(person).api('POST', `/api/v1${page}`, word)).statusCode).toBe(403)
      expect((await as(person).send(page, word)).statusCode).toBe(403)
    }
    expect((await as(judge).get(page)).body).not.toContain('value="not applicable"')
    expect((await as(scene.verifier).get(page)).body).toContain('value="not applicable"')
    expect((await as(scene.verifier).api('POST', `/api/v1${page}`, word)).statusCode).toBe(201)
    const { body } = await as(null).get(`/api/v1/compacts/${scene.compact}/conditions`)
    for (const text of ['"name":"Vera Verifier"', '"capacity":"Ambassador"', word.reason])
      expect(body).toContain(text)
    for (const shown of [page, `/compacts/${scene.compact}/conditions`]) {
      const { body } = await as(null).get(shown)
      for (const text of ['Vera Verifier', 'Ambassador', word.reason, 'Said not to apply'])
        expect(body, shown).toContain(text)
    }
  })
})

describe('What the receiver wrote down as given', () => {
  it('says on the page and by the API whose approval is missing, and is approved by nobody else', async () => {
    const scene = await peopled()
    const { name } = await house.db
      .selectFrom('organisations')
      .select('name')
      .where('id', '=', scene.donor)
      .executeTakeFirstOrThrow()
    const theirs = async (role: Role) => {
      const { id } = await aPerson(house, { name: 'Nana Ngo' })
      await joinOrganisation(house, id, scene.ngo)
      await give(id, role, scene.ngo)
      return id
    }
    const officer = await theirs('finance officer')
    const approver = await theirs('finance approver')
    const drafts = `/api/v1/compacts/${scene.compact}/ledger/drafts`
    const entered = await as(officer).api('POST', drafts, {
      kind: 'pledge',
      date: '2024-02-01',
      value: { minor: 100_000_000, currency: 'USD' },
      contribution: 'grant',
      provider: 'donor',
      receiver: 'ngo',
    })
    const { draft } = entered.json()
    const at = `/compacts/${scene.compact}/ledger/waiting/${draft}`
    expect((await as(officer).get(drafts)).json().drafts).toMatchObject([{ approvers: [scene.donor] }])
    expect(textOf((await as(officer).get(`/compacts/${scene.compact}/ledger/waiting`)).body)).toContain(name)
    const seen = await as(approver).get(at)
    expect(textOf(seen.body)).toContain(`It is the money of ${name}`)
    expect(seen.body).not.toContain('value="approved"')
    const tried = await as(approver).send(at, { verdict: 'approved' })
    expect([tried.statusCode, textOf(tried.body).includes(name)]).toEqual([403, true])
    const byApi = await as(approver).api('POST', `${drafts}/${draft}/decision`, { verdict: 'approved' })
    expect([byApi.statusCode, byApi.body.includes(name)]).toEqual([403, true])
    expect((await as(scene.approver).get(at)).body).toContain('value="approved"')
    expect((await as(scene.approver).send(at, { verdict: 'approved' })).statusCode).toBe(303)
    expect((await as(null).get(`/api/v1/compacts/${scene.compact}/ledger`)).json().entries).toHaveLength(1)
  })
})

describe('A disbursement package', () => {
  it('freezes the board of its day, asks for the release, and is answered by its letter', async () => {
    const scene = await committed()
    const at = `/compacts/${scene.compact}`
    const sent = await as(scene.officer).send(`${at}/packages`, {
      quarter: '2025-Q4',
      tranche: 't1',
      amount: '300,000',
      progress: 'Two schools were opened and teachers trained.',
      forecast: '2026-Q1 100,000\n2026-Q2 50,000',
    })
    expect(sent.statusCode).toBe(303)
    await satisfied(scene, 'law')
    const [tranche] = await boardOf(house.db, scene.compact, '2025-07-01')
    const letter = 'Released as asked; the audit is due in March.'
    const done = await as(scene.approver).send(`${at}/tranches/t1/requests/${tranche!.request!.id}`, {
      verdict: 'released',
      reason: letter,
    })
    expect(done.statusCode).toBe(303)
    const { body } = await as(scene.officer).get(String(sent.headers.location))
    for (const text of [letter, '100,000.00', 'Not yet judged', 'Released']) expect(body).toContain(text)
  })

  it('asks for nothing of a payment that is wholly released, nor of a compact that is over', async () => {
    const scene = await committed()
    const page = async () => (await as(scene.officer).get(`/compacts/${scene.compact}/packages`)).body
    const board = async () => textOf((await as(null).get(`/compacts/${scene.compact}/conditions`)).body)
    expect(await page()).toContain('<option value="t1"')
    await satisfied(scene, 'law', 'audit')
    const at = `/compacts/${scene.compact}/tranches/t1/requests`
    await as(scene.officer).send(at, { amount: '400,000', note: 'All of it' })
    const { id } = (await boardOf(house.db, scene.compact, '2025-07-01'))[0]!.request!
    const released = await as(scene.approver).api('POST', `/api/v1${at}/${id}/decision`, {
      verdict: 'released',
    })
    expect(released.statusCode, released.body).toBe(200)
    expect(await page()).not.toContain('<option value="t1"')
    expect(await board()).toMatch(/is released, all of it/)
    expect(await board()).not.toContain('USD 0.00 can be released now')
    await house.owner
      .updateTable('compacts')
      .set({ state: 'closed' })
      .where('id', '=', scene.compact)
      .execute()
    expect(await page()).not.toContain('name="quarter"')
    expect(textOf(await page())).toContain('This compact is over: no package is sent any more.')
    expect(await board()).not.toContain('can be released now')
  })

  it('is due twenty days before the quarter begins', () => {
    expect(packageDue('2025-Q2')).toBe('2025-03-11')
    expect(quarterAfter('2025-Q4')).toBe('2026-Q1')
  })
})

describe('Entries out of a file', () => {
  const heads = 'kind,date,amount,currency,contribution,line,provider,receiver,note\n'
  const good = `${heads}pledge,2024-01-10,1000.50,USD,grant,p1,donor,ngo,First\ncommitment,2024-02-01,2000,USD,grant,,donor,ngo,"Second, signed"\n`

  it('are looked at first, then entered for approval, and not a second time', async () => {
    const scene = await peopled()
    const at = `/compacts/${scene.compact}/ledger/import`
    const look = await as(scene.officer).send(at, { text: good, step: 'look' })
    expect(look.body).toContain('2 would be added, 0 are there already, 0 are wrong.')
    expect(await draftsOf(house.db, scene.compact)).toEqual([])
    expect((await as(scene.officer).send(at, { text: good, step: 'enter' })).statusCode).toBe(303)
    expect((await draftsOf(house.db, scene.compact)).map(({ minor }) => minor).sort()).toEqual([
      100_050, 200_000,
    ])
    const again = await as(scene.officer).send(at, { text: good, step: 'look' })
    expect(again.body).toContain('0 would be added, 2 are there already')
    // Each says which file it was read from: for the parties, before it is approved and after.
    const [draft] = await draftsOf(house.db, scene.compact)
    const hash = createHash('sha256').update(good).digest('hex')
    expect(draft?.import).toBe(hash)
    const page = await as(scene.approver).get(`/compacts/${scene.compact}/ledger/waiting/${draft?.id}`)
    expect(page.body).toContain(`/documents/${hash}`)
    const { location } = (
      await as(scene.approver).send(`/compacts/${scene.compact}/ledger/waiting/${draft?.id}`, {
        verdict: 'approved',
      })
    ).headers
    expect((await as(scene.approver).get(String(location))).body).toContain(`/documents/${hash}`)
    expect((await as(null).get(String(location))).body).not.toContain(hash)
    await as(scene.officer).send(at, { text: good, step: 'enter' })
    expect(await draftsOf(house.db, scene.compact)).toHaveLength(1)
  })

  it('are not entered at all while one cell is wrong, and each is named with its line', async () => {
    const scene = await peopled()
    const long = readImport(heads + 'pledge,2024-01-10,1,USD,grant,,donor,ngo,\n'.repeat(1001))
    expect(long.faults).toEqual([{ column: '', fault: 'too many rows' }])
    const hostile = readImport(
      'kind,date,amount,currency,contribution,provider,receiver,url\npledge,2024-01-10,1,USD,grant,donor,ngo,javascript:alert(1)',
    )
    expect(hostile.rows[0]?.faults).toEqual([{ column: 'url', fault: 'not an address' }])
    const turned = readImport(`${heads}pledge,2024-01-10,1,USD,grant,,donor,ngo,\u202Eetoned`)
    expect(turned.rows[0]?.faults).toEqual([{ column: 'note', fault: 'unseen' }])
    const text = `${good}pledge,2024-13-10,1.005,USD,grant,,donor,,\n`
    const sent = await as(scene.officer).send(`/compacts/${scene.compact}/ledger/import`, {
      text,
      step: 'enter',
    })
    expect(sent.body).toContain('“date” is no day')
    expect(sent.body).toContain('“amount” is no amount')
    expect(sent.body).toContain('“receiver” is empty')
    expect(await draftsOf(house.db, scene.compact)).toEqual([])
    expect(readImport('kind;date\npledge;2024-01-01').faults.map(({ fault }) => fault)).toContain(
      'column missing',
    )
  })

  it('are looked at as entering and approving would: each line that is refused is named with its reason', async () => {
    const scene = await committed()
    const at = `/compacts/${scene.compact}/ledger/import`
    const text = [
      'kind,date,amount,currency,contribution,tranche,provider,receiver,note',
      'pledge,2024-01-10,1000.50,USD,grant,,donor,ngo,First',
      'disbursement,2024-01-20,300000,USD,grant,t1,donor,ngo,Nothing is released',
      'expenditure,2024-02-01,70000,USD,grant,,ngo,ngo,Nothing was ever received',
      'pledge,2024-01-10,1000.50,USD,grant,,donor,ngo,First',
    ].join('\n')
    for (const step of ['look', 'enter']) {
      const { body, statusCode } = await as(scene.officer).send(at, { text, step })
      expect(statusCode).toBe(422)
      expect(textOf(body)).toContain('3 would be added, 0 are there already, one is wrong.')
      expect(body).toContain('<a href="#line-3">Line 3: More would be paid than was released')
      expect(body).toContain('id="line-3"')
      expect(textOf(body)).toContain('As things stand nobody could approve it:')
      expect(textOf(body)).toContain('One row could not be approved as things stand.')
      expect(textOf(body)).toContain('5 new, the same as line 2')
    }
    expect(await draftsOf(house.db, scene.compact)).toEqual([])
    expect((await entriesOf(house.db, scene.compact)).length).toBe(1)
  })

  it('may carry an exception with its reason, row by row, which is looked at and approved like one of the form', async () => {
    const scene = await committed()
    await satisfied(scene, 'law', 'audit')
    const at = `/compacts/${scene.compact}/ledger/import`
    const row = (line: string, exception: string) =>
      `disbursement,2025-07-01,1000,USD,grant,${line},t1,donor,ngo,${exception}\n`
    const columns = 'kind,date,amount,currency,contribution,line,tranche,provider,receiver,exception\n'
    const short = await as(scene.officer).send(at, { text: `${columns}${row('p1', 'no')}`, step: 'look' })
    expect(textOf(short.body)).toContain('exception: a reason has at least three letters.')
    const text = `${columns}${row('p1', 'The release was signed on paper')}${row('p1', '')}`
    const look = await as(scene.officer).send(at, { text, step: 'look' })
    expect(look.statusCode).toBe(422)
    expect(textOf(look.body)).toContain('A limit may be passed, because: The release was signed on paper')
    expect(look.body).toContain('href="#line-3"')
    expect(look.body).not.toContain('href="#line-2"')
    const alone = `${columns}${row('p1', 'The release was signed on paper')}`
    expect((await as(scene.officer).send(at, { text: alone, step: 'enter' })).statusCode).toBe(303)
    const [draft] = await draftsOf(house.db, scene.compact)
    expect(draft).toMatchObject({ exception: 'The release was signed on paper', minor: 100_000 })
    const approved = await as(scene.approver).send(`/compacts/${scene.compact}/ledger/waiting/${draft?.id}`, {
      verdict: 'approved',
    })
    expect(approved.statusCode).toBe(303)
    expect(textOf((await as(null).get(`/compacts/${scene.compact}/money`)).body)).toContain(
      'The release was signed on paper',
    )
  })

  it('that differ in note, tranche, award or address alone are others, and the same are entered where somebody says so', async () => {
    const scene = await peopled()
    const at = `/compacts/${scene.compact}/ledger/import`
    const waiting = async () => (await draftsOf(house.db, scene.compact)).length
    const row = 'pledge,2024-01-10,5,USD,grant,,donor,ngo,'
    expect(
      (await as(scene.officer).send(at, { text: `${heads}${row}First\n`, step: 'enter' })).statusCode,
    ).toBe(303)
    expect(
      (await as(scene.officer).send(at, { text: `${heads}${row}Second\n`, step: 'enter' })).statusCode,
    ).toBe(303)
    expect(await waiting()).toBe(2)
    const text = `${heads}${row}Second\n${row}Third\n`
    const unseen = await as(scene.officer).send(at, { text, step: 'enter' })
    expect([unseen.statusCode, unseen.body.includes('Rows that are there already')]).toEqual([200, true])
    expect(await waiting()).toBe(2)
    expect((await as(scene.officer).send(at, { text, step: 'enter', same: '1' })).statusCode).toBe(303)
    expect(await waiting()).toBe(3)
    const none = await as(scene.officer).send(at, { text, step: 'enter', same: '2' })
    expect([none.statusCode, await waiting()]).toEqual([200, 3])
    const all = await as(scene.officer).send(at, { text, step: 'enter', same: '2', all: 'yes' })
    expect([all.statusCode, await waiting()]).toEqual([303, 5])
    const other = await compareImport(
      house.db,
      scene.compact,
      readImport(
        `kind,date,amount,currency,contribution,provider,receiver,note,tranche,url\n${[',t1', ',,https://example.org/1', ','].map((end) => `pledge,2024-01-10,5,USD,grant,donor,ngo,First${end}`).join('\n')}`,
      ),
    )
    expect(other.rows.map(({ is }) => is)).toEqual(['new', 'new', 'same'])
  })

  it('are refused with a head twice, a cell under no head, or a text longer than a form takes', () => {
    const faults = (text: string) => {
      const plan = readImport(text)
      return [...plan.faults, ...plan.rows.flatMap((row) => row.faults)]
    }
    expect(faults(`amount,${good}`)).toEqual([{ column: 'amount', fault: 'column twice' }])
    const row = 'pledge,2024-01-10,5,USD,grant,,donor,ngo,'
    expect(faults(`${heads}${row}Floods, and rain\n`)).toEqual([{ column: 'and rain', fault: 'surplus' }])
    expect(faults(`${heads}${row}${'x'.repeat(2001)}\n`)).toEqual([{ column: 'note', fault: 'too long' }])
  })

  it('go out as CSV that opens no formula, and what went out is the same when it comes back', async () => {
    const scene = await peopled()
    await written(house, scene, { note: '=1+1' })
    await written(house, scene, { amount: { minor: -100, currency: 'USD' }, note: 'Less' })
    let csv = ''
    for await (const part of ledgerCsv(house.db, scene.compact)) csv += part
    expect(csv).toContain("'=1+1")
    expect(csv).toContain(',-1.00,USD,')
    const { body, headers } = await as(null).get(`/compacts/${scene.compact}/ledger.csv`)
    expect(body).toBe(csv)
    expect(headers['content-type']).toContain('text/csv')
    const json = (await as(null).get(`/api/v1/compacts/${scene.compact}/ledger.json`)).json()
    expect(json.entries.map((each: { value: object }) => each.value)).toEqual([
      { minor: 50_000_000, currency: 'USD' },
      { minor: -100, currency: 'USD' },
    ])
    const back = `${heads}commitment,2024-02-01,500000.00,USD,grant,,donor,ngo,'=1+1\n`
    const plan = await compareImport(house.db, scene.compact, readImport(back))
    expect(plan.rows).toMatchObject([{ is: 'same', sameAs: '1' }])
  })
})

describe('The API', () => {
  it('gives awards with their sub-awards and money to everybody, and what waits to the parties', async () => {
    const scene = await peopled()
    const at = `/api/v1/compacts/${scene.compact}/awards`
    const ask = async (person: string | null, path = at) => (await as(person).api('GET', path)).json()
    expect(await ask(null)).toEqual({ awards: [] })
    await awarded(house, scene, { key: 'beds' })
    await awarded(house, scene, { key: 'beds-ho', number: 'A-1/1', parent: 'beds', minor: 400_000 })
    await written(house, scene, { line: 'p1' })
    await written(house, scene, {
      ...{ kind: 'disbursement', line: 'p1', award: 'beds', receiver: 'award:beds' },
      amount: { minor: 300_000, currency: 'USD' },
    })
    await transact(house.db, (trx) =>
      enterAward(trx, changeOf(house, scene.officer, scene.donor), scene.compact, anAward({ key: 'later' })),
    )
    const usd = (minor: number) => ({ minor, currency: 'USD' })
    const { awards, waiting } = await ask(null)
    expect(waiting).toBeUndefined()
    expect(awards).toMatchObject([
      {
        ...{ key: 'beds', number: 'A-1', state: 'agreed', initiative: 'shelters', ended: null },
        ...{ value: usd(1_000_000), received: usd(300_000), passedOn: usd(0), spent: usd(0) },
        subAwards: [{ key: 'beds-ho', parent: 'beds', value: usd(400_000), subAwards: [] }],
      },
    ])
    expect(JSON.stringify(awards)).not.toContain(scene.officer)
    expect((await ask(scene.minister)).waiting).toMatchObject([{ key: 'later', state: 'entered' }])
    expect(await ask(null, `${at}/beds-ho`)).toEqual(awards[0].subAwards[0])
    expect((await as(null).api('GET', `${at}/later`)).statusCode).toBe(404)
  })

  it('takes no day that is none, and no such day takes a page down', async () => {
    const scene = await peopled()
    const at = `/api/v1/compacts/${scene.compact}`
    const { date: _, amount: value, ...rest } = anEntry()
    for (const date of ['9999-99-99', '2024-02-30', '2023-02-29']) {
      const answer = await as(scene.officer).api('POST', `${at}/ledger/drafts`, { ...rest, value, date })
      expect([answer.statusCode, answer.json().details[0].place]).toEqual([422, 'date'])
      expect((await as(null).get(`${at}/ledger?from=${date}`)).statusCode).toBe(422)
      expect((await as(null).get(`${at}/money?at=${date}`)).statusCode).toBe(422)
    }
    // And a row that has one all the same, from wherever, is shown with it.
    expect(formatDay('en', '9999-99-99')).toBe('9999-99-99')
  })

  it('enters a rate for one party and takes the word of another, and shows no one what waits', async () => {
    const scene = await peopled()
    const at = `/api/v1/compacts/${scene.compact}/rates`
    const body = {
      base: 'GHS',
      quote: 'USD',
      date: '2024-01-01',
      until: '2024-12-31',
      rate: '0.08',
      source: 'Bank of Ghana',
    }
    const { rate } = (await as(scene.officer).api('POST', at, body)).json()
    expect((await as(null).get(at)).json()).toEqual({ rates: [] })
    expect(
      (await as(scene.approver).api('POST', `${at}/${rate}/answer`, { verdict: 'agreed' })).statusCode,
    ).toBe(403)
    const page = `/compacts/${scene.compact}/rates/${rate}`
    expect((await as(scene.minister).get(page)).body).toContain('Agree to it')
    expect((await as(scene.minister).send(page, { verdict: 'agreed' })).statusCode).toBe(303)
    expect((await as(null).get(at)).json().rates).toMatchObject([{ rate: '0.08', verdict: 'agreed' }])
    const replaced = await as(scene.officer).send(`/compacts/${scene.compact}/rates`, {
      ...body,
      rate: '0,09',
    })
    expect([replaced.statusCode, replaced.body.includes('agreed to already')]).toEqual([422, true])
  })

  it('pages through the ledger in its order and adds it up', async () => {
    const scene = await peopled()
    for (const date of ['2024-03-01', '2024-01-05', '2024-02-01'])
      await written(house, scene, { date, amount: { minor: 100, currency: 'USD' } })
    const at = `/api/v1/compacts/${scene.compact}/ledger`
    const answer = await as(null).get(`${at}?limit=2`)
    expect(answer.statusCode, answer.body).toBe(200)
    const first = answer.json()
    expect(first.entries.map(({ date }: { date: string }) => date)).toEqual(['2024-01-05', '2024-02-01'])
    expect(first.sums).toEqual([{ currency: 'USD', minor: 300, entries: 3 }])
    const second = (await as(null).get(`${at}?limit=2&after=${first.next}`)).json()
    expect(second.entries.map(({ number }: { number: number }) => number)).toEqual([1])
    expect(second.next).toBeNull()
    const money = (await as(null).get(`/api/v1/compacts/${scene.compact}/money`)).json()
    expect(money).toMatchObject({ version: 1, currency: 'USD', at: '2025-07-01' })
  })

  it('asks for a key, refuses what it does not know, and names no person', async () => {
    const scene = await committed()
    const at = `/api/v1/compacts/${scene.compact}/ledger/drafts`
    const wrong = await as(scene.officer).api('POST', at, { kind: 'gift', date: '2024-01-01' })
    expect(wrong.statusCode).toBeGreaterThanOrEqual(400)
    expect(wrong.statusCode).toBeLessThan(500)
    const reference = await as(scene.officer).api('POST', at, {
      kind: 'pledge',
      date: '2024-01-01',
      value: { minor: 1, currency: 'USD' },
      contribution: 'grant',
      provider: 'donor',
      receiver: 'ngo',
      document: 'a'.repeat(64),
    })
    expect(reference.statusCode).toBe(422)
    const body = {
      kind: 'pledge',
      date: '2024-01-01',
      contribution: 'grant',
      provider: 'donor',
      receiver: 'ngo',
    }
    for (const value of [
      { minor: 1e300, currency: 'USD' },
      { minor: 1.5, currency: 'USD' },
    ]) {
      const odd = await as(scene.officer).api('POST', at, { ...body, value })
      expect([400, 422]).toContain(odd.statusCode)
    }
    const deferral = { act: 'deferred', reason: 'Later', until: '2026-02-31' }
    const never = await as(scene.verifier).api(
      'POST',
      `/api/v1/compacts/${scene.compact}/conditions/t1/law`,
      deferral,
    )
    expect(never.statusCode).toBe(422)
    const conditions = await as(null).get(`/api/v1/compacts/${scene.compact}/conditions`)
    for (const person of [scene.officer, scene.verifier]) expect(conditions.body).not.toContain(person)
  })
})

it('A tranche is cancelled or put off by a signatory of the donor, whose name and reason everybody reads', async () => {
  const scene = await committed()
  await satisfied(scene, 'law', 'audit')
  const page = `/compacts/${scene.compact}/tranches/t1`
  const read = async (person: string | null) => textOf((await as(person).get(page)).body)
  const decision = { act: 'deferred', until: '2025-10-01', why: 'Elections', capacity: 'Ambassador' }
  expect(await read(scene.minister)).not.toContain('Cancel or put off')
  expect((await as(scene.minister).send(`${page}/decisions`, decision)).statusCode).toBe(403)
  const without = await as(scene.verifier).send(`${page}/decisions`, { ...decision, why: '' })
  expect(without.statusCode).toBe(422)
  expect(without.body).toMatch(/aria-describedby="[^"]*why/)
  expect((await as(scene.verifier).send(`${page}/decisions`, decision)).statusCode).toBe(303)
  expect(await read(null)).toMatch(
    /Put off until 1 October 2025 by Vera Verifier, .+, Ambassador on 1 July 2025. Elections/,
  )
  const request = await as(scene.officer).api('POST', `/api/v1${page}/requests`, {
    minor: 100,
    note: 'As planned',
  })
  const release = await as(scene.approver).api(
    'POST',
    `/api/v1${page}/requests/${request.json().request}/decision`,
    { verdict: 'released' },
  )
  expect([release.statusCode, release.json().details?.[0]?.place]).toEqual([409, 'tranches/t1'])
  await as(scene.approver).api('POST', `/api/v1${page}/requests/${request.json().request}/decision`, {
    verdict: 'refused',
    reason: 'It is put off',
  })
  const cancelled = await as(scene.verifier).api('POST', `/api/v1${page}/decisions`, {
    act: 'cancelled',
    reason: 'The programme moved',
  })
  expect(cancelled.statusCode, cancelled.body).toBe(201)
  expect(await read(null)).toContain('USD 400,000.00 of it is never released. The programme moved')
  const board = (await as(null).api('GET', `/api/v1/compacts/${scene.compact}/conditions`)).json()
  expect(board.tranches[0]).toMatchObject({
    state: 'cancelled',
    decisions: [
      { act: 'deferred', name: 'Vera Verifier', until: '2025-10-01' },
      { act: 'cancelled', name: 'Vera Verifier', freed: { minor: 40_000_000, currency: 'USD' } },
    ],
  })
  expect(JSON.stringify(board)).not.toContain(scene.verifier)
})
