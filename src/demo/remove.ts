import { sql, type Transaction } from 'kysely'
import { inLanguage } from '../compacts/agreement.ts'
import { presentText } from '../compacts/store.ts'
import { type Actor, operator } from '../house/actor.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Tables } from '../house/database.ts'
import { Conflict, NotFound } from '../house/errors.ts'
import { recordEvent } from '../house/history/record-event.ts'
import type { House } from '../house/house.ts'
import { transact } from '../house/transact.ts'
import { eraseAgain } from '../people/own-data/erase.ts'
import { removeMailsTo } from './mails.ts'
import { type ExampleCompact, type ExampleParts, examplesHere, unmarkOrganisation } from './tables.ts'

/*
 * An example is taken away in one transaction: all of it or nothing. Rows go by two functions of the owner, which look
 * at the marks themselves (migration 0018); people are erased as everybody is. Their history stays, with one more
 * event, for a chain that lost its links could not be told from one that was tampered with.
 */

/** What went, and what had to stay since something else leans on it. */
export type Removed = {
  compacts: string[]
  organisations: number
  people: number
  kept: { id: string; name: string }[]
}

export type RemovingHouse = Pick<House, 'db' | 'keys' | 'now'>

/**
 * Takes every example away that was loaded, whole or cut short. Its accounts go with it, and so would what somebody began
 * by hand with one of them: only where `all` asks for that. Throws NotFound when there is none, Conflict that names what
 * was begun by hand.
 */
export async function removeExamples(
  house: RemovingHouse,
  { actor = operator, all = false }: { actor?: Actor; all?: boolean } = {},
): Promise<Removed> {
  return transact(house.db, async (trx) => {
    // First, so that two who remove at once take turns: the second finds nothing.
    await bumpDataVersion(trx)
    const examples = await examplesHere(trx)
    if (examples.length === 0) throw noExample()
    const byHand = examples.flatMap(({ compacts }) => compacts.filter((each) => each.byHand))
    if (byHand.length > 0 && !all) throw await begunByHand(trx, byHand)
    const removed: Removed = { compacts: [], organisations: 0, people: 0, kept: [] }
    for (const example of examples) await removeOne(trx, house, actor, example, removed)
    return removed
  })
}

/** Takes away one compact that is marked as an example, whoever began it. Nobody is erased. Throws NotFound, Conflict. */
export async function removeExampleCompact(
  house: RemovingHouse,
  id: string,
  { actor = operator }: { actor?: Actor } = {},
): Promise<void> {
  await transact(house.db, async (trx) => {
    await bumpDataVersion(trx)
    const row = await trx
      .selectFrom('compacts')
      .select(['id', 'state', 'example', 'in_force_version'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined)
      throw new NotFound('There is no such compact', [
        {
          place: id.slice(0, 60),
          message: 'It was removed, or never was.',
          remedy: 'See `tp compact list`.',
        },
      ])
    if (!row.example)
      throw new Conflict('This compact is no example', [
        {
          place: id,
          message: 'What is real stays: its versions, its money and its results are only added to.',
          remedy: 'A compact that is over is closed or terminated.',
        },
      ])
    await removeCompact(trx, house, actor, { id: row.id, state: row.state, version: row.in_force_version })
  })
}

/** So that a list of ids is never empty. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

async function removeOne(
  trx: Transaction<Tables>,
  house: RemovingHouse,
  actor: Actor,
  example: ExampleParts,
  removed: Removed,
): Promise<void> {
  for (const compact of example.compacts) {
    await removeCompact(trx, house, actor, compact)
    removed.compacts.push(compact.id)
  }
  const accounts = await trx
    .selectFrom('accounts_user')
    .select('email')
    .where('id', 'in', [...example.people, NOBODY])
    .execute()
  await removeMailsTo(
    { db: trx, keys: house.keys },
    accounts.map(({ email }) => email),
  )
  for (const person of example.people) {
    await eraseAgain(trx, house, person)
    removed.people++
  }
  for (const organisation of example.organisations) {
    const { rows } = await sql<{ gone: boolean }>`
      select example_remove_organisation(${organisation.id}::uuid) as gone`.execute(trx)
    if (rows[0]?.gone === true) removed.organisations++
    else {
      await unmarkOrganisation(trx, organisation.id)
      removed.kept.push(organisation)
    }
  }
  // Cut short before there was a compact: the history of the house itself tells of it.
  if (example.compacts.length === 0)
    await recordEvent(trx, {
      record: { kind: 'installation', id: 'example' },
      action: 'took the example away',
      before: { organisations: example.organisations.length, people: example.people.length },
      after: null,
      actor,
      at: house.now(),
    })
}

async function removeCompact(
  trx: Transaction<Tables>,
  house: RemovingHouse,
  actor: Actor,
  { id, state, version }: ExampleCompact,
): Promise<void> {
  await sql`select example_remove_compact(${id}::uuid)`.execute(trx)
  await trx.deleteFrom('answered_once').where('location', 'like', `%/compacts/${id}%`).execute()
  await recordEvent(trx, {
    record: { kind: 'compact', id },
    action: 'took the example away',
    before: { example: true, state, version },
    after: null,
    actor,
    at: house.now(),
  })
}

/** What somebody began with an account of the example, each by its title, so that nobody loses what they did not think of. */
async function begunByHand(trx: Transaction<Tables>, compacts: readonly ExampleCompact[]): Promise<Conflict> {
  const details = []
  for (const { id, state } of compacts) {
    const text = await presentText(trx, id)
    const title = text === null ? '' : (inLanguage(text.title, 'en', text.languages) ?? '')
    details.push({
      place: `/compacts/${id}`,
      message: `“${title === '' ? 'without a title yet' : title}” was begun by hand with an account of the example. It is ${state}.`,
      remedy: `It would go with the accounts. Take it away first with \`tp demo remove --compact ${id}\`, or everything with \`tp demo remove --all\`.`,
    })
  }
  return new Conflict('The example has more in it than was loaded', details)
}

const noExample = () =>
  new NotFound('There is no example here', [
    {
      place: 'tp demo remove',
      message: 'None was loaded, or it was taken away before; the history tells when.',
      remedy:
        'A compact that somebody began as an example by hand is removed with --compact ID. Load one with `tp demo load`.',
    },
  ])
