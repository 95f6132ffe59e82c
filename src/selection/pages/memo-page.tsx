import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, formatList, type Language, pathIn } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import { Section, Sentence } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { useWords, writeNumber } from '../../ui/voice.tsx'
import { gateName } from '../criteria.ts'
import { excluded, type Group, shortlist, sourcesOf, unjudged } from '../groups.ts'
import type { Methodology } from '../schema.ts'
import {
  codeName,
  criterionTitle,
  gateTitle,
  lackingSentence,
  revisedSentences,
  sayIn,
  summary,
  textIn,
  unitName,
} from '../sentences.ts'
import { words } from '../words.ts'
import { type AssessmentView, assessmentPath, seriesTitle } from './view.ts'

/** Two printed pages for whoever decides: the shortlist, how it was made, what is not known, room to decide. */
export function MemoPage({ view }: { view: AssessmentView }) {
  const { assessment, methodology, context } = view
  const { language } = context
  const say = sayIn(language)
  const run = `${textIn(language, methodology.title)}, ${formatDay(language, assessment.asOf)}`
  return (
    <Page
      title={`${say('memo.title')} · ${run}`}
      language={language}
      path={context.path}
      section="assessments"
      assets={context.assets}
      sources={context.sources}
      crumbs={[
        { name: say('page.assessments'), href: pathIn(language, '/assessments') },
        { name: run, href: pathIn(language, assessmentPath(assessment.id)) },
        { name: say('page.memo') },
      ]}
    >
      <Body view={view} />
    </Page>
  )
}

function Body({ view }: { view: AssessmentView }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { language } = context
  const { result, inputs } = assessment
  const first = shortlist(result)
  const write = (value: number) => writeNumber(language, value, { digits: 1 })
  const parts = methodology.criteria?.children?.map(({ id }) => id) ?? []
  return (
    <div className="memo">
      <Opening
        title={textIn(language, methodology.question)}
        about={[
          {
            name: say('about.method'),
            value: say('about.version', { id: assessment.methodology, version: assessment.version }),
          },
          { name: say('about.known on'), value: formatDay(language, assessment.asOf) },
          { name: say('about.seed'), value: String(assessment.seed) },
          { name: say('about.digest'), value: <code>{assessment.resultDigest.slice(0, 16)}</code> },
        ]}
      />
      {context.assets.inline === undefined ? (
        <p className="note no-print">
          {say('memo.print')} <a href={pathIn(language, assessmentPath(assessment.id))}>{say('memo.back')}</a>
        </p>
      ) : null}
      <Section
        title={say('memo.shortlist', { k: result.shortlistSize })}
        note={textIn(language, methodology.shortlist.reason)}
      >
        <Sentence>
          {summary(language, result)}
          <SourceMark id={sourcesOf(inputs)} />
        </Sentence>
        {first.length > 0 ? (
          <DataTable
            caption={say('memo.shortlist', { k: result.shortlistSize })}
            captionHidden
            tight
            columns={[
              { key: 'country', head: say('label.country') },
              { key: 'rank', head: say('label.rank'), number: true },
              { key: 'ranks', head: say('label.rank range'), number: true },
              { key: 'score', head: say('label.score'), number: true },
              { key: 'scores', head: say('label.range'), number: true },
              ...parts.map((id) => ({
                key: id,
                head: criterionTitle(language, methodology, id),
                unit: '0–100',
                number: true,
              })),
            ]}
            rows={first.map((unit) => ({
              key: unit.unit,
              cells: {
                country: unitName(language, unit.unit),
                rank: unit.rank,
                ranks: unit.rankRange ? `${unit.rankRange[0]}–${unit.rankRange[1]}` : '–',
                score: unit.score === null ? '–' : write(unit.score),
                scores: unit.scoreRange ? `${write(unit.scoreRange[0])}–${write(unit.scoreRange[1])}` : '–',
                ...Object.fromEntries(
                  parts.map((id) => {
                    const value = unit.criteria.find((each) => each.id === id)?.value
                    return [id, value == null ? '–' : writeNumber(language, value * 100, { digits: 0 })]
                  }),
                ),
              },
            }))}
          />
        ) : null}
        <p className="note">{say('ranking.caveat')}</p>
      </Section>
      <Section title={say('memo.how')}>
        <p className="prose">{textIn(language, methodology.origin)}</p>
        <ul className="choices">
          {result.funnel.map((step) => (
            <li key={step.gate}>
              {gateTitle(language, methodology, step.gate)}: {say('label.passed')} {step.passed},{' '}
              {say('label.failed')} {step.failed}, {say('label.unknown')} {step.unknown}
            </li>
          ))}
        </ul>
        <ul className="choices">
          {methodology.choices.map((choice) => (
            <li key={choice.en}>{textIn(language, choice)}</li>
          ))}
        </ul>
      </Section>
      <Section title={say('memo.doubts')}>
        {methodology.doubt ? <p className="prose">{textIn(language, methodology.doubt.reason)}</p> : null}
        {methodology.universe ? (
          <p className="prose">{lackingSentence(language, inputs, methodology.universe.ratedBy)}</p>
        ) : null}
        {revisedSentences(language, inputs, (series) => seriesTitle(view, series)).map((note) => (
          <p className="prose" key={note}>
            {note}
          </p>
        ))}
        {result.counts.unknown > 0 ? (
          <p className="prose">
            <b>
              {say('standing.unknown')} ({result.counts.unknown}):
            </b>{' '}
            {formatList(
              language,
              unjudged(result)
                .flatMap(({ units }) => units.map(({ unit }) => unitName(language, unit)))
                .sort((a, b) => a.localeCompare(b, language)),
            )}
          </p>
        ) : null}
        {result.counts.out > 0 ? (
          <p className="prose">
            <b>
              {say('standing.out')} ({result.counts.out}):
            </b>{' '}
            {excluded(result)
              .map((group) => `${foundIn(methodology, group, language)} ${group.units.length}`)
              .join(' · ')}
          </p>
        ) : null}
      </Section>
      <Section title={say('memo.decide')}>
        <p className="prose">{say('memo.decide text')}</p>
        <div className="memo-lines" aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
        </div>
      </Section>
    </div>
  )
}

/** What was found where a group stopped: the tier, the status, the list. */
function foundIn(methodology: Methodology, group: Group, language: Language): string {
  const gate = methodology.gates.find(({ id }) => id === group.gate)!
  return group.found === null ? textIn(language, gate.title) : codeName(language, gateName(gate), group.found)
}
