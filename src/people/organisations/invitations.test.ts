import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { operator } from '../../house/actor.ts'
import { historyOf } from '../../house/history/record-event.ts'
import type { HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { findAccount } from '../accounts/account.ts'
import { changeBy } from './change.ts'
import {
  forgetInvitations,
  invitationBehind,
  invitationsTo,
  invite,
  withdrawInvitation,
} from './invitations.ts'
import { endMembership, membersOf } from './memberships.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  asPerson,
  goodPassword,
  join,
  linkTo,
  mailsOf,
  openDoor,
} from './organisations.test-data.ts'
import { personByEmail } from './people.ts'
import { rolesOf } from './roles.ts'
import { endOrganisation } from './store.ts'

let house: TestHouse
let http: HttpServer
let moment = new Date('2026-11-21T12:00:00Z')
const day = 24 * 60 * 60 * 1000
beforeAll(async () => {
  house = await openTestHouse()
  house.now = () => new Date(moment)
  http = await openDoor(house)
})
afterAll(async () => {
  await http.close()
  await house.close()
})

let count = 0
const anEmail = () => `guest-${++count}@example.org`
const tokenIn = (link: string) => link.split('/').at(-1) ?? ''
const account = { name: 'Efua Boateng', password: goodPassword }

/** An organisation with a representative who has invited somebody. */
async function aGuest(over: Partial<Parameters<typeof invite>[1]> = {}) {
  const organisation = await anOrganisation(house, { name: `Open Door ${++count}` })
  const representative = await aPerson(house, { name: 'Yaw Darko' })
  await join(house, representative.id, organisation, 'representative')
  const email = anEmail()
  const invited = await invite(house, {
    email,
    organisation,
    role: 'member',
    scope: null,
    by: asPerson(representative.id),
    ...over,
  })
  const path = new URL(invited.link).pathname
  return { organisation, representative, email, path, ...invited }
}

describe('An invitation', () => {
  it('goes by mail in the language of the one invited, with a link of their own', async () => {
    const { email, organisation } = await aGuest({ language: 'fr', name: 'Efua' })
    const mail = (await mailsOf(house)).find(({ to }) => to === email)
    expect(mail?.text).toContain('/fr/invitations/')
    expect(mail?.text).toContain('Yaw Darko')
    expect(await invitationsTo(house, organisation)).toMatchObject([{ state: 'open', email, name: 'Efua' }])
  })

  it('keeps neither the token nor the address in clear', async () => {
    const { id, email, link } = await aGuest()
    const kept = JSON.stringify([
      await house.db.selectFrom('invitations').selectAll().where('id', '=', id).execute(),
      await house.db.selectFrom('invitation_links').selectAll().where('invitation_id', '=', id).execute(),
      await house.db.selectFrom('events').selectAll().execute(),
    ])
    expect(kept).not.toContain(email)
    expect(kept).not.toContain(tokenIn(link))
  })

  it('is open for a week, and for a day when it makes an administrator', async () => {
    expect((await aGuest()).expires.getTime() - moment.getTime()).toBe(7 * day)
    const { expires } = await invite(house, {
      email: anEmail(),
      organisation: null,
      role: 'administrator',
      scope: null,
      by: operator,
    })
    expect(expires.getTime() - moment.getTime()).toBe(day)
  })

  it('shows who invites whom to what', async () => {
    const { path, email } = await aGuest()
    const { statusCode, body, headers } = await asking(http, null).get(path)
    expect(statusCode).toBe(200)
    expect(body).toContain('Yaw Darko invites you to Open Door')
    expect(body).toContain(email)
    expect(headers['cache-control']).toBe('no-store')
  })

  it('makes an account with a proven address and a membership, once', async () => {
    const { path, email, organisation } = await aGuest()
    const answer = await asking(http, null).send(path, account)
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe(`${path}/next`)
    const person = await personByEmail(house.db, email)
    expect(person?.name).toBe('Efua Boateng')
    expect(await findAccount(house.db, person!.id)).toMatchObject({ emailProven: true })
    expect(await rolesOf(house.db, person!.id, moment)).toEqual([
      { role: 'member', organisation, scope: null },
    ])

    const again = await asking(http, null).get(path)
    expect(again.statusCode).toBe(410)
    expect(again.body).toContain('This invitation has been used.')
    expect(again.body).not.toContain(email)
    expect((await asking(http, person!.id).get(path)).body).toContain('You have accepted this invitation.')
    const row = await house.db
      .selectFrom('invitations')
      .select('sealed')
      .where('accepted_by', '=', person!.id)
      .executeTakeFirst()
    expect(row?.sealed).toBeNull()
  })

  it('makes one account of a double click, and of two at the same moment', async () => {
    const { path, email, organisation } = await aGuest()
    const visitor = asking(http, null)
    const once = '11111111-1111-4111-8111-111111111111'
    const answers = await Promise.all([
      visitor.send(path, { ...account, once }),
      visitor.send(path, { ...account, once }),
      visitor.send(path, account),
    ])
    expect(
      answers.map(({ statusCode }) => statusCode).filter((status) => status === 303).length,
    ).toBeGreaterThan(0)
    expect(answers.every(({ statusCode }) => statusCode < 500)).toBe(true)
    const accounts = await house.db
      .selectFrom('accounts_user')
      .select('id')
      .where('email', '=', email)
      .execute()
    expect(accounts).toHaveLength(1)
    expect(await membersOf(house.db, organisation)).toHaveLength(2)
  })

  it('asks for the address to be shown when the link was printed elsewhere', async () => {
    const email = anEmail()
    const { link } = await invite(house, {
      email,
      organisation: null,
      role: 'administrator',
      scope: null,
      by: operator,
      printed: true,
    })
    await asking(http, null).send(new URL(link).pathname, account)
    const person = await personByEmail(house.db, email)
    expect(await findAccount(house.db, person!.id)).toMatchObject({ emailProven: false })
    expect(await linkTo(house, email)).toBe('/account/verify')
    expect(await rolesOf(house.db, person!.id, moment)).toEqual([
      { role: 'administrator', organisation: null, scope: null },
    ])
  })

  it('keeps what was typed, but for the password, when something is wrong with it', async () => {
    const { path } = await aGuest()
    const { statusCode, body } = await asking(http, null).send(path, { name: 'Efua', password: 'short' })
    expect(statusCode).toBe(422)
    expect(body).toContain('value="Efua"')
    expect(body).not.toContain('value="short"')
    expect(body).toContain('id="password-error"')
  })

  it('answers the same whether or not the address has an account', async () => {
    const known = await aPerson(house, { email: anEmail() })
    const there = { ...(await aGuest({ email: known.email })), email: known.email }
    const fresh = await aGuest()
    const stranger = await aPerson(house)
    const blank = (text: string, { path, email }: { path: string; email: string }) =>
      text
        .replaceAll('<wbr/>', '')
        .replaceAll(tokenIn(path), '…')
        .replaceAll(email, '…')
        .replaceAll(/Open Door \d+|[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')
    const visitor = asking(http, null)
    const seen = async (guest: { path: string; email: string }) => {
      const steps = [
        await visitor.get(guest.path),
        await visitor.send(guest.path, account),
        await visitor.get(`${guest.path}/next`),
        await visitor.get(guest.path),
        await visitor.send(guest.path, account),
        await asking(http, stranger.id).get(guest.path),
      ]
      return steps.map(({ statusCode, body, headers }) => [
        statusCode,
        blank(body, guest),
        blank(String(headers.location), guest),
      ])
    }
    expect(await seen(there)).toEqual(await seen(fresh))
    expect(await rolesOf(house.db, known.id, moment)).toEqual([])
    expect((await asking(http, known.id).get(there.path)).body).toContain('Accept the invitation')
  })

  it('lets in who is signed in with the address it was sent to', async () => {
    const known = await aPerson(house, { email: anEmail() })
    const { path, organisation } = await aGuest({ email: known.email.toUpperCase(), role: 'representative' })
    const signedIn = asking(http, known.id)
    expect((await signedIn.get(path)).body).toContain('Accept the invitation')
    expect((await signedIn.send(path)).statusCode).toBe(303)
    expect(await rolesOf(house.db, known.id, moment)).toEqual([
      { role: 'member', organisation, scope: null },
      { role: 'representative', organisation, scope: null },
    ])
  })

  it('does not let in who is signed in with another address, or with one not shown to be theirs', async () => {
    const { path, organisation, email } = await aGuest()
    const other = await aPerson(house)
    const unproven = await aPerson(house, { email, proven: false })
    for (const { id } of [other, unproven]) {
      expect((await asking(http, id).send(path)).statusCode).toBe(403)
    }
    expect((await asking(http, other.id).get(path)).body).toContain('another address')
    expect(await membersOf(house.db, organisation)).toHaveLength(1)
  })

  it('says plainly that it was withdrawn, has expired, or that a newer link took its place', async () => {
    const withdrawn = await aGuest()
    await transact(house.db, (trx) =>
      withdrawInvitation(trx, house, changeBy(house, operator), withdrawn.id, 'a mistake'),
    )
    const replaced = await aGuest()
    const representative = asking(http, replaced.representative.id)
    const again = await representative.send(
      `/organisations/${replaced.organisation}/invitations/${replaced.id}/again`,
    )
    expect(again.statusCode).toBe(303)
    const visitor = asking(http, null)
    expect((await visitor.get(withdrawn.path)).body).toContain('This invitation was withdrawn.')
    expect((await visitor.get(replaced.path)).body).toContain('A newer link was sent in place of this one.')
    expect((await visitor.send(replaced.path, account)).statusCode).toBe(410)
    const newer = await linkTo(house, replaced.email)
    expect((await visitor.get(newer)).statusCode).toBe(200)

    const late = await aGuest()
    moment = new Date(moment.getTime() + 7 * day)
    const expired = await visitor.get(late.path)
    expect(expired.statusCode).toBe(410)
    expect(expired.body).toContain('This invitation has expired.')
    expect((await visitor.send(late.path, account)).statusCode).toBe(410)
    expect(await membersOf(house.db, late.organisation)).toHaveLength(1)
    moment = new Date(moment.getTime() + 31 * day)
    expect(await forgetInvitations(house)).toBeGreaterThan(0)
    expect((await invitationBehind(house, tokenIn(late.path))).email).toBeNull()
  })

  it('does not outlive the power of whoever sent it', async () => {
    const guest = await aGuest()
    const successor = await aPerson(house)
    await join(house, successor.id, guest.organisation, 'representative')
    const membership = (await membersOf(house.db, guest.organisation)).find(
      ({ person }) => person === guest.representative.id,
    )!.id
    await transact(house.db, (trx) =>
      endMembership(trx, changeBy(house, operator), {
        organisation: guest.organisation,
        membership,
        reason: 'moved on',
      }),
    )
    const { body, statusCode } = await asking(http, null).send(guest.path, account)
    expect(statusCode).toBe(410)
    expect(body).toContain('Whoever sent this invitation may no longer invite.')
  })

  it('ends with its organisation', async () => {
    const { path, organisation } = await aGuest()
    await transact(house.db, (trx) =>
      endOrganisation(trx, changeBy(house, operator), organisation, 1, 'merged'),
    )
    expect((await asking(http, null).get(path)).body).toContain('This invitation was withdrawn.')
  })

  it('is not made twice to the same address and role', async () => {
    const { email, organisation, representative } = await aGuest()
    const { statusCode, body } = await asking(http, representative.id).send(
      `/organisations/${organisation}/invitations`,
      { email: ` ${email.toUpperCase()}`, role: 'member' },
    )
    expect(statusCode).toBe(422)
    expect(body).toContain('This address has been invited already.')
  })

  it('cannot be taken up by the one who made it', async () => {
    const email = anEmail()
    const representative = await aPerson(house, { email })
    const organisation = await anOrganisation(house)
    await join(house, representative.id, organisation, 'representative')
    await asking(http, representative.id).send(`/organisations/${organisation}/invitations`, {
      email,
      role: 'representative',
    })
    const answer = await asking(http, representative.id).send(await linkTo(house, email))
    expect(answer.statusCode).toBe(409)
  })

  it('is in the history of the organisation, without the address', async () => {
    const { organisation, email } = await aGuest()
    const told = await historyOf(house.db, { kind: 'organisation', id: organisation })
    expect(told[0]?.action).toBe('invited somebody')
    expect(JSON.stringify(told)).not.toContain(email)
  })

  it('that never was is not found', async () => {
    expect((await asking(http, null).get('/invitations/abc')).statusCode).toBe(404)
    expect((await asking(http, null).send('/invitations/abc', account)).statusCode).toBe(404)
  })
})
