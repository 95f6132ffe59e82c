import { useEffect, useState } from 'react'
import { useLanguage, useWords, writeNumber } from '../../../ui/voice.tsx'
import { benchWords } from '../words.ts'

/**
 * A number that can be typed. What is typed stands, also when it will not do: then the last good one still counts, and
 * that is said beside the field and aloud.
 */
export function NumberBox({
  name,
  label,
  value,
  min,
  max,
  step = 'any',
  set,
  labelled,
}: {
  name: string
  /** Read out; shown only when `labelled` is not given. */
  label: string
  value: number
  min?: number
  max?: number
  step?: number | 'any'
  set: (value: number) => void
  /** Id of what shows the label already. */
  labelled?: string
}) {
  const say = useWords(benchWords)
  const language = useLanguage()
  // What was typed belongs to the number that counted then: undoing, or a slider, takes its place.
  const [typed, setTyped] = useState<{ text: string; beside: number; fits: boolean } | null>(null)
  const standing = typed !== null && typed.beside === value ? typed : null
  const wrong = standing !== null && !standing.fits
  const why = step === 1 ? 'whole' : min === undefined || max === undefined ? 'number' : 'between'
  const write = (number: number | undefined) => (number === undefined ? '' : writeNumber(language, number))
  return (
    <>
      <input
        className="bench-number"
        type="number"
        inputMode="decimal"
        id={name}
        name={name}
        {...(labelled ? { 'aria-labelledby': labelled } : { 'aria-label': label })}
        value={standing?.text ?? String(value)}
        min={min}
        max={max}
        step={step}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${name}-wrong` : undefined}
        onChange={({ target }) => {
          const read = Number(target.value)
          const fits =
            target.value.trim() !== '' &&
            Number.isFinite(read) &&
            Math.abs(read) <= 1e12 &&
            (min === undefined || read >= min) &&
            (max === undefined || read <= max) &&
            (step !== 1 || Number.isInteger(read))
          setTyped(
            fits && String(read) === target.value
              ? null
              : { text: target.value, beside: fits ? read : value, fits },
          )
          if (fits) set(read)
        }}
        onBlur={() => {
          if (!wrong) setTyped(null)
        }}
      />
      {wrong ? (
        <span role="alert" className="error bench-wrong" id={`${name}-wrong`}>
          {say(`field.${why}`, { low: write(min), high: write(max), value: write(value) })}
        </span>
      ) : null}
    </>
  )
}

/** A slider beside a number: quicker, and without a name, so that a plain form sends the number alone. */
export function Slider({
  label,
  value,
  min,
  max,
  step,
  says,
  set,
}: {
  label: string
  value: number
  min: number
  max: number
  step: number
  /** What the value means, for those who hear it. */
  says: string
  set: (value: number) => void
}) {
  return (
    <input
      className="bench-slider"
      type="range"
      aria-label={label}
      aria-valuetext={says}
      value={value}
      min={min}
      max={max}
      step={step}
      onChange={({ target }) => set(Number(target.value))}
    />
  )
}

/** The last value that stood still for so many milliseconds; the first at once. */
export function useSettled<Value>(value: Value, ms: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
