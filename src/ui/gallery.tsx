import type { Source } from '../indicators/schema.ts'
import { Bars, YearColumns } from './charts/bars.tsx'
import { DotRange, DotRangeTable, type RangePanel, type RangeRow } from './charts/dot-range.tsx'
import { DotStrip } from './charts/dot-strip.tsx'
import { Histogram } from './charts/histogram.tsx'
import { type RankRow, RankRows } from './charts/rank-rows.tsx'
import { type TierLine, TierStrip, TierTable, type TierYear } from './charts/tier-strip.tsx'
import { Timeline } from './charts/timeline.tsx'
import { CriteriaTree } from './charts/tree.tsx'
import { type MapCountry, WorldMap } from './charts/world-map.tsx'
import { DataTable } from './data-table.tsx'
import { Figure } from './figure.tsx'
import { Finding, Key } from './finding.tsx'
import { Button, ButtonLink, Buttons, ChoiceField, ErrorSummary, SelectField, TextField } from './form.tsx'
import { Gates } from './gate-row.tsx'
import type { Language } from './language.ts'
import { Notice } from './notice.tsx'
import { Opening } from './opening.tsx'
import { OutcomeBar } from './outcome-bar.tsx'
import { type Assets, Page } from './page.tsx'
import { Columns, Doors, Facts, OnThisPage, Section, Sentence, Verdict } from './section.tsx'
import { SourceMark } from './sources.tsx'
import { type Status, StatusMark } from './status-mark.tsx'
import { Unknown, UnknownBar } from './unknown.tsx'

/**
 * Every part on one page, with invented data, so that they can be looked at and
 * checked together. It stands behind no door of the site: tests draw it.
 */
export function Gallery({
  assets,
  language,
  numericToIso3,
  names,
}: {
  assets: Assets
  language: Language
  numericToIso3: Record<string, string>
  /** Country names by code, for the map. */
  names: Record<string, string>
}) {
  return (
    <Page
      title="Gallery"
      language={language}
      path="/gallery"
      section="assessments"
      assets={assets}
      sources={exampleSources}
      crumbs={[{ name: 'Assessments', href: '/assessments' }, { name: 'Example method' }]}
    >
      <Notice word="Example">
        Nothing here exists. Every name, date and figure on this page is invented.
      </Notice>
      <Opening
        title="Where could help have tipped the balance in 2014?"
        aside={
          <>
            Exampleland, in the region of examples. 33.8 million people and US$2,260 of output per person in
            2023.
            <SourceMark id="people" /> First partner in a compact, 2015.
            <SourceMark id={['compacts', 'tiers']} />
          </>
        }
        about={[
          { name: 'Method', value: 'example, version 1' },
          { name: 'Known on', value: '28 February 2014' },
          { name: 'Seed', value: '20140228' },
          { name: 'Runs', value: '10,000' },
        ]}
      />
      <Section>
        <Verdict>
          Of 182 countries, <strong>51 are in</strong>, 91 are out, and 40 cannot be judged.
        </Verdict>
        <OutcomeBar
          passed={51}
          failed={91}
          unknown={40}
          reasons={{
            passed: (
              <>
                On Tier 2 or its Watch List, not on the list of child soldiers, with a mission.
                <SourceMark id={['tiers', 'missions']} />
              </>
            ),
            failed: '29 on Tier 1, 21 on Tier 3, 38 without a mission, 3 listed.',
            unknown: (
              <>
                One gate cannot be read: <a href="#gates">which</a>.
              </>
            ),
          }}
        />
        <OnThisPage
          links={[
            { name: 'Ranking', href: '#ranking' },
            { name: 'Gates', href: '#gates' },
            { name: 'Forms', href: '#forms' },
          ]}
        />
      </Section>

      <Section title="In short" note="Written from the data by fixed rules. Each sentence names its sources.">
        <Sentence>
          Exampleland stood on Tier 2 in 18 of the 24 reports since 2001, and on the Watch List in 2009 and
          from 2015 to 2017.
          <SourceMark id="tiers" />
        </Sentence>
        <Sentence>
          It scored third of the 51 that passed, with{' '}
          <Figure
            value={52.1}
            digits={1}
            unit="of 100"
            interval={{ low: 49.2, high: 54.9, kind: 'sensitivity', level: 90 }}
            year={2012}
            revised="2024-09"
            source="governance"
            from="rule of law +0.02, control of corruption −0.13, voice and accountability +0.43, each with its standard error"
            madeBy="example version 1, seed 20140228, 10,000 runs"
          />
          .
        </Sentence>
        <Unknown next="What is missing: a survey or lists of cases with a stated definition, place, period and interval.">
          How many people are trafficked is not known: no measured national estimate is known to us.
        </Unknown>
      </Section>

      <Section>
        <Columns count="list">
          <Finding
            large
            level={2}
            title="Some countries pass every gate. For others, one fact is missing."
            subtitle="An invented pattern on 28 February 2014. Equal Earth projection, true to area."
            caveat="Borders are the map maker’s and say nothing about status."
            download="/example.csv"
            method="/methodologies/example"
          >
            <WorldMap countries={exampleMap(names)} numericToIso3={numericToIso3} labelled={8} />
            <Key
              items={[
                { tone: 'd1', name: 'in' },
                { tone: 'out', name: 'out' },
                { tone: 'hatch', name: 'cannot be judged' },
                { tone: 'none', name: 'no rating held' },
              ]}
            />
          </Finding>
          <DataTable
            caption="First ten of those that passed"
            columns={[
              { key: 'name', head: 'Country', sorts: true },
              { key: 'tier', head: 'Tier', unit: '2013' },
              { key: 'score', head: 'Score', unit: '0–100', number: true, sorts: true },
              { key: 'range', head: 'Rank', unit: 'range', number: true },
            ]}
            sorting={{ by: 'score', down: true }}
            path="/gallery"
            rows={exampleRanks.slice(0, 10).map((row) => ({
              key: row.key,
              own: row.rank === 3,
              cells: {
                name: <a href={`/countries/${row.key}`}>{row.name}</a>,
                tier: '2',
                score: Math.round(row.score),
                range: `${row.rankLow}–${row.rankHigh}`,
              },
            }))}
          />
        </Columns>
      </Section>

      <Section id="ranking">
        <Finding
          level={2}
          title="Three countries lead; behind them the ranges overlap"
          subtitle={
            <>
              Mean of three governance indicators of 2012, each rescaled to 0–100, equal weights.
              <SourceMark id="governance" /> Ranges: measurement error and weights varied together. ◇ proposed
              in 2013.
            </>
          }
          caveat="Sensitivity ranges, not confidence intervals. Invented figures."
          download="/example.csv"
          method="/methodologies/example"
        >
          <RankRows
            caption="Ranking of the example"
            rows={exampleRanks}
            criteria={exampleCriteria}
            interval={{ kind: 'sensitivity', level: 90 }}
            first={5}
            cut={5}
            markedMeans="proposed in 2013"
          />
        </Finding>
      </Section>

      <Section
        title="How has it been rated?"
        note="The tier of each year’s report. It rates a government’s efforts, not the size of the problem."
      >
        <Finding
          title="Tier 2 most years, with two falls to the Watch List"
          subtitle={
            <>
              Tier by report year. Below, three neighbours on the same axis; hatched years are missing here,
              not unrated.
              <SourceMark id="tiers" />
            </>
          }
          caveat="Dashed 2024: on none of that year’s lists, so Tier 2."
          table={<TierTable {...exampleTiers} caption="Tier by report year" yearHead="Report" />}
          download="/example.csv"
          method="/sources/tiers"
        >
          <TierStrip {...exampleTiers} />
        </Finding>
      </Section>

      <Section
        id="gates"
        title="Does it pass the gates?"
        note="The method asks three things of a focus country."
      >
        <Gates
          caption="Gates of the example method on three dates"
          asked="2014"
          dates={[
            { key: '2004', name: '1 July 2004' },
            { key: '2014', name: '28 February 2014' },
            { key: 'now', name: 'Latest data' },
          ]}
          gates={[
            {
              key: 'tier',
              name: 'Tier',
              rule: 'must be 2 or Watch List',
              cells: {
                '2004': {
                  status: 'failed',
                  word: 'Tier 1',
                  reason: (
                    <>
                      report of June 2004
                      <SourceMark id="tiers" />
                    </>
                  ),
                },
                '2014': { status: 'passed', word: 'Tier 2', reason: 'report of June 2013' },
                now: {
                  status: 'unknown',
                  word: 'Tier 1 or 2',
                  reason: 'report of 2025; which of the two is not known',
                },
              },
            },
            {
              key: 'children',
              name: 'Child soldiers',
              rule: 'must not be on the list',
              cells: {
                '2004': {
                  status: 'not applicable',
                  word: 'Does not apply',
                  reason: 'our lists begin in 2010',
                },
                '2014': { status: 'passed', word: 'Not listed', reason: '2013 list, ten governments' },
                now: { status: 'passed', word: 'Not listed', reason: '2024 list, complete' },
              },
            },
          ]}
          together={{ '2004': 'Out, by tier', '2014': 'In: passes both', now: 'Cannot be judged' }}
        />
      </Section>

      <Section title="How is it governed?" note="What the method scores once the gates are passed.">
        <Finding
          title="Ahead of its neighbours on all three measures, though each time its margin touches the next"
          subtitle={
            <>
              Governance 2012, scale −2.5 to 2.5. Dot: estimate; line: ±1.645 standard errors, a 90% interval.
              <SourceMark id="governance" />
            </>
          }
          caveat="Where two lines overlap, the order of the two countries is not certain."
          table={<DotRangeTable {...exampleRanges} />}
          download="/example.csv"
          method="/methodologies/example"
        >
          <DotRange {...exampleRanges} />
        </Finding>
      </Section>

      <Section title="How many people?" note="Measured and modelled figures are kept apart.">
        <Columns count={2}>
          <div>
            <h3>Measured</h3>
            <Sentence>No measured national estimate is known to us.</Sentence>
            <UnknownBar label="people per 1,000: anywhere on this line" />
          </div>
          <div>
            <h3>Modelled</h3>
            <Sentence>Two editions of one global model exist.</Sentence>
            <p className="note">Their methods differ, so the step from one to the other is not a trend.</p>
          </div>
        </Columns>
      </Section>

      <Section title="What was agreed?">
        <Facts
          rows={[
            {
              name: 'Signed',
              value: (
                <>
                  23 June 2015
                  <SourceMark id="compacts" />
                </>
              ),
            },
            { name: 'Term', value: 'five years contemplated' },
            {
              name: 'Own contribution',
              value: <StatusMark status="unknown" word="Not stated in the texts we hold" />,
            },
          ]}
        />
      </Section>

      <Section title="Who cannot be judged?" note="An unknown is not a no.">
        <Finding
          title="A single list would settle all forty"
          subtitle="The score each would have if the missing fact turned out to be a yes."
        >
          <DotStrip
            label="Scores of forty countries that cannot be judged, above those of nineteen that are"
            open={Array.from({ length: 40 }, (_, place) => ({
              key: String(place),
              name: `Land ${place + 1}`,
              value: 50 + 30 * Math.sin(place * 1.7) * Math.cos(place * 0.6),
            }))}
            filled={exampleRanks.map(({ key, name, score }) => ({ key, name, value: score }))}
            domain={[10, 90]}
            cut={{ value: 44.8, text: '24 would score above the fifth' }}
            axis="score the country would have, 0–100; open: cannot be judged, filled: judged"
          />
        </Finding>
        <Finding
          title="What we do not know about governance moves ranks three times as much as how we weigh it"
          subtitle="Mean width of the 90% rank range, in ranks."
        >
          <Bars
            caption="Mean width of the rank range"
            bars={[
              { key: 'error', name: 'Measurement error alone', value: 3.1, text: '3.1' },
              { key: 'weights', name: 'Weights alone', value: 1, text: '1.0', low: 0.8, high: 1.2 },
              { key: 'both', name: 'Both together', value: 3.6, text: '3.6', own: true },
              { key: 'data', name: 'Choice of data', value: null },
            ]}
          />
        </Finding>
        <Finding title="Most values lie below the middle" subtitle="Number of countries by value, 2012.">
          <Histogram
            label="Distribution of 190 invented values"
            values={Array.from(
              { length: 190 },
              (_, place) => Math.sin(place * 12.9) + Math.sin(place * 4.1) * 0.9 - 0.2,
            )}
            domain={[-2.5, 2.5]}
            marked={[{ value: 0.02, text: 'Exampleland' }]}
            axis="scale −2.5 to 2.5"
          />
        </Finding>
        <Finding title="Nothing after 2010" subtitle="Grants by year of award, current US dollars.">
          <YearColumns
            label="Grants by year"
            none="none"
            ticks={[{ value: 250, text: '$250,000' }]}
            columns={[null, 444, 430, 312, 250, 100, 50, 460, 450, 0, 0, 0, 0].map((value, place) => ({
              year: 2002 + place,
              value,
              text: value === null ? 'not stated' : `${value}k`,
            }))}
          />
        </Finding>
        <Finding
          title="Seven kinds of sum, so we do not add them up"
          subtitle="Term of each compact, and the sum in the words of its source."
        >
          <Timeline
            caption="Terms of compacts"
            from={2015}
            to={2028}
            terms={[
              {
                key: 'a',
                name: 'Exampleland',
                from: '2015-06-23',
                to: '2020-06-22',
                text: 'up to $5.0 m',
                remark: 'five years contemplated',
              },
              {
                key: 'b',
                name: 'Firstland',
                from: '2018-01-01',
                to: '2021-04-30',
                unsure: { from: '2017-01-01', to: '2018-01-01' },
                text: '$3.5 m first awards',
              },
              {
                key: 'c',
                name: 'Secondland',
                from: '2022-12-07',
                to: '2027-12-06',
                text: 'up to $10.0 m',
                open: true,
              },
            ]}
          />
        </Finding>
      </Section>

      <Section title="How is it put together?">
        <CriteriaTree
          root={{
            key: 'all',
            name: 'Tipping point',
            weight: 1,
            note: 'Weighted geometric mean: no burden makes up for no will.',
            children: [
              {
                key: 'w',
                name: 'Political will',
                weight: 0.4,
                note: 'Mean of its parts.',
                children: [
                  {
                    key: 'w1',
                    name: 'Tier and its direction',
                    weight: 0.5,
                    note: 'Report of tiers, latest three years',
                  },
                  { key: 'w2', name: 'Ratification', weight: 0.5 },
                ],
              },
              {
                key: 'g',
                name: 'Capacity gap',
                weight: 0.35,
                note: 'Trapezoid: neither too little nor too much.',
              },
              { key: 'b', name: 'Burden', weight: 0.25, note: 'A proxy: measured prevalence is not held.' },
            ],
          }}
        />
      </Section>

      <Section wide title="Seven steps, and round again">
        <Doors
          doors={[
            {
              name: 'Observe',
              question: 'What is known, country by country?',
              count: '3,240',
              holds: 'tier ratings, gaps named',
              href: '/countries',
            },
            {
              name: 'Select',
              question: 'Who could reach a tipping point?',
              count: '2',
              holds: 'assessments',
              href: '/assessments',
            },
            ...['Prepare', 'Agree', 'Fund', 'Measure', 'Learn'].map((name) => ({
              name,
              question: 'What exists already, and what is the baseline?',
              count: 'None yet',
              holds: 'no record here',
            })),
          ]}
        />
      </Section>

      <Section title="Status marks">
        <Facts
          rows={(['passed', 'failed', 'unknown', 'waived', 'not applicable', 'not due'] as Status[]).map(
            (status) => ({
              name: status,
              value: <StatusMark status={status}>with its reason and source</StatusMark>,
            }),
          )}
        />
      </Section>

      <Section id="forms" title="Forms">
        <form className="form" action="/gallery" method="get">
          <ErrorSummary errors={[{ field: 'year', message: 'The year is four digits, such as 2013' }]} />
          <TextField
            name="year"
            label="Year"
            hint="From 2001 to 2025"
            value="20I3"
            error="The year is four digits, such as 2013"
            inputMode="numeric"
          />
          <SelectField
            name="region"
            label="Region"
            options={[
              { value: '', name: 'All regions' },
              { value: 'africa', name: 'Africa' },
            ]}
          />
          <ChoiceField
            name="state"
            label="Outcome"
            kind="checkbox"
            chosen={['in']}
            options={[
              { value: 'in', name: 'In' },
              { value: 'out', name: 'Out' },
            ]}
          />
          <TextField name="note" label="Note" rows={3} optional />
          <Buttons>
            <Button first>Show these countries</Button>
            <ButtonLink href="/example.csv">Download CSV</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

const source = (id: string, publisher: string, title: string): Source => ({
  id,
  publisher,
  title,
  url: 'https://example.org/',
  licence: 'example licence',
  attribution: null,
  retrieved: '2026-07-01',
  revised: '2024-09',
  coverage: 'All years of the example.',
  gaps: '2016 to 2019 for most countries.',
  inPack: true,
})

const exampleSources = [
  source('tiers', 'Example Department', 'Report of tiers'),
  source('governance', 'Example Bank', 'Governance indicators'),
  source('missions', 'Example Agency', 'List of missions'),
  source('people', 'Example Bank', 'Population and output'),
  source('compacts', 'Example Department', 'Pages on compacts'),
]

const places =
  'NAM ZAF GHA SEN ZMB MWI BEN MOZ TZA LBR UGA MLI SLE KEN MDG ETH NGA GIN AGO JAM SRB GEO PER IND PHL'.split(
    ' ',
  )
const placeNames =
  'Namibia, South Africa, Ghana, Senegal, Zambia, Malawi, Benin, Mozambique, Tanzania, Liberia, Uganda, Mali, Sierra Leone, Kenya, Madagascar, Ethiopia, Nigeria, Guinea, Angola'.split(
    ', ',
  )

const exampleCriteria = [
  { key: 'law', name: 'Rule of law', most: 100 / 3 },
  { key: 'corruption', name: 'Corruption control', most: 100 / 3 },
  { key: 'voice', name: 'Voice', most: 100 / 3 },
]

const exampleRanks: RankRow[] = placeNames.map((name, place) => {
  const score = 56.7 - place * 1.7 - (place > 2 ? 4 : 0)
  const points = (share: number) => ({
    points: score * share,
    low: score * share - 1.2,
    high: score * share + 1.2,
  })
  return {
    key: places[place] ?? name,
    rank: place + 1,
    name,
    href: `/countries/${places[place]}`,
    score,
    low: score - 2.8,
    high: score + 2.9,
    rankLow: Math.max(1, place - 1),
    rankHigh: Math.min(19, place + 3),
    inFirst: [1, 1, 1, 0.93, 0.66, 0.34, 0.05, 0.02, 0.004][place] ?? 0,
    points: {
      law: points(0.33),
      corruption: points(0.3),
      voice: place === 7 ? { points: null } : points(0.37),
    },
    marked: [2, 7, 10].includes(place),
  }
})

function exampleMap(names: Record<string, string>): Record<string, MapCountry> {
  const codes = Object.keys(names)
  return Object.fromEntries(
    codes.map((iso3, place) => {
      const rank = places.indexOf(iso3) + 1
      const fill = rank > 0 ? 'in' : iso3 === 'USA' ? 'none' : place % 4 === 0 ? 'unknown' : 'out'
      return [iso3, { name: names[iso3] ?? iso3, fill, rank: rank || null, href: `/countries/${iso3}` }]
    }),
  )
}

const letters = (text: string): TierYear[] =>
  text.split(' ').map((letter, place) => {
    const year = 2001 + place
    if (letter === '?') return { year, tier: null }
    if (letter === '1|2') return { year, tier: null, oneOf: ['1', '2'] }
    if (letter === '2*') return { year, tier: '2', inferred: true }
    return { year, tier: (letter === 'WL' ? '2WL' : letter) as TierYear['tier'] }
  })

const line = (key: string, name: string, text: string): TierLine => ({ key, name, years: letters(text) })

const exampleTiers = {
  country: line('EXA', 'Exampleland', '2 2 1 1 2 2 2 2 WL 2 2 2 2 2 WL WL WL 2 2 2 2 2 2 2* 1|2'),
  neighbours: [
    line('ONE', 'Firstland', '2 2 2 WL 2 2 2 WL WL WL SC 2 2 2 2 ? ? ? ? 2 2 ? 2 2 ?'),
    line('TWO', 'Secondland', '2 2 2 WL 2 2 2 2 1 1 1 2 2 2 2 ? ? ? ? WL 2 ? 2 2 ?'),
    line('SIX', 'Thirdland', '2 2 2 2 3 WL 2 2 2 2 2 2 2 2 2 ? ? ? ? 2 2 ? 2 2 ?'),
  ],
  events: [{ year: 2015, text: 'Compact signed 23 June 2015' }],
  from: 2001,
  to: 2025,
  remark: '2024 by elimination · 2025 “1 or 2”',
}

const rangePanels: RangePanel[] = [
  { key: 'law', name: 'Rule of law', domain: [-1.6, 0.6], ticks: [-1.5, -1, -0.5, 0, 0.5] },
  { key: 'corruption', name: 'Control of corruption', domain: [-1.6, 0.6], ticks: [-1.5, -1, -0.5, 0, 0.5] },
  { key: 'voice', name: 'Voice and accountability', domain: [-1.6, 0.6], ticks: [-1.5, -1, -0.5, 0, 0.5] },
]

const rangeRows: RangeRow[] = [
  'Exampleland',
  'Firstland',
  'Secondland',
  'Thirdland',
  'Fourthland',
  'Fifthland',
].map((name, place) => ({
  key: name,
  name,
  own: place === 0,
  values: Object.fromEntries(
    rangePanels.map(({ key }, panel) => {
      const value = 0.1 + panel * 0.12 - place * 0.22
      return [
        key,
        place === 4 && panel === 1
          ? { value: null, low: null, high: null, missing: 'not published' }
          : { value, low: value - 0.22, high: value + 0.22 },
      ]
    }),
  ),
}))

const exampleRanges = {
  caption: 'Governance of Exampleland and its neighbours',
  rowHead: 'Country',
  panels: rangePanels,
  rows: rangeRows,
  digits: 2,
  signed: true,
}
