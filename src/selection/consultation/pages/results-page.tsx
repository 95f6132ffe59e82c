import { DotRange } from '../../../ui/charts/dot-range.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, SelectField, TextField } from '../../../ui/form.tsx'
import { formatDay, formatList, formatNumber, pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { allCriteria } from '../../criteria.ts'
import type { Methodology } from '../../schema.ts'
import { textIn as inLanguage, unitName } from '../../sentences.ts'
import { type Sent, textIn, type Weighed } from '../forms.ts'
import type { Results } from '../results.ts'
import { joinedBy, outcomes, type Points, type Round } from '../schema.ts'
import type { Objection } from '../store.ts'
import type { RankingsView } from '../view.ts'
import { words } from '../words/words.ts'
import {
  nameOfGroup,
  pointsText,
  pulledText,
  RoundFrame,
  roundPath,
  spreadText,
  type Words,
} from './frame.tsx'

export type ResultsView = {
  context: PageContext
  round: Round
  methodology: Methodology
  weighed: Weighed[]
  written: Points
  results: Results
  /** Comments that are not for everybody; empty for who does not hold the round. */
  kept: string[]
  rankings: RankingsView | null
  objections: Objection[]
  /** What a newer version of the document no longer has. */
  gone: { version: number; parts: string[]; points: number } | null
  mayHold: boolean
  mayAnswer: boolean
  sent: Sent
  errors: FieldError[]
}

/** What came of a consultation, once it is over: by group, together, in rankings, with objections and their answers. */
export function ResultsPage({ view }: { view: ResultsView }) {
  const { context, round, methodology, results, kept, gone } = view
  const { language } = context
  const say = speak(words, language)
  const here = roundPath(language, round.id, '/results')
  const nameOf = (id: string) => view.weighed.find((each) => each.id === id)?.name ?? id
  const shown = results.groups.filter((group) => group.shown)
  const group = (key: string) => nameOfGroup(round, key, say)
  const number = (value: number) => formatNumber(language, value)
  const fewest = number(results.fewest)
  const comments = shown.filter((each) => each.comments.length > 0)
  return (
    <RoundFrame
      context={context}
      round={round}
      methodology={methodology}
      title={say('results.title')}
      rest="/results"
      state={say('state.closed')}
    >
      <Section>
        <Headline />
        {results.apart === null ? null : (
          <Sentence>
            {say('results.apart', {
              part: nameOf(results.apart.id),
              most: group(results.apart.most.key),
              high: pointsText(language, results.apart.most.mean),
              least: group(results.apart.least.key),
              low: pointsText(language, results.apart.least.mean),
            })}
          </Sentence>
        )}
        {gone === null ? null : (
          <Notice word={say('results.gone word', { version: String(gone.version) })}>
            {say('results.gone', {
              parts: formatList(language, gone.parts.map(nameOf)),
              version: String(gone.version),
              points: pointsText(language, gone.points),
            })}
          </Notice>
        )}
        <p className="prose">
          <a href={pathIn(language, `/consultations/${round.id}/results.csv`)}>{say('results.download')}</a>
          {' · '}
          <a href={`/api/v1/consultations/${round.id}/results`}>{say('results.json')}</a>
        </p>
      </Section>
      <Section title={say('results.who')} note={say('groups.fewest', { fewest })}>
        <DataTable
          caption={say('results.who')}
          captionHidden
          columns={[
            { key: 'group', head: say('column.group') },
            { key: 'joined', head: say('column.joined') },
            { key: 'share', head: say('column.share'), number: true },
            { key: 'answers', head: say('column.answers'), number: true },
            { key: 'paper', head: say('column.paper'), number: true },
          ]}
          rows={results.groups.map((each) => ({
            key: each.key,
            cells: {
              group: group(each.key),
              joined: say(`joined.${joinedBy(round, each.key)}`),
              share: say('percent', { share: String(each.share) }),
              answers: each.shown ? number(each.answers) : say('results.fewer'),
              paper: each.shown
                ? each.onPaper === null
                  ? say('results.few paper')
                  : number(each.onPaper)
                : '–',
            },
          }))}
        />
      </Section>
      {shown.length === 0 ? null : (
        <Section wide>
          <SpreadFinding view={view} say={say} />
        </Section>
      )}
      <Section title={say('results.weights')} wide>
        <Weights view={view} say={say} />
      </Section>
      <Section title={say('rankings.title')} wide>
        <RankingsPart view={view} say={say} />
      </Section>
      <Section id="objections" title={say('objection.title')}>
        <ObjectionsPart {...view} say={say} here={here} />
      </Section>
      {comments.length === 0 ? null : (
        <Section title={say('results.comments')}>
          {comments.map(({ key, comments: texts }) => (
            <div key={key}>
              <h3>{group(key)}</h3>
              <Texts texts={texts} />
            </div>
          ))}
        </Section>
      )}
      {kept.length === 0 ? null : (
        <div className="no-print">
          <Section title={say('results.kept')}>
            <Texts texts={kept} />
          </Section>
        </div>
      )}
    </RoundFrame>
  )

  function Headline() {
    const [first] = results.readings
    if (first === undefined) return <Unknown next={say('results.none next')}>{say('results.none')}</Unknown>
    if (!results.complete) {
      const hidden = results.groups.filter((each) => !each.shown).map(({ key }) => group(key))
      return (
        <Unknown next={say('results.incomplete next')}>
          {say('results.incomplete', { groups: formatList(language, hidden) })}
        </Unknown>
      )
    }
    const [most] = Object.entries(first.points).sort(([, one], [, other]) => other - one)
    return (
      <Sentence>
        {say('results.complete', {
          fewest,
          most: nameOf(most?.[0] ?? ''),
          points: pointsText(language, most?.[1] ?? 0),
        })}
      </Sentence>
    )
  }
}

/** What people wrote, as they wrote it, each under the next. */
function Texts({ texts }: { texts: string[] }) {
  return (
    <ul className="prose">
      {texts.map((text, place) => (
        // Two may have written the same.
        // biome-ignore lint/suspicious/noArrayIndexKey: they are drawn once and never reordered
        <li key={place} dir="auto">
          {text}
        </li>
      ))}
    </ul>
  )
}

function SpreadFinding({ view, say }: { view: ResultsView; say: Words }) {
  const { context, round, results, weighed } = view
  const shown = results.groups.filter((group) => group.shown)
  const most = Math.max(
    10,
    ...shown.flatMap(({ spread }) => Object.values(spread).flatMap(({ high, mean }) => [high, mean])),
  )
  const top = Math.min(100, Math.ceil(most / 10) * 10)
  // Side by side a few parts can be compared; more of them stand below each other, each with its own axis.
  const chunks: Weighed[][] = []
  for (let from = 0; from < weighed.length; from += 4) chunks.push(weighed.slice(from, from + 4))
  const rows = shown.map(({ key, spread }) => ({
    key,
    name: nameOfGroup(round, key, say),
    values: Object.fromEntries(
      Object.entries(spread).map(([id, { mean, low, high }]) => [id, { value: mean, low, high }]),
    ),
  }))
  const panelsOf = (some: Weighed[]) =>
    some.map(({ id, name }) => ({ key: id, name, domain: [0, top] as [number, number] }))
  return (
    <Finding
      level={2}
      title={say('results.spread')}
      subtitle={say('results.spread note')}
      caveat={pulledText(context.language, round, shown, weighed, say)}
      download={pathIn(context.language, `/consultations/${round.id}/results.csv`)}
      table={chunks.map((some) => (
        <DataTable
          key={some[0]?.id}
          caption={say('results.spread')}
          tight
          columns={[
            { key: 'group', head: say('column.group') },
            ...some.map(({ id, name }) => ({ key: id, head: name })),
          ]}
          rows={shown.map(({ key, spread }) => ({
            key,
            cells: {
              group: nameOfGroup(round, key, say),
              ...Object.fromEntries(
                some.map(({ id }) => {
                  const of = spread[id]
                  return [id, of === undefined ? '–' : spreadText(context.language, of, say)]
                }),
              ),
            },
          }))}
        />
      ))}
    >
      {chunks.map((some) => (
        <DotRange
          key={some[0]?.id}
          caption={say('results.spread')}
          rowHead={say('column.group')}
          panels={panelsOf(some)}
          rows={rows}
          digits={1}
          range="whisker"
        />
      ))}
    </Finding>
  )
}

/** Points as written, by each reading, and by each group. */
function Weights({ view, say }: { view: ResultsView; say: Words }) {
  const { context, round, results, weighed, written } = view
  const shown = results.groups.filter((group) => group.shown)
  return (
    <DataTable
      caption={say('results.weights')}
      captionHidden
      columns={[
        { key: 'part', head: say('column.part') },
        { key: 'written', head: say('reading.document'), number: true },
        ...results.readings.map(({ kind }) => ({ key: kind, head: say(`reading.${kind}`), number: true })),
        ...shown.map(({ key }) => ({
          key: `group ${key}`,
          head: nameOfGroup(round, key, say),
          number: true,
        })),
      ]}
      rows={weighed.map(({ id, name }) => ({
        key: id,
        cells: {
          part: name,
          written: pointsText(context.language, written[id] ?? 0),
          ...Object.fromEntries(
            results.readings.map(({ kind, points }) => [kind, pointsText(context.language, points[id] ?? 0)]),
          ),
          ...Object.fromEntries(
            shown.map(({ key, spread }) => [
              `group ${key}`,
              pointsText(context.language, spread[id]?.mean ?? 0),
            ]),
          ),
        },
      }))}
    />
  )
}

function RankingsPart({ view, say }: { view: ResultsView; say: Words }) {
  const { context, round, results, rankings } = view
  const { language } = context
  if (results.readings.length === 0)
    return <Unknown next={say('results.none next')}>{say('results.none')}</Unknown>
  if (rankings === null) return <Unknown next={say('rankings.none next')}>{say('rankings.none')}</Unknown>
  const { found, assessment, asOf, benches } = rankings
  const size = formatNumber(language, found.size)
  const head = (key: string) =>
    key === 'document' || key === 'all' || key === 'scaled' || key === 'as written'
      ? say(`reading.${key}`)
      : say('reading.without', { group: nameOfGroup(round, key, say) })
  const names = (units: string[]) =>
    units.length === 0
      ? say('nobody')
      : formatList(
          language,
          units.map((unit) => unitName(language, unit)),
        )
  return (
    <>
      {found.moves
        .filter(({ key }) => key !== 'as written')
        .map(({ key, comesIn, dropsOut }, place) => {
          const same = comesIn.length === 0 && dropsOut.length === 0
          const kind = place > 0 ? 'without' : results.complete ? 'all' : 'shown'
          return (
            <p className="prose" key={key}>
              {say(`move.${same ? 'same' : 'some'}.${kind}`, {
                size,
                group: nameOfGroup(round, key, say),
                comes: names(comesIn),
                drops: names(dropsOut),
              })}
            </p>
          )
        })}
      <DataTable
        caption={say('rankings.caption', { size })}
        columns={[
          { key: 'country', head: say('column.country') },
          ...found.columns.map((key) => ({ key, head: head(key), number: true })),
        ]}
        rows={found.rows.map(({ unit, ranks }) => ({
          key: unit,
          cells: {
            country: (
              <a href={pathIn(language, `/assessments/${assessment}/${unit}`)}>{unitName(language, unit)}</a>
            ),
            ...Object.fromEntries(
              found.columns.map((key, place) => {
                const rank = ranks[place]
                return [key, rank == null ? '–' : formatNumber(language, rank)]
              }),
            ),
          },
        }))}
      />
      <ul className="prose">
        {benches.map(({ kind, state }) => (
          <li key={kind}>
            <a href={`${pathIn(language, `/assessments/${assessment}/workbench`)}#${state}`}>
              {say(view.mayAnswer ? 'rankings.bench save' : 'rankings.bench', {
                reading: say(`reading.${kind}`),
              })}
            </a>
          </li>
        ))}
      </ul>
      <p className="note">
        <a href={pathIn(language, `/assessments/${assessment}`)}>
          {say('rankings.note', { day: formatDay(language, asOf) })}
        </a>
      </p>
    </>
  )
}

/** Objections with their answers, and forms for who owes them. They are known by their number: an id is not for everybody. */
export function ObjectionsPart({
  context,
  methodology,
  objections,
  mayAnswer,
  sent,
  errors,
  say,
  here,
}: Pick<ResultsView, 'context' | 'methodology' | 'objections' | 'mayAnswer' | 'sent' | 'errors'> & {
  say: Words
  /** Where answers are sent to, without the last part. */
  here: string
}) {
  const { language } = context
  if (objections.length === 0) return <Sentence>{say('objection.none')}</Sentence>
  const title = (id: string) => {
    const found = allCriteria(methodology.criteria).find((criterion) => criterion.id === id)
    return found === undefined ? id : inLanguage(language, found.title)
  }
  const asked = textIn(sent, 'objection')
  const errorOf = (id: string, part: 'outcome' | 'text') =>
    asked === id ? errors.find(({ field }) => field === `${part}.${id}`)?.message : undefined
  return objections.map(({ id, criterion, reason, public: shown, answers }, place) => (
    <div key={id} id={`objection-${place + 1}`}>
      <h3>{say('objection.of', { criterion: title(criterion) })}</h3>
      {shown || mayAnswer ? (
        <p className="prose" dir="auto">
          {reason}
        </p>
      ) : null}
      {shown ? null : <p className="note">{say('objection.not public')}</p>}
      {answers.length === 0 ? <p className="prose">{say('objection.waits')}</p> : null}
      {answers.map(({ outcome, text, at }) => (
        <p className="prose" key={at.toISOString() + text}>
          {say('objection.answered', {
            outcome: say(`outcome.${outcome}`),
            day: formatDay(language, at.toISOString().slice(0, 10)),
            text,
          })}
        </p>
      ))}
      {mayAnswer ? (
        <form className="form" method="post" action={`${here}/objections/${id}`}>
          {asked === id ? <ErrorSummary errors={errors} /> : null}
          <OnceField />
          <SelectField
            name={`outcome.${id}`}
            label={say('objection.answer')}
            value={textIn(sent, `outcome.${id}`)}
            error={errorOf(id, 'outcome')}
            options={[
              { value: '', name: say('judgement.choose') },
              ...outcomes.map((outcome) => ({ value: outcome, name: say(`outcome.${outcome}`) })),
            ]}
          />
          <TextField
            name={`text.${id}`}
            label={say('objection.answer text')}
            error={errorOf(id, 'text')}
            value={textIn(sent, `text.${id}`)}
            rows={3}
          />
          <Buttons>
            <Button>{say('objection.answer send')}</Button>
          </Buttons>
        </form>
      ) : null}
    </div>
  ))
}
