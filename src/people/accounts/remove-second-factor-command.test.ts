import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { historyOf } from '../../house/history/record-event.ts'
import { openMail } from '../../house/mail/mail.ts'
import { findAccount } from './account.ts'
import { cookieNames } from './auth.ts'
import { beginSecondFactor, confirmSecondFactor, waitingKey } from './changes.ts'
import { removeSecondFactorCommand } from './remove-second-factor-command.ts'
import { type SignIn, signInOf } from './session.ts'
import { aCaller, appCode, goodPassword, keptCookies, signInForTest } from './sign-in.test-data.ts'
import { passSecondFactor, signIn } from './sign-in.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const told: string[] = []
const io = { out: (line: string) => told.push(line), err: () => {}, language: 'en' } as const

const behind = (cookie: string): Promise<SignIn | null> =>
  signInOf(house, { headers: { cookie }, raw: {} } as Parameters<typeof signInOf>[1])

async function withSecondFactor() {
  const { person, email } = await signInForTest(house)
  const came = await signIn(house, aCaller(), { email, password: goodPassword })
  if (came.to !== 'signed in') throw new Error(came.to)
  const name = cookieNames(house).session
  const session = keptCookies(came.cookies)[name]!
  const own = (await behind(`${name}=${session}`))!
  const caller = aCaller({ session })
  await beginSecondFactor(house, caller, own, { password: goodPassword })
  const { key } = (await waitingKey(house, own))!
  const done = await confirmSecondFactor(house, caller, own, { code: appCode(key) })
  if (done.came !== 'made') throw new Error(done.came)
  return {
    person,
    email,
    codes: done.codes,
    cookie: `${name}=${keptCookies(done.cookies)[name]}`,
  }
}

describe('tp admin remove-second-factor', () => {
  it('takes off factor and recovery codes, ends every sign-in, and says why in the history', async () => {
    const { person, email, codes, cookie } = await withSecondFactor()
    const begun = await signIn(house, aCaller(), { email, password: goodPassword })
    if (begun.to !== 'second factor') throw new Error(begun.to)
    const challenge = keptCookies(begun.cookies)[cookieNames(house).challenge]!

    const reason = 'phone lost; asked in person'
    expect(await removeSecondFactorCommand(house, [email.toUpperCase(), '--reason', reason], io)).toBe(0)

    expect(told.at(-1)).toContain(email)
    expect(await behind(cookie)).toBe(null)
    expect(await findAccount(house.db, person)).toMatchObject({
      hasSecondFactor: false,
      recoveryCodesLeft: null,
    })
    const kept = await house.db
      .selectFrom('accounts_two_factor')
      .select('id')
      .where('user_id', '=', person)
      .execute()
    expect(kept).toEqual([])
    expect((await passSecondFactor(house, aCaller({ challenge }), { code: codes[0]! })).to).toBe(
      'begin again',
    )
    expect((await signIn(house, aCaller(), { email, password: goodPassword })).to).toBe('signed in')
    const history = await historyOf(house.db, { kind: 'person', id: person })
    expect(history.find(({ action }) => action === 'removed the second factor')).toMatchObject({
      reason,
      before: { secondFactor: true },
      after: { secondFactor: false, ended: 1 },
      actor: { as: 'operator', person: null },
    })
  })

  it('tells the owner by mail', async () => {
    const { email } = await withSecondFactor()
    await removeSecondFactorCommand(house, [email, '--reason', 'phone lost', '--json'], io)
    expect(JSON.parse(told.at(-1) ?? '')).toEqual({ email, ended: 1 })
    const rows = await house.db
      .selectFrom('mails')
      .select(['id', 'sealed'])
      .where('sealed', 'is not', null)
      .execute()
    const mails = rows.map(({ id, sealed }) => openMail(house, { id, sealed: sealed! }))
    const mail = mails.find(({ to, subject }) => to === email && subject.includes('was removed'))
    expect(mail?.text).toContain('Whoever runs this installation has removed')
    expect(mail?.text).not.toContain('phone lost')
  })

  it('changes nothing where there is none', async () => {
    const { email, person, cookie } = await signInForTest(house)
    await expect(removeSecondFactorCommand(house, [email, '--reason', 'x'], io)).rejects.toThrow(
      'has no second factor',
    )
    expect(await behind(cookie)).not.toBe(null)
    const history = await historyOf(house.db, { kind: 'person', id: person })
    expect(history.map(({ action }) => action)).toEqual(['made the account'])
  })

  it.each([
    [['nobody@example.org', '--reason', 'x'], 'Nobody has an account'],
    [['ama@example.org'], 'Why?'],
    [['ama@example.org', '--reason', ' '], 'Why?'],
    [['--reason', 'x'], 'Whose second factor?'],
    [['--everybody', '--reason', 'x'], 'Unknown option'],
  ])('refuses %j', async (argv, message) => {
    await expect(removeSecondFactorCommand(house, argv, io)).rejects.toThrow(message)
  })
})
