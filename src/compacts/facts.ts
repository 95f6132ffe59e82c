import type { Kysely } from 'kysely'
import type { Tables } from '../house/database.ts'
import type { Agreement } from './agreement.ts'
import type { CompactWiring } from './effects.ts'
import { elementsOf } from './elements.ts'
import { unmetEntry } from './entry.ts'
import type { Gap, Step } from './gap-codes.ts'
import { type GapFacts, gapsBefore } from './gaps.ts'
import { closingDayIn } from './steps.ts'
import {
  agreementInForce,
  draftOf,
  findCompact,
  frozenVersionOf,
  partiesOf,
  stepsOf,
  type Version,
} from './store.ts'

type Db = Kysely<Tables>

/** The text a step is about, and what the rules need to know besides it. */
export type StepMatter = {
  /** The frozen text, else the draft, else what is in force; null when there is none of them. */
  agreement: Agreement | null
  facts: GapFacts
  frozen: Version | null
}

/** Everything the rules ask the database for, once. `today` is `YYYY-MM-DD`. Throws NotFound. */
export async function matterOf(db: Db, compact: string, today: string): Promise<StepMatter> {
  const row = await findCompact(db, compact)
  const draft = await draftOf(db, compact)
  const frozen = draft?.state === 'frozen' ? await frozenVersionOf(db, compact) : null
  const inForce = await agreementInForce(db, compact)
  const agreement = frozen?.agreement ?? draft?.agreement ?? inForce?.agreement ?? null
  const parties = await partiesOf(db, compact)
  return {
    agreement,
    frozen,
    facts: {
      today,
      state: row.state,
      amendment: draft?.amendment ?? null,
      frozen: frozen !== null,
      parties,
      before: inForce?.agreement ?? null,
      ends: row.ends,
      begins: row.begins,
      goneKeys: inForce === null ? [] : await goneKeys(db, compact, inForce.agreement),
      blocking: draft === null ? [] : await blockingComments(db, compact, draft.amendment),
      unsigned:
        frozen === null
          ? []
          : (
              await unsignedParties(db, compact, frozen.number, {
                agreement: frozen.agreement,
                before: inForce?.agreement ?? null,
                parties,
              })
            ).map(({ key }) => key),
      unmet: frozen === null ? [] : await unmetEntry(db, compact, frozen),
      uncorrected: await uncorrected(db, compact),
      lessons: await count(db, compact),
    },
  }
}

/**
 * Everything that is lacking before a step of a compact, also what other rooms ask for; the
 * same on page, API, command and in the transaction that takes the step.
 */
export async function gapsOf(
  db: Db,
  wiring: Pick<CompactWiring, 'moreGaps'>,
  asked: {
    compact: string
    step: Step
    today: string /** The day of entry into force; today when left out. */
    on?: string
  },
): Promise<Gap[]> {
  const { compact, step, today, on } = asked
  const matter = await matterOf(db, compact, today)
  const gaps = gapsBefore(step, matter.agreement, on === undefined ? matter.facts : { ...matter.facts, on })
  // Whatever is open elsewhere, a compact can be ended.
  if (matter.agreement === null || step === 'terminated') return gaps
  const version = matter.frozen === null ? null : { number: matter.frozen.number, hash: matter.frozen.hash }
  const upTo = step === 'closed' ? closingDayIn(await stepsOf(db, compact)) : null
  for (const more of wiring.moreGaps)
    gaps.push(...(await more(db, { compact, step, agreement: matter.agreement, version, upTo })))
  return gaps
}

/** Somebody who must sign a text: an organisation, under the key it has there. */
export type SigningParty = { key: string; organisation: string }

/**
 * Who must sign a text: the organisations it names, and those of what it would replace that take
 * part still, each once. By organisation, so that nobody is put out by giving its key to another.
 */
export function signingParties({
  agreement,
  before,
  parties,
}: {
  agreement: Agreement
  /** What the text would replace; null for the first. */
  before: Agreement | null
  /** Who takes part by record. */
  parties: GapFacts['parties']
}): SigningParty[] {
  const found = new Map<string, string>()
  for (const { key, signs, organisation } of agreement.parties)
    if (signs && organisation !== null && !found.has(organisation)) found.set(organisation, key)
  // Whom an amendment leaves out has agreed to that, or it would be shut out by the others. Who has
  // left the compact can sign nothing any more, and must not hold those who stay.
  const present = new Set(parties.map(({ organisation }) => organisation))
  for (const { key, signs, organisation } of before?.parties ?? [])
    if (signs && organisation !== null && present.has(organisation) && !found.has(organisation))
      found.set(organisation, key)
  return [...found].map(([organisation, key]) => ({ key, organisation }))
}

/** Those of them who have not signed this version. */
export async function unsignedParties(
  db: Db,
  compact: string,
  version: number,
  matter: Parameters<typeof signingParties>[0],
): Promise<SigningParty[]> {
  const rows = await db
    .selectFrom('compact_signatures')
    .select('organisation_id')
    .where('compact_id', '=', compact)
    .where('version', '=', version)
    .execute()
  const signed = new Set(rows.map((row) => row.organisation_id))
  return signingParties(matter).filter(({ organisation }) => !signed.has(organisation))
}

async function goneKeys(db: Db, compact: string, inForce: Agreement): Promise<GapFacts['goneKeys']> {
  const rows = await db
    .selectFrom('compact_versions')
    .innerJoin('compact_version_ends as end', (join) =>
      join
        .onRef('end.compact_id', '=', 'compact_versions.compact_id')
        .onRef('end.number', '=', 'compact_versions.number'),
    )
    .select(['compact_versions.number', 'compact_versions.text'])
    .where('compact_versions.compact_id', '=', compact)
    .where('end.what', '=', 'took effect')
    .orderBy('compact_versions.number')
    .execute()
  const named = ({ collection, key }: { collection: string; key: string }) => `${collection} ${key}`
  const present = new Set([...elementsOf(inForce)].map(named))
  const gone = new Map<string, GapFacts['goneKeys'][number]>()
  for (const { number, text } of rows)
    for (const element of elementsOf(JSON.parse(text) as Agreement))
      if (!present.has(named(element)))
        gone.set(named(element), { collection: element.collection, key: element.key, version: number })
  return [...gone.values()]
}

/** What blocked an amendment that was withdrawn does not block the next. */
async function blockingComments(db: Db, compact: string, amendment: number): Promise<GapFacts['blocking']> {
  return db
    .selectFrom('compact_comments')
    .select(['id', 'place'])
    .where('compact_id', '=', compact)
    .where('amendment', '=', amendment)
    .where('blocking', '=', true)
    .where('closed', 'is', null)
    .orderBy('at')
    .execute()
}

async function uncorrected(db: Db, compact: string): Promise<number | null> {
  const open = await db
    .selectFrom('compact_suspensions')
    .select('id')
    .where('compact_id', '=', compact)
    .where('ended', 'is', null)
    .execute()
  if (open.length === 0) return null
  const { left } = await db
    .selectFrom('compact_corrections')
    .select((select) => select.fn.countAll<number>().as('left'))
    .where(
      'suspension_id',
      'in',
      open.map(({ id }) => id),
    )
    .where('corrected', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(left)
}

async function count(db: Db, compact: string): Promise<number> {
  const { lessons } = await db
    .selectFrom('compact_lessons')
    .select((select) => select.fn.countAll<number>().as('lessons'))
    .where('compact_id', '=', compact)
    .executeTakeFirstOrThrow()
  return Number(lessons)
}
