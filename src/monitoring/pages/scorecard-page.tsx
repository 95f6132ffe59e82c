import type { Agreement } from '../../compacts/agreement.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, formatList, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { Lacking, ScorecardAnswer } from '../scorecard.ts'
import { words } from '../words/pages.ts'
import { isOpen, MonitoringNav, partyName, textIn, VerdictMark } from './parts.tsx'

const SHOWN = 6

/** Whether what is lacking is named: not where nobody was asked. */
const isTold = ({ answer, lacking }: ScorecardAnswer) =>
  lacking.length > 0 && (answer === 'no' || lacking.some(({ note }) => note !== null))

/** What an auditor would ask, answered from what is recorded. */
export function ScorecardPage({
  context,
  view,
  agreement,
  answers,
  party,
}: {
  context: PageContext
  view: CompactView
  agreement: Agreement
  answers: ScorecardAnswer[]
  party: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const name = (key: string) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(key)) return formatDay(language, key)
    const indicator = agreement.indicators.find((each) => each.key === key)
    if (indicator !== undefined) return textIn(indicator.title, language, agreement.languages, key)
    const contribution = agreement.plan.contributions.find((each) => each.key === key)
    if (contribution !== undefined) return textIn(contribution.what, language, agreement.languages, key)
    const measure = agreement.sustainability.find((each) => each.key === key)
    if (measure !== undefined) return textIn(measure.text, language, agreement.languages, key)
    return partyName(agreement, key, language)
  }
  // A day, or a year of the plan by its last day; and what is said of it.
  const told = ({ key, detail, note }: Lacking) => {
    const year = agreement.plan.years.find((each) => each.key === detail)
    const facts = [
      ...(year !== undefined
        ? [say('score.year', { ends: formatDay(language, year.ends) })]
        : detail === null
          ? []
          : [formatDay(language, detail)]),
      ...(note === null ? [] : [say(`score.note.${note}`)]),
    ]
    if (key === '') return facts.join(', ')
    return facts.length === 0 ? name(key) : `${name(key)} (${facts.join(', ')})`
  }
  return (
    <CompactFrame
      context={context}
      view={view}
      here="results"
      title={say('score.title')}
      aside={<p>{say('score.aside')}</p>}
    >
      <MonitoringNav id={id} here="/scorecard" party={party} />
      <Section wide>
        <DataTable
          caption={say('score.title')}
          captionHidden
          columns={[
            { key: 'question', head: say('score.question') },
            { key: 'answer', head: say('score.answer') },
            { key: 'evidence', head: say('score.evidence') },
          ]}
          rows={answers.map((each) => ({
            key: each.question,
            cells: {
              question: say(`score.${each.question}`),
              answer: <VerdictMark answer={each.answer} word={say(`score.${each.answer}`)} />,
              evidence: (
                <>
                  {isOpen(each.link, party) ? (
                    <a href={compactPath(language, id, each.link)}>
                      {say('score.count', { have: each.have, of: each.of })}
                    </a>
                  ) : (
                    say('score.count', { have: each.have, of: each.of })
                  )}
                  {each.answer === 'unknown' && !isTold(each) ? ` ${say('score.nothing due')}` : ''}
                  {isTold(each)
                    ? `. ${say('score.lacking', {
                        names: formatList(language, [
                          ...each.lacking.slice(0, SHOWN).map(told),
                          ...(each.lacking.length > SHOWN
                            ? [say('score.more', { count: each.lacking.length - SHOWN })]
                            : []),
                        ]),
                      })}`
                    : ''}
                </>
              ),
            },
          }))}
        />
      </Section>
    </CompactFrame>
  )
}
