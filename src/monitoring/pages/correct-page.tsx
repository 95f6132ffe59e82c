import type { Agreement, Indicator } from '../../compacts/agreement.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, TextField } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import type { TypedPart } from '../reading.ts'
import type { Report } from '../store.ts'
import { words } from '../words/pages.ts'
import { PartFields } from './part-fields.tsx'
import { textIn } from './parts.tsx'

/** Asks for a correction of one indicator of a verified report. */
export function CorrectPage({
  context,
  view,
  agreement,
  sheet,
  report,
  typed,
  reason,
  errors,
}: {
  context: PageContext
  view: CompactView
  agreement: Agreement
  sheet: Indicator
  report: Report
  typed: TypedPart
  reason: string
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const title = say('correct.title', {
    indicator: textIn(sheet.title, language, agreement.languages, sheet.key),
  })
  return (
    <CompactFrame
      context={context}
      view={view}
      here="results"
      title={title}
      aside={<p>{say('correct.text')}</p>}
      crumbs={[
        { name: say('nav.reports'), href: compactPath(language, id, '/reports') },
        {
          name: say('verify.now'),
          href: compactPath(language, id, `/verify/${report.ends}/${report.party}`),
        },
        { name: title },
      ]}
    >
      <Section wide>
        <form
          className="form"
          method="post"
          action={compactPath(language, id, `/report/${report.ends}/${report.party}/correct/${sheet.key}`)}
        >
          <ErrorSummary errors={errors} />
          <OnceField />
          <PartFields sheet={sheet} languages={agreement.languages} typed={typed} errors={errors} />
          <TextField
            name="reason"
            label={say('correct.reason')}
            rows={2}
            value={reason}
            error={errors.find(({ field }) => field === 'reason')?.message}
          />
          <Buttons>
            <Button first>{say('correct.submit')}</Button>
          </Buttons>
        </form>
      </Section>
    </CompactFrame>
  )
}
