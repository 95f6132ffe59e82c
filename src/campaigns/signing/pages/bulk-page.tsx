import { Button, Buttons, ChoiceField, ErrorSummary, type FieldError, TextField } from '../../../ui/form.tsx'
import { formatDay, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence } from '../../../ui/section.tsx'
import { campaignPath, manageCrumbs } from '../../coalition/pages/frame.tsx'
import type { Campaign } from '../../coalition/schema.ts'
import { type Sent, textIn } from '../../desk.ts'
import { type BulkReason, bulkReasons } from '../bulk.ts'
import { words } from '../words/words.ts'

export type BulkAct = {
  id: string
  reason: BulkReason
  why: string
  expected: number
  made: string
  undone: string | null
  undoneWhy: string | null
}

/** Taking many signatures back, and giving them back: numbers only, never who signed. */
export function BulkPage({
  context,
  campaign,
  sent,
  errors,
  found,
  acts,
}: {
  context: PageContext
  campaign: Campaign
  sent: Sent
  errors: FieldError[]
  /** What the conditions take; null before anybody looked. */
  found: { pending: number; validated: number; all: number } | null
  acts: BulkAct[]
}) {
  const { language } = context
  const say = speak(words, language)
  const at = (field: string) => errors.find((error) => error.field === field)?.message
  const text = (name: string) => ({ name, value: textIn(sent, name), error: at(name) })
  const here = campaignPath(language, campaign.slug, '/manage/signatures')
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('bulk.title')}
      crumbs={[...manageCrumbs(language, campaign), { name: say('bulk.title') }]}
      indexed={false}
    >
      <Opening title={say('bulk.title')}>
        <p className="prose">{say('bulk.text')}</p>
      </Opening>
      <Section wide>
        <form className="form" method="get" action={here}>
          <ErrorSummary errors={errors} />
          <TextField
            {...text('domain')}
            label={say('bulk.domain')}
            hint={say('bulk.domain hint')}
            optional
            exact
          />
          <TextField {...text('from')} label={say('bulk.from')} hint={say('bulk.time hint')} optional exact />
          <TextField
            {...text('before')}
            label={say('bulk.before')}
            hint={say('bulk.time hint')}
            optional
            exact
          />
          <Buttons>
            <Button first={found === null || found.all === 0}>{say('bulk.look')}</Button>
          </Buttons>
        </form>
      </Section>
      {found === null ? null : (
        <Section id="found">
          <Sentence>{say('bulk.found', { n: found.all, ...found })}</Sentence>
          {found.all === 0 ? null : (
            <form className="form" method="post" action={here}>
              <OnceField />
              {['domain', 'from', 'before'].map((name) => (
                <input key={name} type="hidden" name={name} value={textIn(sent, name)} />
              ))}
              <input type="hidden" name="expected" value={found.all} />
              <ChoiceField
                name="reason"
                label={say('bulk.reason')}
                options={bulkReasons.map((reason) => ({ value: reason, name: say(`why.${reason}`) }))}
                chosen={[textIn(sent, 'reason') || 'bulk']}
              />
              <TextField
                {...text('why')}
                label={say('bulk.why')}
                hint={say('bulk.why hint')}
                rows={2}
                required
              />
              <Buttons>
                <Button first>{say('bulk.take')}</Button>
              </Buttons>
            </form>
          )}
        </Section>
      )}
      {acts.length === 0 ? null : (
        <Section title={say('bulk.acts')}>
          {acts.map((act) => (
            <div key={act.id}>
              <p className="prose">
                {say('bulk.act', {
                  day: formatDay(language, act.made),
                  n: act.expected,
                  reason: say(`why.${act.reason}`),
                })}{' '}
                {act.why}
              </p>
              {act.undone === null ? (
                <form className="form" method="post" action={`${here}/undo`}>
                  <OnceField />
                  <input type="hidden" name="act" value={act.id} />
                  <TextField name={`why-${act.id}`} label={say('bulk.why')} rows={2} required />
                  <Buttons>
                    <Button>{say('bulk.undo')}</Button>
                  </Buttons>
                </form>
              ) : (
                <p className="note">
                  {say('bulk.undone', { day: formatDay(language, act.undone), why: act.undoneWhy ?? '' })}
                </p>
              )}
            </div>
          ))}
        </Section>
      )}
    </Page>
  )
}
