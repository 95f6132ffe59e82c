import { useWords } from '../../../ui/voice.tsx'
import { Line } from '../fields.tsx'
import { pathWords } from './network-words.ts'
import { isWrong, limits, type NumberLimits } from './typed.ts'

/** A line for a number within `limits`; what is typed and is none is said beneath it. */
export function NumberLine({
  limits: within,
  ...field
}: Omit<Parameters<typeof Line>[0], 'inputMode' | 'error' | 'rows'> & { limits: NumberLimits }) {
  const say = useWords(pathWords)
  const { value } = field
  return (
    <Line
      {...field}
      inputMode={within.whole ? 'numeric' : 'decimal'}
      error={isWrong(value, within) ? say('ask.number', { text: value }) : undefined}
    />
  )
}

/** How many people there are, of whom the sample speaks. */
export function PopulationLine(
  field: Pick<Parameters<typeof Line>[0], 'name' | 'hint' | 'optional' | 'value' | 'change'>,
) {
  const say = useWords(pathWords)
  return <NumberLine {...field} label={say('ask.population')} limits={limits.people} />
}

/** How often is drawn anew, and what repeats it. */
export function ResamplingLines({
  prefix,
  settings,
  change,
}: {
  prefix: string
  settings: { resamples: string; seed: string }
  change: (part: { resamples: string } | { seed: string }) => void
}) {
  const say = useWords(pathWords)
  return (
    <>
      <NumberLine
        name={`${prefix}-resamples`}
        label={say('ask.resamples')}
        hint={say('ask.resamples.hint')}
        limits={limits.resamples}
        value={settings.resamples}
        change={(resamples) => change({ resamples })}
      />
      <NumberLine
        name={`${prefix}-seed`}
        label={say('ask.seed')}
        hint={say('ask.seed.hint')}
        limits={limits.seed}
        value={settings.seed}
        change={(seed) => change({ seed })}
      />
    </>
  )
}
