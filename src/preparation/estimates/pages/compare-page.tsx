import { printable } from '../../../indicators/wording.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Button, Buttons, SelectField } from '../../../ui/form.tsx'
import { type Language, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence, Verdict } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { precisionOf, rounded } from '../../rounding.ts'
import { prepareCrumb } from '../../studies/pages/frame.tsx'
import type { Comparison } from '../compare.ts'
import {
  barePoints,
  sayFigure,
  sayLevel,
  sayNumber,
  sayPart,
  sayPeriod,
  sayPlace,
  sayPoints,
} from '../say.ts'
import type { EstimateCard } from '../store.ts'
import { estimateWords } from '../words.ts'
import { estimateFigure, estimateNames } from './lists.tsx'

/** Two estimates beside each other; never a difference without what to mind, and none where it has no meaning. */
export function ComparePage({
  context,
  cards,
  asked,
  compared,
}: {
  context: PageContext
  /** Those the reader may choose from. */
  cards: readonly EstimateCard[]
  asked: { first: string; second: string }
  compared: { first: EstimateCard; second: EstimateCard; comparison: Comparison } | null
}) {
  const { language } = context
  const say = speak(estimateWords, language)
  const names = estimateNames(cards, language)
  const options = [
    { value: '', name: '–' },
    ...cards.map(({ id }) => ({ value: id, name: names.get(id) ?? id })),
  ]
  return (
    <Page
      title={say('v.title')}
      description={say('v.lead')}
      language={language}
      path={context.path}
      section="prepare"
      assets={context.assets}
      sources={context.sources}
      indexed={false}
      crumbs={[
        prepareCrumb(language),
        { name: say('all.title'), href: pathIn(language, '/estimates') },
        { name: say('v.title') },
      ]}
    >
      <Opening title={say('v.title')}>
        <Sentence>{say('v.lead')}</Sentence>
      </Opening>
      {compared === null ? null : (
        <>
          <Section title={say('v.answer')}>
            <Answer comparison={compared.comparison} of={compared.first} language={language} />
          </Section>
          <Section title={say('v.whole')} wide>
            <SideBySide first={compared.first} second={compared.second} language={language} />
          </Section>
        </>
      )}
      <Section title={say('v.choose')}>
        {cards.length < 2 ? (
          <Unknown>{say('v.none')}</Unknown>
        ) : (
          <form className="form" method="get" action={pathIn(language, '/estimates/compare')}>
            <SelectField name="first" label={say('v.first')} value={asked.first} options={options} />
            <SelectField name="second" label={say('v.second')} value={asked.second} options={options} />
            <Buttons>
              <Button first>{say('v.show')}</Button>
            </Buttons>
          </form>
        )}
      </Section>
    </Page>
  )
}

function Answer({
  comparison,
  of,
  language,
}: {
  comparison: Comparison
  of: EstimateCard
  language: Language
}) {
  const say = speak(estimateWords, language)
  if (comparison.kind !== 'change')
    return (
      <>
        <Verdict>{say(comparison.kind === 'refused' ? 'v.refused' : 'v.no figure')}</Verdict>
        {comparison.kind === 'refused' ? <Reasons reasons={comparison.reasons} /> : null}
      </>
    )
  const { change, warnings, inTime } = comparison
  return (
    <>
      {warnings.length === 0 ? null : (
        <>
          <h3>{say('v.warnings')}</h3>
          <Reasons reasons={warnings} />
        </>
      )}
      {change === null ? (
        <Unknown>{say('v.no interval')}</Unknown>
      ) : (
        <>
          <Verdict>{changeText(change, inTime, of, language)}</Verdict>
          <p className="prose">{say('v.independent')}</p>
        </>
      )}
    </>
  )
}

function changeText(
  change: NonNullable<Extract<Comparison, { kind: 'change' }>['change']>,
  inTime: boolean,
  { head }: EstimateCard,
  language: Language,
): string {
  const say = speak(estimateWords, language)
  const { value, low, high, level, verdict } = change
  if (verdict === 'unchanged') return say('v.unchanged')
  const step = precisionOf(value, [{ level: level / 100, low, high, kind: 'normal' }])
  // Between two shares lie points, not per cent of either.
  const isShare = head.quantity === 'share'
  const number = (limit: number, to: 'down' | 'up') =>
    isShare
      ? barePoints(rounded(limit, step, to), step, language)
      : sayNumber(rounded(limit, step, to), step, head.quantity, language).replace('-', '−')
  const size = verdict === 'no change detectable' ? value : Math.abs(value)
  const word = inTime || verdict === 'no change detectable' ? verdict : (`${verdict} apart` as const)
  return say(`v.${word}`, {
    difference: isShare
      ? sayPoints(rounded(size, step), step, language)
      : sayFigure(rounded(size, step), step, head, language).replace('-', '−'),
    level: sayLevel(level / 100, language),
    low: number(low, 'down'),
    high: number(high, 'up'),
  })
}

function Reasons({ reasons }: { reasons: readonly string[] }) {
  return (
    <ul className="prose">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}

function SideBySide({
  first,
  second,
  language,
}: {
  first: EstimateCard
  second: EstimateCard
  language: Language
}) {
  const say = speak(estimateWords, language)
  const row = (key: string, name: string, of: (card: EstimateCard) => string) => ({
    key,
    cells: { name, first: of(first), second: of(second) },
  })
  const names = estimateNames([first, second], language)
  const link = (card: EstimateCard) => (
    <a href={pathIn(language, `/estimates/${card.id}`)}>{names.get(card.id)}</a>
  )
  return (
    <DataTable
      caption={say('v.whole')}
      captionHidden
      columns={[
        { key: 'name', head: say('side.what') },
        { key: 'first', head: say('v.first') },
        { key: 'second', head: say('v.second') },
      ]}
      rows={[
        { key: 'link', cells: { name: say('list.what'), first: link(first), second: link(second) } },
        row('figure', say('list.figure'), (card) => estimateFigure(card, language)),
        row('definition', say('f.definition'), ({ head }) => printable(head.definition)),
        row('codebook', say('f.codebook'), ({ codebook, head }) =>
          codebook === null
            ? say('f.codebook none', { why: printable(head.codebookNotStated ?? '') }).trim()
            : say('f.codebook version', {
                title: printable(codebook.title ?? say('not stated')),
                version: codebook.version,
              }),
        ),
        row('place', say('f.place'), ({ head, country }) => sayPlace(head, country, language)),
        row('period', say('f.period'), ({ head }) => sayPeriod(head, language)),
        row('stock', say('f.stockOrFlow'), ({ head }) =>
          head.stockOrFlow === null ? say('not stated') : say(head.stockOrFlow),
        ),
        row('part', say('f.part'), ({ head }) => sayPart(head, language) ?? say('in.all of them')),
        row('base', say('f.base'), ({ head }) => printable(head.populationBase.words)),
        row('frame', say('f.frame'), ({ head }) =>
          head.frame === null ? say('not stated') : printable(head.frame),
        ),
        row('measured', say('f.measured'), ({ head }) => say(head.measured)),
      ]}
    />
  )
}
