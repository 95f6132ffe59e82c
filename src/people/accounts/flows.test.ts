import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { readPersonal } from '../../house/history/personal-values.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { TooMany } from '../../house/limits.ts'
import { openMail } from '../../house/mail/mail.ts'
import { createAccount, endAccount, findAccount } from './account.ts'
import { cookieNames } from './auth.ts'
import {
  askForNewAddress,
  askForNewPassword,
  beginSecondFactor,
  type Changed,
  changeAddress,
  changePassword,
  confirmSecondFactor,
  endSignIns,
  forgetSignIns,
  isResetGood,
  listSignIns,
  proveAddress,
  removeSecondFactor,
  renewRecoveryCodes,
  setNewPassword,
  waitingKey,
} from './changes.ts'
import { argon2, type PasswordHashing } from './passwords.ts'
import { lifetimes, personOf, type SignIn, signInOf } from './session.ts'
import { aCaller, appCode, goodPassword, keptCookies, signInForTest } from './sign-in.test-data.ts'
import { passSecondFactor, proveAgain, signIn } from './sign-in.ts'

let house: TestHouse
let moment = new Date('2026-06-15T12:00:00Z')
let count = 0

beforeAll(async () => {
  house = await openTestHouse()
  house.now = () => new Date(moment)
})
afterAll(() => house.close())

/** Hashing without the work, which counts how often it was asked. */
function counted(): PasswordHashing & { calls: number } {
  const hashing = {
    calls: 0,
    hash: async (password: string) => {
      hashing.calls += 1
      return `plain:${password}`
    },
    verify: async ({ hash, password }: { hash: string; password: string }) => {
      hashing.calls += 1
      return hash === `plain:${password}`
    },
  }
  return hashing
}

async function anAccount({ emailProven = true, name = 'Ama Mensah' } = {}) {
  count += 1
  const email = `ama${count}@example.org`
  const { id } = await createAccount(house, { email, name, password: goodPassword, emailProven })
  return { id, email }
}

/** The sign-in behind cookies, as a request with them would find it. */
async function behind(cookies: Record<string, string>): Promise<SignIn | null> {
  const name = cookieNames(house).session
  const headers = cookies[name] === undefined ? {} : { cookie: `a=b; ${name}=${cookies[name]}` }
  return signInOf(house, { headers, raw: {} as never })
}

async function signedIn(email: string, password = goodPassword) {
  const came = await signIn(house, aCaller(), { email, password })
  if (came.to !== 'signed in') throw new Error(`expected to be signed in, came to ${came.to}`)
  return use(keptCookies(came.cookies))
}

async function use(cookies: Record<string, string>) {
  const own = await behind(cookies)
  if (own === null) throw new Error('expected a sign-in that holds')
  return { own, cookies, caller: aCaller({ session: cookies[cookieNames(house).session]! }) }
}

async function withSecondFactor() {
  const account = await anAccount()
  const first = await signedIn(account.email)
  expect(await beginSecondFactor(house, first.caller, first.own, { password: goodPassword })).toEqual({
    came: 'made',
  })
  const { key } = (await waitingKey(house, first.own))!
  const done = made(await confirmSecondFactor(house, first.caller, first.own, { code: appCode(key) }))
  return { ...account, key, codes: done.codes, ...(await use(keptCookies(done.cookies))) }
}

/** What a change that was made answers. */
function made<Made extends object>(changed: Changed<Made>): Made {
  if (changed.came !== 'made') throw new Error(`expected to be made, came ${changed.came}`)
  return changed
}

async function toChallenge(email: string) {
  const came = await signIn(house, aCaller(), { email, password: goodPassword })
  if (came.to !== 'second factor') throw new Error(`expected to be asked for a code, came to ${came.to}`)
  return aCaller({ challenge: keptCookies(came.cookies)[cookieNames(house).challenge]! })
}

async function mailsTo(address: string) {
  const rows = await house.db
    .selectFrom('mails')
    .selectAll()
    .where('sealed', 'is not', null)
    .orderBy('id')
    .execute()
  return rows
    .map((row) => ({ kind: row.kind, ...openMail(house, { id: row.id, sealed: row.sealed! }) }))
    .filter(({ to }) => to === address)
}

const tokenOf = (mail: { text: string } | undefined) => /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
const actions = async (person: string) =>
  (await historyOf(house.db, { kind: 'person', id: person })).map(({ action }) => action).reverse()

describe('Signing in', () => {
  it('takes address and password, however the address is written, and notes it without the address', async () => {
    const { id, email } = await anAccount()

    const { own } = await signedIn(` ${email.toUpperCase()} `)

    expect(own).toMatchObject({ person: id, name: 'Ama Mensah', secondFactor: false, fresh: true })
    const events = await historyOf(house.db, { kind: 'person', id })
    expect(events[0]).toMatchObject({
      action: 'signed in',
      after: { by: 'password', secondFactor: null },
      actor: { person: id, as: 'person', via: 'page' },
    })
    expect(JSON.stringify(events)).not.toContain(email)
  })

  it('keeps name and address of the account apart from its history', async () => {
    const { id, email } = await anAccount()
    const [made] = (await historyOf(house.db, { kind: 'person', id })).reverse()

    const after = made!.after as { email: { personal: string; digest: string } }
    expect(made!.action).toBe('made the account')
    expect(await readPersonal(house.db, house.keys, after.email)).toBe(email)
  })

  it('answers alike, after the same work, to a wrong password, an unknown address and no address at all', async () => {
    const { email } = await anAccount()
    const tries = [
      { email, password: 'not the password' },
      { email: 'nobody@example.org', password: 'not the password' },
      { email: 'not an address', password: 'not the password' },
      { email, password: 'x'.repeat(5000) },
    ]

    const answers = []
    for (const each of tries) {
      const hashing = counted()
      answers.push([await signIn(house, aCaller(), each, hashing), hashing.calls])
    }

    expect(answers).toEqual(tries.map(() => [{ to: 'refused' }, 1]))
  })

  it('stores neither the token of the browser nor the computer’s address, and the device only roughly', async () => {
    const { id, email } = await anAccount()
    const { cookies } = await signedIn(email)
    const row = await house.db
      .selectFrom('accounts_session')
      .selectAll()
      .where('user_id', '=', id)
      .executeTakeFirstOrThrow()

    const token = decodeURIComponent(cookies[cookieNames(house).session]!).split('.')[0]!
    expect(token).toHaveLength(32)
    expect(JSON.stringify(row)).not.toContain(token)
    expect(row).toMatchObject({ ip_address: null, user_agent: 'Firefox/Linux' })
  })

  it('does not take what stands in the database for a token', async () => {
    const { id, email } = await anAccount()
    const { cookies } = await signedIn(email)
    const name = cookieNames(house).session
    const { token } = await house.db
      .selectFrom('accounts_session')
      .select('token')
      .where('user_id', '=', id)
      .executeTakeFirstOrThrow()
    const signature = decodeURIComponent(cookies[name]!).split('.')[1]!

    expect(await behind({ [name]: encodeURIComponent(`${token}.${signature}`) })).toBe(null)
    expect(await behind({ [name]: cookies[name]!.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')) })).toBe(null)
    expect(await behind({ [name]: 'nonsense' })).toBe(null)
    expect(await behind({ [name]: '%E0%A4%A' })).toBe(null)
  })

  it('waits until the address is shown to be theirs, and sends a link that works once', async () => {
    const { id, email } = await anAccount({ emailProven: false })

    expect(await signIn(house, aCaller(), { email, password: goodPassword })).toEqual({ to: 'unproven' })
    expect(await signIn(house, aCaller(), { email, password: 'not the password' })).toEqual({ to: 'refused' })
    const token = tokenOf((await mailsTo(email)).at(-1))
    expect(await proveAddress(house, aCaller(), 'another')).toBe(false)
    expect(await proveAddress(house, aCaller(), token)).toBe(true)
    expect(await proveAddress(house, aCaller(), token)).toBe(false)

    expect(await behind((await signedIn(email)).cookies)).not.toBe(null)
    expect(await actions(id)).toEqual(['made the account', 'proved the address', 'signed in'])
  })

  it('counts attempts by account, known or not, and says no after ten', async () => {
    const { email } = await anAccount()
    for (const who of [email, 'stranger@example.org']) {
      const hashing = counted()
      for (let tries = 0; tries < 10; tries++) {
        await signIn(house, aCaller(), { email: who, password: 'not the password' }, hashing)
      }
      await expect(signIn(house, aCaller(), { email: who, password: goodPassword }, hashing)).rejects.toThrow(
        TooMany,
      )
      expect(hashing.calls).toBe(10)
    }
  })

  it('goes on where the owner signed in before, while somebody elsewhere uses up the attempts', async () => {
    const { email } = await anAccount()
    const { cookies } = await signedIn(email)
    const hashing = counted()
    for (let tries = 0; tries < 10; tries++)
      await signIn(house, aCaller(), { email, password: 'not the password' }, hashing)
    const known = cookies[cookieNames(house).known]!

    const elsewhere = signIn(house, aCaller(), { email, password: goodPassword })
    await expect(elsewhere).rejects.toThrow(TooMany)
    expect(await signIn(house, aCaller({ known }), { email, password: goodPassword })).toMatchObject({
      to: 'signed in',
    })

    const other = await anAccount()
    for (let tries = 0; tries < 10; tries++)
      await signIn(house, aCaller({ known }), { email: other.email, password: 'not the password' }, hashing)
    await expect(
      signIn(house, aCaller({ known }), { email: other.email, password: goodPassword }),
    ).rejects.toThrow(TooMany)
  })

  it('leaves no forgotten sign-in behind when somebody signs in anew in the same browser', async () => {
    const { email } = await anAccount()
    const before = await signedIn(email)

    await signIn(house, before.caller, { email, password: goodPassword })

    expect(await behind(before.cookies)).toBe(null)
  })
})

describe('A sign-in', () => {
  it('ends after eight hours without use and after thirty days in any case', async () => {
    const start = moment
    const { email } = await anAccount()
    const { cookies } = await signedIn(email)
    try {
      moment = new Date(start.getTime() + lifetimes.idle - 1)
      expect(await behind(cookies)).not.toBe(null)
      for (let hours = 15; hours < 30 * 24; hours += 7) {
        moment = new Date(start.getTime() + hours * 3_600_000)
        expect(await behind(cookies), `after ${hours} hours`).not.toBe(null)
      }
      moment = new Date(start.getTime() + lifetimes.longest)
      expect(await behind(cookies)).toBe(null)

      const idle = await signedIn(email)
      moment = new Date(moment.getTime() + lifetimes.idle)
      expect(await behind(idle.cookies)).toBe(null)
    } finally {
      moment = start
    }
  })

  it('is fresh for a quarter of an hour, and proving it again takes the place of the old one', async () => {
    const start = moment
    const { email } = await anAccount()
    const first = await signedIn(email)
    try {
      moment = new Date(start.getTime() + lifetimes.fresh)
      expect((await behind(first.cookies))!.fresh).toBe(false)

      const wrong = await proveAgain(house, first.caller, { email, password: 'not the password', code: '' })
      const proved = await proveAgain(house, first.caller, { email, password: goodPassword, code: '' })

      expect(wrong).toEqual({ to: 'wrong password' })
      if (proved.to !== 'proved') throw new Error(proved.to)
      expect((await behind(keptCookies(proved.cookies)))!.fresh).toBe(true)
      expect(await behind(first.cookies)).toBe(null)
    } finally {
      moment = start
    }
  })

  it('brings the roles of this moment along', async () => {
    const { cookie, person } = await signInForTest(house, {
      roles: [{ role: 'administrator' }],
      secondFactor: true,
    })

    expect(await personOf(house, { headers: { cookie }, raw: {} } as never)).toEqual({
      id: person,
      roles: [{ role: 'administrator', organisation: null, scope: null }],
      secondFactor: true,
      hasSecondFactor: false,
    })
  })

  it('can be listed and ended, one, all others, or everywhere, at once', async () => {
    const { id, email } = await anAccount()
    const [one, two, three] = [await signedIn(email), await signedIn(email), await signedIn(email)]
    const listed = await listSignIns(house, three.own)
    expect(listed).toHaveLength(3)
    expect(listed.filter(({ own }) => own).map((each) => each.id)).toEqual([three.own.id])

    expect(await endSignIns(house, three.caller, three.own, { id: one.own.id })).toBe(1)
    expect(await behind(one.cookies)).toBe(null)
    expect(await behind(two.cookies)).not.toBe(null)
    expect(await endSignIns(house, three.caller, three.own, 'others')).toBe(1)
    expect(await behind(two.cookies)).toBe(null)
    expect(await endSignIns(house, three.caller, three.own, 'all')).toBe(1)
    expect(await behind(three.cookies)).toBe(null)
    expect((await actions(id)).slice(-3)).toEqual(['ended sign-ins', 'ended sign-ins', 'signed out'])
  })

  it('of somebody else cannot be ended', async () => {
    const [ama, kofi] = [await anAccount(), await anAccount()]
    const [a, k] = [await signedIn(ama.email), await signedIn(kofi.email)]

    expect(await endSignIns(house, a.caller, a.own, { id: k.own.id })).toBe(0)
    expect(await behind(k.cookies)).not.toBe(null)
  })

  it('is over at once when the person leaves the house', async () => {
    const { id, email } = await anAccount()
    const { cookies } = await signedIn(email)

    await house.db.transaction().execute((trx) => endAccount(trx, id, house.now()))

    expect(await behind(cookies)).toBe(null)
    expect(await findAccount(house.db, id)).toBe(null)
    expect(await signIn(house, aCaller(), { email, password: goodPassword })).toEqual({ to: 'refused' })
  })
})

describe('The second factor', () => {
  it('is set up by password and code, begins a new sign-in, and ends the old one', async () => {
    const account = await anAccount()
    const first = await signedIn(account.email)

    const begin = (password: string) => beginSecondFactor(house, first.caller, first.own, { password })
    expect(await begin('not the password')).toEqual({ came: 'wrong' })
    expect(await begin(goodPassword)).toEqual({ came: 'made' })
    const { key, uri } = (await waitingKey(house, first.own))!
    expect(uri).toContain(key.replaceAll(' ', ''))
    expect(await confirmSecondFactor(house, first.caller, first.own, { code: '000000' })).toEqual({
      came: 'wrong',
    })
    const done = made(await confirmSecondFactor(house, first.caller, first.own, { code: appCode(key) }))

    expect(done.codes).toHaveLength(10)
    expect(new Set(done.codes).size).toBe(10)
    const now = await use(keptCookies(done.cookies))
    expect(now.own).toMatchObject({ hasSecondFactor: true, secondFactor: true })
    expect(await behind(first.cookies)).toBe(null)
    expect(await findAccount(house.db, account.id)).toMatchObject({
      hasSecondFactor: true,
      recoveryCodesLeft: 10,
    })
    expect((await mailsTo(account.email)).map(({ subject }) => subject)).toEqual([
      'A second factor was set up',
    ])
  })

  it('ends, once set up, the sign-ins that never passed it', async () => {
    const account = await anAccount()
    const [here, there] = [await signedIn(account.email), await signedIn(account.email)]
    await beginSecondFactor(house, here.caller, here.own, { password: goodPassword })
    const { key } = (await waitingKey(house, here.own))!

    await confirmSecondFactor(house, here.caller, here.own, { code: appCode(key) })

    expect(await behind(there.cookies)).toBe(null)
  })

  it('keeps neither key nor recovery codes in clear', async () => {
    const { id, key, codes } = await withSecondFactor()
    const row = await house.db
      .selectFrom('accounts_two_factor')
      .selectAll()
      .where('user_id', '=', id)
      .executeTakeFirstOrThrow()

    const text = JSON.stringify(row)
    expect(text).not.toContain(key.replaceAll(' ', ''))
    for (const code of codes) expect(text).not.toContain(code)
  })

  it('is asked for after the password, and no sign-in holds before it is passed', async () => {
    const { id, email, key } = await withSecondFactor()
    const before = await house.db
      .selectFrom('accounts_session')
      .select('id')
      .where('user_id', '=', id)
      .execute()

    const caller = await toChallenge(email)
    expect(
      await house.db.selectFrom('accounts_session').select('id').where('user_id', '=', id).execute(),
    ).toEqual(before)
    const came = await passSecondFactor(house, caller, { code: appCode(key, 1) })

    if (came.to !== 'signed in') throw new Error(came.to)
    expect((await use(keptCookies(came.cookies))).own.secondFactor).toBe(true)
    const [last] = await historyOf(house.db, { kind: 'person', id })
    expect(last).toMatchObject({ action: 'signed in', after: { secondFactor: 'app' } })
  })

  it('takes a code once', async () => {
    const { email, key } = await withSecondFactor()
    const code = appCode(key, 1)
    expect((await passSecondFactor(house, await toChallenge(email), { code })).to).toBe('signed in')

    expect((await passSecondFactor(house, await toChallenge(email), { code })).to).toBe('wrong code')
  })

  it('lets in with a recovery code, once, however it is typed, and tells the owner', async () => {
    const { id, email, codes } = await withSecondFactor()
    const typed = codes[3]!.toUpperCase().replaceAll('-', ' ')

    const came = await passSecondFactor(house, await toChallenge(email), { code: typed })
    const again = await passSecondFactor(house, await toChallenge(email), { code: typed })

    expect(came).toMatchObject({ to: 'signed in', recoveryCode: true })
    expect(again.to).toBe('wrong code')
    expect(await findAccount(house.db, id)).toMatchObject({ recoveryCodesLeft: 9 })
    expect((await actions(id)).at(-1)).toBe('used a recovery code')
    expect((await mailsTo(email)).at(-1)!.subject).toBe('A recovery code was used')
  })

  it('asks for the password again after five wrong codes', async () => {
    const { email, key } = await withSecondFactor()
    const caller = await toChallenge(email)
    for (const code of ['000001', '000002', '000003', '000004', '000005'])
      expect((await passSecondFactor(house, caller, { code })).to).toBe('wrong code')

    expect((await passSecondFactor(house, caller, { code: appCode(key, 1) })).to).toBe('begin again')
  })

  it('is nothing to who has not given the password', async () => {
    expect(await passSecondFactor(house, aCaller(), { code: '123456' })).toMatchObject({ to: 'begin again' })
    expect(await passSecondFactor(house, aCaller({ challenge: 'x.y' }), { code: '123456' })).toMatchObject({
      to: 'begin again',
    })
  })

  it('counts for a day, then it is asked for anew', async () => {
    const start = moment
    const { cookies } = await withSecondFactor()
    try {
      for (let hours = 7; hours < 24; hours += 7) {
        moment = new Date(start.getTime() + hours * 3_600_000)
        expect((await behind(cookies))!.secondFactor).toBe(true)
      }
      moment = new Date(start.getTime() + lifetimes.secondFactor)
      expect((await behind(cookies))!.secondFactor).toBe(false)
    } finally {
      moment = start
    }
  })

  it('gets new recovery codes, and the old ones stop working', async () => {
    const { email, codes, caller, own } = await withSecondFactor()

    const fresh = await renewRecoveryCodes(house, caller, own)

    expect((await passSecondFactor(house, await toChallenge(email), { code: codes[0]! })).to).toBe(
      'wrong code',
    )
    expect((await passSecondFactor(house, await toChallenge(email), { code: fresh[0]! })).to).toBe(
      'signed in',
    )
  })

  it('is removed by the password, and every other sign-in ends', async () => {
    const { id, email, caller, own, cookies, key } = await withSecondFactor()
    const other = await passSecondFactor(house, await toChallenge(email), { code: appCode(key, 1) })
    if (other.to !== 'signed in') throw new Error(other.to)

    expect(await removeSecondFactor(house, caller, own, { password: 'not the password' })).toEqual({
      came: 'wrong',
    })
    expect(await behind(keptCookies(other.cookies))).not.toBe(null)
    const done = made(await removeSecondFactor(house, caller, own, { password: goodPassword }))

    expect((await use(keptCookies(done.cookies))).own).toMatchObject({
      hasSecondFactor: false,
      secondFactor: false,
    })
    expect(await behind(cookies)).toBe(null)
    expect(await behind(keptCookies(other.cookies))).toBe(null)
    expect((await signIn(house, aCaller(), { email, password: goodPassword })).to).toBe('signed in')
    expect(await actions(id)).toContain('removed the second factor')
  })
})

describe('The password', () => {
  const another = 'seven boats beneath a bridge'

  it('is changed with the old one; other sign-ins end, this one goes on under another token', async () => {
    const { id, email } = await anAccount()
    const [here, there] = [await signedIn(email), await signedIn(email)]

    const change = (current: string) =>
      changePassword(house, here.caller, here.own, { current, password: another })
    expect(await change('not it')).toEqual({ came: 'wrong' })
    const done = made(await change(goodPassword))

    expect(await behind(keptCookies(done.cookies))).not.toBe(null)
    expect(await behind(here.cookies)).toBe(null)
    expect(await behind(there.cookies)).toBe(null)
    expect((await signIn(house, aCaller(), { email, password: goodPassword })).to).toBe('refused')
    expect((await signIn(house, aCaller(), { email, password: another })).to).toBe('signed in')
    expect(await actions(id)).toContain('changed the password')
  })

  it('keeps the second factor of the sign-in that changes it', async () => {
    const { caller, own } = await withSecondFactor()

    const done = made(await changePassword(house, caller, own, { current: goodPassword, password: another }))

    expect((await use(keptCookies(done.cookies))).own.secondFactor).toBe(true)
  })

  it('makes neither the sign-in nor its second factor younger', async () => {
    const start = moment
    const { caller, own, id } = await withSecondFactor()
    try {
      moment = new Date(start.getTime() + 5 * 60_000)
      const change = { current: goodPassword, password: another }
      const done = made(await changePassword(house, caller, own, change))

      expect((await use(keptCookies(done.cookies))).own.began).toEqual(start)
      const rows = await house.db
        .selectFrom('accounts_session')
        .select(['second_factor_at'])
        .where('user_id', '=', id)
        .execute()
      expect(rows).toEqual([{ second_factor_at: start }])
    } finally {
      moment = start
    }
  })

  it('is set anew by a link in a mail, once; every sign-in ends', async () => {
    const { id, email } = await anAccount()
    const { cookies } = await signedIn(email)

    await askForNewPassword(house, aCaller(), { email })
    const token = tokenOf((await mailsTo(email)).at(-1))
    expect(await isResetGood(house, token)).toBe(true)
    expect(await setNewPassword(house, aCaller(), { token: 'another', password: another })).toBe(false)
    expect(await setNewPassword(house, aCaller(), { token, password: another })).toBe(true)

    expect(await isResetGood(house, token)).toBe(false)
    expect(await setNewPassword(house, aCaller(), { token, password: goodPassword })).toBe(false)
    expect(await behind(cookies)).toBe(null)
    expect((await signIn(house, aCaller(), { email, password: another })).to).toBe('signed in')
    expect(await actions(id)).toContain('set a new password by mail')
  })

  it('asks for the second factor after it was set anew', async () => {
    const { email } = await withSecondFactor()
    await askForNewPassword(house, aCaller(), { email })
    await setNewPassword(house, aCaller(), {
      token: tokenOf((await mailsTo(email)).at(-1)),
      password: another,
    })

    expect((await signIn(house, aCaller(), { email, password: another })).to).toBe('second factor')
  })

  it('forgotten for an unknown address costs the same work in the database, and sends nothing', async () => {
    const { email } = await anAccount()
    const rows = async () => {
      const [mails, links] = await Promise.all([
        house.db.selectFrom('mails').selectAll().execute(),
        house.db.selectFrom('accounts_verification').selectAll().execute(),
      ])
      return [mails.length, links.length]
    }
    const before = await rows()
    expect(await askForNewPassword(house, aCaller(), { email })).toBe(undefined)
    const known = await rows()
    expect(await askForNewPassword(house, aCaller(), { email: 'nobody2@example.org' })).toBe(undefined)
    const unknown = await rows()

    expect([known[0]! - before[0]!, known[1]! - before[1]!]).toEqual([1, 1])
    expect([unknown[0]! - known[0]!, unknown[1]! - known[1]!]).toEqual([1, 1])
    expect(await mailsTo('nobody2@example.org')).toEqual([])
  })

  it('is kept as argon2id', async () => {
    const { id } = await anAccount()
    const { password } = await house.db
      .selectFrom('accounts_account')
      .select('password')
      .where('user_id', '=', id)
      .executeTakeFirstOrThrow()

    expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await argon2.verify({ hash: password!, password: goodPassword })).toBe(true)
  })
})

describe('The address', () => {
  it('changes when the link at the new one is used in the own sign-in; the old one is told', async () => {
    const { id, email } = await anAccount()
    const [here, there] = [await signedIn(email), await signedIn(email)]
    const to = `new-${email}`

    await askForNewAddress(house, here.caller, here.own, { email: to })
    const token = tokenOf((await mailsTo(to)).at(-1))
    expect((await findAccount(house.db, id))!.email).toBe(email)
    expect(await changeAddress(house, here.caller, here.own, token)).toBe(true)

    expect((await findAccount(house.db, id))!.email).toBe(to)
    expect(await behind(here.cookies)).not.toBe(null)
    expect(await behind(there.cookies)).toBe(null)
    expect((await mailsTo(email)).at(-1)!.subject).toBe('Your address was changed')
    expect((await signIn(house, aCaller(), { email, password: goodPassword })).to).toBe('refused')
    expect((await signIn(house, aCaller(), { email: to, password: goodPassword })).to).toBe('signed in')
    const events = await historyOf(house.db, { kind: 'person', id })
    expect(JSON.stringify(events)).not.toContain('example.org')
  })

  it('does not change by somebody else’s sign-in, and the link stays good', async () => {
    const [ama, kofi] = [await anAccount(), await anAccount()]
    const [a, k] = [await signedIn(ama.email), await signedIn(kofi.email)]
    const to = `new-${ama.email}`
    await askForNewAddress(house, a.caller, a.own, { email: to })
    const token = tokenOf((await mailsTo(to)).at(-1))

    expect(await changeAddress(house, k.caller, k.own, token)).toBe(false)
    expect(await changeAddress(house, a.caller, a.own, token)).toBe(true)
  })

  it('of somebody else is not taken, and only its owner learns that it is in use', async () => {
    const [ama, kofi] = [await anAccount(), await anAccount()]
    const { caller, own } = await signedIn(ama.email)

    await askForNewAddress(house, caller, own, { email: kofi.email })

    const mail = (await mailsTo(kofi.email)).at(-1)!
    expect(mail.text).toContain('There is an account with it already')
    expect(tokenOf(mail)).toBe('')
  })
})

describe('Of several at the same moment', () => {
  const won = (results: PromiseSettledResult<unknown>[], is: (value: never) => boolean) =>
    results.filter((each) => each.status === 'fulfilled' && is(each.value as never)).length

  it('one passes with a code of the app, and one with a recovery code', async () => {
    const { email, key, codes } = await withSecondFactor()
    for (const code of [appCode(key, 1), codes[0]!]) {
      const callers = [await toChallenge(email), await toChallenge(email), await toChallenge(email)]
      const results = await Promise.allSettled(callers.map((each) => passSecondFactor(house, each, { code })))
      expect(won(results, (came: { to: string }) => came.to === 'signed in')).toBe(1)
    }
  })

  it('one sets a new password by the same link', async () => {
    const { email } = await anAccount()
    await askForNewPassword(house, aCaller(), { email })
    const token = tokenOf((await mailsTo(email)).at(-1))
    const passwords = ['seven boats beneath a bridge', 'eight boats beneath a bridge']

    const results = await Promise.allSettled(
      passwords.map((password) => setNewPassword(house, aCaller(), { token, password })),
    )

    expect(won(results, (done: boolean) => done)).toBe(1)
  })

  it('one makes the account of an address', async () => {
    const given = { email: 'twin@example.org', name: 'Kofi', password: goodPassword, emailProven: true }

    const results = await Promise.allSettled([1, 2, 3].map(() => createAccount(house, given)))

    expect(won(results, () => true)).toBe(1)
    for (const each of results)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ status: 409 })
  })
})

describe('What has run out', () => {
  it('is removed: sign-ins past their time, links and second steps', async () => {
    const start = moment
    const { email } = await anAccount()
    const old = await signedIn(email)
    try {
      moment = new Date(start.getTime() + lifetimes.idle + 1)
      const young = await signedIn(email)
      expect(await forgetSignIns(house)).toBeGreaterThan(0)

      const left = await house.db
        .selectFrom('accounts_session')
        .select('id')
        .where('user_id', '=', old.own.person)
        .execute()
      expect(left).toEqual([{ id: young.own.id }])
    } finally {
      moment = start
    }
  })
})

describe('An account', () => {
  it('is refused with each place that is wrong', async () => {
    const given = { email: 'nobody', name: ' ', password: 'short', emailProven: true }

    const fault = await createAccount(house, given).catch((error) => error)

    expect(fault).toMatchObject({ status: 422 })
    expect(fault.details.map(({ place }: { place: string }) => place)).toEqual(['email', 'name', 'password'])
  })

  it('is one for an address', async () => {
    const { email } = await anAccount()
    const again = { email: email.toUpperCase(), name: 'Kofi', password: goodPassword, emailProven: true }

    await expect(createAccount(house, again)).rejects.toMatchObject({ status: 409 })
  })

  it('is made in the transaction of the acceptance, or not at all', async () => {
    const email = 'undone@example.org'
    const given = { email, name: 'Kofi', password: goodPassword, emailProven: true }
    await house.db
      .transaction()
      .execute(async (trx) => {
        await createAccount({ ...house, db: trx }, given)
        throw new Error('undone')
      })
      .catch(() => null)

    const rows = await house.db.selectFrom('accounts_user').select('id').where('email', '=', email).execute()
    expect(rows).toEqual([])
  })
})
