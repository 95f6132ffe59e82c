import { ButtonLink, Buttons } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import type { CampaignPanel, ConsolePanel, FiguresOf, WayToTakePart } from '../coalition/panels.ts'
import { legislator } from '../legislatures/store.ts'
import { batchesWhere, deliveriesOf } from './batches.ts'
import { ProgressPanel } from './pages/progress-panel.tsx'
import { progressOf } from './progress.ts'
import { checkOf, remaining } from './schema.ts'
import { words } from './words/words.ts'

/* What cards put on the page of a campaign. */

export const wayToCollect: WayToTakePart = ({ request, campaign, asks }) => {
  if (asks.length === 0) return null
  const say = speak(words, request.language)
  return { name: say('way.name'), text: say('way.text'), path: `/campaigns/${campaign.slug}/cards` }
}

export const cardsPanel: CampaignPanel = async ({
  house: { db, settings },
  request: { language },
  campaign,
}) => {
  const progress = await progressOf(db, campaign.id, settings.fewestShown)
  if (progress.advocates === 0 && progress.claimed === 0) return null
  const deliveries = await deliveriesOf(db, campaign.id)
  const names = new Map<string, string | null>()
  for (const { legislator: key } of deliveries)
    if (key !== null && !names.has(key)) names.set(key, (await legislator(db, key))?.name ?? null)
  return (
    <ProgressPanel
      progress={progress}
      fewest={settings.fewestShown}
      deliveries={deliveries.map((each) => ({
        ...each,
        place: each.legislator === null ? null : (names.get(each.legislator) ?? null),
      }))}
      language={language}
    />
  )
}

export const cardFigures: FiguresOf = async ({ db }, campaign) => {
  const { advocates, checked } = await progressOf(db, campaign.id)
  return advocates === 0 && checked === 0 ? {} : { cards: checked }
}

/** The way to counting and handing over, for who may check cards. */
export const cardsConsole: ConsolePanel = {
  may: 'check cards',
  show: async ({ house: { db }, request: { language }, campaign }) => {
    const say = speak(words, language)
    const batches = (await batchesWhere(db, null, { campaign: campaign.id })).filter(
      ({ withdrawn }) => !withdrawn,
    )
    return (
      <Section
        id="cards"
        title={say('console.title')}
        note={say('console.text', {
          waiting: batches.filter((batch) => checkOf(batch) === null).length,
          remaining: batches.reduce((sum, batch) => sum + remaining(batch), 0),
        })}
      >
        <Buttons>
          <ButtonLink href={pathIn(language, `/campaigns/${campaign.slug}/manage/cards`)}>
            {say('console.look')}
          </ButtonLink>
        </Buttons>
      </Section>
    )
  },
}
