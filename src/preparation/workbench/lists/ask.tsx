import { SPECIFICATIONS, type SpecificationLabel } from '../../../estimators/lists/specification-labels.ts'
import { useWords } from '../../../ui/voice.tsx'
import { words } from '../../words.ts'
import { Choose, ChooseColumn, Line, Ticks } from '../fields.tsx'
import type { Asking } from '../path.ts'
import type { Sheet } from '../sheet.ts'
import { type ListsForm, type ListsSettings, type RowSettings, SLOT } from './settings.ts'
import { listsWords } from './words.ts'

const forms: readonly ListsForm[] = ['overlap', 'people', 'entries']

/** What a row is, which columns are lists, and how long to compute. */
export function Ask({ sheets, settings, change }: Asking<ListsSettings>) {
  const say = useWords(listsWords)
  const sayMethod = useWords(words)
  const sheet = sheets[SLOT]
  if (sheet === undefined) return null
  const set = (some: Partial<ListsSettings>) => change({ ...settings, ...some })
  return (
    <>
      <RowFields prefix="lists" sheet={sheet} settings={settings} change={set} />
      <details className="workbench-more">
        <summary>{say('ask.methods')}</summary>
        <Ticks
          name="lists-methods"
          label={say('ask.methods')}
          hint={say('ask.methods.hint')}
          options={SPECIFICATIONS.map((label) => ({
            value: label,
            name: sayMethod(`specification.${label}`),
          }))}
          chosen={settings.methods}
          change={(methods) => set({ methods: methods as SpecificationLabel[] })}
        />
        <Line
          name="lists-resamples"
          label={say('ask.resamples')}
          hint={say('ask.resamples.hint')}
          inputMode="numeric"
          value={settings.resamples}
          change={(resamples) => set({ resamples })}
        />
        <Line
          name="lists-seed"
          label={say('ask.seed')}
          hint={say('ask.seed.hint')}
          inputMode="numeric"
          value={settings.seed}
          change={(seed) => set({ seed })}
        />
      </details>
    </>
  )
}

/** What a row of one table is, and which of its columns say it. */
export function RowFields({
  prefix,
  sheet,
  settings,
  change,
}: {
  prefix: string
  sheet: Sheet
  settings: RowSettings
  change: (some: Partial<RowSettings>) => void
}) {
  const say = useWords(listsWords)
  const { form } = settings
  const left = sheet.columns.filter(({ struck }) => !struck)
  return (
    <>
      <Choose
        name={`${prefix}-form`}
        label={say('ask.form')}
        value={form}
        options={forms.map((each) => ({ value: each, name: say(`ask.form.${each}`) }))}
        change={(value) => change({ form: value as ListsForm })}
      />
      {form === 'entries' ? (
        <>
          <ChooseColumn
            name={`${prefix}-code`}
            label={say('ask.code')}
            hint={say('ask.code.hint')}
            sheet={sheet}
            value={settings.code}
            change={(code) => change({ code })}
          />
          <ChooseColumn
            name={`${prefix}-list`}
            label={say('ask.list')}
            sheet={sheet}
            value={settings.list}
            change={(list) => change({ list })}
          />
        </>
      ) : (
        <Ticks
          name={`${prefix}-lists`}
          label={say('ask.lists')}
          hint={say('ask.lists.hint')}
          options={left
            .filter(({ name }) => name !== settings.count || form !== 'overlap')
            .map(({ name }) => ({ value: name, name }))}
          chosen={settings.lists}
          change={(lists) => change({ lists })}
        />
      )}
      {form === 'overlap' ? (
        <ChooseColumn
          name={`${prefix}-count`}
          label={say('ask.count')}
          sheet={sheet}
          value={settings.count}
          change={(count) => change({ count, lists: settings.lists.filter((list) => list !== count) })}
        />
      ) : null}
      {form === 'people' ? (
        <ChooseColumn
          name={`${prefix}-code`}
          label={say('ask.code')}
          hint={say('ask.code.hint')}
          none={say('ask.code.none')}
          sheet={sheet}
          value={settings.code}
          change={(code) => change({ code })}
        />
      ) : null}
    </>
  )
}
