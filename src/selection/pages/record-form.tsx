import type { Explained } from '../../people/policy/words.ts'
import { Button, Buttons, ErrorSummary, type FieldError, SelectField, TextField } from '../../ui/form.tsx'
import { pathIn } from '../../ui/language.ts'
import { useWords } from '../../ui/voice.tsx'
import { codeName, unitName } from '../sentences.ts'
import { words } from '../words.ts'
import { type AssessmentView, assessmentPath } from './view.ts'

export type RecordState = {
  /** Whether whoever looks may record facts, and why. */
  may: Explained & { allowed: boolean }
  values: Record<string, string>
  errors: FieldError[]
}

/** A form for the missing fact: with its source it makes a new assessment, and this one stays. */
export function RecordForm({ view, state }: { view: AssessmentView; state: RecordState }) {
  const say = useWords(words)
  const { assessment, methodology, context } = view
  const { language } = context
  const gate = methodology.gates.find((each) => 'status' in each)
  if (!gate || !('status' in gate)) return null
  const open = assessment.result.units.filter(({ standing }) => standing === 'unknown')
  const { values, errors } = state
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  return (
    <div className="finding" id="record">
      <h3>{say('record.title')}</h3>
      <p className="finding-subtitle">{say('record.text')}</p>
      {state.may.allowed ? (
        <form
          className="form"
          method="post"
          action={pathIn(language, `${assessmentPath(assessment.id)}/facts`)}
        >
          <ErrorSummary errors={errors} />
          <SelectField
            name="unit"
            label={say('record.country')}
            value={values.unit}
            error={errorOf('unit')}
            options={open
              .map(({ unit }) => ({ value: unit, name: unitName(language, unit) }))
              .sort((a, b) => a.name.localeCompare(b.name, language))}
          />
          <SelectField
            name="status"
            label={say('record.status')}
            value={values.status}
            error={errorOf('status')}
            options={[...gate.passes, ...gate.fails, ...(gate.undecided ?? [])].map((status) => ({
              value: status,
              name: codeName(language, gate.status, status),
            }))}
          />
          <TextField
            name="from"
            label={say('record.from')}
            hint={say('record.day hint')}
            value={values.from}
            error={errorOf('from')}
          />
          <TextField
            name="to"
            label={say('record.to')}
            hint={say('record.day hint')}
            value={values.to}
            error={errorOf('to')}
          />
          <TextField
            name="evidence"
            rows={3}
            label={say('record.evidence')}
            hint={say('record.evidence hint')}
            value={values.evidence}
            error={errorOf('evidence')}
          />
          <p className="note">{say('record.public')}</p>
          <Buttons>
            <Button first>{say('record.submit')}</Button>
          </Buttons>
        </form>
      ) : (
        <p className="note">
          {state.may.sentence} {state.may.because} {state.may.remedy}{' '}
          <a href={pathIn(language, '/account')}>{say('record.account')}</a>
        </p>
      )}
    </div>
  )
}
