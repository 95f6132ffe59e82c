import { DataTable } from '../../ui/data-table.tsx'
import { type Option, SelectField, TextField } from '../../ui/form.tsx'
import { formatDay, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import type { Acceptance } from '../acceptance.ts'
import { parts, sides } from '../agreement.ts'
import type { PartyRow } from '../store.ts'
import { actWords } from '../words/acts.ts'
import { words } from '../words/words.ts'
import { ActionForm, type Returned } from './action-form.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'
import { Needed, type Needs } from './needed.tsx'

/** The organisations that take part in a compact, whatever its text says: whose people may read and act here. */
export function TakingPartPage({
  context,
  view,
  parties,
  accepted,
  organisations,
  mayManage,
  needs,
  returned,
}: {
  context: PageContext
  view: CompactView
  parties: PartyRow[]
  /** Who has accepted, by organisation. */
  accepted: ReadonlyMap<string, Acceptance>
  /** Who may be admitted. */
  organisations: Option[]
  mayManage: boolean
  /** What the reader lacks to admit and end; null where nothing. */
  needs: Needs | null
  returned: Returned
}) {
  const { language } = context
  const say = speak(words, language)
  const act = speak(actWords, language)
  const path = compactPath(language, view.compact.id, '/parties')
  const acceptance = (one: Acceptance | undefined) =>
    one === undefined ? (
      <StatusMark status="not due" word={say('taking part.not accepted')} />
    ) : (
      say(`taking part.${one.how}`, { day: formatDay(language, one.at.slice(0, 10)) })
    )
  return (
    <CompactFrame
      context={context}
      view={view}
      here="parties"
      title={say('taking part.title')}
      aside={say('taking part.note')}
    >
      <Section wide>
        <DataTable
          caption={say('taking part.title')}
          captionHidden
          columns={[
            { key: 'name', head: say('field.organisation') },
            { key: 'part', head: say('field.party part') },
            { key: 'side', head: say('field.party side') },
            { key: 'since', head: say('taking part.since') },
            { key: 'accepted', head: say('taking part.accepted') },
          ]}
          rows={parties.map((each) => ({
            key: each.organisation,
            cells: {
              name: each.name,
              part: (
                <>
                  {say(`part.${each.part}`)}
                  {each.ending === null ? null : (
                    <span className="block note">
                      {say('taking part.asked', {
                        side: say(`side.${each.ending.side}`),
                        day: formatDay(language, each.ending.at.slice(0, 10)),
                      })}{' '}
                      {each.ending.reason}
                    </span>
                  )}
                </>
              ),
              side: each.side === null ? say('side.none') : say(`side.${each.side}`),
              since: formatDay(language, each.began.slice(0, 10)),
              accepted: acceptance(accepted.get(each.organisation)),
            },
          }))}
        />
        {needs === null ? null : <Needed needs={needs} />}
      </Section>
      {mayManage ? (
        <>
          <Section title={say('taking part.admit')}>
            <ActionForm
              name="admit"
              action={path}
              submit={say('taking part.admit')}
              returned={returned}
              first
            >
              {(typed, errorOf, field) => (
                <>
                  <SelectField
                    name={field('organisation')}
                    label={say('field.organisation')}
                    value={typed.organisation}
                    error={errorOf('organisation')}
                    {...(organisations.length === 0 ? { hint: act('admit.nothing') } : {})}
                    options={[{ value: '', name: say('form.choose') }, ...organisations]}
                  />
                  <TextField
                    name={field('other')}
                    label={act('admit.other')}
                    hint={act('admit.other hint')}
                    optional
                    value={typed.other}
                    error={errorOf('other')}
                  />
                  <SelectField
                    name={field('part')}
                    label={say('field.party part')}
                    value={typed.part}
                    error={errorOf('part')}
                    options={[
                      { value: '', name: say('form.choose') },
                      ...parts.map((part) => ({ value: part, name: say(`part.${part}`) })),
                    ]}
                  />
                  <SelectField
                    name={field('side')}
                    label={say('field.party side')}
                    value={typed.side}
                    error={errorOf('side')}
                    options={[
                      { value: '', name: say('side.none') },
                      ...sides.map((side) => ({ value: side, name: say(`side.${side}`) })),
                    ]}
                  />
                </>
              )}
            </ActionForm>
          </Section>
          <Section title={say('taking part.end title')} note={say('taking part.end note')}>
            <ActionForm
              name="end"
              action={`${path}/end`}
              submit={say('taking part.end')}
              reason
              returned={returned}
            >
              {(typed, errorOf, field) => (
                <SelectField
                  name={field('organisation')}
                  label={say('field.organisation')}
                  value={typed.organisation}
                  error={errorOf('organisation')}
                  options={[
                    { value: '', name: say('form.choose') },
                    ...parties.map((each) => ({ value: each.organisation, name: each.name })),
                  ]}
                />
              )}
            </ActionForm>
          </Section>
        </>
      ) : null}
    </CompactFrame>
  )
}
