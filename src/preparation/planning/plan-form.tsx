import { Button, Buttons, described, Frame } from '../../ui/form.tsx'
import { pathIn } from '../../ui/language.ts'
import { useLanguage } from '../../ui/voice.tsx'
import {
  type FieldFault,
  type FieldName,
  fields,
  isOptional,
  numberIn,
  type QuestionName,
  questionOf,
  type Typed,
} from './questions.ts'
import { hintOf, inPercent, labelOf, type SayPlan, sayFault } from './say-plan.ts'

/** How far a value can be dragged, in the unit it is typed in. What spans powers of ten is typed only. */
const drags: { [name in FieldName]?: { from: number; to: number; step: number } } = {
  share: { from: 0.5, to: 60, step: 0.5 },
  second: { from: 0.5, to: 60, step: 0.5 },
  'half-width': { from: 0.5, to: 10, step: 0.25 },
  'relative-half-width': { from: 5, to: 100, step: 5 },
  respondents: { from: 100, to: 6000, step: 50 },
  degree: { from: 50, to: 600, step: 10 },
  transmission: { from: 10, to: 100, step: 5 },
  deff: { from: 1, to: 10, step: 0.5 },
  'cluster-size': { from: 1, to: 60, step: 1 },
  icc: { from: 0, to: 0.3, step: 0.01 },
  correlation: { from: 0, to: 0.9, step: 0.05 },
  response: { from: 30, to: 100, step: 5 },
}

/** What is taken for granted, as a plain form; where a script runs, values can be dragged as well. */
export function PlanForm({
  ask,
  typed,
  faults,
  basis,
  alive,
  onType,
  say,
}: {
  ask: QuestionName
  typed: Typed
  faults: { [name in FieldName]?: FieldFault } | null
  basis: string
  /** Whether the browser has taken the form over. */
  alive: boolean
  onType: (name: FieldName | 'basis', text: string) => void
  say: SayPlan
}) {
  const language = useLanguage()
  const question = questionOf(ask)
  return (
    <form className="form plan-form" method="get" action={`${pathIn(language, '/plan-a-study')}#answer`}>
      <input type="hidden" name="ask" value={ask} />
      {question.fields.map((name) => {
        const fault = faults?.[name]
        const hint = hintOf(ask, name, say)
        const field = {
          name,
          label: labelOf(ask, name, say),
          ...(hint === undefined ? {} : { hint }),
          error: fault ? sayFault(ask, name, fault, language, say) : undefined,
          optional: isOptional(question, name),
        }
        const control = {
          id: name,
          name,
          value: typed[name] ?? '',
          'aria-describedby': described(field),
          'aria-invalid': fault ? true : undefined,
        }
        const spec = fields[name]
        return (
          <Frame key={name} {...field}>
            {'options' in spec ? (
              <select {...control} onChange={({ target }) => onType(name, target.value)}>
                {spec.options.map((option) => (
                  <option key={option} value={option}>
                    {option === 'no' || option === 'yes'
                      ? say(`option.${option}`)
                      : inPercent(language, Number(option) / 100)}
                  </option>
                ))}
              </select>
            ) : (
              <input
                type="text"
                inputMode={spec.kind === 'percents' ? 'text' : 'decimal'}
                autoComplete="off"
                {...control}
                onChange={({ target }) => onType(name, target.value)}
              />
            )}
            {alive ? <Drag name={name} typed={typed} label={field.label} onType={onType} say={say} /> : null}
          </Frame>
        )
      })}
      <Frame
        name="basis"
        label={say('field.basis')}
        hint={say('field.basis.hint', { label: labelOf(ask, question.basisOf, say) })}
        optional
      >
        <input
          type="text"
          id="basis"
          name="basis"
          maxLength={300}
          value={basis}
          aria-describedby="basis-hint"
          onChange={({ target }) => onType('basis', target.value)}
        />
      </Frame>
      {alive ? (
        <p className="note">{say('form.live')}</p>
      ) : (
        <Buttons>
          <Button first>{say('form.show')}</Button>
        </Buttons>
      )}
    </form>
  )
}

function Drag({
  name,
  typed,
  label,
  onType,
  say,
}: {
  name: FieldName
  typed: Typed
  label: string
  onType: (name: FieldName, text: string) => void
  say: SayPlan
}) {
  const language = useLanguage()
  const drag = drags[name]
  if (drag === undefined) return null
  const value = numberIn(typed[name] ?? '', fields[name].kind)
  return (
    <input
      type="range"
      className="plan-drag"
      min={drag.from}
      max={drag.to}
      step={drag.step}
      value={value ?? drag.from}
      aria-label={say('form.drag', { label })}
      aria-valuetext={typed[name]}
      onChange={({ target }) =>
        onType(name, language === 'en' ? target.value : target.value.replace('.', ','))
      }
    />
  )
}
