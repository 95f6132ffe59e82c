import type { ReactNode } from 'react'
import { inLanguage } from '../../../compacts/agreement.ts'
import { showMoney } from '../../../compacts/forms/amounts.ts'
import { riskWords } from '../../../compacts/words/risks.ts'
import { promisedIn } from '../../../monitoring/promised.ts'
import { between, formatDay, pathIn, speak } from '../../../ui/language.ts'
import type { PublicPromise } from '../snapshot.ts'
import { isOver, type Outcome, outcomes, promisesOf } from '../story.ts'
import { type Parts, partyName, Told, told } from './parts.tsx'

export function Doubts(parts: Parts) {
  const { snapshot, language, say } = parts
  const { agreement, objections, money } = snapshot
  const named = (sheet: Outcome['sheet']) => told(parts, sheet.title, sheet.key)
  const doubts: { key: string; doubt: ReactNode; more: ReactNode }[] = [
    ...(snapshot.overdue.length === 0
      ? []
      : [
          {
            key: 'overdue',
            doubt: say(isOver(snapshot) ? 'doubts.never sent' : 'doubts.overdue', {
              count: snapshot.overdue.length,
            }),
            more: snapshot.overdue
              .map(({ party, ends, due }) =>
                say('doubts.overdue report', {
                  party: partyName(parts, party),
                  ends: formatDay(language, ends),
                  due: formatDay(language, due),
                }),
              )
              .join(between(language, ';')),
          },
        ]),
    ...promiseDoubts(parts),
    ...outcomes(snapshot).flatMap(({ sheet, standing, change }) => {
      const limits = inLanguage(sheet.limits, language, agreement?.languages ?? [])
      return [
        ...(limits === null
          ? []
          : [
              {
                key: `limits ${sheet.key}`,
                doubt: say('doubts.limits', { title: named(sheet) }),
                more: (
                  <>
                    {standing === 'cannot be told' ? `${say('doubts.cannot')} ` : null}
                    <Told text={sheet.limits} snapshot={snapshot} language={language} />
                  </>
                ),
              },
            ]),
        ...(change === null || change.sameDefinition
          ? []
          : [
              {
                key: `definition ${sheet.key}`,
                doubt: say('doubts.definition', { title: named(sheet) }),
                more: say('changed.definition'),
              },
            ]),
        ...(sheet.baseline !== null && !('value' in sheet.baseline)
          ? [
              {
                key: `baseline ${sheet.key}`,
                doubt: say('doubts.no baseline', { title: named(sheet) }),
                more: told(parts, sheet.baseline.reason, ''),
              },
            ]
          : []),
      ]
    }),
    ...objections.map((objection) => ({
      key: objection.id,
      doubt: say('doubts.objection', { text: objection.text }),
      more: (
        <>
          {objection.answer === null
            ? say('doubts.no answer')
            : say('doubts.answer', {
                organisation: objection.answeredBy ?? '',
                day: formatDay(language, objection.answeredOn ?? snapshot.asOf),
                text: objection.answer,
              })}
          <span className="note">
            {' '}
            {say('doubts.objection by', {
              organisation: [objection.by, objection.organisation].filter(Boolean).join(', '),
              day: formatDay(language, objection.on),
            })}
          </span>
        </>
      ),
    })),
    ...(money?.exceptions ?? []).map(({ reason, over, on, entry, release }) => ({
      key: `exception ${entry} ${release} ${on} ${over.minor}`,
      doubt: say('doubts.exception'),
      more: say('money.exception', {
        over: showMoney(over, language),
        day: formatDay(language, on),
        reason,
      }),
    })),
  ]
  doubts.push(...risksAsDoubts(parts))
  if (doubts.length === 0) return <p>{say('doubts.none')}</p>
  return (
    <dl className="facts">
      {doubts.map(({ key, doubt, more }) => (
        <div key={key}>
          <dt>{doubt}</dt>
          <dd>{more}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Risks that may happen or happen, with who looked last; those that are over are on the page of risks. */
function risksAsDoubts(parts: Parts) {
  const { snapshot, language } = parts
  const tell = speak(riskWords, language)
  return snapshot.risks
    .filter(({ state }) => state !== 'over')
    .map(({ key, state, likelihood, effect, looked }) => ({
      key: `risk ${key}`,
      doubt: told(parts, snapshot.agreement?.risks.find((each) => each.key === key)?.text, key),
      more: (
        <>
          {tell(`state.${state}`)} · {tell('now', { likelihood, effect })}
          <span className="note block">
            {looked === null
              ? tell('never')
              : tell('looked', {
                  day: formatDay(language, looked.on),
                  who: looked.organisation ?? tell('a party'),
                })}{' '}
            <a href={pathIn(language, `/compacts/${snapshot.compact.id}/risks#${key}`)}>{tell('title')}</a>
          </span>
        </>
      ),
    }))
}

/** Promises that were not met by their day, and those that were let go, each by name. */
function promiseDoubts(parts: Parts): { key: string; doubt: ReactNode; more: ReactNode }[] {
  const { snapshot, language, say } = parts
  const { unmet, waived } = promisesOf(snapshot)
  const texts = snapshot.agreement === null ? null : promisedIn(snapshot.agreement)
  const name = ({ kind, key }: PublicPromise) =>
    told(parts, texts?.[kind].find((each) => each.key === key)?.text ?? {}, key)
  const list = (promises: readonly PublicPromise[], word: 'doubts.unmet one' | 'doubts.duty waived') =>
    promises
      .map((promise) =>
        say(word, {
          title: name(promise),
          day: formatDay(language, promise.by ?? promise.on ?? snapshot.asOf),
          who: promise.organisations.join(', '),
          reason: promise.reason ?? '–',
        }),
      )
      .join(between(language, ';'))
  return [
    ...(unmet.length === 0
      ? []
      : [
          {
            key: 'unmet',
            doubt: say('doubts.unmet', { count: unmet.length }),
            more: list(unmet, 'doubts.unmet one'),
          },
        ]),
    ...(waived.length === 0
      ? []
      : [
          {
            key: 'duties waived',
            doubt: say('doubts.duties waived', { count: waived.length }),
            more: list(waived, 'doubts.duty waived'),
          },
        ]),
  ]
}
