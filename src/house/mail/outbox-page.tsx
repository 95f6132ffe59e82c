import { DataTable } from '../../ui/data-table.tsx'
import { type Language, locales, speak } from '../../ui/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section } from '../../ui/section.tsx'
import type { Mail } from './mail.ts'
import type { MailState } from './tables.ts'
import { words } from './words.ts'

export type ListedMail = {
  id: string
  kind: string
  state: Exclude<MailState, 'dropped'>
  attempts: number
  at: Date
  fault: string | null
  /** What it says, for whoever stands at the machine of the house; else null. */
  content: Pick<Mail, 'to' | 'subject' | 'text'> | null
}

/** The mail of the house: to read, on one’s own machine; else only what became of it. */
export function OutboxPage({
  context,
  mails,
  own,
}: {
  context: Omit<PageContext, 'sources'>
  mails: ListedMail[]
  own: boolean
}) {
  const { language } = context
  const say = speak(words, language)
  const failed = mails.filter(({ state }) => state === 'failed').length
  const readable = mails.filter(({ content }) => content !== null)
  return (
    <Page
      title={say('title')}
      language={language}
      path={context.path}
      section={null}
      assets={context.assets}
      indexed={false}
    >
      <Opening title={say('title')} />
      <Section wide>
        <p className="prose">{say(own ? 'text.own' : 'text.watch')}</p>
        {failed > 0 ? <Notice word={say('note')}>{say('failed.some', { count: failed })}</Notice> : null}
        {mails.length === 0 ? <p className="prose">{say('none')}</p> : null}
      </Section>
      {readable.map(({ id, at, content }) =>
        content === null ? null : (
          <Section key={id} id={`mail-${id}`} title={content.subject}>
            <Facts
              rows={[
                { name: say('mail.to'), value: content.to },
                { name: say('mail.at'), value: momentIn(language, at) },
              ]}
            />
            {content.text.split('\n\n').map((paragraph) => (
              <p className="prose" key={paragraph}>
                {/^https?:\/\/\S+$/.test(paragraph) ? <a href={paragraph}>{paragraph}</a> : paragraph}
              </p>
            ))}
          </Section>
        ),
      )}
      {!own && mails.length > 0 ? (
        <Section wide>
          <DataTable
            caption={say('title')}
            captionHidden
            columns={[
              { key: 'at', head: say('column.at') },
              { key: 'kind', head: say('column.kind') },
              { key: 'state', head: say('column.state') },
              { key: 'attempts', head: say('column.attempts'), number: true },
              { key: 'fault', head: say('column.fault') },
            ]}
            rows={mails.map((mail) => ({
              key: mail.id,
              cells: {
                at: momentIn(language, mail.at),
                kind: <code>{mail.kind}</code>,
                state: say(`state.${mail.state}`),
                attempts: String(mail.attempts),
                fault: mail.fault === null ? say('fault.none') : <code>{mail.fault}</code>,
              },
            }))}
          />
        </Section>
      ) : null}
    </Page>
  )
}

function momentIn(language: Language, at: Date): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(at)
}
