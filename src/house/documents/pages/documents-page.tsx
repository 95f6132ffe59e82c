import type { ReactNode } from 'react'
import { DataTable } from '../../../ui/data-table.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { Button, Buttons, ChoiceField, ErrorSummary, type FieldError } from '../../../ui/form.tsx'
import { formatDay, formatNumber, type Language, pathIn, type Say, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import type { KeptDocument } from '../store.ts'
import { documentEndings } from '../types.ts'
import { type Word, words } from '../words.ts'

/** Address of a file, without language: it is the same in all. */
export const documentPath = (hash: string) => `/documents/${hash}`

/** The files of a compact, and a form to bring another. */
export function DocumentsPage({
  context,
  compact,
  documents,
  mayKeep,
  errors = [],
  chosen = 'no',
  tabs,
}: {
  context: PageContext
  compact: { id: string; title: string }
  documents: KeptDocument[]
  mayKeep: boolean
  errors?: FieldError[]
  chosen?: string
  /** The strip of links every page of a compact has. */
  tabs?: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const path = `/compacts/${compact.id}`
  return (
    <Page
      {...context}
      title={say('title')}
      indexed={false}
      crumbs={[{ name: compact.title, href: pathIn(language, path) }, { name: say('title') }]}
    >
      <Opening title={say('title')}>{say('text')}</Opening>
      {tabs}
      <Section wide>
        {documents.length === 0 ? (
          <p>{say('none')}</p>
        ) : (
          <DataTable
            caption={say('list')}
            captionHidden
            columns={[
              { key: 'name', head: say('name') },
              { key: 'place', head: say('place') },
              { key: 'size', head: say('size'), number: true },
              { key: 'when', head: say('when') },
              { key: 'readers', head: say('readers') },
            ]}
            rows={documents.map((document) => ({
              key: document.id,
              cells: {
                name: <Named document={document} language={language} />,
                place: document.place === 'documents' ? say('place.documents') : document.place,
                size: sizeIn(language, say, document.size),
                when: formatDay(language, document.at.toISOString().slice(0, 10)),
                readers: say(document.public ? 'readers.public' : 'readers.parties'),
              },
            }))}
          />
        )}
      </Section>
      {mayKeep ? (
        <Section wide title={say('add')}>
          <form
            className="form"
            method="post"
            encType="multipart/form-data"
            action={pathIn(language, `${path}/documents`)}
          >
            <ErrorSummary errors={errors} />
            <OnceField />
            <FileField
              name="file"
              label={say('file')}
              hint={say('file hint', { endings: documentEndings.join(', ') })}
              accept={documentEndings.map((ending) => `.${ending}`).join(',')}
              error={errors.find(({ field }) => field === 'file')?.message}
            />
            <ChoiceField
              name="public"
              label={say('public')}
              chosen={[chosen]}
              options={[
                { value: 'no', name: say('public no') },
                { value: 'yes', name: say('public yes') },
              ]}
            />
            <Buttons>
              <Button first>{say('keep')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </Page>
  )
}

function Named({ document, language }: { document: KeptDocument; language: Language }) {
  const { name, hash, removed } = document
  if (removed === null) return <a href={documentPath(hash)}>{name}</a>
  const say = speak(words, language)
  const day = formatDay(language, removed.at.toISOString().slice(0, 10))
  return (
    <>
      {name} ({say('removed', { day, reason: removed.reason })})
    </>
  )
}

function sizeIn(language: Language, say: Say<Word>, bytes: number): string {
  const million = bytes >= 1_000_000
  const size = formatNumber(language, bytes / (million ? 1_000_000 : 1000), { maximumSignificantDigits: 3 })
  return say(million ? 'megabytes' : 'kilobytes', { size })
}
