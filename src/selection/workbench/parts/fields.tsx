import { useEffect, useState } from 'react'

/**
 * A number that can be typed. What is typed stands until it is a number within bounds; left as something else, the last
 * good one comes back.
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
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? String(value)
  return (
    <input
      className="bench-number"
      type="number"
      inputMode="decimal"
      id={name}
      name={name}
      {...(labelled ? { 'aria-labelledby': labelled } : { 'aria-label': label })}
      value={shown}
      min={min}
      max={max}
      step={step}
      onChange={({ target }) => {
        const read = Number(target.value)
        const fits =
          target.value.trim() !== '' &&
          Number.isFinite(read) &&
          Math.abs(read) <= 1e12 &&
          (min === undefined || read >= min) &&
          (max === undefined || read <= max) &&
          (step !== 1 || Number.isInteger(read))
        setTyped(fits && String(read) === target.value ? null : target.value)
        if (fits) set(read)
      }}
      onBlur={() => setTyped(null)}
    />
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
