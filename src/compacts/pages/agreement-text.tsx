import type { ReactNode } from 'react'
import { DataTable } from '../../ui/data-table.tsx'
import { speak } from '../../ui/language.ts'
import { Facts, Section } from '../../ui/section.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import type { Agreement, Text } from '../agreement.ts'
import {
  type Block,
  blocksOf,
  type Cell,
  type FactValue,
  openingBlocks,
  type Words,
} from '../print/blocks.ts'
import { words } from '../words/words.ts'
import { languageName } from './controls.tsx'
import { PlanTables } from './plan-page.tsx'

/** Words in each language of the compact, side by side; what is not written says so. */
export function Both({ text, languages }: { text: Text; languages: readonly string[] }) {
  const reader = useLanguage()
  const say = speak(words, reader)
  return (
    <div className="columns columns-2">
      {languages.map((language) => {
        const here = (text[language] ?? '').trim()
        return (
          <div key={language}>
            <p className="note">{languageName(language, reader)}</p>
            {here === '' ? (
              <Unknown>{say('text.not written', { language: languageName(language, reader) })}</Unknown>
            ) : (
              <div lang={language} dir="auto">
                <Paragraphs text={here} />
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}

/** Paragraphs as they were written, with a line between them; they stand in a fixed order. */
function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n{2,}/)
        .map((words_, place) => ({ words_, key: `paragraph-${place}` }))
        .map(({ words_, key }) => (
          <p key={key} className="prose">
            {words_}
          </p>
        ))}
    </>
  )
}

/**
 * The whole text of a compact, to be read: the same blocks that are printed and signed on paper,
 * both languages side by side.
 */
export function AgreementText({
  agreement,
  organisations,
  commentsAt,
}: {
  agreement: Agreement
  /** What the organisations of its parties are called; without it they are shown by their id. */
  organisations?: ReadonlyMap<string, string> | undefined
  /** What stands beside a clause: how many comments, with a link. */
  commentsAt?: (place: string) => ReactNode
}) {
  const language = useLanguage()
  const on = { agreement, language, organisations }
  const draw = (block: Block, key: string): ReactNode => {
    switch (block.is) {
      case 'texts':
        // What may stay empty has a place for comments all the same.
        if (block.optional && commentsAt === undefined && block.texts.every(({ text }) => text === ''))
          return null
        return (
          <div key={key}>
            {block.label === '' && commentsAt === undefined ? null : (
              <p className="note">
                {block.label === '' ? null : <b>{block.label}</b>} {commentsAt?.(block.place)}
              </p>
            )}
            <Both
              text={Object.fromEntries(block.texts.map(({ lang, text }) => [lang, text]))}
              languages={agreement.languages}
            />
          </div>
        )
      case 'facts':
        return (
          <Facts
            key={key}
            rows={block.rows.map(([name, value]) => ({ name, value: <Fact value={value} /> }))}
          />
        )
      case 'note':
        return (
          <p key={key} className="prose">
            {block.text}
          </p>
        )
      case 'table':
        return (
          <DataTable
            key={key}
            caption={block.caption}
            columns={block.heads.map((head, place) => ({
              key: `column-${place}`,
              head,
              number: block.right.includes(place),
            }))}
            rows={block.rows.map((cells, place) => ({
              key: `row-${place}`,
              cells: Object.fromEntries(
                cells.map((cell, column) => [
                  `column-${column}`,
                  <InCell key={head(block, column)} cell={cell} />,
                ]),
              ),
            }))}
          />
        )
      case 'sums':
        return <PlanTables key={key} agreement={agreement} language={language} />
      default:
        return null
    }
  }
  return (
    <>
      {under([...openingBlocks(on), ...blocksOf(on)], 'part').map(({ title, blocks }) => (
        <Section key={title.id} id={title.id} title={title.title} note={title.note}>
          {under(blocks, 'element').map(({ title: element, blocks: inner }) =>
            element.id === '' ? (
              inner.map((block, place) => draw(block, `${title.id}-${place}`))
            ) : (
              <section key={element.id} className="finding" id={element.id}>
                <h3>{element.title}</h3>
                {inner.map((block, place) => draw(block, `${element.id}-${place}`))}
              </section>
            ),
          )}
        </Section>
      ))}
    </>
  )
}

type Titled = { id: string; title: string; note?: string }

/** Blocks below their titles; what stands before the first has one without a name. */
function under(blocks: readonly Block[], is: 'part' | 'element'): { title: Titled; blocks: Block[] }[] {
  const found: { title: Titled; blocks: Block[] }[] = []
  for (const block of blocks)
    if (block.is === is) found.push({ title: block, blocks: [] })
    else if (found.length === 0) found.push({ title: { id: '', title: '' }, blocks: [block] })
    else found.at(-1)?.blocks.push(block)
  return found
}

const head = ({ heads }: { heads: readonly string[] }, column: number) => heads[column] ?? String(column)

function Fact({ value }: { value: FactValue }) {
  if (typeof value !== 'string')
    return (
      <a
        className="digest"
        href={value.href}
        rel={value.href.startsWith('/') ? undefined : 'nofollow noopener'}
      >
        {value.text}
      </a>
    )
  return value.startsWith('SHA-256 ') ? <span className="digest">{value}</span> : value
}

/** Words of the text in a cell, each in its own language. */
function InCell({ cell }: { cell: Cell }) {
  return typeof cell === 'string' ? cell : <Spoken words_={cell} />
}

function Spoken({ words_ }: { words_: readonly Words[] }) {
  return (
    <>
      {words_.map(({ lang, text }) => (
        <span key={lang} className="block" lang={lang} dir="auto">
          {text}
        </span>
      ))}
    </>
  )
}
