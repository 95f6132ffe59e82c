import { DataTable } from '../../../ui/data-table.tsx'
import { formatDay, formatList, type Language, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { writeNumber } from '../../../ui/voice.tsx'
import { type Candidate, candidate } from '../look-up.ts'
import { placeIn } from '../places.ts'
import type { Chamber, Pack } from '../schema.ts'
import { pageWords } from '../words/pages.ts'
import { KnownFaults, legislatorPath, legislaturePath, PackSources } from './frame.tsx'

/** One legislature on the day of one of its packs. */
export function LegislaturePage({
  context,
  pack,
  days,
}: {
  context: PageContext
  pack: Pack
  /** The days of all packs of this legislature. */
  days: string[]
}) {
  const { language } = context
  const say = speak(pageWords, language)
  const { card } = pack
  const { id } = card.legislature
  const name = card.legislature.name[language]
  const others = days.filter((day) => day !== card.asOf)
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('one.promise', { name, day: formatDay(language, card.asOf) })}
      crumbs={[{ name: say('list.title'), href: pathIn(language, '/legislatures') }, { name }]}
      alternates={[
        { type: 'application/json', href: `/api/v1/legislatures/${id}?on=${card.asOf}` },
        { type: 'text/csv', href: `/legislatures/${id}/seats.csv?on=${card.asOf}` },
      ]}
    >
      <Opening title={say('one.promise', { name, day: formatDay(language, card.asOf) })}>
        <p className="prose">
          {say('one.session', {
            name: card.session.name[language],
            from: formatDay(language, card.session.firstDay),
            through: formatDay(language, card.session.lastDay),
          })}
        </p>
        {others.length === 0 ? null : (
          <p>
            {say('one.days')}{' '}
            {others.map((day, index) => (
              <span key={day}>
                {index === 0 ? '' : ' · '}
                <a href={legislaturePath(language, id, day)}>{formatDay(language, day)}</a>
              </span>
            ))}
          </p>
        )}
      </Opening>
      {card.chambers.map((chamber) => (
        <ChamberSection key={chamber.id} chamber={chamber} pack={pack} language={language} />
      ))}
      {pack.committees.length === 0 ? null : (
        <Section title={say('one.committees')} note={say('one.committeesNote')}>
          <Committees pack={pack} language={language} />
        </Section>
      )}
      <Section title={say('one.bills')} id="bills">
        <details>
          <summary>{say('one.states', { count: Object.keys(card.billStates.states).length })}</summary>
          <DataTable
            caption={say('one.bills')}
            captionHidden
            columns={[
              { key: 'state', head: say('one.state') },
              { key: 'next', head: say('one.next') },
            ]}
            rows={Object.entries(card.billStates.states).map(([key, state]) => ({
              key,
              cells: {
                state: state.name[language],
                next:
                  state.end === undefined
                    ? [
                        ...new Set(
                          state.next.map((next) => card.billStates.states[next]?.name[language] ?? next),
                        ),
                      ].join('; ')
                    : say(state.end === 'law' ? 'one.law' : 'one.failed'),
              },
            }))}
          />
        </details>
      </Section>
      <Section title={say('one.faults')}>
        <KnownFaults faults={card.knownFaults} language={language} />
      </Section>
      <Section title={say('sources')}>
        <PackSources sources={card.sources} language={language} />
        <p>
          <a href={`/legislatures/${id}/seats.csv?on=${card.asOf}`}>{say('one.csv')}</a>
        </p>
      </Section>
    </Page>
  )
}

function ChamberSection({ chamber, pack, language }: { chamber: Chamber; pack: Pack; language: Language }) {
  const say = speak(pageWords, language)
  const seats = pack.seats
    .filter((seat) => seat.chamber === chamber.id)
    .map((seat) => candidate(pack, seat, pack.card.asOf))
  const held = seats.filter(({ name }) => name !== null)
  const vacant = seats.filter((each) => each.vacant)
  const notKnown = seats.length - held.length - vacant.length
  const parties = new Map<string, number>()
  for (const { party } of held) if (party !== null) parties.set(party, (parties.get(party) ?? 0) + 1)
  return (
    <Section title={chamber.name[language]} id={chamber.id}>
      <p className="sentence">
        {say('one.seats', { seats: chamber.seats, voting: chamber.voting, held: held.length })}
      </p>
      {vacant.length === 0 ? null : (
        <p className="sentence">
          {say('one.vacant', {
            count: vacant.length,
            places: formatList(
              language,
              vacant.map(({ seat }) => placeIn(pack, seat.division, language)),
            ),
          })}
        </p>
      )}
      {notKnown === 0 ? null : <p className="sentence unknown">{say('one.notKnown', { count: notKnown })}</p>}
      <p className="note">
        {say('one.parties')}
        {language === 'fr' ? '\u00a0: ' : ': '}
        {[...parties]
          .sort(([, a], [, b]) => b - a)
          .map(([party, count]) => `${party} ${writeNumber(language, count)}`)
          .join(', ')}
      </p>
      <p className="prose">{chamber.rule[language]}</p>
      <details>
        <summary>{say('one.all')}</summary>
        <DataTable
          caption={`${say('one.all')}, ${chamber.name[language]}`}
          captionHidden
          tight
          columns={[
            { key: 'place', head: say('one.place') },
            { key: 'holder', head: say('one.holder') },
            { key: 'party', head: say('one.party') },
            { key: 'since', head: say('one.since') },
          ]}
          rows={seats.map((each) => ({ key: each.seat.seat, cells: cellsOf(each, pack, language) }))}
        />
      </details>
    </Section>
  )
}

function cellsOf({ seat, person, name, party, vacant }: Candidate, pack: Pack, language: Language) {
  const say = speak(pageWords, language)
  const own = pack.holders.filter((each) => each.seat === seat.seat)
  const claimed = own.filter(({ standing }) => standing === 'claimed')
  const from = own.find(({ standing }) => standing === 'held')?.from ?? null
  return {
    place: [placeIn(pack, seat.division, language), ...(seat.voting ? [] : [say('card.noVote')])].join(' · '),
    holder: (
      <>
        {person === null || name === null ? (
          say(vacant ? 'card.vacant' : 'card.notKnown')
        ) : (
          <a href={legislatorPath(language, person)}>{name}</a>
        )}
        {claimed.length === 0 ? null : (
          <span className="note">
            {' '}
            {say('one.claimed', { names: claimed.map((each) => each.name).join(', ') })}
          </span>
        )}
      </>
    ),
    party: party ?? '',
    since: from === null ? '' : formatDay(language, from),
  }
}

function Committees({ pack, language }: { pack: Pack; language: Language }) {
  const say = speak(pageWords, language)
  const nameOf = new Map(pack.holders.map(({ person, name }) => [person, name]))
  const whole = pack.committees.filter(({ parent }) => parent === null)
  return (
    <DataTable
      caption={say('one.committees')}
      captionHidden
      columns={[
        { key: 'name', head: say('one.committees') },
        { key: 'leads', head: say('one.leads') },
        { key: 'members', head: say('one.members'), number: true },
      ]}
      rows={whole.map(({ committee, name }) => {
        const members = pack.members.filter((each) => each.committee === committee)
        const leads = members.filter(({ title }) => title !== null && /^(Chair|Ranking)/.test(title))
        return {
          key: committee,
          cells: {
            name,
            leads: leads.map(({ person }, index) => (
              <span key={person}>
                {index === 0 ? '' : ', '}
                <a href={legislatorPath(language, person)}>{nameOf.get(person) ?? person}</a>
              </span>
            )),
            members: writeNumber(language, members.length),
          },
        }
      })}
    />
  )
}
