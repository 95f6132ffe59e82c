import type { Money } from '../../../compacts/agreement.ts'
import { showMoney } from '../../../compacts/forms/amounts.ts'
import { type Term, Timeline } from '../../../ui/charts/timeline.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { formatDay, speak } from '../../../ui/language.ts'
import { SourceMark } from '../../../ui/sources.tsx'
import type { Status } from '../../../ui/status-mark.tsx'
import { ConditionRow, ConditionRows } from '../../pages/condition-row.tsx'
import { WithoutConditions } from '../../pages/without-conditions.tsx'
import { words as roomWords } from '../../words/words.ts'
import type { ConditionState, PublicCondition, PublicDecision, PublicTranche } from '../snapshot.ts'
import { type Finding as Found, findingOf, isOver, kept } from '../story.ts'
import { shortMoney } from './figures.ts'
import { type Parts, Told, told } from './parts.tsx'

const marks: Record<ConditionState, Status> = {
  satisfied: 'passed',
  'not satisfied': 'failed',
  'not applicable': 'not applicable',
  waived: 'waived',
  deferred: 'not due',
  none: 'not due',
}

export function Conditions(parts: Parts) {
  const { snapshot, language, say } = parts
  const { agreement, money } = snapshot
  if (agreement === null) return null
  if (agreement.tranches.every(({ conditions }) => conditions.length === 0))
    return (
      <>
        <p>{say('conditions.none')}</p>
        <WithoutConditions agreement={agreement} language={language} />
      </>
    )
  return (
    <>
      <WithoutConditions agreement={agreement} language={language} />
      {agreement.tranches.map((tranche, place) => {
        const standing = money?.tranches.find(({ key }) => key === tranche.key)
        return (
          <div key={tranche.key} id={`payment-${tranche.key}`} className="finding">
            <h3>
              {say('conditions.payment', {
                title: told(parts, tranche.title, tranche.key),
                amount: shortMoney(tranche.amount, language),
              })}
            </h3>
            <p className="finding-subtitle">
              {standingOf(parts, standing, tranche.planned)}
              <SourceMark id="conditions" />
            </p>
            {(standing?.decisions ?? []).map((decision) => (
              <p key={decision.number} className="note">
                {decidedOn(parts, decision)}
              </p>
            ))}
            <ConditionRows>
              {tranche.conditions.map((condition, at) => {
                const found = findingOf(snapshot, tranche.key, condition.key)
                const known = money?.conditions.find(
                  (each) => each.tranche === tranche.key && each.key === condition.key,
                )
                const state = found?.state ?? 'none'
                return (
                  <ConditionRow
                    key={condition.key}
                    id={`condition-${tranche.key}-${condition.key}`}
                    number={`${place + 1}.${at + 1}`}
                    status={marks[state]}
                    state={say(`state.${state}`)}
                    notes={standingNotes(parts, condition, found, standing?.stopped?.act === 'cancelled')}
                    text={<Told text={condition.text} snapshot={snapshot} language={language} />}
                  >
                    <Reason {...parts} condition={known} />
                  </ConditionRow>
                )
              })}
            </ConditionRows>
          </div>
        )
      })}
      <ConditionsOverTime {...parts} />
    </>
  )
}

/** Who cancelled it or put it off, by name, and why. */
function decidedOn({ language }: Parts, decision: PublicDecision): string {
  const { act, name, capacity, organisation, on, until, freed, reason } = decision
  return speak(roomWords, language)(`tranche.${act} by`, {
    who: [name, capacity, organisation].filter((each) => each !== null && each !== '').join(', '),
    day: formatDay(language, on),
    until: until === null ? '' : formatDay(language, until),
    freed: freed === null ? '' : showMoney(freed, language),
    reason,
  })
}

/** When it was found, until when it is put off or due, and what it holds; in the past once the compact is over. */
function standingNotes(
  { snapshot, language, say }: Parts,
  { due, holds }: { due: string | null; holds: Money | null },
  found: Found | null,
  isCancelled: boolean,
): string[] {
  const { on = null, until = null } = found?.decided ?? {}
  const over = isOver(snapshot)
  const notes = [
    on === null ? null : formatDay(language, on),
    until !== null
      ? say('conditions.until', { day: formatDay(language, until) })
      : on === null && due !== null
        ? say('conditions.due', { day: formatDay(language, due) })
        : null,
    !found?.open
      ? null
      : isCancelled
        ? say('conditions.holds later')
        : holds === null
          ? say(over ? 'conditions.held all' : 'conditions.holds all')
          : say(over ? 'conditions.held' : 'conditions.holds', { amount: shortMoney(holds, language) }),
    found?.anew ? say('conditions.anew') : null,
  ]
  return notes.filter((each) => each !== null)
}

function standingOf(
  { snapshot, language, say }: Parts,
  standing: PublicTranche | undefined,
  planned: string,
): string {
  const day = formatDay(language, planned)
  if (standing === undefined) return say('conditions.planned', { day })
  const { released, waits, amount, releases, stopped } = standing
  if (released.minor >= amount.minor && stopped === null)
    return say('conditions.released', { day: formatDay(language, releases.at(-1)?.on ?? planned) })
  if (isOver(snapshot) || stopped?.act === 'cancelled')
    return say('conditions.never', {
      released: shortMoney(released, language),
      kept: shortMoney(kept(standing), language),
    })
  if (stopped !== null && stopped.until !== null)
    return say(released.minor > 0 ? 'conditions.part put off' : 'conditions.put off', {
      day: formatDay(language, stopped.until),
      released: shortMoney(released, language),
      kept: shortMoney(kept(standing), language),
    })
  if (released.minor > 0)
    return say('conditions.part', {
      released: shortMoney(released, language),
      waits: shortMoney(waits, language),
    })
  return waits.minor > 0
    ? say('conditions.waits', { waits: shortMoney(waits, language), day })
    : say('conditions.planned', { day })
}

/** Why it stands so: a waiver, a word that it does not apply and a deferral name who. */
function Reason({ say, condition }: Parts & { condition: PublicCondition | undefined }) {
  const act = condition?.decided ?? null
  const evidence = condition?.acts.filter(({ act: what }) => what === 'evidence').at(-1)
  // What let it go stays in sight also once the condition is looked at anew.
  const shown = act ?? condition?.acts.filter(({ act: what }) => what !== 'evidence').at(-1) ?? null
  const who = [shown?.name, shown?.capacity, shown?.organisation]
    .filter((each) => each != null && each !== '')
    .join(', ')
  const reason =
    shown === null || shown.reason === null
      ? null
      : shown.act === 'waived'
        ? say('conditions.waived by', { who, reason: shown.reason })
        : shown.act === 'not applicable'
          ? say('conditions.not applicable by', { who, reason: shown.reason })
          : shown.act === 'deferred'
            ? say('conditions.deferred by', { who, reason: shown.reason })
            : shown.reason
  const at = evidence?.url ?? (evidence?.document ? `/documents/${evidence.document}` : null)
  return (
    <>
      {reason === null ? null : <p className="note">{reason}</p>}
      {at === null ? null : (
        <p className="note">
          <a href={at} rel="nofollow">
            {say('conditions.evidence')}
          </a>
        </p>
      )}
    </>
  )
}

function ConditionsOverTime(parts: Parts) {
  const { snapshot, say } = parts
  const { agreement, money, asOf } = snapshot
  const { begins } = snapshot.compact
  if (agreement === null || money === null) return null
  // What was open to the end was open until the compact was over, and no longer.
  const last = snapshot.steps.find(({ to }) => to === 'closed' || to === 'terminated')?.on ?? asOf
  const terms = agreement.tranches.flatMap((tranche, place) =>
    tranche.conditions.flatMap((condition, at): Term[] => {
      const known = money.conditions.find(
        (each) => each.tranche === tranche.key && each.key === condition.key,
      )
      const found = findingOf(snapshot, tranche.key, condition.key)
      if (known === undefined || found === null || begins === null) return []
      if (known.acts.length === 0 && (condition.due === null || condition.due > asOf)) return []
      const settled = found.open ? null : (found.decided?.on ?? null)
      return [
        {
          key: `${tranche.key} ${condition.key}`,
          name: `${place + 1}.${at + 1}`,
          href: `#condition-${tranche.key}-${condition.key}`,
          from: begins,
          to: settled ?? last,
          open: found.open,
          part: found.state === 'waived' || found.state === 'not applicable',
          text: [
            say(`state.${found.state}`),
            ...(settled === null ? [] : [formatDay(parts.language, settled)]),
          ].join(' · '),
        },
      ]
    }),
  )
  if (terms.length === 0) return null
  const from = Math.min(...terms.map((term) => Number(term.from.slice(0, 4))))
  const to = Math.max(...terms.map((term) => Number(term.to.slice(0, 4)))) + 1
  return (
    <Finding title={say('conditions.over time')} subtitle={say('conditions.over time note')}>
      <Timeline caption={say('conditions.over time')} terms={terms} from={from} to={to} />
    </Finding>
  )
}
