import { type Term, Timeline } from '../../../ui/charts/timeline.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { formatDay } from '../../../ui/language.ts'
import { SourceMark } from '../../../ui/sources.tsx'
import { type Status, StatusMark } from '../../../ui/status-mark.tsx'
import { WithoutConditions } from '../../pages/without-conditions.tsx'
import type { ConditionState, PublicCondition, PublicTranche } from '../snapshot.ts'
import { findingOf, isOver } from '../story.ts'
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
            <dl className="facts finding-chart">
              {tranche.conditions.map((condition, at) => {
                const found = findingOf(snapshot, tranche.key, condition.key)
                const known = money?.conditions.find(
                  (each) => each.tranche === tranche.key && each.key === condition.key,
                )
                const state = found?.state ?? 'none'
                const holds = found?.open
                  ? condition.holds === null
                    ? say('conditions.holds all')
                    : say('conditions.holds', { amount: shortMoney(condition.holds, language) })
                  : null
                return (
                  <div key={condition.key} id={`condition-${tranche.key}-${condition.key}`}>
                    <dt>
                      <StatusMark status={marks[state]} word={say(`state.${state}`)}>
                        {[
                          found?.decided == null ? null : formatDay(language, found.decided.on),
                          found?.decided?.until == null
                            ? found?.decided == null && condition.due !== null
                              ? say('conditions.due', { day: formatDay(language, condition.due) })
                              : null
                            : say('conditions.until', {
                                day: formatDay(language, found.decided.until),
                              }),
                          holds,
                          found?.anew ? say('conditions.anew') : null,
                        ]
                          .filter((each) => each !== null)
                          .join(' · ')}
                      </StatusMark>
                    </dt>
                    <dd>
                      {place + 1}.{at + 1}{' '}
                      <Told text={condition.text} snapshot={snapshot} language={language} />
                      <Reason {...parts} condition={known} />
                    </dd>
                  </div>
                )
              })}
            </dl>
          </div>
        )
      })}
      <ConditionsOverTime {...parts} />
    </>
  )
}

function standingOf(
  { snapshot, language, say }: Parts,
  standing: PublicTranche | undefined,
  planned: string,
): string {
  const day = formatDay(language, planned)
  if (standing === undefined) return say('conditions.planned', { day })
  const { released, waits, amount, releases } = standing
  if (released.minor >= amount.minor)
    return say('conditions.released', { day: formatDay(language, releases.at(-1)?.on ?? planned) })
  if (isOver(snapshot))
    return say('conditions.never', {
      released: shortMoney(released, language),
      kept: shortMoney({ ...amount, minor: amount.minor - released.minor }, language),
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

/** Why it stands so: a waiver and a deferral name who. */
function Reason({ say, condition }: Parts & { condition: PublicCondition | undefined }) {
  const act = condition?.decided ?? null
  const evidence = condition?.acts.filter(({ act: what }) => what === 'evidence').at(-1)
  // A waiver stays in sight also once the condition is looked at anew.
  const shown = act ?? condition?.acts.filter(({ act: what }) => what !== 'evidence').at(-1) ?? null
  const who = [shown?.name, shown?.capacity, shown?.organisation]
    .filter((each) => each != null && each !== '')
    .join(', ')
  const reason =
    shown === null || shown.reason === null
      ? null
      : shown.act === 'waived'
        ? say('conditions.waived by', { who, reason: shown.reason })
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
          remark: say(`state.${found.state}`),
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
