import type { ReactNode } from 'react'
import { AsWritten } from '../../indicators/pages/as-written.tsx'
import type { Fact, Observation } from '../../indicators/schema.ts'
import type { VintageEntry } from '../../indicators/store.ts'
import { weakness } from '../../selection/explanation.ts'
import type { Gate, GateResult } from '../../selection/schema.ts'
import { codeName, gateSentence, sayIn, textIn } from '../../selection/sentences.ts'
import { YearColumns } from '../../ui/charts/bars.tsx'
import { DotRange, DotRangeTable, type RangeRow } from '../../ui/charts/dot-range.tsx'
import { type Tier, type TierLine, TierStrip, TierTable } from '../../ui/charts/tier-strip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Finding } from '../../ui/finding.tsx'
import { Gates } from '../../ui/gate-row.tsx'
import { formatDay, formatNumber, type Language, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Rich } from '../../ui/rich.tsx'
import { Columns, Facts, Section, Sentence } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { Unknown, UnknownBar } from '../../ui/unknown.tsx'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import type { CountryFacts } from '../country-facts.ts'
import { governanceShown, numberField, textField } from '../fact-fields.ts'
import { grantsByYear } from '../grants.ts'
import { standingSentence, tierRecord, tierSentence } from '../in-short.ts'
import { allPlaced, type Placed, unitIn } from '../standings.ts'
import { frontWords } from '../words.ts'
import { writeDollars } from './money.ts'

/** Everything the house holds on one country, and what it does not know. */
export function CountryPage({ facts, ...context }: PageContext & { facts: CountryFacts }) {
  const { language } = context
  const say = speak(frontWords, language)
  const { iso3, name, region } = facts
  return (
    <Page
      {...context}
      title={name}
      section="countries"
      description={tierSentence(language, facts)}
      crumbs={[{ name: say('countries.title'), href: pathIn(language, '/countries') }, { name }]}
      alternates={[{ type: 'application/json', href: `/api/v1/countries/${iso3}` }]}
      sourcesNote={say('country.sourcesNote')}
      foot={
        <>
          {name} · {iso3} · <a href={pathIn(language, `/countries/${iso3}?brief`)}>{say('country.brief')}</a>
        </>
      }
    >
      <Opening kind="name" title={name} aside={<About facts={facts} />} />
      <Section
        title={say('short.title')}
        note={
          <>
            {say('short.note')}{' '}
            <a className="no-print" href={pathIn(language, `/countries/${iso3}?brief`)}>
              {say('country.brief')}
            </a>
          </>
        }
      >
        <InShort facts={facts} />
      </Section>
      <Tiers facts={facts} />
      <GatesPassed facts={facts} />
      <Places facts={facts} />
      <Governance facts={facts} />
      <HowMany region={region?.subregionName ?? name} />
      <Agreed facts={facts} />
      <Grants facts={facts} />
      <Goods facts={facts} />
      <Downloads iso3={iso3} />
    </Page>
  )
}

function About({ facts, compact = true }: { facts: CountryFacts; compact?: boolean }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { region, compacts } = facts
  const people = facts.population.observation
  const income = facts.income.observation
  return (
    <>
      {region ? `${region.subregionName}. ` : ''}
      {people?.value == null ? (
        say('about.noPeople')
      ) : (
        <Figure
          value={people.value}
          text={say('about.people', {
            count: writePeople(language, people.value),
            size: people.value >= 1_000_000 ? 'millions' : 'below',
          })}
          year={people.year}
          revised={people.revised}
          source={people.source}
          note={people.note}
        />
      )}
      {'. '}
      {income?.value == null ? (
        say('about.noIncome')
      ) : (
        <Figure
          value={income.value}
          text={say('about.income', {
            sum: writeDollars(language, Math.round(income.value / 10) * 10),
            year: String(income.year),
          })}
          year={income.year}
          revised={income.revised}
          source={income.source}
          note={income.note}
        />
      )}
      {'. '}
      {compact && compacts.facts.length > 0 ? (
        <>
          {say('about.compact', { year: textField(compacts.facts[0]!, 'signedYear') ?? '' })}
          <SourceMark id={compacts.facts[0]!.source} />
        </>
      ) : null}
    </>
  )
}

function writePeople(language: Language, people: number): string {
  return people >= 1_000_000
    ? formatNumber(language, people, {
        notation: 'compact',
        compactDisplay: 'long',
        maximumFractionDigits: 1,
      })
    : formatNumber(language, people)
}

/** Three sentences by fixed rules; the last one says what is not known. */
export function InShort({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { iso3, name } = facts
  const { current } = facts.standings
  return (
    <>
      <Sentence>
        {tierSentence(language, facts)}
        <SourceMark id="us-tip-report" />
      </Sentence>
      <Sentence>
        {standingSentence(language, current, iso3, name)}
        <SourceMark id={sourcesOfStanding(current, iso3)} />
      </Sentence>
      <Unknown next={say('short.unknownNext')}>{say('short.unknown', { country: name })}</Unknown>
    </>
  )
}

/** What a standing rests on for this country: the sources of its gates and of the values it was scored by. */
function sourcesOfStanding(placed: Placed, iso3: string): string[] {
  const unit = unitIn(placed, iso3)
  const found = new Set<string>()
  for (const gate of unit?.gates ?? []) if (gate.source !== null) found.add(gate.source)
  for (const { cell } of unit?.criteria ?? []) if (cell && cell.source !== null) found.add(cell.source)
  return found.size > 0 ? [...found] : ['us-tip-report']
}

/** The sources of the gates alone; what the score was made from stands on the page of the country. */
function sourcesOfGates(placed: Placed, iso3: string): string[] {
  const found = (unitIn(placed, iso3)?.gates ?? []).map(({ source }) => source).filter((id) => id !== null)
  return found.length > 0 ? [...new Set(found)] : ['us-tip-report']
}

function tierLine(iso3: string, name: string, tiers: Observation[], href?: string): TierLine {
  return {
    key: iso3,
    name,
    ...(href === undefined ? {} : { href }),
    years: tiers.map(({ year, code, basis }) => ({
      year,
      tier: code as Tier | null,
      inferred: basis === 'by elimination' || basis === 'inferred',
    })),
  }
}

function Tiers({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { iso3, name, tiers, neighbours, reports, region } = facts
  const record = tierRecord(facts)
  const strip = {
    country: tierLine(iso3, name, tiers),
    neighbours: neighbours.map((each) =>
      tierLine(each.iso3, each.name, each.tiers, pathIn(language, `/countries/${each.iso3}`)),
    ),
    from: reports.first,
    to: reports.last,
    events: facts.compacts.facts
      .filter(({ from }) => Number(from.slice(0, 4)) <= reports.last)
      .map((fact) => ({
        year: Number(fact.from.slice(0, 4)),
        text: say('tiers.compact', {
          when: typeof fact.fields.signed === 'string' ? signedOn(fact, language) : fact.from.slice(0, 4),
        }),
      })),
  }
  const most = [...record.counts].sort((a, b) => b.reports - a.reports)[0]
  const changes = tierChanges(tiers)
  const weak = tiers.filter(({ basis }) => basis !== null)
  const caveats = [...new Set(weak.map(({ basis }) => basis!))].map((basis) =>
    say('tiers.weak', {
      years: weak
        .filter((one) => one.basis === basis)
        .map(({ year }) => year)
        .join(', '),
      why: weakness(language, basis),
    }),
  )
  return (
    <Section title={say('tiers.title', { country: name })} note={say('tiers.note')}>
      <Finding
        title={
          most
            ? say('tiers.finding', {
                tier: capital(codeName(language, 'tip_tier', most.code)),
                reports: most.reports,
                of: record.rated,
                ups: changes.up,
                downs: changes.down,
              })
            : say('tiers.none', { country: name })
        }
        subtitle={
          <>
            {neighbours.length > 0
              ? say('tiers.subtitle', {
                  count: neighbours.length,
                  region: region?.subregionName ?? '',
                })
              : say('tiers.alone')}
            <SourceMark id="us-tip-report" />
          </>
        }
        caveat={caveats.join(' ')}
        table={<TierTable {...strip} caption={say('tiers.caption')} yearHead={say('tiers.report')} />}
        download={`/api/v1/observations.csv?indicator=tip_tier&iso3=${iso3}`}
        method={pathIn(language, '/indicators/tip_tier')}
      >
        <TierStrip {...strip} />
      </Finding>
    </Section>
  )
}

/** How often the tier of a report was better, and worse, than that of the report before it. */
function tierChanges(tiers: Observation[]): { up: number; down: number } {
  const order = ['3', '2WL', '2', '1']
  const held = tiers
    .filter(({ code }) => code !== null && order.includes(code))
    .sort((a, b) => a.year - b.year)
  let up = 0
  let down = 0
  for (let place = 1; place < held.length; place++) {
    const step = order.indexOf(held[place]!.code!) - order.indexOf(held[place - 1]!.code!)
    if (step > 0) up++
    if (step < 0) down++
  }
  return { up, down }
}

function GatesPassed({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { iso3, standings } = facts
  const shown = [standings.historic, standings.current]
  const dates = shown.map((placed) => ({ placed, key: placed.methodology.methodology }))
  const gates = new Map<string, Gate>()
  for (const { methodology } of shown)
    for (const gate of methodology.gates) {
      const known = gates.get(readOf(gate))
      if (!known) gates.set(readOf(gate), gate)
    }
  return (
    <Section title={say('gates.title')} note={say('gates.note')}>
      <Gates
        caption={say('gates.title')}
        asked={standings.current.methodology.methodology}
        dates={dates.map(({ placed, key }) => ({
          key,
          name: say('gates.date', {
            method: textIn(language, placed.methodology.title),
            day: formatDay(language, placed.assessment.asOf),
          }),
        }))}
        gates={[...gates].map(([read, gate]) => ({
          key: read,
          name: textIn(language, gate.title),
          rule: '',
          cells: Object.fromEntries(
            dates.map(({ placed, key }) => {
              const own = placed.methodology.gates.find((each) => readOf(each) === read)
              if (!own)
                return [
                  key,
                  {
                    status: 'not applicable' as const,
                    word: say('gates.notAsked'),
                    reason: say('gates.notAskedWhy'),
                  },
                ]
              const unit = unitIn(placed, iso3)
              const result = unit?.gates.find(({ gate: id }) => id === own.id)
              if (!result)
                return [
                  key,
                  {
                    status: 'unknown' as const,
                    word: say('gates.notJudged'),
                    reason: say('gates.notJudgedWhy'),
                  },
                ]
              return [key, cellOf(language, own, result)]
            }),
          ),
        }))}
        together={Object.fromEntries(
          dates.map(({ placed, key }) => {
            const unit = unitIn(placed, iso3)
            return [
              key,
              unit === null
                ? say('gates.notJudged')
                : unit.rank !== null
                  ? say('gates.in', { rank: unit.rank, of: placed.assessment.result.counts.in })
                  : unit.wouldRank !== null
                    ? say('gates.would', { rank: unit.wouldRank })
                    : capital(sayIn(language)(`standing.${unit.standing}`)),
            ]
          }),
        )}
      />
    </Section>
  )
}

/** What a gate reads: gates of two methods that read the same thing are one row. */
function readOf(gate: Gate): string {
  return 'series' in gate ? gate.series : 'status' in gate ? gate.status : gate.list
}

function cellOf(language: Language, gate: Gate, result: GateResult) {
  const said = gateSentence(language, gate, result)
  const found = result.found === null ? null : capital(codeName(language, readOf(gate), result.found))
  return {
    status: result.outcome,
    word: found ?? sayIn(language)(`outcome.${result.outcome}`),
    reason: (
      <>
        {said}
        {result.source ? <SourceMark id={result.source} /> : null}
        {result.weakness ? ` ${weakness(language, result.weakness)}` : null}
        {result.evidence ? (
          <>
            {' '}
            <AsWritten>{result.evidence}</AsWritten>
          </>
        ) : null}
      </>
    ),
  }
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

function Places({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  return (
    <Section title={say('places.title')} note={say('places.note')}>
      <DataTable
        caption={say('places.title')}
        captionHidden
        columns={[
          { key: 'method', head: say('places.method') },
          { key: 'asOf', head: say('places.asOf') },
          { key: 'standing', head: say('places.standing') },
          { key: 'score', head: say('list.score'), unit: say('list.of100'), number: true },
          { key: 'ranks', head: say('places.rank'), unit: say('list.range'), number: true },
        ]}
        rows={allPlaced(facts.standings).map((placed) => {
          const { methodology, assessment } = placed
          const unit = unitIn(placed, facts.iso3)
          const cannot = assessment.result.cannotJudge
          const status: 'passed' | 'failed' | 'unknown' =
            unit === null || cannot || unit.standing === 'unknown'
              ? 'unknown'
              : unit.standing === 'in'
                ? 'passed'
                : 'failed'
          return {
            key: methodology.methodology,
            cells: {
              method: (
                <a href={pathIn(language, `/methodologies/${methodology.methodology}`)}>
                  {textIn(language, methodology.title)}
                </a>
              ),
              asOf: (
                <a href={pathIn(language, `/assessments/${assessment.id}`)}>
                  {formatDay(language, assessment.asOf)}
                </a>
              ),
              standing: (
                <StatusMark
                  status={status}
                  word={
                    <a href={pathIn(language, `/assessments/${assessment.id}/${facts.iso3}`)}>
                      {unit === null
                        ? say('gates.notJudged')
                        : capital(sayIn(language)(`standing.${cannot ? 'unknown' : unit.standing}`))}
                    </a>
                  }
                >
                  {cannot
                    ? sayIn(language)('summary.cannot', { n: cannot.missing.length, of: cannot.of })
                    : null}
                </StatusMark>
              ),
              score:
                unit?.score == null ? (
                  <span className="missing">–</span>
                ) : (
                  <Figure
                    value={unit.score}
                    digits={1}
                    interval={
                      unit.scoreRange
                        ? {
                            low: unit.scoreRange[0],
                            high: unit.scoreRange[1],
                            kind: 'sensitivity',
                            level: 90,
                          }
                        : null
                    }
                    quiet
                    source={sourcesOfStanding(placed, facts.iso3)[0]!}
                    madeBy={say('places.madeBy', {
                      method: methodology.methodology,
                      version: methodology.version,
                      seed: String(assessment.seed),
                      runs: writeNumber(language, assessment.replicates),
                    })}
                  />
                ),
              ranks:
                unit?.rank == null ? (
                  <span className="missing">–</span>
                ) : (
                  `${unit.rank}${unit.rankRange ? ` (${unit.rankRange.join('–')})` : ''}`
                ),
            },
          }
        })}
      />
    </Section>
  )
}

function Governance({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { iso3, name, neighbours, governance, region } = facts
  const entry = (series: string, code: string): VintageEntry =>
    governance.entries[series]?.[code] ?? { observation: null, missing: 'not yet imported' }
  const value = ({ observation, missing }: VintageEntry) => {
    const error = observation?.standardError ?? null
    const estimate = observation?.value ?? null
    return {
      value: estimate,
      low: estimate === null || error === null ? null : estimate - 1.645 * error,
      high: estimate === null || error === null ? null : estimate + 1.645 * error,
      ...(missing === null ? {} : { missing: say(`missing.${missing}`) }),
    }
  }
  const row = (code: string, title: string, own: boolean): RangeRow => ({
    key: code,
    name: title,
    own,
    ...(own ? {} : { href: pathIn(language, `/countries/${code}`) }),
    values: Object.fromEntries(governanceShown.map((id) => [id, value(entry(id, code))])),
  })
  const mean = (code: string) => {
    const values = governanceShown
      .map((id) => entry(id, code).observation?.value)
      .filter((one) => one != null)
    return values.length === 0
      ? Number.NEGATIVE_INFINITY
      : values.reduce((sum, one) => sum + one, 0) / values.length
  }
  const peers = [...neighbours].sort((a, b) => mean(b.iso3) - mean(a.iso3))
  const years = [
    ...new Set(governanceShown.map((id) => entry(id, iso3).observation?.year).filter((year) => year != null)),
  ]
  const known = governanceShown.filter((id) => entry(id, iso3).observation?.value != null)
  const ahead = known.filter((id) => {
    const own = entry(id, iso3).observation!.value!
    const others = peers.map((peer) => entry(id, peer.iso3).observation?.value).filter((one) => one != null)
    const below = others.filter((one) => one < own).length
    return below * 2 > others.length
  }).length
  const source = entry(governanceShown[0]!, iso3).observation?.source ?? 'world-bank-wgi'
  const revised = governance.series[0]?.revised ?? entry(governanceShown[0]!, iso3).observation?.revised
  const ranges = {
    caption: say('governance.caption'),
    rowHead: say('list.country'),
    panels: governance.series.map((series) => ({
      key: series.id,
      name: textIn(language, series.title),
      domain: [-2.5, 2.5] as [number, number],
      ticks: [-2, -1, 0, 1, 2],
      zero: 0,
    })),
    rows: [row(iso3, name, true), ...peers.map((peer) => row(peer.iso3, peer.name, false))],
    digits: 2,
    signed: true,
  }
  return (
    <Section title={say('governance.title')} note={say('governance.note')}>
      <Finding
        title={
          known.length === 0
            ? say('governance.none', { country: name })
            : say('governance.finding', { ahead, of: known.length, count: peers.length })
        }
        subtitle={
          <>
            {say('governance.subtitle', {
              year: years.join(', '),
              revised: revised ?? '',
              region: region?.subregionName ?? '',
            })}
            <SourceMark id={source} />
          </>
        }
        caveat={say('governance.caveat')}
        table={<DotRangeTable {...ranges} />}
        download={`/api/v1/observations.csv?indicator=wgi_rule_of_law&iso3=${iso3}`}
        method={pathIn(language, '/indicators/wgi_rule_of_law')}
      >
        <DotRange {...ranges} />
      </Finding>
    </Section>
  )
}

function HowMany({ region }: { region: string }) {
  const say = useWords(frontWords)
  return (
    <Section title={say('people.title')} note={say('people.note')}>
      <Columns count={2}>
        <div>
          <h3>{say('people.measured')}</h3>
          <Unknown>{say('people.none')}</Unknown>
          <UnknownBar label={say('people.axis')} />
        </div>
        <div>
          <h3>{say('people.missingTitle')}</h3>
          <p>{say('people.missing')}</p>
          <p className="note">{say('people.modelled', { region })}</p>
        </div>
      </Columns>
    </Section>
  )
}

function Agreed({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { compacts, name } = facts
  const source = compacts.dataset.source
  const stated = (fact: Fact, field: string): ReactNode =>
    textField(fact, field) === null ? (
      <StatusMark status="unknown" word={say('agreed.notStated')} />
    ) : (
      <AsWritten>{textField(fact, field) ?? ''}</AsWritten>
    )
  return (
    <Section title={say('agreed.title')} note={say('agreed.note')}>
      {compacts.facts.length === 0 ? (
        <p>
          {say('agreed.none', { country: name })}
          <SourceMark id={source} />
        </p>
      ) : (
        compacts.facts.map((fact) => {
          const usd = numberField(fact, 'usFundingUsd')
          return (
            <Facts
              key={fact.key}
              rows={[
                {
                  name: say('compact.signed'),
                  value: (
                    <Figure
                      value={null}
                      text={signedOn(fact, language)}
                      source={fact.source}
                      from={fact.evidence}
                      note={fact.note}
                    />
                  ),
                },
                { name: say('compact.term'), value: stated(fact, 'term') },
                {
                  name: say('compact.us'),
                  value:
                    usd === null ? (
                      stated(fact, 'fundingNote')
                    ) : (
                      <>
                        <Figure
                          value={usd}
                          text={writeDollars(language, usd)}
                          source={fact.source}
                          from={fact.evidence}
                          year={textField(fact, 'signedYear')}
                        />
                        {textField(fact, 'fundingNote') ? ` “${textField(fact, 'fundingNote')}”` : ''}
                      </>
                    ),
                },
                { name: say('compact.own'), value: stated(fact, 'partnerContribution') },
                { name: say('compact.with'), value: stated(fact, 'implementers') },
                { name: say('compact.status'), value: stated(fact, 'status') },
                {
                  name: say('compact.baseline'),
                  value: <StatusMark status="unknown" word={say('compact.noBaseline')} />,
                },
              ]}
            />
          )
        })
      )}
    </Section>
  )
}

function signedOn(fact: Fact, language: Language): string {
  const day = textField(fact, 'signed')
  return day === null ? fact.when : formatDay(language, day)
}

function Grants({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const { grants } = facts
  const edition = grants.dataset.editions[0]
  const first = Number(edition?.from.slice(0, 4) ?? 2002)
  const last = Number(edition?.to.slice(0, 4) ?? 2014)
  const years = grantsByYear(grants.facts, first, last)
  const all = years.reduce((sum, { usd }) => sum + (usd ?? 0), 0)
  const unstated = years.reduce((sum, year) => sum + year.unstated, 0)
  const most = Math.max(...years.map(({ usd }) => usd ?? 0))
  const written = (usd: number | null, missing: number) =>
    usd === null
      ? say('notStated')
      : usd === 0
        ? say('grants.noneThen')
        : `${writeDollars(language, usd)}${missing > 0 ? ` + ${say('grants.unstatedToo', { count: missing })}` : ''}`
  return (
    <Section title={say('grants.title')} note={say('grants.note')}>
      {grants.facts.length === 0 ? (
        <p>
          {say('grants.none', { first: String(first), last: String(last) })}
          <SourceMark id={grants.dataset.source} />
        </p>
      ) : (
        <Finding
          title={say('grants.finding', {
            sum: writeDollars(language, all),
            count: grants.facts.length,
            unstated,
            first: String(first),
            last: String(last),
          })}
          subtitle={
            <>
              {say('grants.subtitle')}
              <SourceMark id={grants.dataset.source} />
            </>
          }
          caveat={say('grants.caveat', { last: String(last) })}
          download={`/api/v1/facts.csv?dataset=us_tip_grant&iso3=${facts.iso3}`}
          method={pathIn(language, `/sources/${grants.dataset.source}`)}
          table={
            <DataTable
              caption={say('grants.subtitle')}
              tight
              columns={[
                { key: 'year', head: say('grants.year') },
                { key: 'recipient', head: say('grants.recipient') },
                { key: 'usd', head: say('grants.amount'), unit: 'US$', number: true },
              ]}
              rows={grants.facts.map((fact) => ({
                key: fact.id,
                cells: {
                  year: fact.when,
                  recipient: textField(fact, 'recipient') ?? say('notStated'),
                  usd:
                    numberField(fact, 'amountUsd') === null
                      ? say('notStated')
                      : writeNumber(language, numberField(fact, 'amountUsd')!),
                },
              }))}
            />
          }
        >
          <YearColumns
            label={years
              .map(({ year, usd, unstated: missing }) => `${year}: ${written(usd, missing)}`)
              .join('; ')}
            none={say('grants.noneThen')}
            ticks={most > 0 ? [{ value: most / 2, text: writeDollars(language, Math.round(most / 2)) }] : []}
            columns={years.map(({ year, usd }) => ({
              year,
              value: usd,
              text: usd === null ? say('notStated') : usd === 0 ? '' : shortDollars(language, usd),
            }))}
          />
        </Finding>
      )}
    </Section>
  )
}

function shortDollars(language: Language, usd: number): string {
  return formatNumber(language, usd, {
    notation: 'compact',
    maximumFractionDigits: usd >= 1_000_000 ? 1 : 0,
  })
}

function Goods({ facts }: { facts: CountryFacts }) {
  const say = useWords(frontWords)
  const { goods } = facts
  const edition = goods.dataset.editions.at(-1)
  const yes = (fact: Fact, field: string) =>
    say(fact.fields[field] === true ? 'goods.listed' : 'goods.notListed')
  return (
    <Section title={say('goods.title')} note={say('goods.note')}>
      {goods.facts.length === 0 ? (
        <p>
          {say('goods.none', { year: edition?.key ?? '' })}
          <SourceMark id={goods.dataset.source} />
        </p>
      ) : (
        <>
          <DataTable
            caption={say('goods.title')}
            captionHidden
            tight
            columns={[
              { key: 'good', head: say('goods.good') },
              { key: 'child', head: say('goods.child') },
              { key: 'forced', head: say('goods.forced') },
              { key: 'sector', head: say('goods.sector') },
            ]}
            rows={goods.facts.map((fact) => ({
              key: fact.key,
              cells: {
                good: <AsWritten>{textField(fact, 'good') ?? fact.key}</AsWritten>,
                child: yes(fact, 'childLabor'),
                forced: yes(fact, 'forcedLabor'),
                sector: <AsWritten>{textField(fact, 'sector') ?? '–'}</AsWritten>,
              },
            }))}
          />
          <p className="note">
            {say('goods.list', { year: edition?.key ?? '' })}
            <SourceMark id={goods.dataset.source} />
          </p>
        </>
      )}
    </Section>
  )
}

function Downloads({ iso3 }: { iso3: string }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const link = (href: string) => (text: ReactNode) => <a href={href}>{text}</a>
  return (
    <Section title={say('downloads.title')}>
      <Facts
        rows={[
          {
            name: say('downloads.brief'),
            value: (
              <Rich
                say={say}
                word="downloads.briefText"
                parts={{ link: link(pathIn(language, `/countries/${iso3}?brief`)) }}
              />
            ),
          },
          {
            name: say('downloads.figures'),
            value: (
              <Rich
                say={say}
                word="downloads.figuresText"
                parts={{
                  csv: link(`/api/v1/observations.csv?iso3=${iso3}`),
                  facts: link(`/api/v1/facts.csv?iso3=${iso3}`),
                  json: link(`/api/v1/countries/${iso3}`),
                }}
              />
            ),
          },
        ]}
      />
    </Section>
  )
}

/** One page for paper: the sentences, the gates and the sums, nothing that needs a screen. */
export function CountryBrief({ facts, ...context }: PageContext & { facts: CountryFacts }) {
  const { language } = context
  const say = speak(frontWords, language)
  const { iso3, name } = facts
  const years = grantsByYear(facts.grants.facts, 2002, 2014)
  return (
    <Page
      {...context}
      // The full entries, with addresses and days, stand on the page of the country.
      sources={context.sources.map((source) => ({
        ...source,
        // What only repeats publisher, title and licence is said once.
        attribution: source.attribution?.startsWith(source.publisher) ? null : source.attribution,
        licence: source.licence.replace(/ \(.*\)$/, ''),
        url: null,
        retrieved: null,
        revised: null,
      }))}
      foot={`${name} · ${iso3}`}
      sourcesNote={say('brief.sources', { address: `/countries/${iso3}` })}
      title={say('brief.title', { country: name })}
      section="countries"
      crumbs={[
        { name: say('countries.title'), href: pathIn(language, '/countries') },
        { name, href: pathIn(language, `/countries/${iso3}`) },
        { name: say('country.brief') },
      ]}
      indexed={false}
    >
      <Opening kind="promise" title={say('brief.title', { country: name })} />
      <Section>
        <DataTable
          caption={say('brief.title', { country: name })}
          captionHidden
          tight
          columns={[
            { key: 'name', head: say('brief.asked') },
            { key: 'value', head: say('brief.known') },
          ]}
          rows={[
            { name: say('brief.about'), value: <About facts={facts} compact={false} /> },
            {
              name: say('brief.tiers'),
              value: (
                <>
                  {tierSentence(language, facts)}
                  <SourceMark id="us-tip-report" />
                </>
              ),
            },
            ...[facts.standings.current, facts.standings.historic].map((placed) => ({
              name: say('gates.date', {
                method: textIn(language, placed.methodology.title),
                day: formatDay(language, placed.assessment.asOf),
              }),
              value: (
                <>
                  {standingSentence(language, placed, iso3, name, true)}
                  <SourceMark id={sourcesOfGates(placed, iso3)} />
                </>
              ),
            })),
            {
              name: say('people.title'),
              value: <StatusMark status="unknown" word={say('people.none')} />,
            },
            ...facts.compacts.facts.map((fact) => ({
              name: say('brief.compact', { when: signedOn(fact, language) }),
              value: (
                <>
                  {textField(fact, 'term') ?? say('notStated')};{' '}
                  {numberField(fact, 'usFundingUsd') === null
                    ? say('notStated')
                    : writeDollars(language, numberField(fact, 'usFundingUsd')!)}{' '}
                  “{textField(fact, 'fundingNote') ?? say('notStated')}”
                  <SourceMark id={fact.source} />
                </>
              ),
            })),
            {
              name: say('brief.goods'),
              value: (
                <>
                  {facts.goods.facts.length === 0
                    ? say('goods.none', { year: facts.goods.dataset.editions.at(-1)?.key ?? '' })
                    : facts.goods.facts.map((fact) => textField(fact, 'good')).join(', ')}
                  <SourceMark id={facts.goods.dataset.source} />
                </>
              ),
            },
            {
              name: say('brief.grants'),
              value: (
                <>
                  {facts.grants.facts.length === 0
                    ? say('grants.none', { first: '2002', last: '2014' })
                    : say('grants.finding', {
                        sum: writeDollars(
                          language,
                          years.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
                        ),
                        count: facts.grants.facts.length,
                        unstated: years.reduce((sum, { unstated }) => sum + unstated, 0),
                        first: '2002',
                        last: '2014',
                      })}
                  <SourceMark id={facts.grants.dataset.source} />
                </>
              ),
            },
          ].map((cells) => ({ key: cells.name, cells }))}
        />
      </Section>
    </Page>
  )
}
