import { SPECIFICATIONS, type SpecificationLabel } from '../../../estimators/lists/specification-labels.ts'
import { useWords } from '../../../ui/voice.tsx'
import { words } from '../../words.ts'
import { Choose, ChooseColumn, Line, Ticks } from '../fields.tsx'
import type { Asking } from '../path.ts'
import { type ListsForm, type ListsSettings, SLOT } from './settings.ts'
import { listsWords } from './words.ts'

const forms: readonly ListsForm[] = ['overlap', 'people', 'entries']

/** What a row is, which columns are lists, and how long to compute. */
export function Ask({ sheets, settings, change }: Asking<ListsSettings>) {
  const say = useWords(listsWords)
  const sayMethod = useWords(words)
  const sheet = sheets[SLOT]
  if (sheet === undefined) return null
  const { form } = settings
  const set = (some: Partial<ListsSettings>) => change({ ...settings, ...some })
  const left = sheet.columns.filter(({ struck }) => !struck)
  return (
    <>
      <Choose
        name="lists-form"
        label={say('ask.form')}
        value={form}
        options={forms.map((each) => ({ value: each, name: say(`ask.form.${each}`) }))}
        change={(value) => set({ form: value as ListsForm })}
      />
      {form === 'entries' ? (
        <>
          <ChooseColumn
            name="lists-code"
            label={say('ask.code')}
            hint={say('ask.code.hint')}
            sheet={sheet}
            value={settings.code}
            change={(code) => set({ code })}
          />
          <ChooseColumn
            name="lists-list"
            label={say('ask.list')}
            sheet={sheet}
            value={settings.list}
            change={(list) => set({ list })}
          />
        </>
      ) : (
        <Ticks
          name="lists-lists"
          label={say('ask.lists')}
          hint={say('ask.lists.hint')}
          options={left
            .filter(({ name }) => name !== settings.count || form !== 'overlap')
            .map(({ name }) => ({ value: name, name }))}
          chosen={settings.lists}
          change={(lists) => set({ lists })}
        />
      )}
      {form === 'overlap' ? (
        <ChooseColumn
          name="lists-count"
          label={say('ask.count')}
          sheet={sheet}
          value={settings.count}
          change={(count) => set({ count, lists: settings.lists.filter((list) => list !== count) })}
        />
      ) : null}
      {form === 'people' ? (
        <ChooseColumn
          name="lists-code"
          label={say('ask.code')}
          hint={say('ask.code.hint')}
          none={say('ask.code.none')}
          sheet={sheet}
          value={settings.code}
          change={(code) => set({ code })}
        />
      ) : null}
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
