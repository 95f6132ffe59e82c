import { useState } from 'react'
import { digest } from '../../estimators/digest.ts'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import { assess } from '../assess.ts'
import type { Inputs, Methodology, Result } from '../schema.ts'
import { words } from '../words.ts'

type Answer = {
  methodologyDocument: Methodology
  inputs: Inputs
  result: Pick<Result, 'seed' | 'replicates' | 'shortlistSize'>
}
type State =
  | { kind: 'ready' }
  | { kind: 'working' }
  | { kind: 'failed' }
  | { kind: 'done'; digest: string; ms: number }

/**
 * Makes the assessment again in the reader's own browser, from what it looked at,
 * and lays the two digests side by side. Nothing is sent; the inputs are fetched.
 */
export default function CheckAgain({ address, digest: expected }: { address: string; digest: string }) {
  const say = useWords(words)
  const language = useLanguage()
  const [state, setState] = useState<State>({ kind: 'ready' })

  async function check() {
    setState({ kind: 'working' })
    const answer = await read(address)
    if (answer === null) return setState({ kind: 'failed' })
    const { methodologyDocument, inputs, result } = answer
    // A fault from here on is the program's own and is left to be seen.
    const started = performance.now()
    const again = assess(methodologyDocument, inputs, result)
    const ms = performance.now() - started
    setState({ kind: 'done', digest: digest(again as unknown as Parameters<typeof digest>[0]), ms })
  }

  return (
    <div className="check-again">
      <button type="button" className="button" onClick={check} disabled={state.kind === 'working'}>
        {say('check.button')}
      </button>
      <p role="status" className="prose">
        {state.kind === 'working' ? say('check.working') : null}
        {state.kind === 'failed' ? say('check.failed') : null}
        {state.kind === 'done'
          ? state.digest === expected
            ? say('check.same', { ms: writeNumber(language, Math.round(state.ms)) })
            : say('check.other', { digest: state.digest.slice(0, 12) })
          : null}
      </p>
    </div>
  )
}

/** What the assessment looked at; null when it cannot be fetched, whatever stands in the way. */
async function read(address: string): Promise<Answer | null> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } })
    return response.ok ? ((await response.json()) as Answer) : null
  } catch {
    return null
  }
}
