import { words as compactWords } from '../../../compacts/words/words.ts'
import { capital, formatDay, pathIn, speak } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { outletNames } from '../data-routes.ts'
import { dataHref, type Parts, Told, told } from './parts.tsx'
import { suspendedParts } from './suspended.tsx'

export function Documents(parts: Parts & { today: string }) {
  const { snapshot, language, say, today, iati } = parts
  const { agreement, versions, documents, compact, asOf, hash } = snapshot
  const at = (path: string) => pathIn(language, `/compacts/${compact.id}${path}`)
  return (
    <dl className="facts">
      {[...versions].reverse().map(({ number, takenEffect }) => (
        <div key={number}>
          <dt>{say('documents.version', { number })}</dt>
          <dd>
            <a href={at(`/versions/${number}`)}>
              {say('documents.version text', { day: formatDay(language, takenEffect) })}
            </a>
            {' · '}
            <a href={at(`/agreement.pdf?version=${number}`)}>PDF</a>
          </dd>
        </div>
      ))}
      {(agreement?.documents ?? []).map(({ key, title, date, url, file }) => (
        <div key={key}>
          <dt>{date === null ? say('documents.no date') : formatDay(language, date)}</dt>
          <dd>
            <a href={url ?? `/documents/${file}`} rel="nofollow">
              <Told text={title} snapshot={snapshot} language={language} />
            </a>
          </dd>
        </div>
      ))}
      {documents.map((kept) => (
        <div key={`${kept.hash} ${kept.place}`}>
          <dt>{formatDay(language, kept.on)}</dt>
          <dd>
            <a href={`/documents/${kept.hash}`}>{kept.name}</a>
          </dd>
        </div>
      ))}
      <div>
        <dt>{say('documents.data', { day: formatDay(language, asOf) })}</dt>
        <dd>
          {outletNames
            .filter((name) => !name.endsWith('.xml') || iati)
            .map((name, place) => (
              <span key={name}>
                {place === 0 ? null : ' · '}
                <a href={dataHref(snapshot, name, today)}>{name}</a>
              </span>
            ))}
          <p className="note">
            <Rich say={say} word="documents.data note" parts={{ hash: <Hash hash={hash} /> }} />
          </p>
        </dd>
      </div>
    </dl>
  )
}

/** A hash that may break across lines on a small screen, and is copied whole. */
function Hash({ hash }: { hash: string }) {
  const groups = hash.match(/.{1,16}/g) ?? []
  return (
    <code>
      {groups.map((group) => (
        <span key={group}>
          {group}
          <wbr />
        </span>
      ))}
    </code>
  )
}

/** What an initiative or a contribution is called. */
function partName(parts: Parts, what: 'initiative' | 'contribution', key: string): string {
  const { agreement } = parts.snapshot
  const text =
    what === 'initiative'
      ? agreement?.initiatives.find((each) => each.key === key)?.title
      : agreement?.plan.contributions.find((each) => each.key === key)?.what
  return told(parts, text, key)
}

/** Steps of the whole, and between them what was suspended in part, day by day. */
export function Steps(parts: Parts) {
  const { snapshot, language, say } = parts
  const sayCompact = speak(compactWords, language)
  const inPart = snapshot.suspensions
    .filter(({ whole }) => !whole)
    .flatMap((each) => {
      const names = { parts: suspendedParts(parts, each) }
      return [
        { on: each.began, what: say('suspended.began', names), reason: each.reason },
        ...(each.ended === null
          ? []
          : [{ on: each.ended, what: say('suspended.ended', names), reason: each.endReason }]),
      ]
    })
  const all = [
    ...snapshot.steps
      // What left the state as it was is on the page of the steps; a new text has a line of its own.
      .filter(({ from, to }) => from !== to)
      .map(({ on, to, reason }) => ({
        on,
        what: capital(language, sayCompact(`state.${to}`)),
        reason,
      })),
    ...snapshot.versions.slice(1).map(({ number, takenEffect }) => ({
      on: takenEffect,
      what: say('steps.version', { number }),
      reason: null,
    })),
    ...inPart,
    ...snapshot.partEnds.map(({ what, key, on, decided, reason }) => ({
      on: decided,
      what: say('steps.part end', { part: partName(parts, what, key), day: formatDay(language, on) }),
      reason,
    })),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  return (
    <>
      <dl className="facts">
        {all.map(({ on, what, reason }) => (
          <div key={`${on} ${what} ${reason}`}>
            <dt>{formatDay(language, on)}</dt>
            <dd>
              {what}
              {reason === null ? null : <p className="note">{reason}</p>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="note">
        <a href={pathIn(language, `/compacts/${snapshot.compact.id}/steps`)}>{say('steps.all')}</a>
      </p>
    </>
  )
}
