import { Button, ButtonLink, Buttons, ErrorSummary, type FieldError, TextField } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { campaignCrumbs, campaignPath, titleOf } from '../../coalition/pages/frame.tsx'
import type { Campaign } from '../../coalition/schema.ts'
import { type Sent, textIn } from '../../desk.ts'
import { CHALLENGE } from '../schema.ts'
import { words } from '../words/words.ts'

/** Where somebody promises cards, and where who promised asks for another link. */
export function PledgePage({
  context,
  campaign,
  sent,
  errors,
  again,
}: {
  context: PageContext
  campaign: Campaign
  sent: Sent
  errors: FieldError[]
  /** What is wrong with the address in the second form. */
  again?: string | undefined
}) {
  const { language } = context
  const say = speak(words, language)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <Page
      {...context}
      section="campaigns"
      title={`${say('pledge.title')}: ${titleOf(campaign, language)}`}
      crumbs={[...campaignCrumbs(language, campaign), { name: say('pledge.title') }]}
      indexed={false}
    >
      <Opening title={say('pledge.title')}>
        <p className="prose">{say('pledge.text')}</p>
      </Opening>
      <Section>
        <form className="form" method="post" action={campaignPath(language, campaign.slug, '/cards')}>
          <OnceField />
          <ErrorSummary errors={errors} />
          <TextField
            name="cards"
            label={say('field.cards')}
            hint={say('field.cards hint')}
            value={textIn(sent, 'cards') || String(CHALLENGE)}
            error={at('cards')}
            inputMode="numeric"
            required
            exact
          />
          <TextField
            name="name"
            label={say('field.name')}
            hint={say('field.name hint')}
            value={textIn(sent, 'name')}
            error={at('name')}
            autoComplete="name"
            required
          />
          <TextField
            name="email"
            type="email"
            label={say('field.email')}
            hint={say('field.email hint')}
            value={textIn(sent, 'email')}
            error={at('email')}
            autoComplete="email"
            required
            exact
          />
          <Buttons>
            <Button first>{say('pledge.send')}</Button>
            <ButtonLink href={campaignPath(language, campaign.slug)}>{say('own.campaign')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
      <AgainForm context={context} campaign={campaign} wrong={again} />
    </Page>
  )
}

/** Another link for who promised already. */
function AgainForm({
  context: { language },
  campaign,
  wrong,
}: {
  context: PageContext
  campaign: Campaign
  wrong: string | undefined
}) {
  const say = speak(words, language)
  return (
    <Section title={say('pledge.again title')} note={say('pledge.again')}>
      <form className="form" method="post" action={campaignPath(language, campaign.slug, '/cards/link')}>
        <OnceField />
        {/* Named apart from the address of the first form, so that each label finds its own field. */}
        <TextField
          name="again"
          type="email"
          label={say('field.email')}
          error={wrong}
          autoComplete="email"
          required
          exact
        />
        <Buttons>
          <Button>{say('pledge.send link')}</Button>
        </Buttons>
      </form>
    </Section>
  )
}

/** A page of the room that says one thing, with the way back. */
export function SayingPage({
  context,
  title,
  text,
  ways,
}: {
  context: PageContext
  title: string
  text: string
  ways: { name: string; path: string }[]
}) {
  return (
    <Page {...context} section="campaigns" title={title} indexed={false}>
      <Opening title={title} />
      <Section>
        <p className="prose">{text}</p>
        <Buttons>
          {ways.map(({ name, path }) => (
            <ButtonLink key={path} href={pathIn(context.language, path)}>
              {name}
            </ButtonLink>
          ))}
        </Buttons>
      </Section>
    </Page>
  )
}
