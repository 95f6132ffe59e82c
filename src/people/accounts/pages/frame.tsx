import type { ReactNode } from 'react'
import type { FieldError } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { words } from '../words.ts'

export type AccountContext = Omit<PageContext, 'sources'>

/** What stands in a form when it is drawn again. */
export type FormState = { values: Record<string, string>; errors: FieldError[] }

export const untouched: FormState = { values: {}, errors: [] }

/** A page of this room: never indexed, its crumbs leading back to the account for who is signed in. */
export function AccountFrame({
  context,
  title,
  inside = true,
  done,
  children,
}: {
  context: AccountContext
  title: string
  /** Whether it is a page of somebody signed in. */
  inside?: boolean
  /** What was just done, to be said on top. */
  done?: string | null
  children: ReactNode
}) {
  const { language } = context
  const say = speak(words, language)
  const home = say('account.title')
  return (
    <Page
      title={title}
      language={language}
      path={context.path}
      section={null}
      assets={context.assets}
      indexed={false}
      {...(inside && title !== home
        ? { crumbs: [{ name: home, href: pathIn(language, '/account') }, { name: title }] }
        : {})}
    >
      <Opening title={title} />
      {done ? (
        <Section>
          <Notice word={say('say.done')}>{done}</Notice>
        </Section>
      ) : null}
      {children}
    </Page>
  )
}

/** A page that says one thing, and where to go from there. */
export function MessagePage({
  context,
  title,
  text,
  inside = false,
  link,
}: {
  context: AccountContext
  title: string
  text: string
  inside?: boolean
  link?: { name: string; href: string }
}) {
  return (
    <AccountFrame context={context} title={title} inside={inside}>
      <Section>
        <p className="prose">{text}</p>
        {link ? (
          <p className="prose">
            <a href={link.href}>{link.name}</a>
          </p>
        ) : null}
      </Section>
    </AccountFrame>
  )
}
