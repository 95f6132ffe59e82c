import { DataTable } from '../../ui/data-table.tsx'
import { TextField } from '../../ui/form.tsx'
import { formatDay, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section, Sentence } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { called } from '../forms/elements.ts'
import type { Gap } from '../gap-codes.ts'
import type { Signature } from '../signing.ts'
import type { Draft, Version } from '../store.ts'
import { textWords } from '../words/text.ts'
import { words } from '../words/words.ts'
import { ActionForm, type Returned } from './action-form.tsx'
import { AgreementText } from './agreement-text.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'
import { GapList } from './gaps.tsx'

export type Signing = {
  party: string
  organisation: string
  organisationName: string
  signature: Signature | null
  /** Name of who signed; null when erased, or nobody has. */
  by: string | null
  /** Whether the reader may sign for it now. */
  mine: boolean
}

/** The frozen text, its hash, who must sign it and who has; or what it takes to freeze one. */
export function SigningPage({
  context,
  view,
  draft,
  frozen,
  signing,
  freezing,
  signingGaps,
  organisations,
  may,
  returned,
}: {
  context: PageContext
  view: CompactView
  draft: Draft | null
  frozen: Version | null
  signing: Signing[]
  /** What is lacking before the draft can be frozen; null when there is no open draft. */
  freezing: readonly Gap[] | null
  /** What came up since it was frozen, missing signatures left out. */
  signingGaps: readonly Gap[]
  /** What the organisations of the frozen text are called. */
  organisations: ReadonlyMap<string, string>
  may: { manage: boolean }
  returned: Returned
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const path = compactPath(language, id, '/signing')
  if (frozen === null)
    return (
      <CompactFrame context={context} view={view} here="signing" title={say('signing.title')}>
        <Section title={say('signing.not frozen')} note={say('signing.frozen note')}>
          {draft === null || freezing === null ? (
            <p className="prose">{say('signing.no draft')}</p>
          ) : (
            <>
              {freezing.length === 0 ? <Sentence>{say('signing.ready')}</Sentence> : null}
              {freezing.length === 0 ? null : <GapList id={id} gaps={freezing} agreement={draft.agreement} />}
              {may.manage && freezing.length === 0 ? (
                <ActionForm
                  name="freeze"
                  action={`${path}/freeze`}
                  submit={say('signing.freeze')}
                  returned={returned}
                  hidden={{ revision: String(draft.revision) }}
                  first
                />
              ) : null}
            </>
          )}
        </Section>
      </CompactFrame>
    )
  const { agreement } = frozen
  // By its organisation: whom an amendment leaves out signs under a key of the text before.
  const partyName = ({ organisation, organisationName }: Signing) => {
    const party = agreement.parties.find((each) => each.organisation === organisation)
    return party === undefined
      ? organisationName
      : called(party.key, party.name, language, agreement.languages)
  }
  const leftOut = ({ organisation }: Signing) =>
    !agreement.parties.some((each) => each.organisation === organisation && each.signs)
  return (
    <CompactFrame
      context={context}
      view={view}
      here="signing"
      title={say('signing.of', { number: frozen.number })}
      about={[
        { name: say('version.frozen'), value: formatDay(language, frozen.frozenAt.slice(0, 10)) },
        { name: 'SHA-256', value: <code className="digest">{frozen.hash}</code> },
        {
          name: 'PDF',
          value: (
            <a href={compactPath(language, id, `/agreement.pdf?version=${frozen.number}`)}>
              {say('version.pdf')}
            </a>
          ),
        },
      ]}
    >
      <Section title={say('signing.who')} note={say('signing.who note')}>
        <DataTable
          caption={say('signing.who')}
          captionHidden
          columns={[
            { key: 'party', head: say('field.party') },
            { key: 'signed', head: say('signing.signed') },
          ]}
          rows={signing.map((each) => ({
            key: each.organisation,
            own: each.mine,
            cells: {
              party: (
                <>
                  {partyName(each)}
                  <span className="block note">{each.organisationName}</span>
                  {leftOut(each) ? (
                    <span className="block note">{speak(textWords, language)('party.left out')}</span>
                  ) : null}
                </>
              ),
              signed:
                each.signature === null ? (
                  <StatusMark status="not due" word={say('signing.not yet')} />
                ) : (
                  <StatusMark status="passed" word={say('signing.signed')}>
                    {[each.by ?? say('text.erased'), each.signature.capacity].filter(Boolean).join(', ')} ·{' '}
                    {formatDay(language, each.signature.at.slice(0, 10))}
                  </StatusMark>
                ),
            },
          }))}
        />
      </Section>
      {signingGaps.length > 0 ? (
        <Section title={say('gaps.title')} note={say('gaps.before signed')}>
          <GapList id={id} gaps={signingGaps} agreement={agreement} />
        </Section>
      ) : null}
      {signing.some(({ mine }) => mine) && signingGaps.length === 0 ? (
        <Section title={say('signing.yours')} note={say('signing.yours note')}>
          {signing
            .filter(({ mine }) => mine)
            .map((each) => (
              <ActionForm
                key={each.organisation}
                name={`sign-${each.party}`}
                action={path}
                submit={say('signing.submit', { number: frozen.number, party: partyName(each) })}
                returned={returned}
                hidden={{ party: each.party, hash: frozen.hash }}
                first
              >
                {(typed, errorOf, field) => (
                  <TextField
                    name={field('capacity')}
                    label={say('signing.capacity')}
                    hint={say('signing.capacity hint')}
                    optional
                    value={typed.capacity}
                    error={errorOf('capacity')}
                  />
                )}
              </ActionForm>
            ))}
        </Section>
      ) : null}
      {may.manage ? (
        <Section title={say('signing.reopen title')} note={say('signing.reopen note')}>
          <ActionForm
            name="reopen"
            action={`${path}/reopen`}
            submit={say('signing.reopen')}
            reason
            returned={returned}
          />
        </Section>
      ) : null}
      <AgreementText agreement={agreement} organisations={organisations} />
    </CompactFrame>
  )
}
