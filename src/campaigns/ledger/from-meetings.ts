import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import { bandOf } from '../../house/small-counts/bands.ts'
import { allow } from '../../people/policy/policy.ts'
import { formatDay, type Language, speak } from '../../ui/language.ts'
import { type Campaign, wordsFor } from '../coalition/schema.ts'
import { campaignOf } from '../coalition/store.ts'
import { delegatesOf, meetingsWith, notesOf, pointsOf, reportOf } from '../meetings/store.ts'
import { words } from '../meetings/words/words.ts'
import type { LedgerEntry, LedgerPart, OfLedger } from './entry.ts'

/**
 * What meetings, calls and posts show of a legislator. What was said in a meeting and promised is public once it was
 * reported; who went and what was noted is told only to who may read the notes of the organisation that leads. A meeting
 * that is still to come is told to nobody here.
 */
export const fromMeetings: LedgerPart = async (of) => {
  const campaigns = new Map<string, Campaign>()
  const campaignFor = async (id: string): Promise<Campaign> => {
    const known = campaigns.get(id) ?? (await campaignOf(of.house.db, id))
    campaigns.set(id, known)
    return known
  }
  const lines: LedgerEntry[] = []
  for (const meeting of await meetingsWith(of.house.db, of.legislator.key)) {
    const campaign = await campaignFor(meeting.campaign)
    if (wasPublic(campaign)) lines.push(...(await meetingLines(of, campaign, meeting.id)))
  }
  for (const sums of [await callSums(of.house.db, of), await postSums(of.house.db, of)])
    for (const sum of sums) {
      const campaign = await campaignFor(sum.campaign)
      if (wasPublic(campaign)) lines.push({ ...sum.entry, campaign: named(campaign, of.language) })
    }
  return lines
}

const leadsOf = (campaign: Campaign) => ({ kind: 'organisation', id: campaign.organisation.id }) as const

/** Of a campaign that was never public nothing is told. */
const wasPublic = ({ publicSince }: Campaign): boolean => publicSince !== null

async function meetingLines(of: OfLedger, campaign: Campaign, meeting: string): Promise<LedgerEntry[]> {
  const { house, language, reader } = of
  const say = speak(words, language)
  const report = await reportOf(house.db, meeting)
  if (report === null) return []
  const line = (entry: Pick<LedgerEntry, 'kind' | 'text'> & Partial<LedgerEntry>): LedgerEntry => ({
    on: report.on,
    campaign: named(campaign, language),
    ask: null,
    bill: null,
    count: null,
    position: null,
    source: {
      name: say('ledger.source', { organisation: campaign.organisation.name }),
      address: null,
    },
    private: false,
    ...entry,
  })
  const lines: LedgerEntry[] = [
    line({ kind: 'meeting', event: meeting, text: say('ledger.meeting', { who: say(`met.${report.met}`) }) }),
  ]
  for (const [ask, stands] of Object.entries(report.positions))
    lines.push(
      line({
        kind: 'position',
        event: `${meeting}/${ask}`,
        ask,
        text: say('ledger.position', { stands: say(`stands.${stands}`) }),
        position: { stands, ground: 'report-back' },
      }),
    )
  for (const point of await pointsOf(house.db, meeting)) {
    if (point.kind !== 'commitment') continue
    // What became of it is told as it stood on the day that is asked about.
    const settled = point.settledOn !== null && point.settledOn <= of.asOf
    const told = { text: point.text, state: say(`settled.${settled ? point.state : 'open'}`) }
    lines.push(
      line({
        kind: 'commitment',
        event: point.id,
        ask: point.ask,
        text:
          point.due === null
            ? say('ledger.commitment', told)
            : say('ledger.commitment until', { ...told, day: formatDay(language, point.due) }),
      }),
    )
  }
  if (!allow(reader, 'read campaign notes', leadsOf(campaign)).allowed) return lines
  const delegates = await delegatesOf(house.db, meeting, house.keys)
  const who = delegates.flatMap(({ role, name }) =>
    name === null ? [] : [`${name} (${say(`role.${role}`)})`],
  )
  if (who.length > 0)
    lines.push(
      line({
        kind: 'meeting',
        event: `${meeting}/delegation`,
        text: say('ledger.delegation', { who: who.join(', ') }),
        private: true,
      }),
    )
  for (const { id, text } of await notesOf(house.db, meeting, house.keys))
    lines.push(line({ kind: 'meeting', event: id, text: say('ledger.note', { text }), private: true }))
  return lines
}

type Sum = { campaign: string; entry: LedgerEntry }

/** Calls by outcome: the organisation’s own as they are, those of people without an account as bands, a few not at all. */
async function callSums(db: Kysely<Tables>, { house, legislator, asOf, language }: OfLedger): Promise<Sum[]> {
  const say = speak(words, language)
  const rows = await db
    .selectFrom('campaign_calls')
    .select(['campaign_id', 'ask_key', 'outcome', 'said_by'])
    .select(({ fn }) => [fn.countAll<string>().as('n'), fn.max('on_day').as('last')])
    .where('legislator', '=', legislator.key)
    .where('on_day', '<=', asOf)
    .where('ended', 'is', null)
    .where('outcome', '<>', 'skip')
    .groupBy(['campaign_id', 'ask_key', 'outcome', 'said_by'])
    .orderBy('campaign_id')
    .orderBy('outcome')
    .execute()
  return rows.flatMap(({ campaign_id, ask_key, outcome, said_by, n, last }) => {
    const own = said_by === 'organisation'
    const count = own ? Number(n) : bandOf(Number(n), house.settings.fewestShown)?.atLeast
    if (count === undefined) return []
    return {
      campaign: campaign_id,
      entry: {
        ...plain,
        kind: 'call',
        on: last,
        ask: ask_key,
        count,
        text: say(own ? 'ledger.calls' : 'ledger.callers', {
          outcome: say(`call.${outcome}`),
          n: own ? count : say('ledger.at least', { n: count }),
        }),
      },
    }
  })
}

/** Posts that people say they posted, apart from those that were only begun; as bands, a few not at all. */
async function postSums(db: Kysely<Tables>, { house, legislator, asOf, language }: OfLedger): Promise<Sum[]> {
  const say = speak(words, language)
  const rows = await db
    .selectFrom('campaign_posts')
    .select(['campaign_id', 'ask_key', 'handle', 'opened_on', 'posted_on'])
    .where('legislator', '=', legislator.key)
    .where('opened_on', '<=', asOf)
    .where('ended', 'is', null)
    .orderBy('opened_on')
    .execute()
  const sums = new Map<string, { row: (typeof rows)[number]; posted: boolean; n: number; last: string }>()
  for (const row of rows) {
    const posted = row.posted_on !== null && row.posted_on <= asOf
    const key = [row.campaign_id, row.ask_key, row.handle, posted].join('\n')
    sums.set(key, {
      row,
      posted,
      n: (sums.get(key)?.n ?? 0) + 1,
      last: posted ? (row.posted_on ?? row.opened_on) : row.opened_on,
    })
  }
  return [...sums.values()].flatMap(({ row, posted, n, last }) => {
    const band = bandOf(n, house.settings.fewestShown)
    if (band === null) return []
    return {
      campaign: row.campaign_id,
      entry: {
        ...plain,
        kind: 'post',
        on: last,
        ask: row.ask_key,
        count: band.atLeast,
        text: say(posted ? 'ledger.posted' : 'ledger.opened', {
          handle: row.handle,
          n: say('ledger.at least', { n: band.atLeast }),
        }),
      },
    }
  })
}

const plain = { campaign: null, bill: null, position: null, source: null, private: false } as const

function named(campaign: Campaign, language: Language) {
  const told = wordsFor(campaign.words, language, campaign.languages)
  return { slug: campaign.slug, title: told?.words.title ?? campaign.slug }
}
