import type { ReactNode } from 'react'
import { countryName } from '../../../countries/registry.ts'
import { Button, Buttons } from '../../../ui/form.tsx'
import { pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { OnceField } from '../../../ui/once-field.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { OnThisPage, Section } from '../../../ui/section.tsx'
import { studyCrumbs } from '../../studies/pages/frame.tsx'
import type { Report } from '../report.ts'
import type { EstimateCard } from '../store.ts'
import { estimateWords } from '../words.ts'
import { Blocks } from './blocks.tsx'

/** What the person reading may do with an estimate. */
export type EstimateActs = { correct: boolean; publish: 'may' | 'own' | 'no' }

/** The report of one estimate: words before figures, and every point a trustworthy report has. */
export function EstimatePage({
  context,
  card,
  report,
  acts,
  history = null,
}: {
  context: PageContext
  card: Pick<EstimateCard, 'id' | 'study' | 'country' | 'public'>
  report: Report
  acts: EstimateActs
  /** What happened to it, for who may run studies in the country. */
  history?: ReactNode
}) {
  const { language } = context
  const say = speak(estimateWords, language)
  const study = pathIn(language, `/studies/${card.study}`)
  const here = `/estimates/${card.id}`
  return (
    <Page
      title={report.title}
      description={
        report.sections[0]?.blocks.flatMap((block) => ('text' in block ? [block.text] : []))[0] ?? ''
      }
      language={language}
      path={context.path}
      section="prepare"
      assets={context.assets}
      sources={context.sources}
      indexed={card.public}
      crumbs={[...studyCrumbs(language), { name: report.study, href: study }, { name: report.title }]}
      alternates={[
        { type: 'application/json', href: `/api/v1/estimates/${card.id}` },
        { type: 'application/pdf', href: pathIn(language, `${here}/report.pdf`) },
      ]}
    >
      <Opening
        title={report.title}
        about={[
          { name: say('f.study'), value: <a href={study}>{report.study}</a> },
          {
            name: say('all.country'),
            value: (
              <a href={pathIn(language, `/countries/${card.country}`)}>
                {countryName(card.country, language)}
              </a>
            ),
          },
        ]}
      />
      {report.marks.map(({ word, text, link }) => (
        <Section key={word} wide>
          <Notice word={word}>
            {text}
            {link === undefined ? null : (
              <>
                {' '}
                <a href={pathIn(language, link.href)}>{link.name}</a>
              </>
            )}
          </Notice>
        </Section>
      ))}
      <OnThisPage links={report.sections.map(({ id, title }) => ({ name: title, href: `#${id}` }))} />
      {report.sections.map(({ id, title, blocks }) => (
        <Section key={id} id={id} title={title}>
          <Blocks blocks={blocks} />
          {id === 'kept' ? <Acts language={language} here={here} acts={acts} /> : null}
        </Section>
      ))}
      {history}
      <Section wide>
        <p className="prose">
          <a href={pathIn(language, `${here}/report.pdf`)}>{say('pdf')}</a>
          {' · '}
          <a href={`/api/v1/estimates/${card.id}`}>{say('json')}</a>
          {' · '}
          <a href={pathIn(language, `/estimates/compare?first=${card.id}`)}>{say('t.compare')}</a>
        </p>
      </Section>
    </Page>
  )
}

function Acts({
  language,
  here,
  acts,
}: {
  language: PageContext['language']
  here: string
  acts: EstimateActs
}) {
  const say = speak(estimateWords, language)
  return (
    <>
      {acts.correct ? (
        <p className="prose">
          <a href={pathIn(language, `${here}/correction`)}>{say('correct.title')}</a>
        </p>
      ) : null}
      {acts.publish === 'own' ? <p className="prose">{say('in.own')}</p> : null}
      {acts.publish === 'may' ? (
        <form className="form" method="post" action={pathIn(language, `${here}/publication`)}>
          <p className="prose">{say('in.publish why')}</p>
          <OnceField />
          <Buttons>
            <Button first>{say('in.publish')}</Button>
          </Buttons>
        </form>
      ) : null}
    </>
  )
}
