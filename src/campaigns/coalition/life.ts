import { v7 } from 'uuid'
import { bumpDataVersion } from '../../house/data-version.ts'
import type { Language } from '../../ui/language.ts'
import { type Change, campaignRecord, type Trx, tell } from '../change.ts'
import { CampaignFault } from './faults.ts'
import type {
  Ask,
  AskContent,
  AskTarget,
  Campaign,
  CampaignFacts,
  CampaignState,
  CampaignStep,
  ConsentPurpose,
  ConsentText,
  CountingPolicy,
  Endorsement,
} from './schema.ts'
import { type Gap, gaps, isOver, isPublic, nextStates } from './states.ts'
import { askOf, asksOf, campaignOf, consentHistoryOf, endorsersOf, lockCampaign } from './store.ts'

/** What is said of a campaign, by who begins or changes it. */
export type CampaignValues = CampaignFacts & {
  slug: string
  legislature: string | null
  asOf: string | null
  policy: CountingPolicy
  goal: number | null
  opens: string | null
  closes: string | null
}

/** Somebody else changed the campaign since the form was opened; carries what is there now. */
export class CampaignOvertaken extends CampaignFault {
  readonly now: Campaign

  constructor(now: Campaign) {
    super('overtaken')
    this.now = now
  }
}

/** The campaign cannot go live yet; carries what is lacking. */
export class CampaignGaps extends CampaignFault {
  readonly gaps: Gap[]

  constructor(lacking: Gap[]) {
    super(
      'gaps remain',
      {},
      'en',
      lacking.map(({ code, ask }) => ({ ...(ask === null ? {} : { place: ask }), message: code })),
    )
    this.gaps = lacking
  }
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** What the history keeps of a campaign. */
function told({ organisation, ...campaign }: Campaign) {
  return { ...campaign, organisation: organisation.id }
}

/** Begins a draft of a campaign that an organisation leads; answers its id. Throws Fault 422 when the address is taken. */
export async function beginCampaign(
  trx: Trx,
  change: Change,
  organisation: string,
  values: CampaignValues,
): Promise<string> {
  await assertOrganisation(trx, organisation, { listed: false })
  await assertSlugFree(trx, values.slug, null)
  const id = v7()
  await trx
    .insertInto('campaigns')
    .values({
      id,
      organisation_id: organisation,
      state: 'draft',
      revision: 1,
      public_since: null,
      ended: null,
      made: change.at,
      made_by: change.actor.person,
      ...columnsOf(values),
    })
    .execute()
  await tell(trx, change, {
    record: campaignRecord(id),
    action: 'began a campaign',
    before: null,
    after: told(await campaignOf(trx, id)),
  })
  return id
}

/**
 * Changes what is said of a campaign. Once it has been live its address, legislature, day and rule of counting stay,
 * and a change says why.
 *
 * Throws CampaignOvertaken when it is not the revision that was read, Fault 409 for one that is over, 422 without a reason.
 */
export async function changeCampaign(
  trx: Trx,
  change: Change,
  {
    id,
    revision,
    values,
    reason,
    language = 'en',
  }: {
    id: string
    revision: number
    values: CampaignValues
    reason: string | null
    /** Of the reason. */
    language?: Language
  },
): Promise<Campaign> {
  const before = await lockCampaign(trx, id)
  if (before.revision !== revision) throw new CampaignOvertaken(before)
  if (isOver(before.state)) throw new CampaignFault('over already')
  if (isPublic(before)) {
    if (
      values.slug !== before.slug ||
      values.legislature !== before.legislature ||
      values.asOf !== before.asOf ||
      values.policy !== before.policy
    )
      throw new CampaignFault('fixed since public')
    if (reason === null) throw new CampaignFault('reason needed')
    const today = dayOf(change.at)
    const moved = values.closes !== before.closes ? today : ''
    const lacking = gaps({ ...before, ...values }, await asksOf(trx, id), moved)
    if (lacking.length > 0) throw new CampaignGaps(lacking)
    await insertStep(trx, change, id, {
      before: before.state,
      after: before.state,
      on: today,
      why: reason,
      language,
    })
  }
  await assertSlugFree(trx, values.slug, id)
  await trx
    .updateTable('campaigns')
    .set({ ...columnsOf(values), revision: revision + 1 })
    .where('id', '=', id)
    .execute()
  const after = await campaignOf(trx, id)
  await tell(trx, change, {
    record: campaignRecord(id),
    action: 'changed a campaign',
    before: told(before),
    after: told(after),
    reason,
  })
  await bumpDataVersion(trx)
  return after
}

/**
 * Takes a campaign to another state, with the day and why: what everybody reads of it from then on.
 * Throws CampaignOvertaken, CampaignGaps, Fault 409.
 */
export async function moveCampaign(
  trx: Trx,
  change: Change,
  {
    id,
    revision,
    to,
    on,
    why,
    language,
  }: {
    id: string
    revision: number
    to: CampaignState
    /** YYYY-MM-DD; the day of the change unless told otherwise. */
    on?: string
    why: string
    language: Language
  },
): Promise<Campaign> {
  const before = await lockCampaign(trx, id)
  if (before.revision !== revision) throw new CampaignOvertaken(before)
  if (!nextStates(before.state).includes(to)) throw new CampaignFault('not now')
  if (to === 'live') {
    const lacking = gaps(before, await asksOf(trx, id), dayOf(change.at))
    if (lacking.length > 0) throw new CampaignGaps(lacking)
  }
  await insertStep(trx, change, id, {
    before: before.state,
    after: to,
    on: on ?? dayOf(change.at),
    why,
    language,
  })
  await trx
    .updateTable('campaigns')
    .set({
      state: to,
      revision: revision + 1,
      ...(to === 'live' && before.publicSince === null ? { public_since: change.at } : {}),
      // The clock of personal data runs from the moment it ended, whatever day is named.
      ...(isOver(to) && before.ended === null ? { ended: change.at } : {}),
    })
    .where('id', '=', id)
    .execute()
  const after = await campaignOf(trx, id)
  await tell(trx, change, {
    record: campaignRecord(id),
    action: 'moved a campaign on',
    before: { state: before.state, revision: before.revision },
    after: { state: after.state, revision: after.revision, on: on ?? dayOf(change.at) },
    reason: why,
  })
  await bumpDataVersion(trx)
  return after
}

/** Adds an ask to a campaign that is not over; answers its id. Throws Fault 409, 422 when the key is taken. */
export async function addAsk(
  trx: Trx,
  change: Change,
  campaign: string,
  { key, target, content }: { key: string; target: AskTarget; content: AskContent },
): Promise<string> {
  const { state } = await lockCampaign(trx, campaign)
  if (isOver(state)) throw new CampaignFault('over already')
  const there = await asksOf(trx, campaign, { ended: true })
  if (there.some((each) => each.key === key)) throw new CampaignFault('key taken')
  const id = v7()
  await trx
    .insertInto('campaign_asks')
    .values({
      id,
      campaign_id: campaign,
      key,
      kind: target.kind,
      target: JSON.stringify(target),
      made: change.at,
      made_by: change.actor.person,
      ended: null,
      ended_why: null,
    })
    .execute()
  await insertVersion(trx, change, id, { version: 1, content, why: null })
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'added an ask',
    before: null,
    after: await askOf(trx, campaign, key),
  })
  await bumpDataVersion(trx)
  return id
}

/**
 * Changes the words of an ask: a new version, the old ones stay. Once the campaign has been live, the text that is
 * handed over and whom it is asked of stay too, and a change says why.
 */
export async function changeAsk(
  trx: Trx,
  change: Change,
  campaign: string,
  {
    key,
    version,
    target,
    content,
    reason,
  }: { key: string; version: number; target: AskTarget; content: AskContent; reason: string | null },
): Promise<Ask> {
  const whole = await lockCampaign(trx, campaign)
  const before = await askOf(trx, campaign, key)
  if (before.version !== version) throw new CampaignFault('overtaken')
  if (isOver(whole.state) || before.ended !== null) throw new CampaignFault('over already')
  if (isPublic(whole)) {
    if (!same(target, before.target) || !same(content.official, before.official))
      throw new CampaignFault('signed already')
    if (reason === null) throw new CampaignFault('reason needed')
  }
  if (!same(target, before.target))
    await trx
      .updateTable('campaign_asks')
      .set({ target: JSON.stringify(target), kind: target.kind })
      .where('id', '=', before.id)
      .execute()
  await insertVersion(trx, change, before.id, { version: version + 1, content, why: reason })
  const after = await askOf(trx, campaign, key)
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'changed an ask',
    before,
    after,
    reason,
  })
  await bumpDataVersion(trx)
  return after
}

/** Ends an ask, with the reason: nobody takes part in it any more, what was done for it stays. */
export async function endAsk(
  trx: Trx,
  change: Change,
  campaign: string,
  { key, why }: { key: string; why: string },
): Promise<void> {
  const { state } = await lockCampaign(trx, campaign)
  const before = await askOf(trx, campaign, key)
  if (before.ended !== null || isOver(state)) throw new CampaignFault('over already')
  if (state !== 'draft' && (await asksOf(trx, campaign)).length === 1) throw new CampaignFault('last ask')
  await trx
    .updateTable('campaign_asks')
    .set({ ended: change.at, ended_why: why })
    .where('id', '=', before.id)
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'ended an ask',
    before: { key, ended: null },
    after: { key, ended: change.at.toISOString() },
    reason: why,
  })
  await bumpDataVersion(trx)
}

export type NewEndorser =
  | { organisation: string; name: null; website: null }
  | { organisation: null; name: string; website: string | null }

/** Names an organisation among the endorsers, with what is known of it: invited, or endorsed with proof. Answers its id. */
export async function nameEndorser(
  trx: Trx,
  change: Change,
  campaign: string,
  endorser: NewEndorser,
  endorsement: Endorsement,
): Promise<string> {
  const { organisation } = await lockCampaign(trx, campaign)
  if (endorser.organisation !== null) {
    if (endorser.organisation === organisation.id) throw new CampaignFault('endorser there')
    await assertOrganisation(trx, endorser.organisation, { listed: true })
  }
  const there = await endorsersOf(trx, campaign)
  if (
    there.some((each) =>
      endorser.organisation === null
        ? each.name.toLowerCase() === endorser.name.toLowerCase()
        : each.organisation === endorser.organisation,
    )
  )
    throw new CampaignFault('endorser there')
  const id = v7()
  await trx
    .insertInto('campaign_endorsers')
    .values({
      id,
      campaign_id: campaign,
      organisation_id: endorser.organisation,
      name: endorser.name,
      website: endorser.website,
      made: change.at,
      made_by: change.actor.person,
    })
    .execute()
  await insertEndorsement(trx, change, id, endorsement)
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'named an endorser',
    before: null,
    after: { endorser: id, ...endorser, ...endorsement },
  })
  await bumpDataVersion(trx)
  return id
}

/**
 * Records what an endorser says now; what it said before stays. An organisation that has spoken here itself is spoken
 * for by nobody else. Throws Fault 403, 404.
 */
export async function recordEndorsement(
  trx: Trx,
  change: Change,
  campaign: string,
  { endorser, endorsement }: { endorser: string; endorsement: Endorsement },
): Promise<void> {
  await lockCampaign(trx, campaign)
  const before = (await endorsersOf(trx, campaign)).find(({ id }) => id === endorser)
  if (before === undefined) throw new CampaignFault('no endorser')
  if (!endorsement.ownWord && before.steps.some(({ ownWord }) => ownWord))
    throw new CampaignFault('its own word')
  await insertEndorsement(trx, change, endorser, endorsement)
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'recorded an endorsement',
    before: { endorser, ...before.now },
    after: { endorser, ...endorsement },
  })
  await bumpDataVersion(trx)
}

/**
 * Writes what a partner asks people to agree to for one purpose: a new version; null from then on asks nothing.
 * Answers its id. Throws Fault 409 for a campaign that is over, 422 for who neither leads nor endorses.
 */
export async function writeConsentText(
  trx: Trx,
  change: Change,
  campaign: string,
  {
    party,
    purpose,
    words,
  }: {
    party: { organisation: string; endorser: null } | { organisation: null; endorser: string }
    purpose: ConsentPurpose
    words: ConsentText['words']
  },
): Promise<string> {
  const { organisation, state } = await lockCampaign(trx, campaign)
  if (isOver(state)) throw new CampaignFault('over already')
  const endorsed = (await endorsersOf(trx, campaign)).filter(({ now }) => now.state === 'endorsed')
  const asks =
    party.organisation === organisation.id ||
    endorsed.some((each) =>
      party.endorser === null
        ? each.organisation === party.organisation
        : each.id === party.endorser && each.organisation === null,
    )
  // Whoever has left the coalition may still stop asking.
  if (!asks && words !== null) throw new CampaignFault('nobody asks')
  const before = (await consentHistoryOf(trx, campaign))
    .filter(
      (each) =>
        each.purpose === purpose &&
        each.party.organisation === party.organisation &&
        each.party.endorser === party.endorser,
    )
    .at(-1)
  const id = v7()
  await trx
    .insertInto('campaign_consent_texts')
    .values({
      id,
      campaign_id: campaign,
      organisation_id: party.organisation,
      endorser_id: party.endorser,
      purpose,
      version: (before?.version ?? 0) + 1,
      words: words === null ? null : JSON.stringify(words),
      made: change.at,
      made_by: change.actor.person,
    })
    .execute()
  await tell(trx, change, {
    record: campaignRecord(campaign),
    action: 'wrote a consent text',
    before: before === undefined ? null : { ...party, purpose, words: before.words },
    after: { ...party, purpose, words },
  })
  await bumpDataVersion(trx)
  return id
}

function columnsOf({ languages, words, asOf, ...values }: CampaignValues) {
  const { slug, legislature, policy, goal, opens, closes } = values
  const facts = JSON.stringify({ languages, words } satisfies CampaignFacts)
  return { slug, legislature, policy, goal, opens, closes, as_of: asOf, facts }
}

async function insertStep(
  trx: Trx,
  { at, actor }: Change,
  campaign: string,
  { before, after, on, why, language }: Omit<CampaignStep, 'id' | 'at'>,
): Promise<void> {
  await trx
    .insertInto('campaign_steps')
    .values({
      id: v7(),
      campaign_id: campaign,
      before,
      after,
      on_day: on,
      why,
      language,
      at,
      by_person: actor.person,
    })
    .execute()
}

async function insertVersion(
  trx: Trx,
  { at, actor }: Change,
  ask: string,
  { version, content, why }: { version: number; content: AskContent; why: string | null },
): Promise<void> {
  await trx
    .insertInto('campaign_ask_versions')
    .values({
      id: v7(),
      ask_id: ask,
      version,
      content: JSON.stringify(content),
      why,
      made: at,
      made_by: actor.person,
    })
    .execute()
}

async function insertEndorsement(
  trx: Trx,
  { at, actor }: Change,
  endorser: string,
  { state, on, proofAddress, proofLetter, ownWord, why }: Endorsement,
): Promise<void> {
  await trx
    .insertInto('campaign_endorsements')
    .values({
      id: v7(),
      endorser_id: endorser,
      state,
      on_day: on,
      proof_address: proofAddress,
      proof_letter: proofLetter,
      own_word: ownWord,
      why,
      at,
      by_person: actor.person,
    })
    .execute()
}

async function assertSlugFree(trx: Trx, slug: string, own: string | null): Promise<void> {
  const row = await trx.selectFrom('campaigns').select('id').where('slug', '=', slug).executeTakeFirst()
  if (row !== undefined && row.id !== own) throw new CampaignFault('slug taken')
}

/** That an organisation is there and has not ended; of one that is not listed not even the name is told to others. */
async function assertOrganisation(trx: Trx, id: string, { listed }: { listed: boolean }): Promise<void> {
  const row = await trx
    .selectFrom('organisations')
    .select(['ended', 'listed'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined || row.ended !== null || (listed && !row.listed))
    throw new CampaignFault('unknown organisation')
}

/** Whether two values say the same, in whatever order their names stand. */
function same(one: unknown, other: unknown): boolean {
  return ordered(one) === ordered(other)
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
