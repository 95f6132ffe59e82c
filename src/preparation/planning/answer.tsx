import { DataTable } from '../../ui/data-table.tsx'
import { Finding } from '../../ui/finding.tsx'
import { ButtonLink, Buttons } from '../../ui/form.tsx'
import { capital, pathIn } from '../../ui/language.ts'
import { richText } from '../../ui/rich.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import { PlanCurve } from './curve.tsx'
import type { Assumed, PlanAnswer } from './plan.ts'
import { commandOf } from './plan.ts'
import {
  curveOf,
  type FieldName,
  fields,
  isOptional,
  type Question,
  type QuestionName,
  questionOf,
  stepsOf,
  type Typed,
  usualOf,
} from './questions.ts'
import {
  doubtsOf,
  figureOf,
  labelOf,
  type PlanWord,
  type SayPlan,
  sentencesOf,
  withoutTags,
  writeAlong,
  writeRead,
} from './say-plan.ts'
import { studyAddress } from './study-address.ts'

export type AnswerProps = {
  ask: QuestionName
  typed: Typed
  assumed: Assumed
  answer: PlanAnswer
  /** Where the assumption most hangs on comes from, if who plans said so. */
  basis: string
  say: SayPlan
}

/** The answer in words, then as a curve with its table, then what it rests on and how to repeat it. */
export function PlanAnswerSection(props: AnswerProps) {
  const { ask, assumed, answer, say } = props
  const language = useLanguage()
  const [first = '', ...more] = sentencesOf(ask, assumed, answer, language, say)
  const doubts = doubtsOf(answer, language, say)
  return (
    <div className="plan-answer" id="answer">
      <h2 className="hidden">{say('answer.title')}</h2>
      <p className="verdict" role="status">
        {richText(first, { b: (text) => <strong>{text}</strong> })}
      </p>
      {more.map((sentence) => (
        <p key={sentence} className="prose">
          {sentence}
        </p>
      ))}
      {doubts.length > 0 ? (
        <div className="plan-doubts">
          <h3>{say('doubts.title')}</h3>
          <ul>
            {doubts.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Varied {...props} sentence={withoutTags(first)} />
      <h3>{say('assumed.title')}</h3>
      <Assumptions {...props} />
      <h3>{say('same.title')}</h3>
      <p className="note">{`${say('same.note')} ${say('same.link')}`}</p>
      <pre className="plan-command">
        <code>{`tp prevalence ${commandOf(questionOf(ask).design, assumed)}`}</code>
      </pre>
      <h3>{say('next.title')}</h3>
      <p className="note">{say('next.note')}</p>
      <Buttons>
        <ButtonLink href={pathIn(language, studyAddress(ask, assumed, answer, language, say))} first>
          {say('next.begin')}
        </ButtonLink>
      </Buttons>
    </div>
  )
}

function Varied({ ask, assumed, say, sentence }: AnswerProps & { sentence: string }) {
  const language = useLanguage()
  const question = questionOf(ask)
  const curve = curveOf(question, assumed)
  const steps = stepsOf(question, assumed)
  if (curve === null || steps === null) return null
  const title = say(`curve.${ask}`)
  const reads = say(readsWord(question))
  return (
    <Finding
      title={title}
      subtitle={say('curve.subtitle', { reads, along: say(alongWord(question)) })}
      table={
        <DataTable
          caption={say('table.caption')}
          tight
          columns={[
            { key: 'at', head: capital(language, say(alongWord(question))), number: true },
            ...steps.lines.map(({ name }) => ({ key: name, head: say(`line.${name}`), number: true })),
          ]}
          rows={steps.at.map((at, order) => ({
            key: String(at),
            own: at === steps.here,
            cells: {
              at: writeAlong(question.along, at, language),
              ...Object.fromEntries(
                steps.lines.map(({ name, values }) => {
                  const value = values[order] ?? null
                  return [
                    name,
                    value === null ? say('curve.none') : writeRead(question.reads, value, language),
                  ]
                }),
              ),
            },
          }))}
        />
      }
    >
      <PlanCurve
        question={question}
        curve={curve}
        label={say('curve.label', { title, sentence })}
        say={say}
      />
    </Finding>
  )
}

const readsWord = ({ reads, design }: Question): PlanWord =>
  (reads === 'respondents' && design === 'change' ? 'reads.respondents.change' : `reads.${reads}`) as PlanWord
const alongWord = ({ along, design }: Question): PlanWord =>
  (along === 'respondents' && design === 'change' ? 'along.respondents.change' : `along.${along}`) as PlanWord

function Assumptions({ ask, typed, assumed, basis, say }: AnswerProps) {
  const language = useLanguage()
  const question = questionOf(ask)
  const usual = usualOf(question)
  const from = (name: FieldName) => {
    if (name === question.basisOf && basis !== '') return basis
    if (assumed[name] === undefined && isOptional(question, name)) return '–'
    const { origin } = fields[name]
    const asOpened = typed[name]?.replace(',', '.') === usual[name]
    if (origin === 'guess' && asOpened) return say('origin.start')
    if (origin === 'simulated' && !asOpened) return say('origin.guess')
    return say(`origin.${origin}`)
  }
  const works = question.works.map((work) => workNames[work]).join('; ')
  return (
    <DataTable
      caption={say('assumed.caption')}
      captionHidden
      tight
      columns={[
        { key: 'what', head: say('assumed.what') },
        { key: 'figure', head: say('assumed.figure') },
        { key: 'from', head: say('assumed.from') },
      ]}
      rows={[
        ...question.fields
          .filter((name) => name !== 'icc' || assumed.icc !== undefined)
          .map((name) => ({
            key: name,
            cells: {
              what: labelOf(ask, name, say),
              figure: figureOf(name, assumed, language, say),
              from: from(name),
            },
          })),
        ...(ask === 'rds'
          ? [
              {
                key: 'deff',
                cells: {
                  what: say('field.deff'),
                  figure: '2–10',
                  from: `${say('origin.published')}. ${works}`,
                },
              },
            ]
          : []),
        ...(ask === 'lists'
          ? [
              {
                key: 'independence',
                cells: {
                  what: say('assumed.independence'),
                  figure: '–',
                  from: say('assumed.independence.from'),
                },
              },
            ]
          : []),
        {
          key: 'formula',
          cells: { what: say('assumed.formula'), figure: say('assumed.formula.value'), from: works },
        },
      ]}
    />
  )
}

const workNames = {
  kish: 'Kish 1965, Survey Sampling, §5.4',
  cochran: 'Cochran 1977, Sampling Techniques, §4.4',
  fleiss: 'Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, ch. 4',
  killworth: 'Killworth et al. 1998, Evaluation Review 22:289–308',
  feehan: 'Feehan & Salganik 2016, Sociological Methodology 46:153–186',
  salganik: 'Salganik 2006, Journal of Urban Health 83:i98–112',
  goel: 'Goel & Salganik 2010, PNAS 107:6743–6747',
  darroch: 'Darroch 1958, Biometrika 45:343–359',
  chao: 'Chao 1987, Biometrics 43:783–791',
}
