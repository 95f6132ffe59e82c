import type { Kysely, Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Actor } from '../../house/actor.ts'
import type { Tables } from '../../house/database.ts'
import { Conflict, Unusable } from '../../house/errors.ts'
import { personalValue } from '../../house/history/personal-values.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { isReadableName } from '../names.ts'
import { normalEmail } from '../organisations/people.ts'
import { argon2, type PasswordHashing, passwordFault } from './passwords.ts'
import './tables.ts'
import { passwordFaultIn } from './wording.ts'

export type Account = {
  id: string
  name: string
  email: string
  emailProven: boolean
  hasSecondFactor: boolean
  /** Recovery codes that have not been used; null without a second factor. */
  recoveryCodesLeft: number | null
  made: Date
}

/** What changes an account needs of the house; `db` may be a transaction. */
export type AccountHouse = Pick<House, 'keys' | 'now'> & { db: Kysely<Tables> }

/** The account of a person, or null. */
export async function findAccount(db: Kysely<Tables>, person: string): Promise<Account | null> {
  const row = await db
    .selectFrom('accounts_user as user')
    .leftJoin('accounts_two_factor as factor', (join) =>
      join.onRef('factor.user_id', '=', 'user.id').on('factor.verified', '=', true),
    )
    .select([
      'user.id',
      'user.name',
      'user.email',
      'user.email_verified',
      'user.two_factor_enabled',
      'user.created_at',
      'factor.backup_codes',
    ])
    .where('user.id', '=', person)
    .executeTakeFirst()
  if (row === undefined) return null
  const on = row.two_factor_enabled === true
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailProven: row.email_verified,
    hasSecondFactor: on,
    recoveryCodesLeft: on && row.backup_codes !== null ? JSON.parse(row.backup_codes).length : null,
    made: row.created_at,
  }
}

/**
 * Whether one can sign in with an address: the sign-in library takes plain ASCII addresses
 * only, so that two that look alike are never two accounts.
 */
export function isSignInAddress(email: string): boolean {
  return (
    email.length <= 254 &&
    /^(?!\.)(?!.*\.\.)([a-z0-9_'+\-.]*)[a-z0-9_+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/.test(normalEmail(email))
  )
}

export type NewAccount = {
  email: string
  name: string
  password: string
  /** Whether having the address was shown: the link came by mail and by nothing else. */
  emailProven: boolean
}

/**
 * An account and its person. Nobody makes one for themself by the web: whoever accepts
 * an invitation gets it, in the transaction of the acceptance (`{ ...house, db: trx }`).
 *
 * Throws Unusable with places `email`, `name` or `password`; Conflict when the address has
 * an account already — do not pass that on to a visitor who has not proved the address.
 */
export async function createAccount(
  house: AccountHouse,
  given: NewAccount,
  { actor, hashing = argon2 }: { actor?: Omit<Actor, 'person'>; hashing?: PasswordHashing } = {},
): Promise<{ id: string }> {
  const email = normalEmail(given.email)
  const name = given.name.normalize('NFC').trim()
  assertUsable({ ...given, email, name })
  const password = await hashing.hash(given.password)
  const id = v7()
  const at = house.now()
  const make = async (trx: Transaction<Tables>) => {
    const known = await trx
      .selectFrom('accounts_user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst()
    if (known !== undefined) throw hasAccount()
    await trx.insertInto('people').values({ id, created: at, ended: null }).execute()
    await trx
      .insertInto('accounts_user')
      .values({
        id,
        name,
        email,
        email_verified: given.emailProven,
        image: null,
        created_at: at,
        updated_at: at,
        two_factor_enabled: false,
      })
      .execute()
    await trx
      .insertInto('accounts_account')
      .values({
        id: v7(),
        account_id: id,
        provider_id: 'credential',
        user_id: id,
        password,
        created_at: at,
        updated_at: at,
        ...noTokens,
      })
      .execute()
    await recordEvent(trx, {
      record: { kind: 'person', id },
      action: 'made the account',
      before: null,
      after: {
        name: await personalValue(trx, house.keys, id, name, at),
        email: await personalValue(trx, house.keys, id, email, at),
        emailProven: given.emailProven,
      },
      actor: { as: 'person', via: 'page', requestId: null, ...actor, person: id },
      at,
    })
  }
  try {
    // A transaction of the caller’s is used as it is; otherwise this is one of its own.
    if (house.db.isTransaction) await make(house.db as Transaction<Tables>)
    else await transact(house.db, make)
  } catch (error) {
    if (isTaken(error)) throw hasAccount()
    throw error
  }
  return { id }
}

/**
 * Ends an account for good, in the transaction of the erasure: the address, the password,
 * the second factor and all sign-ins are removed, the person’s id stays with its end.
 */
export async function endAccount(trx: Transaction<Tables>, person: string, at: Date): Promise<void> {
  await trx.deleteFrom('accounts_verification').where('value', '=', person).execute()
  await trx.deleteFrom('accounts_verification').where('value', 'like', `${person} %`).execute()
  // Sign-ins, passwords, second factors and used codes go with it.
  await trx.deleteFrom('accounts_user').where('id', '=', person).execute()
  await trx
    .updateTable('people')
    .set({ ended: at })
    .where('id', '=', person)
    .where('ended', 'is', null)
    .execute()
}

const noTokens = {
  access_token: null,
  refresh_token: null,
  id_token: null,
  access_token_expires_at: null,
  refresh_token_expires_at: null,
  scope: null,
}

function assertUsable({ email, name, password }: NewAccount): void {
  const details = []
  if (!isSignInAddress(email))
    details.push({ place: 'email', message: 'This is not an e-mail address one can sign in with.' })
  if (name.length > 200 || !isReadableName(name))
    details.push({ place: 'name', message: 'Give a name of 1 to 200 characters that can be read.' })
  const fault = passwordFault(password, [name, email])
  if (fault !== null) details.push({ place: 'password', message: passwordFaultIn('en', fault) })
  if (details.length > 0) throw new Unusable('The account cannot be made as it is', details)
}

/** Whether the database refused an address that is taken. */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'accounts_user_email_key'
}

function hasAccount(): Conflict {
  return new Conflict('There is an account with this address already', [
    { place: 'email', message: 'One address has one account.', remedy: 'Sign in with it.' },
  ])
}
