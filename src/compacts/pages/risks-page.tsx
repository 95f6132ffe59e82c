import { SelectField, TextField } from '../../ui/form.tsx'
import { formatDay, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section, Sentence } from '../../ui/section.tsx'
import { type Status, StatusMark } from '../../ui/status-mark.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { type Agreement, inLanguage, type Text } from '../agreement.ts'
import type { LiveRisk, RiskLook } from '../risks.ts'
import { type RiskState, riskStates } from '../tables.ts'
import { riskWords } from '../words/risks.ts'
import { words } from '../words/words.ts'
import { ActionForm, type Returned } from './action-form.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'

export const riskMarks: Record<RiskState, Status> = {
  watched: 'not due',
  happening: 'failed',
  over: 'passed',
}

/** The risks of a compact while it runs: how each stands, who looked last, and what was seen before. */
export function RisksPage({
  context,
  view,
  agreement,
  risks,
  people,
  organisations,
  mayLook,
  returned,
}: {
  context: PageContext
  view: CompactView
  /** The text in force; null before there is one. */
  agreement: Agreement | null
  risks: readonly LiveRisk[]
  /** Names as far as the reader may know them. */
  people: ReadonlyMap<string, string>
  organisations: ReadonlyMap<string, string>
  mayLook: boolean
  returned: Returned
}) {
  const { language } = context
  const say = speak(words, language)
  const tell = speak(riskWords, language)
  const read = (text: Text | undefined, key: string) =>
    (text === undefined ? null : inLanguage(text, language, agreement?.languages ?? [])) ?? key
  const who = ({ by, organisation }: RiskLook) =>
    [
      by === null ? undefined : people.get(by),
      (organisation === null ? undefined : organisations.get(organisation)) ?? tell('a party'),
    ]
      .filter((part) => part !== undefined)
      .join(', ')
  const day = (at: string) => formatDay(language, at.slice(0, 10))
  const path = compactPath(language, view.compact.id, '/risks')
  return (
    <CompactFrame context={context} view={view} here="risks" title={tell('title')} aside={tell('note')}>
      {risks.length === 0 ? (
        <Section>
          <p className="prose">{tell(agreement === null ? 'not in force' : 'none')}</p>
        </Section>
      ) : null}
      {risks.map(({ risk, state, likelihood, effect, looks }) => {
        const [last, ...earlier] = looks
        return (
          <Section key={risk.key} id={risk.key} title={read(risk.text, risk.key)}>
            <p>
              <StatusMark status={riskMarks[state]} word={tell(`state.${state}`)}>
                {tell('now', { likelihood, effect })}
              </StatusMark>
            </p>
            {last === undefined ? (
              <Unknown>{tell('never')}</Unknown>
            ) : (
              <>
                <Sentence>{tell('looked', { day: day(last.at), who: who(last) })}</Sentence>
                <p className="prose">{last.note}</p>
              </>
            )}
            <p className="note">
              {risk.owner === null
                ? tell('owner none')
                : tell('owner', {
                    party: read(agreement?.parties.find(({ key }) => key === risk.owner)?.name, risk.owner),
                  })}
            </p>
            <p className="note">{tell('response', { response: read(risk.response, '–') })}</p>
            {last === undefined ? null : (
              <p className="note">
                {tell('as signed', { likelihood: risk.likelihood, effect: risk.effect })}
              </p>
            )}
            {earlier.length === 0 ? null : (
              <>
                <h3>{tell('earlier')}</h3>
                <ol className="prose">
                  {earlier.map((look) => (
                    <li key={look.at}>
                      {tell('earlier line', {
                        day: day(look.at),
                        who: who(look),
                        state: tell(`state.${look.state}`),
                        likelihood: look.likelihood,
                        effect: look.effect,
                        note: look.note,
                      })}
                    </li>
                  ))}
                </ol>
              </>
            )}
            {mayLook ? (
              <ActionForm
                name={`look-${risk.key}`}
                action={`${path}/${risk.key}`}
                submit={tell('look submit')}
                returned={returned}
              >
                {(typed, errorOf, field) => (
                  <>
                    <h3>{tell('look')}</h3>
                    <SelectField
                      name={field('state')}
                      label={tell('look state')}
                      value={typed.state ?? state}
                      error={errorOf('state')}
                      options={riskStates.map((each) => ({ value: each, name: tell(`state.${each}`) }))}
                    />
                    <TextField
                      name={field('likelihood')}
                      label={say('field.likelihood')}
                      hint={tell('likelihood hint')}
                      inputMode="numeric"
                      value={typed.likelihood ?? String(likelihood)}
                      error={errorOf('likelihood')}
                    />
                    <TextField
                      name={field('effect')}
                      label={say('field.effect')}
                      hint={tell('effect hint')}
                      inputMode="numeric"
                      value={typed.effect ?? String(effect)}
                      error={errorOf('effect')}
                    />
                    <TextField
                      name={field('note')}
                      rows={3}
                      label={tell('look note')}
                      hint={tell('look note hint')}
                      value={typed.note}
                      error={errorOf('note')}
                    />
                  </>
                )}
              </ActionForm>
            ) : null}
          </Section>
        )
      })}
    </CompactFrame>
  )
}
