import { Button, Buttons, ErrorSummary, type FieldError, TextField } from '../../../ui/form.tsx'
import { formatDay, type Language, speak } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { richText } from '../../../ui/rich.tsx'
import { Section, Verdict } from '../../../ui/section.tsx'
import { type Answered, sayFault, sayWhy } from '../answer.ts'
import { type Candidate, wholeOf } from '../look-up.ts'
import { placeIn } from '../places.ts'
import type { Office, Pack, PackCard } from '../schema.ts'
import { pageWords } from '../words/pages.ts'
import { legislatureWords } from '../words.ts'
import { asKnown, KnownFaults, legislatorPath, OfficeLines, PackSources, telephone } from './frame.tsx'

/** The form and its answer: who represents a code on a day. */
export function RepresentPage({
  context,
  typed,
  day,
  sessions,
  answered,
}: {
  context: PageContext
  typed: string | null
  day: string
  sessions: PackCard['session'][]
  /** Null while nothing was asked. */
  answered: Answered | null
}) {
  const { language } = context
  const say = speak(pageWords, language)
  const fault = answered?.result.fault ?? null
  const said = fault === null ? null : sayFault(fault, { asOf: day, pack: answered?.pack ?? null }, language)
  const errors: FieldError[] =
    fault === null || said === null
      ? []
      : [
          {
            field: fault.kind === 'day' || fault.kind === 'no-pack' ? 'day' : 'code',
            message: `${said.message} ${said.remedy}`,
          },
        ]
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.message
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('find.title')}
      description={say('find.note')}
      crumbs={[{ name: say('find.title') }]}
      indexed={typed === null}
    >
      <Opening title={say('find.promise')}>
        <p className="prose">{say('find.note')}</p>
      </Opening>
      <Section wide>
        <ErrorSummary errors={errors} />
        <form className="form form-inline" method="get">
          <TextField
            name="code"
            label={say('find.code')}
            value={typed ?? ''}
            error={errorOf('code')}
            inputMode="numeric"
            autoComplete="postal-code"
            exact
          />
          <TextField name="day" label={say('find.day')} type="date" value={day} error={errorOf('day')} />
          <Buttons>
            <Button first>{say('find.ask')}</Button>
          </Buttons>
        </form>
        <p className="note">
          {say('find.days', {
            sessions: sessions
              .map(
                ({ firstDay, lastDay }) =>
                  `${formatDay(language, firstDay)} – ${formatDay(language, lastDay)}`,
              )
              .join('; '),
          })}
        </p>
      </Section>
      {answered === null || fault !== null || answered.pack === null ? null : (
        <Answer answered={answered} pack={answered.pack} language={language} />
      )}
    </Page>
  )
}

function Answer({ answered, pack, language }: { answered: Answered; pack: Pack; language: Language }) {
  const say = speak(pageWords, language)
  const { result, map } = answered
  const { certainty, candidates, asOf } = result
  const named = candidates.filter(({ name }) => name !== null).length
  const code = result.code ?? result.typed
  const values = {
    code,
    day: formatDay(language, asOf),
    people: named,
    vacant: candidates.filter(({ vacant }) => vacant).length,
  }
  const wholes = [...new Set(candidates.map(({ seat }) => wholeOf(seat.division)))]
  return (
    <>
      <Section wide>
        <Verdict>
          {richText(say(certainty === 'split' ? 'result.split' : 'result.certain', values), {
            strong: (text) => <strong>{text}</strong>,
          })}
        </Verdict>
        {result.repaired ? (
          <p className="note">{say('result.repaired', { typed: result.typed, code })}</p>
        ) : null}
        {wholes.map((whole) => {
          const own = candidates.filter(({ seat }) => wholeOf(seat.division) === whole)
          return (
            <div key={whole} className="represent-state">
              {wholes.length > 1 ? <h2>{placeIn(pack, whole, language)}</h2> : null}
              <ul className="represent">
                {own.map((each) => (
                  <li key={each.seat.seat}>
                    <Card
                      candidate={each}
                      pack={pack}
                      code={code}
                      language={language}
                      level={wholes.length > 1 ? 3 : 2}
                    />
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
      </Section>
      <Section title={say('result.why')}>
        <ul className="prose">
          {sayWhy(result, pack, language).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
      {certainty === 'split' ? (
        <Section title={say('result.decides')}>
          <p className="prose">{speak(legislatureWords, language)('decidedBy.address')}</p>
        </Section>
      ) : null}
      {map === null ? null : (
        <Section title={say('result.map')}>
          <p className="prose">
            {say('result.mapHeld', {
              name: map.card.name[language],
              from: formatDay(language, map.card.from),
              through: formatDay(language, map.card.through),
            })}
          </p>
          <KnownFaults faults={result.faults} language={language} />
          <PackSources sources={[...map.card.sources, ...pack.card.sources]} language={language} />
        </Section>
      )}
    </>
  )
}

/** Somebody who holds a seat, or why nobody is named for it. */
function Card({
  candidate: { seat, person, name, party, vacant },
  pack,
  code,
  language,
  level,
}: {
  candidate: Candidate
  pack: Pack
  code: string
  language: Language
  level: 2 | 3
}) {
  const say = speak(pageWords, language)
  const Heading = level === 3 ? 'h3' : 'h2'
  const title = pack.card.titles[seat.title]?.[language] ?? seat.title
  const offices = pack.offices.filter((each) => person !== null && each.person === person)
  const phone = pack.contacts.find((each) => each.person === person && each.kind === 'phone')?.value
  const near = nearest(offices, code)
  return (
    <>
      <p className="note">
        {title} · {placeIn(pack, seat.division, language)}
      </p>
      {name === null || person === null ? (
        <>
          <Heading className={vacant ? undefined : 'represent-unknown'}>
            {say(vacant ? 'card.vacant' : 'card.notKnown')}
          </Heading>
          {vacant ? <p className="note">{asKnown(language, pack.card.asOf)}</p> : null}
        </>
      ) : (
        <>
          <Heading>
            <a href={legislatorPath(language, person)}>{name}</a>
          </Heading>
          <p className="note">{[party, ...(seat.voting ? [] : [say('card.noVote')])].join(' · ')}</p>
          {phone === undefined ? null : (
            <p>
              {say('card.phone')} <a href={telephone(phone)}>{phone}</a>
            </p>
          )}
          {near === null ? (
            <p className="note">{say('card.noOffices')}</p>
          ) : (
            <>
              <p className="note">{say(near.sure ? 'card.near' : 'card.office')}</p>
              <OfficeLines office={near.office} language={language} />
              {offices.length > 1 ? (
                <p>
                  <a href={`${legislatorPath(language, person)}#offices`}>
                    {say('card.offices', { count: offices.length })}
                  </a>
                </p>
              ) : null}
            </>
          )}
          <p className="note">{asKnown(language, pack.card.asOf)}</p>
        </>
      )}
    </>
  )
}

/** The office whose postal code shares most of its beginning with the one asked for; sure where that is at least three digits. */
export function nearest(offices: Office[], code: string): { office: Office; sure: boolean } | null {
  const shared = ({ postalCode }: Office) => {
    let length = 0
    while (length < 5 && postalCode?.[length] === code[length]) length++
    return length
  }
  const [best] = [...offices].sort((a, b) => shared(b) - shared(a))
  return best === undefined ? null : { office: best, sure: shared(best) >= 3 }
}
