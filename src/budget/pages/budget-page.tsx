import { DataTable } from '../../ui/data-table.tsx'
import { type Language, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section, Sentence } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { type Gap, gapToAsk, ladderOf, yearsOf } from '../ladder.ts'
import type { Fact, Stage } from '../schema.ts'
import { words } from '../words/words.ts'
import { factIn, millionsIn, sayMoney, sayValue } from './money.ts'

export type ListedLine = { key: string; name: string; agency: string; path: string; facts: Fact[] }

type YearOfLine = { line: ListedLine; year: number; gap: Gap; at: (stage: Stage) => Fact | null }

/** All lines by agency: what was asked, requested and enacted, year by year, and what is no money given. */
export function BudgetPage({
  context,
  lines,
  mayEnter,
  sourceCount,
  taken,
}: {
  context: PageContext
  lines: ListedLine[]
  mayEnter: boolean
  sourceCount: number
  /** How many figures were just taken over; null for a plain visit. */
  taken: number | null
}) {
  const { language } = context
  const say = speak(words, language)
  const isGiven = ({ facts }: ListedLine) => facts.some(({ kind }) => kind === 'appropriation')
  const given = lines.filter(isGiven)
  const others = lines.filter((line) => !isGiven(line))
  const rows = given.flatMap((line) =>
    yearsOf(line.facts, line.key).map((year): YearOfLine => {
      const rungs = ladderOf(line.facts, line.key, year)
      return {
        line,
        year,
        gap: gapToAsk(rungs),
        at: (stage) => rungs.find((rung) => rung.stage === stage)?.fact ?? null,
      }
    }),
  )
  const told = rows.filter(({ gap }) => gap.why === null)
  const short = [...told].sort((a, b) => (b.gap.gap ?? 0) - (a.gap.gap ?? 0))[0]
  const own = lines.flatMap(({ facts }) => facts).filter(({ entered }) => entered !== null).length
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('room')}
      description={say('list.promise')}
      crumbs={[{ name: say('room') }]}
      alternates={[
        { type: 'text/csv', href: '/budget/facts.csv' },
        { type: 'application/json', href: '/api/v1/budget/lines' },
      ]}
    >
      <Opening title={say('list.promise')}>
        <p className="prose budget-lead">{say('list.note', { sources: sourceCount })}</p>
        {taken === null ? null : (
          <p className="prose" role="status">
            {say('import.taken', { count: taken })}
          </p>
        )}
      </Opening>
      {short?.gap.why === null && short.gap.gap > 0 ? (
        <Section title={say('list.short')}>
          <Sentence>
            {say('list.sentence', {
              lines: given.length,
              both: new Set(told.map(({ line }) => line.key)).size,
              line: short.line.name,
              given: sayMoney(language, short.gap.given),
              year: String(short.year),
              gap: sayMoney(language, short.gap.gap),
            })}
            <SourceMark id={sourcesAt(short, ['enacted', short.gap.askStage])} />
          </Sentence>
          <p>
            <a href={pathIn(language, '/two-cents')}>{say('cents.promise')}</a>
          </p>
        </Section>
      ) : null}
      <Section title={say('list.lines')} wide>
        <DataTable
          caption={say('list.lines')}
          captionHidden
          columns={[
            { key: 'line', head: say('list.line') },
            { key: 'year', head: say('list.year'), number: true },
            { key: 'asked', head: say('list.asked'), unit: say('list.millions'), number: true },
            { key: 'requested', head: say('list.requested'), unit: say('list.millions'), number: true },
            { key: 'enacted', head: say('list.enacted'), unit: say('list.millions'), number: true },
            { key: 'gap', head: say('list.gap'), unit: say('list.millions'), number: true },
          ]}
          rows={[...rows].sort(byAgency).map((row) => {
            const { line, year, gap, at } = row
            const ask = at('advocacy_ask_congress') ?? at('advocacy_ask_omb')
            return {
              key: `${line.key} ${year}`,
              cells: {
                line: (
                  <>
                    <a href={`${pathIn(language, line.path)}?year=${year}`} lang="en">
                      {line.name}
                    </a>
                    <br />
                    <span className="note" lang="en">
                      {line.agency}
                    </span>
                  </>
                ),
                year: String(year),
                asked: cell(gap.askStage === null ? ask : at(gap.askStage), language),
                requested: cell(at('presidents_request'), language),
                enacted: cell(at('enacted'), language),
                gap: gap.why === null ? millionsIn(language, gap.gap) : '–',
              },
            }
          })}
        />
        {own > 0 ? <p className="note">{say('list.own', { count: own })}</p> : null}
        <p>
          <a href="/budget/facts.csv">{say('list.csv')}</a>
        </p>
        {mayEnter ? (
          <p>
            <a href={pathIn(language, '/budget/import')}>{say('list.import')}</a>
          </p>
        ) : null}
      </Section>
      <Section title={say('list.others')} note={say('list.others note')} wide>
        <DataTable
          caption={say('list.others')}
          captionHidden
          columns={[
            { key: 'what', head: say('list.line') },
            { key: 'year', head: say('list.year'), number: true },
            { key: 'stage', head: say('list.what') },
            { key: 'amount', head: say('list.amount'), number: true },
          ]}
          rows={others.flatMap((line) =>
            line.facts.map((fact, place) => ({
              key: `${line.key} ${place}`,
              cells: {
                what: (
                  <a href={`${pathIn(language, line.path)}?year=${fact.fiscalYear}`} lang="en">
                    {fact.program}
                  </a>
                ),
                year: fact.through > fact.fiscalYear ? `${fact.fiscalYear}–${fact.through}` : fact.fiscalYear,
                stage: say(`stage.${fact.stage}`),
                amount: (
                  <>
                    {factIn(language, fact, sayValue(language, fact.value))}
                    <SourceMark id={fact.source} />
                  </>
                ),
              },
            })),
          )}
        />
      </Section>
    </Page>
  )
}

const byAgency = (a: YearOfLine, b: YearOfLine) =>
  a.line.agency.localeCompare(b.line.agency) || a.line.key.localeCompare(b.line.key) || b.year - a.year

const sourcesAt = ({ at }: YearOfLine, stages: Stage[]) => [
  ...new Set(stages.flatMap((stage) => at(stage)?.source ?? [])),
]

function cell(fact: Fact | null, language: Language) {
  if (fact === null) return '–'
  return (
    <>
      {factIn(
        language,
        fact,
        fact.value.is === 'amount' ? millionsIn(language, fact.value.minor) : sayValue(language, fact.value),
      )}
      <SourceMark id={fact.source} />
    </>
  )
}
