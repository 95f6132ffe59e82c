import { ButtonLink, Buttons } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import type { CampaignPanel, ConsolePanel, FiguresOf, WayToTakePart } from '../coalition/panels.ts'
import { countView, publicCount } from './count-view.ts'
import { CountPanel, WholeCount } from './pages/count-panel.tsx'
import { lettersAmong } from './pages/sign-page.tsx'
import { settle, talliesOf } from './settle.ts'
import { words } from './words/words.ts'

/* What signing puts on the page of a campaign. */

/** Signatures that are judged before a page that tells the count is drawn; more wait for the job. */
const FEW = 500

export const wayToSign: WayToTakePart = ({ request, campaign, asks }) => {
  if (lettersAmong(asks).length === 0) return null
  const say = speak(words, request.language)
  return { name: say('way.name'), text: say('way.text'), path: `/campaigns/${campaign.slug}/sign` }
}

export const countPanel: CampaignPanel = async ({ house, request, campaign, asks }) => {
  await settle(house.db, campaign.id, { most: FEW })
  const told = await talliesOf(house.db, campaign.id)
  if (told.tallies.length === 0 && told.waiting === 0 && lettersAmong(asks).length === 0) return null
  const fewest = house.settings.fewestShown
  const view = publicCount(countView(told, campaign.policy), fewest)
  return (
    <CountPanel
      campaign={campaign}
      view={view}
      fewest={fewest}
      letters={lettersAmong(asks).length}
      language={request.language}
    />
  )
}

export const countedFigures: FiguresOf = async (house, campaign) => {
  const { counted } = countView(await talliesOf(house.db, campaign.id), campaign.policy)
  return { counted: counted[campaign.policy] }
}

/** The count to the last signature, and the way to taking many back, for who runs the campaign. */
export const bulkPanel: ConsolePanel = {
  may: 'see supporters',
  show: async ({ house, request: { language }, campaign }) => {
    const say = speak(words, language)
    await settle(house.db, campaign.id, { most: FEW })
    const view = countView(await talliesOf(house.db, campaign.id), campaign.policy)
    return (
      <Section id="signatures" title={say('bulk.title')}>
        <WholeCount campaign={campaign} view={view} language={language} />
        <p className="prose">{say('bulk.text')}</p>
        <Buttons>
          <ButtonLink href={pathIn(language, `/campaigns/${campaign.slug}/manage/signatures`)}>
            {say('bulk.look')}
          </ButtonLink>
        </Buttons>
      </Section>
    )
  },
}
