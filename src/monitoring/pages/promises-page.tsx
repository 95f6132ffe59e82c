import type { Agreement } from '../../compacts/agreement.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, SelectField, TextField } from '../../ui/form.tsx'
import { between, formatDay, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import type { PromiseCheck } from '../checks.ts'
import { type Promised, promisedIn } from '../promised.ts'
import type { PromiseKind } from '../tables.ts'
import { words } from '../words/pages.ts'
import { Evidence, MonitoringNav, partyName, textIn } from './parts.tsx'

/** Benchmarks, responsibilities and measures that shall last: which were met, by what evidence, and which are late. */
export function PromisesPage({
  context,
  view,
  agreement,
  checks,
  waiting,
  over,
  party,
  mayRecord,
  today,
  typed,
  form,
  errors,
}: {
  context: PageContext
  view: CompactView
  agreement: Agreement
  checks: PromiseCheck[]
  /** Recorded as met or waived, and confirmed by no other party. */
  waiting: PromiseCheck[]
  /** Last day that is over everywhere. */
  over: string
  party: boolean
  mayRecord: boolean
  today: string
  typed: Record<string, string>
  /** Id of what was to be confirmed, where the errors are of that; else empty. */
  form: string
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const promises = promisedIn(agreement)
  const kinds = Object.keys(promises) as PromiseKind[]
  const name = (of: Promised) => textIn(of.text, language, agreement.languages, of.key)
  // What waits no more has no form of its own to say so at.
  const own = waiting.some((each) => each.id === form) ? [] : errors
  const errorOf = (field: string) => own.find((error) => error.field === field)?.message
  return (
    <CompactFrame context={context} view={view} here="results" title={say('promises.title')}>
      <MonitoringNav id={id} here="/promises" party={party} />
      {kinds.map((kind) => (
        <Section key={kind} title={say(`promises.${kind}`)}>
          {promises[kind].length === 0 ? (
            <p className="prose">{say('promises.none')}</p>
          ) : (
            <DataTable
              caption={say(`promises.${kind}`)}
              captionHidden
              columns={[
                { key: 'promise', head: say('promises.promise') },
                // What became of it comes first: on a phone the rest is reached by moving the table.
                { key: 'state', head: say('promises.state') },
                { key: 'by', head: say('promises.by') },
                { key: 'party', head: say('reports.party') },
              ]}
              rows={promises[kind].map((promise) => {
                const isIts = (each: PromiseCheck) => each.kind === kind && each.key === promise.key
                const check = checks.find(isIts)
                const waits = waiting.find(isIts)
                return {
                  key: promise.key,
                  cells: {
                    promise: name(promise),
                    party: promise.party === null ? '–' : partyName(agreement, promise.party, language),
                    by: promise.by === null ? '–' : formatDay(language, promise.by),
                    state: (
                      <>
                        {waits === undefined ? null : (
                          <PromiseWaiting
                            check={waits}
                            action={compactPath(language, id, `/promises/${waits.id}/confirmation`)}
                            mayConfirm={mayRecord}
                            errors={form === waits.id ? errors : []}
                          />
                        )}
                        {check === undefined ? (
                          waits === undefined ? (
                            say(
                              promise.by !== null && promise.by <= over
                                ? 'promises.overdue'
                                : 'promises.open',
                            )
                          ) : null
                        ) : check.outcome === 'met' ? (
                          <>
                            {say(
                              promise.by !== null && check.on > promise.by ? 'promises.late' : 'promises.met',
                              { day: formatDay(language, check.on) },
                            )}
                            {check.comment === null ? ' ' : `${between(language, ':')}${check.comment} `}
                            {check.evidence === null ? null : (
                              <Evidence of={check.evidence}>{say('sheet.evidence')}</Evidence>
                            )}{' '}
                            {say('promises.confirmed by', {
                              by: check.by.name,
                              other: check.confirmed?.name ?? '–',
                            })}
                          </>
                        ) : (
                          <>
                            {say(check.outcome === 'waived' ? 'promises.waived' : 'promises.not met', {
                              day: formatDay(language, check.on),
                              comment: check.comment ?? '',
                            })}{' '}
                            {check.confirmed === null
                              ? say('promises.said by', { by: check.by.name })
                              : say('promises.confirmed by', {
                                  by: check.by.name,
                                  other: check.confirmed.name,
                                })}
                          </>
                        )}
                      </>
                    ),
                  },
                }
              })}
            />
          )}
        </Section>
      ))}
      {mayRecord ? (
        <Section title={say('promises.record')} note={say('promises.record note')}>
          <form className="form" method="post" action={compactPath(language, id, '/promises')}>
            <ErrorSummary errors={own} />
            <OnceField />
            <SelectField
              name="promise"
              label={say('promises.which')}
              value={typed.promise}
              error={errorOf('promise')}
              options={kinds.flatMap((kind) =>
                promises[kind].map((promise) => ({ value: `${kind}:${promise.key}`, name: name(promise) })),
              )}
            />
            <SelectField
              name="met"
              label={say('promises.was met')}
              value={typed.met}
              error={errorOf('met')}
              options={[
                { value: 'yes', name: say('score.yes') },
                { value: 'no', name: say('score.no') },
                { value: 'waived', name: say('promises.waive') },
              ]}
            />
            <TextField
              name="day"
              type="date"
              label={say('promises.on')}
              value={typed.day ?? today}
              error={errorOf('day')}
            />
            <TextField
              name="evidence"
              label={say('report.evidence')}
              hint={say('report.evidence hint')}
              value={typed.evidence}
              error={errorOf('evidence')}
            />
            <TextField
              name="text"
              label={say('report.comment')}
              rows={2}
              value={typed.text}
              error={errorOf('text')}
            />
            <Buttons>
              <Button>{say('promises.submit')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}

/** What one party says was met, with its evidence, or would waive, for another to confirm. */
function PromiseWaiting({
  check,
  action,
  mayConfirm,
  errors,
}: {
  check: PromiseCheck
  action: string
  mayConfirm: boolean
  errors: FieldError[]
}) {
  const say = useWords(words)
  const language = useLanguage()
  const waived = check.outcome === 'waived'
  const said = { day: formatDay(language, check.on), by: check.by.name }
  return (
    <>
      <p>
        {waived
          ? say('promises.waives', { ...said, comment: check.comment ?? '' })
          : `${say('promises.waits', said)} ${check.comment ?? ''}`}{' '}
        {check.evidence === null ? null : <Evidence of={check.evidence}>{say('sheet.evidence')}</Evidence>}
      </p>
      {mayConfirm ? (
        <form id={check.id} className="form" method="post" action={action}>
          <ErrorSummary errors={errors} />
          <OnceField />
          <Buttons>
            <Button>{say(waived ? 'promises.agree' : 'promises.confirm')}</Button>
          </Buttons>
        </form>
      ) : null}
    </>
  )
}
