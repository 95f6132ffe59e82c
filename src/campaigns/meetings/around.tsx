import { ButtonLink, Buttons } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import type { ConsolePanel, WayToTakePart } from '../coalition/panels.ts'
import { meetingsPath } from './pages/frame.tsx'
import { words } from './words/words.ts'

/* What meetings put on the pages of a campaign. */

/** The way to meetings and calls, for members of the organisation. */
export const meetingsPanel: ConsolePanel = {
  may: 'record meetings',
  show: async ({ request: { language }, campaign }) => {
    const say = speak(words, language)
    return (
      <Section id="meetings" title={say('list.title')} note={say('list.note')}>
        <Buttons>
          <ButtonLink href={meetingsPath(language, campaign.slug)}>{say('list.open')}</ButtonLink>
          <ButtonLink href={meetingsPath(language, campaign.slug, '/new')}>{say('list.book')}</ButtonLink>
        </Buttons>
      </Section>
    )
  },
}

/** Calling or writing in public, where the campaign asks a legislature. */
export const wayToReach: WayToTakePart = ({ request, campaign }) => {
  if (campaign.legislature === null) return null
  const say = speak(words, request.language)
  return { name: say('way.name'), text: say('way.text'), path: `/campaigns/${campaign.slug}/reach` }
}
