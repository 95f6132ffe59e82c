import { countryName } from '../../../countries/registry.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Section } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import type { ObservedCompact, Statement } from '../statements.ts'
import { words } from '../words.ts'
import { observedPath } from './observed-page.tsx'
import { allSaid, topicsIn } from './sayings.tsx'

/** All compacts of the public record. */
export function ObservedListPage({ compacts, ...context }: PageContext & { compacts: ObservedCompact[] }) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page
      {...context}
      title={say('title')}
      description={say('lead')}
      crumbs={[{ name: say('crumb'), href: pathIn(language, '/compacts') }, { name: say('title') }]}
      alternates={[
        { type: 'application/json', href: '/api/v1/compacts/observed' },
        { type: 'text/csv', href: '/data/compact_statement.csv' },
      ]}
    >
      <Opening title={say('question')}>{say('lead')}</Opening>
      <ObservedTable compacts={compacts} />
      <Section>
        <p className="prose">
          <Rich
            say={say}
            word="machine"
            parts={{
              json: (text) => <a href="/api/v1/compacts/observed">{text}</a>,
              csv: (text) => <a href="/data/compact_statement.csv">{text}</a>,
            }}
          />
        </p>
      </Section>
    </Page>
  )
}

/** One row for each, and what is not known of the list itself; for a page of another room too. */
export function ObservedTable({ compacts }: { compacts: readonly ObservedCompact[] }) {
  const say = useWords(words)
  const language = useLanguage()
  const source = compacts[0]?.source
  return (
    <Section wide title={say('title')} note={say('limits', { count: compacts.length })}>
      <DataTable
        caption={say('list.caption')}
        captionHidden
        columns={[
          { key: 'country', head: say('country') },
          { key: 'signed', head: say('topic.signed') },
          { key: 'term', head: say('topic.term') },
          { key: 'money', head: say('topic.donor-funding') },
          { key: 'differ', head: say('differ') },
        ]}
        rows={compacts.map((compact) => ({
          key: compact.id,
          cells: {
            country: (
              <a href={pathIn(language, observedPath(compact.id))}>
                {countryName(compact.country, language)}
              </a>
            ),
            signed: shown(allSaid(language, on(compact, 'signed'))),
            term: <Words statements={on(compact, 'term')} />,
            money: shown(allSaid(language, moneyOf(compact))),
            differ:
              compact.differences.length === 0
                ? say('differ.count', { count: 0 })
                : topicsIn(language, [...new Set(compact.differences.map(({ topic }) => topic))]),
          },
        }))}
      />
      {source === undefined ? null : (
        <p>
          <SourceMark id={source} />
        </p>
      )}
    </Section>
  )
}

/** What is said on the whole of a topic. */
const on = ({ statements }: ObservedCompact, topic: Statement['topic']) =>
  statements.filter((each) => each.topic === topic && each.part === 'whole')

/** Totals where there are any, else the first awards: the two are not added up. */
function moneyOf({ statements }: ObservedCompact): Statement[] {
  const money = statements.filter(({ topic }) => topic === 'donor-funding')
  const totals = money.filter(({ part }) => part === 'total')
  return totals.length > 0 ? totals : money.filter(({ part }) => part === 'first awards')
}

function shown(text: string) {
  return text === '' ? <StatusMark status="unknown" /> : text
}

function Words({ statements }: { statements: readonly Statement[] }) {
  const text = statements.map(({ value }) => value).join('; ')
  return text === '' ? <StatusMark status="unknown" /> : <span lang="en">{text}</span>
}
