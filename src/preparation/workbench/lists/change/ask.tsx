import { useWords } from '../../../../ui/voice.tsx'
import { Line } from '../../fields.tsx'
import { NumberLine } from '../../network/number-fields.tsx'
import { limits } from '../../network/typed.ts'
import type { Asking } from '../../path.ts'
import { RowFields } from '../ask.tsx'
import { listsWords } from '../words.ts'
import { limitsOfTwo, type TwoListsSettings, waves } from './settings.ts'

/** What a row is in each table, whom each counts, and what was promised. */
export function AskTwoLists({ sheets, settings, change }: Asking<TwoListsSettings>) {
  const say = useWords(listsWords)
  const set = (some: Partial<TwoListsSettings>) => change({ ...settings, ...some })
  return (
    <>
      {waves.map((wave) => {
        const sheet = sheets[wave]
        return sheet === undefined ? null : (
          <fieldset key={wave} className="field">
            <legend>{say(`two.${wave}`)}</legend>
            <RowFields
              prefix={`two-${wave}`}
              sheet={sheet}
              settings={settings[wave]}
              change={(some) => set({ [wave]: { ...settings[wave], ...some } })}
            />
            <Line
              name={`two-${wave}-definition`}
              label={say('two.definition')}
              hint={say('two.definition.hint')}
              optional
              value={settings.definitions[wave]}
              change={(text) => set({ definitions: { ...settings.definitions, [wave]: text } })}
            />
          </fieldset>
        )
      })}
      <NumberLine
        name="two-target"
        label={say('two.target')}
        hint={say('two.target.hint')}
        optional
        limits={limits.percent}
        value={settings.target}
        change={(target) => set({ target })}
      />
      <details className="workbench-more">
        <summary>{say('two.more')}</summary>
        <NumberLine
          name="two-resamples"
          label={say('ask.resamples')}
          hint={say('two.resamples.hint')}
          limits={limitsOfTwo.resamples}
          value={settings.resamples}
          change={(resamples) => set({ resamples })}
        />
        <NumberLine
          name="two-seed"
          label={say('ask.seed')}
          hint={say('ask.seed.hint')}
          limits={limitsOfTwo.seed}
          value={settings.seed}
          change={(seed) => set({ seed })}
        />
      </details>
    </>
  )
}
