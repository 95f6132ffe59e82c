import { randomBytes, randomUUID } from 'node:crypto'
import { symmetricDecrypt } from 'better-auth/crypto'
import type { Transaction } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { personalValue } from '../../house/history/personal-values.ts'
import type { House } from '../../house/house.ts'
import { takeAttempt } from '../../house/limits.ts'
import { sendMail, sendNothing } from '../../house/mail/mail.ts'
import { transact } from '../../house/transact.ts'
import { speak } from '../../ui/language.ts'
import { normalEmail } from '../organisations/people.ts'
import { isSignInAddress, isTaken } from './account.ts'
import { authOn, authSecret } from './auth.ts'
import { type Caller, headersFor } from './caller.ts'
import { mailOf, note, tellOwner } from './events.ts'
import { ask } from './library.ts'
import { forgetTokens, makeToken, publicAddress, spendToken } from './links.ts'
import { argon2, type PasswordHashing } from './passwords.ts'
import { keepRecoveryCodes, recoveryCodesFor } from './recovery-codes.ts'
import { knowAgain, rememberUse, tokenBegun, wasUsedHere } from './repeats.ts'
import { lifetimes, type SignIn } from './session.ts'
import { takeCode } from './sign-in.ts'
import { tokenDigest } from './token-digests.ts'
import { words } from './words.ts'

type Trx = Transaction<Tables>

/* ── the second factor ────────────────────────────────────────────────────── */

/**
 * What came of a change: it is made, or what was typed is wrong, or it found the account
 * otherwise than the page had it: the same form came first, or another page of the same person.
 */
export type Changed<Made extends object = { cookies: string[] }> =
  | ({ came: 'made' } & Made)
  | { came: 'wrong' }
  | { came: 'otherwise' }

/** Begins setting up: makes the key of the app, for who knows the password. */
export async function beginSecondFactor(
  house: House,
  caller: Caller,
  signIn: SignIn,
  given: { password: string },
): Promise<Changed<object>> {
  await takeAttempt(house, { what: 'password-change', who: signIn.person })
  return transact(house.db, async (trx) => {
    if (!(await holdSignIn(trx, signIn))) return { came: 'otherwise' }
    const headers = headersFor(house, caller, 'session')
    const answered = await ask(
      authOn(house, trx).api.enableTwoFactor({
        body: { password: given.password },
        headers,
        returnHeaders: true,
      }),
    )
    return 'refused' in answered ? { came: whyRefused(answered.refused) } : { came: 'made' }
  })
}

/** The key that waits to be confirmed, as the app reads it and as one types it; null when none waits. */
export async function waitingKey(house: House, signIn: SignIn): Promise<{ uri: string; key: string } | null> {
  const row = await house.db
    .selectFrom('accounts_two_factor')
    .select('secret')
    .where('user_id', '=', signIn.person)
    .where('verified', '=', false)
    .executeTakeFirst()
  if (row === undefined) return null
  const secret = await symmetricDecrypt({ key: authSecret(house), data: row.secret })
  const key = base32(Buffer.from(secret, 'utf8'))
  const label = encodeURIComponent(`TIPping Point:${signIn.email}`)
  const uri = `otpauth://totp/${label}?secret=${key}&issuer=TIPping%20Point&digits=6&period=30`
  return { uri, key: key.replace(/(.{4})(?=.)/g, '$1 ') }
}

/** Confirms the app with a code; answers the recovery codes, which are shown this once. Other sign-ins end. */
export async function confirmSecondFactor(
  house: House,
  caller: Caller,
  signIn: SignIn,
  given: { code: string },
): Promise<Changed<{ codes: string[]; cookies: string[] }>> {
  await takeAttempt(house, { what: 'second-factor', who: signIn.person })
  const code = given.code.replace(/[\s-]/g, '')
  return transact(house.db, async (trx): Promise<Changed<{ codes: string[]; cookies: string[] }>> => {
    const times = await holdSignIn(trx, signIn)
    if (times === null) return { came: 'otherwise' }
    if (!/^\d{6}$/.test(code) || !(await takeCode(trx, house, signIn.person, code))) return { came: 'wrong' }
    const answered = await ask(
      authOn(house, trx, { secondFactor: true }).api.verifyTOTP({
        body: { code },
        headers: headersFor(house, caller, 'session'),
        returnHeaders: true,
      }),
    )
    if ('refused' in answered) return { came: 'wrong' }
    // The library has put a new sign-in in the place of this one; those that never passed the factor end.
    await trx
      .deleteFrom('accounts_session')
      .where('user_id', '=', signIn.person)
      .where('second_factor_at', 'is', null)
      .execute()
    const cookies = await goOn(trx, house, caller, answered.cookies, { created_at: times.created_at })
    const codes = codesFor(house, caller, signIn)
    await keepCodes(trx, house, signIn.person, codes)
    await note(trx, house, caller, signIn.person, 'set up the second factor', {
      before: { secondFactor: false },
      after: { secondFactor: true },
    })
    await tellOwner(trx, house, caller, signIn.email, 'second factor on')
    return { came: 'made', codes, cookies }
  })
}

/** New recovery codes in place of the old ones; the same form sent again gets those it made. */
export async function renewRecoveryCodes(house: House, caller: Caller, signIn: SignIn): Promise<string[]> {
  const codes = codesFor(house, caller, signIn)
  return transact(house.db, async (trx) => {
    if (await areMade(trx, house, signIn.person, codes)) return codes
    await keepCodes(trx, house, signIn.person, codes)
    await note(trx, house, caller, signIn.person, 'made new recovery codes')
    await tellOwner(trx, house, caller, signIn.email, 'recovery codes')
    return codes
  })
}

/** The recovery codes that this very form has made, as long as they are the ones that count; else null. */
export async function codesMadeBy(house: House, caller: Caller, signIn: SignIn): Promise<string[] | null> {
  const codes = codesFor(house, caller, signIn)
  return transact(house.db, async (trx) => ((await areMade(trx, house, signIn.person, codes)) ? codes : null))
}

function codesFor(house: House, caller: Caller, { person }: SignIn): string[] {
  return recoveryCodesFor(house.keys, person, caller.sending ?? randomUUID())
}

/** Whether what is kept are these codes, or what is left of them. Two that ask at once ask one after the other. */
async function areMade(trx: Trx, house: House, person: string, codes: string[]): Promise<boolean> {
  const row = await trx
    .selectFrom('accounts_two_factor')
    .select('backup_codes')
    .where('user_id', '=', person)
    .where('verified', '=', true)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return false
  const kept: string[] = JSON.parse(row.backup_codes)
  const made: string[] = JSON.parse(keepRecoveryCodes(house.keys, codes))
  return kept.length > 0 && kept.every((each) => made.includes(each))
}

async function keepCodes(trx: Trx, house: House, person: string, codes: string[]): Promise<void> {
  await trx
    .updateTable('accounts_two_factor')
    .set({ backup_codes: keepRecoveryCodes(house.keys, codes) })
    .where('user_id', '=', person)
    .execute()
}

/** Takes the second factor off; all other sign-ins end. */
export async function removeSecondFactor(
  house: House,
  caller: Caller,
  signIn: SignIn,
  given: { password: string },
): Promise<Changed> {
  await takeAttempt(house, { what: 'password-change', who: signIn.person })
  return transact(house.db, async (trx): Promise<Changed> => {
    const times = await holdSignIn(trx, signIn)
    if (times === null) return { came: 'otherwise' }
    await endOthers(trx, signIn)
    const answered = await ask(
      authOn(house, trx).api.disableTwoFactor({
        body: { password: given.password },
        headers: headersFor(house, caller, 'session'),
        returnHeaders: true,
      }),
    )
    if ('refused' in answered) throw new Undone(whyRefused(answered.refused))
    const cookies = await goOn(trx, house, caller, answered.cookies, { created_at: times.created_at })
    await note(trx, house, caller, signIn.person, 'removed the second factor', {
      before: { secondFactor: true },
      after: { secondFactor: false },
    })
    await tellOwner(trx, house, caller, signIn.email, 'second factor off')
    return { came: 'made', cookies }
  }).catch((error: unknown) => {
    if (error instanceof Undone) return { came: error.came }
    throw error
  })
}

/** Takes a second factor off from outside, with everything that came by it; null when there is none. */
export async function takeSecondFactorOff(trx: Trx, person: string): Promise<{ ended: number } | null> {
  const { numUpdatedRows } = await trx
    .updateTable('accounts_user')
    .set({ two_factor_enabled: false })
    .where('id', '=', person)
    .where('two_factor_enabled', '=', true)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return null
  await trx.deleteFrom('accounts_two_factor').where('user_id', '=', person).execute()
  await trx.deleteFrom('accounts_used_codes').where('user_id', '=', person).execute()
  // Second steps begun with the factor, and links to a new password: somebody else may have asked for those.
  await forgetResets(trx, person)
  return { ended: await endAllSignIns(trx, person) }
}

/** Undoes the transaction of a change that was refused. */
class Undone extends Error {
  readonly came: 'wrong' | 'otherwise'

  constructor(came: 'wrong' | 'otherwise') {
    super(came)
    this.came = came
  }
}

function whyRefused(refused: string): 'wrong' | 'otherwise' {
  return refused === 'INVALID_PASSWORD' ? 'wrong' : 'otherwise'
}

/** Its times; null when it has ended. Changes of one sign-in go one after the other: the second finds it replaced. */
function holdSignIn(trx: Trx, signIn: SignIn) {
  return trx
    .selectFrom('accounts_session')
    .select(['created_at', 'second_factor_at'])
    .where('id', '=', signIn.id)
    .forUpdate()
    .executeTakeFirst()
    .then((row) => row ?? null)
}

/** A sign-in goes on under another token, and is no younger by that. Answers its cookies. */
async function goOn(
  trx: Trx,
  house: House,
  caller: Caller,
  cookies: readonly string[],
  times: { created_at: Date; second_factor_at?: Date | null },
): Promise<string[]> {
  const token = tokenBegun(house, cookies)
  if (token === null) return [...cookies]
  await trx.updateTable('accounts_session').set(times).where('token', '=', tokenDigest(token)).execute()
  return knowAgain(trx, house, caller, cookies)
}

/** RFC 4648, as authenticator apps read keys. */
function base32(bytes: Buffer): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += letters[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + letters[(held << (5 - bits)) & 31] : text
}

/* ── sign-ins ─────────────────────────────────────────────────────────────── */

export type ListedSignIn = {
  id: string
  device: string | null
  began: Date
  seen: Date
  secondFactor: boolean
  own: boolean
}

/** The sign-ins of a person that hold, the latest seen first. */
export async function listSignIns(house: House, signIn: SignIn): Promise<ListedSignIn[]> {
  const { idle, longest } = lifetimes
  const now = house.now().getTime()
  const rows = await house.db
    .selectFrom('accounts_session')
    .select(['id', 'user_agent', 'created_at', 'seen_at', 'second_factor_at'])
    .where('user_id', '=', signIn.person)
    .where('seen_at', '>', new Date(now - idle))
    .where('created_at', '>', new Date(now - longest))
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    device: row.user_agent,
    began: row.created_at,
    seen: row.seen_at,
    secondFactor: row.second_factor_at !== null,
    own: row.id === signIn.id,
  }))
}

/** Ends sign-ins of a person: one of them, all but this one, or all. It holds at once, in every process. */
export async function endSignIns(
  house: House,
  caller: Caller,
  signIn: SignIn,
  which: 'others' | 'all' | { id: string },
): Promise<number> {
  return transact(house.db, async (trx) => {
    let gone = trx.deleteFrom('accounts_session').where('user_id', '=', signIn.person)
    if (which === 'others') gone = gone.where('id', '!=', signIn.id)
    else if (which !== 'all') gone = gone.where('id', '=', which.id)
    const { numDeletedRows } = await gone.executeTakeFirst()
    const ended = Number(numDeletedRows)
    const own = which === 'all' || (which !== 'others' && which.id === signIn.id)
    if (ended > 0)
      await note(trx, house, caller, signIn.person, own && ended === 1 ? 'signed out' : 'ended sign-ins', {
        after: { ended },
      })
    return ended
  })
}

async function endOthers(trx: Trx, signIn: SignIn): Promise<void> {
  await trx
    .deleteFrom('accounts_session')
    .where('user_id', '=', signIn.person)
    .where('id', '!=', signIn.id)
    .execute()
}

/** Removes what has run out: sign-ins past their time, links and second steps. A job calls it daily. */
export async function forgetSignIns(house: Pick<House, 'db' | 'now'>): Promise<number> {
  const now = house.now().getTime()
  const sessions = await house.db
    .deleteFrom('accounts_session')
    .where((where) =>
      where.or([
        where('seen_at', '<', new Date(now - lifetimes.idle)),
        where('created_at', '<', new Date(now - lifetimes.longest)),
      ]),
    )
    .executeTakeFirst()
  const links = await house.db
    .deleteFrom('accounts_verification')
    .where('expires_at', '<', new Date())
    .executeTakeFirst()
  return Number(sessions.numDeletedRows) + Number(links.numDeletedRows)
}

/** Ends every sign-in of a person at once; for whoever ends a person’s access. Answers how many there were. */
export async function endAllSignIns(trx: Trx, person: string): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('accounts_session')
    .where('user_id', '=', person)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/* ── the password ─────────────────────────────────────────────────────────── */

/** Changes the password; all other sign-ins end, and this one goes on under another token. */
export async function changePassword(
  house: House,
  caller: Caller,
  signIn: SignIn,
  given: { current: string; password: string },
): Promise<Changed> {
  await takeAttempt(house, { what: 'password-change', who: signIn.person })
  return transact(house.db, async (trx): Promise<Changed> => {
    const times = await holdSignIn(trx, signIn)
    if (times === null) return { came: 'otherwise' }
    const answered = await ask(
      authOn(house, trx).api.changePassword({
        body: { currentPassword: given.current, newPassword: given.password, revokeOtherSessions: true },
        headers: headersFor(house, caller, 'session'),
        returnHeaders: true,
      }),
    )
    if ('refused' in answered) return { came: whyRefused(answered.refused) }
    const cookies = await goOn(trx, house, caller, answered.cookies, times)
    await forgetResets(trx, signIn.person)
    await note(trx, house, caller, signIn.person, 'changed the password')
    await tellOwner(trx, house, caller, signIn.email, 'password')
    return { came: 'made', cookies }
  })
}

/**
 * Sends a link to set a new password, if somebody signs in with this address. The answer
 * is the same in words and in work if nobody does.
 */
export async function askForNewPassword(
  house: House,
  caller: Caller,
  given: { email: string },
): Promise<void> {
  const email = normalEmail(given.email)
  await takeAttempt(house, { what: 'password-reset', who: caller.address, by: 'address' })
  await takeAttempt(house, { what: 'password-reset', who: email })
  if (!isSignInAddress(email)) return
  const say = speak(words, caller.language)
  const letter = (token: string) =>
    mailOf(caller.language, email, 'new-password', say('mail.reset.subject'), [
      say('mail.reset.text'),
      publicAddress(house, caller.language, `/account/reset?token=${token}`),
      say('mail.ignore'),
    ])
  await transact(house.db, async (trx) => {
    let known = false
    const auth = authOn(house, trx, {
      onForgotten: async (_person, token) => {
        known = true
        await sendMail({ ...house, db: trx }, letter(token))
      },
    })
    await auth.api.requestPasswordReset({ body: { email } })
    if (known) return
    const token = randomBytes(18).toString('base64url')
    const { internalAdapter } = await auth.$context
    await internalAdapter.createVerificationValue({
      identifier: `nobody:${token}`,
      value: 'nobody',
      expiresAt: new Date(Date.now() + 60_000),
    })
    await sendNothing({ ...house, db: trx }, letter(token))
  })
}

/** Whether a link to set a new password is still good; changes nothing. */
export async function isResetGood(house: House, token: string): Promise<boolean> {
  return (await personOfReset(house, token)) !== null
}

/** Whose link it is; null when it is not good (any more). */
export async function personOfReset(
  house: House,
  token: string,
): Promise<{ id: string; name: string; email: string } | null> {
  const { internalAdapter } = await authOn(house, house.db).$context
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`)
  if (found === null || found.expiresAt <= new Date()) return null
  const user = await house.db
    .selectFrom('accounts_user')
    .select(['id', 'name', 'email'])
    .where('id', '=', found.value)
    .executeTakeFirst()
  return user ?? null
}

/**
 * Sets a new password by a link that came by mail; every sign-in ends. The link shows that
 * the address is theirs. False when it is not good (any more).
 */
export async function setNewPassword(
  house: House,
  caller: Caller,
  given: { token: string; password: string },
  hashing: PasswordHashing = argon2,
): Promise<boolean> {
  await takeAttempt(house, { what: 'password-change', who: caller.address, by: 'address' })
  const person = await personOfReset(house, given.token)
  if (person === null) return false
  return transact(house.db, async (trx) => {
    const answered = await ask(
      authOn(house, trx, { hashing }).api.resetPassword({
        body: { newPassword: given.password, token: given.token },
        returnHeaders: true,
      }),
    )
    if ('refused' in answered) return false
    await rememberUse(trx, house, caller, { secret: given.token, person: person.id })
    await trx.updateTable('accounts_user').set({ email_verified: true }).where('id', '=', person.id).execute()
    await forgetResets(trx, person.id)
    await forgetTokens(trx, 'change-address', person.id)
    await note(trx, house, caller, person.id, 'set a new password by mail')
    await tellOwner(trx, house, caller, person.email, 'password')
    return true
  })
}

/** Whether a link was used up by this very form a moment ago: then what it was for is done. */
export function linkUsedHere(house: House, caller: Caller, token: string): Promise<boolean> {
  return wasUsedHere(house.db, caller, token)
}

// Links of earlier requests, and second steps begun with the old password, end with it.
async function forgetResets(trx: Trx, person: string): Promise<void> {
  await trx.deleteFrom('accounts_verification').where('value', '=', person).execute()
}

/* ── the address ──────────────────────────────────────────────────────────── */

/** Shows that the address is the person’s own, by a link that came there. */
export async function proveAddress(house: House, caller: Caller, token: string): Promise<boolean> {
  return transact(house.db, async (trx) => {
    const link = await spendToken(trx, house, 'prove-address', token)
    if (link === null) return false
    const { numUpdatedRows } = await trx
      .updateTable('accounts_user')
      .set({ email_verified: true, updated_at: house.now() })
      .where('id', '=', link.person)
      // Had the address changed since, the link would prove another one.
      .where('email', '=', link.address)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await rememberUse(trx, house, caller, { secret: token, person: link.person })
    await note(trx, house, caller, link.person, 'proved the address', {
      before: { emailProven: false },
      after: { emailProven: true },
    })
    return true
  })
}

/**
 * Sends a link to a new address. Nothing changes until it is used. Whether somebody else has
 * the address is told there, not here: the owner of the address may know, others may not.
 */
export async function askForNewAddress(
  house: House,
  caller: Caller,
  signIn: SignIn,
  given: { email: string },
): Promise<void> {
  const address = normalEmail(given.email)
  await takeAttempt(house, { what: 'mail', who: signIn.person })
  const say = speak(words, caller.language)
  const hours = 2
  await transact(house.db, async (trx) => {
    const taken = await trx
      .selectFrom('accounts_user')
      .select('id')
      .where('email', '=', address)
      .executeTakeFirst()
    const token = await makeToken(trx, house, {
      purpose: 'change-address',
      person: signIn.person,
      address,
      hours,
    })
    const paragraphs =
      taken === undefined
        ? [
            say('mail.address.text', { hours }),
            publicAddress(house, caller.language, `/account/email/confirm?token=${token}`),
          ]
        : [say('mail.taken.text')]
    await sendMail(
      { ...house, db: trx },
      mailOf(caller.language, address, 'new-address', say('mail.address.subject'), [
        ...paragraphs,
        say('mail.ignore'),
      ]),
    )
  })
}

/** Changes the address by a link that came to the new one, and tells the old one. */
export async function changeAddress(
  house: House,
  caller: Caller,
  signIn: SignIn,
  token: string,
): Promise<boolean> {
  try {
    return await transact(house.db, async (trx) => {
      const link = await spendToken(trx, house, 'change-address', token)
      if (link === null) return false
      // Only in the sign-in of the one who asked: a link that went astray does nothing for who finds it, and stays good.
      if (link.person !== signIn.person) throw new WrongPerson()
      const old = await trx
        .selectFrom('accounts_user')
        .select('email')
        .where('id', '=', link.person)
        .forUpdate()
        .executeTakeFirstOrThrow()
      await trx
        .updateTable('accounts_user')
        .set({ email: link.address, email_verified: true, updated_at: house.now() })
        .where('id', '=', link.person)
        .execute()
      await rememberUse(trx, house, caller, { secret: token, person: link.person })
      await endOthers(trx, signIn)
      await forgetResets(trx, link.person)
      await forgetTokens(trx, 'prove-address', link.person)
      const kept = (text: string) => personalValue(trx, house.keys, link.person, text, house.now())
      await note(trx, house, caller, link.person, 'changed the address', {
        before: { email: await kept(old.email) },
        after: { email: await kept(link.address) },
      })
      await tellOwner(trx, house, caller, old.email, 'address')
      return true
    })
  } catch (error) {
    // Somebody else took the address meanwhile: the link is not good any more, and no more is said.
    if (isTaken(error) || error instanceof WrongPerson) return false
    throw error
  }
}

/** Undoes the transaction in which a link was used by another than it is for. */
class WrongPerson extends Error {}
