import type { Estimate } from '../../../../estimators/estimate.ts'
import type { SurveyDiagnostics } from '../../../../estimators/survey/survey.ts'
import type { RangeRow } from '../../../../ui/charts/dot-range.tsx'
import { DataTable } from '../../../../ui/data-table.tsx'
import { formatNumber, type Language, speak } from '../../../../ui/language.ts'
import { Rich } from '../../../../ui/rich.tsx'
import { useLanguage, useWords } from '../../../../ui/voice.tsx'
import type { Asking, Path } from '../../path.ts'
import {
  beginDesign,
  DesignFields,
  designFlags,
  keptDesign,
  OutcomeColumn,
  PartsColumn,
  suggestOutcome,
} from '../design-fields.tsx'
import { madeUpSurvey, madeUpWavesTruth } from '../examples.ts'
import { choicesOf, downloadOf, keptFigures, type Named } from '../labelled.ts'
import { pathWords } from '../network-words.ts'
import { PopulationLine } from '../number-fields.tsx'
import { paredSurveyed } from '../pared.ts'
import {
  DotPicture,
  Doubts,
  dotOf,
  figuresOf,
  fileOf,
  flags,
  InNumbers,
  InWords,
  intervalAt,
  Limits,
  NoEstimate,
  people,
  percent,
  Says,
  Sentences,
  strong,
  untagged,
} from '../parts.tsx'
import { flagTyped, isWrong, limits, numberTyped } from '../typed.ts'
import type { SurveyResult, SurveySettings } from './settings.ts'

type Figure = Estimate<SurveyDiagnostics>

/** A survey of households or of anybody else, on the page. */
export const surveyPath: Path<SurveySettings, SurveyResult> = {
  slots: (language) => {
    const say = speak(pathWords, language)
    return [{ key: 'sample', name: say('survey.slot'), hint: say('survey.slot.hint') }]
  },
  examples: (language) => {
    const say = speak(pathWords, language)
    const truth = say('survey.example.one.truth', { share: percent(language, madeUpWavesTruth.second, 0) })
    return [
      {
        key: 'made-up',
        name: say('survey.example.one'),
        source: { text: say('invented', { truth }) },
        texts: { sample: madeUpSurvey() },
      },
    ]
  },
  begin({ sample }) {
    const design = beginDesign(sample)
    const taken = [design.weight, design.strata, design.cluster, design.fpc]
    const outcome = suggestOutcome(sample, taken)
    const part = sample?.columns.find(
      ({ name, struck, few }) =>
        !struck && few !== null && few.length > 1 && few.length <= 12 && ![...taken, outcome].includes(name),
    )
    return { outcome, ...design, domain: part?.name ?? '', population: '' }
  },
  missing(_, { outcome, population }, language) {
    const say = speak(pathWords, language)
    if (outcome === '') return say('missing.columns', { columns: say('ask.outcome') })
    return isWrong(population, limits.people) ? say('missing.numbers') : null
  },
  Ask,
  Show,
  command(settings, { sample }) {
    return `tp prevalence survey ${fileOf(sample, 'FILE.csv')}${flags({
      outcome: settings.outcome,
      ...designFlags(settings),
      population: flagTyped(settings.population, limits.people),
    })}${settings.weight && settings.missingWeights === 'leave-out' ? ' --leave-out-missing-weights' : ''}`
  },
  choices: (result, settings, language) =>
    isShare(result) ? choicesOf(named(result, settings, language)) : [],
  download: (result, settings, language) => {
    const estimates = named(result, settings, language)
    const total = result.total === null ? [] : [{ label: 'total', estimate: result.total }]
    return downloadOf([...estimates, ...total], language)
  },
  kept: (result, settings, chosen, why) => {
    const estimates = named(result, settings, 'en').filter(
      // Of parts with fewer than ten respondents nothing is kept, but the one chosen.
      ({ label, estimate }) => label === 'all' || label === chosen || estimate.cases >= 10,
    )
    return {
      design: 'survey',
      settings: {
        outcome: settings.outcome,
        ...keptDesign(settings),
        domain: settings.domain || null,
        population: numberTyped(settings.population, limits.people) ?? null,
      },
      ...keptFigures(
        estimates.map(({ label, estimate }) => ({ label, estimate: paredSurveyed(estimate) })),
        chosen,
      ),
      why,
    }
  },
  quantity: () => 'share',
  overlapTable: () => null,
}

/** Whether it is of yes and no. Where a figure has a reason instead, it was asked as one. */
function isShare({ all }: SurveyResult): boolean {
  return all.status !== 'ok' || all.diagnostics.withOutcome !== null
}

function named(result: SurveyResult, { domain }: SurveySettings, language: Language): Named[] {
  const say = speak(pathWords, language)
  return [
    { label: 'all', name: say('survey.all'), estimate: result.all as Estimate },
    ...result.parts.map(({ value, estimate }) => ({
      label: `${domain}=${value}`,
      name: say('survey.part', { column: domain, value }),
      estimate: estimate as Estimate,
    })),
  ]
}

function Ask({ sheets: { sample }, settings, change }: Asking<SurveySettings>) {
  const say = useWords(pathWords)
  if (sample === undefined) return null
  const set = (part: Partial<SurveySettings>) => change({ ...settings, ...part })
  return (
    <>
      <OutcomeColumn
        prefix="survey"
        sheet={sample}
        value={settings.outcome}
        change={(outcome) => set({ outcome })}
      />
      <PartsColumn
        prefix="survey"
        label={say('survey.domain')}
        hint={say('survey.domain.hint')}
        sheet={sample}
        value={settings.domain}
        change={(domain) => set({ domain })}
      />
      <PopulationLine
        name="survey-population"
        hint={say('survey.population.hint')}
        optional
        value={settings.population}
        change={(population) => set({ population })}
      />
      <DesignFields prefix="survey" sheet={sample} settings={settings} change={set} />
    </>
  )
}

function Show({
  result,
  settings,
  chosen,
}: {
  result: SurveyResult
  settings: SurveySettings
  chosen: string | null
}) {
  const language = useLanguage()
  const all = named(result, settings, language)
  const kind = isShare(result) ? 'share' : 'amount'
  const main = (all.find(({ label }) => label === chosen)?.estimate ?? result.all) as Figure
  const part = main === result.all ? null : (all.find(({ estimate }) => estimate === main)?.name ?? null)
  return (
    <>
      <InWords>
        <InShort
          estimate={main}
          total={part === null ? result.total : null}
          settings={settings}
          part={part}
        />
      </InWords>
      <Doubts findings={main.warnings} />
      <Parts result={result} settings={settings} kind={kind} />
      <InNumbers>
        <Limits kind={kind} estimates={all} />
      </InNumbers>
    </>
  )
}

function InShort({
  estimate,
  total,
  settings,
  part,
}: {
  estimate: Figure
  total: Figure | null
  settings: SurveySettings
  part: string | null
}) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (estimate.status !== 'ok') return <NoEstimate reason={estimate.reason} />
  const found = estimate.diagnostics
  const number = (value: number, digits = 0) =>
    formatNumber(language, value, { maximumFractionDigits: digits })
  const none = estimate.warnings.find((warning) => warning.code === 'no-variation')
  return (
    <Sentences>
      {[
        <SaysOf key="says" estimate={estimate} settings={settings} part={part} />,
        none?.code === 'no-variation' && none.limitIfClustersAlike !== null
          ? say('survey.clustersAlike', { limit: percent(language, none.limitIfClustersAlike) })
          : null,
        total?.status === 'ok' ? <Total key="total" total={total} settings={settings} /> : null,
        found.withOutcome === null
          ? null
          : say('survey.asked', {
              withOutcome: number(found.withOutcome),
              people: number(found.respondents),
              clusters: found.clusters,
              strata: found.strata,
            }),
        found.designEffect === null || found.effectiveSize === null
          ? null
          : say('survey.effect', {
              people: number(found.respondents),
              effective: people(language, found.effectiveSize),
              effect: number(found.designEffect, 2),
              kish: number(found.kish, 2),
            }),
      ]}
    </Sentences>
  )
}

function SaysOf({
  estimate,
  settings,
  part,
}: {
  estimate: Figure
  settings: SurveySettings
  part: string | null
}) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (estimate.status !== 'ok') return null
  const share = estimate.diagnostics.withOutcome !== null
  const interval = intervalAt(estimate, 0.95)
  const outcome = untagged(part === null ? settings.outcome : `${settings.outcome} (${part})`)
  const none = estimate.warnings.find((warning) => warning.code === 'no-variation')
  if (none?.code === 'no-variation' && interval !== null) {
    const values = {
      outcome,
      people: formatNumber(language, estimate.cases),
      effective: formatNumber(language, Math.round(none.effectiveSize)),
      low: percent(language, interval.low),
      high: percent(language, interval.high ?? 1),
    }
    const word = none.all === 0 ? 'survey.says.none' : 'survey.says.everybody'
    return <Rich say={say} word={word} values={values} parts={strong} />
  }
  return (
    <Says
      estimate={estimate}
      kind={share ? 'share' : 'amount'}
      word={share ? 'survey.says' : 'survey.says.mean'}
      bare="survey.says.bare"
      values={{ outcome }}
    />
  )
}

function Total({ total, settings }: { total: Figure; settings: SurveySettings }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const interval = intervalAt(total, 0.95)
  if (total.status !== 'ok' || interval?.high == null) return null
  const write = figuresOf(language, total, 'people')
  return say('survey.total', {
    population: formatNumber(language, numberTyped(settings.population, limits.people) ?? 0),
    total: write(total.estimate),
    low: write(interval.low, 'down'),
    high: write(interval.high, 'up'),
  })
}

function Parts({
  result,
  settings,
  kind,
}: {
  result: SurveyResult
  settings: SurveySettings
  kind: 'share' | 'amount'
}) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const ok = result.parts.flatMap(({ estimate }) => (estimate.status === 'ok' ? [estimate] : []))
  if (ok.length === 0) return null
  const row = (key: string, name: string, estimate: Figure, own: boolean): RangeRow => ({
    key,
    name,
    own,
    values: { figure: dotOf(language, estimate, kind) },
  })
  const rows = [
    row('all', say('survey.all'), result.all, true),
    ...result.parts.map(({ value, estimate }) => row(`part ${value}`, value, estimate, false)),
  ]
  const values = rows.flatMap(({ values: { figure } }) => [
    figure?.value ?? 0,
    figure?.low ?? 0,
    figure?.high ?? 0,
  ])
  const lowest = Math.min(0, ...values)
  const subtitle = say(kind === 'share' ? 'survey.parts.subtitle' : 'survey.parts.mean', {
    outcome: settings.outcome,
  })
  const drawn = {
    caption: subtitle,
    rowHead: say('survey.parts.head'),
    panels: [
      {
        key: 'figure',
        name: kind === 'share' ? `${say('rds.share')}, %` : settings.outcome,
        domain: [lowest, Math.max(...values) * 1.05 || 1] as [number, number],
      },
    ],
    rows,
    digits: 1,
  }
  const number = (value: number | null | undefined, digits = 0) =>
    value == null ? '–' : formatNumber(language, value, { maximumFractionDigits: digits })
  const shown = ok.map(({ estimate }) => estimate)
  const write = (value: number) => (kind === 'share' ? percent(language, value) : number(value, 2))
  return (
    <DotPicture
      title={say('survey.parts', {
        column: settings.domain,
        low: write(Math.min(...shown)),
        high: write(Math.max(...shown)),
      })}
      caveat={result.partsLeftOut > 0 ? say('survey.parts.more', { count: result.partsLeftOut }) : undefined}
      {...drawn}
    >
      <DataTable
        caption={say('survey.parts.table')}
        tight
        columns={[
          { key: 'part', head: say('survey.parts.head') },
          { key: 'asked', head: say('survey.parts.asked'), number: true },
          { key: 'with', head: say('survey.parts.with'), number: true },
          { key: 'effect', head: say('survey.parts.effect'), number: true },
        ]}
        rows={result.parts.map(({ value, estimate }) => ({
          key: value,
          cells: {
            part: value,
            asked: number(estimate.cases),
            with: number(estimate.diagnostics.withOutcome),
            effect: number(estimate.diagnostics.designEffect, 2),
          },
        }))}
      />
    </DotPicture>
  )
}
