import { Columns, Section } from '../../ui/section.tsx'
import { Unknown, UnknownBar } from '../../ui/unknown.tsx'
import { useWords } from '../../ui/voice.tsx'
import { frontWords } from '../words.ts'

/** How many people: no measured national figure is known, and a regional model is named as no substitute. */
export function HowMany({ region }: { region: string }) {
  const say = useWords(frontWords)
  return (
    <Section title={say('people.title')} note={say('people.note')}>
      <Columns count={2}>
        <div>
          <h3>{say('people.measured')}</h3>
          <Unknown>{say('people.none')}</Unknown>
          <UnknownBar label={say('people.axis')} />
        </div>
        <div>
          <h3>{say('people.missingTitle')}</h3>
          <p>{say('people.missing')}</p>
          <p className="note">{say('people.modelled', { region })}</p>
        </div>
      </Columns>
    </Section>
  )
}
