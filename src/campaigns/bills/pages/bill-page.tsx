import type { ReactNode } from 'react'
import { DataTable } from '../../../ui/data-table.tsx'
import { Button, ButtonLink, Buttons, TextField } from '../../../ui/form.tsx'
import { capital, formatDay, formatNumber, type Language, pathIn, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section, Verdict } from '../../../ui/section.tsx'
import type { PackCard } from '../../legislatures/schema.ts'
import { type Bill, type BillEntry, entriesOf, type Who } from '../schema.ts'
import { actionsUntil, cosponsorsOn, type Standing } from '../standing.ts'
import { words } from '../words.ts'
import {
  billPath,
  citation,
  InItsTongue,
  type Machine,
  Marked,
  Named,
  Relative,
  SourceLine,
  seatOf,
  stateName,
  stateSentence,
  stateShort,
} from './frame.tsx'

type Drawn = {
  bill: Bill
  language: Language
  day: string
  machine: Machine
  organisations: ReadonlyMap<string, string>
  /** What the reader may do about an entry: correct it, hold something against it, or only read it. */
  mayOf: (entry: BillEntry) => 'correct' | 'dispute' | null
}

/** One bill on a day: what became of it, who stands behind it, and what nobody here knows. */
export function BillPage({
  context,
  bill,
  day,
  machine,
  chambers,
  session,
  standing,
  relatives,
  organisations,
  campaigns,
  mayOf,
  mayEnter,
  history,
}: Omit<Drawn, 'language'> & {
  context: PageContext
  chambers: PackCard['chambers']
  /** The session by name. */
  session: string
  standing: Standing
  /** Bills it names that are known here. */
  relatives: ReadonlyMap<string, Bill>
  /** Campaigns that ask for it. */
  campaigns: { name: string; path: string }[]
  /** Whether the reader may enter facts for an organisation. */
  mayEnter: boolean
  history: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const drawn: Drawn = { bill, language, day, machine, organisations, mayOf }
  const cosponsors = cosponsorsOn(bill, day)
  const sponsors = entriesOf(bill, 'sponsor')
  const introduced = entriesOf(bill, 'action').some(
    ({ content }) => content.status === machine?.first && content.on !== null,
  )
  const unknown = entriesOf(bill, 'unknown').filter(
    ({ content }) =>
      !(content.about === 'sponsor' && sponsors.length > 0) &&
      !(content.about === 'introduced' && introduced) &&
      !(content.about === 'cosponsors' && (cosponsors.difference ?? 1) <= 0),
  )
  const related = entriesOf(bill, 'related')
  const votes = entriesOf(bill, 'vote').filter(({ content }) => content.on <= day)
  const stands = entriesOf(bill, 'position').filter(({ content }) => content.on <= day)
  const chamberName = (id: string) =>
    chambers.find((each) => each.id === id)?.name[language] ?? (id === 'executive' ? say('executive') : id)
  return (
    <Page
      {...context}
      section="campaigns"
      title={citation(bill, language)}
      crumbs={[{ name: say('title'), href: pathIn(language, '/bills') }, { name: bill.printed }]}
      alternates={[{ type: 'application/json', href: `/api/v1/bills/${bill.id}?on=${day}` }]}
    >
      <Opening
        title={
          <InItsTongue bill={bill} language={language}>
            {`${bill.printed} ${bill.title}`}
          </InItsTongue>
        }
        about={[
          {
            name: say('about.state'),
            value: capital(language, stateShort(standing, machine, language)),
          },
          { name: say('about.session'), value: session },
          {
            name: say('about.sponsor'),
            value:
              sponsors.length === 0
                ? say('not known')
                : sponsors.map(({ id, content }) => (
                    <span key={id}>
                      <Named who={content.who} language={language} />{' '}
                    </span>
                  )),
          },
          {
            name: say('about.cosponsors'),
            value: cosponsors.unknown
              ? say('not known')
              : cosponsors.printed === null
                ? say('count.named', { count: cosponsors.count })
                : say('count.printed', {
                    total: formatNumber(language, cosponsors.printed.content.total),
                    named: say('count.named', { count: cosponsors.count }),
                  }),
          },
          ...(bill.law === null
            ? []
            : [
                {
                  name: say('about.law'),
                  value: [bill.law.name, bill.law.statutes].filter((part) => part !== null).join(', '),
                },
              ]),
        ]}
      />
      <Section wide>
        <Verdict>
          <Marked>
            {stateSentence(standing, machine, { day, lastDay: bill.session.lastDay }, language)}
          </Marked>
        </Verdict>
        {standing.awaits === null ? null : (
          <p className="note">
            {say('state.rule', {
              rule: standing.awaits.rule[language],
              source: standing.awaits.source,
            })}
          </p>
        )}
        {standing.from !== null && disputesOf(bill, standing.from).length > 0 ? (
          <p className="note">{say('dispute.state')}</p>
        ) : null}
        {standing.successors.map((id) => (
          <p key={id} className="prose">
            <Around text={say('state.successor', { bill: '\u0000' })}>
              <Relative id={id} bills={relatives} language={language} />
            </Around>
          </p>
        ))}
        {standing.gaps.map(({ after, on }) => (
          <p key={after} className="note">
            {say('state.gap', {
              after: stateName(machine, after, language),
              day: formatDay(language, on),
            })}
          </p>
        ))}
        {standing.faults.map(({ before, after, entry }) => (
          <p key={entry} className="note">
            {say('state.fault', {
              before: stateName(machine, before, language),
              after: stateName(machine, after, language),
            })}
          </p>
        ))}
        <form className="form form-inline" method="get" action={billPath(language, bill.id)}>
          <TextField
            name="on"
            type="date"
            label={say('on.label')}
            hint={say('on.session', {
              session,
              from: formatDay(language, bill.session.firstDay),
              through: formatDay(language, bill.session.lastDay),
            })}
            value={day}
          />
          <Buttons>
            <Button>{say('on.ask')}</Button>
          </Buttons>
        </form>
      </Section>
      <Section
        title={say('steps.title')}
        note={say('steps.note', { day: formatDay(language, day) })}
        id="steps"
      >
        <Steps {...drawn} chamberName={chamberName} />
      </Section>
      <Section title={say('behind.title')} id="behind">
        <Behind {...drawn} sponsors={sponsors} />
      </Section>
      {votes.length === 0 ? null : (
        <Section title={say('votes.title')} id="votes">
          <ol className="bill-steps">
            {votes.map((vote) => (
              <li key={vote.id}>
                <b>{formatDay(language, vote.content.on)}</b>
                <span>
                  {chamberName(vote.content.chamber)}
                  {' · '}
                  <InItsTongue bill={bill} language={language}>
                    {vote.content.question}
                  </InItsTongue>
                  {' · '}
                  {say(
                    vote.content.passed === null
                      ? 'votes.not known'
                      : vote.content.passed
                        ? 'votes.passed'
                        : 'votes.failed',
                  )}
                  {', '}
                  {vote.content.how === 'recorded'
                    ? say('votes.recorded', {
                        yeas: vote.content.yeas ?? '?',
                        nays: vote.content.nays ?? '?',
                      })
                    : say(`votes.${vote.content.how}`)}
                  {vote.content.how !== 'recorded' ? null : (
                    <span className="bill-line">
                      {say('votes.cast', { count: vote.content.cast.length })}
                    </span>
                  )}
                  {vote.content.cast.length === 0 ? null : (
                    <span className="bill-line">
                      {vote.content.cast.map(({ who, vote: cast }, place) => (
                        <span key={who.person ?? who.name}>
                          {place === 0 ? '' : '; '}
                          <Named who={who} language={language} /> {say(`cast.${cast}`)}
                        </span>
                      ))}
                    </span>
                  )}
                  <EntryFoot entry={vote} {...drawn} />
                </span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {stands.length === 0 ? null : (
        <Section title={say('positions.title')} id="positions">
          <ol className="bill-steps">
            {stands.map((entry) => (
              <li key={entry.id}>
                <b>{formatDay(language, entry.content.on)}</b>
                <span>
                  <Named who={entry.content.who} language={language} />
                  {': '}
                  {say(`stands.${entry.content.stands}`)}, {say(`ground.${entry.content.ground}`)}
                  <span className="bill-line">{entry.content.text}</span>
                  <EntryFoot entry={entry} {...drawn} />
                </span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {related.length === 0 ? null : (
        <Section title={say('related.title')} id="related">
          <ul className="prose">
            {related.map((entry) => (
              <li key={entry.id}>
                <Around text={say(`related.${entry.content.relation}`, { bill: '\u0000' })}>
                  <Relative id={entry.content.bill} bills={relatives} language={language} />
                </Around>{' '}
                <EntryFoot entry={entry} {...drawn} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {campaigns.length === 0 ? null : (
        <Section title={say('asked.title')} id="asked">
          <ul className="prose">
            {campaigns.map(({ name, path }) => (
              <li key={path}>
                <a href={pathIn(language, path)}>{name}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {unknown.length === 0 ? null : (
        <Section title={say('unknown.title')} id="unknown">
          <ul className="prose">
            {unknown.map((entry) => (
              <li key={entry.id}>{say(`unknown.${entry.content.about}`)}</li>
            ))}
          </ul>
        </Section>
      )}
      {bill.summary.length + bill.contains.length === 0 && bill.officialTitle === null ? null : (
        <Section title={say('holds.title')} id="holds">
          {bill.officialTitle === null ? null : (
            <Facts
              rows={[
                {
                  name: say('official title'),
                  value: (
                    <InItsTongue bill={bill} language={language}>
                      {bill.officialTitle}
                    </InItsTongue>
                  ),
                },
              ]}
            />
          )}
          {bill.summary.length + bill.contains.length === 0 ? null : (
            <ul className="prose" lang={bill.language}>
              {[...bill.summary, ...bill.contains].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Section>
      )}
      {mayEnter ? (
        <Section title={say('enter.title', { bill: bill.printed })} note={say('enter.note')} id="enter">
          <Buttons>
            {(['cosponsor', 'sponsor', 'action', 'position'] as const).map((kind) => (
              <ButtonLink key={kind} href={billPath(language, bill.id, `/enter?kind=${kind}`)}>
                {say(`enter.${kind}`)}
              </ButtonLink>
            ))}
          </Buttons>
        </Section>
      ) : null}
      {history}
      <Section wide>
        <p>
          <a href={`/api/v1/bills/${bill.id}?on=${day}`}>{say('data')}</a>
        </p>
      </Section>
    </Page>
  )
}

/** A sentence with something in the place of its mark. */
function Around({ text, children }: { text: string; children: ReactNode }) {
  const [before = '', after = ''] = text.split('\u0000')
  return (
    <>
      {before}
      {children}
      {after}
    </>
  )
}

/** What organisations hold against an entry, the oldest first. */
const disputesOf = (bill: Bill, { key }: BillEntry) =>
  entriesOf(bill, 'dispute').filter(({ content }) => content.of === key)

/** Source of an entry, the door to correct or dispute it, and what is held against it. */
function EntryFoot({ entry, named, ...drawn }: Drawn & { entry: BillEntry; named?: string }) {
  const { bill, language, organisations, mayOf } = drawn
  const say = speak(words, language)
  const may = mayOf(entry)
  return (
    <span className="bill-line">
      <SourceLine entry={entry} organisations={organisations} language={language} />
      {may === null ? null : (
        <>
          {' '}
          <a
            href={billPath(language, bill.id, `/entries/${entry.id}/${may}`)}
            {...(named === undefined ? {} : { 'aria-label': say(`who.${may} named`, { name: named }) })}
          >
            {say(`who.${may}`)}
          </a>
        </>
      )}
      {disputesOf(bill, entry).map((dispute) => (
        <span key={dispute.id} className="bill-line">
          <b>
            {say('dispute.by', {
              organisation: organisations.get(dispute.organisation ?? '') ?? say('dispute.somebody'),
              day: formatDay(language, dispute.at.slice(0, 10)),
            })}
          </b>{' '}
          {dispute.content.text}
          {dispute.content.version === entry.id ? null : ` (${say('dispute.earlier')})`}
          <EntryFoot entry={dispute} named={dispute.content.text.slice(0, 60)} {...drawn} />
        </span>
      ))}
    </span>
  )
}

function Steps({ chamberName, ...drawn }: Drawn & { chamberName: (id: string) => string }) {
  const { bill, language, day, machine } = drawn
  const say = speak(words, language)
  const steps = actionsUntil(bill, day)
  if (steps.length === 0) return <p className="prose">{say('steps.none')}</p>
  return (
    <ol className="bill-steps">
      {steps.map((step) => {
        const { on, by, chamber, text, status, note } = step.content
        return (
          <li key={step.id}>
            <b>
              {on !== null
                ? formatDay(language, on)
                : by !== null
                  ? say('steps.by', { day: formatDay(language, by) })
                  : say('steps.undated')}
            </b>
            <span>
              {chamberName(chamber)}
              {' · '}
              <InItsTongue bill={bill} language={language}>
                {text}
              </InItsTongue>
              {status === null ? null : (
                <span className="bill-line bill-state">
                  {say('steps.state', { state: stateName(machine, status, language) })}
                </span>
              )}
              {note === null ? null : (
                <span className="bill-line">
                  <InItsTongue bill={bill} language={language}>
                    {note}
                  </InItsTongue>
                </span>
              )}
              <EntryFoot entry={step} named={text} {...drawn} />
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function Behind({
  sponsors,
  ...drawn
}: Drawn & { sponsors: (BillEntry & { content: { kind: 'sponsor'; who: Who } })[] }) {
  const { bill, language, day } = drawn
  const say = speak(words, language)
  const cosponsors = cosponsorsOn(bill, day)
  const { printed, difference } = cosponsors
  const rows = [...cosponsors.named, ...cosponsors.withdrawn]
  return (
    <>
      {sponsors.map((entry) => (
        <p key={entry.id} className="prose">
          {say('about.sponsor')}: <Named who={entry.content.who} language={language} />{' '}
          <EntryFoot entry={entry} named={entry.content.who.name} {...drawn} />
        </p>
      ))}
      {cosponsors.unknown ? <p className="prose">{say('behind.unknown')}</p> : null}
      {printed === null ? null : (
        <p className="prose">
          {say('behind.printed', {
            total: formatNumber(language, printed.content.total),
            parties: partiesOf(printed.content.parties),
            count: cosponsors.count,
          })}{' '}
          {printed.content.on === null || printed.content.on === day
            ? ''
            : `${say('behind.then', { day: formatDay(language, printed.content.on) })} `}
          {difference === null || difference === 0
            ? ''
            : difference > 0
              ? say('behind.difference', { missing: difference })
              : say(printed.content.on === null ? 'behind.surplus' : 'behind.surplus then', {
                  surplus: -difference,
                })}{' '}
          <EntryFoot entry={printed} {...drawn} />
        </p>
      )}
      {rows.length === 0 ? null : (
        <>
          <p className="prose">
            {say('behind.counted', {
              count: cosponsors.count,
              all: formatNumber(language, cosponsors.countIncludingWithdrawn),
            })}
          </p>
          <DataTable
            caption={say('about.cosponsors')}
            captionHidden
            columns={[
              { key: 'name', head: say('who.name') },
              { key: 'party', head: say('who.party') },
              { key: 'seat', head: say('who.seat') },
              { key: 'joined', head: say('who.joined') },
              { key: 'withdrawn', head: say('who.withdrawn') },
              { key: 'source', head: say('field.source') },
            ]}
            rows={rows.map((entry) => {
              const { who, joined, original, withdrawn } = entry.content
              return {
                key: entry.id,
                cells: {
                  name: <Named who={{ ...who, party: null, state: null }} language={language} />,
                  party: who.party ?? '',
                  seat: seatOf(who) ?? '',
                  joined:
                    joined === null
                      ? say('steps.undated')
                      : original === true
                        ? say('who.original', { day: formatDay(language, joined) })
                        : formatDay(language, joined),
                  withdrawn: withdrawn === null || withdrawn > day ? '' : formatDay(language, withdrawn),
                  source: <EntryFoot entry={entry} named={who.name} {...drawn} />,
                },
              }
            })}
          />
        </>
      )}
    </>
  )
}

const partiesOf = (parties: Record<string, number> | null): string =>
  parties === null
    ? ''
    : ` (${Object.entries(parties)
        .map(([party, count]) => `${party} ${count}`)
        .join(', ')})`
