import type { HistoryView } from '../../house/history/history-view.ts'
import { HistorySection } from '../../house/history/pages/history-section.tsx'
import type { Text as SeriesText } from '../../indicators/schema.ts'
import type { Explained } from '../../people/policy/words.ts'
import { CriteriaTree, type TreeNode } from '../../ui/charts/tree.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, TextField } from '../../ui/form.tsx'
import { between, formatDay, formatList, type Language, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../ui/section.tsx'
import { useWords, writeNumber } from '../../ui/voice.tsx'
import { TrackLink } from '../backtest/pages/track-link.tsx'
import { words as consultationWords } from '../consultation/words/words.ts'
import { readingName, statedShares } from '../criteria.ts'
import { ruleInWords, weightsInWords } from '../rule-words.ts'
import type { Criterion, Gate, Methodology, Scorecard, ValueRule } from '../schema.ts'
import { codeName, sayIn, textIn, unitName } from '../sentences.ts'
import type { AssessmentCard } from '../store.ts'
import { sayDiff } from '../versions/diff-words.ts'
import { words } from '../words.ts'
import { AssessmentList } from './assessments-page.tsx'

export type MethodologyView = {
  context: PageContext
  methodology: Methodology
  assessments: AssessmentCard[]
  titles: ReadonlyMap<string, SeriesText>
  history: HistoryView
  /** The day offered for a new assessment. */
  today: string
  /** Whether whoever looks may have an assessment made, and why. */
  may: Explained & { allowed: boolean }
}

/** One methodology to be read: who is judged, gates, criteria as a tree, what is our own choice. */
export function MethodologyPage({ view }: { view: MethodologyView }) {
  const { methodology, context } = view
  const { language } = context
  const say = sayIn(language)
  return (
    <Page
      title={textIn(language, methodology.title)}
      description={textIn(language, methodology.question)}
      language={language}
      path={context.path}
      section="methodologies"
      assets={context.assets}
      sources={context.sources}
      alternates={[{ type: 'application/yaml', href: `/methodologies/${methodology.methodology}.yaml` }]}
      crumbs={[
        { name: say('page.methodologies'), href: pathIn(language, '/methodologies') },
        { name: textIn(language, methodology.title) },
      ]}
    >
      <Body view={view} />
    </Page>
  )
}

function Body({ view }: { view: MethodologyView }) {
  const say = useWords(words)
  const { methodology, context, titles } = view
  const { language } = context
  const text = (of: Parameters<typeof textIn>[1]) => textIn(language, of)
  const title = (series: string) => {
    const known = titles.get(series)
    return known ? text(known) : series
  }
  return (
    <>
      <Opening
        title={text(methodology.question)}
        about={[
          {
            name: say('about.method'),
            value: say('about.version', { id: methodology.methodology, version: methodology.version }),
          },
          { name: say('page.methodology'), value: say(`methods.status.${methodology.status}`) },
        ]}
      />
      <Section title={say('method.origin')}>
        <Sentence>{text(methodology.origin)}</Sentence>
      </Section>
      <Section title={say('method.universe')}>
        <p className="prose">
          {methodology.universe
            ? say('method.universe rated', { series: title(methodology.universe.ratedBy) })
            : say('method.universe all')}
        </p>
        {methodology.universe?.except?.map(({ unit, reason }) => (
          <p className="prose" key={unit}>
            {say('excepted', { names: `${unitName(language, unit)} (${text(reason).replace(/\.$/, '')})` })}
          </p>
        ))}
        <p className="prose">{text(methodology.timing)}</p>
      </Section>
      <Section title={say('method.gates')}>
        {methodology.gates.length === 0 ? (
          <p className="prose">{say('method.no gates')}</p>
        ) : (
          <Facts
            rows={methodology.gates.map((gate) => ({
              name: text(gate.title),
              value: (
                <>
                  {gateRule(gate, language, title)}
                  {gate.reason ? <span className="note block">{text(gate.reason)}</span> : null}
                </>
              ),
            }))}
          />
        )}
      </Section>
      {methodology.criteria ? (
        <Section id="criteria" title={say('method.criteria')}>
          <CriteriaTree root={nodeOf(methodology.criteria, null, language, title)} />
          {methodology.beside ? (
            <p className="prose">
              {say('method.beside')}: {ruleInWords(language, methodology.beside.aggregation)}.{' '}
              {text(methodology.beside.reason)}
            </p>
          ) : null}
        </Section>
      ) : null}
      {methodology.scorecard ? (
        <CardSection card={methodology.scorecard} language={language} title={title} />
      ) : null}
      <Section title={say('method.choices')}>
        <ul className="choices">
          {methodology.choices.map((choice) => (
            <li key={choice.en}>{text(choice)}</li>
          ))}
        </ul>
      </Section>
      <Section title={say('method.doubt')}>
        <p className="prose">{methodology.doubt ? text(methodology.doubt.reason) : say('method.no doubt')}</p>
      </Section>
      <Section title={say('method.shortlist')}>
        <p className="prose">
          {say('method.shortlist size', {
            size: String(methodology.shortlist.size),
            presets: formatList(
              language,
              methodology.shortlist.presets.filter((size) => size !== methodology.shortlist.size).map(String),
            ),
          })}{' '}
          {text(methodology.shortlist.reason)}
        </p>
      </Section>
      <Section title={say('method.tip')}>
        <p className="prose">{text(methodology.tip)}</p>
        <TrackLink methodology={methodology} language={language} />
      </Section>
      {methodology.bring ? (
        <Section title={say('label.missing')} note={say('cannot.text')}>
          <DataTable
            caption={say('label.missing')}
            captionHidden
            columns={[
              { key: 'series', head: say('cannot.series') },
              { key: 'where', head: say('cannot.where') },
            ]}
            rows={Object.entries(methodology.bring).map(([series, where]) => ({
              key: series,
              cells: { series: <code>{series}</code>, where: text(where) },
            }))}
          />
        </Section>
      ) : null}
      <Section id="assessments" title={say('method.assessments')}>
        <AssessmentList cards={view.assessments} language={language} />
        {view.may.allowed ? (
          <form
            className="form form-inline"
            method="post"
            action={pathIn(language, `/methodologies/${methodology.methodology}/assess`)}
          >
            <input type="hidden" name="version" value={methodology.version} />
            <TextField
              name="as-of"
              type="date"
              label={say('make.day')}
              hint={say('make.hint')}
              value={view.today}
            />
            <Button first>{say('make.submit')}</Button>
          </form>
        ) : (
          <p className="note">
            {view.may.sentence} {view.may.because} {view.may.remedy}{' '}
            <a href={pathIn(language, '/account')}>{say('record.account')}</a>
          </p>
        )}
      </Section>
      <HistorySection view={view.history} />
      <Section title={say('method.document')}>
        <p>
          <a href={pathIn(language, `/methodologies/${methodology.methodology}/versions`)}>
            {sayDiff(language)('method.versions')}
          </a>{' '}
          ·{' '}
          <a href={`/methodologies/${methodology.methodology}/versions/${methodology.version}.yaml`}>
            {say('method.yaml')}
          </a>{' '}
          · <a href="/methodologies/methodology.schema.json">{say('method.schema')}</a>
        </p>
      </Section>
    </>
  )
}

function CardSection({
  card,
  language,
  title,
}: {
  card: Scorecard
  language: Language
  title: (series: string) => string
}) {
  const say = useWords(words)
  const indicators = card.baskets.flatMap((basket) => basket.indicators)
  return (
    <Section id="card" title={say('method.card')}>
      <Sentence>
        {say('method.card rule', {
          k: card.passAtLeast,
          n: indicators.length,
          hurdles: formatList(
            language,
            card.hurdles.map((hurdle) => textIn(language, hurdle.title)),
          ),
        })}
      </Sentence>
      <CriteriaTree
        root={{
          key: 'card',
          name: textIn(language, card.peers.title),
          weight: null,
          note: card.peers.groups
            .map((group) => `${textIn(language, group.title)} ≤ ${writeNumber(language, group.upTo)}`)
            .join(' · '),
          children: card.baskets.map((basket) => ({
            key: basket.id,
            name: textIn(language, basket.title),
            weight: null,
            children: basket.indicators.map((indicator) => ({
              key: indicator.id,
              name: textIn(language, indicator.title),
              weight: null,
              note: say('method.reads', { series: title(indicator.series) }),
            })),
          })),
        }}
      />
    </Section>
  )
}

export function gateRule(gate: Gate, language: Language, title: (series: string) => string): string {
  const say = sayIn(language)
  const or = (codes: string[], series: string) =>
    codes.map((code) => codeName(language, series, code)).join(', ')
  if ('list' in gate)
    return say(gate.must === 'be absent' ? 'gate.rule.list absent' : 'gate.rule.list listed', {
      series: title(gate.list),
    })
  if ('status' in gate)
    return say('gate.rule.status', {
      passes: or(gate.passes, gate.status),
      fails: or(gate.fails, gate.status),
      months: gate.withinMonths,
    })
  const asked = [
    gate.oneOf ? or(gate.oneOf, gate.series) : '',
    gate.atLeast === undefined ? '' : `≥ ${gate.atLeast}`,
    gate.atMost === undefined ? '' : `≤ ${gate.atMost}`,
  ].filter((part) => part !== '')
  return say('gate.rule.series', { series: title(gate.series), asked: asked.join(', ') })
}

function nodeOf(
  criterion: Criterion,
  weight: number | null,
  language: Language,
  title: (series: string) => string,
): TreeNode {
  const say = sayIn(language)
  const notes: string[] = []
  if (criterion.children) {
    const rule = criterion.aggregation ?? 'arithmetic'
    notes.push(
      `${ruleInWords(language, rule)}${between(language, ';')}${say(`rule.${criterion.missing ?? 'renormalise'}`)}`,
    )
    const weighed = weightsInWords(language, criterion)
    if (weighed !== null) notes.push(weighed)
  }
  if (criterion.read) {
    const parts = [say('method.reads', { series: title(readingName(criterion.read)) })]
    if (criterion.value) parts.push(valueInWords(criterion.value, readingName(criterion.read), language))
    if ('maxAgeYears' in criterion.read && criterion.read.maxAgeYears !== undefined)
      parts.push(say('method.age', { years: criterion.read.maxAgeYears }))
    if (criterion.proxy) parts.push(say('method.proxy'))
    notes.push(parts.join(between(language, ';')))
  }
  if (criterion.reason) notes.push(textIn(language, criterion.reason))
  if (criterion.standsInFor) notes.push(textIn(language, criterion.standsInFor))
  const shares = criterion.children ? statedShares(criterion) : []
  return {
    key: criterion.id,
    name: textIn(language, criterion.title),
    weight,
    note: notes.map((note) => (
      <span className="block" key={note}>
        {note}
      </span>
    )),
    ...(criterion.children
      ? { children: criterion.children.map((child, i) => nodeOf(child, shares[i] ?? null, language, title)) }
      : {}),
  }
}

export function valueInWords(rule: ValueRule, series: string, language: Language): string {
  const say = sayIn(language)
  const n = (value: number) => writeNumber(language, value, Number.isInteger(value) ? {} : { digits: 1 })
  if ('goalposts' in rule)
    return say('value.goalposts', { low: n(rule.goalposts[0]!), high: n(rule.goalposts[1]!) })
  if ('trapezoid' in rule) {
    const [a, b, c, d] = rule.trapezoid.map(n) as [string, string, string, string]
    return say('value.trapezoid', { a, b, c, d })
  }
  if ('threshold' in rule)
    return say(rule.better === 'below' ? 'value.threshold below' : 'value.threshold', {
      at: n(rule.threshold),
    })
  if ('points' in rule)
    return say('value.points', {
      points: rule.points
        .map(([x, y]) => `(${n(x!)}; ${writeNumber(language, y!, { digits: 2 })})`)
        .join(' '),
    })
  if ('codes' in rule)
    return Object.entries(rule.codes)
      .map(
        ([code, value]) =>
          `${codeName(language, series, code)} ${writeNumber(language, value, { digits: 1 })}`,
      )
      .join(', ')
  return say('value.relative')
}

/** All methodologies, with what each asks and its latest assessment. */
export function MethodologiesPage({
  context,
  documents,
}: {
  context: PageContext
  documents: { methodology: Methodology; latest: AssessmentCard | null }[]
}) {
  const { language } = context
  const say = sayIn(language)
  return (
    <Page
      title={say('page.methodologies')}
      language={language}
      path={context.path}
      section="methodologies"
      assets={context.assets}
      sources={context.sources}
    >
      <Opening title={say('methods.title')} />
      <Section wide>
        <p className="prose">{say('methods.text')}</p>
        <p className="prose">
          <a href={pathIn(language, '/consultations')}>{speak(consultationWords, language)('list.title')}</a>
        </p>
      </Section>
      {documents.map(({ methodology, latest }) => (
        <Section
          key={methodology.methodology}
          title={
            <a href={pathIn(language, `/methodologies/${methodology.methodology}`)}>
              {textIn(language, methodology.title)}
            </a>
          }
          note={`${say('about.version', { id: methodology.methodology, version: methodology.version })} · ${say(`methods.status.${methodology.status}`)}`}
        >
          <Sentence>{textIn(language, methodology.question)}</Sentence>
          <p className="prose">{textIn(language, methodology.origin)}</p>
          <p>
            {say('methods.latest')}:{' '}
            {latest ? (
              <a href={pathIn(language, `/assessments/${latest.id}`)}>
                {formatDay(language, latest.asOf)} ({latest.counts.in} / {latest.counts.out} /{' '}
                {latest.counts.unknown})
              </a>
            ) : (
              say('methods.none yet')
            )}
          </p>
        </Section>
      ))}
    </Page>
  )
}
