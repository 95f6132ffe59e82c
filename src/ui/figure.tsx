import type { ReactNode } from 'react'
import type { MissingReason } from '../indicators/schema.ts'
import { formatDay } from './language.ts'
import { BoxRow, OneMark, useSources } from './sources.tsx'
import { type NumberStyle, useLanguage, useUiWords, writeNumber } from './voice.tsx'

/**
 * How far a value may lie from the truth. `sensitivity` is the spread over runs
 * of a model (never called a confidence interval); `confidence` is a published
 * or computed interval. `level` is in per cent, e.g. 90.
 */
export type Interval = {
  low: number
  high: number
  kind: 'sensitivity' | 'confidence'
  level: number | null
}

export type FigureProps = NumberStyle & {
  /** null is "not known": say why in `missing`. */
  value: number | null
  /** The value in words where it is a code ("Tier 2") or needs its own wording ("up to US$5.0 million"). */
  text?: string | undefined
  /** Follows the value: "of 100", "%", "people". Starts with its own space if it wants one. */
  unit?: string | undefined
  interval?: Interval | null | undefined
  /** Leave the interval out of the sentence (it stays in the box). */
  quiet?: boolean | undefined
  /** The year it describes. */
  year?: number | string | null | undefined
  /** The edition the value is taken from, `YYYY[-MM[-DD]]`; shown as "values as revised in …". */
  revised?: string | null | undefined
  /** Id of the source, among those given to `<Page>`; several when it is made of several. */
  source: string | readonly string[]
  /** The inputs it was computed from. */
  from?: ReactNode
  /** Method, version, seed, runs. */
  madeBy?: ReactNode
  missing?: MissingReason | string | null | undefined
  note?: ReactNode
}

/**
 * A figure in a sentence, a table or a chart: value, unit and interval, then
 * the number of its source, which opens source, value, year and method in place.
 */
export function Figure(props: FigureProps) {
  const { value, text, unit, interval, quiet, year, revised, source, from, madeBy, missing, note } = props
  const sources = useSources()
  const say = useUiWords()
  const language = useLanguage()
  const ids = typeof source === 'string' ? [source] : source
  const [first = '', ...others] = ids
  const box = sources.nextFigure()

  const write = (number: number) => writeNumber(language, number, props)
  const unitText = unit === undefined ? '' : /^[\s%]/.test(unit) ? unit : ` ${unit}`
  const shown = text ?? (value === null ? say('figure.notKnown') : write(value) + unitText)
  const described = sources.known.get(first)

  return (
    <span className="figure">
      <span className="figure-value">{shown}</span>
      {interval && !quiet ? <span className="figure-interval"> ({rangeText()})</span> : null}
      <OneMark
        id={first}
        opens={box}
        label={`${say('sources.number', { number: sources.number(first) })}: ${say('figure.ask', { value: shown })}`}
      />
      {others.map((id) => (
        <OneMark key={id} id={id} opens={null} />
      ))}
      <span className="source-box" id={box} popover="auto">
        <BoxRow name={say('sources.number', { number: sources.number(first) })} first>
          {described ? `${described.publisher}, ${described.title}` : first}
        </BoxRow>
        <BoxRow name={say('figure.value')}>
          {shown}
          {interval ? `, ${intervalName()}: ${rangeText()}` : ''}
        </BoxRow>
        {from ? <BoxRow name={say('figure.from')}>{from}</BoxRow> : null}
        {year ? (
          <BoxRow name={say('figure.year')}>
            {revised
              ? say('figure.revised', { year: String(year), revised: formatDay(language, revised) })
              : String(year)}
          </BoxRow>
        ) : null}
        {madeBy ? <BoxRow name={say('figure.madeBy')}>{madeBy}</BoxRow> : null}
        {missing ? <BoxRow name={say('figure.missing')}>{missingText(missing)}</BoxRow> : null}
        {note ? <BoxRow name={say('figure.note')}>{note}</BoxRow> : null}
        <BoxRow name="">
          <a href={`#source-${sources.number(first)}`}>{say('sources.entry')}</a>
        </BoxRow>
      </span>
    </span>
  )

  function rangeText(): string {
    if (!interval) return ''
    // A dash between negative numbers reads as another minus.
    return interval.low < 0 || interval.high < 0
      ? say('interval.range', { low: write(interval.low), high: write(interval.high) })
      : `${write(interval.low)}–${write(interval.high)}`
  }

  function intervalName(): string {
    return interval ? nameOfInterval(say, interval) : ''
  }

  function missingText(reason: string): string {
    const key = `missing.${reason}` as 'missing.not published'
    return reason in reasons ? say(key) : reason
  }
}

const reasons: Record<MissingReason, true> = {
  'not published': true,
  'not applicable': true,
  'not yet imported': true,
  suppressed: true,
  'not yet released': true,
}

/** "sensitivity range, 90% of runs" or "90% interval". */
export function nameOfInterval(
  say: ReturnType<typeof useUiWords>,
  { kind, level }: Pick<Interval, 'kind' | 'level'>,
): string {
  if (kind === 'sensitivity') {
    return level === null
      ? say('interval.sensitivityPlain')
      : say('interval.sensitivity', { level: String(level) })
  }
  return level === null
    ? say('interval.confidencePlain')
    : say('interval.confidence', { level: String(level) })
}
