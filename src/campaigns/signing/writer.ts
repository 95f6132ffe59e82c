import { sql } from 'kysely'
import { Fault } from '../../house/errors.ts'
import type { House } from '../../house/house.ts'
import { TooMany } from '../../house/limits.ts'
import { isConnectionLoss } from '../../house/transact.ts'
import type { Channel } from './tables.ts'
import './tables.ts'

/*
 * Signatures arrive in bursts: a letter goes round, and thousands sign within minutes. Those that arrive while a write
 * is under way go together in the next one, so that the database commits once for many; each is answered only after the
 * commit that holds it. One statement carries a batch with its letters and consents, wholly or not at all. An address is
 * written to once an hour in a campaign, whoever types it: the page of that link shows what came later. When more wait
 * than can be written soon, the next one is told so at once, instead of everybody waiting.
 */

/** A signature as it is written, with the letter that asks for its confirmation and the consents given with it. */
export type NewSignature = {
  row: {
    id: string
    campaign_id: string
    ask_version_id: string
    channel: Channel
    language: string
    region: string | null
    division: string | null
    own_words: number | null
    sealed: string
    email_key: string | null
    person_key: string
    postal_key: string
    domain_key: string | null
    network_key: string | null
    token_digest: string | null
    sent_digest: string | null
    submitted_at: string
  }
  /** Sealed already, as `sealedMail` makes it; null when there is nobody to write to. */
  mail: { id: string; kind: string; sealed: string } | null
  /** Ids of the texts that were agreed to. */
  consents: readonly string[]
}

/** How many go into one statement, how many statements run side by side, and how many may wait. */
export const BATCH = 250
export const SIDE_BY_SIDE = 2
export const MOST_WAITING = 4_000
const RETRY_AFTER_SECONDS = 5

type Waiting = { signature: NewSignature; done: (written: boolean) => void; failed: (error: unknown) => void }
type Writer = { waiting: Waiting[]; running: number }

const writers = new WeakMap<House['db'], Writer>()

/**
 * Writes a signature and answers once it is kept for good: true when it is new, false when one with its id was there
 * already, since a form was sent twice. Throws TooMany when too many are waiting.
 */
export async function writeSignature(house: Pick<House, 'db'>, signature: NewSignature): Promise<boolean> {
  const writer = writers.get(house.db) ?? { waiting: [], running: 0 }
  writers.set(house.db, writer)
  if (writer.waiting.length >= MOST_WAITING) throw new TooMany(RETRY_AFTER_SECONDS)
  return new Promise((done, failed) => {
    writer.waiting.push({ signature, done, failed })
    // Those of the same moment go together: requests are read one after the other.
    setImmediate(() => next(house, writer))
  })
}

function next(house: Pick<House, 'db'>, writer: Writer): void {
  if (writer.running >= SIDE_BY_SIDE || writer.waiting.length === 0) return
  const batch = writer.waiting.splice(0, BATCH)
  writer.running += 1
  void write(house, batch).finally(() => {
    writer.running -= 1
    next(house, writer)
  })
}

async function write(house: Pick<House, 'db'>, batch: readonly Waiting[]): Promise<void> {
  // One form sent twice within a moment is one signature with one letter: the first of them is written.
  const first = new Map<string, Waiting>()
  for (const each of batch) if (!first.has(each.signature.row.id)) first.set(each.signature.row.id, each)
  try {
    const written = await insert(
      house,
      [...first.values()].map(({ signature }) => signature),
    )
    for (const each of batch) {
      const { id } = each.signature.row
      each.done(written.has(id) && first.get(id) === each)
    }
  } catch (error) {
    // One that the database refuses must not take the others with it.
    if (batch.length > 1 && !isConnectionLoss(error)) {
      for (const one of batch) await write(house, [one])
      return
    }
    for (const { failed } of batch) failed(isConnectionLoss(error) ? notKnown(error) : error)
  }
}

/** Writes them in one statement; ids that are there already stay as they are. Answers the ids that are new. */
async function insert(
  { db }: Pick<House, 'db'>,
  signatures: readonly NewSignature[],
): Promise<ReadonlySet<string>> {
  const rows = JSON.stringify(signatures.map(({ row }) => row))
  const mails = JSON.stringify(
    signatures.flatMap(({ row, mail }) =>
      mail === null
        ? []
        : [
            {
              ...mail,
              signature_id: row.id,
              campaign_id: row.campaign_id,
              email_key: row.email_key,
              at: row.submitted_at,
            },
          ],
    ),
  )
  const consents = JSON.stringify(
    signatures.flatMap(({ row, consents }) =>
      consents.map((text) => ({ signature_id: row.id, text_id: text, given: row.submitted_at })),
    ),
  )
  const { rows: kept } = await sql<{ id: string }>`
    with new as (
      insert into signatures (id, campaign_id, ask_version_id, state, channel, language, region, division, own_words, sealed, email_key,
        person_key, postal_key, domain_key, network_key, token_digest, sent_digest, submitted_at)
      select each.id, each.campaign_id, each.ask_version_id, 'pending', each.channel, each.language, each.region, each.division,
        each.own_words, each.sealed, each.email_key, each.person_key, each.postal_key, each.domain_key,
        each.network_key, each.token_digest, each.sent_digest, each.submitted_at
      from jsonb_to_recordset(${rows}::jsonb) as each (id uuid, campaign_id uuid, ask_version_id uuid, channel text, language text,
        region text, division text, own_words smallint, sealed text, email_key text, person_key text, postal_key text,
        domain_key text, network_key text, token_digest text, sent_digest text, submitted_at timestamptz)
      on conflict (id) do nothing
      returning id
    ), asking as (
      select distinct on (each.campaign_id, each.email_key) each.*
      from jsonb_to_recordset(${mails}::jsonb)
        as each (id uuid, kind text, sealed text, signature_id uuid, campaign_id uuid, email_key text, at timestamptz)
      where each.signature_id in (select id from new) and each.email_key is not null
      order by each.campaign_id, each.email_key, each.signature_id
    ), due as (
      insert into signature_letters as last (campaign_id, email_key, at)
      select campaign_id, email_key, at from asking order by campaign_id, email_key
      on conflict (campaign_id, email_key) do update set at = excluded.at
        where last.at <= excluded.at - interval '1 hour'
      returning campaign_id, email_key
    ), letters as (
      insert into mails (id, kind, sealed, state, attempts, queued_at, next_at)
      select asking.id, asking.kind, asking.sealed, 'queued', 0, asking.at, asking.at
      from asking join due on due.campaign_id = asking.campaign_id and due.email_key = asking.email_key
      on conflict (id) do nothing
    ), agreed as (
      insert into signature_consents (signature_id, text_id, given)
      select each.signature_id, each.text_id, each.given
      from jsonb_to_recordset(${consents}::jsonb) as each (signature_id uuid, text_id uuid, given timestamptz)
      where each.signature_id in (select id from new)
      on conflict do nothing
    )
    select id from new`.execute(db)
  return new Set(kept.map(({ id }) => id))
}

function notKnown(cause: unknown): Fault {
  const fault = new Fault(503, 'not-known-whether-written', 'The connection to the database was lost', [
    {
      message: 'Whether your signature was kept is not known.',
      remedy: 'Send the form again: it is kept once, however often it is sent.',
    },
  ])
  fault.cause = cause
  return fault
}
