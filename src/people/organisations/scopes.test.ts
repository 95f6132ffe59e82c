import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import type { HttpServer } from '../../house/http.ts'
import { organisationRoles } from '../policy/actions.ts'
import { roleName } from '../policy/words.ts'
import { membersOf } from './memberships.ts'
import {
  aCompact,
  anOrganisation,
  aPerson,
  asking,
  goodPassword,
  join,
  type KnownCompact,
  linkTo,
  mailsOf,
  openDoor,
} from './organisations.test-data.ts'
import { rolesOf } from './roles.ts'

let house: TestHouse
let http: HttpServer
let representative: string
let organisation: string
let own: KnownCompact
let leaving: KnownCompact
let other: KnownCompact
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z') })
  organisation = await anOrganisation(house, { name: 'Free Hands' })
  own = aCompact('Lakes and harbours', [organisation])
  leaving = aCompact('Farms', [organisation], 'BEN')
  other = aCompact('Kept quiet', [await anOrganisation(house)])
  http = await openDoor(house, { known: [own, leaving, other] })
  representative = (await aPerson(house, { name: 'Yaw Darko' })).id
  await join(house, representative, organisation, 'representative')
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const as = (person: string | null) => asking(http, person)
const at = () => `/organisations/${organisation}`
const onCompact = ({ id }: KnownCompact) => ({ kind: 'compact', id })
async function aMember() {
  const person = (await aPerson(house, { name: 'Efua Boateng' })).id
  await join(house, person, organisation)
  const { id } = (await membersOf(house.db, organisation)).find((each) => each.person === person)!
  return {
    person,
    membership: id,
    page: `${at()}/members/${id}`,
    api: `/api/v1${at()}/memberships/${id}/roles`,
  }
}
const heldBy = async (person: string) =>
  (await rolesOf(house.db, person, house.now())).filter(({ role }) => role !== 'member')

describe('A role for one compact or one country', () => {
  it('is chosen from the compacts the organisation takes part in, and from the countries', async () => {
    const { page } = await aMember()
    for (const path of [page, `${at()}/invitations`]) {
      const { body } = await as(representative).get(path)
      expect(body).toContain(`<option value="compact ${own.id}">Lakes and harbours</option>`)
      expect(body).toContain('<option value="country GHA">Ghana</option>')
      expect(body).not.toContain('Kept quiet')
    }
  })

  it('is given on the page of a member, shown with the name of the compact, and taken again', async () => {
    const { person, membership, page } = await aMember()
    const scope = `compact ${own.id}`
    expect((await as(representative).send(`${page}/roles`, { role: 'verifier', scope })).statusCode).toBe(303)
    expect(await heldBy(person)).toEqual([{ role: 'verifier', organisation, scope: onCompact(own) }])
    for (const path of [page, `${at()}/members`])
      expect((await as(representative).get(path)).body).toContain('verifier, for Lakes and harbours')
    expect((await as(person).get('/account/may')).body).toContain(
      'verifier in Free Hands, for Lakes and harbours',
    )
    const again = await as(representative).send(`${page}/roles`, { role: 'verifier', scope })
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain(`<option value="compact ${own.id}" selected="">`)

    const [grant] = (await membersOf(house.db, organisation)).find(({ id }) => id === membership)!.roles
    const taking = `${page}/roles/${grant!.id}/end`
    expect((await as(representative).get(taking)).body).toContain('verifier, for Lakes and harbours')
    expect((await as(representative).send(taking, { reason: 'no longer needed' })).statusCode).toBe(303)
    expect(await heldBy(person)).toEqual([])
  })

  it.each([
    ['for a compact of others', () => ({ role: 'verifier', scope: `compact ${other.id}` })],
    ['for no compact at all', () => ({ role: 'verifier', scope: 'compact 1' })],
    ['for no country', () => ({ role: 'verifier', scope: 'country XXX' })],
    ['for what is neither', () => ({ role: 'verifier', scope: 'planet Mars' })],
    ['to represent in one alone', () => ({ role: 'representative', scope: `compact ${own.id}` })],
  ])('is refused at its field %s, on page, invitation and API alike', async (_, sent) => {
    const { person, page, api } = await aMember()
    const { role, scope } = sent()
    const invited = { email: 'nobody@example.org', role, scope }
    for (const answer of [
      await as(representative).send(`${page}/roles`, { role, scope }),
      await as(representative).send(`${at()}/invitations`, invited),
    ]) {
      expect(answer.statusCode, answer.body).toBe(422)
      expect(answer.body).toContain('id="scope-error"')
    }
    const [kind = '', id = ''] = scope.split(' ')
    for (const answer of [
      await as(representative).api('POST', api, { role, scope: { kind, id } }),
      await as(representative).api('POST', `/api/v1${at()}/invitations`, { ...invited, scope: { kind, id } }),
    ]) {
      expect([400, 422], answer.body).toContain(answer.statusCode)
    }
    expect(await heldBy(person)).toEqual([])
    expect((await mailsOf(house)).filter(({ to }) => to === 'nobody@example.org')).toEqual([])
  })

  it('is given, shown and taken through the API', async () => {
    const { person, membership, api } = await aMember()
    const scope = { kind: 'country', id: 'GHA' }
    expect((await as(representative).api('POST', api, { role: 'finance officer', scope })).statusCode).toBe(
      204,
    )
    expect(
      (await as(representative).api('POST', api, { role: 'finance officer', scope: null })).statusCode,
    ).toBe(204)
    const { memberships } = (
      await as(representative).api('GET', `/api/v1${at()}/memberships?limit=200`)
    ).json()
    const { roles } = memberships.find(({ id }: { id: string }) => id === membership)
    expect(roles).toMatchObject([
      { role: 'finance officer', scope },
      { role: 'finance officer', scope: null },
    ])
    await as(representative).api('POST', `${api}/${roles[1].id}/end`, { reason: 'one country is enough' })
    expect(await heldBy(person)).toEqual([{ role: 'finance officer', organisation, scope }])
  })

  it('is asked for by invitation, named in the mail and on its page, and held once accepted', async () => {
    const email = 'signatory@example.org'
    const scope = onCompact(own)
    const sent = await as(representative).api('POST', `/api/v1${at()}/invitations`, {
      email,
      role: 'signatory',
      scope,
      language: 'fr',
    })
    expect(sent.statusCode).toBe(201)
    expect((await mailsOf(house)).at(-1)?.text).toMatch(/signataire, pour\s: Lakes and harbours/)
    const { invitations } = (await as(representative).api('GET', `/api/v1${at()}/invitations`)).json()
    expect(invitations).toContainEqual(expect.objectContaining({ role: 'signatory', scope }))
    expect((await as(representative).get(`${at()}/invitations`)).body).toContain(
      'signatory, for Lakes and harbours',
    )
    const link = (await linkTo(house, email)).replace(/^\/fr/, '')
    expect((await as(null).get(link)).body).toContain('The role holds for Lakes and harbours.')
    await as(null).send(link, { name: 'Kojo Signs', password: goodPassword })
    const [member] = (await membersOf(house.db, organisation)).filter(({ name }) => name === 'Kojo Signs')
    expect(await heldBy(member!.person)).toEqual([{ role: 'signatory', organisation, scope }])
  })

  it('is not held by who accepts after the organisation has left the compact; they belong to it all the same', async () => {
    const email = 'late@example.org'
    const invited = { email, role: 'verifier', scope: `compact ${leaving.id}` }
    expect((await as(representative).send(`${at()}/invitations`, invited)).statusCode).toBe(303)
    leaving.parties = []
    await as(null).send(await linkTo(house, email), { name: 'Abena Late', password: goodPassword })
    const [member] = (await membersOf(house.db, organisation)).filter(({ name }) => name === 'Abena Late')
    expect(member?.roles).toEqual([])
  })

  it('opens its doors on that compact, as the page of what somebody may tells', async () => {
    const { person, page } = await aMember()
    await as(representative).send(`${page}/roles`, { role: 'verifier', scope: `compact ${own.id}` })
    const about = async (query: string) => (await as(person).get(`/account/may${query}`)).body
    expect(await about(`?compact=${own.id}`)).toContain('You may verify results of this compact.')
    expect(await about(`?compact=${own.id}`)).toContain('Lakes and harbours')
    expect(await about('')).toContain('You may not verify results of this compact.')
    expect(await about(`?compact=${other.id}`)).not.toContain('Kept quiet')
    expect((await as(person).get('/account/may?compact=nonsense')).statusCode).toBe(200)
    const may = async (compact: string, action: string) =>
      (await as(person).api('GET', `/api/v1/me?compact=${compact}`))
        .json()
        .may.find((each: { action: string }) => each.action === action).allowed
    expect(await may(own.id, 'verify results')).toBe(true)
    expect(await may(own.id, 'read history')).toBe(true)
    expect(await may(other.id, 'verify results')).toBe(false)
    expect(await may(other.id, 'read a compact')).toBe(false)
  })
})

it('Whoever gives a role reads what each of them lets somebody do, in the words of the policy', async () => {
  const { page } = await aMember()
  const { body } = await as(representative).get(page)
  for (const role of organisationRoles.filter((each) => each !== 'member'))
    expect(body.toLowerCase()).toContain(`<b>${roleName(role, 'en')}.</b>`)
  expect(body).toContain('Verify results of this compact; decide whether a condition of this compact holds.')
  expect(body).toContain(
    'Approve money of this compact; release money of this compact (on the donor’s side).',
  )
  expect(body).toContain('Start a compact (with the role for all compacts);')
})
