import { countryName } from '../../../countries/registry.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { formatDay, type Language, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Section } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import type { Difference, ObservedCompact, Statement } from '../statements.ts'
import { words } from '../words.ts'
import { said, topicsIn } from './sayings.tsx'

/** Address of an observed compact, without language. */
export const observedPath = (id: string) => `/compacts/observed/${id}`

/** A real compact as the public record shows it: what is said, where sources differ, what nobody says. */
export function ObservedPage({ compact, ...context }: PageContext & { compact: ObservedCompact }) {
  const { language } = context
  const say = speak(words, language)
  const country = countryName(compact.country, language)
  const title = say('one.title', { country })
  return (
    <Page
      {...context}
      title={title}
      description={say('one.lead')}
      crumbs={[
        { name: say('crumb'), href: pathIn(language, '/compacts') },
        { name: say('title'), href: pathIn(language, '/compacts/observed') },
        { name: country },
      ]}
      alternates={[{ type: 'application/json', href: `/api/v1/compacts/observed/${compact.id}` }]}
    >
      <Opening title={title}>
        {say('one.lead')} <a href={pathIn(language, `/countries/${compact.country}`)}>{country}</a>
      </Opening>
      <ObservedSection compact={compact} />
      <Section>
        <p className="prose">
          <Rich
            say={say}
            word="machine"
            parts={{
              json: (text) => <a href={`/api/v1/compacts/observed/${compact.id}`}>{text}</a>,
              csv: (text) => <a href="/data/compact_statement.csv">{text}</a>,
            }}
          />
        </p>
      </Section>
    </Page>
  )
}

/** The public record of one compact, for a page of its own or that of another room. */
export function ObservedSection({ compact }: { compact: ObservedCompact }) {
  const say = useWords(words)
  const language = useLanguage()
  const { differences, unknown, statements } = compact
  return (
    <>
      <Section title={say('differ.title')}>
        {differences.length === 0 ? (
          <p>{say('differ.none')}</p>
        ) : (
          <>
            <p className="prose">{say('differ.intro', { count: differences.length })}</p>
            {differences.map((difference) => (
              <Differing
                key={`${difference.topic} ${difference.part} ${difference.currency}`}
                difference={difference}
              />
            ))}
          </>
        )}
      </Section>
      <Section wide title={say('record.title')} note={say('record.note')}>
        <StatementTable caption={say('record.title')} statements={statements} topics />
        <p>
          <SourceMark id={compact.source} />
        </p>
      </Section>
      <Section title={say('unknown.title')}>
        {unknown.length === 0 ? null : (
          <Unknown>{say('unknown.text', { list: topicsIn(language, unknown) })}</Unknown>
        )}
        <p className="prose">{say('unknown.more')}</p>
      </Section>
    </>
  )
}

/** Several statements on one thing, side by side, with what can and cannot be concluded. */
export function Differing({ difference }: { difference: Difference }) {
  const say = useWords(words)
  const { topic, part, currency, statements, laterIsLess } = difference
  const caption = [say(`topic.${topic}`), partIn(say, part), currency].filter(Boolean).join(', ')
  return (
    <>
      <StatementTable caption={caption} statements={statements} />
      <p className="prose">
        {say(currency === null ? 'differ.days' : laterIsLess ? 'differ.less' : 'differ.more')}
      </p>
    </>
  )
}

/** Two columns alone, so that a phone shows them one below the other. */
function StatementTable({
  caption,
  statements,
  topics = false,
}: {
  caption: string
  statements: readonly Statement[]
  /** Whether each row says what it is about. */
  topics?: boolean
}) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <DataTable
      caption={caption}
      captionHidden={topics}
      columns={[
        { key: 'head', head: say(topics ? 'record.topic' : 'record.says') },
        { key: 'rest', head: say(topics ? 'record.says' : 'record.source') },
      ]}
      rows={statements.map((statement) => ({
        key: statement.key,
        cells: {
          head: topics
            ? [say(`topic.${statement.topic}`), partIn(say, statement.part)].filter(Boolean).join(', ')
            : said(language, statement),
          rest: (
            <>
              {topics ? (
                <>
                  <strong>{said(language, statement)}</strong>
                  <br />
                </>
              ) : null}
              {[calledIn(say, statement), asOfIn(language, statement)].filter(Boolean).join(', ')}
              <br />
              <Where statement={statement} />
            </>
          ),
        },
      }))}
    />
  )
}

function Where({ statement: { source, url, note } }: { statement: Statement }) {
  return (
    <span lang="en">
      {url === null ? source : <a href={url}>{source}</a>}
      {note === null ? null : (
        <>
          <br />
          {note}
        </>
      )}
    </span>
  )
}

type Say = ReturnType<typeof speak<keyof typeof words.en>>

function partIn(say: Say, part: string): string | null {
  return part === 'total' || part === 'first awards' || part === 'added' ? say(`part.${part}`) : null
}

function calledIn(say: Say, { stage, amount }: Statement): string | null {
  if (stage !== null) return say(`stage.${stage}`)
  return amount === null ? null : say('stage.none')
}

function asOfIn(language: Language, { asOf }: Statement): string {
  return asOf === null ? speak(words, language)('record.noDay') : formatDay(language, asOf)
}
