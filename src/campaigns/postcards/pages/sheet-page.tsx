import { ButtonLink, Buttons } from '../../../ui/form.tsx'
import { speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../../ui/section.tsx'
import { campaignPath, In, manageCrumbs, Paragraphs } from '../../coalition/pages/frame.tsx'
import type { Campaign } from '../../coalition/schema.ts'
import { receiptFields, type Sheet } from '../sheet.ts'
import { words } from '../words/words.ts'

/** The sheet that goes with cards to one office, to be printed. */
export function SheetPage({
  context,
  campaign,
  sheet,
  pdf,
  withNames,
}: {
  context: PageContext
  campaign: Campaign
  sheet: Sheet
  /** Address of the same as PDF. */
  pdf: string
  /** Address of the same with names; null for who may not read them, or where they stand already. */
  withNames: string | null
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page
      {...context}
      section="campaigns"
      title={`${sheet.title}: ${sheet.to}`}
      crumbs={[
        ...manageCrumbs(language, campaign),
        { name: say('console.title'), href: campaignPath(language, campaign.slug, '/manage/cards') },
        { name: sheet.title },
      ]}
      indexed={false}
    >
      <Opening title={sheet.to}>
        <p className="prose">{sheet.campaign}</p>
        <p className="prose">{say('sheet.by', { organisation: sheet.organisation })}</p>
      </Opening>
      <Section>
        <Sentence>{sheet.counted}</Sentence>
        {sheet.offices.map((office) => (
          <p key={office} className="prose">
            {office}
          </p>
        ))}
        <p className="note">{sheet.officesNote}</p>
        <Buttons>
          <ButtonLink href={pdf} first>
            {say('sheet.pdf')}
          </ButtonLink>
          {withNames === null ? null : <ButtonLink href={withNames}>{say('sheet.with names')}</ButtonLink>}
        </Buttons>
      </Section>
      {sheet.asks.map(({ title, text, language: tongue }) => (
        <Section key={title} title={title}>
          <In tongue={tongue} page={language}>
            <Paragraphs text={text} />
          </In>
        </Section>
      ))}
      {sheet.names === null ? null : (
        <Section title={say('sheet.names')}>
          <ul>
            {sheet.names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say('sheet.receipt')}>
        <p className="prose">{say('sheet.receipt text')}</p>
        <Facts rows={receiptFields(language).map((name) => ({ name, value: '…………………………' }))} />
      </Section>
    </Page>
  )
}
