import type { ReactNode } from 'react'
import { pathIn } from '../../ui/language.ts'
import { Rich } from '../../ui/rich.tsx'
import { Facts, Section } from '../../ui/section.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { frontWords } from '../words.ts'

/** The brief, and the same figures as CSV and JSON. */
export function Downloads({ iso3 }: { iso3: string }) {
  const say = useWords(frontWords)
  const language = useLanguage()
  const link = (href: string) => (text: ReactNode) => <a href={href}>{text}</a>
  return (
    <Section title={say('downloads.title')}>
      <Facts
        rows={[
          {
            name: say('downloads.brief'),
            value: (
              <Rich
                say={say}
                word="downloads.briefText"
                parts={{ link: link(pathIn(language, `/countries/${iso3}?brief`)) }}
              />
            ),
          },
          {
            name: say('downloads.figures'),
            value: (
              <Rich
                say={say}
                word="downloads.figuresText"
                parts={{
                  csv: link(`/api/v1/observations.csv?iso3=${iso3}`),
                  facts: link(`/api/v1/facts.csv?iso3=${iso3}`),
                  json: link(`/api/v1/countries/${iso3}`),
                }}
              />
            ),
          },
        ]}
      />
    </Section>
  )
}
