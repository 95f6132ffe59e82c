import { useEffect, useState } from 'react'

type Step = { sentence: string; done: number; total: number | null }

/**
 * How far a track record is, asked again every second; the page is opened anew when it is there.
 * What it says comes in the reader’s language with each answer. Without scripts the page has a link that waits.
 */
export default function TrackProgress({
  address,
  label,
  first,
}: {
  address: string
  label: string
  first: Step
}) {
  const [step, setStep] = useState(first)

  useEffect(() => {
    let left = false
    const look = async () => {
      const answer = await read(address)
      if (left || answer === null) return
      if (answer === 'there') {
        left = true
        location.reload()
      } else setStep(answer)
    }
    const clock = setInterval(() => void look(), 1000)
    return () => {
      left = true
      clearInterval(clock)
    }
  }, [address])

  return (
    <div className="runs-progress">
      <progress value={step.total ? step.done : 0} max={step.total ?? 1} aria-label={label} />
      <p role="status" className="prose">
        {step.sentence}
      </p>
    </div>
  )
}

/** The next step, that it is there, or null where no answer came: then it is asked again. */
async function read(address: string): Promise<Step | 'there' | null> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } })
    if (response.status === 202) return (await response.json()) as Step
    return 'there'
  } catch {
    return null
  }
}
