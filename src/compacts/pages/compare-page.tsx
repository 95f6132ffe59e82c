import type { ReactNode } from 'react'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, Buttons, type Option, SelectField } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section } from '../../ui/section.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import type { Agreement, Money, PlanLine } from '../agreement.ts'
import type { Change, Piece } from '../diff.ts'
import { atPlace } from '../elements.ts'
import { showMoney, writeAmount } from '../forms/amounts.ts'
import { amountOf } from '../forms/lines.ts'
import {
  type Leaf,
  labelOf,
  leavesOf,
  orderOf,
  patternOf,
  type Reading,
  readValue,
  whereOf,
} from '../print/leaves.ts'
import { textWords } from '../words/text.ts'
import { words } from '../words/words.ts'
import { Both } from './agreement-text.tsx'
import { languageName } from './controls.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'

/** A text to be compared: a version by its number, or the draft. */
export type Compared = { name: string; agreement: Agreement }

/** An amendment that lies between the two texts, and why it was opened. */
export type Why = { amendment: number; reason: string }

/** What one text changes in another: taken out struck through, put in underlined, so that no colour is needed. */
export function ComparePage({
  context,
  view,
  from,
  to,
  changes,
  options,
  chosen,
  why = [],
  organisations,
}: {
  context: PageContext
  view: CompactView
  from: Compared
  to: Compared
  changes: readonly Change[]
  options: Option[]
  chosen: { from: string; to: string }
  why?: readonly Why[]
  /** What the organisations of both texts are called. */
  organisations?: ReadonlyMap<string, string> | undefined
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const title = say('compare.between', { from: from.name, to: to.name })
  const [before, after]: [Reading, Reading] = [
    { agreement: from.agreement, language, organisations },
    { agreement: to.agreement, language, organisations },
  ]
  const whyTitle = speak(textWords, language)('compare.why')
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={title}
      crumbs={[
        { name: say('versions.title'), href: compactPath(language, id, '/versions') },
        { name: title },
      ]}
    >
      <Section wide>
        <form className="form form-inline" method="get" action={compactPath(language, id, '/compare')}>
          <SelectField name="from" label={say('compare.from')} value={chosen.from} options={options} />
          <SelectField name="to" label={say('compare.to')} value={chosen.to} options={options} />
          <Buttons>
            <Button>{say('compare.submit')}</Button>
          </Buttons>
        </form>
      </Section>
      {why.length === 0 ? null : (
        <Section title={whyTitle}>
          <Facts
            rows={why.map(({ amendment, reason }) => ({
              name: say('draft.amendment title', { number: amendment }),
              value: reason,
            }))}
          />
        </Section>
      )}
      {changes.some(({ place }) => place.startsWith('plan/') || place.startsWith('tranches')) ? (
        <Totals before={from.agreement} after={to.agreement} />
      ) : null}
      <Section title={say('compare.changes')} note={say('compare.note')}>
        {changes.length === 0 ? (
          <p className="prose">{say('compare.none')}</p>
        ) : (
          <ul className="standing-list">
            {byElement(changes, before, after).map(({ key, where, changes: own }) => (
              <li key={key}>
                <p>
                  <b>{where}</b>
                </p>
                {own.map((change) => (
                  <OneChange
                    key={`${change.place} ${change.what} ${change.what === 'text' ? change.language : ''}`}
                    change={change}
                    before={before}
                    after={after}
                  />
                ))}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </CompactFrame>
  )
}

/** The place of the element that a place lies in, so that two of one name stay two; null for what is in no list. */
function elementAt(place: string): string | null {
  const last = patternOf(place).split('/').lastIndexOf('*')
  return last === -1
    ? null
    : place
        .split('/')
        .slice(0, last + 1)
        .join('/')
}

/** Changes of one element together, in the order of the document. */
function byElement(
  changes: readonly Change[],
  before: Reading,
  after: Reading,
): { key: string; where: string; changes: Change[] }[] {
  const found = new Map<string, { key: string; where: string; part: number; changes: Change[] }>()
  for (const change of changes) {
    // What is gone is called what it was; an element as the later text calls it.
    const where = whereOf(change.place, change.what === 'removed' ? before : after)
    const element = elementAt(change.place) ?? where
    const known = found.get(element)
    const [part = '', second = ''] = change.place.split('/')
    if (known !== undefined) known.changes.push(change)
    else
      found.set(element, {
        key: element,
        where,
        part: part === 'plan' ? orderOf(`plan/${second}`) : orderOf(part),
        changes: [change],
      })
  }
  const elements = [...found.values()].sort((a, b) => a.part - b.part)
  for (const each of elements) each.changes.sort((a, b) => orderOf(a.place) - orderOf(b.place))
  return elements
}

/** What the money of a text comes to in each currency, before and after. */
function Totals({ before, after }: { before: Agreement; after: Agreement }) {
  const language = useLanguage()
  const say = speak(words, language)
  const own = speak(textWords, language)
  const sums = [
    {
      key: 'contributions',
      name: say('part title.contributions'),
      of: ({ plan }: Agreement) => plan.contributions.map(({ amount }) => amount),
    },
    { key: 'lines', name: say('lines.title'), of: ({ plan }: Agreement) => plan.lines.map(amountOf) },
    {
      key: 'tranches',
      name: say('part title.tranches'),
      of: ({ tranches }: Agreement) => tranches.map(({ amount }) => amount),
    },
  ]
  const rows = sums.flatMap(({ key, name, of }) => {
    const [was, is] = [totals(of(before)), totals(of(after))]
    return [...new Set([...was.keys(), ...is.keys()])].map((currency) => {
      const [from, to] = [was.get(currency) ?? 0, is.get(currency) ?? 0]
      return {
        key: `${key} ${currency}`,
        cells: {
          sum: name,
          before: showMoney({ minor: from, currency }, language),
          after: showMoney({ minor: to, currency }, language),
          difference: difference({ minor: from, currency }, { minor: to, currency }, language) ?? '–',
        },
      }
    })
  })
  return (
    <Section title={own('compare.totals')}>
      <DataTable
        caption={own('compare.totals')}
        captionHidden
        columns={[
          { key: 'sum', head: own('compare.sum') },
          { key: 'before', head: own('compare.before'), number: true },
          { key: 'after', head: own('compare.after'), number: true },
          { key: 'difference', head: own('compare.difference'), number: true },
        ]}
        rows={rows}
      />
    </Section>
  )
}

function totals(amounts: readonly Money[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const { minor, currency } of amounts) found.set(currency, (found.get(currency) ?? 0) + minor)
  return found
}

/** By how much an amount changed, with its sign; null for none, and between two currencies. */
export function difference(before: Money, after: Money, language: Language): string | null {
  if (before.currency !== after.currency || before.minor === after.minor) return null
  const by = { minor: Math.abs(after.minor - before.minor), currency: after.currency }
  return `${after.minor > before.minor ? '+' : '−'}${writeAmount(by, language)}`
}

function OneChange({ change, before, after }: { change: Change; before: Reading; after: Reading }) {
  const language = useLanguage()
  const say = speak(words, language)
  const field = fieldName(change.place, language)
  const head = (what: string): ReactNode => (
    <p className="note">
      {field === null ? '' : `${field} · `}
      {what}
    </p>
  )
  switch (change.what) {
    case 'text':
      return (
        <>
          {head(languageName(change.language, language))}
          <p className="prose" lang={change.language} dir="auto">
            <Pieces pieces={change.pieces} />
          </p>
        </>
      )
    case 'value':
      return (
        <>
          {head(say('compare.changed'))}
          <p className="prose">
            <FromTo change={change} before={before} after={after} />
          </p>
        </>
      )
    case 'moved':
      return head(`${say('compare.moved')}: ${change.from} → ${change.to}`)
    case 'added':
      return (
        <>
          {head(say('compare.added'))}
          <ins>
            <Leaves leaves={leavesOf(change.after, change.place, after)} on={after} />
          </ins>
        </>
      )
    case 'removed':
      return (
        <>
          {head(say('compare.removed'))}
          <del>
            <Leaves leaves={leavesOf(change.before, change.place, before)} on={before} />
          </del>
        </>
      )
  }
}

/** What it was and what it is; of an amount also by how much it changed. */
function FromTo({
  change,
  before,
  after,
}: {
  change: Extract<Change, { what: 'value' }>
  before: Reading
  after: Reading
}) {
  const { language } = after
  const [was, is] = valuesOf(change, before.agreement, after.agreement)
  const text = (value: unknown, on: Reading) => {
    const read = readValue(value, change.place, on)
    return 'said' in read ? read.said : JSON.stringify(read.text)
  }
  const by = isMoney(was) && isMoney(is) ? difference(was, is, language) : null
  return (
    <>
      <del>{text(was, before)}</del> → <ins>{text(is, after)}</ins>
      {by === null ? '' : ` (${by})`}
    </>
  )
}

/** A line that is amended for the first time was as it was first signed, not nothing. */
function valuesOf(
  { place, before, after }: Extract<Change, { what: 'value' }>,
  from: Agreement,
  to: Agreement,
): [unknown, unknown] {
  if (patternOf(place) !== 'plan/lines/*/revised') return [before, after]
  const line = place.replace(/\/revised$/, '')
  const first = (agreement: Agreement) => (atPlace(agreement, line) as PlanLine | undefined)?.original ?? null
  return [before ?? first(from), after ?? first(to)]
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value

/** Pieces in their order; each stands for itself, also twice. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces
        .map((piece, place) => ({ ...piece, key: `piece-${place}` }))
        .map(({ text, in: where, key }) =>
          where === 'both' ? (
            <span key={key}>{text}</span>
          ) : where === 'before' ? (
            <del key={key}>{text}</del>
          ) : (
            <ins key={key}>{text}</ins>
          ),
        )}
    </>
  )
}

/** Everything in an element, by name, in each language of the text. */
function Leaves({ leaves, on }: { leaves: readonly Leaf[]; on: Reading }) {
  return (
    <>
      {leaves
        .map((leaf, place) => ({ leaf, key: `leaf-${place}` }))
        .map(({ leaf, key }) =>
          'inner' in leaf ? (
            <div key={key}>
              <p className="note">
                <b>{[leaf.label, leaf.title].filter((each) => each !== '').join(': ')}</b>
              </p>
              <Leaves leaves={leaf.inner} on={on} />
            </div>
          ) : 'text' in leaf.value ? (
            <div key={key}>
              <p className="note">{leaf.label}</p>
              <Both
                text={leaf.value.text}
                languages={[...new Set([...on.agreement.languages, ...Object.keys(leaf.value.text)])]}
              />
            </div>
          ) : (
            <Facts
              key={key}
              rows={[{ name: leaf.label, value: <span className="digest">{leaf.value.said}</span> }]}
            />
          ),
        )}
    </>
  )
}

/** What the field of a place is called on the forms; null where it is an element or a whole part. */
export function fieldName(place: string, language: Language): string | null {
  if (!place.includes('/') || place.startsWith('sections/')) return null
  return labelOf(place, language)
}
