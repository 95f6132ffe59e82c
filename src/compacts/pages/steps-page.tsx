import { DataTable } from '../../ui/data-table.tsx'
import { ButtonLink, Buttons, ChoiceField, type Option, SelectField, TextField } from '../../ui/form.tsx'
import { between, formatDay, type Language, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section } from '../../ui/section.tsx'
import type { Agreement, Side } from '../agreement.ts'
import type { ClosingAsked } from '../closing.ts'
import type { EntryFinding } from '../entry.ts'
import { called } from '../forms/elements.ts'
import type { Gap, Step } from '../gap-codes.ts'
import type { Lesson, Suspension } from '../life.ts'
import type { PartEnd } from '../part-ends.ts'
import type { Passage } from '../steps.ts'
import type { Draft, StepRow } from '../store.ts'
import { type DraftState, grounds } from '../tables.ts'
import { actWords } from '../words/acts.ts'
import { textWords } from '../words/text.ts'
import { words } from '../words/words.ts'
import { ActionForm, type Returned } from './action-form.tsx'
import { Both } from './agreement-text.tsx'
import { CompactFrame, type CompactView, compactPath, termFacts } from './frame.tsx'
import { GapList } from './gaps.tsx'
import { Needed, type Needs } from './needed.tsx'

/** A condition to entry into force as a reader sees it. */
export type EntryState = {
  key: string
  text: string
  party: string
  shows: string
  found: EntryFinding | null
  /** Whether the reader may say that it holds. */
  mayFind: boolean
}

export type Amendment = { amendment: number; state: DraftState; reason: string | null; made: string }

/** The life of a compact: where it stands, what may come next and what is lacking for it, and every step so far. */
export function StepsPage({
  context,
  view,
  agreement,
  draft,
  record,
  next,
  closing = null,
  proposer = null,
  since = null,
  needs = null,
  entry,
  conditions,
  amendments,
  suspensions,
  partEnds,
  lessons,
  people,
  may,
  returned,
  today,
}: {
  context: PageContext
  view: CompactView
  /** What is in force, else the text that is worked on; null for readers who may see neither. */
  agreement: Agreement | null
  draft: Draft | null
  record: StepRow[]
  /** Steps that may be taken from here by somebody, with what is lacking. */
  next: { passage: Passage; gaps: readonly Gap[] }[]
  /** An early closing that one side has asked for. */
  closing?: ClosingAsked | null
  /** The side that proposed it, where it is proposed and that is on record. */
  proposer?: Side | null
  /** The day it entered into force. */
  since?: string | null
  /** What a reader of the draft lacks to take steps; null where nothing, and for others. */
  needs?: Needs | null
  /** A frozen text that may take effect, with what is lacking; null where there is none. */
  entry: { step: Step; gaps: readonly Gap[] } | null
  /** Conditions to entry into force of the frozen or first text, with what was found. */
  conditions: EntryState[]
  amendments: Amendment[]
  suspensions: Suspension[]
  partEnds: readonly PartEnd[]
  lessons: Lesson[]
  people: ReadonlyMap<string, string>
  may: {
    manage: boolean
    amend: boolean
    suspend: boolean
    endParts: boolean
    learn: boolean
    publish: boolean
    /** Sides whose government the reader acts for; who acts for both does for neither what is one side’s own. */
    actsFor: readonly Side[]
  }
  returned: Returned
  today: string
}) {
  const { language } = context
  const say = speak(words, language)
  const act = speak(actWords, language)
  const { compact } = view
  const { id } = compact
  const path = compactPath(language, id, '/steps')
  const who = (person: string | null) => (person === null ? '–' : (people.get(person) ?? say('text.erased')))
  const elementOptions: Option[] =
    agreement === null
      ? []
      : [
          ...agreement.objectives.map((each) => ({
            value: each.key,
            name: `${say('part title.objectives')}${between(language, ':')}${called(each.key, each.text, language, agreement.languages)}`,
          })),
          ...agreement.initiatives.map((each) => ({
            value: each.key,
            name: `${say('part title.initiatives')}${between(language, ':')}${called(each.key, each.title, language, agreement.languages)}`,
          })),
        ]
  const own = may.actsFor.length === 1 ? (may.actsFor[0] ?? null) : null
  const lastDay = ({ details }: StepRow) =>
    typeof details.lastDay === 'string' ? { day: formatDay(language, details.lastDay) } : null
  // So is an early closing that is asked for, or dropped.
  const closingStep = (step: StepRow): string | null => {
    const { closing: what } = step.details
    if (what !== 'asked' && what !== 'dropped') return null
    return act(`closing.step ${what}`, lastDay(step) ?? { day: '–' })
  }
  // A condition found to hold is a step that leaves the compact where it stands.
  const entryStep = ({ details }: StepRow): string | null => {
    const { condition, met } = details
    if (typeof condition !== 'string') return null
    const named = conditions.find(({ key }) => key === condition)?.text ?? condition
    return say(met === true ? 'entry.step met' : 'entry.step not met', { entry: named })
  }
  // So is an amendment that takes effect, unless it moves the end of the term.
  const amendmentStep = ({ details: { amendment } }: StepRow): string | null =>
    typeof amendment === 'number' && amendment > 0
      ? speak(textWords, language)('step.amendment', { number: amendment })
      : null
  const isOwn = ({ side }: Suspension) =>
    side === null ? may.actsFor.length > 0 : may.actsFor.length === 1 && may.actsFor[0] === side
  const endings: Option[] =
    agreement === null
      ? []
      : [
          ...agreement.initiatives.map((each) => ({
            value: `initiative/${each.key}`,
            name: `${say('part title.initiatives')}${between(language, ':')}${called(each.key, each.title, language, agreement.languages)}`,
          })),
          ...agreement.plan.contributions.map((each) => ({
            value: `contribution/${each.key}`,
            name: `${act('part end.contribution')}${between(language, ':')}${called(each.key, each.what, language, agreement.languages)}`,
          })),
        ]
  const endingName = (which: string) => endings.find(({ value }) => value === which)?.name ?? which
  const stillOpen = endings.filter(
    ({ value }) => !partEnds.some(({ what, key }) => value === `${what}/${key}`),
  )
  const elementName = (key: string) => elementOptions.find(({ value }) => value === key)?.name ?? key
  return (
    <CompactFrame
      context={context}
      view={view}
      here="steps"
      title={say('steps.title')}
      about={[
        { name: say('about.state'), value: say(`state.${compact.state}`) },
        ...termFacts({ compact, since, language }),
      ]}
    >
      {closing === null ? null : (
        <Section title={say('steps.to closing')} id="closing">
          <p className="prose">
            {act('closing.asked', {
              side: closing.side === null ? '–' : say(`side.${closing.side}`),
              at: formatDay(language, closing.at.slice(0, 10)),
              day: formatDay(language, closing.lastDay),
            })}
            <span className="block note">{closing.reason}</span>
          </p>
          {may.manage && closing.side !== own ? (
            <Buttons>
              <ButtonLink first href={`${path}/take/closing`}>
                {act('closing.look')}
              </ButtonLink>
            </Buttons>
          ) : null}
          {may.manage ? (
            <ActionForm
              name="drop"
              action={`${path}/drop`}
              submit={act(closing.side === own ? 'closing.take back' : 'closing.say no')}
              reason
              returned={returned}
            />
          ) : null}
        </Section>
      )}
      {next.length === 0 && entry === null ? null : (
        <Section title={say('steps.next')} note={say('steps.next note')}>
          {entry === null ? null : (
            <div>
              <h3>{say(`steps.to ${entry.step === 'in force' ? 'in force' : 'takes effect'}`)}</h3>
              {entry.gaps.length > 0 ? (
                <GapList id={id} gaps={entry.gaps} agreement={draft?.agreement ?? agreement} />
              ) : may.manage ? (
                <ActionForm
                  name="effect"
                  action={`${path}/effect`}
                  submit={say('steps.take effect')}
                  returned={returned}
                  first
                >
                  {(typed, errorOf, field) => (
                    <TextField
                      name={field('on')}
                      type="date"
                      label={say('steps.on day')}
                      hint={say('steps.on day hint')}
                      value={typed.on ?? today}
                      error={errorOf('on')}
                    />
                  )}
                </ActionForm>
              ) : null}
            </div>
          )}
          {next.map(({ passage: { to, reason }, gaps }) => (
            <div key={to}>
              <h3>{say(`steps.to ${to as 'proposed'}`)}</h3>
              {gaps.length > 0 ? (
                <GapList id={id} gaps={gaps} agreement={draft?.agreement ?? agreement} />
              ) : !may.manage ? (
                <p className="prose">{say('gaps.none')}</p>
              ) : to === 'negotiating' && answersItself(proposer, may.actsFor) ? (
                <p className="prose">{act('steps.other side answers')}</p>
              ) : to === 'closing' || to === 'closed' || to === 'terminated' ? (
                <Buttons>
                  <ButtonLink href={`${path}/take/${to}`}>{say(`steps.to ${to}`)} …</ButtonLink>
                </Buttons>
              ) : (
                <ActionForm
                  name={`step-${to}`}
                  action={path}
                  submit={say(`steps.to ${to as 'proposed'}`)}
                  reason={reason}
                  returned={returned}
                  hidden={{ to }}
                />
              )}
            </div>
          ))}
          {compact.state === 'closing' && may.manage ? (
            <div>
              <h3>{act('do.resume')}</h3>
              <Buttons>
                <ButtonLink href={`${path}/take/resume`}>{act('do.resume')} …</ButtonLink>
              </Buttons>
            </div>
          ) : null}
          {needs === null ? null : <Needed needs={needs} />}
        </Section>
      )}
      {conditions.length === 0 ? null : (
        <Section title={say('part title.entry')} note={say('note.entry')} id="entry">
          <ol className="standing-list">
            {conditions.map((each) => (
              <EntryLine
                key={each.key}
                condition={each}
                path={path}
                returned={returned}
                language={language}
              />
            ))}
          </ol>
        </Section>
      )}
      <Section title={say('steps.record')} note={say('steps.record note')}>
        <DataTable
          caption={say('steps.record')}
          captionHidden
          columns={[
            { key: 'at', head: say('field.date') },
            { key: 'to', head: say('steps.step') },
            { key: 'by', head: say('steps.by') },
            { key: 'why', head: say('form.reason') },
          ]}
          rows={record.map((step) => ({
            key: String(step.seq),
            cells: {
              at: formatDay(language, step.at.slice(0, 10)),
              to: (
                <>
                  {step.from === null || step.from === step.to ? '' : `${say(`state.${step.from}`)} → `}
                  <b>
                    {entryStep(step) ??
                      closingStep(step) ??
                      (step.from === step.to ? amendmentStep(step) : null) ??
                      say(`state.${step.to}`)}
                  </b>
                  {step.from === step.to || amendmentStep(step) === null ? null : (
                    <span className="block note">{amendmentStep(step)}</span>
                  )}
                  {typeof step.details.version === 'number' ? (
                    <span className="block note">
                      {say('version.number', { number: step.details.version })}
                    </span>
                  ) : null}
                  {step.from === step.to || lastDay(step) === null ? null : (
                    <span className="block note">
                      {act('closing.last day', lastDay(step) ?? { day: '–' })}
                    </span>
                  )}
                </>
              ),
              by: who(step.by),
              why: step.reason ?? '–',
            },
          }))}
        />
      </Section>
      {amendments.length > 0 || may.amend ? (
        <Section title={say('amend.title')} note={say('amend.note')}>
          {amendments.length === 0 ? null : (
            <Facts
              rows={amendments.map((each) => ({
                name: say('draft.amendment title', { number: each.amendment }),
                value: (
                  <>
                    {say(`draft state.${each.state}`)} · {formatDay(language, each.made.slice(0, 10))}
                    <span className="block">{each.reason}</span>
                  </>
                ),
              }))}
            />
          )}
          {may.amend && draft === null ? (
            <ActionForm
              name="amend"
              action={`${path}/amend`}
              submit={say('amend.open')}
              reason
              returned={returned}
            />
          ) : null}
          {may.amend && draft !== null && draft.amendment > 0 ? (
            <ActionForm
              name="withdraw"
              action={`${path}/withdraw`}
              submit={say('amend.withdraw', { number: draft.amendment })}
              reason
              returned={returned}
            />
          ) : null}
        </Section>
      ) : null}
      {suspensions.length > 0 || may.suspend ? (
        <Section title={say('suspend.title')} note={say('suspend.note')}>
          {suspensions.map((each) => (
            <div key={each.id}>
              <h3>
                {each.whole
                  ? say('suspend.whole')
                  : each.elements.map(elementName).join(between(language, ';'))}{' '}
                · {formatDay(language, each.began.slice(0, 10))}
                {each.ended === null ? '' : ` – ${formatDay(language, each.ended.slice(0, 10))}`}
              </h3>
              <p className="note">
                {say(`ground.${each.ground}`)}
                {each.side === null ? '' : ` · ${say(`side.${each.side}`)}`} · {who(each.by)}
              </p>
              <p className="prose">{each.reason}</p>
              <ol className="standing-list">
                {each.conditions.map((condition) => (
                  <li key={condition.id}>
                    {condition.text}
                    {condition.corrected !== null ? (
                      <span className="block note">
                        {say('suspend.corrected', {
                          day: formatDay(language, condition.corrected.slice(0, 10)),
                        })}{' '}
                        {condition.evidence}
                      </span>
                    ) : (
                      <>
                        {condition.brought === null ? (
                          <b className="block">{say('suspend.open')}</b>
                        ) : (
                          <span className="block note">
                            {say('suspend.brought', {
                              day: formatDay(language, condition.brought.slice(0, 10)),
                            })}{' '}
                            {condition.evidence} <b className="block">{say('suspend.unconfirmed')}</b>
                          </span>
                        )}
                        {each.ended === null && condition.brought !== null && may.suspend && isOwn(each) ? (
                          <ActionForm
                            name={`confirm-${condition.id}`}
                            action={`${path}/confirm`}
                            submit={say('suspend.confirm')}
                            returned={returned}
                            hidden={{
                              suspension: each.id,
                              condition: condition.id,
                              brought: condition.brought,
                            }}
                          />
                        ) : null}
                        {each.ended === null && may.suspend ? (
                          <ActionForm
                            name={`correct-${condition.id}`}
                            action={`${path}/correct`}
                            submit={say('suspend.correct')}
                            returned={returned}
                            hidden={{ suspension: each.id, condition: condition.id }}
                          >
                            {(typed, errorOf, field) => (
                              <TextField
                                name={field('reason')}
                                label={say('field.evidence')}
                                value={typed.reason}
                                error={errorOf('reason')}
                              />
                            )}
                          </ActionForm>
                        ) : null}
                      </>
                    )}
                  </li>
                ))}
              </ol>
              {each.endReason === null ? null : <p className="prose">{each.endReason}</p>}
              {may.suspend &&
              isOwn(each) &&
              each.ended === null &&
              each.conditions.every(({ corrected }) => corrected !== null) ? (
                <ActionForm
                  name={`reinstate-${each.id}`}
                  action={`${path}/reinstate`}
                  submit={say('suspend.reinstate')}
                  reason
                  returned={returned}
                  hidden={{ suspension: each.id }}
                />
              ) : null}
            </div>
          ))}
          {may.suspend && (compact.state === 'in force' || compact.state === 'extended') ? (
            <ActionForm
              name="suspend"
              action={`${path}/suspend`}
              submit={say('suspend.submit')}
              reason
              returned={returned}
            >
              {(typed, errorOf, field) => (
                <>
                  <SelectField
                    name={field('ground')}
                    label={say('suspend.ground')}
                    value={typed.ground}
                    error={errorOf('ground')}
                    options={[
                      { value: '', name: say('form.choose') },
                      ...grounds.map((ground) => ({ value: ground, name: say(`ground.${ground}`) })),
                    ]}
                  />
                  <ChoiceField
                    name={field('scope')}
                    label={say('suspend.what')}
                    error={errorOf('scope')}
                    chosen={[typed.scope ?? '']}
                    options={[
                      { value: 'whole', name: say('suspend.whole') },
                      { value: 'parts', name: act('suspend.parts') },
                    ]}
                  />
                  <ChoiceField
                    name={field('elements')}
                    kind="checkbox"
                    label={act('suspend.which')}
                    hint={act('suspend.which hint')}
                    error={errorOf('elements')}
                    chosen={(typed.elements ?? '').split(' ')}
                    options={elementOptions}
                  />
                  <TextField
                    name={field('conditions')}
                    rows={4}
                    label={say('suspend.conditions')}
                    hint={say('suspend.conditions hint')}
                    value={typed.conditions}
                    error={errorOf('conditions')}
                  />
                </>
              )}
            </ActionForm>
          ) : null}
        </Section>
      ) : null}
      {partEnds.length > 0 || may.endParts ? (
        <Section title={act('part end.title')} note={act('part end.note')} id="part-ends">
          {partEnds.map((each) => (
            <div key={`${each.what}/${each.key}`}>
              <h3>{endingName(`${each.what}/${each.key}`)}</h3>
              <p className="note">
                {act('part end.last day', { day: formatDay(language, each.on) })} ·{' '}
                {act('part end.decided', {
                  day: formatDay(language, each.at.slice(0, 10)),
                  who: [each.side === null ? null : say(`side.${each.side}`), who(each.by)]
                    .filter((part) => part !== null)
                    .join(', '),
                })}
              </p>
              <p className="prose">{each.reason}</p>
            </div>
          ))}
          {may.endParts && stillOpen.length > 0 ? (
            <ActionForm
              name="part-end"
              action={`${path}/part-end`}
              submit={act('part end.submit')}
              reason
              returned={returned}
            >
              {(typed, errorOf, field) => (
                <>
                  <SelectField
                    name={field('part')}
                    label={act('part end.which')}
                    value={typed.part}
                    error={errorOf('part')}
                    options={[{ value: '', name: say('form.choose') }, ...stillOpen]}
                  />
                  <TextField
                    name={field('on')}
                    type="date"
                    label={act('part end.day')}
                    hint={act('part end.day hint')}
                    value={typed.on}
                    error={errorOf('on')}
                  />
                </>
              )}
            </ActionForm>
          ) : null}
        </Section>
      ) : null}
      {lessons.length > 0 || may.learn ? (
        <Section title={say('lessons.title')} note={say('lessons.note')} id="lessons">
          {lessons.map((each) => (
            <div key={each.id}>
              <p className="note">
                {each.about === null ? say('lessons.whole') : elementName(each.about)} · {who(each.by)} ·{' '}
                {formatDay(language, each.at.slice(0, 10))}
              </p>
              <Both text={each.text} languages={agreement?.languages ?? Object.keys(each.text)} />
            </div>
          ))}
          {may.learn && agreement !== null ? (
            <ActionForm
              name="lesson"
              action={`${path}/lessons`}
              submit={say('lessons.submit')}
              returned={returned}
            >
              {(typed, errorOf, field) => (
                <>
                  <SelectField
                    name={field('about')}
                    label={say('lessons.about')}
                    value={typed.about}
                    error={errorOf('about')}
                    options={[{ value: '', name: say('lessons.whole') }, ...elementOptions]}
                  />
                  {agreement.languages.map((tag) => (
                    <TextField
                      key={tag}
                      name={field(`text.${tag}`)}
                      rows={4}
                      label={say('lessons.text', { language: tag })}
                      value={typed[`text.${tag}`]}
                      error={errorOf(`text.${tag}`)}
                    />
                  ))}
                </>
              )}
            </ActionForm>
          ) : null}
        </Section>
      ) : null}
      {may.publish && compact.publicFrom === null ? (
        <Section title={say('publish.title')} note={say('publish.note')}>
          <Buttons>
            <ButtonLink href={`${path}/take/publish`}>{say('publish.submit')} …</ButtonLink>
          </Buttons>
        </Section>
      ) : null}
    </CompactFrame>
  )
}

/** Whether who reads stands for the side that proposed, and not for the other. */
const answersItself = (proposer: Side | null, actsFor: readonly Side[]) =>
  proposer !== null && actsFor.length === 1 && actsFor[0] === proposer

/** One condition to entry into force: what, who, what was found, and the form in which it is. */
function EntryLine({
  condition,
  path,
  returned,
  language,
}: {
  condition: EntryState
  path: string
  returned: Returned
  language: Language
}) {
  const say = speak(words, language)
  const { key, text, party, shows, found, mayFind } = condition
  return (
    <li>
      {text}
      <span className="block note">
        {say('field.brings about')}: {party} · {say('entry.shows')}: {shows}
      </span>
      {found === null ? (
        <b className="block">{say('entry.open')}</b>
      ) : (
        <span className="block">
          <b>
            {say(found.met ? 'entry.met' : 'entry.not met', {
              day: formatDay(language, found.at.slice(0, 10)),
            })}
          </b>{' '}
          {found.evidence}
        </span>
      )}
      {mayFind || returned.form === `entry-${key}` ? (
        <ActionForm
          name={`entry-${key}`}
          action={`${path}/entry`}
          submit={say(found?.met === true ? 'entry.submit not met' : 'entry.submit met')}
          returned={returned}
          hidden={{ condition: key, met: found?.met === true ? 'no' : 'yes' }}
        >
          {(typed, errorOf, field) => (
            <TextField
              name={field('reason')}
              rows={2}
              label={say('entry.given evidence')}
              value={typed.reason}
              error={errorOf('reason')}
            />
          )}
        </ActionForm>
      ) : null}
    </li>
  )
}
