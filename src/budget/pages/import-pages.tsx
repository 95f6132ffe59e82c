import { FileChanges } from '../../ui/file-changes.tsx'
import { Button, ButtonLink, Buttons, ErrorSummary, type FieldError, Frame } from '../../ui/form.tsx'
import { pathIn, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { factColumns, type WrongCell } from '../read-facts.ts'
import { type Fact, stages } from '../schema.ts'
import { words } from '../words/words.ts'
import { sayValue } from './money.ts'

/** The form for a file of figures. */
export function ImportPage({ context, errors }: { context: PageContext; errors: FieldError[] }) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('import.title')}
      indexed={false}
      crumbs={[{ name: say('room'), href: pathIn(language, '/budget') }, { name: say('import.title') }]}
    >
      <Opening title={say('import.title')}>
        <p className="prose budget-lead">{say('import.note', { columns: factColumns.join(', ') })}</p>
        <p className="prose">{say('import.kept')}</p>
      </Opening>
      <Section wide>
        <ErrorSummary errors={errors} />
        <form
          className="form"
          method="post"
          encType="multipart/form-data"
          action={pathIn(language, '/budget/import')}
        >
          <OnceField />
          <Frame name="file" label={say('import.file')} error={errors[0]?.message}>
            <input
              type="file"
              id="file"
              name="file"
              accept=".csv,text/csv"
              aria-describedby={errors.length > 0 ? 'file-error' : undefined}
              aria-invalid={errors.length > 0 ? true : undefined}
            />
          </Frame>
          <Buttons>
            <Button first>{say('import.look')}</Button>
            <ButtonLink href={pathIn(language, '/budget')}>{say('diff.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}

/** What a file would change, before anything is written. */
export function DiffPage({
  context,
  changes,
  left,
  wrong,
  text,
  seen,
}: {
  context: PageContext
  changes: readonly { act: 'add' | 'change'; fact: Fact; now: Fact | null }[]
  left: number
  wrong: readonly WrongCell[]
  text: string
  seen: string
}) {
  const { language } = context
  const say = speak(words, language)
  const shown = (fact: Fact) =>
    [
      sayValue(language, fact.value),
      fact.sure === 'printed' ? null : say(`sure.${fact.sure}`),
      fact.source,
      fact.note,
    ]
      .filter((each) => each !== null)
      .join(' · ')
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('diff.title')}
      indexed={false}
      crumbs={[{ name: say('room'), href: pathIn(language, '/budget') }, { name: say('diff.title') }]}
    >
      <Opening title={say('diff.title')} />
      <Section wide>
        <FileChanges
          say={say}
          heads={{ where: say('diff.where'), field: say('diff.field'), at: say('diff.at') }}
          changes={changes.map(({ act, fact, now }, place) => ({
            key: String(place),
            where: `${fact.line}: ${fact.program}, ${fact.fiscalYear}${fact.through > fact.fiscalYear ? `–${fact.through}` : ''}`,
            field: say(`stage.${fact.stage}`),
            now: now === null ? '' : shown(now),
            file: shown(fact),
            act,
          }))}
          left={left}
          refused={wrong.map(({ line, column, text: cell, fault }) => ({
            at: [line, column].filter((each) => each !== '').join(', '),
            text: cell || '–',
            fault: say(`fault.${fault}`, { stages: stages.join(', ') }),
          }))}
          back={pathIn(language, '/budget')}
        >
          <input type="hidden" name="text" value={text} />
          <input type="hidden" name="seen" value={seen} />
        </FileChanges>
      </Section>
    </Page>
  )
}
