import { formatList, type Language } from '../../../ui/language.ts'
import { TypedText } from '../../../ui/typed-text.tsx'
import { unitName } from '../../sentences.ts'
import { listIn, type Sent, textIn } from '../forms.ts'
import { sayOf } from '../say.ts'

const unitOf = (name: string, kind: 'reason' | 'why'): string | undefined =>
  new RegExp(`^${kind}\\.([A-Z]{3})$`).exec(name)?.[1]

/** What a field that holds words is called; null for any other. */
export function labelOf(language: Language, name: string): string | null {
  const say = sayOf(language)
  const [reason, why] = [unitOf(name, 'reason'), unitOf(name, 'why')]
  if (reason !== undefined) return say('field.reason of', { country: unitName(language, reason) })
  if (why !== undefined) return say('field.justification of', { country: unitName(language, why) })
  if (name === 'take') return say('field.countries')
  if (name === 'title' || name === 'summary' || name === 'conflict') return say(`field.${name}`)
  if (name === 'text' || name === 'dissenter' || name === 'reason') return say(`field.${name}`)
  return null
}

/** The words that were sent, each under the name of its field. */
export function typedLines(language: Language, sent: Sent): string {
  const countries = listIn(sent, 'take').map((unit) => unitName(language, unit))
  return Object.keys(sent)
    .flatMap((name) => {
      const label = labelOf(language, name)
      const text = name === 'take' ? formatList(language, countries) : textIn(sent, name).trim()
      return label === null || text === '' ? [] : [`${label}\n${text}`]
    })
    .join('\n\n')
}

/** All that was typed, to be copied: where the form it was typed in is not to be had. */
export function Typed({ language, sent }: { language: Language; sent: Sent }) {
  const typed = typedLines(language, sent)
  if (typed === '') return null
  return <TypedText label={sayOf(language)('stale.yours')} typed={typed} />
}
