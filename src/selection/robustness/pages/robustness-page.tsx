import type { ReactNode } from 'react'
import { Bars } from '../../../ui/charts/bars.tsx'
import { DotRange, type RangePanel, type RangeRow } from '../../../ui/charts/dot-range.tsx'
import { DataTable, type Row } from '../../../ui/data-table.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { Button, ButtonLink, Buttons, SelectField, TextField } from '../../../ui/form.tsx'
import { capital, formatDay, formatList, formatNumber, type Language, pathIn } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import { Rich, richText } from '../../../ui/rich.tsx'
import { Facts, OnThisPage, Section, Verdict } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { useWords, writeNumber } from '../../../ui/voice.tsx'
import { sourcesOf } from '../../groups.ts'
import { type AssessmentView, assessmentPath } from '../../pages/view.ts'
import type { Robustness } from '../../schema.ts'
import { criterionTitle, gateTitle, textIn, unitName } from '../../sentences.ts'
import { mattersMost, nearShortlist, type Report, type ReportUnit, withoutEffect } from '../report.ts'
import {
  bounded,
  doubtRows,
  findings,
  flipEnds,
  flipSize,
  flipTitle,
  idleSentences,
  movementIn,
  nearMissSentence,
  noteSentence,
  percentIn,
  rangeIn,
  reachSentences,
  sayRobustness,
  shareIn,
  sourceTitle,
} from '../say.ts'
import { robustnessWords } from '../words.ts'
import { Heat, HeatTable } from './heat.tsx'

export type RobustnessView = AssessmentView & {
  declared: Robustness
  asked: { replications: number; seed: number }
  limits: { least: number; most: number }
}

/** The frame of every page about how sure an assessment is: head, title, what was asked. */
export function RobustnessFrame({ view, children }: { view: RobustnessView; children: ReactNode }) {
  const { assessment, methodology, context, asked } = view
  const { language } = context
  const say = sayRobustness(language)
  const name = `${textIn(language, methodology.title)}, ${formatDay(language, assessment.asOf)}`
  const back = pathIn(language, assessmentPath(assessment.id))
  const data = `seed=${asked.seed}&replications=${asked.replications}`
  return (
    <Page
      title={`${say('page.title')} ${name}`}
      description={say('page.description')}
      language={language}
      path={context.path}
      section="assessments"
      assets={context.assets}
      sources={context.sources}
      crumbs={[{ name, href: back }, { name: say('page.crumb') }]}
      alternates={[
        { type: 'text/csv', href: `${assessmentPath(assessment.id)}/robustness.csv?${data}` },
        { type: 'application/json', href: `/api/v1/assessments/${assessment.id}/robustness?${data}` },
      ]}
    >
      <Opening
        title={say('page.title')}
        about={[
          { name: say('about.assessment'), value: <a href={back}>{name}</a> },
          { name: say('about.runs'), value: writeNumber(language, asked.replications) },
          { name: say('about.seed'), value: String(asked.seed) },
        ]}
      />
      {children}
    </Page>
  )
}

/** How sure a shortlist is: what holds in words first, then place by place, then what moves it and what would flip it. */
export function RobustnessPage({ view, report }: { view: RobustnessView; report: Report }) {
  const say = sayRobustness(view.context.language)
  return (
    <RobustnessFrame view={view}>
      <VerdictSection view={view} report={report} />
      <OnThisPage
        links={[
          { name: say('nav.places'), href: '#places' },
          { name: say('nav.near'), href: '#near' },
          { name: say('nav.matters'), href: '#matters' },
          { name: say('nav.heat'), href: '#heat' },
          { name: say('nav.gates'), href: '#gates' },
          { name: say('nav.flip'), href: '#flip' },
          { name: say('nav.reversal'), href: '#reversal' },
          { name: say('nav.doubt'), href: '#doubt' },
          { name: say('nav.again'), href: '#again' },
        ]}
      />
      <PlacesSection view={view} report={report} />
      <NearSection view={view} report={report} />
      <MattersSection view={view} report={report} />
      <HeatSection report={report} />
      <GatesSection view={view} report={report} />
      <FlipSection view={view} report={report} />
      <ReversalSection view={view} report={report} />
      <DoubtSection view={view} report={report} />
      <AgainSection view={view} />
    </RobustnessFrame>
  )
}

type Props = { view: RobustnessView; report: Report }

function VerdictSection({ view, report }: Props) {
  const say = useWords(robustnessWords)
  const { context, assessment, declared, asked } = view
  const { language } = context
  const [first, ...rest] = findings(language, declared, report, { plain: false })
  const data = `seed=${asked.seed}&replications=${asked.replications}`
  return (
    <Section wide>
      <Verdict>{richText(first ?? '', { b: (text) => <strong>{text}</strong> })}</Verdict>
      {rest.map((sentence) => (
        <p className="prose" key={sentence}>
          {sentence}
        </p>
      ))}
      <Notice word={say('notice.word')}>{say('notice.text')}</Notice>
      <Buttons>
        <ButtonLink href={`${assessmentPath(assessment.id)}/robustness.csv?${data}`}>
          {say('action.csv')}
        </ButtonLink>
        <ButtonLink href={`/api/v1/assessments/${assessment.id}/robustness?${data}`}>
          {say('action.json')}
        </ButtonLink>
        <ButtonLink href={pathIn(language, assessmentPath(assessment.id))}>{say('again.back')}</ButtonLink>
      </Buttons>
    </Section>
  )
}

function PlacesSection({ view, report }: Props) {
  const say = useWords(robustnessWords)
  const { context, assessment } = view
  const { language } = context
  const shown = nearShortlist(report)
  if (shown.length === 0) return null
  const ranked = report.units.filter(({ standing }) => standing === 'in').length
  const last = Math.max(
    report.shortlist + 1,
    ...shown.map(({ rank, rankRange }) => rankRange?.[1] ?? rank ?? 1),
  )
  const panels: RangePanel[] = [
    {
      key: 'place',
      name: say('places.place'),
      domain: [1, last],
      ticks: placeTicks(last),
      zero: report.shortlist,
    },
    {
      key: 'share',
      name: say('places.share', { k: report.shortlist }),
      domain: [0, 100],
      ticks: [0, 50, 100],
    },
  ]
  const rows: RangeRow[] = shown.map((unit) => ({
    key: unit.unit,
    name: unitName(language, unit.unit),
    href: pathIn(language, `${assessmentPath(assessment.id)}/${unit.unit}`),
    own: unit.shortlisted,
    values: {
      place: {
        value: unit.rank ?? unit.expectedRank,
        low: unit.rankRange?.[0] ?? null,
        high: unit.rankRange?.[1] ?? null,
      },
      share: { value: unit.pShortlist === null ? null : 100 * unit.pShortlist, low: null, high: null },
    },
  }))
  return (
    <Section id="places" wide>
      <Finding
        level={2}
        title={say('places.title')}
        subtitle={
          <>
            {say('places.subtitle', {
              k: report.shortlist,
              runs: writeNumber(language, report.replications),
            })}
            <SourceMark id={sourcesOf(assessment.inputs)} />
          </>
        }
        caveat={say('places.rest', {
          k: report.shortlist,
          n: Math.max(0, ranked - shown.filter(isIn).length),
        })}
        table={<PlacesTable units={shown} report={report} language={language} />}
      >
        <DotRange
          caption={say('places.title')}
          rowHead={say('label.country')}
          range="band"
          digits={0}
          panels={panels}
          rows={rows}
        />
      </Finding>
    </Section>
  )
}

function isIn({ standing }: ReportUnit): boolean {
  return standing === 'in'
}

/** Places that a reader looks for: the first, and every so many after. */
function placeTicks(last: number): number[] {
  const step = last <= 12 ? 2 : last <= 30 ? 5 : last <= 80 ? 10 : 20
  return [
    1,
    ...Array.from({ length: Math.floor(last / step) }, (_, i) => (i + 1) * step).filter((at) => at > 1),
  ]
}

function PlacesTable({
  units,
  report,
  language,
}: {
  units: ReportUnit[]
  report: Report
  language: Language
}) {
  const say = useWords(robustnessWords)
  return (
    <DataTable
      caption={say('places.title')}
      tight
      columns={[
        { key: 'name', head: say('label.country') },
        { key: 'place', head: say('label.place'), number: true },
        { key: 'range', head: say('label.range'), number: true },
        { key: 'expected', head: say('label.expected'), number: true },
        { key: 'score', head: say('label.score'), number: true },
        { key: 'scoreRange', head: say('label.score range'), number: true },
        { key: 'in', head: say('label.in', { k: report.shortlist }), number: true },
        { key: 'passes', head: say('label.passes'), number: true },
        { key: 'ownWeights', head: say('label.own weights'), number: true },
      ]}
      rows={units.map((unit) => ({
        key: unit.unit,
        own: unit.shortlisted,
        cells: {
          name: unitName(language, unit.unit),
          place: unit.rank === null ? say('share.unknown') : String(unit.rank),
          range: rangeIn(language, unit.rankRange),
          expected:
            unit.expectedRank === null
              ? say('share.unknown')
              : writeNumber(language, unit.expectedRank, { digits: 1 }),
          score:
            unit.score === null ? say('share.unknown') : writeNumber(language, unit.score, { digits: 1 }),
          scoreRange: rangeIn(language, unit.scoreRange, 1),
          in: shareIn(language, unit.pShortlist),
          passes: shareIn(language, unit.pPasses),
          ownWeights: unit.firstWithOwnWeights === null ? '–' : shareIn(language, unit.firstWithOwnWeights),
        },
      }))}
    />
  )
}

function NearSection({ view, report }: Props) {
  const say = useWords(robustnessWords)
  const { context, methodology, assessment } = view
  const { language } = context
  const edge = report.nearMisses.filter((miss) => miss.kind === 'shortlist')
  const gates = report.nearMisses.filter((miss) => miss.kind === 'gate')
  return (
    <Section id="near" title={say('near.title')} note={say('near.note')}>
      {report.nearMisses.length === 0 ? <p className="prose">{say('near.none')}</p> : null}
      {edge.length > 0 ? (
        <DataTable
          caption={say('near.caption')}
          columns={[
            { key: 'name', head: say('label.country') },
            { key: 'now', head: say('label.now') },
            { key: 'share', head: say('label.in', { k: report.shortlist }), number: true },
          ]}
          rows={edge.map(({ unit, shortlisted, pShortlist }) => ({
            key: unit,
            own: shortlisted,
            cells: {
              name: (
                <a href={pathIn(language, `${assessmentPath(assessment.id)}/${unit}`)}>
                  {unitName(language, unit)}
                </a>
              ),
              now: say(shortlisted ? 'standing.on' : 'standing.off'),
              share: shareIn(language, pShortlist),
            },
          }))}
        />
      ) : null}
      {gates.length > 0 ? (
        <ul className="prose">
          {gates.map((miss) => (
            <li key={`${miss.unit} ${miss.gate}`}>{nearMissSentence(language, methodology, miss)}</li>
          ))}
        </ul>
      ) : null}
    </Section>
  )
}

function MattersSection({ view, report }: Props) {
  const say = useWords(robustnessWords)
  const { context, declared } = view
  const { language } = context
  const { influence } = report
  const title = (source: string) => sourceTitle(language, declared, source)
  const share = (value: number) => percentIn(language, bounded(value))
  if (influence === null || influence.sources.length < 2) {
    const alone = influence?.sources[0]?.source ?? soleSource(report)
    return (
      <Section id="matters" title={say('matters.title')} note={say('matters.note')}>
        <p className="prose">
          {alone === null ? say('matters.even') : say('matters.one', { what: title(alone) })}
        </p>
      </Section>
    )
  }
  const most = mattersMost(report)
  const sorted = [...influence.sources].sort((a, b) => b.total.value - a.total.value)
  const without = withoutEffect(report).map(({ source }) => title(source))
  const doubtful = sorted.filter((each) => each.doubtful).map(({ source }) => title(source))
  const caption = say('matters.title')
  return (
    <Section id="matters" title={say('matters.title')} note={say('matters.note')}>
      <Finding
        title={
          most
            ? say('matters.finding', {
                what: title(most.source),
                share: share(most.total.value),
              })
            : say('matters.even')
        }
        subtitle={say('matters.subtitle', { n: writeNumber(language, influence.runs) })}
        caveat={say('matters.caveat')}
        table={
          <DataTable
            caption={caption}
            tight
            columns={[
              { key: 'source', head: say('label.source') },
              { key: 'first', head: say('label.alone'), number: true },
              { key: 'total', head: say('label.together'), number: true },
            ]}
            rows={sorted.map(({ source, first, total, noEffect }) => ({
              key: source,
              cells: {
                source: capital(language, title(source)),
                first: `${share(first.value)} (${say('range', { low: share(first.low), high: share(first.high) })})`,
                total: `${movementIn(language, { total, noEffect })} (${say('range', { low: share(total.low), high: share(total.high) })})`,
              },
            }))}
          />
        }
      >
        <Bars
          caption={caption}
          bars={sorted.map(({ source, total, noEffect }) => ({
            key: source,
            name: capital(language, title(source)),
            value: bounded(total.value),
            text: movementIn(language, { total, noEffect }),
            low: noEffect ? null : bounded(total.low),
            high: noEffect ? null : bounded(total.high),
            own: source === most?.source,
          }))}
        />
      </Finding>
      {without.length > 0 ? (
        <p className="sentence">{say('matters.no effect', { names: formatList(language, without) })}</p>
      ) : null}
      {reachSentences(language, declared, report).map((sentence) => (
        <p className="sentence" key={sentence}>
          {sentence}
        </p>
      ))}
      {idleSentences(language, declared, influence.idle).map((sentence) => (
        <p className="note" key={sentence}>
          {sentence}
        </p>
      ))}
      {doubtful.length > 0 ? (
        <p className="note">{say('matters.doubtful', { names: formatList(language, doubtful) })}</p>
      ) : null}
    </Section>
  )
}

/** The one thing drawn, where there is but one. */
function soleSource({ drawn }: Report): string | null {
  if (drawn.leaves.length + drawn.gates.length > 0) return 'measurement'
  if (drawn.imputed.length > 0) return 'imputation'
  if (drawn.groups.length > 0) return 'weights'
  return drawn.alternatives[0] ?? null
}

function HeatSection({ report }: { report: Report }) {
  const say = useWords(robustnessWords)
  const units = nearShortlist(report, 0.1).slice(0, 40)
  if (units.length === 0) return null
  const columns = Math.max(
    2,
    Math.min(Math.max(...units.map(({ acceptability }) => acceptability.length)), report.shortlist + 10),
  )
  return (
    <Section id="heat" wide>
      <Finding
        level={2}
        title={say('heat.title')}
        subtitle={say('heat.subtitle', { runs: String(report.replications) })}
        table={<HeatTable units={units} columns={columns} />}
      >
        <Heat units={units} columns={columns} />
      </Finding>
    </Section>
  )
}

function GatesSection({ view, report }: Props) {
  const say = useWords(robustnessWords)
  const { context, methodology } = view
  const { language } = context
  const open = report.units.flatMap((unit) =>
    report.gates.flatMap((gate, g) => {
      const chance = unit.pGates[g] ?? null
      return chance === null || chance <= 0.001 || chance >= 0.999 ? [] : [{ unit, gate, chance }]
    }),
  )
  return (
    <Section id="gates" title={say('gates.title')} note={say('gates.unknown')}>
      {report.drawn.gates.length === 0 ? (
        <p className="prose">{say('gates.fixed')}</p>
      ) : open.length === 0 ? (
        <p className="prose">{say('gates.certain')}</p>
      ) : (
        <DataTable
          caption={say('gates.drawn')}
          columns={[
            { key: 'name', head: say('label.country') },
            { key: 'gate', head: say('label.gate') },
            { key: 'now', head: say('label.now') },
            { key: 'chance', head: say('gates.chance'), number: true },
          ]}
          rows={open.map(({ unit, gate, chance }) => ({
            key: `${unit.unit} ${gate}`,
            cells: {
              name: unitName(language, unit.unit),
              gate: gateTitle(language, methodology, gate),
              now: say(unit.standing === 'in' ? 'outcome.passed' : outcomeOf(view, unit.unit, gate)),
              chance: shareIn(language, chance),
            },
          }))}
        />
      )}
    </Section>
  )
}

function outcomeOf({ assessment }: RobustnessView, unit: string, gate: string) {
  const found = assessment.result.units.find((each) => each.unit === unit)
  const outcome = found?.gates.find((each) => each.gate === gate)?.outcome ?? 'unknown'
  return `outcome.${outcome}` as const
}

function FlipSection({ view, report }: Props) {
  const say = useWords(robustnessWords)
  const { context, methodology } = view
  const { language } = context
  if (report.flips.length === 0) return null
  const searched = report.flips.some(({ ways }) => ways.some(({ how }) => how === 'searched'))
  return (
    <Section id="flip" title={say('flip.title')} note={say('flip.note')}>
      <DataTable
        caption={say('flip.title')}
        captionHidden
        columns={[
          { key: 'name', head: say('label.country') },
          { key: 'what', head: say('label.change') },
          { key: 'from', head: say('label.from'), number: true },
          { key: 'to', head: say('label.to'), number: true },
          { key: 'size', head: say('label.size') },
          { key: 'flips', head: say('label.flip') },
        ]}
        rows={report.flips.flatMap(({ unit, shortlisted, ways }): Row[] =>
          ways.length === 0
            ? [
                {
                  key: unit,
                  cells: { name: unitName(language, unit), what: say('flip.none') },
                },
              ]
            : ways.map((way, place) => ({
                key: `${unit} ${way.kind} ${way.what}`,
                cells: {
                  name:
                    place === 0 ? (
                      unitName(language, unit)
                    ) : (
                      <span className="hidden">{unitName(language, unit)}</span>
                    ),
                  what: flipTitle(language, methodology, way),
                  ...flipEnds(language, way),
                  size: flipSize(language, way),
                  flips: say(shortlisted ? 'flip.off' : 'flip.on'),
                },
              })),
        )}
      />
      <p className="note">
        {say('flip.weights note')} {searched ? say('flip.searched') : null}
      </p>
    </Section>
  )
}

function ReversalSection({ view, report }: Props) {
  const say = useWords(robustnessWords)
  const { context, methodology } = view
  const { language } = context
  const { units, unitsTried, criteria } = report.reversals
  const names = (codes: string[]) =>
    codes.length === 0
      ? say('reversal.nobody')
      : formatList(
          language,
          codes.map((unit) => unitName(language, unit)),
        )
  return (
    <Section id="reversal" title={say('reversal.title')} note={say('reversal.note')}>
      <p className="sentence">
        {unitsTried === 0
          ? say('reversal.units none')
          : units.length === 0
            ? say('reversal.units tried', { n: unitsTried })
            : say('reversal.units some', { n: units.length })}
      </p>
      {criteria.length > 0 ? (
        <DataTable
          caption={say('reversal.criteria')}
          columns={[
            { key: 'leaf', head: say('label.left out') },
            { key: 'moves', head: say('label.moves') },
            { key: 'enters', head: say('reversal.on') },
            { key: 'leaves', head: say('reversal.off') },
          ]}
          rows={criteria.map(({ node, moves, onto, off }) => ({
            key: node,
            cells: {
              leaf: criterionTitle(language, methodology, node),
              moves: say('reversal.criterion', { n: moves }),
              enters: names(onto),
              leaves: names(off),
            },
          }))}
        />
      ) : null}
    </Section>
  )
}

function DoubtSection({ view, report }: Props) {
  const say = useWords(robustnessWords)
  const { context, methodology, declared } = view
  const { language } = context
  return (
    <Section id="doubt" title={say('doubt.title')} note={say('doubt.note')}>
      {report.declared ? null : <p className="sentence unknown">{say('doubt.not declared')}</p>}
      <Facts
        rows={doubtRows(language, methodology, declared, report.drawn).map(({ name, lines }) => ({
          name,
          value: lines.join(' '),
        }))}
      />
      <p className="prose">{say('doubt.always')}</p>
      {report.notes.map((note) => {
        const sentence = noteSentence(language, methodology, note)
        return (
          <p className="note" key={sentence}>
            {sentence}
          </p>
        )
      })}
    </Section>
  )
}

/** The same question with more runs or another seed: a plain form of links. */
export function AgainSection({ view }: { view: RobustnessView }) {
  const say = useWords(robustnessWords)
  const { context, assessment, asked, limits } = view
  const { language } = context
  const offered = [...new Set([limits.least, 500, 2000, 5000, limits.most, asked.replications])]
    .filter((runs) => runs >= limits.least && runs <= limits.most)
    .sort((a, b) => a - b)
  return (
    <Section id="again" title={say('again.title')}>
      <p className="prose">
        <Rich
          say={say}
          word="again.text"
          values={{ id: assessment.id }}
          parts={{ code: (text) => <code>{text}</code> }}
        />
      </p>
      <form
        className="form form-inline"
        method="get"
        action={pathIn(language, `${assessmentPath(assessment.id)}/robustness`)}
      >
        <SelectField
          name="replications"
          label={say('again.runs')}
          hint={say('again.runs hint', {
            least: formatNumber(language, limits.least),
            most: formatNumber(language, limits.most),
          })}
          value={String(asked.replications)}
          options={offered.map((runs) => ({ value: String(runs), name: formatNumber(language, runs) }))}
        />
        <TextField
          name="seed"
          inputMode="numeric"
          label={say('again.seed')}
          hint={say('again.seed hint')}
          value={String(asked.seed)}
        />
        <Button>{say('again.submit')}</Button>
      </form>
    </Section>
  )
}
