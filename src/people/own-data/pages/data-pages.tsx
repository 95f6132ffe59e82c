import type { ReactNode } from 'react'
import { moment } from '../../../house/history/pages/parts.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Button, ButtonLink, Buttons } from '../../../ui/form.tsx'
import { type Language, pathIn, type Say, speak } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/section.tsx'
import { SendForm } from '../../accounts/pages/fields.tsx'
import { type AccountContext, AccountFrame } from '../../accounts/pages/frame.tsx'
import { words as protectedWords } from '../../protected/words.ts'
import { type OwnData, sectionNames } from '../schema.ts'
import { type Word, words } from '../words.ts'
import { fieldName, Written } from './written.tsx'

type Drawn = { context: AccountContext; data: OwnData }

/** What is held about oneself, in numbers, and what can be done with it. */
export function DataPage({ context, data }: Drawn) {
  const { language } = context
  const say = speak(words, language)
  return (
    <AccountFrame context={context} title={say('data.title')}>
      <Section>
        <p className="prose">{say('data.text')}</p>
      </Section>
      <Section title={say('data.what')}>
        <DataTable
          caption={say('data.what')}
          captionHidden
          columns={[
            { key: 'part', head: say('data.part') },
            { key: 'count', head: say('data.how much') },
          ]}
          rows={sectionNames.map((name) => ({
            key: name,
            cells: { part: say(`section.${name}`), count: say('data.count', { count: countOf(data[name]) }) },
          }))}
        />
        <p className="prose">
          <a href={pathIn(language, '/account/data/read')}>{say('data.read')}</a>
        </p>
        <p className="prose">
          <a href={pathIn(language, '/protected')}>{speak(protectedWords, language)('page.title')}</a>
        </p>
        <Withheld data={data} say={say} />
      </Section>
      <Section title={say('data.take')}>
        <p className="prose">{say('data.take text')}</p>
        <SendForm to="/account/data/export" once>
          <Buttons>
            <Button first>{say('data.take button')}</Button>
          </Buttons>
        </SendForm>
      </Section>
      <Section title={say('data.erase')}>
        <p className="prose">{say('data.erase text')}</p>
        <Buttons>
          <ButtonLink href={pathIn(language, '/account/data/erase')}>{say('data.erase link')}</ButtonLink>
        </Buttons>
      </Section>
    </AccountFrame>
  )
}

/** Longer lists go on in the file. */
const MOST_SHOWN = 200

/** All of it, to be read. */
export function ReadPage({ context, data }: Drawn) {
  const { language } = context
  const say = speak(words, language)
  return (
    <AccountFrame context={context} title={say('read.title')}>
      <Section>
        <p className="prose">{say('read.text', { at: moment(language, data.made) })}</p>
        <Withheld data={data} say={say} />
      </Section>
      {sectionNames.map((name) => (
        <Section key={name} title={say(`section.${name}`)}>
          <Held value={data[name]} language={language} />
        </Section>
      ))}
    </AccountFrame>
  )
}

function Withheld({ data, say }: { data: OwnData; say: Say<Word> }) {
  if (data.contact === null || !('withheld' in data.contact)) return null
  return <p className="note">{say('data.contact withheld')}</p>
}

function Held({ value, language }: { value: unknown; language: Language }) {
  const say = speak(words, language)
  if (countOf(value) === 0) return <p className="note">{say('read.nothing')}</p>
  const list: unknown[] = Array.isArray(value) ? value : [value]
  // The newest of a long list are at its end.
  const shown = list.slice(-MOST_SHOWN)
  return (
    <>
      {/* They stand in a fixed order. */}
      {shown.map((each, place) => (
        <Facts key={place.toString()} rows={rowsOf(language, each)} />
      ))}
      {list.length > shown.length ? (
        <p className="note">{say('read.more', { count: list.length - shown.length })}</p>
      ) : null}
    </>
  )
}

function rowsOf(language: Language, record: unknown): { name: string; value: ReactNode }[] {
  if (typeof record !== 'object' || record === null) return [{ name: '·', value: String(record) }]
  return Object.entries(record).map(([field, value]) => ({
    name: fieldName(language, field),
    value: <Written language={language} field={field} value={value} />,
  }))
}

function countOf(value: unknown): number {
  if (Array.isArray(value)) return value.length
  return value === null ? 0 : 1
}
