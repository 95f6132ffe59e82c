import { countryName } from '../../../countries/registry.ts'
import { printable } from '../../../indicators/wording.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { type Language, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { prepareCrumb } from '../../studies/pages/frame.tsx'
import { yearOf } from '../head.ts'
import { figureOf, sayAnswer, sayMethod, sayPart, sayPlace } from '../say.ts'
import type { EstimateCard } from '../store.ts'
import { estimateWords } from '../words.ts'

/** How an estimate is called in a list: place, year, part, and by which method. */
export function estimateName({ head, country }: EstimateCard, language: Language): string {
  const say = speak(estimateWords, language)
  const { publication, figure, design } = head
  return [
    sayPlace(head, country, language),
    yearOf(head)?.toString() ?? null,
    sayPart(head, language),
    figure.method === null
      ? design === null
        ? null
        : say(`design.${design}`)
      : sayMethod(figure.method, language),
    publication === null ? null : say('mark.publication'),
  ]
    .filter((each) => each !== null)
    .join(' · ')
}

/** The figure of an estimate with its interval, or that there is none. */
export function estimateFigure({ head, differs }: EstimateCard, language: Language): string {
  const say = speak(estimateWords, language)
  const said =
    sayAnswer(figureOf(head), head, language) ?? say(head.figure.keptBack ? 'back.figure' : 'answer.none')
  // Before the figure, for whoever reads no further.
  return differs ? `${say('mark.differs')}. ${say('mark.differs text')} ${said}` : said
}

/** The estimates kept with a study, for its page. */
export function EstimatesOfStudy({
  cards,
  study,
  language,
  mayRun,
  state,
}: {
  cards: readonly EstimateCard[]
  study: string
  language: Language
  /** Whether the reader may add one. */
  mayRun: boolean
  /** Of the study. */
  state: string
}) {
  const say = speak(estimateWords, language)
  return (
    <Section id="estimates" title={say('list.title')}>
      {cards.length === 0 ? (
        <Unknown>{say('list.none')}</Unknown>
      ) : (
        <DataTable
          caption={say('list.title')}
          captionHidden
          columns={[
            { key: 'what', head: say('list.what') },
            { key: 'figure', head: say('list.figure') },
            { key: 'state', head: say('list.state') },
          ]}
          rows={cards.map((card) => ({
            key: card.id,
            cells: {
              what: <a href={pathIn(language, `/estimates/${card.id}`)}>{estimateName(card, language)}</a>,
              figure: estimateFigure(card, language),
              state:
                card.replacedBy !== null
                  ? say('list.replaced')
                  : card.public
                    ? say('list.public')
                    : say(state === 'published' ? 'list.waiting' : 'list.with study'),
            },
          }))}
        />
      )}
      {mayRun && state !== 'stopped' ? (
        <p className="prose">
          <a href={pathIn(language, `/studies/${study}/estimates/new`)}>{say('list.add')}</a>
        </p>
      ) : null}
    </Section>
  )
}

/** Every published estimate, measured ones apart from modelled ones. */
export function EstimatesPage({ context, cards }: { context: PageContext; cards: readonly EstimateCard[] }) {
  const { language } = context
  const say = speak(estimateWords, language)
  const of = (measured: 'measured' | 'modelled') => cards.filter(({ head }) => head.measured === measured)
  return (
    <Page
      title={say('all.title')}
      description={say('all.lead')}
      language={language}
      path={context.path}
      section="prepare"
      assets={context.assets}
      sources={context.sources}
      crumbs={[prepareCrumb(language), { name: say('all.title') }]}
    >
      <Opening title={say('all.title')}>
        <Sentence>{say('all.lead')}</Sentence>
      </Opening>
      <Section title={say('all.measured')}>
        <Published cards={of('measured')} language={language} caption={say('all.measured')} />
      </Section>
      <Section title={say('all.modelled')}>
        <Published cards={of('modelled')} language={language} caption={say('all.modelled')} />
      </Section>
      {cards.length > 1 ? (
        <Section wide>
          <p className="prose">
            <a href={pathIn(language, '/estimates/compare')}>{say('v.title')}</a>
          </p>
        </Section>
      ) : null}
    </Page>
  )
}

function Published({
  cards,
  language,
  caption,
}: {
  cards: readonly EstimateCard[]
  language: Language
  caption: string
}) {
  const say = speak(estimateWords, language)
  if (cards.length === 0) return <Unknown>{say('all.none')}</Unknown>
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={[
        { key: 'country', head: say('all.country') },
        { key: 'what', head: say('list.what') },
        { key: 'figure', head: say('list.figure') },
        { key: 'definition', head: say('all.definition') },
      ]}
      rows={cards.map((card) => ({
        key: card.id,
        cells: {
          country: (
            <a href={pathIn(language, `/countries/${card.country}`)}>{countryName(card.country, language)}</a>
          ),
          what: <a href={pathIn(language, `/estimates/${card.id}`)}>{estimateName(card, language)}</a>,
          figure: estimateFigure(card, language),
          definition: printable(card.head.definition),
        },
      }))}
    />
  )
}
