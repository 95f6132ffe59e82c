import type { Transaction } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { recordEvent } from '../../house/history/record-event.ts'
import type { House } from '../../house/house.ts'
import { type Mail, sendMail } from '../../house/mail/mail.ts'
import { type Language, speak } from '../../ui/language.ts'
import { type Caller, themself } from './caller.ts'
import { publicAddress } from './links.ts'
import { words } from './words.ts'

/** What may happen to an account, as its history says it. */
export type AccountAction =
  | 'signed in'
  | 'signed out'
  | 'ended sign-ins'
  | 'set up the second factor'
  | 'removed the second factor'
  | 'made new recovery codes'
  | 'used a recovery code'
  | 'changed the password'
  | 'set a new password by mail'
  | 'proved the address'
  | 'changed the address'

type Trx = Transaction<Tables>
type EventHouse = Pick<House, 'keys' | 'now' | 'settings'>

/** Writes down what a person did with their own account, in the transaction of the change. */
export async function note(
  trx: Trx,
  house: EventHouse,
  caller: Pick<Caller, 'requestId'>,
  person: string,
  action: AccountAction,
  { before = null, after = null }: { before?: unknown; after?: unknown } = {},
): Promise<void> {
  await recordEvent(trx, {
    record: { kind: 'person', id: person },
    action,
    before,
    after,
    actor: themself(person, caller),
    at: house.now(),
  })
}

/** Tells the owner of an account by mail what was done with it, in case it was somebody else. */
export async function tellOwner(
  trx: Trx,
  house: EventHouse,
  { language }: Pick<Caller, 'language'>,
  to: string,
  what:
    | 'password'
    | 'second factor on'
    | 'second factor off'
    | 'second factor taken'
    | 'recovery code'
    | 'recovery codes'
    | 'address',
): Promise<void> {
  const say = speak(words, language)
  await sendMail(
    { ...house, db: trx },
    mailOf(language, to, 'account-notice', say(`notice.${what}.subject`), [
      say(`notice.${what}.text`),
      say('notice.not you', { address: publicAddress(house, language, '/account/forgotten') }),
    ]),
  )
}

/** A mail in the voice of the house: paragraphs, and at its end who sends it. */
export function mailOf(
  language: Language,
  to: string,
  kind: string,
  subject: string,
  paragraphs: readonly string[],
): Mail {
  const say = speak(words, language)
  return { to, kind, subject, text: [...paragraphs, say('mail.signature')].join('\n\n') }
}
