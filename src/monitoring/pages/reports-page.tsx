import type { Agreement } from '../../compacts/agreement.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, formatList, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { beginOf, roundsOf, standingOf } from '../periods.ts'
import type { Report } from '../store.ts'
import { dueUnder, type Terms } from '../terms.ts'
import { words } from '../words/pages.ts'
import { MonitoringNav, partyName, textIn } from './parts.tsx'

/** All reports of a compact: what is due from whom, when, and how it stands. */
export function ReportsPage({
  context,
  view,
  agreement,
  terms,
  reports,
  now,
  mayReport,
  mayVerify,
}: {
  context: PageContext
  view: CompactView
  agreement: Agreement
  terms: readonly Terms[]
  reports: Report[]
  now: Date
  /** Parties that the reader reports for. */
  mayReport: readonly string[]
  mayVerify: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const due = dueUnder(terms)
  const planned = roundsOf(due)
  const strays = reports.filter(
    ({ party, ends }) => !planned.some((each) => each.party === party && each.ends === ends),
  )
  const nobody = [...new Set(due.filter(({ party }) => party === null).map(({ indicator }) => indicator))]
  const title = (key: string) => {
    const sheet = agreement.indicators.find((each) => each.key === key)
    return sheet === undefined ? key : textIn(sheet.title, language, agreement.languages, key)
  }
  const rounds = [
    ...planned.map(({ party, ends, due: by, items }) => ({
      party,
      begins: beginOf(items),
      ends,
      by,
      asked: items.map(({ indicator }) => title(indicator)),
    })),
    ...strays.map(({ party, ends }) => ({ party, begins: ends, ends, by: null, asked: [] as string[] })),
  ].sort((a, b) => (a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : a.party < b.party ? -1 : 1))
  return (
    <CompactFrame context={context} view={view} here="results" title={say('reports.title')}>
      <MonitoringNav id={id} here="/reports" party />
      <Section wide>
        {nobody.length === 0 ? null : (
          <p className="prose">
            {say('reports.nobody', {
              indicators: formatList(language, nobody.map(title)),
              count: nobody.length,
            })}
          </p>
        )}
        {rounds.length === 0 ? (
          <p className="prose">{say('reports.none')}</p>
        ) : (
          <DataTable
            caption={say('reports.title')}
            captionHidden
            columns={[
              { key: 'period', head: say('sheet.period') },
              { key: 'party', head: say('reports.party') },
              { key: 'due', head: say('reports.due') },
              { key: 'asked', head: say('reports.asked') },
              { key: 'state', head: say('reports.state') },
              { key: 'open', head: say('reports.open') },
            ]}
            rows={rounds.map(({ party, begins, ends, by, asked }) => {
              const report = reports.find((each) => each.party === party && each.ends === ends)
              const waits = report === undefined || report.state === 'draft' || report.state === 'returned'
              const standing = by === null ? null : standingOf({ begins, ends, due: by }, now)
              const states = [
                ...(report === undefined ? [] : [say(`state.${report.state}`)]),
                ...(waits && standing !== null ? [say(`standing.${standing}`)] : []),
              ]
              const mine = mayReport.includes(party)
              const verifies = (mayVerify || mine) && report !== undefined && report.state !== 'draft'
              const day = formatDay(language, ends)
              const who = partyName(agreement, party, language)
              return {
                key: `${ends} ${party}`,
                own: mine && waits && standing === 'overdue',
                cells: {
                  period: day,
                  party: who,
                  due: by === null ? '–' : formatDay(language, by),
                  asked: asked.length === 0 ? '–' : formatList(language, asked),
                  state: states.join(', '),
                  open: (
                    <>
                      {mine && standing !== 'not begun' ? (
                        <a
                          href={compactPath(language, id, `/report/${ends}/${party}`)}
                          aria-label={say('reports.open of', { party: who, day })}
                        >
                          {say('reports.open')}
                        </a>
                      ) : null}{' '}
                      {verifies ? (
                        <a
                          href={compactPath(language, id, `/verify/${ends}/${party}`)}
                          aria-label={say('verify.title', { party: who, day })}
                        >
                          {say('verify.link')}
                        </a>
                      ) : null}
                    </>
                  ),
                },
              }
            })}
          />
        )}
      </Section>
    </CompactFrame>
  )
}
