import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { sealedAs } from '../../people/own-data/consultations.ts'
import type { PublishingStops, Stop } from '../versions/stops.ts'
import { askedAbout, pointsWritten } from './asked.ts'
import type { Change } from './change.ts'
import { ConsultationFault, refusing } from './faults.ts'
import { type Counted, type Results, resultsFrom } from './results.ts'
import { type Given, type Round, stateOf } from './schema.ts'
import { allRounds, type Comment, methodologyOf, objectionsAfter, opened } from './store.ts'
import type { AnswerRow } from './tables.ts'
import { pointsOf } from './weigh.ts'
import { stopWords } from './words/stops.ts'

/* What came of a round, once it is over. */

type Db = Kysely<Tables>

/** What everybody may read of a round that is over. Throws ConsultationFault 409 before, to whomever it may be, and for one that was called off. */
export async function resultsOf(
  db: Db,
  keys: Change['keys'],
  round: Round,
  at: Date,
): Promise<Results & { kept: string[] }> {
  if (stateOf(round, at) === 'called off') throw new ConsultationFault('called off')
  const { rows } = await refusing(
    sql<AnswerRow>`select * from consultation_answers_after(${round.id}, ${at})`.execute(db),
  )
  const methodology = methodologyOf(round)
  const ids = askedAbout(methodology, round.level).map(({ id }) => id)
  const kept: { group: string; text: string }[] = []
  const counted = rows.map((row): Counted => {
    const given = opened<Given>(keys, sealedAs('answer', row.bound), row.sealed)
    const comment =
      row.comment === null ? null : opened<Comment>(keys, sealedAs('comment', row.bound), row.comment)
    if (comment !== null && !comment.shown) kept.push({ group: row.group_key, text: comment.text })
    return {
      group: row.group_key,
      points: pointsOf(given, ids),
      paper: row.paper,
      comment: comment?.shown ? comment.text : null,
    }
  })
  const results = resultsFrom(
    round.groups,
    round.fewest,
    ids,
    pointsWritten(methodology, round.level),
    counted,
  )
  // Comments that are not for everybody, by no group and in an order that says nothing; for those who hold the round. Of a
  // group that is not shown nothing is told to them either.
  const shown = new Set(results.groups.flatMap((group) => (group.shown ? [group.key] : [])))
  const texts = kept.filter(({ group }) => shown.has(group)).map(({ text }) => text)
  return { ...results, kept: texts.toSorted() }
}

/** Objections of survivors’ advisers to a methodology that nobody has answered, by round. */
export async function unansweredObjections(
  db: Db,
  methodology: string,
  { keys, now }: { keys: Change['keys']; now: () => Date },
): Promise<{ round: Round; objections: number }[]> {
  const found: { round: Round; objections: number }[] = []
  for (const round of await allRounds(db, methodology)) {
    // Calling a round off takes no answer away that is owed.
    if (!['closed', 'called off'].includes(stateOf(round, now()))) continue
    const standing = await objectionsAfter(db, keys, round.id, now())
    const objections = standing.filter(({ answers }) => answers.length === 0).length
    if (objections > 0) found.push({ round, objections })
  }
  return found
}

/**
 * What keeps a version of a methodology from being published: a consultation that was announced and is not over, and
 * objections of survivors’ advisers without an answer, in rounds that were called off as in those that closed.
 */
export const consultationStops =
  (house: { keys: Change['keys']; now: () => Date }): PublishingStops =>
  async (db, methodology) => {
    const stops: Stop[] = []
    for (const round of await allRounds(db, methodology)) {
      const state = stateOf(round, house.now())
      if (state === 'announced' || state === 'open') stops.push(stopWords.running(round))
    }
    for (const { round, objections } of await unansweredObjections(db, methodology, house))
      stops.push(stopWords.unanswered(round, objections))
    return stops
  }
