import { DataTable } from '../../ui/data-table.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Gates } from '../../ui/gate-row.tsx'
import { formatDay, type Language, pathIn } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import { Section, Sentence } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { useWords, writeNumber } from '../../ui/voice.tsx'
import { allCriteria } from '../criteria.ts'
import { basisOf, type ExplainedCriterion, type Explanation, weakness } from '../explanation.ts'
import { whyNotSplit } from '../rule-words.ts'
import type { Criterion, Methodology } from '../schema.ts'
import { codeName, sayIn, textIn, whyMissing } from '../sentences.ts'
import { words } from '../words.ts'
import { type AssessmentView, assessmentPath } from './view.ts'

/** Why one country stands where it stands: its gates and every part of its score, each with what was read. */
export function UnitPage({ view, told }: { view: AssessmentView; told: Explanation }) {
  const { assessment, methodology, context } = view
  const { language } = context
  const say = sayIn(language)
  const run = `${textIn(language, methodology.title)}, ${formatDay(language, assessment.asOf)}`
  return (
    <Page
      title={`${told.name} · ${run}`}
      description={told.headline}
      language={language}
      path={context.path}
      section="assessments"
      assets={context.assets}
      sources={context.sources}
      crumbs={[
        { name: say('page.assessments'), href: pathIn(language, '/assessments') },
        { name: run, href: pathIn(language, assessmentPath(assessment.id)) },
        { name: told.name },
      ]}
    >
      <Body view={view} told={told} />
    </Page>
  )
}

function Body({ view, told }: { view: AssessmentView; told: Explanation }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { language } = context
  const notSplit = whyNotSplit(language, methodology.criteria)
  return (
    <>
      <Opening
        title={say('unit.title', { country: told.name })}
        about={[
          {
            name: say('about.method'),
            value: (
              <a href={pathIn(language, assessmentPath(assessment.id))}>
                {textIn(language, methodology.title)}
              </a>
            ),
          },
          { name: say('about.known on'), value: formatDay(language, assessment.asOf) },
          {
            name: say('unit.page'),
            value: <a href={pathIn(language, `/countries/${told.unit}`)}>{told.name}</a>,
          },
        ]}
      />
      <Section wide>
        {told.standing === 'unknown' || told.standing === 'not judged' ? (
          <Unknown>{told.headline}</Unknown>
        ) : (
          <Sentence>{told.headline}</Sentence>
        )}
      </Section>
      {told.gates.length > 0 ? (
        <Section id="gates" title={say('unit.gates')}>
          <Gates
            caption={say('unit.gates')}
            dates={[{ key: 'day', name: formatDay(language, assessment.asOf) }]}
            asked="day"
            gates={told.gates.map((gate) => ({
              key: gate.gate,
              name: gate.title,
              rule: askedOf(methodology, gate.gate, language),
              cells: {
                day: {
                  status: gate.outcome,
                  word: gate.sentence,
                  reason: (
                    <>
                      {basisOf(language, gate, false)}
                      {gate.source ? <SourceMark id={gate.source} /> : null}
                    </>
                  ),
                },
              },
            }))}
          />
        </Section>
      ) : null}
      {told.criteria.length > 0 ? (
        <Section id="score" title={say('unit.score')}>
          {notSplit === null ? null : <p className="prose">{notSplit}</p>}
          <DataTable
            caption={say('unit.score')}
            captionHidden
            columns={[
              { key: 'criterion', head: say('unit.criterion') },
              { key: 'value', head: say('unit.value'), number: true },
              { key: 'points', head: say('unit.points'), number: true },
              { key: 'read', head: say('unit.read') },
            ]}
            rows={told.criteria.map((criterion) => ({
              key: criterion.id,
              own: criterion.depth === 0,
              cells: {
                criterion: <span className={`depth-${Math.min(criterion.depth, 4)}`}>{criterion.title}</span>,
                value:
                  criterion.value === null ? (
                    <span className="missing">
                      {whyMissing(language, criterion.why ?? 'nothing known', methodology)}
                    </span>
                  ) : (
                    writeNumber(language, criterion.value * 100, { digits: 1 })
                  ),
                points:
                  criterion.points === null ? '' : writeNumber(language, criterion.points, { digits: 1 }),
                read: <ReadCell view={view} criterion={criterion} />,
              },
            }))}
          />
        </Section>
      ) : null}
    </>
  )
}

/** The raw value behind one criterion, opening to its source. */
function ReadCell({ view, criterion }: { view: AssessmentView; criterion: ExplainedCriterion }) {
  const say = useWords(words)
  const { methodology, assessment, context } = view
  const document = allCriteria(methodology.criteria).find(({ id }) => id === criterion.id)
  const cell = criterion.cell
  if (!cell?.source || !document) return null
  const error = cell.standardError
  return (
    <>
      <Figure
        value={cell.value}
        {...(cell.code === null ? {} : { text: codeName(context.language, seriesOf(document), cell.code) })}
        digits={cell.value !== null && Number.isInteger(cell.value) ? 0 : 2}
        interval={
          cell.value === null || error === null
            ? null
            : // 90 % of a normal error lies within 1.645 of its standard deviations.
              {
                low: cell.value - 1.645 * error,
                high: cell.value + 1.645 * error,
                kind: 'confidence',
                level: 90,
              }
        }
        year={cell.year}
        revised={cell.revised}
        source={cell.source}
        madeBy={say('about.version', { id: assessment.methodology, version: assessment.version })}
        note={[cell.basis === null ? null : weakness(context.language, cell.basis), cell.note]
          .filter((part) => part !== null)
          .join(' ')}
      />
      {document.proxy ? <span className="note"> {say('method.proxy')}</span> : null}
    </>
  )
}

function seriesOf({ read }: Criterion): string {
  if (!read) return ''
  return 'series' in read ? read.series : read.count
}

/** What a gate asks for, short enough for a narrow column. */
function askedOf(methodology: Methodology, id: string, language: Language): string {
  const gate = methodology.gates.find((each) => each.id === id)
  if (!gate || !('status' in gate)) return ''
  return gate.passes.map((status) => codeName(language, gate.status, status)).join(', ')
}
