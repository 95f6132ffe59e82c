import { parseArgs } from 'node:util'
import { operator } from '../../house/actor.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { WrongUse } from '../../house/errors.ts'
import { oneLine } from '../../house/form-fields.ts'
import type { House } from '../../house/house.ts'
import { transact } from '../../house/transact.ts'
import { isDay } from '../../indicators/days.ts'
import { changeBy } from '../change.ts'
import { todayOf } from './around.ts'
import { moveCampaign } from './life.ts'
import { type Campaign, campaignStates, wordsFor } from './schema.ts'
import { gaps, isOpen } from './states.ts'
import { asksOf, campaignBySlug, consentTextsOf, endorsersOf, listCampaigns, stepsOf } from './store.ts'

export const coalitionUsage = `tp campaign list                     campaigns, drafts among them
tp campaign show SLUG                what one asks, who stands behind it, what is missing, what became of it
tp campaign move SLUG STATE --why TEXT [--on YYYY-MM-DD]
                                     takes it to ${campaignStates.slice(1).join(', ')}; everybody reads why, in the language of --lang`

const titleOf = ({ words, languages: declared }: Campaign) =>
  wordsFor(words, declared[0] ?? 'en', declared)?.words.title ?? '(no title yet)'

/** `tp campaign list`: by whoever has the shell of the machine, so drafts are among them. */
export async function listCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values } = read(argv, 0)
  const all = await listCampaigns(house.db, { organisations: 'all' })
  if (values.json === true) {
    const told = all.map((campaign) => ({ ...campaign, open: isOpen(campaign, todayOf(house)) }))
    io.out(JSON.stringify(told, null, 2))
    return 0
  }
  if (all.length === 0) io.out('There is no campaign.')
  for (const campaign of all)
    io.out(`${campaign.slug}  ${campaign.state}  ${campaign.organisation.name}: ${titleOf(campaign)}`)
  return 0
}

/** `tp campaign show SLUG`. Throws Fault 404. */
export async function showCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv, 1)
  const { db } = house
  const campaign = await campaignBySlug(db, positionals[0] ?? '')
  const asks = await asksOf(db, campaign.id, { ended: true })
  const endorsers = await endorsersOf(db, campaign.id)
  const steps = await stepsOf(db, campaign.id)
  const missing = gaps(campaign, asks, todayOf(house))
  if (values.json === true) {
    const consents = await consentTextsOf(db, campaign.id)
    const open = isOpen(campaign, todayOf(house))
    io.out(JSON.stringify({ ...campaign, open, missing, asks, endorsers, consents, steps }, null, 2))
    return 0
  }
  io.out(`${titleOf(campaign)}`)
  io.out(`led by ${campaign.organisation.name}; ${campaign.state}; counted by the rule “${campaign.policy}”`)
  if (campaign.asOf !== null) io.out(`speaks of ${campaign.asOf}`)
  for (const { key, kind, ended } of asks) io.out(`ask ${key} (${kind})${ended === null ? '' : ', ended'}`)
  for (const { name, now } of endorsers) io.out(`${name}: ${now.state} on ${now.on}`)
  if (campaign.state === 'draft')
    for (const { code, ask } of missing) io.out(`missing: ${code}${ask === null ? '' : ` (${ask})`}`)
  for (const { on, after, why } of steps) io.out(`${on} ${after}: ${why}`)
  return 0
}

/** `tp campaign move SLUG STATE --why TEXT`: also where nobody of the organisation is left to do it. */
export async function moveCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = read(argv, 2)
  const to = campaignStates.find((each) => each === positionals[1])
  const why = oneLine(values.why ?? '')
  const on = values.on ?? todayOf(house)
  if (to === undefined) throw wrong('STATE', `One of ${campaignStates.join(', ')} is named.`)
  if (why === '' || why.length > 2000) throw wrong('--why', 'Everybody reads why: one sentence is enough.')
  if (!isDay(on) || on > todayOf(house)) throw wrong('--on', 'A day that has come, as YYYY-MM-DD.')
  const after = await transact(house.db, async (trx) => {
    const { id, revision } = await campaignBySlug(trx, positionals[0] ?? '')
    return moveCampaign(trx, changeBy(house, operator), { id, revision, to, on, why, language: io.language })
  })
  io.out(values.json === true ? JSON.stringify(after, null, 2) : `${after.slug} is ${after.state} now.`)
  return 0
}

function read(argv: string[], names: number) {
  const parsed = (() => {
    try {
      return parseArgs({
        args: argv,
        allowPositionals: true,
        options: {
          json: { type: 'boolean' },
          why: { type: 'string' },
          on: { type: 'string' },
        },
      })
    } catch (error) {
      throw wrong('tp campaign', error instanceof Error ? error.message : String(error))
    }
  })()
  if (parsed.positionals.length !== names)
    throw wrong('tp campaign', names === 0 ? 'Nothing is named.' : `${names} names are given: SLUG first.`)
  return parsed
}

const wrong = (place: string, message: string) =>
  new WrongUse('The command was put together wrongly', [
    { place, message, remedy: 'See `tp campaign help`.' },
  ])
