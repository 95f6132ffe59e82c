import { useEffect, useState } from 'react'
import { useWords } from '../../ui/voice.tsx'
import { robustnessWords } from '../robustness/words.ts'

type State = { kind: 'running'; share: number } | { kind: 'stopped' } | { kind: 'lost' }

/**
 * How far the runs are, asked again every second; the page is opened anew when they are there. Without scripts the
 * page has a link that waits for them.
 */
export default function RunsProgress({
  address,
  here,
  share,
}: {
  address: string
  here: string
  share: number
}) {
  const say = useWords(robustnessWords)
  const [state, setState] = useState<State>({ kind: 'running', share })
  const running = state.kind === 'running'

  useEffect(() => {
    if (!running) return
    let left = false
    const look = async () => {
      const answer = await read(address)
      if (left) return
      if (answer === 'there') {
        // Without its fragment, so that an address with one is opened anew too.
        const url = new URL(here, location.href)
        location.replace(url.pathname + url.search)
        left = true
      } else setState(answer)
    }
    const clock = setInterval(() => void look(), 1000)
    return () => {
      left = true
      clearInterval(clock)
    }
  }, [running, address, here])

  const percent = state.kind === 'running' ? Math.floor(100 * state.share) : 0
  return (
    <div className="runs-progress">
      <progress value={percent} max={100} aria-label={say('wait.progress')} />
      <p role="status" className="prose">
        {state.kind === 'running' ? say('wait.text', { done: percent }) : null}
        {state.kind === 'stopped' ? say('wait.stopped') : null}
        {state.kind === 'lost' ? say('wait.lost') : null}
      </p>
    </div>
  )
}

/** How far they are, that they are there, or what stands in the way. */
async function read(address: string): Promise<State | 'there'> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } })
    if (response.status === 202) {
      const { share } = (await response.json()) as { share: number }
      return { kind: 'running', share }
    }
    if (response.status === 409) return { kind: 'stopped' }
    return response.ok ? 'there' : { kind: 'lost' }
  } catch {
    return { kind: 'lost' }
  }
}
