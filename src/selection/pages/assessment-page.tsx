import type { HistoryView } from '../../house/history/history-view.ts'
import { HistorySection } from '../../house/history/pages/history-section.tsx'
import { WorldMap } from '../../ui/charts/world-map.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Finding, Key } from '../../ui/finding.tsx'
import { Button, ButtonLink, Buttons, TextField } from '../../ui/form.tsx'
import { Island } from '../../ui/island.tsx'
import { formatDay, formatList, pathIn } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { OutcomeBar } from '../../ui/outcome-bar.tsx'
import { Page } from '../../ui/page.tsx'
import { Rich } from '../../ui/rich.tsx'
import { OnThisPage, Section, Verdict } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useWords, writeNumber } from '../../ui/voice.tsx'
import { leavesOf } from '../criteria.ts'
import { DecisionsLink } from '../decisions/pages/link.tsx'
import { ranking, sourcesOf } from '../groups.ts'
import CheckAgain from '../islands/check-again.tsx'
import { RobustnessLink } from '../robustness/pages/link.tsx'
import type { UnitResult } from '../schema.ts'
import {
  criterionTitle,
  gateTitle,
  revisedSentences,
  sayIn,
  summary,
  textIn,
  unitName,
} from '../sentences.ts'
import { words } from '../words.ts'
import { WorkbenchButton } from '../workbench/pages/link.tsx'
import { type Compared, CompareSection } from './compare-section.tsx'
import { type Filter, RankingSection } from './ranking-section.tsx'
import { RecordForm, type RecordState } from './record-form.tsx'
import {
  ExcludedSection,
  LackingSection,
  ProposalsSection,
  UnknownSection,
  WhatIfSection,
} from './standing-sections.tsx'
import { type AssessmentView, assessmentPath, numericToIso3, seriesTitle } from './view.ts'

export type AssessmentPageProps = {
  view: AssessmentView
  filter: Filter
  compared: Compared
  record: RecordState
  history: HistoryView
}

/** One assessment: verdict, ranking, who is out and who cannot be judged, how sure, how to check it. */
export function AssessmentPage({ view, filter, compared, record, history }: AssessmentPageProps) {
  const { assessment, methodology, context } = view
  const { language } = context
  const say = sayIn(language)
  return (
    <Page
      title={`${textIn(language, methodology.title)}, ${formatDay(language, assessment.asOf)}`}
      description={summary(language, assessment.result)}
      language={language}
      path={context.path}
      section="assessments"
      assets={context.assets}
      sources={context.sources}
      crumbs={[
        { name: say('page.assessments'), href: pathIn(language, '/assessments') },
        { name: `${textIn(language, methodology.title)}, ${formatDay(language, assessment.asOf)}` },
      ]}
      alternates={[
        { type: 'text/csv', href: `${assessmentPath(assessment.id)}.csv` },
        { type: 'application/json', href: `/api/v1/assessments/${assessment.id}` },
      ]}
    >
      <Body view={view} filter={filter} compared={compared} record={record} history={history} />
    </Page>
  )
}

function Body({ view, filter, compared, record, history }: AssessmentPageProps) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { result, inputs } = assessment
  const { language } = context
  return (
    <>
      <Opening title={textIn(language, methodology.question)} about={aboutRow(view)} />
      {result.cannotJudge ? (
        <CannotJudge view={view} />
      ) : (
        <>
          <VerdictSection view={view} />
          <OnThisPage
            links={[
              { name: say('nav.ranking'), href: '#ranking' },
              { name: say('nav.out'), href: '#out' },
              ...(result.counts.unknown > 0
                ? [
                    { name: say('nav.unknown'), href: '#unknown' },
                    { name: say('nav.if'), href: '#if' },
                  ]
                : []),
              { name: say('nav.sure'), href: '#sure' },
              { name: say('nav.check'), href: '#check' },
            ]}
          />
          <RankingSection view={view} filter={filter} />
          <CompareSection view={view} compared={compared} />
          <ProposalsSection view={view} />
          <ExcludedSection view={view} />
          <UnknownSection view={view} form={<RecordForm view={view} state={record} />} />
          <WhatIfSection view={view} />
          <LackingSection view={view} />
          <SureSection view={view} />
          <RobustnessLink assessment={assessment.id} language={language} />
          <DecisionsLink assessment={assessment.id} language={language} />
        </>
      )}
      <Section id="time" title={say('time.title')}>
        <p className="prose">{textIn(language, methodology.timing)}</p>
        {revisedSentences(language, inputs, (series) => seriesTitle(view, series)).map((note) => (
          <p className="prose" key={note}>
            {note}
          </p>
        ))}
      </Section>
      <CheckSection view={view} />
      <HistorySection view={history} />
      {record.may.allowed ? <MakeSection view={view} /> : null}
    </>
  )
}

function aboutRow({ assessment, methodology, context }: AssessmentView) {
  const say = sayIn(context.language)
  const { language } = context
  return [
    {
      name: say('about.method'),
      value: (
        <a href={pathIn(language, `/methodologies/${methodology.methodology}`)}>
          {say('about.version', { id: methodology.methodology, version: methodology.version })}
        </a>
      ),
    },
    { name: say('about.known on'), value: formatDay(language, assessment.asOf) },
    { name: say('about.seed'), value: String(assessment.seed) },
    { name: say('about.runs'), value: writeNumber(language, assessment.replicates) },
    { name: say('about.digest'), value: <code>{assessment.resultDigest.slice(0, 12)}</code> },
  ]
}

function VerdictSection({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { result } = assessment
  const { language } = context
  const n = (value: number) => writeNumber(language, value)
  const first = ranking(result)
    .filter(({ rank }) => rank !== null)
    .slice(0, 3)
  const leader = first[0]
  return (
    <Section wide>
      <Verdict>
        <Rich
          say={say}
          word="verdict"
          values={{
            of: n(result.counts.of),
            in: n(result.counts.in),
            out: n(result.counts.out),
            unknown: n(result.counts.unknown),
          }}
          parts={{ b: (text) => <strong>{text}</strong> }}
        />
      </Verdict>
      {leader?.rankRange ? (
        <p className="prose">
          {say('verdict.leaders', {
            n: first.length,
            first: formatList(
              language,
              first.map(({ unit }) => unitName(language, unit)),
            ),
            low: leader.rankRange[0],
            high: leader.rankRange[1],
          })}
        </p>
      ) : null}
      <OutcomeBar
        passed={result.counts.in}
        failed={result.counts.out}
        unknown={result.counts.unknown}
        reasons={{
          passed: result.funnel.map(({ gate }) => gateTitle(language, methodology, gate)).join(' · '),
          failed: result.funnel
            .filter(({ failed }) => failed > 0)
            .map(({ gate, failed }) => `${gateTitle(language, methodology, gate)}: ${n(failed)}`)
            .join(' · '),
          unknown: result.funnel
            .filter(({ unknown }) => unknown > 0)
            .map(({ gate, unknown }) => `${gateTitle(language, methodology, gate)}: ${n(unknown)}`)
            .join(' · '),
        }}
      />
      <MapFinding view={view} />
      <Buttons>
        <ButtonLink first href={pathIn(language, `${assessmentPath(assessment.id)}/memo`)}>
          {say('action.memo')}
        </ButtonLink>
        <WorkbenchButton assessment={assessment.id} language={language} />
        <ButtonLink href={`${assessmentPath(assessment.id)}.csv`}>{say('action.csv')}</ButtonLink>
        <ButtonLink href={`/api/v1/assessments/${assessment.id}`}>{say('action.json')}</ButtonLink>
        <ButtonLink href={pathIn(language, `/methodologies/${methodology.methodology}`)}>
          {say('action.method')}
        </ButtonLink>
      </Buttons>
    </Section>
  )
}

/** The map of who is in, out and unknown; the table beside it is the ranking below. */
export function MapFinding({ view, labelled = 6 }: { view: AssessmentView; labelled?: number }) {
  const say = useWords(words)
  const { assessment, context } = view
  const { language } = context
  return (
    <Finding
      level={2}
      title={say('map.title')}
      keys={
        <Key
          items={[
            { tone: 'd1', name: say('map.key in') },
            { tone: 'out', name: say('map.key out') },
            { tone: 'hatch', name: say('map.key unknown') },
            { tone: 'none', name: say('map.key none') },
          ]}
        />
      }
      caveat={say('map.caveat')}
    >
      <WorldMap
        countries={Object.fromEntries(
          assessment.result.units.map((unit) => [
            unit.unit,
            {
              name: unitName(language, unit.unit),
              fill: unit.standing,
              // Only the shortlist is numbered: fifty numbers on a phone say nothing.
              rank: unit.rank !== null && unit.rank <= assessment.result.shortlistSize ? unit.rank : null,
              says: saysOnMap(unit, view),
              href: pathIn(language, `${assessmentPath(assessment.id)}/${unit.unit}`),
            },
          ]),
        )}
        numericToIso3={numericToIso3}
        labelled={labelled}
      />
    </Finding>
  )
}

function saysOnMap(unit: UnitResult, { methodology, context }: AssessmentView): string {
  const say = sayIn(context.language)
  if (unit.standing === 'in') return say('map.says in')
  const wanted = unit.standing === 'out' ? 'failed' : 'unknown'
  const gate = unit.gates.find(({ outcome }) => outcome === wanted)?.gate ?? ''
  return say(`map.says ${unit.standing}`, { gate: gateTitle(context.language, methodology, gate) })
}

function CannotJudge({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const missing = assessment.result.cannotJudge!.missing
  return (
    <Section title={say('cannot.title')} note={say('cannot.text')}>
      <p className="sentence unknown">{summary(context.language, assessment.result)}</p>
      <DataTable
        caption={say('label.missing')}
        columns={[
          { key: 'series', head: say('cannot.series') },
          { key: 'where', head: say('cannot.where') },
        ]}
        rows={missing.map((series) => ({
          key: series,
          cells: {
            series: <code>{series}</code>,
            where: methodology.bring?.[series]
              ? textIn(context.language, methodology.bring[series])
              : seriesTitle(view, series),
          },
        }))}
      />
    </Section>
  )
}

function SureSection({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { language } = context
  const { result } = assessment
  const ranged = ranking(result).filter(({ rankRange }) => rankRange !== null)
  if (ranged.length === 0) return null
  const width = ({ rankRange }: UnitResult) => rankRange![1] - rankRange![0] + 1
  const widest = ranged.reduce((a, b) => (width(b) > width(a) ? b : a))
  const mean = ranged.reduce((sum, unit) => sum + width(unit), 0) / ranged.length
  const title = (id: string) => criterionTitle(language, methodology, id)
  const fixed = leavesOf(methodology.criteria)
    .map(({ id }) => id)
    .filter((id) => !result.drawnCriteria.includes(id))
  return (
    <Section id="sure" title={say('sure.title')} note={say('ranking.caveat')}>
      <p className="sentence">
        {say('sure.finding', {
          width: writeNumber(language, mean, { digits: 1 }),
          name: unitName(language, widest.unit),
          low: widest.rankRange![0],
          high: widest.rankRange![1],
        })}
        .
      </p>
      {result.drawnCriteria.length > 0 ? (
        <p className="prose">
          {say('sure.drawn', { names: formatList(language, result.drawnCriteria.map(title)) })}
        </p>
      ) : null}
      {fixed.length > 0 ? (
        <p className="prose">{say('sure.fixed', { names: formatList(language, fixed.map(title)) })}</p>
      ) : null}
      {methodology.doubt ? <p className="prose">{textIn(language, methodology.doubt.reason)}</p> : null}
      <p className="note">
        <SourceMark id={sourcesOf(assessment.inputs)} />
      </p>
    </Section>
  )
}

function CheckSection({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment } = view
  return (
    <Section id="check" title={say('check.title')}>
      <p className="prose">{say('check.text')}</p>
      <p>
        <code className="digest">{assessment.resultDigest}</code>
      </p>
      <Island
        of={CheckAgain}
        name="selection/check-again"
        with={{ address: `/api/v1/assessments/${assessment.id}`, digest: assessment.resultDigest }}
      />
      <p className="note">{say('check.noscript', { id: assessment.id })}</p>
    </Section>
  )
}

function MakeSection({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment, context } = view
  return (
    <Section title={say('make.title')}>
      <form
        className="form form-inline"
        method="post"
        action={pathIn(context.language, `/methodologies/${assessment.methodology}/assess`)}
      >
        <TextField
          name="as-of"
          type="date"
          label={say('make.day')}
          hint={say('make.hint')}
          value={assessment.asOf}
        />
        <Button>{say('make.submit')}</Button>
      </form>
    </Section>
  )
}
