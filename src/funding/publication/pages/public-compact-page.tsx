import { inLanguage } from '../../../compacts/agreement.ts'
import { type CompactTab, CompactTabs } from '../../../compacts/pages/compact-tabs.tsx'
import { countryName } from '../../../countries/registry.ts'
import type { Source } from '../../../indicators/schema.ts'
import { formatDay, pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import type { Snapshot } from '../snapshot.ts'
import { words } from '../words/words.ts'
import { Conditions } from './conditions-section.tsx'
import { Documents, Steps } from './documents-section.tsx'
import { Doubts } from './doubts-section.tsx'
import { InShort } from './in-short.tsx'
import { WhereIsTheMoney } from './money-section.tsx'
import { aboutOf, Headline, MomentForm, MomentTold } from './opening.tsx'
import { dataHref, type Parts } from './parts.tsx'
import { WhatHasChanged } from './results-section.tsx'
import { SuspendedMark } from './suspended.tsx'

export type PublicCompactView = {
  context: Omit<PageContext, 'sources'>
  snapshot: Snapshot
  /** The day it is, for the field that asks for another. */
  today: string
  /** IATI identifier under which the house publishes; without one an example alone has IATI files by itself. */
  publisher?: string | null
  /** Which pages of the compact the reader may open besides those for everybody. */
  tabs?: Partial<Record<CompactTab, boolean>>
}

/** What every part of the page is given. */

/** The public page of a compact: a pure function of its snapshot and the reader’s language. */
export function PublicCompactPage({
  context,
  snapshot,
  today,
  publisher = null,
  tabs = {},
}: PublicCompactView) {
  const { language } = context
  const say = speak(words, language)
  const { compact, agreement, asOf } = snapshot
  const country = countryName(compact.country, language)
  const day = formatDay(language, asOf)
  const iati = agreement !== null && (compact.example || publisher !== null)
  const parts = { snapshot, language, say, iati }
  const title =
    (agreement === null ? null : inLanguage(agreement.title, language, agreement.languages)) ??
    say('promise.none', { country })
  return (
    <Page
      {...context}
      title={title}
      description={title}
      sources={sourcesOf(parts)}
      sourcesNote={say('sources.note')}
      indexed={!compact.example}
      crumbs={[
        { name: say('crumb.compacts'), href: pathIn(language, '/compacts') },
        { name: compact.example ? say('crumb.example', { country }) : country },
      ]}
      alternates={[
        { type: 'application/json', href: dataHref(snapshot, 'compact.json', today) },
        ...(iati
          ? [
              {
                type: 'application/xml',
                href: dataHref(snapshot, 'iati-activities.xml', today),
                title: 'IATI 2.03',
              },
            ]
          : []),
      ]}
      {...(compact.example ? { foot: say('foot.example', { country }) } : {})}
    >
      {compact.example ? (
        <Notice word={say('example.word')}>{say('example.text', { country })}</Notice>
      ) : null}
      <Opening title={<Headline {...parts} />} about={aboutOf(parts)}>
        <CompactTabs id={compact.id} here="compact" may={tabs} />
        <MomentTold {...parts} today={today} />
      </Opening>
      {agreement === null ? (
        <Section title={say('short.title')}>
          {compact.state === null ? (
            <Unknown>{say('promise.not begun', { day })}</Unknown>
          ) : (
            <Unknown next={say('promise.not yet next')}>{say('promise.not yet')}</Unknown>
          )}
        </Section>
      ) : (
        <>
          <InShort {...parts} />
          {snapshot.money === null ? null : (
            <Section id="money" title={say('money.title')} note={say('money.note', { day })}>
              <SuspendedMark {...parts} />
              <WhereIsTheMoney {...parts} today={today} />
            </Section>
          )}
          <Section id="conditions" title={say('conditions.title')} note={say('conditions.note')}>
            <SuspendedMark {...parts} />
            <Conditions {...parts} />
          </Section>
          <Section id="results" title={say('changed.title')} note={say('changed.note')}>
            <WhatHasChanged {...parts} today={today} />
          </Section>
          <Section id="doubts" title={say('doubts.title')} note={say('doubts.note')}>
            <Doubts {...parts} />
          </Section>
        </>
      )}
      <Section id="documents" title={say('documents.title')}>
        <Documents {...parts} today={today} />
      </Section>
      {snapshot.steps.length === 0 ? null : (
        <Section id="steps" title={say('steps.title')}>
          <Steps {...parts} />
        </Section>
      )}
      <Section id="moment" title={say('moment.title')}>
        <MomentForm {...parts} />
      </Section>
    </Page>
  )
}

function sourcesOf({ snapshot, language, say }: Parts): Source[] {
  const { compact, version, asOf } = snapshot
  const day = formatDay(language, asOf)
  const source = (id: string, title: string, path: string): Source => ({
    id,
    publisher: compact.example ? say('source.example') : say('source.publisher'),
    title,
    url: pathIn(language, `/compacts/${compact.id}${path}`),
    licence: say('source.licence'),
    attribution: null,
    retrieved: asOf,
    revised: null,
    coverage: '',
    gaps: '',
    inPack: true,
  })
  return [
    source('text', say('source.text', { number: version ?? 0 }), `/versions/${version ?? ''}`),
    source('ledger', say('source.ledger', { day }), `/ledger?to=${asOf}`),
    source('conditions', say('source.conditions', { day }), '/conditions'),
    source('results', say('source.results', { day }), '/results'),
  ]
}
