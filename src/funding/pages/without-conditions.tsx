import type { Agreement } from '../../compacts/agreement.ts'
import { showMoney } from '../../compacts/forms/amounts.ts'
import { paidWithoutConditions } from '../../compacts/plan.ts'
import { type Language, speak } from '../../ui/language.ts'
import { words } from '../words/words.ts'

/** What of a donor’s money no condition holds, and the reason the text gives; nothing where every unit is held by one. */
export function WithoutConditions({ agreement, language }: { agreement: Agreement; language: Language }) {
  const say = speak(words, language)
  const inWords = (text: Record<string, string> = {}) =>
    [language, ...agreement.languages].find((each) => (text[each] ?? '').trim() !== '')
  return paidWithoutConditions(agreement).map(({ contribution, free }) => {
    const { key, amount, party, unconditional } = contribution
    const name = agreement.parties.find((each) => each.key === party)?.name ?? {}
    const reason = inWords(unconditional)
    return (
      <p key={key} className="prose">
        {say(reason === undefined ? 'free.no reason' : 'free.because', {
          free: showMoney(free, language),
          amount: showMoney(amount, language),
          party: name[inWords(name) ?? ''] ?? party,
        })}
        {reason === undefined ? null : <span lang={reason}> {unconditional?.[reason]}</span>}
      </p>
    )
  })
}
