import type { ReactNode } from 'react'
import { capital, formatDay, formatList, type Language, pathIn, speak, typeset } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { Marked } from '../bills/pages/frame.tsx'
import type { LedgerEntry } from './entry.ts'
import type { Ledger, LedgerAsk } from './ledger.ts'
import { words } from './words.ts'

/** The ledger of a legislator on their page: campaign by campaign, ask by ask, the newest first. */
export function LedgerPanel({
  ledger,
  legislator,
  language,
}: {
  ledger: Ledger
  legislator: string
  language: Language
}) {
  const say = speak(words, language)
  const { campaigns, others } = ledger
  const at = `/legislators/${encodeURIComponent(legislator)}/ledger`
  const sums = campaigns.some(({ entries }) => entries.some(({ kind }) => kind === 'signatures'))
  return (
    <Section title={say('title')} note={say('note')} id="ledger">
      {campaigns.length + others.length === 0 ? (
        <Unknown next={say('none next')}>{say('none')}</Unknown>
      ) : null}
      {campaigns.map((campaign) => (
        <div key={campaign.slug} className="ledger-campaign">
          <h3>
            <a href={pathIn(language, `/campaigns/${campaign.slug}`)}>{campaign.title}</a>
          </h3>
          <Entries entries={campaign.entries} language={language} />
          {campaign.asks.map((ask) => (
            <div key={ask.key} className="ledger-ask">
              <h4>
                {ask.bill === null ? (
                  ask.title
                ) : (
                  <a
                    href={pathIn(
                      language,
                      `/bills/${ask.bill}${campaign.asOf === null ? '' : `?on=${campaign.asOf}`}`,
                    )}
                  >
                    {ask.title}
                  </a>
                )}
              </h4>
              <Stands ask={ask} language={language} />
              {ask.notKnown === null ? null : <p className="prose">{ask.notKnown}</p>}
              {ask.entries.length === 0 ? (
                <p className="note">{say('ask.nothing')}</p>
              ) : (
                <Entries entries={ask.entries} language={language} />
              )}
            </div>
          ))}
        </div>
      ))}
      {others.length === 0 ? null : (
        <div className="ledger-campaign">
          <h3>{say('others')}</h3>
          <Entries entries={others} language={language} />
        </div>
      )}
      {sums ? <p className="note">{say('sums.note')}</p> : null}
      {campaigns.length + others.length === 0 ? null : (
        <p>
          <a href={pathIn(language, `${at}.csv`)}>{say('csv')}</a>
          {' · '}
          <a href={pathIn(language, `${at}.json`)}>{say('json')}</a>
        </p>
      )}
    </Section>
  )
}

/** Where they stand now, and where they stood before. */
function Stands({ ask: { positions }, language }: { ask: LedgerAsk; language: Language }): ReactNode {
  const say = speak(words, language)
  const now = positions.at(-1)
  if (now === undefined) return <p className="prose">{say('stands.none')}</p>
  const since = (day: string) => say('since', { day: formatDay(language, day) })
  const before = positions.slice(0, -1).toReversed()
  return (
    <>
      <p className="prose">
        <Marked>
          {say('stands.now', {
            stands: say(`stands.${now.stands}`),
            since: since(now.on),
            ground: say(`ground.${now.ground}`),
          })}
        </Marked>
      </p>
      {before.length === 0 ? null : (
        <p className="note">
          {say('stands.before', {
            list: formatList(
              language,
              before.map(({ on, stands }) =>
                say('stands.one', { stands: say(`stands.${stands}`), since: since(on) }),
              ),
            ),
          })}
        </p>
      )}
    </>
  )
}

function Entries({ entries, language }: { entries: LedgerEntry[]; language: Language }): ReactNode {
  const say = speak(words, language)
  if (entries.length === 0) return null
  return (
    <ol className="bill-steps">
      {entries.map((entry) => (
        <li key={`${entry.kind} ${entry.on} ${entry.text} ${entry.source?.name}`}>
          <b>{entry.on === null ? say('undated') : formatDay(language, entry.on)}</b>
          <span>
            <b>{capital(language, say(`kind.${entry.kind}`))}</b>
            {' · '}
            {typeset(language, entry.text)}
            {entry.private ? <span className="note"> ({say('private')})</span> : null}
            {entry.source === null ? null : (
              <span className="bill-line note">
                {entry.source.address === null ? (
                  say('source', { name: entry.source.name })
                ) : (
                  <a href={entry.source.address} rel="noreferrer nofollow">
                    {say('source', { name: entry.source.name })}
                  </a>
                )}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
