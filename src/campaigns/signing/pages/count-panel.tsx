import { DataTable } from '../../../ui/data-table.tsx'
import { formatBand, formatNumber, type Language, speak } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { Section, Verdict } from '../../../ui/section.tsx'
import type { Campaign } from '../../coalition/schema.ts'
import type { Refusal } from '../count.ts'
import type { CountView, PublicCount } from '../count-view.ts'
import { words } from '../words/words.ts'

/** How many count, by which rule, what does not and why: as everybody is told it. */
export function CountPanel({
  campaign,
  view,
  fewest,
  letters,
  language,
}: {
  campaign: Campaign
  view: PublicCount
  fewest: number
  /** How many letters people can sign. */
  letters: number
  language: Language
}) {
  const say = speak(words, language)
  const other = campaign.policy === 'strict' ? 'household' : 'strict'
  return (
    <Section id="count" title={say('count.title')} note={say('count.note')}>
      <Verdict>
        <Rich
          say={say}
          word={`count.${campaign.policy}`}
          values={{ n: view.counted[campaign.policy] }}
          parts={{ b: (text) => <strong>{text}</strong> }}
        />
      </Verdict>
      <p className="prose">
        {campaign.goal === null ? null : `${say('count.goal', { goal: campaign.goal })} `}
        {say('count.other', { n: view.counted[other] })}{' '}
        {view.waiting === 0 ? null : say('count.waiting', { n: view.waiting })}
      </p>
      {letters < 2 ? null : <p className="prose">{say('count.letters')}</p>}
      {view.words === null ? null : <p className="prose">{say('count.words', view.words)}</p>}
      {(['paper', 'osdi'] as const).map((channel) => {
        const band = view.otherwise[channel]
        return band === null ? null : (
          <p key={channel} className="prose">
            {say(`count.${channel}`, { n: formatBand(language, band) })}
          </p>
        )
      })}
      {view.refused.length === 0 ? null : (
        <DataTable
          caption={say('count.refused')}
          columns={[
            { key: 'why', head: say('count.why') },
            { key: 'n', head: say('count.many'), number: true },
          ]}
          rows={view.refused.map(({ why, ...band }) => ({
            key: why,
            cells: { why: say(`why.${why}`), n: formatBand(language, band) },
          }))}
        />
      )}
      {view.states.length === 0 ? null : (
        <DataTable
          caption={say('count.states')}
          columns={[
            { key: 'state', head: say('count.state') },
            { key: 'n', head: say('count.many'), number: true },
          ]}
          rows={view.states.map(({ place, ...band }) => ({
            key: place,
            cells: { state: place, n: formatBand(language, band) },
          }))}
        />
      )}
      <p className="prose">{say('count.kept back', { fewest })}</p>
      <p className="note">{say('count.checked', { slug: campaign.slug })}</p>
    </Section>
  )
}

/** The same to the last signature, for who sees supporters. */
export function WholeCount({
  campaign,
  view,
  language,
}: {
  campaign: Campaign
  view: CountView
  language: Language
}) {
  const say = speak(words, language)
  const refused = (Object.entries(view.refused) as [Refusal, number][]).filter(([, n]) => n > 0)
  return (
    <>
      <Verdict>
        <Rich
          say={say}
          word={`count.${campaign.policy}`}
          values={{ n: view.counted[campaign.policy] }}
          parts={{ b: (text) => <strong>{text}</strong> }}
        />
      </Verdict>
      <p className="prose">
        {say('count.other', { n: view.counted[campaign.policy === 'strict' ? 'household' : 'strict'] })}{' '}
        {view.waiting === 0 ? null : say('count.waiting', { n: view.waiting })}{' '}
        {refused.length === 0 ? say('count.all count') : null}{' '}
        {(['paper', 'osdi'] as const).map((channel) =>
          view.otherwise[channel] === 0
            ? null
            : `${say(`count.${channel}`, { n: formatNumber(language, view.otherwise[channel]) })} `,
        )}
      </p>
      {refused.length === 0 ? null : (
        <DataTable
          caption={say('count.refused')}
          columns={[
            { key: 'why', head: say('count.why') },
            { key: 'n', head: say('count.many'), number: true },
          ]}
          rows={refused.map(([why, n]) => ({
            key: why,
            cells: { why: say(`why.${why}`), n: formatNumber(language, n) },
          }))}
        />
      )}
    </>
  )
}
