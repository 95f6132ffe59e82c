import type { ReactNode } from 'react'
import { extendedTo } from '../../../compacts/print/leaves.ts'
import { words as compactWords } from '../../../compacts/words/words.ts'
import { countryName } from '../../../countries/registry.ts'
import { Button, TextField } from '../../../ui/form.tsx'
import { between, capital, formatDay, formatList, pathIn, speak } from '../../../ui/language.ts'
import { SourceMark } from '../../../ui/sources.tsx'
import { moneyIn, promised, suspendedNow } from '../story.ts'
import { shortMoney, shortSum } from './figures.ts'
import { lowered, type Parts, partyName, sideName, told } from './parts.tsx'

const PROMISES = 3

export function Headline(parts: Parts) {
  const { snapshot, language, say } = parts
  const { agreement, compact } = snapshot
  if (agreement === null || agreement.objectives.length === 0)
    return (
      <>
        {agreement === null
          ? say('promise.none', { country: countryName(compact.country, language) })
          : told(parts, agreement.title, compact.id)}
      </>
    )
  const governments = agreement.parties.filter(({ part }) => part === 'government')
  const objectives = agreement.objectives.map(({ text, key }) => told(parts, text, key))
  const left = objectives.length - PROMISES
  return (
    <>
      {say('promise', {
        // Years that were signed are not those it runs for once it is extended; its term stands beside.
        years: extendedTo(agreement.term) === null ? (agreement.term.years ?? 0) : 0,
        parties: formatList(
          language,
          governments
            .sort((a, b) => (a.side === b.side ? 0 : a.side === 'partner' ? -1 : 1))
            .map(({ key }) => partyName(parts, key)),
        ),
        promises: [
          ...objectives.slice(0, PROMISES),
          ...(left > 0 ? [say('promise.more', { count: left })] : []),
        ]
          .map(lowered)
          .join(between(language, ';')),
      })}
    </>
  )
}

export function aboutOf(parts: Parts): { name: string; value: ReactNode }[] {
  const { snapshot, language, say } = parts
  const { compact, agreement, versions, version } = snapshot
  const inPart = suspendedNow(snapshot).find(({ whole }) => !whole)
  const named =
    compact.state === null ? null : capital(language, speak(compactWords, language)(`state.${compact.state}`))
  const state =
    named === null
      ? capital(language, say('about.not begun'))
      : inPart === undefined
        ? named
        : say('about.in part', { state: named, day: formatDay(language, inPart.began) })
  const sides = promised(snapshot)
  const all = moneyIn(snapshot, 'planned')
  const currency = agreement?.plan.currency ?? 'USD'
  const first = versions[0]
  return [
    { name: say('about.state'), value: state },
    ...(compact.state === null
      ? []
      : [
          {
            name: say('about.since'),
            value:
              compact.begins === null ? (
                say('about.not in force')
              ) : (
                <>
                  {formatDay(language, compact.begins)}
                  {version === null ? null : <SourceMark id="text" />}
                </>
              ),
          },
        ]),
    ...(agreement === null
      ? []
      : [
          {
            name: say('about.term'),
            value:
              compact.ends === null
                ? agreement.term.years === null
                  ? say('about.term open')
                  : say('about.term counted', { years: agreement.term.years })
                : say(extendedTo(agreement.term) === null ? 'about.term until' : 'about.term extended', {
                    years: agreement.term.years ?? 0,
                    day: formatDay(language, compact.ends),
                  }),
          },
          ...(compact.lastDay === null
            ? []
            : [
                {
                  name: say('about.last day'),
                  value: say('about.last day early', { day: formatDay(language, compact.lastDay) }),
                },
              ]),
          ...(snapshot.money === null
            ? []
            : [
                {
                  name: say('about.promised'),
                  value: (
                    <>
                      {shortSum(all, language)}
                      {sides === null
                        ? null
                        : `${between(language, ':')}${[
                            ...(['donor', 'partner'] as const).flatMap((side) =>
                              sides[side] === 0
                                ? []
                                : [
                                    say('about.party part', {
                                      party: sideName(parts, side),
                                      amount: shortMoney({ minor: sides[side], currency }, language),
                                    }),
                                  ],
                            ),
                            ...(sides.inKind === 0
                              ? []
                              : [
                                  say('about.in kind', {
                                    amount: shortMoney({ minor: sides.inKind, currency }, language),
                                  }),
                                ]),
                          ].join(', ')}`}
                      <SourceMark id="text" />
                    </>
                  ),
                },
              ]),
        ]),
    ...(version === null
      ? []
      : [
          {
            name: say('about.version'),
            value: (
              <>
                {say('about.version is', { number: version, amendments: versions.length - 1 })}
                {versions.length > 1 && first !== undefined ? (
                  <>
                    {' · '}
                    <a
                      href={pathIn(
                        language,
                        `/compacts/${compact.id}/compare?from=${first.number}&to=${version}`,
                      )}
                    >
                      {say('about.compare')}
                    </a>
                  </>
                ) : null}
              </>
            ),
          },
        ]),
  ]
}

/** Above the fold, only where another day than today is told of: which, and the way back. */
export function MomentTold({ snapshot, language, say, today }: Parts & { today: string }) {
  if (snapshot.asOf === today) return null
  return (
    <p className="note">
      {say('moment.told', { day: formatDay(language, snapshot.asOf) })}{' '}
      <a href={pathIn(language, `/compacts/${snapshot.compact.id}`)}>{say('moment.today')}</a>
    </p>
  )
}

/** Another moment, by a plain form. */
export function MomentForm({ snapshot, language, say }: Parts) {
  const at = pathIn(language, `/compacts/${snapshot.compact.id}`)
  return (
    <>
      <form className="form form-inline" method="get" action={at}>
        <TextField name="asOf" label={say('moment.label')} type="date" value={snapshot.asOf} />
        <Button>{say('moment.show')}</Button>
      </form>
      <p className="note">{say('moment.note', { day: formatDay(language, snapshot.asOf) })}</p>
    </>
  )
}
