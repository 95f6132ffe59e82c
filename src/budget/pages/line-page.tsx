import type { ReactNode } from 'react'
import { Bars } from '../../ui/charts/bars.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Finding } from '../../ui/finding.tsx'
import { between, formatDay, type Language, pathIn, type Say, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section, Sentence } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { type Gap, gapToAsk, ladderOf, type PartsOfYear, type Rung, yearsOf } from '../ladder.ts'
import { writtenValue } from '../read-facts.ts'
import { type BudgetPack, type Fact, type Stage, stages, tracks } from '../schema.ts'
import { atPrices } from '../two-cents.ts'
import { type Word, words } from '../words/words.ts'
import { factIn, millionsIn, remarksOn, sayMoney, sayValue } from './money.ts'

export type LineView = {
  key: string
  name: string
  agency: string
  /** Address without language. */
  path: string
  facts: Fact[]
  year: number
  /** This line as a whole, with its parts; and those it is a part of, by name and address. */
  parts: PartsOfYear | null
  partOf: { name: string; path: string } | null
}

/** A campaign that asks for a line. */
export type AskedFor = {
  title: string
  /** The language its title is in. */
  language: Language
  /** Address without language. */
  path: string
  /** The organisation that leads it. */
  by: string
  fiscalYear: number
  /** Whole cents; null where it names no sum. */
  minor: number | null
}

/** A line of a budget in one year: step by step, what is missing, and what its parts leave out. */
export function LinePage({
  context,
  pack,
  line,
  campaigns,
  history,
}: {
  context: PageContext
  pack: BudgetPack
  line: LineView
  campaigns: AskedFor[]
  history: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const { facts, key, year } = line
  const years = yearsOf(facts, key)
  const rungs = ladderOf(facts, key, year)
  const appropriated = facts.some(({ kind }) => kind === 'appropriation')
  const gap = gapToAsk(rungs)
  return (
    <Page
      {...context}
      section="campaigns"
      title={`${line.name}, ${say('line.fy', { year: String(year) })}`}
      description={say('line.picture', { line: line.name, year: String(year) })}
      crumbs={[{ name: say('room'), href: pathIn(language, '/budget') }, { name: line.name }]}
      alternates={[{ type: 'application/json', href: `/api/v1/budget/lines/${encodeURIComponent(key)}` }]}
    >
      <Opening
        title={<span lang="en">{line.name}</span>}
        about={[
          { name: say('line.fy', { year: String(year) }), value: <span lang="en">{line.agency}</span> },
        ]}
      >
        <p className="prose budget-lead">{say('line.starts', { before: String(year - 1) })}</p>
      </Opening>
      {years.length > 1 ? (
        <nav className="on-page budget-years" aria-label={say('line.years')}>
          <ul>
            <li>
              <b>{say('line.years')}</b>
            </li>
            {years.map((each) => (
              <li key={each}>
                <a
                  href={`${pathIn(language, line.path)}?year=${each}`}
                  aria-current={each === year ? 'page' : undefined}
                >
                  {each}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <Section title={say('line.ladder')} note={say('tracks.apart')}>
        <GapSentence gap={gap} appropriated={appropriated} language={language} />
        <Ladder rungs={rungs} line={line} pack={pack} language={language} />
      </Section>
      {appropriated && years.length > 1 ? <ByYear facts={facts} line={key} language={language} /> : null}
      {line.parts === null ? null : <PartsSection parts={line.parts} language={language} />}
      {line.partOf === null ? null : (
        <Section title={say('line.part of')}>
          <p className="prose">
            <a href={`${pathIn(language, line.partOf.path)}?year=${year}`} lang="en">
              {line.partOf.name}
            </a>
          </p>
        </Section>
      )}
      <RealTerms facts={facts} line={key} pack={pack} language={language} />
      {campaigns.length === 0 ? null : (
        <Section title={say('line.campaigns')}>
          <ul className="prose">
            {campaigns.map((each) => (
              <li key={`${each.path} ${each.fiscalYear}`}>
                <a href={pathIn(language, each.path)} lang={each.language}>
                  {each.title}
                </a>
                {between(language, ':')}
                {each.minor === null
                  ? say('line.asked plain', { by: each.by, year: String(each.fiscalYear) })
                  : say('line.asked', {
                      by: each.by,
                      year: String(each.fiscalYear),
                      amount: sayMoney(language, each.minor),
                    })}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {history}
    </Page>
  )
}

function GapSentence({
  gap,
  appropriated,
  language,
}: {
  gap: Gap
  appropriated: boolean
  language: Language
}) {
  const say = speak(words, language)
  if (!appropriated) return <Sentence>{say('line.not appropriated')}</Sentence>
  if (gap.why !== null)
    return (
      <Unknown>
        {say(`line.${gap.why}`, { ask: gap.ask === null ? '' : sayMoney(language, gap.ask) })}
      </Unknown>
    )
  if (gap.gap === 0) return <Sentence>{say('line.met')}</Sentence>
  return (
    <Sentence>
      {say(gap.gap > 0 ? 'line.gap' : 'line.over', { gap: sayMoney(language, Math.abs(gap.gap)) })}
    </Sentence>
  )
}

/** The steps of a year as bars on one scale, each track apart, with the table that holds every figure drawn. */
function Ladder({
  rungs,
  line,
  pack,
  language,
}: {
  rungs: Rung[]
  line: LineView
  pack: BudgetPack
  language: Language
}) {
  const say = speak(words, language)
  const most = Math.max(...rungs.map(({ fact }) => (fact?.value.is === 'amount' ? fact.value.minor : 0)), 1)
  const several = new Set(line.facts.map(({ program }) => program)).size > 1
  const nameOf = ({ stage, fact }: Rung) =>
    several && fact !== null ? `${say(`stage.${stage}`)}: ${fact.program}` : say(`stage.${stage}`)
  return (
    <Finding
      title={say('line.picture', { line: line.name, year: String(line.year) })}
      subtitle={say('line.picture about')}
      download="/budget/facts.csv"
      table={
        <DataTable
          caption={say('line.picture', { line: line.name, year: String(line.year) })}
          captionHidden
          columns={[
            { key: 'stage', head: say('line.stage') },
            { key: 'amount', head: say('list.amount'), number: true },
            { key: 'note', head: say('line.note') },
          ]}
          rows={rungs.map((rung, place) => ({
            key: `${rung.stage} ${place}`,
            cells: {
              stage: nameOf(rung),
              amount:
                rung.fact === null ? (
                  say('value.unknown')
                ) : (
                  <>
                    {sayValue(language, rung.fact.value)}
                    <SourceMark id={rung.fact.source} />
                  </>
                ),
              note:
                rung.fact === null ? (
                  ''
                ) : (
                  <Remarks say={say} fact={rung.fact} pack={pack} language={language} />
                ),
            },
          }))}
        />
      }
    >
      {tracks.map((track) => {
        const own = rungs.filter((rung) => rung.track === track)
        return own.length === 0 ? null : (
          <div key={track} className="budget-track">
            <h4>{say(`track.${track}`)}</h4>
            <Bars
              caption={say(`track.${track}`)}
              most={most}
              bars={own.map((rung, place) => {
                const value = rung.fact?.value ?? null
                return {
                  key: `${rung.stage} ${place}`,
                  name: nameOf(rung),
                  // What was printed instead of money has no length, and its words stand where the bar would begin.
                  value: value === null ? null : value.is === 'amount' ? value.minor : 0,
                  ...(rung.fact === null
                    ? {}
                    : {
                        text: [
                          rung.fact.value.is === 'amount'
                            ? millionsIn(language, rung.fact.value.minor)
                            : sayValue(language, rung.fact.value),
                          ...(rung.fact.sure === 'approximate' ? [`(${say('sure.approximate')})`] : []),
                        ].join(' '),
                      }),
                  own: rung.stage === 'enacted',
                }
              })}
            />
          </div>
        )
      })}
    </Finding>
  )
}

function Remarks({
  say,
  fact,
  pack,
  language,
}: {
  say: Say<Word>
  fact: Fact
  pack: BudgetPack
  language: Language
}) {
  const sourceName = (id: string) => {
    const source = pack.sources.find((each) => each.id === id)
    return source === undefined ? id : `${source.publisher}, ${source.title}`
  }
  const said = remarksOn(say, language, fact, (day) => formatDay(language, day), sourceName)
  return (
    <>
      {said.join(' · ')}
      {fact.note === null ? null : (
        <>
          {said.length > 0 ? ' · ' : ''}
          <span lang="en">{fact.note}</span>
        </>
      )}
    </>
  )
}

/** The stages of a line against its years, as tables of those who ask have them. */
function ByYear({ facts, line, language }: { facts: Fact[]; line: string; language: Language }) {
  const say = speak(words, language)
  const years = yearsOf(facts, line).reverse()
  const ladders = new Map(years.map((year) => [year, ladderOf(facts, line, year)]))
  const known = stages.filter((stage) =>
    [...ladders.values()].some((rungs) => rungs.some((rung) => rung.stage === stage && rung.fact !== null)),
  )
  const cellOf = (year: number, stage: Stage) => {
    const fact = ladders.get(year)?.find((rung) => rung.stage === stage)?.fact ?? null
    if (fact === null) return '–'
    const text =
      fact.value.is === 'amount' ? millionsIn(language, fact.value.minor) : writtenValue(fact.value)
    return (
      <>
        {factIn(language, fact, text)}
        <SourceMark id={fact.source} />
      </>
    )
  }
  return (
    <Section title={say('line.by year')} note={say('line.by year note')}>
      <DataTable
        caption={say('line.by year')}
        captionHidden
        columns={[
          { key: 'stage', head: say('line.stage') },
          ...years.map((year) => ({ key: String(year), head: String(year), number: true })),
        ]}
        rows={known.map((stage) => ({
          key: stage,
          own: stage === 'enacted',
          cells: {
            stage: say(`stage.${stage}`),
            ...Object.fromEntries(years.map((year) => [String(year), cellOf(year, stage)])),
          },
        }))}
      />
    </Section>
  )
}

/** What the printed parts of a printed total leave out. */
function PartsSection({ parts, language }: { parts: PartsOfYear; language: Language }) {
  const say = speak(words, language)
  const { whole, missing, sum } = parts
  const wholeMinor = whole.value.is === 'amount' ? whole.value.minor : 0
  const values = {
    sum: sayMoney(language, sum),
    whole: sayMoney(language, wholeMinor),
    missing: sayMoney(language, Math.abs(missing)),
  }
  const word = missing === 0 ? 'line.parts whole' : missing > 0 ? 'line.parts missing' : 'line.parts over'
  const bars = parts.parts.map((part) => ({
    key: `${part.line} ${part.program}`,
    name: <span lang="en">{part.program}</span>,
    value: part.value.is === 'amount' ? part.value.minor : null,
    text:
      part.value.is === 'amount' ? millionsIn(language, part.value.minor) : sayValue(language, part.value),
  }))
  return (
    <Section title={say('line.parts')}>
      <Sentence>
        {say(word, values)}
        <SourceMark id={[...new Set([whole.source, ...parts.parts.map(({ source }) => source)])]} />
      </Sentence>
      {whole.sure === 'approximate' ? <p className="note">{say('line.parts about')}</p> : null}
      <p className="finding-subtitle">{say('line.parts picture')}</p>
      <Bars
        caption={say('line.parts')}
        most={Math.max(...bars.map(({ value }) => value ?? 0), Math.max(missing, 0))}
        bars={[
          ...bars,
          ...(missing > 0
            ? [
                {
                  key: 'missing',
                  name: say('line.parts rest'),
                  value: missing,
                  text: millionsIn(language, missing),
                  tone: 'dashed' as const,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

/** What was enacted in the dollars of one year, as far as the index of prices reaches. */
function RealTerms({
  facts,
  line,
  pack,
  language,
}: {
  facts: Fact[]
  line: string
  pack: BudgetPack
  language: Language
}) {
  const say = speak(words, language)
  const { deflator } = pack
  const last = Math.max(...deflator.index.keys())
  const enacted = facts
    .filter((fact) => fact.line === line && fact.stage === 'enacted' && fact.value.is === 'amount')
    .sort((a, b) => a.fiscalYear - b.fiscalYear)
  if (enacted.length === 0) return null
  const known = enacted.flatMap((fact) => {
    const minor = fact.value.is === 'amount' ? fact.value.minor : 0
    const now = atPrices({ minor, prices: fact.fiscalYear }, last, deflator)
    return now === null || fact.fiscalYear === last ? [] : [{ fact, minor, now }]
  })
  return (
    <Section title={say('line.real', { year: String(last) })}>
      {known.length === 0 ? (
        <Unknown>
          {say('line.real none', { year: enacted.map(({ fiscalYear }) => fiscalYear).join(', ') })}
        </Unknown>
      ) : (
        <>
          <ul className="prose">
            {known.map(({ fact, minor, now }) => (
              <li key={fact.fiscalYear}>
                {fact.fiscalYear}:{' '}
                <Figure
                  value={now / 100}
                  text={say('line.real value', {
                    before: sayMoney(language, minor),
                    now: sayMoney(language, Math.round(now / 1_000_000) * 1_000_000),
                    year: String(last),
                  })}
                  year={fact.fiscalYear}
                  source={[fact.source, deflator.source]}
                />
              </li>
            ))}
          </ul>
          <p className="note">
            {say('line.real note', {
              index: deflator.name[language] ?? deflator.name.en,
              last: String(last),
            })}
          </p>
        </>
      )}
    </Section>
  )
}
