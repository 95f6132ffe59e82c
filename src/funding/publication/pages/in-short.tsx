import { capital, formatDay, formatList, type Language, type Say } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Section, Sentence } from '../../../ui/section.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import type { PublicDecision } from '../snapshot.ts'
import {
  isOutcome,
  isOver,
  kept,
  letGo,
  longestOverdue,
  moneyIn,
  type Outcome,
  outcomes,
  promisesOf,
  ranOut,
  reachedRevised,
  stopped,
  tally,
  unheld,
  type Waiting,
  waiting,
} from '../story.ts'
import type { Word } from '../words/words.ts'
import { shortMoney, shortSum } from './figures.ts'
import { lowered, type Parts, told, trancheName } from './parts.tsx'
import { SuspendedInShort } from './suspended.tsx'

export function InShort(parts: Parts) {
  const { snapshot, language, say } = parts
  const { money, agreement } = snapshot
  const mark = (id: string) => ({ mark: <SourceMark id={id} /> })
  const planned = moneyIn(snapshot, 'planned')
  const committed = moneyIn(snapshot, 'committed')
  const disbursed = moneyIn(snapshot, 'disbursed')
  const waits = waiting(snapshot)
  const not = unheld(snapshot)
  const due = (agreement?.tranches ?? []).some(({ conditions }) => conditions.length > 0)
  const found = outcomes(snapshot).filter(({ sheet }) => isOutcome(sheet))
  const { reached, ...counts } = tally(found)
  const revised = reachedRevised(found)
  const against = found.filter(({ standing }) => standing === 'against')
  const names = (standing: Outcome['standing']) =>
    formatList(
      language,
      found
        .filter((each) => each.standing === standing)
        .map(({ sheet }) => lowered(told(parts, sheet.title, sheet.key))),
    )
  const cannot = names('cannot be told')
  const unmeasured = names('not measured')
  return (
    <Section id="short" title={say('short.title')} note={say('short.note')}>
      <TermInShort {...parts} />
      <SuspendedInShort {...parts} />
      {money === null ? null : committed.entries + disbursed.entries === 0 ? (
        <Sentence>
          <Rich
            say={say}
            word="short.money none"
            values={{ planned: shortSum(planned, language) }}
            parts={mark('ledger')}
          />
        </Sentence>
      ) : (
        <Sentence>
          <Rich
            say={say}
            word="short.money"
            values={{
              planned: shortSum(planned, language),
              committed: shortSum(committed, language) || '–',
              disbursed: shortSum(disbursed, language) || '–',
            }}
            parts={mark('ledger')}
          />
        </Sentence>
      )}
      {money === null ? null : (
        <Sentence>
          {waits === null && not.failed + not.late > 0 ? (
            <Rich
              say={say}
              word="short.unheld"
              values={{ what: capital(language, whyItWaits(not, isOver(snapshot), say, language)) }}
              parts={mark('conditions')}
            />
          ) : waits === null ? (
            <Rich say={say} word={due ? 'short.holds' : 'short.no conditions'} parts={mark('conditions')} />
          ) : (
            <Rich
              say={say}
              word={
                waits.tranche.waits.minor === 0
                  ? 'short.waits nothing'
                  : isOver(snapshot)
                    ? 'short.never released'
                    : 'short.waits'
              }
              values={{
                what: capital(language, whyItWaits(waits, isOver(snapshot), say, language)),
                amount: shortMoney(waits.tranche.waits, language),
                tranche: lowered(trancheName(parts, waits.tranche.key)),
              }}
              parts={mark('conditions')}
            />
          )}
        </Sentence>
      )}
      <StoppedInShort {...parts} act="cancelled" />
      <StoppedInShort {...parts} act="deferred" />
      <LetGoInShort {...parts} />
      <OverdueInShort {...parts} />
      <PromisesInShort {...parts} />
      {found.some(({ standing }) => standing !== 'not measured') ? (
        <>
          <Sentence>
            <Rich
              say={say}
              word={reached === null ? 'short.moved' : 'short.outcomes'}
              values={{ ...counts, reached: reached ?? 0 }}
              parts={mark('results')}
            />{' '}
            {revised > 0 ? `${say('short.revised', { count: revised })} ` : null}
            {against.length > 0 ? say('short.against', { count: against.length }) : null}
          </Sentence>
          {cannot === '' ? null : <Unknown>{say('short.cannot', { names: cannot })}</Unknown>}
          {unmeasured === '' ? null : (
            <Unknown>{say('short.not measured', { names: capital(language, unmeasured) })}</Unknown>
          )}
        </>
      ) : (
        <Unknown>{say(isOver(snapshot) ? 'short.never reported' : 'short.no outcomes')}</Unknown>
      )}
    </Section>
  )
}

/** First of all: that it ended before its term, or that its term is over and nobody closed it. */
function TermInShort({ snapshot, language, say }: Parts) {
  const { compact } = snapshot
  const past = ranOut(snapshot)
  const early = compact.lastDay
  const mark = { mark: <SourceMark id="text" /> }
  return (
    <>
      {early === null || compact.ends === null ? null : (
        <Sentence>
          <Rich
            say={say}
            word={isOver(snapshot) || past !== null ? 'short.ended early' : 'short.ends early'}
            values={{ day: formatDay(language, early), term: formatDay(language, compact.ends) }}
            parts={mark}
          />
        </Sentence>
      )}
      {past === null ? null : (
        <Sentence>
          <Rich
            say={say}
            word={early === null ? 'short.ran out' : 'short.not closed'}
            values={{ day: formatDay(language, past) }}
            parts={mark}
          />
        </Sentence>
      )}
    </>
  )
}

/** Payments that a signatory cancelled or put off, each with what of it was not released. */
function StoppedInShort({ act, ...parts }: Parts & { act: PublicDecision['act'] }) {
  const { snapshot, language, say } = parts
  const payments = stopped(snapshot, act)
  if (payments.length === 0 || (act === 'deferred' && isOver(snapshot))) return null
  const names = payments.map((tranche) =>
    say(`short.${act} payment`, {
      amount: shortMoney(kept(tranche), language),
      tranche: lowered(trancheName(parts, tranche.key)),
      day: tranche.stopped?.until ? formatDay(language, tranche.stopped.until) : '',
    }),
  )
  return (
    <Sentence>
      <Rich
        say={say}
        word={`short.${act}`}
        values={{ what: formatList(language, names) }}
        parts={{ mark: <SourceMark id="conditions" /> }}
      />
    </Sentence>
  )
}

/** What opened money on somebody’s word. */
function LetGoInShort({ snapshot, say }: Parts) {
  const { waived, apart } = letGo(snapshot)
  if (waived + apart === 0) return null
  return (
    <Sentence>
      <Rich
        say={say}
        word={apart === 0 ? 'short.waived' : waived === 0 ? 'short.apart' : 'short.waived and apart'}
        values={{ waived, apart }}
        parts={{ mark: <SourceMark id="conditions" /> }}
      />
    </Sentence>
  )
}

/** What is owed and did not come. */
function OverdueInShort({ snapshot, say }: Parts) {
  const days = longestOverdue(snapshot)
  if (days === null) return null
  return (
    <Sentence>
      <Rich
        say={say}
        word={isOver(snapshot) ? 'short.never sent' : 'short.overdue'}
        values={{ count: snapshot.overdue.length, days }}
        parts={{ mark: <SourceMark id="results" /> }}
      />
    </Sentence>
  )
}

/** What was promised beside money and figures, and was not met or was waived. */
function PromisesInShort({ snapshot, say }: Parts) {
  const { unmet, waived } = promisesOf(snapshot)
  const mark = { mark: <SourceMark id="results" /> }
  return (
    <>
      {unmet.length === 0 ? null : (
        <Sentence>
          <Rich say={say} word="short.unmet" values={{ count: unmet.length }} parts={mark} />
        </Sentence>
      )}
      {waived.length === 0 ? null : (
        <Sentence>
          <Rich say={say} word="short.duties waived" values={{ count: waived.length }} parts={mark} />
        </Sentence>
      )}
    </>
  )
}

/** What was looked at and does not hold is one thing, what nobody has looked at another. */
function whyItWaits(
  { failed, late }: Pick<Waiting, 'failed' | 'late'>,
  over: boolean,
  say: Say<Word>,
  language: Language,
): string {
  return formatList(language, [
    ...(failed === 0 ? [] : [say(over ? 'short.failed over' : 'short.failed', { count: failed })]),
    ...(late === 0 ? [] : [say(over ? 'short.unjudged over' : 'short.unjudged', { count: late })]),
  ])
}
