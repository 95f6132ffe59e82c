import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  type Option,
  SelectField,
  TextField,
} from '../../../ui/form.tsx'
import { capital, pathIn, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { listIn, type Sent, textIn } from '../../desk.ts'
import { positions } from '../../ledger/entry.ts'
import type { PackCard } from '../../legislatures/schema.ts'
import { type factFields, labelOf, type TypedKind } from '../forms.ts'
import type { Bill } from '../schema.ts'
import { words } from '../words.ts'
import { billPath, citation, type Machine } from './frame.tsx'

/** The form in which a fact of a bill is entered, or corrected. */
export function FactPage({
  context,
  bill,
  kind,
  entry,
  disputed,
  machine,
  chambers,
  organisation,
  sent,
  errors,
}: {
  context: PageContext
  bill: Bill
  kind: TypedKind
  /** The entry that is corrected; null for a new one. */
  entry: string | null
  /** The entry that is disputed, and what it says; null otherwise. */
  disputed: { id: string; said: string } | null
  machine: Machine
  chambers: PackCard['chambers']
  /** For whom it is entered; null for the house. */
  organisation: { id: string; name: string } | null
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const title = say(entry === null ? `enter.${kind}` : 'correct.title', { bill: bill.printed })
  const of = (name: Exclude<(typeof factFields)[number], 'fact'>) => ({
    name,
    label: labelOf(say, kind, name),
    value: textIn(sent, name),
    error: errors.find(({ field }) => field === name)?.message,
  })
  const options = (names: readonly string[], wordOf: (name: string) => string): Option[] =>
    names.map((value) => ({ value, name: capital(language, wordOf(value)) }))
  const speaker = organisation === null ? '' : `organisation=${organisation.id}`
  const action = billPath(
    language,
    bill.id,
    entry !== null
      ? `/entries/${entry}/correct`
      : disputed !== null
        ? `/entries/${disputed.id}/dispute?${speaker}`
        : `/enter?kind=${kind}&${speaker}`,
  )
  return (
    <Page
      {...context}
      section="campaigns"
      title={title}
      indexed={false}
      crumbs={[
        { name: say('title'), href: pathIn(language, '/bills') },
        { name: bill.printed, href: billPath(language, bill.id) },
        { name: title },
      ]}
    >
      <Opening title={title}>
        <p className="prose">{citation(bill, language)}</p>
        {disputed === null ? null : <p className="prose">{say('dispute.about', { fact: disputed.said })}</p>}
        <p className="prose">
          {say(disputed !== null ? 'dispute.note' : entry === null ? 'enter.note' : 'correct.note')}
        </p>
        <p className="note">
          {organisation === null
            ? say('source.house')
            : say('source.typed', { organisation: organisation.name })}
        </p>
      </Opening>
      <Section wide>
        <form className="form" method="post" action={action}>
          <ErrorSummary errors={errors} />
          <OnceField />
          {kind === 'action' || kind === 'dispute' ? null : (
            <TextField {...of('who')} hint={say('field.who hint')} autoComplete="off" />
          )}
          {kind === 'cosponsor' ? (
            <>
              <TextField {...of('joined')} type="date" optional hint={say('field.on hint')} />
              <ChoiceField
                name="original"
                label={say('field.original')}
                options={(['unknown', 'yes', 'no'] as const).map((value) => ({
                  value,
                  name: capital(language, say(`original.${value}`)),
                }))}
                chosen={[textIn(sent, 'original') || 'unknown']}
                error={errors.find(({ field }) => field === 'original')?.message}
              />
              <TextField {...of('withdrawn')} type="date" optional />
            </>
          ) : kind === 'dispute' ? (
            <TextField {...of('text')} rows={4} />
          ) : (
            <TextField
              {...of('on')}
              type="date"
              optional={kind !== 'position'}
              {...(kind === 'position' ? {} : { hint: say('field.on hint') })}
            />
          )}
          {kind === 'action' ? (
            <>
              <TextField {...of('by')} type="date" optional />
              <SelectField
                {...of('chamber')}
                options={[
                  ...chambers.map((each) => ({ value: each.id, name: each.name[language] })),
                  { value: 'executive', name: say('executive') },
                ]}
              />
              <TextField {...of('text')} rows={3} lang={bill.language} />
              <SelectField
                {...of('status')}
                options={[
                  { value: '', name: say('status.same') },
                  ...options(
                    Object.keys(machine?.states ?? {}),
                    (state) => machine?.states[state]?.name[language] ?? state,
                  ),
                ]}
              />
            </>
          ) : null}
          {kind === 'position' ? (
            <>
              <SelectField
                {...of('stands')}
                options={positions.map((value) => ({
                  value,
                  name: capital(language, say(`stands.${value}`)),
                }))}
              />
              <SelectField
                {...of('ground')}
                options={(['letter', 'statement'] as const).map((value) => ({
                  value,
                  name: capital(language, say(`ground.${value}`)),
                }))}
              />
              <TextField {...of('text')} rows={3} lang={bill.language} />
            </>
          ) : null}
          <TextField {...of('source')} hint={say('field.source hint')} />
          <TextField {...of('address')} type="url" optional />
          {entry === null ? null : (
            <>
              <ChoiceField
                name="back"
                kind="checkbox"
                label={say('field.back')}
                hint={say('field.back hint')}
                options={[{ value: 'yes', name: say('back.yes') }]}
                chosen={[...listIn(sent, 'back')]}
              />
              <TextField {...of('why')} rows={2} />
            </>
          )}
          <Buttons>
            <Button first>
              {say(disputed !== null ? 'form.dispute' : entry === null ? 'form.save' : 'form.correct')}
            </Button>
            <ButtonLink href={billPath(language, bill.id)}>{say('form.back')}</ButtonLink>
          </Buttons>
        </form>
      </Section>
    </Page>
  )
}
