import type { ReactNode } from 'react'
import { Button, Buttons, type Option, SelectField } from '../../ui/form.tsx'
import { formatDay, formatNumber, type Language, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import type { Agreement } from '../agreement.ts'
import type { Change, Piece, Plain } from '../diff.ts'
import { showMoney } from '../forms/amounts.ts'
import { words } from '../words/words.ts'
import { Both } from './agreement-text.tsx'
import { languageName } from './controls.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'
import { placeName } from './places.ts'

/** A text to be compared: a version by its number, or the draft. */
export type Compared = { name: string; agreement: Agreement }

/** What one text changes in another: taken out struck through, put in underlined, so that no colour is needed. */
export function ComparePage({
  context,
  view,
  from,
  to,
  changes,
  options,
  chosen,
}: {
  context: PageContext
  view: CompactView
  from: Compared
  to: Compared
  changes: readonly Change[]
  options: Option[]
  chosen: { from: string; to: string }
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const title = say('compare.between', { from: from.name, to: to.name })
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
      <Section title={say('compare.changes')} note={say('compare.note')}>
        {changes.length === 0 ? (
          <p className="prose">{say('compare.none')}</p>
        ) : (
          <ul className="standing-list">
            {changes.map((change) => (
              <li key={`${change.place} ${change.what} ${change.what === 'text' ? change.language : ''}`}>
                <OneChange change={change} from={from.agreement} to={to.agreement} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </CompactFrame>
  )
}

function OneChange({ change, from, to }: { change: Change; from: Agreement; to: Agreement }) {
  const language = useLanguage()
  const say = speak(words, language)
  const where = placeName(change.place, change.what === 'removed' ? from : to, language)
  const field = fieldName(change.place, language)
  const head = (what: string): ReactNode => (
    <p className="note">
      <b>{where}</b>
      {field === null ? '' : ` · ${field}`} · {what}
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
            <del>{sayPlain(change.before, language)}</del> <ins>{sayPlain(change.after, language)}</ins>
          </p>
        </>
      )
    case 'moved':
      return head(
        `${say('compare.moved')}: ${formatNumber(language, change.from)} → ${formatNumber(language, change.to)}`,
      )
    case 'added':
      return (
        <>
          {head(say('compare.added'))}
          <ins>
            <Whole value={change.after} languages={to.languages} />
          </ins>
        </>
      )
    case 'removed':
      return (
        <>
          {head(say('compare.removed'))}
          <del>
            <Whole value={change.before} languages={from.languages} />
          </del>
        </>
      )
  }
}

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

/** The texts of a whole element, which is all a reader needs to see which it is. */
function Whole({ value, languages }: { value: unknown; languages: readonly string[] }) {
  const language = useLanguage()
  if (typeof value !== 'object' || value === null) return <>{String(value)}</>
  const named = Object.entries(value)
  const texts = named.filter(
    (entry): entry is [string, Record<string, string>] =>
      typeof entry[1] === 'object' &&
      entry[1] !== null &&
      !Array.isArray(entry[1]) &&
      languages.some((tag) => typeof (entry[1] as Record<string, unknown>)[tag] === 'string'),
  )
  const money = named.flatMap(([name, each]) =>
    isMoney(each) ? [{ name, text: showMoney(each, language) }] : [],
  )
  return (
    <>
      {texts.map(([name, text]) => (
        <Both key={name} text={text} languages={languages} />
      ))}
      {money.map(({ name, text }) => (
        <span key={name} className="block">
          {text}
        </span>
      ))}
    </>
  )
}

const isMoney = (value: unknown): value is { minor: number; currency: string } =>
  typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value

/** How a value that is no text reads: days in words, amounts with their currency. */
export function sayPlain(value: Plain, language: Language): string {
  const say = speak(words, language)
  if (value === null) return '–'
  if (typeof value === 'boolean') return say(value ? 'text.yes' : 'text.no')
  if (typeof value === 'number') return formatNumber(language, value)
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(language, value) : value
  if (Array.isArray(value)) return value.map((each) => sayPlain(each as Plain, language)).join(', ') || '–'
  return showMoney(value as { minor: number; currency: string }, language)
}

/** What the last word of a path is called on the forms; null where it is the element itself. */
export function fieldName(place: string, language: Language): string | null {
  const say = speak(words, language)
  const last = place.split('/').at(-1) ?? ''
  const found = fields[last]
  return place.split('/').length > 1 && found !== undefined ? say(found) : null
}

const fields: Record<string, keyof typeof words.en> = {
  theoryOfChange: 'field.theory',
  component: 'field.component',
  deliverable: 'field.deliverable',
  due: 'field.due',
  evidence: 'field.evidence',
  description: 'field.description',
  implementer: 'field.implementer',
  instrument: 'field.instrument',
  sites: 'field.sites',
  definition: 'field.definition',
  unit: 'field.unit',
  formula: 'field.formula',
  measure: 'field.measured as',
  frequency: 'field.frequency',
  dueAfterDays: 'field.due after',
  responsible: 'field.responsible',
  reporters: 'field.reporters',
  limits: 'field.limits',
  value: 'field.value',
  low: 'field.low',
  high: 'field.high',
  method: 'field.method',
  rationale: 'field.rationale',
  title: 'field.title',
  name: 'field.party name',
  amount: 'field.amount',
  original: 'plan.original',
  revised: 'plan.revised',
  planned: 'field.planned',
  holds: 'field.holds',
  by: 'field.by',
  ends: 'field.ends',
  begins: 'field.begins',
  years: 'field.years',
  mechanisms: 'field.mechanisms',
  oversight: 'field.oversight',
  likelihood: 'field.likelihood',
  effect: 'field.effect',
  response: 'field.response',
  forms: 'field.forms',
  regions: 'field.regions',
  currency: 'field.plan currency',
  source: 'field.source',
  party: 'field.party',
  organisation: 'field.organisation',
  signs: 'field.signs',
  side: 'field.party side',
  valuation: 'field.valuation',
  what: 'field.what',
  note: 'field.note',
}
