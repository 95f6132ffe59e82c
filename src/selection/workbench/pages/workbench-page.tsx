import { Button, ErrorSummary, type FieldError, TextField } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { formatDay, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import { Section } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { useWords } from '../../../ui/voice.tsx'
import { sourcesOf } from '../../groups.ts'
import Workbench from '../../islands/workbench.tsx'
import { MapFinding } from '../../pages/assessment-page.tsx'
import { type AssessmentView, assessmentPath } from '../../pages/view.ts'
import { sayIn, textIn } from '../../sentences.ts'
import type { BenchData } from '../bench-data.ts'
import { benchWords } from '../words.ts'

/** The workbench of one assessment: what would come of it if it were weighed otherwise. */
export function WorkbenchPage({
  view,
  data,
  errors,
}: {
  view: AssessmentView
  /** Null where nobody could be judged. */
  data: BenchData | null
  errors: FieldError[]
}) {
  const { assessment, methodology, context } = view
  const { language } = context
  const say = speak(benchWords, language)
  const name = `${textIn(language, methodology.title)}, ${formatDay(language, assessment.asOf)}`
  return (
    <Page
      title={`${say('page.title')}: ${name}`}
      description={say('page.text')}
      language={language}
      path={context.path}
      section="assessments"
      assets={context.assets}
      sources={context.sources}
      crumbs={[
        { name: sayIn(language)('page.assessments'), href: pathIn(language, '/assessments') },
        { name, href: pathIn(language, assessmentPath(assessment.id)) },
        { name: say('page.title') },
      ]}
    >
      <Body view={view} data={data} errors={errors} />
    </Page>
  )
}

function Body({
  view,
  data,
  errors,
}: {
  view: AssessmentView
  data: BenchData | null
  errors: FieldError[]
}) {
  const say = useWords(benchWords)
  const { assessment, methodology, context } = view
  const { language } = context
  return (
    <>
      <Opening
        title={say('page.question')}
        about={[
          {
            name: say('page.saved'),
            value: (
              <a href={pathIn(language, assessmentPath(assessment.id))}>
                {sayIn(language)('about.version', {
                  id: methodology.methodology,
                  version: methodology.version,
                })}
                , {formatDay(language, assessment.asOf)}
              </a>
            ),
          },
        ]}
      >
        <p className="prose bench-intro">{say('page.text')}</p>
      </Opening>
      <ErrorSummary errors={errors} />
      {data === null ? (
        <Section>
          <p className="sentence">{say('page.cannot')}</p>
        </Section>
      ) : (
        <>
          <noscript>
            <Section>
              <p className="prose">{say('page.link text')}</p>
              <form className="form form-inline" method="get" action={data.addresses.bench}>
                <TextField name="state" label={say('page.link')} exact />
                <Button>{say('page.link open')}</Button>
              </form>
            </Section>
          </noscript>
          <Section wide>
            <Island of={Workbench} name="selection/workbench" with={data} />
            <p className="note">
              <SourceMark id={sourcesOf(assessment.inputs)} />
            </p>
          </Section>
          <Section wide>
            <MapFinding view={view} />
            <p className="note">{say('map.text')}</p>
          </Section>
        </>
      )}
    </>
  )
}
