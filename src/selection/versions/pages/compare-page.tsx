import { Bars } from '../../../ui/charts/bars.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { formatDay, formatList, pathIn } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { OnThisPage, Section } from '../../../ui/section.tsx'
import { useWords, writeNumber } from '../../../ui/voice.tsx'
import { sayIn, textIn, unitName } from '../../sentences.ts'
import { joinedAndLeft } from '../diff-moves.ts'
import { sayChange, sayNames, sayPlace, sayWhy, type Titles, verdict, versionName } from '../diff-say.ts'
import type { TextPiece } from '../diff-text.ts'
import { diffWords } from '../diff-words.ts'
import type { Comparison, YearCompared } from '../diff-years.ts'

export type CompareView = { context: PageContext; comparison: Comparison; titles: Titles }

/** Rows of countries that are shown; the rest is counted and in the JSON. */
const mostMoves = 30
/** Lines of text that are shown at once; a longer comparison is opened by whoever wants it. */
const mostLines = 120

/** Two versions beside each other: rules in words, who moved, earlier years, the text line by line. */
export function ComparePage({ view }: { view: CompareView }) {
  const { context, comparison } = view
  const { language } = context
  const { methodology } = comparison.to
  return (
    <Page
      title={`${versionName(language, comparison.from.methodology)} → ${versionName(language, methodology)}`}
      description={verdict(language, comparison)}
      language={language}
      path={context.path}
      section="methodologies"
      assets={context.assets}
      sources={context.sources}
      crumbs={[
        { name: sayIn(language)('page.methodologies'), href: pathIn(language, '/methodologies') },
        {
          name: textIn(language, methodology.title),
          href: pathIn(language, `/methodologies/${methodology.methodology}/versions`),
        },
      ]}
    >
      <Body view={view} />
    </Page>
  )
}

function Body({ view: { context, comparison, titles } }: { view: CompareView }) {
  const say = useWords(diffWords)
  const { language } = context
  const { changes, years, text } = comparison
  const both = { from: comparison.from.methodology, to: comparison.to.methodology }
  const newest = years[0]!
  const moves = newest.moves.slice(0, mostMoves)
  const lines = text.pieces.reduce((sum, piece) => sum + piece.lines.length, 0)
  return (
    <>
      <Opening
        title={verdict(language, comparison)}
        about={[
          { name: say('about.before'), value: versionName(language, both.from) },
          { name: say('about.after'), value: versionName(language, both.to) },
          { name: say('about.day'), value: formatDay(language, newest.asOf) },
          { name: say('about.years'), value: writeNumber(language, years.length - 1) },
        ]}
      />
      <OnThisPage
        links={(['rules', 'moves', 'years', 'text'] as const).map((id) => ({
          name: say(`section.${id}`),
          href: `#${id}`,
        }))}
      />
      <Section id="rules" title={say('section.rules')}>
        {changes.rules.length === 0 ? (
          <p className="prose">{say('rules.none')}</p>
        ) : (
          <ul className="choices">
            {changes.rules.map((change) => {
              const sentence = sayChange(language, change, both, titles)
              return <li key={sentence}>{sentence}</li>
            })}
          </ul>
        )}
        {changes.aside.length === 0 ? null : (
          <>
            <p className="note">{say('rules.aside')}</p>
            <ul className="choices">
              {changes.aside.map((change) => {
                const sentence = sayChange(language, change, both, titles)
                return <li key={sentence}>{sentence}</li>
              })}
            </ul>
          </>
        )}
        <p className="note">{say('rules.texts', { n: changes.texts })}</p>
      </Section>
      <Section id="moves" title={say('section.moves')} wide>
        <CannotJudge year={newest} />
        {moves.length === 0 ? (
          <p className="prose">{say('moves.none')}</p>
        ) : (
          <DataTable
            caption={say('section.moves')}
            captionHidden
            columns={[
              { key: 'country', head: say('moves.country') },
              { key: 'before', head: say('moves.before') },
              { key: 'after', head: say('moves.after') },
              { key: 'why', head: say('moves.why') },
            ]}
            rows={moves.map((move) => ({
              key: move.unit,
              cells: {
                country: unitName(language, move.unit),
                before: sayPlace(language, move.from),
                after: sayPlace(language, move.to),
                why: sayWhy(language, move, both),
              },
            }))}
          />
        )}
        {newest.moves.length > moves.length ? (
          <p className="note">{say('moves.more', { n: newest.moves.length - moves.length })}</p>
        ) : null}
      </Section>
      <Section id="years" title={say('section.years')} note={say('years.note')} wide>
        <Bars
          caption={say('years.picture')}
          most={1}
          bars={years.map((year) => {
            const before = year.from.shortlist.length
            const known = before > 0 && !year.from.cannotJudge && !year.to.cannotJudge
            return {
              key: year.asOf,
              name: year.asOf.slice(0, 4),
              value: known ? year.onBoth / before : null,
              text: say('years.picture value', { both: String(year.onBoth), before: String(before) }),
            }
          })}
        />
        <p className="note">{say('years.picture')}</p>
        <Years years={years} context={context} />
        <p className="note">{say('years.tau note')}</p>
      </Section>
      <Section id="text" title={say('section.text')} wide>
        {text.pieces.length === 0 ? (
          <p className="prose">{say('text.same')}</p>
        ) : lines <= mostLines ? (
          <TextLines pieces={text.pieces} after={text.after} />
        ) : (
          <details>
            <summary>{say('text.open', { n: lines })}</summary>
            <TextLines pieces={text.pieces} after={text.after} />
          </details>
        )}
      </Section>
    </>
  )
}

function CannotJudge({ year }: { year: YearCompared }) {
  const say = useWords(diffWords)
  const missing = [
    ...new Set([...(year.from.cannotJudge?.missing ?? []), ...(year.to.cannotJudge?.missing ?? [])]),
  ]
  return missing.length === 0 ? null : (
    <p className="prose">
      {say('years.cannot')}: {missing.join(', ')}
    </p>
  )
}

function Years({ years, context: { language } }: { years: YearCompared[]; context: PageContext }) {
  const say = useWords(diffWords)
  const issues = ({ issue: { from, to } }: YearCompared) => {
    const known = [...new Set([from, to])].filter((year) => year !== null)
    return known.length === 0 ? '–' : formatList(language, known.map(String))
  }
  return (
    <DataTable
      caption={say('years.caption')}
      columns={[
        { key: 'day', head: say('years.day') },
        { key: 'issue', head: say('years.issue'), number: true },
        { key: 'in', head: say('years.in'), number: true },
        { key: 'both', head: say('years.both') },
        { key: 'joined', head: say('years.joined') },
        { key: 'left', head: say('years.left') },
        { key: 'moved', head: say('years.moved'), number: true },
        { key: 'tau', head: say('years.tau'), number: true },
      ]}
      rows={years.map((year) => {
        const day = formatDay(language, year.asOf)
        if (year.from.cannotJudge || year.to.cannotJudge)
          return { key: year.asOf, cells: { day, issue: issues(year), both: say('years.cannot') } }
        const { joined, left } = joinedAndLeft(year)
        return {
          key: year.asOf,
          cells: {
            day,
            issue: issues(year),
            in: `${year.from.counts.in} → ${year.to.counts.in}`,
            both: say('years.both value', {
              both: String(year.onBoth),
              before: String(year.from.shortlist.length),
              after: String(year.to.shortlist.length),
            }),
            joined: sayNames(language, joined),
            left: sayNames(language, left),
            moved: writeNumber(language, year.moves.length),
            tau: year.tau === null ? '–' : writeNumber(language, year.tau, { digits: 2 }),
          },
        }
      })}
    />
  )
}

/** Lines taken out and put in, told apart by sign and word as well as by shade. */
export function TextLines({ pieces, after }: { pieces: TextPiece[]; after: number }) {
  const say = useWords(diffWords)
  const skipped = (n: number, key: string) =>
    n === 0 ? null : (
      <tr key={key} className="version-skipped">
        <td colSpan={3}>{say('text.skipped', { n })}</td>
      </tr>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section className="table-frame" aria-label={say('section.text')} tabIndex={0}>
      <table className="version-lines">
        <caption>{say('text.caption')}</caption>
        <tbody>
          {pieces.map(({ skipped: before, lines }, p) => [
            skipped(before, `skip-${p}`),
            ...lines.map((line) => (
              <tr key={`${line.from ?? ''}-${line.to ?? ''}`} className={`version-${line.change}`}>
                <td className="version-number">{line.from ?? ''}</td>
                <td className="version-number">{line.to ?? ''}</td>
                <td lang="en">
                  {line.change === 'removed' ? (
                    <del>
                      <span className="hidden">{say('text.removed')}: </span>
                      <span aria-hidden="true">− </span>
                      {line.text}
                    </del>
                  ) : line.change === 'added' ? (
                    <ins>
                      <span className="hidden">{say('text.added')}: </span>
                      <span aria-hidden="true">+ </span>
                      {line.text}
                    </ins>
                  ) : (
                    line.text
                  )}
                </td>
              </tr>
            )),
          ])}
          {skipped(after, 'after')}
        </tbody>
      </table>
    </section>
  )
}
