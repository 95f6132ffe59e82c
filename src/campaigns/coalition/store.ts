import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Subject } from '../../people/policy/actions.ts'
import { CampaignFault } from './faults.ts'
import type { Ask, Campaign, CampaignStep, ConsentText, Endorsement, Endorser } from './schema.ts'
import './tables.ts'

type Db = Kysely<Tables>

/** A campaign by the name in its address. Throws Fault 404. */
export async function campaignBySlug(db: Db, slug: string): Promise<Campaign> {
  const row = await campaigns(db).where('campaigns.slug', '=', slug).executeTakeFirst()
  if (row === undefined) throw new CampaignFault('no campaign')
  return campaignFrom(row)
}

/** A campaign by its id. Throws Fault 404. */
export async function campaignOf(db: Db, id: string): Promise<Campaign> {
  const row = await campaigns(db).where('campaigns.id', '=', id).executeTakeFirst()
  if (row === undefined) throw new CampaignFault('no campaign')
  return campaignFrom(row)
}

/** Campaigns, the newest first: those everybody reads, and all that the organisations named lead or are named on. */
export async function listCampaigns(
  db: Db,
  { organisations = [] }: { organisations?: readonly string[] | 'all' } = {},
): Promise<Campaign[]> {
  let query = campaigns(db)
  if (organisations !== 'all')
    query = query.where((where) =>
      where.or([
        where('campaigns.public_since', 'is not', null),
        ...(organisations.length > 0
          ? [
              where('campaigns.organisation_id', 'in', [...organisations]),
              where('campaigns.id', 'in', (inner) =>
                inner
                  .selectFrom('campaign_endorsers')
                  .select('campaign_id')
                  .where('organisation_id', 'in', [...organisations]),
              ),
            ]
          : []),
      ]),
    )
  return (await query.orderBy('campaigns.id', 'desc').execute()).map(campaignFrom)
}

/** What a right about a campaign is asked of: the organisation that leads it. Throws Fault 404. */
export async function campaignSubject(
  db: Db,
  slug: string,
): Promise<Extract<Subject, { kind: 'organisation' }>> {
  const row = await db
    .selectFrom('campaigns')
    .select('organisation_id')
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (row === undefined) throw new CampaignFault('no campaign')
  return { kind: 'organisation', id: row.organisation_id }
}

/** The organisation that leads a campaign; null where there is no such campaign. Whose record its history is. */
export async function organisationOfCampaign(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('campaigns')
    .select('organisation_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.organisation_id ?? null
}

/** A public campaign that asks something of a bill or a line of the budget, for the page of that. */
export type AskedBy = { campaign: Campaign; ask: Ask }

/** Public campaigns with an ask about a bill, or about a line of the budget, the newest first; ended asks left out. */
export async function campaignsThatAsk(
  db: Db,
  about: { bill: string } | { line: string },
): Promise<AskedBy[]> {
  const named =
    'bill' in about
      ? sql<boolean>`campaign_asks.kind = 'bill' and campaign_asks.target ->> 'bill' = ${about.bill}`
      : sql<boolean>`campaign_asks.kind = 'budget line' and campaign_asks.target ->> 'line' = ${about.line}`
  const rows = await asks(db)
    .innerJoin('campaigns', 'campaigns.id', 'campaign_asks.campaign_id')
    .where('campaigns.public_since', 'is not', null)
    .where('campaign_asks.ended', 'is', null)
    .where(named)
    .orderBy('campaign_asks.id', 'desc')
    .execute()
  return Promise.all(
    rows.map(async (row) => ({ campaign: await campaignOf(db, row.campaign_id), ask: askFrom(row) })),
  )
}

/** Holds a campaign to the end of the transaction and reads it: two who change it at once take turns. Throws Fault 404. */
export async function lockCampaign(trx: Db, id: string): Promise<Campaign> {
  const held = await trx
    .selectFrom('campaigns')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (held === undefined) throw new CampaignFault('no campaign')
  return campaignOf(trx, id)
}

/** Changes of state, the oldest first. */
export async function stepsOf(db: Db, campaign: string): Promise<CampaignStep[]> {
  const rows = await db
    .selectFrom('campaign_steps')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    before: row.before,
    after: row.after,
    on: row.on_day,
    why: row.why,
    language: row.language,
    at: row.at.toISOString(),
  }))
}

/** Asks of a campaign in the order they were added; ended ones only where they are asked for. */
export async function asksOf(db: Db, campaign: string, { ended = false } = {}): Promise<Ask[]> {
  let query = asks(db).where('campaign_asks.campaign_id', '=', campaign)
  if (!ended) query = query.where('campaign_asks.ended', 'is', null)
  return (await query.orderBy('campaign_asks.id').execute()).map(askFrom)
}

/** One ask by its key, ended or not. Throws Fault 404. */
export async function askOf(db: Db, campaign: string, key: string): Promise<Ask> {
  const row = await asks(db)
    .where('campaign_asks.campaign_id', '=', campaign)
    .where('campaign_asks.key', '=', key)
    .executeTakeFirst()
  if (row === undefined) throw new CampaignFault('no ask')
  return askFrom(row)
}

/** All versions of the words of an ask, the oldest first. */
export async function askVersionsOf(db: Db, ask: string) {
  const rows = await db
    .selectFrom('campaign_ask_versions')
    .select(['id', 'version', 'content', 'why', 'made'])
    .where('ask_id', '=', ask)
    .orderBy('version')
    .execute()
  return rows.map(({ made, ...row }) => ({ ...row, made: made.toISOString() }))
}

/** Endorsers of a campaign by name, with all that was said of each. */
export async function endorsersOf(db: Db, campaign: string): Promise<Endorser[]> {
  const rows = await db
    .selectFrom('campaign_endorsers')
    .leftJoin('organisations', 'organisations.id', 'campaign_endorsers.organisation_id')
    .selectAll('campaign_endorsers')
    .select(['organisations.name as organisation_name', 'organisations.website as organisation_website'])
    .where('campaign_id', '=', campaign)
    .execute()
  if (rows.length === 0) return []
  const steps = await db
    .selectFrom('campaign_endorsements')
    .selectAll()
    .where(
      'endorser_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  return rows
    .flatMap((row): Endorser[] => {
      const own = steps
        .filter(({ endorser_id }) => endorser_id === row.id)
        .map(
          (step): Endorsement => ({
            state: step.state,
            on: step.on_day,
            proofAddress: step.proof_address,
            proofLetter: step.proof_letter,
            ownWord: step.own_word,
            why: step.why,
          }),
        )
      const now = own.at(-1)
      if (now === undefined) return []
      return [
        {
          id: row.id,
          campaign: row.campaign_id,
          organisation: row.organisation_id,
          name: row.name ?? row.organisation_name ?? '',
          website: row.website ?? row.organisation_website,
          now,
          steps: own,
        },
      ]
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

/**
 * What each partner asks consent for today: the newest version of each text. Those no longer asked are left out, and
 * those of a partner that does not stand behind the campaign now: whoever left the coalition gets nobody’s address.
 */
export async function consentTextsOf(db: Db, campaign: string): Promise<ConsentText[]> {
  const all = await consentHistoryOf(db, campaign)
  if (all.length === 0) return []
  const newest = new Map<string, ConsentText>()
  for (const text of all)
    newest.set(`${text.party.organisation ?? text.party.endorser} ${text.purpose}`, text)
  const { organisation: leads } = await campaignOf(db, campaign)
  const endorsed = (await endorsersOf(db, campaign)).filter(({ now }) => now.state === 'endorsed')
  return [...newest.values()].filter(
    ({ words, party }) =>
      words !== null &&
      (party.organisation === leads.id ||
        endorsed.some(({ id, organisation }) =>
          party.organisation === null ? id === party.endorser : organisation === party.organisation,
        )),
  )
}

/** Every version of every text of consent, the oldest first. */
export async function consentHistoryOf(db: Db, campaign: string): Promise<ConsentText[]> {
  const rows = await consents(db)
    .where('campaign_consent_texts.campaign_id', '=', campaign)
    .orderBy('campaign_consent_texts.id')
    .execute()
  return rows.map(consentFrom)
}

/** A text of consent by its own id, of whatever version: what somebody agreed to. Throws Fault 404. */
export async function consentTextOf(db: Db, id: string): Promise<ConsentText> {
  const row = await consents(db).where('campaign_consent_texts.id', '=', id).executeTakeFirst()
  if (row === undefined) throw new CampaignFault('no consent text')
  return consentFrom(row)
}

function campaigns(db: Db) {
  return db
    .selectFrom('campaigns')
    .innerJoin('organisations', 'organisations.id', 'campaigns.organisation_id')
    .selectAll('campaigns')
    .select('organisations.name as organisation_name')
}
type CampaignRow = Awaited<ReturnType<ReturnType<typeof campaigns>['execute']>>[number]

function campaignFrom(row: CampaignRow): Campaign {
  return {
    id: row.id,
    slug: row.slug,
    organisation: { id: row.organisation_id, name: row.organisation_name },
    state: row.state,
    revision: row.revision,
    languages: row.facts.languages,
    words: row.facts.words,
    legislature: row.legislature,
    asOf: row.as_of,
    policy: row.policy,
    goal: row.goal,
    opens: row.opens,
    closes: row.closes,
    publicSince: row.public_since?.toISOString() ?? null,
    ended: row.ended?.toISOString() ?? null,
    made: row.made.toISOString(),
  }
}

function asks(db: Db) {
  return db
    .selectFrom('campaign_asks')
    .innerJoin('campaign_ask_versions', 'campaign_ask_versions.ask_id', 'campaign_asks.id')
    .selectAll('campaign_asks')
    .select([
      'campaign_ask_versions.id as version_id',
      'campaign_ask_versions.version',
      'campaign_ask_versions.content',
    ])
    .where(
      'campaign_ask_versions.version',
      '=',
      sql<number>`(select max(v.version) from campaign_ask_versions v where v.ask_id = campaign_asks.id)`,
    )
}
type AskRow = Awaited<ReturnType<ReturnType<typeof asks>['execute']>>[number]

function askFrom(row: AskRow): Ask {
  return {
    id: row.id,
    campaign: row.campaign_id,
    key: row.key,
    kind: row.kind,
    target: row.target,
    words: row.content.words,
    official: row.content.official,
    versionId: row.version_id,
    version: row.version,
    made: row.made.toISOString(),
    ended: row.ended?.toISOString() ?? null,
    endedWhy: row.ended_why,
  }
}

function consents(db: Db) {
  return db
    .selectFrom('campaign_consent_texts')
    .leftJoin('organisations', 'organisations.id', 'campaign_consent_texts.organisation_id')
    .leftJoin('campaign_endorsers', 'campaign_endorsers.id', 'campaign_consent_texts.endorser_id')
    .selectAll('campaign_consent_texts')
    .select(['organisations.name as organisation_name', 'campaign_endorsers.name as endorser_name'])
}
type ConsentRow = Awaited<ReturnType<ReturnType<typeof consents>['execute']>>[number]

function consentFrom(row: ConsentRow): ConsentText {
  return {
    id: row.id,
    campaign: row.campaign_id,
    party: {
      organisation: row.organisation_id,
      endorser: row.endorser_id,
      name: row.organisation_name ?? row.endorser_name ?? '',
    },
    purpose: row.purpose,
    version: row.version,
    words: row.words,
    made: row.made.toISOString(),
  }
}
