import { Button, Buttons, ChoiceField, type Option, SelectField, TextField } from '../../ui/form.tsx'
import { formatDay, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Section } from '../../ui/section.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import type { Agreement } from '../agreement.ts'
import type { Comment } from '../comments.ts'
import { words } from '../words/words.ts'
import { ActionForm, type Returned } from './action-form.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'
import { addressOf, placeName } from './places.ts'

/** Comments with the names that may be shown beside them. */
export type Comments = {
  list: readonly Comment[]
  /** Names of people by id; one that is not there was erased. */
  people: ReadonlyMap<string, string>
  organisations: ReadonlyMap<string, string>
  /** Whether the reader may write, answer and close. */
  mayWrite: boolean
}

/** What was said about some places of the document, and a form to say more. */
export function CommentsSection({
  id,
  comments,
  places,
  agreement,
  back,
  returned,
}: {
  id: string
  comments: Comments
  /** Where something may be said here; the first is taken unless another is chosen. */
  places: readonly Option[]
  agreement: Agreement | null
  /** Where who wrote comes back to: a path of this compact. */
  back: string
  returned: Returned
}) {
  const language = useLanguage()
  const say = speak(words, language)
  const action = compactPath(language, id, '/comments')
  return (
    <Section title={say('comments.title')} note={say('comments.note')} id="comments">
      <CommentList id={id} comments={comments} agreement={agreement} back={back} returned={returned} />
      {comments.mayWrite && places.length > 0 ? (
        <ActionForm
          name="comment"
          action={action}
          submit={say('comments.submit')}
          returned={returned}
          hidden={{ back }}
        >
          {(typed, errorOf, field) => (
            <>
              <SelectField
                name={field('place')}
                label={say('comments.place')}
                value={typed.place}
                error={errorOf('place')}
                options={[...places]}
              />
              <TextField
                name={field('text')}
                rows={4}
                label={say('comments.text')}
                hint={say('comments.text hint')}
                value={typed.text}
                error={errorOf('text')}
              />
              <ChoiceField
                name={field('blocking')}
                kind="checkbox"
                label={say('comments.weight')}
                chosen={[typed.blocking ?? '']}
                options={[{ value: 'yes', name: say('comments.blocking yes') }]}
              />
            </>
          )}
        </ActionForm>
      ) : null}
    </Section>
  )
}

function CommentList({
  id,
  comments,
  agreement,
  back,
  returned,
}: {
  id: string
  comments: Comments
  agreement: Agreement | null
  back: string
  returned: Returned
}) {
  const language = useLanguage()
  const say = speak(words, language)
  const who = (person: string | null, organisation: string | null) =>
    [
      person === null ? null : (comments.people.get(person) ?? say('text.erased')),
      organisation === null ? null : (comments.organisations.get(organisation) ?? null),
    ]
      .filter((each) => each !== null)
      .join(', ')
  if (comments.list.length === 0) return <p className="prose">{say('comments.none')}</p>
  return (
    <ol className="standing-list">
      {comments.list.map((each) => {
        const path = compactPath(language, id, `/comments/${each.id}`)
        return (
          <li key={each.id} id={`comment-${each.id}`}>
            <p className="note">
              <a href={compactPath(language, id, addressOf(each.place, agreement))}>
                {placeName(each.place, agreement, language)}
              </a>{' '}
              · {who(each.by, each.organisation)} · {formatDay(language, each.at.slice(0, 10))}
              {each.blocking ? <b className="block">{say('comments.blocks')}</b> : null}
            </p>
            <p className="prose" dir="auto">
              {each.text}
            </p>
            {each.answers.map((answer) => (
              <div key={answer.id}>
                <p className="note">
                  {say('comments.answered')} · {who(answer.by, answer.organisation)} ·{' '}
                  {formatDay(language, answer.at.slice(0, 10))}
                </p>
                <p className="prose" dir="auto">
                  {answer.text}
                </p>
              </div>
            ))}
            {each.closed !== null ? (
              <p className="note">
                <b>{say('comments.closed', { day: formatDay(language, each.closed.slice(0, 10)) })}</b>{' '}
                {each.settled}
              </p>
            ) : comments.mayWrite ? (
              <details open={returned.form === `answer-${each.id}` || returned.form === `close-${each.id}`}>
                <summary>{say('comments.answer or close')}</summary>
                <div className="columns columns-2">
                  <ActionForm
                    name={`answer-${each.id}`}
                    action={`${path}/answer`}
                    submit={say('comments.answer')}
                    returned={returned}
                    hidden={{ back }}
                  >
                    {(typed, errorOf, field) => (
                      <TextField
                        name={field('text')}
                        rows={3}
                        label={say('comments.your answer')}
                        value={typed.text}
                        error={errorOf('text')}
                      />
                    )}
                  </ActionForm>
                  <ActionForm
                    name={`close-${each.id}`}
                    action={`${path}/close`}
                    submit={say('comments.close')}
                    returned={returned}
                    hidden={{ back }}
                  >
                    {(typed, errorOf, field) => (
                      <TextField
                        name={field('settled')}
                        rows={3}
                        label={say('comments.settled')}
                        value={typed.settled}
                        error={errorOf('settled')}
                      />
                    )}
                  </ActionForm>
                </div>
              </details>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

/** Every comment of a compact, or those on one place and below it. */
export function CommentsPage({
  context,
  view,
  agreement,
  place,
  open,
  comments,
  places,
  returned,
}: {
  context: PageContext
  view: CompactView
  agreement: Agreement | null
  place: string | null
  open: boolean
  comments: Comments
  places: readonly Option[]
  returned: Returned
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const path = compactPath(language, id, '/comments')
  return (
    <CompactFrame
      context={context}
      view={view}
      here="comments"
      title={
        place === null
          ? say('comments.title')
          : say('comments.on', { place: placeName(place, agreement, language) })
      }
    >
      <Section wide>
        <form className="form form-inline" method="get" action={path}>
          {place === null ? null : <input type="hidden" name="place" value={place} />}
          <SelectField
            name="open"
            label={say('comments.which')}
            value={open ? 'yes' : ''}
            options={[
              { value: '', name: say('comments.all') },
              { value: 'yes', name: say('comments.open only') },
            ]}
          />
          <Buttons>
            <Button>{say('list.filter')}</Button>
          </Buttons>
        </form>
        {place === null ? null : (
          <p className="prose">
            <a href={path}>{say('comments.everywhere')}</a>
          </p>
        )}
      </Section>
      <CommentsSection
        id={id}
        comments={comments}
        places={places}
        agreement={agreement}
        back={`/compacts/${id}/comments${place === null ? '' : `?place=${encodeURIComponent(place)}`}`}
        returned={returned}
      />
    </CompactFrame>
  )
}
