import { useEffect, useMemo, useState } from 'react'
import { speak } from '../../ui/language.ts'
import { useLanguage } from '../../ui/voice.tsx'
import { PlanAnswerSection } from '../planning/answer.tsx'
import { PlanForm } from '../planning/plan-form.tsx'
import { answer, type QuestionName, questionOf, readTyped, type Typed } from '../planning/questions.ts'
import type { PlanWord } from '../planning/say-plan.ts'

/**
 * A plan that follows the hand: the same form and answer the server drew, worked out again with every change.
 * Nothing is sent; the address follows, so that it can be kept. The words travel with the page, in its language only.
 */
export default function Plan({
  ask,
  typed: sent,
  basis: said,
  words,
}: {
  ask: QuestionName
  typed: Typed
  basis: string
  words: Record<PlanWord, string>
}) {
  const language = useLanguage()
  const say = useMemo(
    () => speak({ en: words, fr: words, es: words, pt: words }, language),
    [words, language],
  )
  const [typed, setTyped] = useState(sent)
  const [basis, setBasis] = useState(said)
  const [alive, setAlive] = useState(false)
  useEffect(() => setAlive(true), [])
  useEffect(() => {
    if (!alive || (typed === sent && basis === said)) return
    // The address is written when the hand rests: browsers refuse to have it written with every step.
    const rest = setTimeout(() => {
      const query = new URLSearchParams({ ask, ...typed, ...(basis === '' ? {} : { basis }) })
      history.replaceState(null, '', `${location.pathname}?${query}`)
    }, 300)
    return () => clearTimeout(rest)
  }, [alive, ask, typed, sent, basis, said])

  const question = questionOf(ask)
  const read = readTyped(question, typed)
  const found = read.assumed === null ? null : answer(question, read.assumed)
  return (
    <div className="plan">
      <div>
        <h2>{say('form.title')}</h2>
        <p className="note">{say('form.note')}</p>
        <PlanForm
          ask={ask}
          typed={typed}
          faults={read.faults}
          basis={basis}
          alive={alive}
          say={say}
          onType={(name, text) =>
            name === 'basis' ? setBasis(text) : setTyped((before) => ({ ...before, [name]: text }))
          }
        />
      </div>
      {read.assumed !== null && found !== null ? (
        <PlanAnswerSection
          ask={ask}
          typed={typed}
          assumed={read.assumed}
          answer={found}
          basis={basis}
          say={say}
        />
      ) : (
        <p className="plan-answer prose" role="status">
          {say(read.assumed === null ? 'answer.waiting' : 'fault.none')}
        </p>
      )}
    </div>
  )
}
