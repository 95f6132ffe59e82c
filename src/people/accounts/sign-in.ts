import { createHmac } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { House } from '../../house/house.ts'
import { forgiveAttempts, takeAttempt } from '../../house/limits.ts'
import { sendMail } from '../../house/mail/mail.ts'
import { transact } from '../../house/transact.ts'
import { speak } from '../../ui/language.ts'
import { normalEmail } from '../organisations/people.ts'
import { isSignInAddress } from './account.ts'
import { authOn, cookieNames, isSecure } from './auth.ts'
import { type Caller, headersFor } from './caller.ts'
import { mailOf, note, tellOwner } from './events.ts'
import { ask } from './library.ts'
import { makeToken, publicAddress } from './links.ts'
import { argon2, longest, type PasswordHashing } from './passwords.ts'
import { recoveryDigest } from './recovery-codes.ts'
import { knowAgain } from './repeats.ts'
import { signedCookie, tokenIn } from './signed-cookies.ts'
import { tokenDigest } from './token-digests.ts'
import { words } from './words.ts'

type Trx = Transaction<Tables>

/**
 * What came of an attempt to sign in. `refused` is the same for a wrong password and an
 * unknown address; `unproven` is told only to who knows the password.
 */
export type Came =
  | { to: 'signed in'; person: string; cookies: string[] }
  | { to: 'second factor'; cookies: string[] }
  | { to: 'unproven' }
  | { to: 'refused' }

/** The first step: address and password. As much work for an unknown address as for a known one. */
export async function signIn(
  house: House,
  caller: Caller,
  given: { email: string; password: string },
  hashing: PasswordHashing = argon2,
): Promise<Came> {
  const email = normalEmail(given.email)
  await takeAttempt(house, { what: 'sign-in', who: caller.address, by: 'address' })
  const who = isKnown(house, caller, email) ? `${email} where known` : email
  await takeAttempt(house, { what: 'sign-in', who })
  // What the library would not even look at costs the same, too.
  if (!isSignInAddress(email) || given.password.length > longest) {
    await hashing.hash(given.password.slice(0, longest))
    return { to: 'refused' }
  }
  const came = await transact(house.db, async (trx): Promise<Came> => {
    const headers = headersFor(house, caller, null)
    const body = { email, password: given.password }
    const answered = await ask(
      authOn(house, trx, { hashing }).api.signInEmail({ body, headers, returnHeaders: true }),
    )
    if ('refused' in answered) {
      if (answered.refused !== 'EMAIL_NOT_VERIFIED') return { to: 'refused' }
      await askForProof(trx, house, caller, email)
      return { to: 'unproven' }
    }
    if (!('token' in answered.response) || answered.response.token === undefined)
      return { to: 'second factor', cookies: answered.cookies }
    const person = answered.response.user.id
    const begun = await replaceOld(trx, house, caller, answered.cookies)
    await note(trx, house, caller, person, 'signed in', { after: { by: 'password', secondFactor: null } })
    return { to: 'signed in', person, cookies: [...begun, knownCookie(house, email)] }
  })
  if (came.to === 'signed in') await forgiveAttempts(house, { what: 'sign-in', who })
  // Without the address: the log is read by more people than accounts have owners.
  if (came.to === 'refused') house.log.info('A sign-in was refused', { requestId: caller.requestId })
  return came
}

export type SecondFactorCame =
  | { to: 'signed in'; person: string; cookies: string[]; recoveryCode: boolean }
  | { to: 'wrong code' }
  | { to: 'locked' }
  /** Too late or too often: the password is asked for again. */
  | { to: 'begin again'; cookies: string[] }

/** The second step: a code of the authenticator app, or one of the recovery codes. */
export async function passSecondFactor(
  house: House,
  caller: Caller,
  given: { code: string },
): Promise<SecondFactorCame> {
  await takeAttempt(house, { what: 'second-factor', who: caller.address, by: 'address' })
  const person = await challenged(house, caller)
  if (person === null) return { to: 'begin again', cookies: [] }
  await takeAttempt(house, { what: 'second-factor', who: person })

  const bare = given.code.replace(/[\s-]/g, '')
  const isTotp = /^\d{6}$/.test(bare)
  const came = await transact(house.db, async (trx): Promise<SecondFactorCame> => {
    if (isTotp && !(await takeCode(trx, house, person, bare))) return { to: 'wrong code' }
    const { api } = authOn(house, trx, { secondFactor: true })
    const headers = headersFor(house, caller, 'challenge')
    const answered = isTotp
      ? await ask(api.verifyTOTP({ body: { code: bare }, headers, returnHeaders: true }))
      : await ask(
          api.verifyBackupCode({
            body: { code: recoveryDigest(house.keys, given.code) },
            headers,
            returnHeaders: true,
          }),
        )
    if ('refused' in answered) {
      if (answered.refused === 'ACCOUNT_TEMPORARILY_LOCKED') return { to: 'locked' }
      if (['INVALID_CODE', 'INVALID_BACKUP_CODE'].includes(answered.refused)) return { to: 'wrong code' }
      return { to: 'begin again', cookies: answered.cookies }
    }
    const begun = await replaceOld(trx, house, caller, answered.cookies)
    const by = isTotp ? 'app' : 'recovery code'
    await note(trx, house, caller, person, 'signed in', { after: { by: 'password', secondFactor: by } })
    if (!isTotp) {
      await note(trx, house, caller, person, 'used a recovery code')
      await tellOwner(trx, house, caller, await addressOf(trx, person), 'recovery code')
    }
    const cookies = [...begun, knownCookie(house, await addressOf(trx, person))]
    return { to: 'signed in', person, cookies, recoveryCode: !isTotp }
  })
  if (came.to === 'signed in') await forgiveAttempts(house, { what: 'second-factor', who: person })
  else house.log.warn('A second factor was refused', { requestId: caller.requestId, person, came: came.to })
  return came
}

/**
 * Proves again, in the middle of a sign-in, that it is still the same person: the password,
 * and the second factor if there is one. It is a sign-in of its own that takes the place of
 * the old one, so the cookie changes too.
 */
export async function proveAgain(
  house: House,
  caller: Caller,
  given: { email: string; password: string; code: string },
  hashing: PasswordHashing = argon2,
): Promise<
  { to: 'proved'; cookies: string[] } | { to: 'wrong password' } | { to: 'wrong code' } | { to: 'locked' }
> {
  const first = await signIn(house, caller, given, hashing)
  if (first.to === 'signed in') return { to: 'proved', cookies: first.cookies }
  if (first.to !== 'second factor') return { to: 'wrong password' }
  const challenge = valueSet(first.cookies, 'two_factor')
  const second = await passSecondFactor(
    house,
    { ...caller, cookies: { ...caller.cookies, challenge } },
    { code: given.code },
  )
  if (second.to === 'signed in') return { to: 'proved', cookies: second.cookies }
  return second.to === 'locked' ? { to: 'locked' } : { to: 'wrong code' }
}

/** Whose second step it is, by the cookie of the first one; null when that ran out or is not ours. */
export async function challenged(house: House, caller: Caller): Promise<string | null> {
  const identifier = tokenIn(house, caller.cookies.challenge)
  if (identifier === null) return null
  const { internalAdapter } = await authOn(house, house.db).$context
  const found = await internalAdapter.findVerificationValue(identifier)
  return found !== null && found.expiresAt > new Date() ? found.value : null
}

/** Takes a code of an authenticator app once: false when it was used before. */
export async function takeCode(trx: Trx, house: House, person: string, code: string): Promise<boolean> {
  const digest = createHmac('sha256', house.keys.secret('used-codes'))
    .update(`${person} ${code}`)
    .digest('base64url')
  // Codes are right for at most a minute and a half by the clock of the machine.
  const at = new Date()
  await trx
    .deleteFrom('accounts_used_codes')
    .where('user_id', '=', person)
    .where('used_at', '<', new Date(at.getTime() - 10 * 60_000))
    .execute()
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('accounts_used_codes')
    .values({ user_id: person, code_digest: digest, used_at: at })
    .onConflict((row) => row.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Sends a link that shows the address to be the person’s; the earlier one is no longer good. */
export async function askForProof(trx: Trx, house: House, caller: Caller, email: string): Promise<void> {
  const user = await trx
    .selectFrom('accounts_user')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst()
  if (user === undefined) return
  const hours = 24
  const token = await makeToken(trx, house, {
    purpose: 'prove-address',
    person: user.id,
    address: email,
    hours,
  })
  const say = speak(words, caller.language)
  const address = publicAddress(house, caller.language, `/account/verify?token=${token}`)
  await sendMail(
    { ...house, db: trx },
    mailOf(caller.language, email, 'prove-address', say('mail.verify.subject'), [
      say('mail.verify.text', { hours }),
      address,
      say('mail.ignore'),
    ]),
  )
}

/*
 * A browser in which somebody signed in before is counted apart for their address: who
 * tries wrong passwords elsewhere, to shut the owner out, does not reach them there. The
 * cookie lets nobody in and says nothing to who reads it.
 */

const KNOWN_SECONDS = 180 * 24 * 60 * 60

function knownMark(house: Pick<House, 'keys'>, email: string): string {
  return `known:${createHmac('sha256', house.keys.secret('known-browsers')).update(email).digest('base64url')}`
}

function isKnown(house: House, caller: Caller, email: string): boolean {
  return tokenIn(house, caller.cookies.known) === knownMark(house, email)
}

function knownCookie(house: House, email: string): string {
  const secure = isSecure(house) ? '; Secure' : ''
  const value = signedCookie(house, knownMark(house, email))
  return `${cookieNames(house).known}=${value}; Max-Age=${KNOWN_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

/** Whoever signs in again in the same browser leaves no forgotten sign-in behind. Answers the cookies of the new one. */
async function replaceOld(
  trx: Trx,
  house: House,
  caller: Caller,
  cookies: readonly string[],
): Promise<string[]> {
  const token = tokenIn(house, caller.cookies.session)
  // Of two that do so at once the second waits here.
  if (token !== null)
    await trx.deleteFrom('accounts_session').where('token', '=', tokenDigest(token)).execute()
  return knowAgain(trx, house, caller, cookies)
}

async function addressOf(trx: Trx, person: string): Promise<string> {
  const { email } = await trx
    .selectFrom('accounts_user')
    .select('email')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  return email
}

/** The value a `Set-Cookie` gives the cookie whose name ends so. */
function valueSet(cookies: readonly string[], name: string): string | null {
  const found = cookies
    .map((each) => /^([^=]+)=([^;]*)/.exec(each))
    .find((match) => match?.[1]?.endsWith(`.${name}`))
  return found?.[2] || null
}
