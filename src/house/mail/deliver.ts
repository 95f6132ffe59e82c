import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import type { House } from '../house.ts'
import { transact } from '../transact.ts'
import { openMail } from './mail.ts'
import './tables.ts'

const minute = 60_000
const day = 24 * 60 * minute
const MOST_ATTEMPTS = 8
/** How long a mail that is being handed over is left alone by other processes. */
const LEASE_MS = 5 * minute
const KEPT_IN_OUTBOX_MS = 7 * day
const KEPT_AS_NOTE_MS = 90 * day

/** Hands one mail to a mail server; a test gives its own. */
export type Carrier = (mail: { from: string; to: string; subject: string; text: string }) => Promise<unknown>

export type Delivery = { sent: number; kept: number; failed: number }

/**
 * Delivers what is queued and due, one by one; several processes may do it at once.
 * Without a mail server the mails go to the outbox of the house, and the log says that
 * one is waiting. What could not be delivered is tried again, ever later, and after
 * eight times stays as failed, with the reason. A process that ends between handing over
 * and noting it leads to a second mail, never to none.
 */
export async function deliverMails(
  house: House,
  carry: Carrier | null = carrierOf(house),
): Promise<Delivery> {
  const done: Delivery = { sent: 0, kept: 0, failed: 0 }
  for (let mail = await takeNext(house); mail !== null; mail = await takeNext(house)) {
    if (carry === null) {
      await finish(house, mail.id, { state: 'outbox' })
      house.log.warn('A mail is waiting in the outbox', { kind: mail.kind, outbox: '/outbox' })
      done.kept += 1
      continue
    }
    try {
      await carry({ from: house.settings.mailFrom, ...openMail(house, mail) })
      await finish(house, mail.id, { state: 'sent', sealed: null, fault: null })
      done.sent += 1
    } catch (error) {
      const last = mail.attempts >= MOST_ATTEMPTS
      const fault = faultOf(error)
      // The address of the one it was for stands in the answers of mail servers, so their words are not logged.
      house.log.error(
        last ? 'A mail could not be delivered and is given up' : 'A mail could not be delivered',
        {
          mail: mail.id,
          kind: mail.kind,
          fault,
          attempts: mail.attempts,
        },
      )
      if (last) await finish(house, mail.id, { state: 'failed', fault })
      else await later(house, mail, fault)
      done.failed += 1
    }
  }
  return done
}

/** Delivers after the answer is on its way, so that neither waits for the other; what fails is in the log and the table. */
export function deliverSoon(house: House): void {
  const running = deliverMails(house)
    .catch((error: unknown) => house.log.error('Mail could not be delivered', { error }))
    .finally(() => underWay.delete(running))
  underWay.add(running)
}

const underWay = new Set<Promise<unknown>>()

/**
 * Waits for deliveries begun by `deliverSoon`; call it before the database is closed. Not
 * for ever: what is under way then is taken up by another process when its time is over.
 */
export async function deliveriesEnded(deadlineMs = 10_000): Promise<void> {
  const late = new AbortController()
  await Promise.race([
    Promise.all(underWay),
    sleep(deadlineMs, undefined, { signal: late.signal }).catch(() => {}),
  ])
  late.abort()
}

/** Forgets the contents of old mails, and the mails themselves later; answers how many were changed. A job calls it daily. */
export async function forgetMails(house: House): Promise<number> {
  const now = house.now().getTime()
  const emptied = await house.db
    .updateTable('mails')
    .set({ sealed: null })
    .where('sealed', 'is not', null)
    .where('state', 'in', ['outbox', 'failed'])
    .where('queued_at', '<', new Date(now - KEPT_IN_OUTBOX_MS))
    .executeTakeFirst()
  const removed = await house.db
    .deleteFrom('mails')
    .where((where) =>
      where.or([
        where('queued_at', '<', new Date(now - KEPT_AS_NOTE_MS)),
        where.and([where('state', '=', 'dropped'), where('queued_at', '<', new Date(now - day))]),
      ]),
    )
    .where('state', '!=', 'queued')
    .executeTakeFirst()
  return Number(emptied.numUpdatedRows) + Number(removed.numDeletedRows)
}

/** How many mails stand in each state, for those who watch the house. */
export async function mailsByState(house: Pick<House, 'db'>): Promise<Record<string, number>> {
  const rows = await house.db
    .selectFrom('mails')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}

type Taken = { id: string; kind: string; sealed: string; attempts: number }

async function takeNext(house: House): Promise<Taken | null> {
  return transact(house.db, async (trx) => {
    const row = await trx
      .selectFrom('mails')
      .select(['id', 'kind', 'sealed', 'attempts'])
      .where('state', '=', 'queued')
      .where('next_at', '<=', house.now())
      .where('sealed', 'is not', null)
      .orderBy('next_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row || row.sealed === null) return null
    const attempts = row.attempts + 1
    await trx
      .updateTable('mails')
      .set({ attempts, next_at: new Date(house.now().getTime() + LEASE_MS) })
      .where('id', '=', row.id)
      .execute()
    return { id: row.id, kind: row.kind, sealed: row.sealed, attempts }
  })
}

async function finish(
  house: House,
  id: string,
  how: { state: 'sent' | 'outbox' | 'failed'; sealed?: null; fault?: string | null },
): Promise<void> {
  await house.db
    .updateTable('mails')
    .set({ ...how, done_at: house.now() })
    .where('id', '=', id)
    .execute()
}

// One minute, two, four … an hour at most.
async function later(house: House, { id, attempts }: Taken, fault: string): Promise<void> {
  const wait = Math.min(60 * minute, minute * 2 ** (attempts - 1))
  await house.db
    .updateTable('mails')
    .set({ fault, next_at: new Date(house.now().getTime() + wait) })
    .where('id', '=', id)
    .execute()
}

function faultOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return (
    [code, responseCode]
      .filter((each) => each !== undefined)
      .join(' ')
      .slice(0, 60) || 'unknown'
  )
}

function carrierOf({ settings }: Pick<House, 'settings'>): Carrier | null {
  if (settings.smtp === null) return null
  const transport = createTransport({
    url: settings.smtp,
    // A text is a text: nothing in it is fetched or read from a file.
    disableFileAccess: true,
    disableUrlAccess: true,
    // A server that falls silent must neither hold a mail longer than it is ours nor keep the program from ending.
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // Nothing goes out in clear but to a server on this very machine.
    requireTLS: !isHere(settings.smtp),
  })
  return (mail) => transport.sendMail(mail)
}

function isHere(smtp: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(smtp).hostname)
}
