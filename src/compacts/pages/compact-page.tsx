import { countryName } from '../../countries/registry.ts'
import { speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import type { Agreement } from '../agreement.ts'
import type { PartyRow } from '../store.ts'
import { words } from '../words/words.ts'
import { AgreementText } from './agreement-text.tsx'
import { CompactFrame, type CompactView, compactPath, termFacts } from './frame.tsx'

/** A compact as everybody may read it: what it is, who takes part, and the text that is in force. */
export function CompactPage({
  context,
  view,
  parties,
  inForce,
  since,
}: {
  context: PageContext
  view: CompactView
  parties: PartyRow[]
  inForce: { version: number; agreement: Agreement } | null
  /** The day it entered into force. */
  since: string | null
}) {
  const { language } = context
  const say = speak(words, language)
  const { compact } = view
  return (
    <CompactFrame
      context={context}
      view={view}
      here="compact"
      about={[
        { name: say('about.country'), value: countryName(compact.country, language) },
        { name: say('about.state'), value: say(`state.${compact.state}`) },
        ...termFacts({ compact, since, language }),
        ...(inForce === null
          ? []
          : [
              {
                name: say('about.version'),
                value: (
                  <a href={compactPath(language, compact.id, `/versions/${inForce.version}`)}>
                    {say('version.number', { number: inForce.version })}
                  </a>
                ),
              },
            ]),
      ]}
    >
      <Section title={say('compact.parties')}>
        <ul className="standing-list">
          {parties.map((party) => (
            <li key={party.organisation}>
              {party.name}
              <span className="block note">
                {say(`part.${party.part}`)} ·{' '}
                {party.side === null ? say('side.none') : say(`side.${party.side}`)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {inForce === null ? (
        <Section title={say('compact.text')}>
          <Unknown>{say('compact.not in force')}</Unknown>
        </Section>
      ) : (
        <AgreementText
          agreement={inForce.agreement}
          organisations={new Map(parties.map(({ organisation, name }) => [organisation, name]))}
        />
      )}
    </CompactFrame>
  )
}
