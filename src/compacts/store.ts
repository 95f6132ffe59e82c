import { type Kysely, sql } from 'kysely'
import { v7 } from 'uuid'
import { country as countryOf, EXAMPLE_COUNTRY } from '../countries/registry.ts'
import { assertSeen } from '../house/characters.ts'
import type { Tables } from '../house/database.ts'
import { isUuid } from '../house/form-fields.ts'
import { canonicalJson } from '../house/history/canonical.ts'
import { sha256 } from '../house/history/event.ts'
import type { OrganisationKind } from '../people/organisations/schema.ts'
import type { CompactSubject } from '../people/policy/actions.ts'
import {
  type Agreement,
  type AgreementPart,
  agreementParts,
  emptyAgreement,
  type Part,
  type Side,
  sides,
} from './agreement.ts'
import { type Change, type Trx, tell } from './change.ts'
import { assertPart } from './check.ts'
import { CompactFault, PartOvertaken } from './faults.ts'
import type { CompactKind, CompactState, DraftState, VersionEnd } from './tables.ts'
import './tables.ts'
import '../people/organisations/tables.ts'

type Db = Kysely<Tables>

/** A compact as everything else refers to it. */
export type CompactRow = {
  id: string
  kind: CompactKind
  /** ISO 3166-1 alpha-3. */
  country: string
  /** An invented one, for trying things out. */
  example: boolean
  state: CompactState
  inForceVersion: number | null
  /** First and last day of the term as it stands now; null while there is none. It enters into force on or before the first. */
  begins: string | null
  ends: string | null
  made: string
  /** Since when everybody may read it; null while nobody may. */
  publicFrom: string | null
}

export type PartyRow = {
  organisation: string
  name: string
  side: Side | null
  part: Part
  began: string
  /** That one side has asked to end its part, and the other has not agreed yet. */
  ending: { side: Side; reason: string; at: string; by: string | null } | null
}

export type Draft = {
  /** 0 is the first text, n the n-th amendment. */
  amendment: number
  revision: number
  baseVersion: number | null
  agreement: Agreement
  state: DraftState
  /** Why the amendment was opened; null for the first text. */
  reason: string | null
  /** Revision in which each part was saved last; 0 for one that was not. */
  saved: Record<AgreementPart, number>
}

export type Version = {
  number: number
  amendment: number
  /** Canonical JSON, as it was hashed. */
  text: string
  /** SHA-256 of the text in hexadecimal. */
  hash: string
  agreement: Agreement
  frozenAt: string
  frozenBy: string | null
  /** Day on which it took effect; null when it has not. */
  takenEffect: string | null
  /** What became of it; null while it waits for signatures, or for its day. */
  end: VersionEnd | null
  endedAt: string | null
  endReason: string | null
}

/** A version in a list, without its text. */
export type VersionCard = Omit<Version, 'text' | 'agreement'> & { signatures: number }

/* ---- reading */

/** One compact. Throws NotFound. */
export async function findCompact(db: Db, id: string): Promise<CompactRow> {
  if (!isUuid(id)) throw new CompactFault('no compact')
  const row = await db.selectFrom('compacts').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new CompactFault('no compact')
  return compactFrom(row)
}

/** Holds a compact to the end of the transaction: whoever changes it takes turns. Throws NotFound. */
export async function lockCompact(trx: Trx, id: string): Promise<CompactRow> {
  const row = await trx.selectFrom('compacts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw new CompactFault('no compact')
  return compactFrom(row)
}

/** The same for one that is drafted here. Throws Conflict for one that is only observed. */
export async function lockManaged(trx: Trx, id: string): Promise<CompactRow> {
  const compact = await lockCompact(trx, id)
  if (compact.kind !== 'managed') throw new CompactFault('observed compact')
  return compact
}

function compactFrom(row: Tables['compacts']): CompactRow {
  return {
    id: row.id,
    kind: row.kind,
    country: row.country,
    example: row.example,
    state: row.state,
    inForceVersion: row.in_force_version,
    begins: row.began_on,
    ends: row.ends_on,
    made: row.made.toISOString(),
    publicFrom: row.public_from?.toISOString() ?? null,
  }
}

export type CompactSearch = {
  /** Which of them: all, or what is public and those these organisations are party to. */
  sees: 'all' | readonly string[]
  country?: string | undefined
  kind?: CompactKind | undefined
  after?: string | undefined
  limit: number
}

/** Compacts by country, then the oldest first. `after` is the id of the last of the page before. */
export async function searchCompacts(db: Db, search: CompactSearch): Promise<CompactRow[]> {
  let query = db.selectFrom('compacts').selectAll()
  if (search.country !== undefined) query = query.where('country', '=', search.country)
  if (search.kind !== undefined) query = query.where('kind', '=', search.kind)
  const { sees } = search
  if (sees !== 'all')
    query = query.where((where) =>
      where.or([
        where('public_from', 'is not', null),
        ...(sees.length === 0
          ? []
          : [
              where.exists(
                where
                  .selectFrom('compact_parties')
                  .select('compact_parties.id')
                  .whereRef('compact_parties.compact_id', '=', 'compacts.id')
                  .where('compact_parties.ended', 'is', null)
                  .where('organisation_id', 'in', [...sees]),
              ),
            ]),
      ]),
    )
  if (search.after !== undefined)
    query = query.where(
      sql<boolean>`(country, id) > (select country, id from compacts where id = ${search.after})`,
    )
  const rows = await query.orderBy('country').orderBy('id').limit(search.limit).execute()
  return rows.map(compactFrom)
}

/** Who takes part in a compact now: authority comes from here, never from a text. */
export async function partiesOf(db: Db, id: string): Promise<PartyRow[]> {
  const rows = await db
    .selectFrom('compact_parties')
    .innerJoin('organisations', 'organisations.id', 'compact_parties.organisation_id')
    .select([
      'compact_parties.organisation_id as organisation',
      'organisations.name',
      'compact_parties.side',
      'compact_parties.part',
      'compact_parties.began',
      'end_asked',
      'end_asked_by',
      'end_asked_side',
      'end_asked_reason',
    ])
    .where('compact_parties.compact_id', '=', id)
    .where('compact_parties.ended', 'is', null)
    .orderBy('compact_parties.id')
    .execute()
  return rows.map(({ organisation, name, side, part, began, ...asked }) => ({
    organisation,
    name,
    side,
    part,
    began: began.toISOString(),
    ending:
      asked.end_asked === null || asked.end_asked_side === null
        ? null
        : {
            side: asked.end_asked_side,
            reason: asked.end_asked_reason ?? '',
            at: asked.end_asked.toISOString(),
            by: asked.end_asked_by,
          },
  }))
}

/** What the policy asks about: who may read it, and whose members may work on it. Throws NotFound. */
export async function compactSubject(db: Db, id: string): Promise<CompactSubject> {
  const compact = await findCompact(db, id)
  const parties = await partiesOf(db, id)
  return {
    kind: 'compact',
    id,
    country: compact.country,
    public: compact.publicFrom !== null,
    parties: parties.map(({ organisation, side, part }) => ({ organisation, side, part })),
  }
}

/** The text that is being worked on or signed; null when none is. */
export async function draftOf(db: Db, id: string): Promise<Draft | null> {
  const row = await db
    .selectFrom('compact_drafts')
    .selectAll()
    .where('compact_id', '=', id)
    .where('state', 'in', ['open', 'frozen'])
    .executeTakeFirst()
  if (row === undefined) return null
  const saves = await db
    .selectFrom('compact_revisions')
    .select(['part', (select) => select.fn.max('revision').as('revision')])
    .where('compact_id', '=', id)
    .where('amendment', '=', row.amendment)
    .where('part', 'is not', null)
    .groupBy('part')
    .execute()
  const last = new Map(saves.map(({ part, revision }) => [part, revision]))
  return {
    amendment: row.amendment,
    revision: row.revision,
    baseVersion: row.base_version,
    agreement: row.text,
    state: row.state,
    reason: row.reason,
    saved: Object.fromEntries(agreementParts.map((part) => [part, last.get(part) ?? 0])) as Record<
      AgreementPart,
      number
    >,
  }
}

function versions(db: Db, id: string) {
  return db
    .selectFrom('compact_versions as version')
    .leftJoin('compact_version_ends as end', (join) =>
      join.onRef('end.compact_id', '=', 'version.compact_id').onRef('end.number', '=', 'version.number'),
    )
    .select([
      'version.number',
      'version.amendment',
      'version.hash',
      'version.frozen_at',
      'version.frozen_by',
      'end.what',
      'end.on_day',
      'end.at as ended_at',
      'end.reason as end_reason',
    ])
    .where('version.compact_id', '=', id)
}

type VersionCells = {
  number: number
  amendment: number
  hash: string
  frozen_at: Date
  frozen_by: string | null
  what: VersionEnd | null
  on_day: string | null
  ended_at: Date | null
  end_reason: string | null
}

const cardFrom = (row: VersionCells): Omit<VersionCard, 'signatures'> => ({
  number: row.number,
  amendment: row.amendment,
  hash: row.hash,
  frozenAt: row.frozen_at.toISOString(),
  frozenBy: row.frozen_by,
  takenEffect: row.what === 'took effect' ? row.on_day : null,
  end: row.what,
  endedAt: row.ended_at?.toISOString() ?? null,
  endReason: row.end_reason,
})

/** Every version that was ever frozen, oldest first. */
export async function versionsOf(db: Db, id: string): Promise<VersionCard[]> {
  const rows = await versions(db, id)
    .select((select) =>
      select
        .selectFrom('compact_signatures')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('compact_signatures.compact_id', '=', 'version.compact_id')
        .whereRef('compact_signatures.version', '=', 'version.number')
        .as('signatures'),
    )
    .orderBy('version.number')
    .execute()
  return rows.map((row) => ({ ...cardFrom(row), signatures: Number(row.signatures ?? 0) }))
}

/** One version with its text. Throws NotFound. */
export async function versionOf(db: Db, id: string, number: number): Promise<Version> {
  const row = await versions(db, id)
    .select('version.text')
    .where('version.number', '=', number)
    .executeTakeFirst()
  if (row === undefined) throw new CompactFault('no version', { version: number })
  return { ...cardFrom(row), text: row.text, agreement: JSON.parse(row.text) as Agreement }
}

/** The version that is frozen and has not ended: it waits for signatures, or for its day. Null when there is none. */
export async function frozenVersionOf(db: Db, id: string): Promise<Version | null> {
  const row = await versions(db, id)
    .select('version.text')
    .where('end.what', 'is', null)
    .orderBy('version.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { ...cardFrom(row), text: row.text, agreement: JSON.parse(row.text) as Agreement }
}

/** What monitoring and funding go by: the version that took effect last. Null before entry into force. */
export async function agreementInForce(
  db: Db,
  id: string,
): Promise<{ version: number; agreement: Agreement } | null> {
  const row = await db
    .selectFrom('compacts')
    .innerJoin('compact_versions', (join) =>
      join
        .onRef('compact_versions.compact_id', '=', 'compacts.id')
        .onRef('compact_versions.number', '=', 'compacts.in_force_version'),
    )
    .select(['compact_versions.number as version', 'compact_versions.text'])
    .where('compacts.id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : { version: row.version, agreement: JSON.parse(row.text) as Agreement }
}

/** The text to show where no other is asked for: what is in force, else what is frozen, else the draft. */
export async function presentText(db: Db, id: string): Promise<Agreement | null> {
  const inForce = await agreementInForce(db, id)
  if (inForce !== null) return inForce.agreement
  return (await frozenVersionOf(db, id))?.agreement ?? (await draftOf(db, id))?.agreement ?? null
}

/** The draft that was written last, whatever became of it: for those who may read drafts, where no other text stands. */
export async function lastDraftOf(db: Db, id: string): Promise<Agreement | null> {
  const row = await db
    .selectFrom('compact_drafts')
    .select('text')
    .where('compact_id', '=', id)
    .orderBy('amendment', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.text ?? null
}

/* ---- starting, parties */

export type NewCompact = {
  country: string
  /** One or two BCP 47 tags; the first is the one that pages fall back on. */
  languages: string[]
  /** ISO 4217 code in which the totals of the plan are given. */
  currency: string
  example: boolean
  /** Who starts it, as the first party. */
  party: { organisation: string; side: Side; part: Part }
}

/** A new compact, an idea so far, with an empty draft; answers its id. Throws Unusable, or NotFound for the organisation. */
export async function startCompact(trx: Trx, change: Change, start: NewCompact): Promise<string> {
  const { country, languages, currency, example, party } = start
  const agreement = emptyAgreement(country, languages, currency)
  assertStart(start)
  const id = v7()
  await trx
    .insertInto('compacts')
    .values({
      id,
      kind: 'managed',
      country,
      example,
      state: 'concept',
      in_force_version: null,
      began_on: null,
      ends_on: null,
      made: change.at,
      made_by: change.actor.person,
      public_from: null,
    })
    .execute()
  await admit(trx, change, { compact: id, country, example }, party)
  await beginDraft(trx, change, { compact: id, amendment: 0, baseVersion: null, agreement, reason: null })
  await writeStep(trx, change, { compact: id, from: null, to: 'concept', reason: null, details: {} })
  await tell(trx, change, {
    compact: id,
    action: 'started the compact',
    before: null,
    after: { country, languages, currency, example, party, state: 'concept' },
  })
  return id
}

function assertStart({ country, languages, currency, example }: NewCompact): void {
  const faults = []
  // What is invented never carries the name of a country, and what is real never that of the example.
  if (example ? country !== EXAMPLE_COUNTRY : countryOf(country) === undefined)
    faults.push({
      place: 'country',
      message: `${JSON.stringify(country).slice(0, 20)} is the code of no country here.`,
      remedy: example
        ? `An example is about ${EXAMPLE_COUNTRY}, which does not exist.`
        : 'Write ISO 3166-1 alpha-3, such as GHA.',
    })
  if (
    languages.length < 1 ||
    languages.length > 2 ||
    new Set(languages).size !== languages.length ||
    !languages.every((language) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language))
  )
    faults.push({
      place: 'languages',
      message: 'A compact is written in one language or in two different ones.',
      remedy: 'Name them by their tags, such as en and fr.',
    })
  if (!/^[A-Z]{3}$/.test(currency))
    faults.push({
      place: 'currency',
      message: `${JSON.stringify(currency).slice(0, 20)} is not a code of a currency.`,
      remedy: 'Write ISO 4217, such as USD.',
    })
  if (faults.length > 0) throw new CompactFault('part unusable', {}, 'en', faults)
}

/**
 * Lets an organisation take part. Each side admits its own; only who is to stand for a side that
 * has no government yet, or none that still exists, is admitted by the other.
 *
 * Throws Conflict when it takes part already, NotFound when it is not there, Unusable for a part
 * that its kind cannot have or a partner of another country, Fault 403 for a party of the other side.
 */
export async function admitParty(
  trx: Trx,
  change: Change,
  asked: { compact: string; organisation: string; side: Side | null; part: Part },
): Promise<void> {
  const { compact, ...party } = asked
  const row = await lockCompact(trx, compact)
  const parties = await partiesOf(trx, compact)
  assertGovernment(change, parties)
  if (party.side !== null && (await hasGovernment(trx, parties, party.side)))
    assertOwnSide(change, parties, party.side)
  await admit(trx, change, { compact, country: row.country, example: row.example }, party)
  await tell(trx, change, { compact, action: 'admitted a party', before: null, after: party })
}

/** Whether a side has a government, ministry or agency that can still act. */
async function hasGovernment(db: Db, parties: readonly PartyRow[], side: Side): Promise<boolean> {
  const ids = parties
    .filter((party) => isGovernment(party) && party.side === side)
    .map(({ organisation }) => organisation)
  if (ids.length === 0) return false
  const there = await db
    .selectFrom('organisations')
    .select('id')
    .where('id', 'in', ids)
    .where('ended', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return there !== undefined
}

async function admit(
  trx: Trx,
  change: Change,
  { compact, country, example }: { compact: string; country: string; example: boolean },
  party: { organisation: string; side: Side | null; part: Part },
): Promise<void> {
  const organisation = await trx
    .selectFrom('organisations')
    .select(['ended', 'kind', 'name', 'country'])
    .where('id', '=', party.organisation)
    .forShare()
    .executeTakeFirst()
  if (organisation === undefined || organisation.ended !== null) throw new CompactFault('no party')
  if (!fits(party, organisation.kind)) throw new CompactFault('part unfit', { name: organisation.name })
  // What is invented is in no register of countries, so an example takes its governments from anywhere.
  if (party.side === 'partner' && !example && organisation.country !== country)
    throw new CompactFault('other country', {
      name: organisation.name,
      country,
      of: organisation.country ?? '–',
    })
  const present = await partiesOf(trx, compact)
  if (present.some((other) => other.organisation === party.organisation))
    throw new CompactFault('party already')
  await trx
    .insertInto('compact_parties')
    .values({
      id: v7(),
      compact_id: compact,
      organisation_id: party.organisation,
      side: party.side,
      part: party.part,
      began: change.at,
      began_by: change.actor.person,
      ended: null,
      ended_by: null,
      end_reason: null,
    })
    .execute()
}

/**
 * Whether an organisation of a kind can be that party. Money is let go and treaties are ended for a
 * side, and the survivors’ review is held for them: none of it by whoever merely says so.
 */
function fits({ side, part }: Pick<PartyRow, 'side' | 'part'>, kind: OrganisationKind): boolean {
  if (side !== null) return kind === `${side}-government`
  if (part === 'survivors') return kind === 'survivors-group'
  return !['government', 'ministry', 'agency'].includes(part)
}

/**
 * Ends that an organisation takes part. What it signed stays signed.
 *
 * An organisation may leave; else a side ends its own parties, and either government those of
 * neither side. Survivors’ groups, and parties of neither side that signed what is in force, are put
 * out only by both governments: the first asks (`ended` is false), the other agrees.
 *
 * Throws Conflict for the last government of a side, Fault 403 for a party of the other side.
 */
export async function endParty(
  trx: Trx,
  change: Change,
  asked: { compact: string; organisation: string; reason: string },
): Promise<{ ended: boolean }> {
  const { compact, organisation, reason } = asked
  await lockCompact(trx, compact)
  assertReason(reason)
  const parties = await partiesOf(trx, compact)
  const party = parties.find((each) => each.organisation === organisation)
  const leaves = change.standsFor.includes(organisation)
  if (!leaves || party === undefined) assertGovernment(change, parties)
  if (party === undefined) throw new CompactFault('no party')
  if (party.side !== null && !leaves) assertOwnSide(change, parties, party.side)
  const others = parties.filter((each) => each !== party)
  if (isGovernment(party) && !others.some((each) => isGovernment(each) && each.side === party.side))
    throw new CompactFault('last of a side', { side: party.side ?? '' })
  const acting = leaves || party.side !== null ? null : sideOf(change, parties)
  if (acting !== null && (await isHeldByBoth(trx, compact, party))) {
    if (party.ending === null || party.ending.side === acting) {
      await askToEnd(trx, change, { compact, party, side: acting, reason })
      return { ended: false }
    }
    if (party.ending.by === change.actor.person) throw new CompactFault('both sides')
  }
  await trx
    .updateTable('compact_parties')
    .set({ ended: change.at, ended_by: change.actor.person, end_reason: reason })
    .where('compact_id', '=', compact)
    .where('organisation_id', '=', organisation)
    .where('ended', 'is', null)
    .execute()
  const { side, part, ending } = party
  await tell(trx, change, {
    compact,
    action: 'ended a party',
    before: { organisation, side, part, ...(ending === null ? {} : { askedBy: ending.side }) },
    after: null,
    reason,
  })
  return { ended: true }
}

/** Whom one government alone must not put out: who speaks for survivors, and who signed with the two. */
async function isHeldByBoth(db: Db, compact: string, { organisation, part }: PartyRow): Promise<boolean> {
  if (part === 'survivors') return true
  const inForce = await agreementInForce(db, compact)
  return inForce?.agreement.parties.some((each) => each.signs && each.organisation === organisation) ?? false
}

async function askToEnd(
  trx: Trx,
  change: Change,
  { compact, party, side, reason }: { compact: string; party: PartyRow; side: Side; reason: string },
): Promise<void> {
  const { organisation, part } = party
  await trx
    .updateTable('compact_parties')
    .set({
      end_asked: change.at,
      end_asked_by: change.actor.person,
      end_asked_side: side,
      end_asked_reason: reason,
    })
    .where('compact_id', '=', compact)
    .where('organisation_id', '=', organisation)
    .where('ended', 'is', null)
    .execute()
  await tell(trx, change, {
    compact,
    action: 'asked to end a party',
    before: null,
    after: { organisation, part, side },
    reason,
  })
}

/** Whether a party by record acts for the government of a side. */
export const isGovernment = ({ side, part }: { side: Side | null; part: string }) =>
  side !== null && ['government', 'ministry', 'agency'].includes(part)

/**
 * Steps of a compact are taken by its two governments. The policy knows the role; that an
 * implementer’s own compact manager ends no treaty is seen here. Throws Fault 403.
 */
export function assertGovernment({ actor, standsFor }: Change, parties: readonly PartyRow[]): void {
  if (actor.as !== 'person') return
  if (parties.some((party) => standsFor.includes(party.organisation) && isGovernment(party))) return
  const asked = parties.filter(({ organisation }) => standsFor.includes(organisation))
  throw new CompactFault('not your side', { asked: asked.map(({ name }) => name).join(', ') || '–' })
}

/**
 * The side whose government a person acts for, in what is one side’s to do. Null for the operator
 * and the program. Throws Fault 403 for who stands for neither, or for both: nobody acts for both.
 */
export function sideOf(change: Change, parties: readonly PartyRow[]): Side | null {
  assertGovernment(change, parties)
  if (change.actor.as !== 'person') return null
  const own = sidesOf(change.standsFor, parties)
  if (own.length > 1) throw new CompactFault('both sides')
  return own[0] ?? null
}

/** The sides whose government is among these organisations. */
export const sidesOf = (
  organisations: readonly string[],
  parties: readonly { organisation: string; side: Side | null; part: string }[],
): Side[] =>
  sides.filter((side) =>
    parties.some(
      (party) => party.side === side && isGovernment(party) && organisations.includes(party.organisation),
    ),
  )

/** Refuses, with 403, what is for the other side to do. */
export function assertOwnSide(change: Change, parties: readonly PartyRow[], side: Side): void {
  const acting = sideOf(change, parties)
  if (acting !== null && acting !== side) throw new CompactFault('other side', { side })
}

/** A reason that says something. Throws Unusable. */
export function assertReason(reason: string | null | undefined): asserts reason is string {
  if ((reason ?? '').trim().length < 3) throw new CompactFault('reason needed')
  assertSeen({ reason })
}

/* ---- drafting */

/** A draft and its first revision, which holds the whole text. Only for those who hold the compact. */
export async function beginDraft(
  trx: Trx,
  change: Change,
  draft: {
    compact: string
    amendment: number
    baseVersion: number | null
    agreement: Agreement
    reason: string | null
  },
): Promise<void> {
  const text = JSON.stringify(draft.agreement)
  await trx
    .insertInto('compact_drafts')
    .values({
      compact_id: draft.compact,
      amendment: draft.amendment,
      base_version: draft.baseVersion,
      revision: 0,
      text,
      state: 'open',
      reason: draft.reason,
      made: change.at,
      made_by: change.actor.person,
    })
    .execute()
  await trx
    .insertInto('compact_revisions')
    .values({
      compact_id: draft.compact,
      amendment: draft.amendment,
      revision: 0,
      part: null,
      value: text,
      at: change.at,
      by: change.actor.person,
    })
    .execute()
}

/** The draft that can be written, held. Throws Conflict when there is none or it is frozen. */
export async function lockOpenDraft(trx: Trx, compact: string): Promise<Draft> {
  await lockManaged(trx, compact)
  const draft = await draftOf(trx, compact)
  if (draft === null) throw new CompactFault('no draft')
  if (draft.state === 'frozen')
    throw new CompactFault('draft frozen', { version: (await frozenVersionOf(trx, compact))?.number ?? 0 })
  return draft
}

/**
 * Saves one part of the draft. `base` is the revision the form was made from: somebody else
 * may have saved other parts since. When it was this part, PartOvertaken carries what the
 * form was made from, what stands there now and what was sent.
 *
 * The same text again makes no new revision. Throws Unusable naming every place, Conflict
 * when the draft is frozen.
 */
export async function saveDraftPart(
  trx: Trx,
  change: Change,
  asked: { compact: string; part: AgreementPart; base: number; value: unknown },
): Promise<{ revision: number }> {
  const { compact, part, base } = asked
  const value = asked.value ?? (part === 'entry' ? [] : asked.value)
  assertPart(part, value)
  const draft = await lockOpenDraft(trx, compact)
  // A text that is older than a part has nothing there.
  const now = draft.agreement[part] ?? []
  if (!Number.isInteger(base) || base < 0 || base > draft.revision)
    throw new CompactFault('revision unknown', { base: String(base).slice(0, 20), now: draft.revision })
  const same = canonicalJson(value) === canonicalJson(now)
  if (same) return { revision: draft.revision }
  if (draft.saved[part] > base) {
    const at = { compact, amendment: draft.amendment, part }
    throw new PartOvertaken({
      base,
      revision: draft.saved[part],
      by: await savedBy(trx, { ...at, revision: draft.saved[part] }),
      texts: { base: await partAt(trx, { ...at, revision: base }), now, sent: value },
    })
  }
  const revision = draft.revision + 1
  await trx
    .updateTable('compact_drafts')
    .set({ text: JSON.stringify({ ...draft.agreement, [part]: value }), revision })
    .where('compact_id', '=', compact)
    .where('amendment', '=', draft.amendment)
    .execute()
  await trx
    .insertInto('compact_revisions')
    .values({
      compact_id: compact,
      amendment: draft.amendment,
      revision,
      part,
      value: JSON.stringify(value),
      at: change.at,
      by: change.actor.person,
    })
    .execute()
  // The text itself stands in the revisions; a draft is for its parties, a history may be for everybody.
  const digest = (text: unknown) => sha256(canonicalJson(text))
  await tell(trx, change, {
    compact,
    action: 'saved a part of the draft',
    before: { amendment: draft.amendment, part, revision: draft.saved[part], digest: digest(now) },
    after: { amendment: draft.amendment, part, revision, digest: digest(value) },
  })
  return { revision }
}

async function savedBy(
  db: Db,
  at: { compact: string; amendment: number; revision: number },
): Promise<string | null> {
  const row = await db
    .selectFrom('compact_revisions')
    .select('by')
    .where('compact_id', '=', at.compact)
    .where('amendment', '=', at.amendment)
    .where('revision', '=', at.revision)
    .executeTakeFirst()
  return row?.by ?? null
}

/** A part as it stood in a revision of a draft. */
export async function partAt(
  db: Db,
  at: { compact: string; amendment: number; part: AgreementPart; revision: number },
): Promise<unknown> {
  const row = await db
    .selectFrom('compact_revisions')
    .select(['part', 'value'])
    .where('compact_id', '=', at.compact)
    .where('amendment', '=', at.amendment)
    .where('revision', '<=', at.revision)
    .where((where) => where.or([where('part', '=', at.part), where('part', 'is', null)]))
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return row.part === null ? (row.value as Agreement)[at.part] : row.value
}

/* ---- steps, as they are written down */

/** A step as it was taken. */
export type StepRow = {
  seq: number
  from: CompactState | null
  to: CompactState
  at: string
  by: string | null
  reason: string | null
  details: Record<string, unknown>
}

/** Every step a compact took, oldest first. */
export async function stepsOf(db: Db, id: string): Promise<StepRow[]> {
  const rows = await db
    .selectFrom('compact_steps')
    .selectAll()
    .where('compact_id', '=', id)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    from: row.from_state,
    to: row.to_state,
    at: row.at.toISOString(),
    by: row.by,
    reason: row.reason,
    details: row.details,
  }))
}

/** Writes a step down. Only for those who hold the compact. */
export async function writeStep(
  trx: Trx,
  change: Change,
  step: {
    compact: string
    from: CompactState | null
    to: CompactState
    reason: string | null
    details: Record<string, unknown>
  },
): Promise<void> {
  const last = await trx
    .selectFrom('compact_steps')
    .select((select) => select.fn.max('seq').as('seq'))
    .where('compact_id', '=', step.compact)
    .executeTakeFirst()
  await trx
    .insertInto('compact_steps')
    .values({
      compact_id: step.compact,
      seq: (last?.seq ?? 0) + 1,
      from_state: step.from,
      to_state: step.to,
      at: change.at,
      by: change.actor.person,
      reason: step.reason,
      details: JSON.stringify(step.details),
    })
    .execute()
}
