import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, type Language, pathIn } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { useWords, writeNumber } from '../../ui/voice.tsx'
import { DecisionsHint } from '../decisions/pages/link.tsx'
import { sayIn } from '../sentences.ts'
import type { AssessmentCard } from '../store.ts'
import { words } from '../words.ts'

/** Every assessment that was kept, the newest first. */
export function AssessmentsPage({ context, cards }: { context: PageContext; cards: AssessmentCard[] }) {
  const { language } = context
  const say = sayIn(language)
  return (
    <Page
      title={say('page.assessments')}
      language={language}
      path={context.path}
      section="assessments"
      assets={context.assets}
      sources={context.sources}
    >
      <Opening title={say('list.title')} />
      <Section wide>
        <p className="prose">{say('list.text')}</p>
        <DecisionsHint language={language} />
        <AssessmentList cards={cards} language={language} />
      </Section>
    </Page>
  )
}

export function AssessmentList({ cards, language }: { cards: AssessmentCard[]; language: Language }) {
  const say = useWords(words)
  if (cards.length === 0) return <p className="prose">{say('list.none')}</p>
  return (
    <DataTable
      caption={say('page.assessments')}
      captionHidden
      columns={[
        { key: 'day', head: say('about.known on') },
        { key: 'method', head: say('about.method') },
        { key: 'counts', head: say('list.result'), number: true },
        { key: 'runs', head: say('about.runs'), number: true },
        { key: 'made', head: say('about.made') },
        { key: 'digest', head: say('about.digest') },
      ]}
      rows={cards.map((card) => ({
        key: card.id,
        cells: {
          day: <a href={pathIn(language, `/assessments/${card.id}`)}>{formatDay(language, card.asOf)}</a>,
          method: say('about.version', { id: card.methodology, version: card.version }),
          counts: `${card.counts.in} · ${card.counts.out} · ${card.counts.unknown}`,
          runs: writeNumber(language, card.replicates),
          made: formatDay(language, card.made.slice(0, 10)),
          digest: <code>{card.resultDigest.slice(0, 12)}</code>,
        },
      }))}
    />
  )
}
