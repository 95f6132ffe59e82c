import { countryName } from '../../../countries/registry.ts'
import { printable } from '../../../indicators/wording.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Button, Buttons, SelectField } from '../../../ui/form.tsx'
import { formatDay, type Language, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { PageLinks, type PageOf } from '../../paging.tsx'
import { prepareCrumb } from '../../studies/pages/frame.tsx'
import { yearOf } from '../head.ts'
import {
  figureOf,
  isInPoints,
  sayAnswer,
  sayAtMost,
  sayFigure,
  sayMethod,
  sayPart,
  sayPlace,
  sayPoints,
} from '../say.ts'
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

/**
 * Names that tell these estimates apart: where two have the same, each bears its figure too; where that is the same, the
 * day it was kept; and at last the end of its id.
 */
export function estimateNames(cards: readonly EstimateCard[], language: Language): Map<string, string> {
  const say = speak(estimateWords, language)
  const more: ((card: EstimateCard) => string | null)[] = [
    ({ head }) => {
      const figure = figureOf(head)
      if (figure === null) return null
      return isInPoints(head.figure.method, head.quantity)
        ? sayPoints(figure.value, figure.step, language)
        : sayFigure(figure.value, figure.step, head, language)
    },
    ({ made }) => say('list.kept on', { day: formatDay(language, made.slice(0, 10)) }),
    ({ id }) => id.slice(-6),
  ]
  let named = cards.map((card) => ({ card, name: estimateName(card, language) }))
  for (const add of more) {
    const times = new Map<string, Set<string>>()
    for (const { card, name } of named) times.set(name, (times.get(name) ?? new Set()).add(card.id))
    named = named.map(({ card, name }) => {
      const extra = (times.get(name)?.size ?? 0) > 1 ? add(card) : null
      return { card, name: extra === null ? name : `${name} · ${extra}` }
    })
  }
  return new Map(named.map(({ card, name }) => [card.id, name]))
}

/** The figure of an estimate with its interval, or that there is none. */
export function estimateFigure({ head, differs }: EstimateCard, language: Language): string {
  const say = speak(estimateWords, language)
  const { atMost, keptBack } = head.figure
  const said =
    sayAnswer(figureOf(head), head, language) ??
    (atMost ? sayAtMost(atMost, head, language) : say(keptBack ? 'back.figure' : 'answer.none'))
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
  const names = estimateNames(cards, language)
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
              what: <a href={pathIn(language, `/estimates/${card.id}`)}>{names.get(card.id)}</a>,
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

/** Published estimates, a page of them, measured ones apart from modelled ones. */
export function EstimatesPage({
  context,
  found,
  asked,
  countries,
}: {
  context: PageContext
  found: PageOf<EstimateCard>
  /** The country and kind asked for; empty for all. */
  asked: { country: string; measured: '' | 'measured' | 'modelled' }
  countries: readonly string[]
}) {
  const { language } = context
  const say = speak(estimateWords, language)
  const kinds = (['measured', 'modelled'] as const).filter(
    (measured) => asked.measured === '' || asked.measured === measured,
  )
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
      {found.all > 1 || asked.country !== '' || asked.measured !== '' ? (
        <Section wide>
          <form className="form form-inline" method="get" action={pathIn(language, '/estimates')}>
            <SelectField
              name="country"
              label={say('all.country')}
              value={asked.country}
              options={[
                { value: '', name: say('all.every country') },
                ...[...new Set([...countries, ...(asked.country === '' ? [] : [asked.country])])]
                  .map((iso3) => ({ value: iso3, name: countryName(iso3, language) }))
                  .sort((a, b) => a.name.localeCompare(b.name, language)),
              ]}
            />
            <SelectField
              name="measured"
              label={say('in.measured')}
              value={asked.measured}
              options={[
                { value: '', name: say('all.both') },
                ...(['measured', 'modelled'] as const).map((value) => ({ value, name: say(value) })),
              ]}
            />
            <Buttons>
              <Button>{say('all.show')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      {kinds.map((measured) => (
        <Section key={measured} title={say(`all.${measured}`)}>
          <Published
            cards={found.rows.filter(({ head }) => head.measured === measured)}
            language={language}
            caption={say(`all.${measured}`)}
            none={say(found.all === 0 && asked.country === '' ? 'all.none' : 'all.none here')}
          />
        </Section>
      ))}
      <Section wide>
        <PageLinks of={found} path="/estimates" query={asked} language={language} />
        {found.all > 1 ? (
          <p className="prose">
            <a href={pathIn(language, '/estimates/compare')}>{say('v.title')}</a>
          </p>
        ) : null}
      </Section>
    </Page>
  )
}

function Published({
  cards,
  language,
  caption,
  none,
}: {
  cards: readonly EstimateCard[]
  language: Language
  caption: string
  none: string
}) {
  const say = speak(estimateWords, language)
  if (cards.length === 0) return <Unknown>{none}</Unknown>
  const names = estimateNames(cards, language)
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
          what: <a href={pathIn(language, `/estimates/${card.id}`)}>{names.get(card.id)}</a>,
          figure: estimateFigure(card, language),
          definition: printable(card.head.definition),
        },
      }))}
    />
  )
}
