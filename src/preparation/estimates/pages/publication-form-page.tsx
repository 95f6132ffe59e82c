import {
  Button,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  type Option,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { studyCrumbs } from '../../studies/pages/frame.tsx'
import type { FieldName, Typed } from '../forms.ts'
import { designs, dimensions, quantities } from '../kept.ts'
import { type EstimateWord, estimateWords } from '../words.ts'

/** An estimate taken down from a publication, or corrected. */
export function PublicationFormPage({
  context,
  study,
  correcting,
  codebooks,
  typed,
  errors,
}: {
  context: PageContext
  study: { id: string; title: string }
  /** Id of the estimate that this one corrects; null for a new one. */
  correcting: string | null
  /** Frozen versions of codebooks: id and name. */
  codebooks: readonly Option[]
  typed: Typed
  errors: readonly FieldError[]
}) {
  const { language } = context
  const say = speak(estimateWords, language)
  const title = say(correcting === null ? 'new.title' : 'correct.title')
  const error = (name: FieldName) => errors.find(({ field }) => field === name)?.message
  const text = (
    name: FieldName,
    more: {
      rows?: number
      hint?: string
      inputMode?: 'numeric' | 'decimal'
      optional?: boolean
      label?: string
    } = {},
  ) => {
    const { label, optional = false, ...rest } = more
    return (
      <TextField
        name={name}
        label={label ?? say(`in.${name}` as EstimateWord)}
        value={typed[name] ?? ''}
        error={error(name)}
        optional={optional}
        {...rest}
      />
    )
  }
  const interval = (at: '' | '2') => (
    <fieldset className="field form">
      <legend>{say(at === '' ? 'in.interval1' : 'in.interval2')}</legend>
      {text(`level${at}` as FieldName, { label: say('in.level'), inputMode: 'decimal', optional: true })}
      {text(`low${at}` as FieldName, { label: say('in.low'), inputMode: 'decimal', optional: true })}
      {text(`high${at}` as FieldName, { label: say('in.high'), inputMode: 'decimal', optional: true })}
    </fieldset>
  )
  return (
    <Page
      title={title}
      language={language}
      path={context.path}
      section="prepare"
      assets={context.assets}
      sources={context.sources}
      indexed={false}
      crumbs={[
        ...studyCrumbs(language),
        { name: study.title, href: pathIn(language, `/studies/${study.id}`) },
        { name: title },
      ]}
    >
      <Opening title={title}>
        <p className="prose">{say(correcting === null ? 'new.lead' : 'correct.lead')}</p>
      </Opening>
      <form
        method="post"
        action={pathIn(
          language,
          correcting === null ? `/studies/${study.id}/estimates` : `/estimates/${correcting}/correction`,
        )}
      >
        <ErrorSummary errors={errors} />
        <OnceField />
        {correcting === null ? null : (
          <Section wide>
            <div className="form">{text('reason', { rows: 3 })}</div>
          </Section>
        )}
        <Section title={say('g.publication')}>
          <div className="form">
            {text('citation', { rows: 2 })}
            {text('address', { optional: true })}
            {text('page')}
            {text('year', { inputMode: 'numeric' })}
            {text('method', { rows: 3 })}
            <SelectField
              name="design"
              label={say('in.design')}
              value={typed.design ?? ''}
              error={error('design')}
              options={[
                { value: '', name: say('in.other design') },
                ...designs.map((design) => ({ value: design, name: say(`design.${design}`) })),
              ]}
            />
          </div>
        </Section>
        <Section title={say('g.figure')}>
          <div className="form">
            <ChoiceField
              name="quantity"
              label={say('in.quantity')}
              error={error('quantity')}
              options={quantities.map((value) => ({ value, name: say(`quantity.${value}`) }))}
              chosen={[typed.quantity ?? 'people']}
            />
            {text('estimate', { hint: say('in.number hint'), inputMode: 'decimal' })}
            {interval('')}
            {interval('2')}
            {text('cases', { inputMode: 'numeric', optional: true })}
            {text('lists', { optional: true })}
            <ChoiceField
              name="measured"
              label={say('in.measured')}
              hint={say('in.measured hint')}
              error={error('measured')}
              options={(['measured', 'modelled'] as const).map((value) => ({ value, name: say(value) }))}
              chosen={typed.measured === undefined ? [] : [typed.measured]}
            />
          </div>
        </Section>
        <Section title={say('g.who')}>
          <div className="form">
            {text('definition', { rows: 4 })}
            <SelectField
              name="codebook"
              label={say('in.codebook')}
              value={typed.codebook ?? ''}
              error={error('codebook')}
              options={[{ value: '', name: say('in.no codebook') }, ...codebooks]}
            />
            {text('codebookNotStated', { rows: 2, optional: true })}
            {text('unit')}
            <SelectField
              name="stockOrFlow"
              label={say('in.stockOrFlow')}
              value={typed.stockOrFlow ?? ''}
              error={error('stockOrFlow')}
              options={[
                { value: '', name: say('in.not stated') },
                { value: 'stock', name: say('stock') },
                { value: 'flow', name: say('flow') },
              ]}
            />
            {text('periodFrom', { hint: say('in.day hint'), optional: true })}
            {text('periodTo', { hint: say('in.day hint'), optional: true })}
            {text('referenceMonths', { inputMode: 'numeric', optional: true })}
            {text('base', { rows: 2 })}
            {text('baseNumber', { inputMode: 'numeric', optional: true })}
            {text('baseUnknown', { rows: 2, optional: true })}
            {text('baseSource', { rows: 2, optional: true })}
            {text('frame', { rows: 2, optional: true })}
            <ChoiceField
              name="placeWhole"
              label={say('in.placeWhole')}
              error={error('placeWhole')}
              options={(['yes', 'no'] as const).map((value) => ({ value, name: say(value) }))}
              chosen={typed.placeWhole === undefined ? [] : [typed.placeWhole]}
            />
            {text('placeWords', { optional: true })}
            <SelectField
              name="by"
              label={say('in.by')}
              value={typed.by ?? ''}
              error={error('by')}
              options={[
                { value: '', name: say('in.all of them') },
                ...dimensions.map((value) => ({ value, name: say(`by.${value}`) })),
              ]}
            />
            {text('group', { optional: true })}
            {text('otherBecause', { rows: 3, hint: say('in.otherBecause hint'), optional: true })}
          </div>
        </Section>
        <Section wide>
          <Buttons>
            <Button first>{say(correcting === null ? 'in.keep' : 'in.correct')}</Button>
          </Buttons>
        </Section>
      </form>
    </Page>
  )
}
