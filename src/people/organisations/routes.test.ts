import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { historyRoutes } from '../../house/history/routes.tsx'
import type { HttpServer } from '../../house/http.ts'
import { languages } from '../../ui/language.ts'
import { type Action, actions } from '../policy/actions.ts'
import { protectedRoutes } from '../protected/routes.tsx'
import { type Change, changeBy, type Trx } from './change.ts'
import { invite } from './invitations.ts'
import { endMembership, endRole, membersOf } from './memberships.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  asPerson,
  give,
  join,
  linkTo,
  mailsOf,
  openDoor,
} from './organisations.test-data.ts'
import { findOrganisation, makeOrganisation } from './store.ts'

let house: TestHouse
let http: HttpServer
let administrator: string
let representative: string
let member: string
let stranger: string
let organisation: string
let group: string

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z') })
  const assets = { css: [], js: [] }
  http = await openDoor(house, { besides: [historyRoutes(house, assets), protectedRoutes(house, assets)] })
  administrator = (await aPerson(house, { name: 'Adjoa Administrator' })).id
  representative = (await aPerson(house, { name: 'Yaw Darko' })).id
  member = (await aPerson(house, { name: 'Efua Boateng' })).id
  stranger = (await aPerson(house, { name: 'Sam Stranger' })).id
  await give(house, administrator, 'administrator')
  organisation = await anOrganisation(house, { name: 'Free Hands', website: 'https://hands.example.org' })
  await join(house, representative, organisation, 'representative')
  await join(house, member, organisation)
  group = await anOrganisation(house, { name: 'Voices', kind: 'survivors-group', country: null })
  await join(house, (await aPerson(house)).id, group, 'representative')
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const as = (person: string | null) => asking(http, person)
const membershipOf = async (person: string) =>
  (await membersOf(house.db, organisation)).find((each) => each.person === person)!
const good = { kind: 'union', name: 'Dockers', country: 'SEN', website: '', listed: 'yes' }

/** Whether somebody waits for another in the tables of this house. */
const oneWaits = async (): Promise<void> => {
  for (;;) {
    const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_locks
      where not granted and pid in (select pid from pg_locks l join pg_class c on c.oid = l.relation
        join pg_namespace n on n.oid = c.relnamespace where n.nspname = ${house.schema})`.execute(house.owner)
    if ((rows[0]?.waiting ?? 0) > 0) return
  }
}
/** Sends something while another transaction is at work; it ends once the sender waits for it. */
const meanwhile = async <Answer>(
  work: (trx: Trx, change: Change) => Promise<unknown>,
  send: () => Promise<Answer>,
): Promise<Answer> => {
  let sent: Promise<Answer> | null = null
  await house.db.transaction().execute(async (trx) => {
    await work(trx, changeBy(house, operator))
    sent = send()
    await oneWaits()
  })
  return sent!
}

describe('Every page of the room', () => {
  const paths = async () => {
    const { id, roles } = await membershipOf(representative)
    await as(representative).send(`/organisations/${organisation}/invitations`, {
      email: 'guest@example.org',
      role: 'member',
    })
    const at = `/organisations/${organisation}`
    return [
      '/organisations',
      '/organisations?kind=ngo&country=GHA',
      '/organisations/new',
      at,
      `${at}/edit`,
      `${at}/end`,
      `${at}/members`,
      `${at}/members/${id}`,
      `${at}/members/${id}/end`,
      `${at}/members/${id}/roles/${roles[0]!.id}/end`,
      `${at}/invitations`,
      '/account/may',
      `/account/may?organisation=${organisation}`,
      '/account/may?country=GHA',
    ]
  }

  it.each(languages)('is there in %s, as one document with one heading', async (language) => {
    for (const path of await paths()) {
      const { statusCode, body } = await as(administrator).get(
        language === 'en' ? path : `/${language}${path}`,
      )
      expect(statusCode, path).toBe(200)
      expect(body).toMatch(new RegExp(`^<!doctype html><html lang="${language}"`))
      expect(body.match(/<h1/g)).toHaveLength(1)
      expect(body, path).not.toMatch(/NaN|undefined|\[object Object\]| style="/)
      const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size, path).toBe(ids.length)
    }
  })

  it('is refused to a stranger where it is not theirs, and leads who is not signed in to sign in', async () => {
    for (const path of await paths()) {
      if (['/organisations', '/account/may'].some((open) => path.split('?')[0] === open)) continue
      const allowed = path === `/organisations/${organisation}`
      expect((await as(stranger).get(path)).statusCode, path).toBe(allowed ? 200 : 403)
      expect((await as(null).get(path)).headers.location, path).toContain('/account/sign-in?next=')
    }
  })

  it('is not found under an id that cannot be one', async () => {
    for (const path of [
      '/organisations/1',
      '/organisations/../../etc',
      `/organisations/${organisation}/members/x`,
    ])
      expect((await as(administrator).get(path)).statusCode, path).toBe(404)
  })
})

describe('An organisation on its page', () => {
  it('shows who belongs to it to itself, and to others how many', async () => {
    const own = await as(member).get(`/organisations/${organisation}/members`)
    expect(own.body).toContain('Yaw Darko')
    const other = await as(stranger).get(`/organisations/${organisation}`)
    expect(other.body).toContain('2 people belong to it.')
    expect(other.body).not.toContain('Yaw Darko')
    expect(other.body).not.toContain('id="history"')
    expect((await as(member).get(`/organisations/${organisation}`)).body).toContain('id="history"')
  })

  it('does not count the few of a survivors’ group before others, on page and API alike', async () => {
    for (const path of [`/organisations/${group}`, '/organisations?kind=survivors-group']) {
      const { body } = await as(stranger).get(path)
      expect(body).toMatch(/[Ff]ewer than 10/)
      expect(body).not.toMatch(/>1 person|One person/)
    }
    const answer = await as(stranger).api('GET', `/api/v1/organisations/${group}`)
    expect(answer.json().members).toEqual({ fewerThan: 10 })
    expect((await as(administrator).api('GET', `/api/v1/organisations/${group}`)).json().members).toEqual({
      count: 1,
    })
  })

  it('that is not listed is there for those who belong to it, and for nobody else', async () => {
    const hidden = await anOrganisation(house, { name: 'Quiet House', listed: false })
    const inside = (await aPerson(house)).id
    await join(house, inside, hidden)
    for (const [person, status] of [
      [inside, 200],
      [administrator, 200],
      [stranger, 404],
    ] as const) {
      expect((await as(person).get(`/organisations/${hidden}`)).statusCode).toBe(status)
      expect((await as(person).get('/organisations')).body.includes('Quiet House')).toBe(status === 200)
      const listed = (await as(person).api('GET', '/api/v1/organisations?limit=200')).json().organisations
      expect(listed.some(({ id }: { id: string }) => id === hidden)).toBe(status === 200)
    }
    expect((await as(stranger).get('/account/may')).body).not.toContain('Quiet House')
  })
})

describe('Making and changing an organisation', () => {
  it('is for administrators who have passed the second factor', async () => {
    expect((await as(representative).send('/organisations', good)).statusCode).toBe(403)
    expect((await as(`${administrator} password-only`).send('/organisations', good)).statusCode).toBe(403)
    const made = await as(administrator).send('/organisations', good)
    expect(made.statusCode).toBe(303)
    expect((await as(administrator).get(String(made.headers.location))).body).toContain('Dockers')
  })

  it('makes one of a double click', async () => {
    const once = '22222222-2222-4222-8222-222222222222'
    const twice = { ...good, name: 'Twice', once }
    const answers = await Promise.all([1, 2].map(() => as(administrator).send('/organisations', twice)))
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303])
  })

  it('keeps what was typed when something is wrong with it, and says what at each field', async () => {
    const { statusCode, body } = await as(administrator).send('/organisations', {
      ...good,
      name: 'A name that stays',
      kind: 'pirates',
      country: 'XXX',
      website: 'javascript:alert(1)',
    })
    expect(statusCode).toBe(422)
    expect(body).toContain('value="A name that stays"')
    expect(body).toContain('value="javascript:alert(1)"')
    for (const field of ['kind', 'country', 'website']) expect(body).toContain(`id="${field}-error"`)
  })

  it('refuses a name that is taken in the same country, at its field', async () => {
    const { statusCode, body } = await as(administrator).send('/organisations', {
      ...good,
      name: 'free hands',
      country: 'GHA',
    })
    expect(statusCode).toBe(422)
    expect(body).toContain('There is an organisation of this name already.')
  })

  it('refuses it as well when another took it a moment ago', async () => {
    const values = { kind: 'union', name: 'Only one', country: 'SEN', website: null, listed: true } as const
    const answer = await meanwhile(
      (trx, change) => makeOrganisation(trx, change, values),
      () => as(administrator).send('/organisations', { ...good, name: 'Only one' }),
    )
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('There is an organisation of this name already.')
  })

  it('shows both versions when somebody else was faster, and keeps what was typed', async () => {
    const id = await anOrganisation(house, { name: 'Contested', country: 'TGO' })
    const edit = (values: object) =>
      as(administrator).send(`/organisations/${id}/edit`, { ...good, country: 'TGO', ...values })
    expect((await edit({ name: 'First wins', version: '1' })).statusCode).toBe(303)
    const late = await edit({ name: 'Second typed', version: '1' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('First wins')
    expect(late.body).toContain('value="Second typed"')
    expect(late.body).toContain('name="version" value="2"')
    expect(await findOrganisation(house.db, id)).toMatchObject({ name: 'First wins', version: 2 })
    expect((await edit({ name: 'Second typed', version: '2' })).statusCode).toBe(303)
    const told = await historyOf(house.db, { kind: 'organisation', id })
    expect(told.map(({ action }) => action)).toEqual([
      'changed the organisation',
      'changed the organisation',
      'made the organisation',
    ])
    expect(told[0]).toMatchObject({
      before: { name: 'First wins' },
      after: { name: 'Second typed' },
      actor: { person: administrator, via: 'page' },
    })
  })

  it('lets a representative change the own organisation and no other', async () => {
    const typed = { ...good, name: 'Free Hands', kind: 'ngo', country: 'GHA', version: '1' }
    const own = await as(representative).send(`/organisations/${organisation}/edit`, typed)
    expect(own.statusCode).toBe(303)
    expect((await as(representative).send(`/organisations/${group}/edit`, typed)).statusCode).toBe(403)
  })

  it('asks why an organisation is ended', async () => {
    const id = await anOrganisation(house, { name: 'To be ended' })
    const asked = await as(administrator).send(`/organisations/${id}/end`, { version: '1', reason: '' })
    expect(asked.statusCode).toBe(422)
    expect(asked.body).toContain('id="reason-error"')
    const done = await as(administrator).send(`/organisations/${id}/end`, { version: '1', reason: 'merged' })
    expect(done.statusCode).toBe(303)
    expect((await as(administrator).get(`/organisations/${id}`)).body).toContain(
      'ended here on 21 November 2026',
    )
  })
})

describe('A name that an unlisted organisation has', () => {
  const send = (person: string, name: string) =>
    as(person).send(`/organisations/${own}/edit`, { ...good, country: 'GHA', name, version: '1' })
  let own: string
  let hidden: string
  let theirs: string
  beforeAll(async () => {
    theirs = (await aPerson(house)).id
    own = await anOrganisation(house, { name: 'Loud Voices' })
    hidden = await anOrganisation(house, { name: 'Silent Voices', listed: false })
    await join(house, theirs, own, 'representative')
  })

  it('is taken for who may know of it', async () => {
    expect((await send(administrator, 'silent voices')).statusCode).toBe(422)
    await join(house, theirs, hidden)
    expect((await send(theirs, 'silent voices')).statusCode).toBe(422)
  })

  it('is free to others: nothing is found by trying names', async () => {
    const stays = (await aPerson(house)).id
    await join(house, stays, own, 'representative')
    expect((await send(stays, 'silent voices')).statusCode).toBe(303)
  })

  it('is free to them through the API as well', async () => {
    const other = await anOrganisation(house, { name: 'Louder Voices' })
    const representing = (await aPerson(house)).id
    await join(house, representing, other, 'representative')
    const answer = await as(representing).api('PATCH', `/api/v1/organisations/${other}`, {
      version: 1,
      name: 'Silent Voices ',
      country: 'GHA',
    })
    // The one that took the name before is listed, and seen by all.
    expect(answer.statusCode).toBe(409)
    await anOrganisation(house, { name: 'More silent', listed: false })
    const free = await as(representing).api('PATCH', `/api/v1/organisations/${other}`, {
      version: 1,
      name: 'more silent',
    })
    expect(free.statusCode).toBe(200)
  })
})

describe('Who was shown out while the request was on its way', () => {
  it('changes nothing any more: no invitation, no role, no word', async () => {
    const at = `/organisations/${organisation}`
    const accomplice = (await aPerson(house)).id
    await join(house, accomplice, organisation)
    const beside = await membershipOf(accomplice)
    const acts: ((person: string) => Promise<{ statusCode: number }>)[] = [
      (person) => as(person).send(`${at}/invitations`, { email: 'accomplice@example.org', role: 'member' }),
      (person) => as(person).send(`${at}/members/${beside.id}/roles`, { role: 'representative' }),
      (person) =>
        as(person).api('POST', `/api/v1${at}/memberships/${beside.id}/roles`, { role: 'representative' }),
      (person) => as(person).send(`${at}/members/${beside.id}/end`, { reason: 'out of spite' }),
      (person) => as(person).send(`${at}/edit`, { ...good, name: 'Renamed in spite', version: '1' }),
    ]
    for (const act of acts) {
      const expelled = (await aPerson(house)).id
      await join(house, expelled, organisation, 'representative')
      const { id: membership } = await membershipOf(expelled)
      const answer = await meanwhile(
        (trx, change) => endMembership(trx, change, { organisation, membership, reason: 'betrayed us' }),
        () => act(expelled),
      )
      expect(answer.statusCode).toBe(403)
    }
    expect((await membershipOf(accomplice)).roles).toEqual([])
    expect(await mailsOf(house)).not.toContainEqual(expect.objectContaining({ to: 'accomplice@example.org' }))
  })

  it('holds for an administrator as well', async () => {
    const former = (await aPerson(house)).id
    await give(house, former, 'administrator')
    const gone = { person: former, role: 'administrator', organisation: null, scope: null } as const
    const answer = await meanwhile(
      (trx, change) => endRole(trx, change, gone, 'betrayed us'),
      () => as(former).send('/organisations', { ...good, name: 'Made too late' }),
    )
    expect(answer.statusCode).toBe(403)
  })

  it('lets nobody in either: an invitation on its way ends with its sender', async () => {
    const expelled = (await aPerson(house)).id
    await join(house, expelled, organisation, 'representative')
    const guest = await aPerson(house)
    await as(expelled).send(`/organisations/${organisation}/invitations`, {
      email: guest.email,
      role: 'representative',
    })
    const link = await linkTo(house, guest.email)
    const { id: membership } = await membershipOf(expelled)
    const answer = await meanwhile(
      (trx, change) => endMembership(trx, change, { organisation, membership, reason: 'betrayed us' }),
      () => as(guest.id).send(link),
    )
    expect(answer.statusCode).toBe(409)
    expect(await membershipOf(guest.id)).toBeUndefined()
  })
})

describe('Members', () => {
  it('are shown out by a representative, who is told to name a successor before going', async () => {
    const gone = (await aPerson(house)).id
    await join(house, gone, organisation)
    const { id } = await membershipOf(gone)
    const to = `/organisations/${organisation}`
    expect((await as(gone).get(to)).body).toContain('/leave')
    expect(
      (await as(representative).send(`${to}/members/${id}/end`, { reason: 'moved on' })).statusCode,
    ).toBe(303)
    expect((await as(gone).get(`${to}/members`)).statusCode).toBe(403)

    const last = await as(representative).send(`${to}/leave`, { reason: 'tired of it' })
    expect(last.statusCode).toBe(422)
    expect(last.body).toContain('would be left without a representative')
    expect(last.body).toContain('tired of it')
  })

  it('keep what they wrote when what they end cannot be ended so', async () => {
    const id = await anOrganisation(house, { name: 'Before' })
    const change = { ...good, country: 'GHA', name: 'After', version: '1' }
    await as(administrator).send(`/organisations/${id}/edit`, change)
    const end = (version: string) =>
      as(administrator).send(`/organisations/${id}/end`, { version, reason: 'merged with another' })
    const stale = await end('1')
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Somebody else changed this organisation meanwhile')
    expect(stale.body).toContain('merged with another')
    expect(stale.body).toContain('End After')
    expect(stale.body).toContain('name="version" value="2"')
    expect((await end('2')).statusCode).toBe(303)
    const twice = await end('3')
    expect(twice.statusCode).toBe(409)
    expect(twice.body).toContain('merged with another')
  })

  it('keep what they wrote when the invitation they withdraw is closed', async () => {
    const guest = await aPerson(house)
    const to = `/organisations/${organisation}/invitations`
    const { id } = await invite(house, {
      email: guest.email,
      organisation,
      role: 'member',
      scope: null,
      by: asPerson(representative),
    })
    await as(guest.id).send(await linkTo(house, guest.email))
    const late = await as(representative).send(`${to}/${id}/withdraw`, { reason: 'not the right person' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('It was accepted.')
    expect(late.body).toContain('not the right person')
  })

  it('represent and belong to the whole, and are given nothing they are already', async () => {
    const { id } = await membershipOf(member)
    const api = `/api/v1/organisations/${organisation}`
    const scope = { kind: 'country', id: 'GHA' }
    const refused = [
      await as(representative).api('POST', `${api}/memberships/${id}/roles`, {
        role: 'representative',
        scope,
      }),
      await as(representative).api('POST', `${api}/memberships/${id}/roles`, { role: 'member' }),
      await as(representative).api('POST', `${api}/invitations`, {
        email: 'x@example.org',
        role: 'member',
        scope,
      }),
      await as(representative).send(`/organisations/${organisation}/members/${id}/roles`, { role: 'member' }),
    ]
    for (const answer of refused) expect(answer.statusCode, answer.body).toBe(422)
  })

  it('see which role would be taken away', async () => {
    const { id } = await membershipOf(representative)
    const { body } = await as(administrator).get(`/organisations/${organisation}/members/${id}`)
    expect(body).toContain('Take away: representative of the organisation')
  })

  it('leave without a word if they like', async () => {
    const at = `/organisations/${organisation}/leave`
    const leaving = (await aPerson(house)).id
    await join(house, leaving, organisation)
    expect((await as(leaving).get(at)).body).toContain('Only if you care to say so')
    expect((await as(leaving).send(at, { reason: ' ' })).statusCode).toBe(303)
    await join(house, leaving, organisation)
    expect((await as(leaving).api('POST', `/api/v1${at}`, {})).statusCode).toBe(204)
    expect((await as(representative).get(`/organisations/${organisation}/end`)).body).toContain('Name nobody')
  })

  it('leave by themselves, and have nothing from that moment on', async () => {
    const leaving = (await aPerson(house)).id
    await join(house, leaving, organisation)
    const done = await as(leaving).send(`/organisations/${organisation}/leave`, { reason: 'a new job' })
    expect(done.statusCode).toBe(303)
    expect(
      (await as(leaving).send(`/organisations/${organisation}/leave`, { reason: 'again' })).statusCode,
    ).toBe(403)
  })

  it('are given and lose roles through their page', async () => {
    const rising = (await aPerson(house)).id
    await join(house, rising, organisation)
    const { id } = await membershipOf(rising)
    const to = `/organisations/${organisation}/members/${id}`
    expect((await as(representative).send(`${to}/roles`, { role: 'representative' })).statusCode).toBe(303)
    const again = await as(representative).send(`${to}/roles`, { role: 'representative' })
    expect(again.body).toContain('This role is held already.')
    expect((await as(representative).send(`${to}/roles`, { role: 'administrator' })).statusCode).toBe(422)
    const grant = (await membershipOf(rising)).roles[0]!
    const taken = await as(representative).send(`${to}/roles/${grant.id}/end`, { reason: 'for a time only' })
    expect(taken.statusCode).toBe(303)
    expect((await membershipOf(rising)).roles).toEqual([])
  })
})

describe('What you may do, and why not', () => {
  it('names every action of the policy, with a yes or a no, for everybody', async () => {
    for (const person of [null, stranger, representative, administrator]) {
      const { statusCode, body } = await as(person).get(`/account/may?organisation=${organisation}`)
      expect(statusCode).toBe(200)
      const yes = body.match(/You may (?!not )/g)?.length ?? 0
      const no = body.match(/You may not /g)?.length ?? 0
      expect(yes + no).toBe(actions.length)
    }
  })

  it('changes with what it is asked about', async () => {
    const about = async (query: string) => (await as(representative).get(`/account/may${query}`)).body
    expect(await about('')).toContain('You may not invite people')
    expect(await about(`?organisation=${organisation}`)).toContain('You may invite people')
    expect(await about(`?organisation=${group}`)).toContain('You may not invite people')
    expect(await about('?country=GHA')).toContain('Ghana')
  })

  it('says what each door does', async () => {
    const of = `/organisations/${organisation}`
    const { id, roles } = await membershipOf(representative)
    const doors: [Action, string][] = [
      ['see organisations', of],
      ['see members', `${of}/members`],
      ['make organisations', '/organisations/new'],
      ['change an organisation', `${of}/edit`],
      ['invite members', `${of}/invitations`],
      ['end memberships', `${of}/members/${id}/end`],
      ['leave an organisation', `${of}/leave`],
      ['give roles in an organisation', `${of}/members/${id}/roles/${roles[0]!.id}/end`],
      ['read history', `/history/organisation/${organisation}`],
      ['name guardians', '/protected'],
      ['see contacts', '/protected/contact'],
    ]
    const auditor = (await aPerson(house)).id
    await give(house, auditor, 'auditor')
    for (const each of [stranger, member, representative, administrator, auditor])
      for (const person of [each, `${each} password-only`]) {
        const me = (await as(person).api('GET', `/api/v1/me?organisation=${organisation}`)).json()
        const may = new Map<Action, boolean>(
          me.may.map(({ action, allowed }: { action: Action; allowed: boolean }) => [action, allowed]),
        )
        for (const [action, path] of doors)
          expect((await as(person).get(path)).statusCode !== 403, `${person} ${action}`).toBe(may.get(action))
      }
  })

  it('says of histories, about the whole, what is read of them: any, one’s own, or what is public', async () => {
    const auditor = (await aPerson(house)).id
    await give(house, auditor, 'auditor')
    const because = async (person: string | null) =>
      (await as(person).api('GET', '/api/v1/me'))
        .json()
        .may.find(({ action }: { action: string }) => action === 'read history')
    expect(await because(auditor)).toMatchObject({ allowed: true, because: 'You are auditor.' })
    expect(await because(stranger)).toMatchObject({ allowed: true, because: 'It is your own.' })
    expect(await because(null)).toMatchObject({ allowed: true, because: 'This record is public.' })
    for (const [person, path] of [
      [auditor, `/history/organisation/${organisation}`],
      [stranger, `/history/person/${stranger}`],
      [null, `/history/fact/${stranger}`],
    ] as const)
      expect([200, 404], path).toContain((await as(person).get(path)).statusCode)
  })

  it('says what to do about a no', async () => {
    const { body } = await as(`${representative} password-only`).get(
      `/account/may?organisation=${organisation}`,
    )
    expect(body).toContain('It needs a sign-in with a second factor')
  })

  it('is told to programs as well', async () => {
    const { statusCode, body } = await as(representative).api(
      'GET',
      `/api/v1/me?organisation=${organisation}`,
    )
    expect(statusCode).toBe(200)
    const me = JSON.parse(body)
    expect(me).toMatchObject({ person: representative, secondFactor: true })
    expect(me.may).toHaveLength(actions.length)
    expect(me.may.find(({ action }: { action: string }) => action === 'invite members')).toMatchObject({
      allowed: true,
      because: 'You are representative of the organisation.',
    })
    expect((await as(null).api('GET', '/api/v1/me')).json().person).toBeNull()
  })
})

describe('The API of organisations', () => {
  const make = (body: object, key?: string) =>
    as(administrator).api('POST', '/api/v1/organisations', body, key)

  it('makes, changes and ends one, each once for its key', async () => {
    const key = '33333333-3333-4333-8333-333333333333'
    const body = { kind: 'research', name: 'By API', country: 'BEN' }
    const made = await make(body, key)
    expect(made.statusCode).toBe(201)
    const again = await make(body, key)
    expect(again.json()).toEqual(made.json())
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect((await make({ ...body, name: 'Another' }, key)).statusCode).toBe(422)

    const { id } = made.json()
    const at = `/api/v1/organisations/${id}`
    expect(
      (await as(administrator).api('PATCH', at, { version: 1, website: 'https://api.example.org' })).json(),
    ).toMatchObject({
      version: 2,
      name: 'By API',
      website: 'https://api.example.org',
    })
    const stale = await as(administrator).api('PATCH', at, { version: 1, name: 'Late' })
    expect(stale.statusCode).toBe(409)
    expect(JSON.stringify(stale.json().details)).toContain('By API')
    expect(JSON.stringify(stale.json().details)).toContain('Late')
    const ended = await as(administrator).api('POST', `${at}/end`, { version: 2, reason: 'merged' })
    expect(ended.json().ended).toBe('2026-11-21T12:00:00.000Z')
  })

  it('takes no write without a key', async () => {
    const answer = await http.inject({
      method: 'POST',
      url: '/api/v1/organisations',
      headers: { 'x-person': administrator },
      payload: { kind: 'ngo', name: 'Keyless' },
    })
    expect(answer.statusCode).toBe(400)
  })

  it('refuses what nobody may set: id, end, version, role, inviter', async () => {
    const refused = [
      make({ kind: 'ngo', name: 'Sly', id: organisation }),
      make({ kind: 'ngo', name: 'Sly', ended: '2020-01-01' }),
      make({ kind: 'ngo', name: 'Sly', version: 9 }),
      as(administrator).api('PATCH', `/api/v1/organisations/${group}`, { version: 1, made: '2020-01-01' }),
      as(representative).api('POST', `/api/v1/organisations/${organisation}/invitations`, {
        email: 'sly@example.org',
        role: 'administrator',
      }),
      as(representative).api('POST', `/api/v1/organisations/${organisation}/invitations`, {
        email: 'sly@example.org',
        role: 'member',
        organisation: group,
      }),
      as(representative).api('POST', `/api/v1/organisations/${organisation}/invitations`, {
        email: 'sly@example.org',
        role: 'member',
        invitedBy: administrator,
      }),
    ]
    for (const answer of await Promise.all(refused)) expect(answer.statusCode, answer.body).toBe(422)
  })

  it('gives lists in pages', async () => {
    const names: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const answer = await as(administrator).api(
        'GET',
        `/api/v1/organisations?limit=2${next === '' ? '' : `&after=${next}`}`,
      )
      const page = answer.json() as { organisations: { name: string }[]; next: string | null }
      names.push(...page.organisations.map(({ name }) => name))
      next = page.next
    }
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual([...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))
    expect((await as(administrator).api('GET', '/api/v1/organisations?after=nonsense')).statusCode).toBe(400)

    const members = await as(representative).api(
      'GET',
      `/api/v1/organisations/${organisation}/memberships?limit=1`,
    )
    expect(members.json().memberships).toHaveLength(1)
    expect(members.json().next).toBe(members.json().memberships[0].id)
  })

  it('invites without giving the link away, sends again and withdraws', async () => {
    const at = `/api/v1/organisations/${organisation}/invitations`
    const made = await as(representative).api('POST', at, { email: 'api@example.org', role: 'member' })
    expect(made.statusCode).toBe(201)
    expect(Object.keys(made.json()).sort()).toEqual(['expires', 'id'])
    const { id } = made.json()
    expect((await as(representative).api('POST', `${at}/${id}/again`, {})).statusCode).toBe(200)
    const elsewhere = `/api/v1/organisations/${group}/invitations/${id}/withdraw`
    expect((await as(administrator).api('POST', elsewhere, { reason: 'not ours' })).statusCode).toBe(404)
    expect(
      (await as(representative).api('POST', `${at}/${id}/withdraw`, { reason: 'a mistake' })).statusCode,
    ).toBe(204)
    const listed = (await as(representative).api('GET', at)).json().invitations
    expect(listed.find((each: { id: string }) => each.id === id)).toMatchObject({
      state: 'withdrawn',
      email: null,
    })
  })

  it('is described', async () => {
    const { paths } = (await as(null).get('/api/v1/openapi.json')).json()
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/v1/me', '/api/v1/organisations', '/api/v1/organisations/{id}']),
    )
  })
})
