import type { Explained } from '../../../people/policy/words.ts'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import { Section } from '../../../ui/section.tsx'
import { useWords } from '../../../ui/voice.tsx'
import { type AssessmentView, assessmentPath } from '../../pages/view.ts'
import type { Methodology } from '../../schema.ts'
import { sayIn, textIn } from '../../sentences.ts'
import { changesBetween } from '../../versions/diff.ts'
import { sayChange } from '../../versions/diff-say.ts'
import { linesBetween } from '../../versions/diff-text.ts'
import { TextLines } from '../../versions/pages/compare-page.tsx'
import { benchWords } from '../words.ts'

export type VersionState = {
  /** What was moved, as a link holds it. */
  state: string
  /** Added to the address of the workbench, it shows what was sent: `#…` or `?…`. */
  back: string
  /** Null when nothing is moved. */
  document: { from: Methodology; to: Methodology; fromText: string; toText: string } | null
  /** What cannot be saved as it is, was not understood or does not fit: sentences. */
  problems: string[]
  /** The day of the figures, where another one was chosen; it is no part of a document. */
  dayMoved: string | null
  may: Explained & { allowed: boolean }
  values: { reason: string; name: string; status: 'draft' | 'published' }
  errors: FieldError[]
}

/** What would change in the document, and the form that keeps it as a new version. */
export function VersionPage({ view, version }: { view: AssessmentView; version: VersionState }) {
  const { assessment, methodology, context } = view
  const { language } = context
  const say = speak(benchWords, language)
  const name = `${textIn(language, methodology.title)}, ${formatDay(language, assessment.asOf)}`
  return (
    <Page
      title={say('save.title')}
      language={language}
      path={context.path}
      section="assessments"
      assets={context.assets}
      sources={context.sources}
      crumbs={[
        { name: sayIn(language)('page.assessments'), href: pathIn(language, '/assessments') },
        { name, href: pathIn(language, assessmentPath(assessment.id)) },
        { name: say('page.title'), href: pathIn(language, `${assessmentPath(assessment.id)}/workbench`) },
        { name: say('save.title') },
      ]}
    >
      <Body view={view} version={version} />
    </Page>
  )
}

function Body({ view, version }: { view: AssessmentView; version: VersionState }) {
  const say = useWords(benchWords)
  const { assessment, methodology, context } = view
  const { language } = context
  const { state, document, problems, may, values, errors } = version
  const bench = pathIn(language, `${assessmentPath(assessment.id)}/workbench`)
  const download = `${pathIn(language, assessmentPath(assessment.id))}/workbench/version.yaml?state=${state}`
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.message
  return (
    <>
      <Opening title={say('save.title')} />
      <ErrorSummary errors={errors} />
      {document === null ? (
        <Section>
          {problems.length > 0 ? (
            problems.map((problem) => (
              <p key={problem} className="sentence">
                {problem}
              </p>
            ))
          ) : (
            <p className="sentence">{say('save.nothing')}</p>
          )}
          <p>
            <a href={`${bench}${version.back}`}>{say('save.back')}</a>
          </p>
        </Section>
      ) : (
        <>
          <Section
            id="changes"
            title={say('save.diff')}
            note={<a href={`${bench}${version.back}`}>{say('save.back')}</a>}
          >
            <ul className="list">
              {changesBetween(document.from, document.to).rules.map((change) => {
                const said = sayChange(language, change, document, view.titles)
                return <li key={said}>{said}</li>
              })}
            </ul>
            {version.dayMoved !== null ? <p className="note">{say('save.day note')}</p> : null}
            <TextLines {...linesBetween(document.fromText, document.toText)} />
          </Section>
          <Section title={say('save.form')}>
            {may.allowed ? (
              <form
                className="form"
                method="post"
                action={pathIn(language, `${assessmentPath(assessment.id)}/workbench/version`)}
              >
                <OnceField />
                <input type="hidden" name="state" value={state} />
                <TextField
                  name="reason"
                  rows={3}
                  label={say('save.reason')}
                  hint={say('save.reason hint')}
                  value={values.reason}
                  error={errorOf('reason')}
                  required
                />
                <ChoiceField
                  name="status"
                  label={say('save.status')}
                  options={[
                    { value: 'draft', name: say('save.status.draft') },
                    { value: 'published', name: say('save.status.published') },
                  ]}
                  chosen={[values.status]}
                  error={errorOf('status')}
                />
                <TextField
                  name="name"
                  label={say('save.name')}
                  hint={say('save.name hint', { id: methodology.methodology })}
                  value={values.name}
                  error={errorOf('name')}
                  optional
                  exact
                />
                <Button first>{say('save.submit')}</Button>
              </form>
            ) : (
              <p className="prose">
                {may.sentence} {may.because} {may.remedy}{' '}
                <a href={pathIn(language, '/account')}>{say('save.account')}</a>
              </p>
            )}
            <Buttons>
              <ButtonLink href={download}>{say('save.download')}</ButtonLink>
            </Buttons>
            <p className="note">{say('save.own machine', { day: version.dayMoved ?? assessment.asOf })}</p>
          </Section>
        </>
      )}
    </>
  )
}
