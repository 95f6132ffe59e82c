import type { Action, Asker, Subject } from '../../people/policy/actions.ts'
import { allow, type Decision } from '../../people/policy/policy.ts'
import { explain } from '../../people/policy/words.ts'
import { pathIn, speak } from '../../ui/language.ts'
import { useLanguage } from '../../ui/voice.tsx'
import { actWords } from '../words/acts.ts'

/** Why a button is missing: the act somebody may not do, and the policy’s answer. Null where they may. */
export type Needs = { action: Action; decision: Decision }

export function needsOf(asker: Asker, action: Action, subject: Subject): Needs | null {
  const decision = allow(asker, action, subject)
  return decision.allowed ? null : { action, decision }
}

/** Says in place of a missing button what it needs, with the way there. */
export function Needed({ needs: { action, decision }, sentence }: { needs: Needs; sentence?: string }) {
  const language = useLanguage()
  const say = speak(actWords, language)
  const { because, remedy } = explain(action, decision, language)
  const { why } = decision.because
  return (
    <p className="note">
      <b>{say('needs.title')}:</b> {sentence} {because} {remedy}{' '}
      {why === 'second factor' ? (
        <a href={pathIn(language, '/account/second-factor/set-up')}>{say('needs.second factor')}</a>
      ) : why === 'not signed in' ? (
        <a href={pathIn(language, '/account/sign-in')}>{say('needs.sign in')}</a>
      ) : null}
    </p>
  )
}
