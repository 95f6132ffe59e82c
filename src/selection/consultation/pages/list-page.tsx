import { DataTable } from '../../../ui/data-table.tsx'
import { ButtonLink, Buttons } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import type { Methodology } from '../../schema.ts'
import { type Round, stateOf } from '../schema.ts'
import { words } from '../words/words.ts'
import { aboutText, momentIn, roundPath } from './frame.tsx'

/** All consultations; plans only for those who may hold one. */
export function ListPage({
  context,
  rounds,
  at,
  mayHold,
}: {
  context: PageContext
  rounds: { round: Round; methodology: Methodology }[]
  at: Date
  mayHold: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page
      {...context}
      section="methodologies"
      title={say('list.crumb')}
      crumbs={[{ name: say('list.crumb') }]}
    >
      <Opening title={say('list.title')}>
        <p className="prose">{say('list.lead')}</p>
      </Opening>
      <Section>
        {rounds.length === 0 ? (
          <Unknown next={say('list.none next')}>{say('list.none')}</Unknown>
        ) : (
          <DataTable
            caption={say('list.all')}
            columns={[
              { key: 'question', head: say('column.question') },
              { key: 'state', head: say('column.state') },
              { key: 'about', head: say('column.about') },
              { key: 'opens', head: say('column.opens') },
              { key: 'closes', head: say('column.closes') },
            ]}
            rows={rounds.map(({ round, methodology }) => ({
              key: round.id,
              cells: {
                question: (
                  <a href={roundPath(language, round.id)} lang={round.language}>
                    {round.question}
                  </a>
                ),
                state: say(`state.${stateOf(round, at)}`),
                about: aboutText(language, methodology, round.version, say),
                opens: momentIn(language, round.opens),
                closes: momentIn(language, round.closes),
              },
            }))}
          />
        )}
        {mayHold ? (
          <Buttons>
            <ButtonLink href={pathIn(language, '/consultations/new')}>{say('list.plan')}</ButtonLink>
          </Buttons>
        ) : null}
      </Section>
    </Page>
  )
}
