import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../database.ts'
import type { House } from '../house.ts'
import './tables.ts'

export type Mail = {
  to: string
  subject: string
  /** Plain text, lines ended by \n. */
  text: string
  /** What sort of mail it is, such as `invitation`: shown to administrators and in the log. */
  kind: string
}

/** What sending needs of the house. With a transaction as `db` the mail goes out only if the change is made. */
export type MailHouse = Pick<House, 'keys' | 'now'> & { db: Kysely<Tables> }

/**
 * Queues a mail. Hand in the transaction of the change that it tells of, as
 * `sendMail({ ...house, db: trx }, mail)`, so that there is never one without the other;
 * afterwards call `deliverSoon(house)`. Address, subject and text are kept sealed.
 */
export async function sendMail(house: MailHouse, mail: Mail): Promise<{ id: string }> {
  const { id, ...sealed } = sealedMail(house, mail)
  await house.db
    .insertInto('mails')
    .values({
      id,
      ...sealed,
      state: 'queued',
      attempts: 0,
      queued_at: house.now(),
      next_at: house.now(),
      done_at: null,
      fault: null,
    })
    .execute()
  return { id }
}

/** A mail as its row holds it, for who writes many rows in one statement. */
export function sealedMail(
  house: Pick<House, 'keys'>,
  mail: Mail,
): { id: string; kind: string; sealed: string } {
  const id = v7()
  const { kind, ...content } = { ...mail, to: oneLine(mail.to), subject: oneLine(mail.subject) }
  return { id, kind, sealed: house.keys.seal(Buffer.from(JSON.stringify(content), 'utf8'), contextOf(id)) }
}

/**
 * As much work as `sendMail`, and nothing to deliver: for an answer that must not tell,
 * by its time, whether there was somebody to write to.
 */
export async function sendNothing(house: MailHouse, mail: Mail): Promise<void> {
  const { id } = await sendMail(house, mail)
  await house.db.updateTable('mails').set({ state: 'dropped', sealed: null }).where('id', '=', id).execute()
}

/** Address, subject and text of a mail that still holds them. */
export function openMail(
  house: Pick<House, 'keys'>,
  row: { id: string; sealed: string },
): Pick<Mail, 'to' | 'subject' | 'text'> {
  return JSON.parse(house.keys.open(row.sealed, contextOf(row.id)).toString('utf8'))
}

function contextOf(id: string): string {
  return `mail:${id}`
}

// A line end in an address or a subject would begin a header of somebody else’s making.
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').trim()
}
