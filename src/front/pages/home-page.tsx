import { countryName } from '../../countries/registry.ts'
import { numericToIso3 } from '../../indicators/map-codes.ts'
import type { Fact } from '../../indicators/schema.ts'
import { excluded, type Group, ranking, shortlist, unjudged } from '../../selection/groups.ts'
import type { UnitResult } from '../../selection/schema.ts'
import { codeName, gateTitle, summary, textIn } from '../../selection/sentences.ts'
import { Timeline } from '../../ui/charts/timeline.tsx'
import { type MapCountry, WorldMap } from '../../ui/charts/world-map.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Finding, Key } from '../../ui/finding.tsx'
import { formatDay, formatList, type Language, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { OutcomeBar } from '../../ui/outcome-bar.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Rich } from '../../ui/rich.tsx'
import { Columns, Doors, Section } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import { numberField, textField } from '../fact-fields.ts'
import type { HomeFacts } from '../home-facts.ts'
import { type Placed, weakRatings } from '../standings.ts'
import { frontWords } from '../words.ts'
import { writeDollars } from './money.ts'

/** The first page: what this is, where the tipping points are, and what stands behind each door. */
export function HomePage({ facts, ...context }: PageContext & { facts: HomeFacts }) {
  const say = speak(frontWords, context.language)
  return (
    <Page
      {...context}
      title="TIPping Point"
      description={say('home.promise')}
      alternates={[{ type: 'application/json', href: '/data/datapackage.json', title: say('data.package') }]}
    >
      <Opening kind="home" title={say('home.promise')} />
      <Now placed={facts.standings.current} />
      <Cycle facts={facts} />
      <Then placed={facts.standings.historic} />
      <Compacts facts={facts.compacts.facts} />
      <News facts={facts} />
    </Page>
  )
}

const listed = 10
const reasonsShown = 4

function Now({ placed }: { placed: Placed }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { methodology, assessment } = placed
  const { result, inputs } = assessment
  const weak = weakRatings(placed)
  const year = inputs.universeIssue?.year ?? null
  const home = `/assessments/${assessment.id}`
  return (
    <Section>
      <Columns count="list">
        <Finding
          large
          level={2}
          title={say('home.now.title', {
            first: formatList(
              language,
              ranking(result)
                .slice(0, 3)
                .map(({ unit }) => countryName(unit, language)),
            ),
            count: result.counts.in,
          })}
          subtitle={
            <>
              {say('home.now.subtitle', {
                summary: summary(language, result),
                method: textIn(language, methodology.title),
                year: String(year ?? ''),
                day: formatDay(language, assessment.asOf),
              })}
              <SourceMark id="us-tip-report" />
            </>
          }
          caveat={
            <>
              {say('home.now.weak', { eliminated: weak.eliminated, transcribed: weak.transcribed })}
              {say('home.now.caveat')}
            </>
          }
          download={`/assessments/${assessment.id}.csv`}
          method={pathIn(language, `/methodologies/${methodology.methodology}`)}
        >
          <WorldMap
            countries={mapOf(placed, language)}
            numericToIso3={numericToIso3}
            labelled={6}
            label={say('home.map.label', {
              first: formatList(
                language,
                shortlist(result, 5).map(({ unit }) => countryName(unit, language)),
              ),
            })}
          />
          <Key
            items={[
              { tone: 'd1', name: say('home.key.first', { count: result.shortlistSize }) },
              { tone: 't1', name: say('home.key.in') },
              { tone: 'out', name: say('home.key.out') },
              { tone: 'hatch', name: say('home.key.unknown') },
              { tone: 'none', name: say('home.key.none', { year: String(year ?? '') }) },
            ]}
          />
        </Finding>
        <Finding
          title={say('home.now.list', { count: listed })}
          caveat={
            <>
              {say('home.dagger')} {say('home.range')}{' '}
              <a href={pathIn(language, home)}>{say('home.all', { count: result.counts.in })}</a>
            </>
          }
        >
          <FirstTen placed={placed} caption={say('home.now.list', { count: listed })} flagged />
        </Finding>
      </Columns>
    </Section>
  )
}

function FirstTen({
  placed,
  caption,
  flagged = false,
}: {
  placed: Placed
  caption: string
  flagged?: boolean
}) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { inputs, result } = placed.assessment
  const tiers = inputs.newest.tip_tier ?? {}
  const year = String(inputs.universeIssue?.year ?? '')
  return (
    <DataTable
      caption={say('home.listOf', {
        list: caption,
        method: textIn(language, placed.methodology.title),
      })}
      captionHidden
      tight
      columns={[
        { key: 'name', head: say('list.country') },
        { key: 'tier', head: say('list.tier'), unit: year },
        { key: 'score', head: say('list.score'), unit: say('list.of100'), number: true },
        { key: 'range', head: say('list.ranks'), number: true },
      ]}
      rows={ranking(result)
        .slice(0, listed)
        .map((unit) => ({
          key: unit.unit,
          cells: {
            name: (
              <>
                <span className="numbers">{unit.rank}</span>{' '}
                <a href={pathIn(language, `/countries/${unit.unit}`)}>{countryName(unit.unit, language)}</a>
              </>
            ),
            tier: (
              <>
                {tierLetters(tiers[unit.unit]?.code ?? null)}
                {flagged && tiers[unit.unit]?.basis ? '†' : ''}
              </>
            ),
            score: unit.score === null ? say('unknown') : writeNumber(language, unit.score, { digits: 0 }),
            range: unit.rankRange === null ? say('unknown') : placesOf(unit.rankRange),
          },
        }))}
    />
  )
}

/** The tier as tables have room for it: 2WL is the report's own short form in every language. */
function tierLetters(code: string | null): string {
  return code ?? '?'
}

function placesOf([low, high]: [number, number]): string {
  return low === high ? String(low) : `${low}–${high}`
}

function mapOf({ assessment, methodology }: Placed, language: Language): Record<string, MapCountry> {
  const say = speak(frontWords, language)
  const { result } = assessment
  const first = new Set(shortlist(result).map(({ unit }) => unit))
  const fillOf = (unit: UnitResult): MapCountry['fill'] =>
    unit.standing === 'out'
      ? 'out'
      : unit.standing === 'unknown' || unit.score === null
        ? 'unknown'
        : first.has(unit.unit)
          ? 'in'
          : 't1'
  const says = (unit: UnitResult) =>
    unit.standing === 'out'
      ? say('home.map.out', {
          gate: gateTitle(
            language,
            methodology,
            unit.gates.find(({ outcome }) => outcome === 'failed')?.gate ?? '',
          ),
        })
      : unit.score === null
        ? say('home.map.unknown')
        : say('home.map.in', { score: writeNumber(language, unit.score, { digits: 0 }) })
  return Object.fromEntries(
    result.units.map((unit) => [
      unit.unit,
      {
        name: countryName(unit.unit, language),
        fill: fillOf(unit),
        rank: first.has(unit.unit) ? unit.rank : null,
        says: says(unit),
        href: pathIn(language, `/countries/${unit.unit}`),
      },
    ]),
  )
}

function Then({ placed }: { placed: Placed }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { methodology, assessment } = placed
  const { result } = assessment
  const whatWasFound = ({ gate, reason, found }: Group) => {
    const what = codeName(language, gateSeries(methodology, gate), found ?? '')
    return reason === 'evidence too far' ? say('home.then.far', { what }) : what
  }
  const why = (group: Group) => (
    <li key={`${group.gate} ${group.reason} ${group.found}`}>
      {say('home.then.why', {
        count: group.units.length,
        what:
          group.found === null
            ? say('home.then.noEvidence', { gate: gateTitle(language, methodology, group.gate) })
            : whatWasFound(group),
      })}
    </li>
  )
  const firstFew = (groups: Group[]) => {
    const rest = groups.slice(reasonsShown).reduce((sum, { units }) => sum + units.length, 0)
    return (
      <>
        {groups.slice(0, reasonsShown).map(why)}
        {rest > 0 ? <li>{say('home.then.rest', { count: rest })}</li> : null}
      </>
    )
  }
  return (
    <Section>
      <Columns count="list">
        <Finding
          large
          level={2}
          title={say('home.then.title', { unknown: result.counts.unknown })}
          subtitle={
            <>
              {say('home.then.subtitle', {
                summary: summary(language, result),
                method: textIn(language, methodology.title),
                day: formatDay(language, assessment.asOf),
              })}
              <SourceMark id={['us-tip-report', 'us-cspa', 'usaid-presence']} />
            </>
          }
          caveat={say('home.then.caveat')}
          download={`/assessments/${assessment.id}.csv`}
          method={pathIn(language, `/methodologies/${methodology.methodology}`)}
        >
          <OutcomeBar
            passed={result.counts.in}
            failed={result.counts.out}
            unknown={result.counts.unknown}
            reasons={{
              passed: say('home.then.in'),
              failed: <ul>{firstFew(excluded(result))}</ul>,
              unknown: <ul>{firstFew(unjudged(result))}</ul>,
            }}
          />
        </Finding>
        <Finding
          title={say('home.now.list', { count: listed })}
          caveat={
            <>
              {say('home.then.revised')}
              <SourceMark id="world-bank-wgi" />{' '}
              <a href={pathIn(language, `/assessments/${assessment.id}`)}>
                {say('home.all', { count: result.counts.in })}
              </a>
            </>
          }
        >
          <FirstTen placed={placed} caption={say('home.now.list', { count: listed })} />
        </Finding>
      </Columns>
    </Section>
  )
}

function gateSeries(methodology: Placed['methodology'], id: string): string {
  const gate = methodology.gates.find((each) => each.id === id)
  if (!gate) return ''
  return 'series' in gate ? gate.series : 'status' in gate ? gate.status : gate.list
}

function Cycle({ facts }: { facts: HomeFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const number = (value: number) => writeNumber(language, value)
  const { managed } = facts
  const managedHere = '/compacts?kind=managed'
  const sums = facts.compacts.facts.filter((fact) => numberField(fact, 'usFundingUsd') !== null).length
  const door = (
    step: 'observe' | 'select' | 'prepare' | 'agree' | 'fund' | 'measure' | 'learn',
    count: number,
    href: string | null,
    more: Record<string, number> = {},
  ) => ({
    name: say(`cycle.${step}`),
    question: say(`cycle.${step}.question`),
    count: count === 0 ? say('cycle.none') : number(count),
    holds: say(`cycle.${step}.holds`, { count, ...more }),
    href: href === null ? null : pathIn(language, href),
  })
  return (
    <Section wide title={say('cycle.title')}>
      <Doors
        doors={[
          door('observe', facts.tiers.observations, '/countries'),
          door('select', facts.assessments.length, '/assessments'),
          door('prepare', facts.studies, '/prepare'),
          door('agree', facts.compacts.facts.length + managed.compacts, '/compacts'),
          door('fund', sums + managed.compacts, managed.compacts === 0 ? '#compacts' : managedHere, {
            sums,
            books: managed.compacts,
          }),
          door('measure', managed.reports, managed.reports === 0 ? null : managedHere),
          door('learn', 0, null),
        ].map((each) => ({ ...each, href: each.href?.replace(/^.*#/, '#') ?? null }))}
      />
      <p className="prose">
        <Rich
          say={say}
          word="cycle.around"
          parts={{
            represent: (text) => <a href={pathIn(language, '/represent')}>{text}</a>,
            campaigns: (text) => <a href={pathIn(language, '/campaigns')}>{text}</a>,
            bills: (text) => <a href={pathIn(language, '/bills')}>{text}</a>,
            cents: (text) => <a href={pathIn(language, '/two-cents')}>{text}</a>,
          }}
        />
      </p>
    </Section>
  )
}

function Compacts({ facts }: { facts: Fact[] }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const last = Math.max(...facts.map(({ to }) => Number(to.slice(0, 4))))
  const sum = (fact: Fact) => {
    const usd = numberField(fact, 'usFundingUsd')
    return usd === null ? say('notStated') : writeDollars(language, usd)
  }
  return (
    <Section
      id="compacts"
      title={say('compacts.title')}
      note={
        <>
          {say('compacts.note')} <a href={pathIn(language, '/compacts')}>{say('compacts.all')}</a>
        </>
      }
    >
      <Finding
        title={say('compacts.finding', { count: facts.length })}
        subtitle={
          <>
            {say('compacts.subtitle')}
            <SourceMark id="us-cpc" />
          </>
        }
        caveat={say('compacts.caveat')}
        download="/data/compact.csv"
        method={pathIn(language, '/sources/us-cpc')}
        table={
          <DataTable
            caption={say('compacts.title')}
            tight
            columns={[
              { key: 'name', head: say('list.country') },
              { key: 'signed', head: say('compact.signed') },
              { key: 'term', head: say('compact.term') },
              { key: 'sum', head: say('compact.us') },
              { key: 'words', head: say('compact.words') },
            ]}
            rows={facts.map((fact) => ({
              key: fact.key,
              cells: {
                name: countryName(fact.iso3, language),
                signed: signedOn(fact, language),
                term: textField(fact, 'term') ?? say('notStated'),
                sum: (
                  <Figure
                    value={numberField(fact, 'usFundingUsd')}
                    text={sum(fact)}
                    source={fact.source}
                    year={textField(fact, 'signedYear')}
                    from={fact.evidence}
                  />
                ),
                words: textField(fact, 'fundingNote') ?? say('notStated'),
              },
            }))}
          />
        }
      >
        <Timeline
          caption={say('compacts.title')}
          from={2015}
          to={last + 1}
          terms={facts.map((fact) => {
            const unsure = textField(fact, 'signed') === null
            const after = `${Number(fact.from.slice(0, 4)) + 1}-01-01`
            return {
              key: fact.key,
              name: countryName(fact.iso3, language),
              href: pathIn(language, `/countries/${fact.iso3}`),
              from: unsure ? after : fact.from,
              to: fact.to,
              ...(unsure ? { unsure: { from: fact.from, to: after } } : {}),
              text: `${sum(fact)} ${shortWords(fact)}`,
            }
          })}
        />
      </Finding>
    </Section>
  )
}

/** The source's own words for the sum, up to its first comma or semicolon. */
function shortWords(fact: Fact): string {
  const words = textField(fact, 'fundingNote')
  return words === null ? '' : `“${words.split(/[;,]/)[0]}”`
}

function signedOn(fact: Fact, language: Language): string {
  const day = textField(fact, 'signed')
  return day === null ? fact.when : formatDay(language, day)
}

function News({ facts }: { facts: HomeFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { tierSeries, standings, compacts, assessments, runs } = facts
  const { methodology, assessment: newest } = standings.current
  const { inputs } = standings.current.assessment
  const weak = weakRatings(standings.current)
  const year = inputs.universeIssue?.year ?? facts.tiers.lastYear ?? 0
  const released = tierSeries.release.kind === 'table' ? tierSeries.release.days[String(year)]?.day : null
  const compact = compacts.facts.at(-1)
  const run = runs[0]
  return (
    <Section wide title={say('news.title')}>
      <Columns count={3}>
        <div className="finding">
          <p className="note">
            {say('news.data')}
            {released ? ` · ${formatDay(language, released)}` : ''}
          </p>
          <h3>
            <a href={pathIn(language, '/indicators/tip_tier')}>
              {say('news.data.title', { year: String(year) })}
            </a>
          </h3>
          <p>
            {say('news.data.text', {
              held: writeNumber(
                language,
                facts.tiers.years.find((each) => each.year === year)?.observations ?? 0,
              ),
              weak: writeNumber(language, weak.transcribed),
            })}
            <SourceMark id="us-tip-report" />
          </p>
        </div>
        {
          <div className="finding">
            <p className="note">
              {say('news.assessment')} · {formatDay(language, newest.made.slice(0, 10))}
            </p>
            <h3>
              <a href={pathIn(language, `/assessments/${newest.id}`)}>
                {say('news.assessment.title', {
                  method: textIn(language, methodology.title),
                  version: newest.version,
                  day: formatDay(language, newest.asOf),
                })}
              </a>
            </h3>
            <p>
              <Rich
                say={say}
                word="news.assessment.text"
                values={{ count: assessments.length, summary: summary(language, newest.result) }}
                parts={{ link: (text) => <a href={pathIn(language, '/assessments')}>{text}</a> }}
              />
            </p>
          </div>
        }
        {compact ? (
          <div className="finding">
            <p className="note">
              {say('news.compact')} · {signedOn(compact, language)}
            </p>
            <h3>
              <a href={pathIn(language, `/countries/${compact.iso3}`)}>
                {say('news.compact.title', { country: countryName(compact.iso3, language) })}
              </a>
            </h3>
            <p>
              {say('news.compact.text')}
              <SourceMark id={compact.source} />
              {run ? ` ${say('news.run', { day: formatDay(language, run.finished.slice(0, 10)) })}` : ''}
            </p>
          </div>
        ) : null}
      </Columns>
    </Section>
  )
}
