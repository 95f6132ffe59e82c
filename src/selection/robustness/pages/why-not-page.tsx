import { DataTable } from '../../../ui/data-table.tsx'
import { ButtonLink, Buttons } from '../../../ui/form.tsx'
import { pathIn } from '../../../ui/language.ts'
import { Section } from '../../../ui/section.tsx'
import { useWords, writeNumber } from '../../../ui/voice.tsx'
import { assessmentPath } from '../../pages/view.ts'
import { gateTitle } from '../../sentences.ts'
import { gateCounts, type WhyNot } from '../model.ts'
import { whyNotSentence } from '../say.ts'
import { robustnessWords } from '../words.ts'
import { RobustnessFrame, type RobustnessView } from './robustness-page.tsx'

/** Where the runs cannot be made: why, and what is known all the same. */
export function WhyNotPage({ view, why }: { view: RobustnessView; why: WhyNot }) {
  return (
    <RobustnessFrame view={view}>
      <WhyNotSection view={view} why={why} />
    </RobustnessFrame>
  )
}

function WhyNotSection({ view, why }: { view: RobustnessView; why: WhyNot }) {
  const say = useWords(robustnessWords)
  const { assessment, methodology, context } = view
  const { language } = context
  const n = (value: number) => writeNumber(language, value)
  return (
    <Section title={say('why.title')}>
      <p className="sentence">{whyNotSentence(language, methodology, why)}</p>
      {methodology.gates.length === 0 ? (
        <p className="prose">{say('why.no gates')}</p>
      ) : (
        <DataTable
          caption={say('nav.gates')}
          columns={[
            { key: 'gate', head: say('label.gate') },
            { key: 'passed', head: say('outcome.passed'), number: true },
            { key: 'failed', head: say('outcome.failed'), number: true },
            { key: 'unknown', head: say('outcome.unknown'), number: true },
            { key: 'open', head: say('gates.open'), number: true },
          ]}
          rows={gateCounts(methodology, assessment.inputs).map(({ gate, passed, failed, unknown, open }) => ({
            key: gate,
            cells: {
              gate: gateTitle(language, methodology, gate),
              passed: n(passed),
              failed: n(failed),
              unknown: n(unknown),
              open: n(open),
            },
          }))}
        />
      )}
      <Buttons>
        <ButtonLink href={pathIn(language, assessmentPath(assessment.id))}>{say('again.back')}</ButtonLink>
      </Buttons>
    </Section>
  )
}
