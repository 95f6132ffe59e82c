import type { Estimate } from '../../../../estimators/estimate.ts'
import type { RangeRow } from '../../../../ui/charts/dot-range.tsx'
import { DataTable } from '../../../../ui/data-table.tsx'
import { formatNumber, speak } from '../../../../ui/language.ts'
import { useLanguage, useWords } from '../../../../ui/voice.tsx'
import { ConvergencePlot, ConvergenceTable } from '../../../pictures/convergence.tsx'
import { RecruitmentTable, RecruitmentTrees } from '../../../pictures/recruitment-tree.tsx'
import { usualIds, usualRecruiters } from '../../../reading/choices.ts'
import { words } from '../../../words.ts'
import { Choose, ChooseColumn, Line } from '../../fields.tsx'
import type { Asking, Path } from '../../path.ts'
import { madeUpRecruitment, madeUpRecruitmentTruth } from '../examples.ts'
import { choicesOf, downloadOf, keptFigures, namedByMethod } from '../labelled.ts'
import { pathWords } from '../network-words.ts'
import { PopulationLine, ResamplingLines } from '../number-fields.tsx'
import { paredRecruited } from '../pared.ts'
import {
  DotPicture,
  Doubts,
  dotOf,
  fileOf,
  flags,
  InNumbers,
  InWords,
  Limits,
  NoEstimate,
  Picture,
  people,
  percent,
  Resampled,
  Says,
  Sentences,
  shareDomain,
  untagged,
} from '../parts.tsx'
import { headings, suggestColumn } from '../suggest.ts'
import { flagTyped, isWrong, limits, numberTyped } from '../typed.ts'
import type { RdsResult, RdsSettings } from './settings.ts'

/** A sample whose members recruited one another, on the page. */
export const rdsPath: Path<RdsSettings, RdsResult> = {
  slots: (language) => {
    const say = speak(pathWords, language)
    return [{ key: 'sample', name: say('rds.slot'), hint: say('rds.slot.hint') }]
  },
  examples: (language) => {
    const say = speak(pathWords, language)
    const { share, people: of } = madeUpRecruitmentTruth
    const truth = say('rds.example.truth', {
      share: percent(language, share, 0),
      people: formatNumber(language, of),
    })
    const sample = madeUpRecruitment()
    return [
      {
        key: 'made-up',
        name: say('rds.example', { people: sample.trim().split('\n').length - 1 }),
        source: { text: say('invented', { truth }) },
        texts: { sample },
      },
    ]
  },
  begin({ sample }) {
    const outcome =
      suggestColumn(sample, headings.outcome, ({ few }) => few !== null && few.length > 1) ||
      suggestColumn(sample, [/.*/], ({ few, holds }) => holds === 'zero-or-one' && few?.length === 2)
    return {
      id: suggestColumn(sample, headings.id),
      recruiter: suggestColumn(sample, headings.recruiter),
      degree: suggestColumn(sample, headings.degree),
      outcome,
      group: lastOf(sample?.columns.find(({ name }) => name === outcome)?.few ?? []),
      population: '',
      degreeZero: 'leave-out',
      seeds: 'counted',
      resamples: '1000',
      seed: '1',
    }
  },
  missing(_, settings, language) {
    const say = speak(pathWords, language)
    const open = (['id', 'recruiter', 'degree', 'outcome'] as const).filter((name) => settings[name] === '')
    if (open.length > 0)
      return say('missing.columns', { columns: open.map((name) => say(labels[name])).join('; ') })
    if (settings.group === '') return say('missing.columns', { columns: say('rds.group') })
    return wrongNumbers(settings) ? say('missing.numbers') : null
  },
  Ask,
  Show,
  command(settings, { sample }) {
    const { id, recruiter, degree, outcome, group, population, resamples, seed } = settings
    return `tp prevalence rds ${fileOf(sample, 'FILE.csv')}${flags({
      id: usualIds.some((name) => name === id) ? null : id,
      recruiter: usualRecruiters.some((name) => name === recruiter) ? null : recruiter,
      outcome,
      group: group === '1' ? null : group,
      degree,
      population: flagTyped(population, limits.people),
      'degree-zero': settings.degreeZero === 'leave-out' ? null : settings.degreeZero,
      seeds: settings.seeds === 'counted' ? null : settings.seeds,
      boot: flagTyped(resamples, limits.resamples),
      seed: flagTyped(seed, limits.seed),
    })}`
  },
  choices: ({ estimates }, _, language) => choicesOf(namedByMethod(estimates, language)),
  download: ({ estimates }, _, language) => downloadOf(estimates, language),
  kept: ({ estimates }, settings, chosen, why) => ({
    design: 'rds',
    settings: {
      outcome: settings.outcome,
      group: settings.group,
      degree: settings.degree,
      population: numberTyped(settings.population, limits.people) ?? null,
      degreeZero: settings.degreeZero,
      seeds: settings.seeds,
      seed: numberTyped(settings.seed, limits.seed) ?? 1,
      resamples: numberTyped(settings.resamples, limits.resamples) ?? 1000,
    },
    ...keptFigures(
      estimates.map(({ label, estimate }) => ({ label, estimate: paredRecruited(estimate) })),
      chosen,
    ),
    why,
  }),
  quantity: () => 'share',
  overlapTable: () => null,
}

const labels = {
  id: 'rds.id',
  recruiter: 'rds.recruiter',
  degree: 'rds.degree',
  outcome: 'ask.outcome',
} as const

function lastOf(values: readonly string[]): string {
  return values.includes('1') ? '1' : (values.at(-1) ?? '')
}

function wrongNumbers({ population, resamples, seed }: RdsSettings): boolean {
  return (
    isWrong(population, limits.people) || isWrong(resamples, limits.resamples) || isWrong(seed, limits.seed)
  )
}

function Ask({ sheets, settings, change }: Asking<RdsSettings>) {
  const say = useWords(pathWords)
  const { sample } = sheets
  if (sample === undefined) return null
  const set = (part: Partial<RdsSettings>) => change({ ...settings, ...part })
  const few = (name: string) => sample.columns.find((column) => column.name === name)?.few ?? null
  const answers = few(settings.outcome)
  return (
    <>
      {(['id', 'recruiter', 'degree'] as const).map((name) => (
        <ChooseColumn
          key={name}
          name={`rds-${name}`}
          label={say(labels[name])}
          hint={say(name === 'degree' ? 'rds.degree.hint' : 'rds.code.hint')}
          sheet={sample}
          value={settings[name]}
          change={(value) => set({ [name]: value })}
        />
      ))}
      <ChooseColumn
        name="rds-outcome"
        label={say('ask.outcome')}
        sheet={sample}
        value={settings.outcome}
        change={(outcome) => set({ outcome, group: lastOf(few(outcome) ?? []) })}
      />
      {answers === null ? (
        <Line
          name="rds-group"
          label={say('rds.group')}
          value={settings.group}
          change={(group) => set({ group })}
        />
      ) : (
        <Choose
          name="rds-group"
          label={say('rds.group')}
          value={settings.group}
          options={answers.map((value) => ({ value, name: value }))}
          change={(group) => set({ group })}
        />
      )}
      <PopulationLine
        name="rds-population"
        hint={say('rds.population.hint')}
        optional
        value={settings.population}
        change={(population) => set({ population })}
      />
      <details>
        <summary>{say('ask.more')}</summary>
        <Choose
          name="rds-zero"
          label={say('rds.zero')}
          value={settings.degreeZero}
          options={(['leave-out', 'as-one'] as const).map((value) => ({
            value,
            name: say(`rds.zero.${value}`),
          }))}
          change={(value) => set({ degreeZero: value as RdsSettings['degreeZero'] })}
        />
        <Choose
          name="rds-seeds"
          label={say('rds.seeds')}
          value={settings.seeds}
          options={(['counted', 'left-out'] as const).map((value) => ({
            value,
            name: say(`rds.seeds.${value}`),
          }))}
          change={(value) => set({ seeds: value as RdsSettings['seeds'] })}
        />
        <ResamplingLines prefix="rds" settings={settings} change={set} />
      </details>
    </>
  )
}

type Shown = { result: RdsResult; settings: RdsSettings }

function Show({ result, settings, chosen }: Shown & { chosen: string | null }) {
  const language = useLanguage()
  const [first] = result.estimates
  if (first === undefined) return null
  const main = result.estimates.find(({ label }) => label === chosen) ?? first
  const sample = first.estimate.diagnostics.sample
  return (
    <>
      <InWords>
        <InShort result={result} settings={settings} main={main} />
      </InWords>
      <Doubts findings={main.estimate.warnings} />
      <Resampled estimate={main.estimate as Estimate} kind="share" />
      {sample === undefined ? null : (
        <>
          <WhoRecruitedWhom result={result} settings={settings} />
          <HowItSettled result={result} settings={settings} />
          <Bottlenecks result={result} settings={settings} />
          <Homophily result={result} settings={settings} />
        </>
      )}
      <Methods result={result} settings={settings} />
      <OverPopulation result={result} settings={settings} />
      <InNumbers>
        <Bootstraps result={result} settings={settings} />
        <Limits kind="share" estimates={namedByMethod(result.estimates, language)} />
      </InNumbers>
    </>
  )
}

function InShort({ settings, main }: Shown & { main: RdsResult['estimates'][number] }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const { estimate } = main
  if (estimate.status !== 'ok') return <NoEstimate reason={estimate.reason} />
  const { sampleShare, sample, population, total, effectiveSize, designEffect } = estimate.diagnostics
  return (
    <Sentences>
      {[
        <Says
          key="says"
          estimate={estimate}
          kind="share"
          word="rds.says"
          bare="rds.says.bare"
          values={{ group: untagged(settings.group) }}
        />,
        say('rds.sample', {
          people: formatNumber(language, sample.usable),
          share: percent(language, sampleShare),
        }),
        population !== null && total !== null
          ? say('rds.total', {
              population: formatNumber(language, population),
              total: people(language, total),
            })
          : null,
        effectiveSize !== null && designEffect !== null
          ? say('rds.effective', {
              effective: people(language, effectiveSize),
              effect: formatNumber(language, designEffect, { maximumFractionDigits: 1 }),
            })
          : null,
      ]}
    </Sentences>
  )
}

function sampleOf({ estimates }: RdsResult) {
  return estimates[0]?.estimate.diagnostics.sample
}

function WhoRecruitedWhom({ result, settings }: Shown) {
  const say = useWords(pathWords)
  const sample = sampleOf(result)
  if (sample === undefined) return null
  const { respondents, seeds, waves } = sample
  return (
    <Picture
      title={say('rds.tree', { people: respondents, seeds, waves })}
      subtitle={say('rds.tree.subtitle')}
      table={<RecruitmentTable recruitment={result.recruitment} group={settings.group} />}
    >
      <RecruitmentTrees recruitment={result.recruitment} group={settings.group} />
    </Picture>
  )
}

function HowItSettled({ result }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const sample = sampleOf(result)
  if (sample === undefined || sample.cumulative.length < 4) return null
  const { cumulative, byWave } = sample
  const last = Math.min(50, Math.floor(cumulative.length / 2))
  const end = cumulative.at(-1) ?? 0
  const moved = Math.max(...cumulative.slice(-last).map((share) => Math.abs(share - end)))
  const moving = sample.findings.some(({ code }) => code === 'not-converged')
  return (
    <Picture
      title={say(moving ? 'rds.moving' : 'rds.settled', {
        last,
        moved: formatNumber(language, 100 * moved, { maximumFractionDigits: 1 }),
      })}
      subtitle={say('rds.settled.subtitle')}
      table={<ConvergenceTable byWave={byWave} />}
    >
      <ConvergencePlot cumulative={cumulative} byWave={byWave} />
    </Picture>
  )
}

/** Trees smaller than this say nothing of their own. */
const leastTree = 10

function Bottlenecks({ result }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const sample = sampleOf(result)
  if (sample === undefined) return null
  const trees = sample.trees.filter(
    ({ respondents, estimate }) => respondents >= leastTree && estimate !== null,
  )
  const shares = trees.map(({ estimate }) => estimate as number)
  const rows: RangeRow[] = [
    {
      key: 'all',
      name: say('rds.apart.all'),
      own: true,
      values: { share: { value: 100 * (sample.cumulative.at(-1) ?? 0), low: null, high: null } },
    },
    ...trees.map(({ seed, respondents, estimate }) => ({
      key: seed,
      name: say('rds.apart.row', { seed, people: respondents }),
      values: { share: { value: 100 * (estimate as number), low: null, high: null } },
    })),
  ]
  const drawn = {
    caption: say('rds.apart.subtitle'),
    rowHead: say('rds.apart.head'),
    panels: [{ key: 'share', name: say('rds.share'), domain: [0, shareDomain(shares)] as [number, number] }],
    rows,
    digits: 1,
  }
  if (trees.length === 0) return null
  return (
    <DotPicture
      title={
        trees.length === 1
          ? say('rds.apart.one')
          : say('rds.apart', {
              low: percent(language, Math.min(...shares), 0),
              high: percent(language, Math.max(...shares), 0),
            })
      }
      {...drawn}
    />
  )
}

function Homophily({ result }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const sample = sampleOf(result)
  if (sample === undefined || sample.groups.length < 2) return null
  const { groups, recruitments, homophily, differentialActivity, effectiveness, wavesToForgetSeeds, waves } =
    sample
  const number = (value: number, digits = 2) =>
    formatNumber(language, value, { maximumFractionDigits: digits })
  return (
    <Picture
      title={
        homophily === null
          ? say('rds.homophily.none')
          : say('rds.homophily', { homophily: number(homophily) })
      }
      subtitle={say('rds.homophily.subtitle')}
      caveat={
        <>
          {differentialActivity === null
            ? null
            : say('rds.activity', { activity: number(differentialActivity) })}{' '}
          {wavesToForgetSeeds === null
            ? null
            : say('rds.wavesNeeded', { needed: wavesToForgetSeeds, reached: waves })}
        </>
      }
    >
      <DataTable
        caption={say('rds.homophily.table')}
        columns={[
          { key: 'from', head: say('rds.homophily.from') },
          ...groups.map((group) => ({ key: `to ${group}`, head: `→ ${group}`, number: true })),
          { key: 'made', head: say('rds.homophily.made'), number: true },
          { key: 'recruiting', head: say('rds.homophily.recruiting'), number: true },
        ]}
        rows={groups.map((group, from) => {
          const own = effectiveness[from]
          return {
            key: group,
            cells: {
              from: group,
              ...Object.fromEntries(
                groups.map((other, to) => [`to ${other}`, number(recruitments[from]?.[to] ?? 0)]),
              ),
              made: own === undefined || own.respondents === 0 ? '–' : number(own.recruits / own.respondents),
              recruiting:
                own === undefined || own.respondents === 0
                  ? '–'
                  : percent(language, own.shareWhoRecruited, 0),
            },
          }
        })}
      />
    </Picture>
  )
}

function Methods({ result }: Shown) {
  const say = useWords(pathWords)
  const all = useWords(words)
  const language = useLanguage()
  const [first, ...others] = result.estimates
  const ok = result.estimates.flatMap(({ label, estimate }) =>
    estimate.status === 'ok' ? [{ label, estimate }] : [],
  )
  if (first?.estimate.status !== 'ok' || others.length === 0) return null
  const shares = ok.filter(({ label }) => label !== first.label).map(({ estimate }) => estimate.estimate)
  const rows: RangeRow[] = [
    ...ok.map(({ label, estimate }) => ({
      key: label,
      name: all(`method.${label}`),
      own: label === first.label,
      values: { share: dotOf(language, estimate, 'share') },
    })),
    {
      key: 'sample',
      name: say('rds.methods.sample'),
      values: { share: { value: 100 * first.estimate.diagnostics.sampleShare, low: null, high: null } },
    },
  ]
  const highest = rows.map(({ values }) => Math.max(values.share?.value ?? 0, values.share?.high ?? 0) / 100)
  const drawn = {
    caption: say('rds.methods.subtitle'),
    rowHead: say('rds.methods.head'),
    panels: [{ key: 'share', name: say('rds.share'), domain: [0, shareDomain(highest)] as [number, number] }],
    rows,
    digits: 1,
  }
  if (shares.length === 0) return null
  return (
    <DotPicture
      title={say('rds.methods', {
        low: percent(language, Math.min(...shares)),
        high: percent(language, Math.max(...shares)),
      })}
      {...drawn}
    />
  )
}

function OverPopulation({ result: { overPopulation } }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const shares = overPopulation.flatMap(({ estimate }) => (estimate === null ? [] : [estimate]))
  if (shares.length === 0) return null
  return (
    <Picture
      title={say('rds.over', {
        low: percent(language, Math.min(...shares)),
        high: percent(language, Math.max(...shares)),
      })}
      subtitle={say('rds.over.subtitle')}
    >
      <DataTable
        caption={say('rds.over.table')}
        captionHidden
        tight
        columns={[
          { key: 'population', head: say('rds.over.population') },
          { key: 'share', head: say('rds.share'), number: true },
        ]}
        rows={overPopulation.map(({ population, estimate }) => ({
          key: String(population),
          cells: {
            population: population === null ? say('rds.over.infinite') : formatNumber(language, population),
            share: estimate === null ? say('rds.over.below') : percent(language, estimate),
          },
        }))}
      />
    </Picture>
  )
}

function Bootstraps({ result }: Shown) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const estimate = result.estimates[0]?.estimate
  if (estimate?.status !== 'ok') return null
  const { bootstrap, otherBootstraps } = estimate.diagnostics
  if (bootstrap === null) return null
  const rows = [
    { bootstrap, standardError: estimate.standardError ?? null, intervals: estimate.intervals },
    ...otherBootstraps,
  ]
  return (
    <DataTable
      caption={say('rds.bootstraps')}
      tight
      columns={[
        { key: 'which', head: say('rds.bootstraps.which') },
        { key: 'error', head: say('rds.bootstraps.error'), number: true },
        { key: 'low', head: say('limits.low'), unit: '95%', number: true },
        { key: 'high', head: say('limits.high'), unit: '95%', number: true },
      ]}
      rows={rows.map((row) => {
        const interval = row.intervals.find(({ level }) => level === 0.95)
        return {
          key: row.bootstrap,
          cells: {
            which: say(`rds.bootstraps.${row.bootstrap}`),
            error: row.standardError === null ? '–' : percent(language, row.standardError),
            low: interval === undefined ? '–' : percent(language, interval.low),
            high: interval?.high == null ? '–' : percent(language, interval.high),
          },
        }
      })}
    />
  )
}
