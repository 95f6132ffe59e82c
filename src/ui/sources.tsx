import { createContext, type ReactNode, useContext } from 'react'
import type { Source } from '../indicators/schema.ts'
import { formatDay } from './language.ts'
import { useLanguage, useUiWords } from './voice.tsx'

/**
 * The sources of one page, numbered in the order in which the page first uses
 * them. `<Page>` makes one for each rendering: rendering walks the page from
 * top to bottom, so the numbers rise as the reader reads.
 */
export class SourceList {
  readonly known: Map<string, Source>
  readonly used: string[] = []
  #figures = 0

  constructor(sources: Iterable<Source>) {
    this.known = new Map([...sources].map((source) => [source.id, source]))
  }

  /** The number of a source on this page, from 1. */
  number(id: string): number {
    const place = this.used.indexOf(id)
    return place >= 0 ? place + 1 : this.used.push(id)
  }

  /** A name for the next box on this page. */
  nextFigure(): string {
    this.#figures += 1
    return `figure-${this.#figures}`
  }
}

export const SourcesContext = createContext<SourceList | null>(null)

export function useSources(): SourceList {
  const sources = useContext(SourcesContext)
  if (!sources) throw new Error('A source mark stands outside <Page> and has no list to be numbered in')
  return sources
}

/**
 * The raised number of a source. Opens what is known about the source in place
 * (a popover: no script needed, Escape closes it); the same number heads its
 * entry in `<SourcesSection>`, so that paper keeps it.
 */
export function SourceMark({ id }: { id: string | readonly string[] }) {
  const ids = typeof id === 'string' ? [id] : id
  return (
    <>
      {ids.map((one) => (
        <OneMark key={one} id={one} opens={null} />
      ))}
    </>
  )
}

/** A number that opens the box named; the source's own when null. */
export function OneMark({ id, opens, label }: { id: string; opens: string | null; label?: string }) {
  const sources = useSources()
  const say = useUiWords()
  const number = sources.number(id)
  const source = sources.known.get(id)
  const title = source ? source.publisher : id
  return (
    <span className="source-hold">
      {'⁠' /* word joiner: the number never starts a line alone */}
      <button
        type="button"
        className="source-mark"
        popoverTarget={opens ?? `source-box-${number}`}
        aria-label={label ?? say('sources.mark', { number, title })}
      >
        <span aria-hidden="true">{number}</span>
      </button>
    </span>
  )
}

/** One line of a source box. */
export function BoxRow({ name, children, first }: { name: string; children: ReactNode; first?: boolean }) {
  return (
    <span className={first ? 'source-box-row first' : 'source-box-row'}>
      <span>{name}</span>
      <span>{children}</span>
    </span>
  )
}

/**
 * The list at the end of the page: every source used above it, same numbers,
 * with publisher, title, edition, licence and what it asks to be printed.
 * `<Page>` puts it there; nothing is drawn when no source was used.
 */
export function SourcesSection({ note }: { note?: ReactNode }) {
  const sources = useSources()
  const say = useUiWords()
  if (sources.used.length === 0) return null
  return (
    <section className="section section-sided sources" aria-labelledby="sources">
      <div className="section-head">
        <h2 id="sources">{say('sources.title')}</h2>
        <p className="section-note">{note ?? say('sources.note')}</p>
      </div>
      <div className="section-body">
        <ol>
          {sources.used.map((id, place) => (
            <li key={id} id={`source-${place + 1}`}>
              <span className="number">{place + 1}</span>
              <span>
                <Entry id={id} source={sources.known.get(id)} />
                <SourceBox id={id} number={place + 1} source={sources.known.get(id)} />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

function Entry({ id, source }: { id: string; source: Source | undefined }) {
  const say = useUiWords()
  const language = useLanguage()
  if (!source) return <>{say('sources.undescribed', { id })}</>
  const facts = [
    source.revised && say('sources.revised', { day: formatDay(language, source.revised) }),
    say('sources.licence', { licence: source.licence }),
    source.retrieved && say('sources.retrieved', { day: formatDay(language, source.retrieved) }),
    source.attribution,
    source.inPack ? null : say('sources.own'),
  ].filter((fact) => fact)
  return (
    <>
      {source.publisher}, <SourceTitle source={source} />. {facts.join(' ')}
    </>
  )
}

function SourceTitle({ source }: { source: Source }) {
  return source.url ? (
    <a href={source.url} className="source-link">
      {source.title}
    </a>
  ) : (
    source.title
  )
}

function SourceBox({ id, number, source }: { id: string; number: number; source: Source | undefined }) {
  const say = useUiWords()
  const language = useLanguage()
  return (
    <span className="source-box" id={`source-box-${number}`} popover="auto">
      <BoxRow name={say('sources.number', { number })} first>
        {source ? source.publisher : id}
      </BoxRow>
      {source ? (
        <>
          <BoxRow name="">
            <SourceTitle source={source} />
          </BoxRow>
          {source.coverage ? <BoxRow name={say('sources.covers')}>{source.coverage}</BoxRow> : null}
          {source.gaps ? <BoxRow name={say('sources.gaps')}>{source.gaps}</BoxRow> : null}
          {source.revised ? (
            <BoxRow name={say('sources.editionRow')}>{formatDay(language, source.revised)}</BoxRow>
          ) : null}
          {source.retrieved ? (
            <BoxRow name={say('sources.retrievedRow')}>{formatDay(language, source.retrieved)}</BoxRow>
          ) : null}
          <BoxRow name={say('sources.licenceRow')}>{source.licence}</BoxRow>
        </>
      ) : (
        <BoxRow name="">{say('sources.undescribed', { id })}</BoxRow>
      )}
    </span>
  )
}
