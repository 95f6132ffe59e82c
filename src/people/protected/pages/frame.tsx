import type { ReactNode } from 'react'
import { speak } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { type AccountContext, AccountFrame } from '../../accounts/pages/frame.tsx'
import { words } from '../words.ts'

/** Where the quick way out leads: a page anybody may have open, in every language. */
const ELSEWHERE = 'https://www.wikipedia.org/'

/** A page of this room, with the quick way out on top. Titles and addresses say nothing of who reads it. */
export function ProtectedFrame({
  context,
  title,
  done,
  children,
}: {
  context: AccountContext
  title: string
  done?: string | null
  children: ReactNode
}) {
  const say = speak(words, context.language)
  return (
    <AccountFrame context={context} title={title} done={done ?? null}>
      <Section>
        <p className="prose no-print">
          <a href={ELSEWHERE} rel="noreferrer">
            {say('leave')}
          </a>
          . {say('leave.text')}
        </p>
      </Section>
      {children}
    </AccountFrame>
  )
}
