import { DataTable } from '../../../ui/data-table.tsx'
import {
  Button,
  ButtonLink,
  Buttons,
  ChoiceField,
  ErrorSummary,
  type FieldError,
  TextField,
} from '../../../ui/form.tsx'
import { formatDay, formatNumber, speak } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Facts, Section, Sentence } from '../../../ui/section.tsx'
import { campaignPath, manageCrumbs, Paragraphs } from '../../coalition/pages/frame.tsx'
import { type Campaign, wordsFor } from '../../coalition/schema.ts'
import { type Sent, textIn } from '../../desk.ts'
import type { Signer } from '../../signing/signer.ts'
import type { Behind } from '../file.ts'
import { type Delivery, deliveryChannels, nextStates, type Recipient } from '../schema.ts'
import type { Letter } from '../store.ts'
import { words } from '../words/words.ts'

/** Offices told in one table; a petition of a whole country has hundreds. */
const MOST = 60

export type Waiting = { ask: Letter; offices: (Recipient & { waiting: number; all: number })[] }

/** What waits, and what was handed over: numbers by office, no names. */
export function DeliveriesPage({
  context,
  campaign,
  waiting,
  deliveries,
  today,
  errors = [],
}: {
  context: PageContext
  campaign: Campaign
  waiting: Waiting[]
  deliveries: Delivery[]
  today: string
  errors?: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const here = campaignPath(language, campaign.slug, '/manage/deliveries')
  const number = (n: number) => formatNumber(language, n)
  const putUp = together(deliveries).map((each) => {
    const words = waiting.find(({ ask }) => ask.key === each.ask)?.ask.words
    return {
      ...each,
      ask: (words && wordsFor(words, language, campaign.languages)?.words.title) ?? each.ask,
    }
  })
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('title')}
      crumbs={[...manageCrumbs(language, campaign), { name: say('title') }]}
      indexed={false}
    >
      <Opening title={say('title')}>
        <p className="prose">{say('intro')}</p>
      </Opening>
      <Section title={say('waiting.title')} note={say('waiting.note')}>
        {waiting.length === 0 ? <Sentence>{say('waiting.no letter')}</Sentence> : null}
        {waiting.map(({ ask, offices }) => {
          const title = wordsFor(ask.words, language, campaign.languages)?.words.title ?? ask.key
          const shown = offices.slice(0, MOST)
          return offices.length === 0 ? (
            <Sentence key={ask.id}>
              {title}: {say('waiting.none')}
            </Sentence>
          ) : (
            <div key={ask.id}>
              <DataTable
                caption={title}
                columns={[
                  { key: 'office', head: say('column.office') },
                  { key: 'code', head: say('column.code') },
                  { key: 'waiting', head: say('column.waiting'), number: true },
                  { key: 'all', head: say('column.all'), number: true },
                ]}
                rows={shown.map(({ key, office, code, waiting: n, all, vacant }) => ({
                  key,
                  cells: {
                    // The name leads on: what stands in the last column is out of sight on a phone.
                    office:
                      vacant || n === 0 ? (
                        office || say('office.whole')
                      ) : (
                        <a href={`${here}?${new URLSearchParams({ ask: ask.key, to: key })}`}>
                          {office || say('office.whole')}
                        </a>
                      ),
                    code: vacant ? say('office.vacant') : (code ?? '–'),
                    waiting: number(n),
                    all: number(all),
                  },
                }))}
              />
              {offices.filter(({ waiting: n, vacant }) => n > 0 && !vacant).length > 1 ? (
                <p className="prose">
                  <a href={`${here}?${new URLSearchParams({ ask: ask.key, to: 'all' })}`}>
                    {say('hand over all', {
                      n: offices.filter(({ waiting: n, vacant }) => n > 0 && !vacant).length,
                    })}
                  </a>
                </p>
              ) : null}
              {offices.length > shown.length ? (
                <p className="note">{say('waiting.more', { n: offices.length - shown.length })}</p>
              ) : null}
            </div>
          )
        })}
      </Section>
      <Section title={say('list.title')}>
        {deliveries.length === 0 ? (
          <Sentence>{say('list.none')}</Sentence>
        ) : (
          <DataTable
            caption={say('list.title')}
            captionHidden
            columns={[
              { key: 'office', head: say('column.office') },
              { key: 'day', head: say('column.day') },
              { key: 'channel', head: say('column.channel') },
              { key: 'letters', head: say('column.letters'), number: true },
              { key: 'state', head: say('column.state') },
            ]}
            rows={deliveries.map(({ id, office, channel, letters, steps, now }) => ({
              key: id,
              cells: {
                office: <a href={`${here}/${id}`}>{office}</a>,
                day: formatDay(language, now.on),
                channel: say(`channel.${channel}`),
                letters: number(steps.findLast(({ held }) => held !== null)?.held?.letters ?? letters),
                state: say(`state.${now.state}`),
              },
            }))}
          />
        )}
      </Section>
      {putUp.length === 0 ? null : (
        <Section title={say('all sent.title')}>
          <form className="form" method="post" action={`${here}/sent`}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <ChoiceField
              name="which"
              label={say('all sent.which')}
              error={errors.find(({ field }) => field === 'which')?.message}
              options={putUp.map(({ key, ask, channel, n }) => ({
                value: key,
                name: say('all sent.one', { title: ask, channel: say(`channel.${channel}`), n }),
              }))}
              chosen={[]}
            />
            <TextField
              name="on"
              label={say('one.on')}
              type="date"
              value={today}
              error={errors.find(({ field }) => field === 'on')?.message}
              required
            />
            <Buttons>
              <Button>{say('one.say')}</Button>
            </Buttons>
          </form>
        </Section>
      )}
    </Page>
  )
}

/** Deliveries that nobody said anything of yet, by ask and channel; told together where there are several. */
function together(
  deliveries: readonly Delivery[],
): { key: string; ask: string; channel: Delivery['channel']; n: number }[] {
  const by = new Map<string, { key: string; ask: string; channel: Delivery['channel']; n: number }>()
  for (const { ask, channel, now } of deliveries) {
    if (now.state !== 'queued') continue
    const key = `${channel} ${ask.key}`
    const known = by.get(key) ?? { key, ask: ask.key, channel, n: 0 }
    by.set(key, { ...known, n: known.n + 1 })
  }
  return [...by.values()].filter(({ n }) => n > 1)
}

/** The form that puts letters up for delivery to one office. */
export function HandOverPage({
  context,
  campaign,
  ask,
  recipient,
  waiting,
  whole,
  sent,
  errors,
}: {
  context: PageContext
  campaign: Campaign
  ask: Letter
  recipient: Pick<Recipient, 'key' | 'office'>
  waiting: number
  /** Which of them can go as messages of the Congress; null where the office takes none. */
  whole: { n: number; behind: Behind } | null
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const here = campaignPath(language, campaign.slug, '/manage/deliveries')
  const text = (name: string) => ({
    name,
    value: textIn(sent, name),
    error: errors.find(({ field }) => field === name)?.message,
  })
  const channels = deliveryChannels.filter((each) => each !== 'cwc' || (whole !== null && whole.n > 0))
  const office = recipient.office === '' ? say('office.whole') : recipient.office
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('make.title')}
      crumbs={[
        ...manageCrumbs(language, campaign),
        { name: say('title'), href: here },
        { name: say('make.title') },
      ]}
      indexed={false}
    >
      <Opening title={say('make.title')}>
        <p className="prose">{say('make.waiting', { n: waiting, office })}</p>
      </Opening>
      <Section wide>
        {whole === null || waiting === 0 ? null : (
          <>
            <Sentence>{say('make.whole', { n: whole.n })}</Sentence>
            {Object.keys(whole.behind).length === 0 ? null : (
              <>
                <Sentence>{say('make.left')}</Sentence>
                <ul className="prose">
                  {(Object.entries(whole.behind) as [keyof Behind, number][]).map(([why, n]) => (
                    <li key={why}>{say(`missing.${why}`, { n })}</li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
        {waiting === 0 ? (
          <>
            <ErrorSummary errors={errors} />
            <Buttons>
              <ButtonLink href={here}>{say('title')}</ButtonLink>
            </Buttons>
          </>
        ) : (
          <form className="form" method="post" action={here}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <input type="hidden" name="ask" value={ask.key} />
            <input type="hidden" name="to" value={recipient.key} />
            <ChoiceField
              name="channel"
              label={say('make.channel')}
              error={errors.find(({ field }) => field === 'channel')?.message}
              options={channels.map((each) => ({ value: each, name: say(`channel.${each}`) }))}
              chosen={[textIn(sent, 'channel') || (channels[0] ?? 'post')]}
            />
            {recipient.office === '' ? (
              <TextField {...text('office')} label={say('make.office')} required />
            ) : null}
            {channels.includes('cwc') ? (
              <>
                <TextField
                  {...text('name')}
                  label={say('make.agent')}
                  hint={say('make.agent hint')}
                  optional
                />
                <TextField {...text('email')} label={say('make.email')} type="email" optional exact />
                <TextField
                  {...text('phone')}
                  label={say('make.phone')}
                  hint={say('make.phone hint')}
                  optional
                  exact
                />
              </>
            ) : null}
            <Buttons>
              <Button first>{say('make.queue')}</Button>
              <ButtonLink href={here}>{say('title')}</ButtonLink>
            </Buttons>
          </form>
        )}
      </Section>
    </Page>
  )
}

/** One delivery: what it holds, what became of it, and its files. */
export function DeliveryPage({
  context,
  campaign,
  delivery,
  left,
  sent,
  errors,
}: {
  context: PageContext
  campaign: Campaign
  delivery: Delivery
  /** Letters in it whose signer is still known. */
  left: number
  sent: Sent
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const list = campaignPath(language, campaign.slug, '/manage/deliveries')
  const here = `${list}/${delivery.id}`
  const next = nextStates[delivery.now.state]
  const gone = delivery.steps.flatMap(({ on, held }) => (held === null ? [] : [{ on, held }])).at(-1) ?? null
  const text = (name: string) => ({
    name,
    value: textIn(sent, name),
    error: errors.find(({ field }) => field === name)?.message,
  })
  return (
    <Page
      {...context}
      section="campaigns"
      title={delivery.office}
      crumbs={[
        ...manageCrumbs(language, campaign),
        { name: say('title'), href: list },
        { name: delivery.office },
      ]}
      indexed={false}
    >
      <Opening title={delivery.office} />
      <Section title={say(`state.${delivery.now.state}`)} note={say('panel.note')}>
        <Facts
          rows={[
            { name: say('column.channel'), value: say(`channel.${delivery.channel}`) },
            ...(delivery.code === null ? [] : [{ name: say('column.code'), value: delivery.code }]),
            { name: say('one.letters'), value: formatNumber(language, delivery.letters) },
            {
              name: say('one.counted'),
              value: say('one.counted by', {
                n: delivery.counted,
                day: formatDay(language, delivery.countedOn),
                policy: delivery.policy,
              }),
            },
            ...(gone === null
              ? []
              : [
                  {
                    name: say('one.left'),
                    value: say('one.left with', {
                      letters: gone.held.letters,
                      n: gone.held.counted,
                      day: formatDay(language, gone.on),
                    }),
                  },
                ]),
          ]}
        />
        {left < delivery.letters ? (
          <p className="note">{say('one.erased', { n: delivery.letters - left })}</p>
        ) : null}
      </Section>
      <Section title={say('one.files')} note={say('one.files note')}>
        <ul className="prose">
          <li>
            <a href={`${here}/letter`}>{say('one.sheet')}</a>
          </li>
          <li>
            <a href={`${here}/names.csv`}>{say('one.names')}</a>
          </li>
          {delivery.channel === 'cwc' ? (
            <li>
              <a href={`${here}/messages.zip`}>{say('one.zip')}</a>
            </li>
          ) : null}
        </ul>
      </Section>
      <Section title={say('one.steps')}>
        <ol className="prose">
          {delivery.steps.map(({ state, on, why, at }) => (
            <li key={at + state}>
              {formatDay(language, on)}: {say(`state.${state}`)}
              {why === null ? '' : `. ${why}`}
            </li>
          ))}
        </ol>
        {next.length === 0 ? null : (
          <form className="form" method="post" action={here}>
            <ErrorSummary errors={errors} />
            <OnceField />
            <input type="hidden" name="was" value={delivery.now.state} />
            <ChoiceField
              name="state"
              label={say('one.next')}
              error={errors.find(({ field }) => field === 'state')?.message}
              options={next.map((each) => ({ value: each, name: say(`state.${each}`) }))}
              chosen={[textIn(sent, 'state')]}
            />
            <TextField {...text('on')} label={say('one.on')} type="date" required />
            <TextField {...text('why')} label={say('one.why')} hint={say('one.why hint')} rows={2} optional />
            <Buttons>
              <Button first>{say('one.say')}</Button>
            </Buttons>
          </form>
        )}
      </Section>
    </Page>
  )
}

/** Names printed on one sheet; the table of names holds all. */
export const ON_SHEET = 500

/** The letter as one thing that is handed over: its text, its count on the day, who signed, and what they added. */
export function LetterPage({
  context,
  campaign,
  delivery,
  texts,
  own,
  endorsers,
}: {
  context: PageContext
  campaign: Campaign
  delivery: Delivery
  /** Each text that was signed, with who signed it as it stands. */
  texts: { id: string; text: string; language: string; signers: Signer[] }[]
  own: Signer[]
  endorsers: string[]
}) {
  const { language } = context
  const say = speak(words, language)
  return (
    <Page
      {...context}
      section="campaigns"
      title={delivery.office}
      crumbs={[
        ...manageCrumbs(language, campaign),
        {
          name: say('title'),
          href: campaignPath(language, campaign.slug, `/manage/deliveries/${delivery.id}`),
        },
        { name: say('one.sheet') },
      ]}
      indexed={false}
    >
      <Opening title={delivery.office}>
        <p className="prose">
          {say('one.counted')}:{' '}
          {say('one.counted by', {
            n: delivery.counted,
            day: formatDay(language, delivery.countedOn),
            policy: delivery.policy,
          })}
        </p>
      </Opening>
      {texts.map(({ id, text, language: tongue, signers }) => (
        <Section key={id}>
          <Paragraphs text={text} lang={tongue} />
          {signers.length === 0 ? null : (
            <>
              <h2>{say('sheet.signed')}</h2>
              <ol className="prose">
                {signers.slice(0, ON_SHEET).map((signer, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two of one name are two
                  <li key={place}>{lineOf(signer)}</li>
                ))}
              </ol>
              {signers.length > ON_SHEET ? (
                <p className="note">{say('sheet.more', { n: signers.length - ON_SHEET })}</p>
              ) : null}
            </>
          )}
        </Section>
      ))}
      {own.length === 0 ? null : (
        <Section title={say('sheet.own')}>
          {own.slice(0, ON_SHEET).map((signer, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two of one name are two
            <article key={place}>
              <Paragraphs text={signer.words ?? ''} />
              <p className="note">{lineOf(signer)}</p>
            </article>
          ))}
          {own.length > ON_SHEET ? (
            <p className="note">{say('sheet.more', { n: own.length - ON_SHEET })}</p>
          ) : null}
        </Section>
      )}
      {endorsers.length === 0 ? null : (
        <Section title={say('sheet.endorsed')}>
          <ul className="prose">
            {endorsers.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

/** A signer as a letter names them: never their address of mail. */
const lineOf = ({ title, name, street, postalCode, country }: Signer): string =>
  [title === null ? name : `${title} ${name}`, street, `${postalCode} ${country}`].filter(Boolean).join(', ')
