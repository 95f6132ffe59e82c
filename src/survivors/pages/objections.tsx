import type { ReactNode } from 'react'
import type { Agreement } from '../../compacts/agreement.ts'
import { hasPlace } from '../../compacts/elements.ts'
import { formatDay } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { placeName } from '../clauses.ts'
import type { Objection, Review } from '../schema.ts'
import { words } from '../words.ts'

const dayOf = (moment: string) => moment.slice(0, 10)

/** Objections with their answers, one below the other. */
export function ObjectionList({
  objections,
  agreement,
  actions,
}: {
  objections: readonly Objection[]
  /** The text they are about, to name the clause; null where none is at hand. */
  agreement: Agreement | null
  /** What the reader can do with one. */
  actions?: (objection: Objection) => ReactNode
}) {
  const say = useWords(words)
  const language = useLanguage()
  return (
    <>
      {objections.map((objection) => {
        const { id, place, text, instead, by, organisation, at, withdrawn, answers } = objection
        const day = formatDay(language, dayOf(at))
        const group = organisation.name
        return (
          <article key={id} id={id} className="prose">
            <h3>{placeName(agreement, place, language)}</h3>
            <p className="note">
              {by === null
                ? say('objection.who', { group, day })
                : say('objection.who by', { name: by, group, day })}
              {' · '}
              {say(objection.public ? 'objection.public' : 'objection.parties')}
            </p>
            {agreement !== null && !hasPlace(agreement, place) ? <p>{say('objection.gone')}</p> : null}
            <Paragraphs text={text} />
            {instead === null ? null : (
              <>
                <p>
                  <strong>{say('objection.instead')}</strong>
                </p>
                <Paragraphs text={instead} />
              </>
            )}
            {withdrawn === null ? null : (
              <p>{say('objection.withdrawn', { day: formatDay(language, dayOf(withdrawn)) })}</p>
            )}
            {answers.length === 0 && withdrawn === null ? <p>{say('answer.none')}</p> : null}
            {answers.map((answer) => (
              <div key={answer.id} className="prose">
                <p>
                  <strong>
                    {say('answer.head', {
                      group: answer.organisation.name,
                      day: formatDay(language, dayOf(answer.at)),
                      outcome: say(`outcome.${answer.outcome}`),
                    })}
                  </strong>
                </p>
                <Paragraphs text={answer.text} />
              </div>
            ))}
            {actions?.(objection)}
          </article>
        )
      })}
    </>
  )
}

/** Reviews that were held, the latest first. */
export function Reviews({ reviews }: { reviews: readonly Review[] }) {
  const say = useWords(words)
  const language = useLanguage()
  if (reviews.length === 0) return <p>{say('reviews.none')}</p>
  return (
    <ul>
      {reviews.map(({ id, heldOn, organisation, how, revision, by }) => (
        <li key={id}>
          {say('reviews.one', {
            day: formatDay(language, heldOn),
            group: organisation.name,
            how: say(`how.${how}`),
            revision,
          })}
          {by === null ? '' : ` ${say('reviews.by', { name: by })}`}
        </li>
      ))}
    </ul>
  )
}

function Paragraphs({ text }: { text: string }) {
  return text.split(/\n{2,}/).map((paragraph) => (
    <p key={paragraph} className="prose" dir="auto">
      {paragraph}
    </p>
  ))
}

/** For the public page of a compact: reviews held, public objections with their answers, how many are not public. */
export function PublicReview({
  reviews,
  objections,
  notPublic,
  agreement,
}: {
  reviews: readonly Review[]
  objections: readonly Objection[]
  notPublic: number
  agreement: Agreement | null
}) {
  const say = useWords(words)
  return (
    <Section title={say('title')}>
      <h3>{say('reviews.title')}</h3>
      <Reviews reviews={reviews} />
      <h3>{say('objections.title')}</h3>
      {objections.length === 0 ? null : <ObjectionList objections={objections} agreement={agreement} />}
      {objections.length + notPublic === 0 ? (
        <p>{say('objections.none')}</p>
      ) : (
        <p>{say('objections.not public', { count: notPublic })}</p>
      )}
    </Section>
  )
}
