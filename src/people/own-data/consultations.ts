import { createHmac } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Keys } from '../../house/keys.ts'
import type { OwnData } from './schema.ts'

/*
 * A consultation keeps no id of anybody. Who took part is found by marks, which nobody makes without the keys of the
 * house: one for having joined, another for answers and a third for objections, so that none leads to the next.
 */

type Db = Kysely<Tables>
type MarkOf = 'member' | 'answer' | 'objection' | 'code'

/** The mark of somebody, or of a code on paper, in one consultation. */
export function consultationMark(
  keys: Pick<Keys, 'secret'>,
  of: MarkOf,
  consultation: string,
  who: string,
): string {
  return createHmac('sha256', keys.secret('consultations'))
    .update(`${of}\n${consultation}\n${who}`)
    .digest('base64url')
}

/** What a sealed text of a consultation is bound to: a record cannot be passed off for another. */
export const sealedAs = (what: 'answer' | 'comment' | 'objection', id: string) => `consultation ${what} ${id}`

type Rounds = { id: string; question: string }[]

async function rounds(db: Db): Promise<Rounds> {
  const { rows } = await sql<
    Rounds[number]
  >`select id::text, question from consultations order by id`.execute(db)
  return rows
}

/** Everything somebody answered in consultations, each version of it, and what they objected to. */
export async function consultationsOf(db: Db, keys: Keys, person: string): Promise<OwnData['consultations']> {
  const found: OwnData['consultations'] = []
  for (const { id, question } of await rounds(db)) {
    const mark = (of: MarkOf) => consultationMark(keys, of, id, person)
    const { rows: joined } = await sql<{ group_key: string; joined: Date }>`
      select group_key, joined from consultation_own_group(${id}, ${mark('member')})`.execute(db)
    const { rows: answers } = await sql<{ id: string; sealed: string; comment: string | null; at: Date }>`
      select id::text, sealed, comment, at from consultation_own_answers(${id}, ${mark('answer')})`.execute(
      db,
    )
    const { rows: objections } = await sql<{
      id: string
      criterion: string
      sealed: string
      at: Date
    }>`select id::text, criterion, sealed, at
      from consultation_own_objections(${id}, ${mark('objection')})`.execute(db)
    const open = (sealed: string, what: Parameters<typeof sealedAs>[0], of: string) =>
      keys.open(sealed, sealedAs(what, of)).toString('utf8')
    const group = joined[0]?.group_key ?? null
    const row = { consultation: id, question, group, criterion: null, text: null, comment: null }
    for (const each of joined)
      found.push({ ...row, action: 'joined a consultation', at: each.joined.toISOString() })
    for (const each of answers)
      found.push({
        ...row,
        action: 'answered a consultation',
        at: each.at.toISOString(),
        text: open(each.sealed, 'answer', each.id),
        comment: each.comment === null ? null : open(each.comment, 'comment', each.id),
      })
    for (const each of objections)
      found.push({
        ...row,
        action: 'objected to a criterion',
        at: each.at.toISOString(),
        criterion: each.criterion,
        text: open(each.sealed, 'objection', each.id),
      })
  }
  return found
}

/**
 * Takes somebody out of all consultations: in open ones with their answers and objections, in those that are over with
 * everything that leads to them and with their comments. An objection that may have been read stays, as their group’s.
 */
export async function forgetInConsultations(db: Db, keys: Keys, person: string, at: Date): Promise<void> {
  for (const { id } of await rounds(db)) {
    const mark = (of: MarkOf) => consultationMark(keys, of, id, person)
    await sql`
      select consultation_forget(${id}, ${mark('member')}, ${mark('answer')}, ${mark('objection')}, ${at})`.execute(
      db,
    )
  }
}
