import type { Agreement } from '../../compacts/agreement.ts'
import type { Gap } from '../../compacts/gap-codes.ts'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { Button, ButtonLink, Buttons } from '../../ui/form.tsx'
import { formatList, type Language, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { type Clause, clausesOf } from '../clauses.ts'
import type { Objection, Review } from '../schema.ts'
import { words } from '../words.ts'
import { ObjectionList, Reviews } from './objections.tsx'

export type ReviewView = CompactView & {
  /** The text that is being worked on; null when none is. */
  draft: { agreement: Agreement; revision: number } | null
  reviews: Review[]
  objections: Objection[]
  gaps: Gap[]
  may: { review: boolean; answer: boolean }
  /** Groups the reader speaks for: their objections they may withdraw. */
  groups: readonly string[]
}

/** The text in plain words with every objection and answer, and for advisers the way to object. */
export function ReviewPage({ context, view }: { context: PageContext; view: ReviewView }) {
  const { language } = context
  const say = speak(words, language)
  const { compact, draft, may } = view
  const clauses = draft === null ? [] : clausesOf(draft.agreement, language)
  const parts = [...new Set(clauses.map(({ part }) => part))]
  const path = (rest: string) => compactPath(language, compact.id, `/review${rest}`)
  return (
    <CompactFrame context={context} view={view} here="review" title={say('title')} aside={say('lead')}>
      <Section title={say('safety')}>
        <p className="prose">{say('safety.text')}</p>
      </Section>
      <Section title={say('state.title')}>
        <State gaps={view.gaps} any={draft !== null} />
        <h3>{say('reviews.title')}</h3>
        <Reviews reviews={view.reviews} />
        {draft !== null && may.review ? (
          <Buttons>
            <ButtonLink href={path('/hold')}>{say('hold.title')}</ButtonLink>
          </Buttons>
        ) : null}
      </Section>
      <Section title={say('objections.title')} note={say('objections.note')}>
        {view.objections.length === 0 ? (
          <p>{say('objections.none')}</p>
        ) : (
          <ObjectionList
            objections={view.objections}
            agreement={draft?.agreement ?? null}
            actions={(objection) => <Actions objection={objection} view={view} />}
          />
        )}
      </Section>
      {draft === null ? (
        <Section title={say('none.title')}>
          <p>{say('none.text')}</p>
        </Section>
      ) : (
        <>
          <Section title={say('text.title')} note={say('text.note')} id="text">
            <p>
              <a href={compactPath(language, compact.id, '/draft')}>{say('text.whole')}</a>
            </p>
          </Section>
          {parts.map((part) => (
            <Section key={part} title={say(`part.${part}`)}>
              {clauses
                .filter((clause) => clause.part === part)
                .map((clause) => (
                  <PlainClause
                    key={clause.place}
                    clause={clause}
                    objections={standing(view.objections, clause.place)}
                    objectAt={
                      may.review ? path(`/object?${new URLSearchParams({ place: clause.place })}`) : null
                    }
                  />
                ))}
            </Section>
          ))}
        </>
      )}
    </CompactFrame>
  )
}

const standing = (objections: readonly Objection[], place: string) =>
  objections.filter((each) => each.place === place && each.withdrawn === null).length

function State({ gaps, any }: { gaps: readonly Gap[]; any: boolean }) {
  const say = useWords(words)
  const language = useLanguage()
  if (gaps.length === 0) return any ? <p>{say('state.complete')}</p> : null
  return (
    <ul>
      {gaps.map((gap) => (
        <li key={`${gap.code} ${gap.values.group ?? ''}`}>{sayState(gap, language)}</li>
      ))}
    </ul>
  )
}

/** What is still open in a review, as a sentence. */
export function sayState({ code, values }: Gap, language: Language): string {
  const say = speak(words, language)
  if (code === 'review-outdated') {
    const parts = String(values.parts).split(', ')
    const named = parts.map((part) => {
      const word = `part.${part}`
      return Object.hasOwn(words.en, word) ? say(word as keyof typeof words.en) : part
    })
    return say('state.review-outdated', { ...values, parts: formatList(language, named) })
  }
  if (code === 'review-awaited') return say('state.review-awaited', values)
  if (code === 'objection-not-taken-up') return say('state.objection-not-taken-up', values)
  if (code === 'objection-unanswered') return say('state.objection-unanswered', values)
  return say('state.review-not-held')
}

function PlainClause({
  clause,
  objections,
  objectAt,
}: {
  clause: Clause
  objections: number
  objectAt: string | null
}) {
  const say = useWords(words)
  const { plain, written } = clause
  return (
    <div className="prose" id={clause.place.replaceAll('/', '.')}>
      <p>{plain.length > 0 ? plain.join(' ') : (written[0] ?? say('text.empty'))}</p>
      {written.length > (plain.length > 0 ? 0 : 1) ? (
        <details>
          <summary>{say('text.full')}</summary>
          {written.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </details>
      ) : null}
      {objections > 0 || objectAt !== null ? (
        <p>
          {objections > 0 ? `${say('text.objected', { count: objections })}. ` : null}
          {objectAt === null ? null : (
            <a href={objectAt} aria-label={`${say('text.object')}: ${plain[0] ?? clause.place}`}>
              {say('text.object')}
            </a>
          )}
        </p>
      ) : null}
    </div>
  )
}

function Actions({ objection, view }: { objection: Objection; view: ReviewView }) {
  const say = useWords(words)
  const language = useLanguage()
  const path = compactPath(language, view.compact.id, `/review/objections/${objection.id}`)
  if (objection.withdrawn !== null) return null
  return (
    <>
      {view.may.answer ? (
        <p>
          <a href={`${path}/answer`}>
            {say(objection.answers.length === 0 ? 'answer.link' : 'answer.again')}
          </a>
        </p>
      ) : null}
      {view.may.review && view.groups.includes(objection.organisation.id) ? (
        <form method="post" action={`${path}/withdraw`}>
          <OnceField />
          <Buttons>
            <Button>{say('object.withdraw')}</Button>
          </Buttons>
        </form>
      ) : null}
    </>
  )
}
