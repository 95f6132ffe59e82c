import type { Estimate } from '../../../../estimators/estimate.ts'
import type { RangeRow } from '../../../../ui/charts/dot-range.tsx'
import { ticks } from '../../../../ui/charts/ticks.ts'
import { DataTable } from '../../../../ui/data-table.tsx'
import { formatNumber, speak } from '../../../../ui/language.ts'
import { useLanguage, useWords } from '../../../../ui/voice.tsx'
import { TruthAndEstimate, TruthTable } from '../../../pictures/truth-and-estimate.tsx'
import { precisionOf, rounded } from '../../../rounding.ts'
import { ChooseColumn, Ticks } from '../../fields.tsx'
import type { Asking, Path, Sheets } from '../../path.ts'
import { madeUpMembers, madeUpScaleUp, madeUpScaleUpTruth } from '../examples.ts'
import { choicesOf, downloadOf, keptFigures, type Named, namedByMethod } from '../labelled.ts'
import { pathWords } from '../network-words.ts'
import { NumberLine, PopulationLine, ResamplingLines } from '../number-fields.tsx'
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
  stepBetween,
  untagged,
} from '../parts.tsx'
import { headings, suggestColumn } from '../suggest.ts'
import { flagTyped, isWrong, limits, limitsOfFactor, numberTyped } from '../typed.ts'
import type { NsumResult, NsumSettings } from './settings.ts'

const factors = ['transmission', 'degreeRatio', 'frameRatio', 'precision'] as const
const designColumns = ['weight', 'cluster', 'strata'] as const

/** Answers to “how many people do you know who …”, on the page. */
export const nsumPath: Path<NsumSettings, NsumResult> = {
  slots: (language) => {
    const say = speak(pathWords, language)
    return [
      { key: 'answers', name: say('nsum.answers'), hint: say('nsum.answers.hint') },
      { key: 'sizes', name: say('nsum.sizes'), hint: say('nsum.sizes.hint') },
      { key: 'members', name: say('nsum.members'), hint: say('nsum.members.hint'), optional: true },
    ]
  },
  examples: (language) => {
    const say = speak(pathWords, language)
    const { population, hidden, transmission } = madeUpScaleUpTruth
    const truth = say('nsum.example.truth', {
      population: formatNumber(language, population),
      hidden: formatNumber(language, hidden),
      transmission: percent(language, transmission, 0),
    })
    return [
      {
        key: 'made-up',
        name: say('nsum.example'),
        source: { text: say('invented', { truth }) },
        texts: madeUpScaleUp(),
      },
      {
        key: 'made-up-members',
        name: say('nsum.example.members'),
        source: { text: say('invented', { truth }) },
        texts: { ...madeUpScaleUp(), members: madeUpMembers() },
      },
    ]
  },
  begin({ answers, sizes, members }) {
    const weight = suggestColumn(answers, headings.weight, ({ name }) => !isSized(sizes, name))
    const cluster = suggestColumn(answers, headings.cluster, ({ name }) => !isSized(sizes, name))
    const strata = suggestColumn(answers, headings.strata, ({ name }) => !isSized(sizes, name))
    // Where no size is said of one column alone, that is the hidden one.
    const without = (answers?.columns ?? []).filter(
      ({ name, struck, holds }) =>
        !struck && holds !== 'text' && !isSized(sizes, name) && ![weight, cluster, strata].includes(name),
    )
    return {
      // Else the last one, where surveys put what is not asked of everybody.
      hidden: without.at(-1)?.name ?? '',
      without: [],
      population: '',
      weight,
      cluster,
      strata,
      transmission: '',
      degreeRatio: '',
      frameRatio: '',
      precision: '',
      cutAt: '',
      knowers: suggestColumn(members, headings.knowers, ({ holds }) => holds !== 'text'),
      membersWeight: suggestColumn(members, headings.weight, ({ holds }) => holds !== 'text'),
      frame: '',
      resamples: '1000',
      seed: '1',
    }
  },
  missing(_, settings, language) {
    const say = speak(pathWords, language)
    if (settings.hidden === '') return say('missing.columns', { columns: say('nsum.hidden') })
    if (wrongNumbers(settings)) return say('missing.numbers')
    return settings.population.trim() === ''
      ? say('missing.columns', { columns: say('ask.population') })
      : null
  },
  Ask,
  Show,
  command(settings, { answers, sizes, members }) {
    // With a second sample the command gives the figure of both; factors that it does without are refused.
    const alone = (flag: string | null) => (members === undefined ? flag : null)
    return `tp prevalence nsum ${fileOf(answers, 'ANSWERS.csv')} --sizes ${fileOf(sizes, 'SIZES.csv')}${flags(
      {
        population: flagTyped(settings.population, limits.people),
        hidden: settings.hidden,
        // Where members say how many know of them, no known group has a part in the figure.
        without:
          settings.without.length > 0 && (members === undefined || !settings.knowers)
            ? settings.without.join(',')
            : null,
        weight: settings.weight,
        cluster: settings.cluster,
        strata: settings.strata,
        transmission: alone(flagTyped(settings.transmission, limitsOfFactor.transmission)),
        'degree-ratio': alone(flagTyped(settings.degreeRatio, limitsOfFactor.degreeRatio)),
        'frame-ratio': alone(flagTyped(settings.frameRatio, limitsOfFactor.frameRatio)),
        precision: flagTyped(settings.precision, limitsOfFactor.precision),
        'cut-at': flagTyped(settings.cutAt, limits.cut),
        ...(members === undefined
          ? {}
          : {
              enriched: members.file ?? 'MEMBERS.csv',
              frame: flagTyped(settings.frame, limits.people),
              knowers: settings.knowers,
              'enriched-weight': settings.membersWeight,
            }),
        boot: flagTyped(settings.resamples, limits.resamples),
        seed: flagTyped(settings.seed, limits.seed),
      },
    )}`
  },
  choices: (result, _, language) => choicesOf(namedByMethod(figuresIn(result), language)),
  download: (result, _, language) => downloadOf(figuresIn(result), language),
  kept: ({ known, ...result }, settings, chosen, why) => ({
    design: 'nsum',
    settings: {
      hidden: settings.hidden,
      known: known.join(', ').slice(0, 500),
      population: numberTyped(settings.population, limits.people) ?? null,
      ...Object.fromEntries(
        factors.map((name) => [name, numberTyped(settings[name], limitsOfFactor[name]) ?? null]),
      ),
      cutAt: numberTyped(settings.cutAt, limits.cut) ?? null,
      ...(result.generalised === null
        ? {}
        : {
            frame: numberTyped(settings.frame, limits.people) ?? null,
            knowers: settings.knowers || null,
            membersWeight: settings.membersWeight || null,
          }),
      seed: numberTyped(settings.seed, limits.seed) ?? 1,
      resamples: numberTyped(settings.resamples, limits.resamples) ?? 1000,
    },
    ...keptFigures(figuresIn(result), chosen),
    why,
  }),
  quantity: () => 'people',
  overlapTable: () => null,
}

/** Every figure with its label; that from both samples needs fewer assumptions and comes first. */
function figuresIn({ estimates, generalised }: Pick<NsumResult, 'estimates' | 'generalised'>) {
  const both = { label: 'nsum-generalised' as const, estimate: generalised as Estimate }
  return [...(generalised === null ? [] : [both]), ...estimates]
}

/** Whether the table of sizes names a group so; where it has too many to tell, none is taken to be. */
function isSized(sizes: Sheets[string] | undefined, name: string): boolean {
  return sizes?.columns[0]?.few?.includes(name) ?? false
}

function wrongNumbers(settings: NsumSettings): boolean {
  return (
    isWrong(settings.population, limits.people) ||
    isWrong(settings.resamples, limits.resamples) ||
    isWrong(settings.seed, limits.seed) ||
    isWrong(settings.cutAt, limits.cut) ||
    isWrong(settings.frame, limits.people) ||
    factors.some((name) => isWrong(settings[name], limitsOfFactor[name]))
  )
}

function Ask({ sheets: { answers, members }, settings, change }: Asking<NsumSettings>) {
  const say = useWords(pathWords)
  if (answers === undefined) return null
  const set = (part: Partial<NsumSettings>) => change({ ...settings, ...part })
  const others = answers.columns.filter(
    ({ name, struck, holds }) =>
      !struck &&
      holds !== 'text' &&
      ![settings.hidden, settings.weight, settings.cluster, settings.strata].includes(name),
  )
  return (
    <>
      <ChooseColumn
        name="nsum-hidden"
        label={say('nsum.hidden')}
        sheet={answers}
        value={settings.hidden}
        change={(hidden) => set({ hidden })}
      />
      <PopulationLine
        name="nsum-population"
        hint={say('nsum.population.hint')}
        value={settings.population}
        change={(population) => set({ population })}
      />
      <NumberLine
        name="nsum-transmission"
        label={say('nsum.transmission')}
        hint={say('nsum.transmission.hint')}
        optional
        limits={limitsOfFactor.transmission}
        value={settings.transmission}
        change={(transmission) => set({ transmission })}
      />
      {members === undefined ? null : (
        <>
          {(['knowers', 'membersWeight'] as const).map((name) => (
            <ChooseColumn
              key={name}
              name={`nsum-${name}`}
              label={say(`nsum.${name}`)}
              {...(name === 'knowers' ? { hint: say('nsum.knowers.hint') } : {})}
              none={say('ask.none')}
              sheet={members}
              value={settings[name]}
              change={(value) => set({ [name]: value })}
            />
          ))}
          <NumberLine
            name="nsum-frame"
            label={say('nsum.frame')}
            hint={say('nsum.frame.hint')}
            optional
            limits={limits.people}
            value={settings.frame}
            change={(frame) => set({ frame })}
          />
        </>
      )}
      <details>
        <summary>{say('ask.more')}</summary>
        {(['degreeRatio', 'frameRatio', 'precision'] as const).map((name) => (
          <NumberLine
            key={name}
            name={`nsum-${name}`}
            label={say(`nsum.${name}`)}
            hint={say(`nsum.${name}.hint`)}
            optional
            limits={limitsOfFactor[name]}
            value={settings[name]}
            change={(value) => set({ [name]: value })}
          />
        ))}
        {designColumns.map((name) => (
          <ChooseColumn
            key={name}
            name={`nsum-${name}`}
            label={say(`nsum.${name}`)}
            none={say('ask.none')}
            sheet={answers}
            value={settings[name]}
            change={(value) => set({ [name]: value })}
          />
        ))}
        <NumberLine
          name="nsum-cut"
          label={say('nsum.cutAt')}
          optional
          limits={limits.cut}
          value={settings.cutAt}
          change={(cutAt) => set({ cutAt })}
        />
        <Ticks
          name="nsum-without"
          label={say('nsum.without')}
          hint={say('nsum.without.hint')}
          options={others.map(({ name }) => ({ value: name, name }))}
          chosen={settings.without}
          change={(without) => set({ without })}
        />
        <ResamplingLines prefix="nsum" settings={settings} change={set} />
      </details>
    </>
  )
}

type One = NsumResult['estimates'][number]['estimate']

function Show({ result, chosen }: { result: NsumResult; chosen: string | null }) {
  const language = useLanguage()
  const { generalised } = result
  const figures = namedByMethod(figuresIn(result), language)
  const main = result.estimates.find(({ label }) => label === chosen) ?? result.estimates[0]
  if (main === undefined) return null
  if (generalised !== null && !result.estimates.some(({ label }) => label === chosen))
    return (
      <>
        <InWords>
          <FromBoth estimate={generalised} />
        </InWords>
        <Doubts findings={generalised.warnings} />
        <Resampled estimate={generalised as Estimate} kind="people" />
        <Beside figures={figures} own="nsum-generalised" />
        <InNumbers>
          <Limits kind="people" estimates={figures} />
        </InNumbers>
      </>
    )
  const { estimate } = main
  return (
    <>
      <InWords>
        <InShort estimate={estimate} />
      </InWords>
      <Doubts findings={estimate.warnings} />
      <Resampled estimate={estimate as Estimate} kind="people" />
      {generalised === null ? null : <Beside figures={figures} own={main.label} />}
      <KnownGroups estimate={estimate} />
      <Transmission estimate={estimate} />
      <DegreeRatio estimate={estimate} />
      <LeftOut estimate={estimate} />
      <InNumbers>
        <Unevenly estimate={estimate} />
        <Limits kind="people" estimates={figures} />
      </InNumbers>
    </>
  )
}

/** What the answers of both samples say together. */
function FromBoth({ estimate }: { estimate: NonNullable<NsumResult['generalised']> }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (estimate.status !== 'ok') return <NoEstimate reason={estimate.reason} />
  const { members, meanVisibility, reports, ...found } = estimate.diagnostics
  const number = (value: number) => formatNumber(language, value)
  return (
    <HowMany estimate={estimate as Estimate} {...found}>
      {say('nsum.both', {
        members: number(members),
        known: number(Math.round(meanVisibility)),
        reports: number(reports),
      })}
    </HowMany>
  )
}

/** The figure in people and in 1,000, and what it stands on. */
function HowMany({
  estimate,
  hidden,
  perThousand,
  children,
}: {
  estimate: Estimate
  hidden: string
  perThousand: number
  children: string
}) {
  const say = useWords(pathWords)
  const rate = formatNumber(useLanguage(), perThousand, { maximumSignificantDigits: 2 })
  return (
    <Sentences>
      {[
        <Says
          key="says"
          estimate={estimate}
          kind="people"
          word="nsum.says"
          bare="nsum.says.bare"
          values={{ group: untagged(hidden) }}
        />,
        say('nsum.perThousand', { rate }),
        children,
      ]}
    </Sentences>
  )
}

/** The figure from both samples beside those from the first alone. */
function Beside({ figures, own }: { figures: readonly Named[]; own: string }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const ok = figures.filter(({ estimate }) => estimate.status === 'ok')
  if (ok.length < 2) return null
  const rows = ok.map(
    ({ label, name, estimate }): RangeRow => ({
      key: label,
      name,
      own: label === own,
      // Each on its own grid, as words tell it.
      values: { people: dotOf(language, estimate, 'amount') },
    }),
  )
  return (
    <DotPicture
      title={say('nsum.beside')}
      {...peopleRows(rows, say('nsum.beside.subtitle'), say('rds.methods.head'), say('nsum.people'), 1)}
    />
  )
}

function InShort({ estimate }: { estimate: One }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (estimate.status !== 'ok') {
    const { upperLimit } = estimate.diagnostics
    return (
      <>
        <NoEstimate reason={estimate.reason} />
        <Sentences>
          {[upperLimit === undefined ? null : say('nsum.limit', { limit: people(language, upperLimit) })]}
        </Sentences>
      </>
    )
  }
  const { hidden, perThousand, meanDegree, reports } = estimate.diagnostics
  return (
    <HowMany estimate={estimate as Estimate} hidden={hidden} perThousand={perThousand}>
      {say('nsum.degree', {
        degree: formatNumber(language, Math.round(meanDegree)),
        reports: formatNumber(language, reports),
      })}
    </HowMany>
  )
}

function KnownGroups({ estimate }: { estimate: One }) {
  const say = useWords(pathWords)
  const groups = estimate.diagnostics.backEstimates
  if (groups === undefined) return null
  const checked = groups.filter(({ ratio }) => ratio !== null)
  if (checked.length === 0) return <Picture title={say('nsum.back.none')} />
  const near = checked.filter(({ ratio }) => ratio !== null && ratio <= 1.5 && ratio >= 1 / 1.5).length
  return (
    <Picture
      title={say('nsum.back', { near, of: groups.length })}
      subtitle={say('nsum.back.subtitle')}
      table={<TruthTable groups={groups} />}
    >
      <TruthAndEstimate groups={groups} />
    </Picture>
  )
}

function Transmission({ estimate }: { estimate: One }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (estimate.status !== 'ok') return null
  const { overTransmission, factors: taken } = estimate.diagnostics
  const half = overTransmission.find(({ value }) => value === 0.5)
  const rows = overTransmission.map(
    ({ value, estimate: size, low, high }): RangeRow => ({
      key: String(value),
      name: percent(language, value, 0),
      own: value === taken.transmission,
      values: { people: { value: size, low, high, missing: say('nsum.beyond') } },
    }),
  )
  const step = precisionOf(estimate.estimate, estimate.intervals)
  const drawn = peopleRows(rows, say('nsum.tau.subtitle'), say('nsum.tau.head'), say('nsum.people'), step)
  return (
    <DotPicture
      title={
        half?.estimate == null
          ? say('nsum.tau.beyond')
          : say('nsum.tau', { half: people(language, half.estimate) })
      }
      {...drawn}
    />
  )
}

function DegreeRatio({ estimate }: { estimate: One }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (estimate.status !== 'ok') return null
  const { overDegreeRatio, factors: taken } = estimate.diagnostics
  const [first] = overDegreeRatio
  if (first === undefined) return null
  const number = (value: number) => formatNumber(language, value, { maximumFractionDigits: 2 })
  const rows = overDegreeRatio.map(
    ({ value, estimate: size, low, high }): RangeRow => ({
      key: String(value),
      name: number(value),
      own: value === taken.degreeRatio,
      values: { people: { value: size, low, high, missing: say('nsum.beyond') } },
    }),
  )
  const step = precisionOf(estimate.estimate, estimate.intervals)
  const drawn = peopleRows(rows, say('nsum.ratio.subtitle'), say('nsum.ratio.head'), say('nsum.people'), step)
  return (
    <DotPicture
      title={
        first.estimate === null
          ? say('nsum.ratio.beyond', { ratio: number(first.value) })
          : say('nsum.ratio', { ratio: number(first.value), estimate: people(language, first.estimate) })
      }
      {...drawn}
    />
  )
}

/** Rows of people on an axis from zero, on the grid on which words tell them. */
function peopleRows(rows: RangeRow[], caption: string, rowHead: string, name: string, step: number) {
  const values = rows.flatMap(({ values: { people: one } }) => [
    one?.value ?? 0,
    one?.low ?? 0,
    one?.high ?? 0,
  ])
  const highest = Math.max(1, ...values)
  const grid = (value: number | null, to?: 'down' | 'up') =>
    value === null ? null : rounded(value, Math.max(1, step), to)
  const domain: [number, number] = [0, highest * 1.05]
  return {
    caption,
    rowHead,
    panels: [{ key: 'people', name, domain, ticks: ticks(domain, 3) }],
    rows: rows.map((row) => {
      const one = row.values.people
      if (one === undefined) return row
      return {
        ...row,
        values: {
          people: { ...one, value: grid(one.value), low: grid(one.low, 'down'), high: grid(one.high, 'up') },
        },
      }
    }),
    digits: 0,
  }
}

function LeftOut({ estimate }: { estimate: One }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  if (estimate.status !== 'ok') return null
  const { withoutEach, withoutLargest } = estimate.diagnostics
  const sizes = withoutEach.flatMap(({ estimate: size }) => (size === null ? [] : [size]))
  if (sizes.length === 0) return null
  const one = (size: number | null) => ({
    people: { value: size, low: null, high: null },
  })
  const rows: RangeRow[] = [
    { key: 'nothing', name: say('nsum.leave.nothing'), own: true, values: one(estimate.estimate) },
    ...withoutEach.map(({ group, estimate: size }) => ({
      key: `group ${group}`,
      name: group,
      values: one(size),
    })),
    ...withoutLargest.map(({ share, respondents, estimate: size }) => ({
      key: `largest ${share}`,
      name: say('nsum.leave.largest', { count: respondents }),
      values: one(size),
    })),
  ]
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const step = stepBetween(least, most)
  const drawn = peopleRows(rows, say('nsum.leave.subtitle'), say('nsum.leave.head'), say('nsum.people'), step)
  return (
    <DotPicture
      title={say('nsum.leave', {
        low: formatNumber(language, rounded(least, step, 'down'), { maximumFractionDigits: 0 }),
        high: formatNumber(language, rounded(most, step, 'up'), { maximumFractionDigits: 0 }),
      })}
      {...drawn}
    />
  )
}

function Unevenly({ estimate }: { estimate: One }) {
  const say = useWords(pathWords)
  const language = useLanguage()
  const { spreads } = estimate.diagnostics
  if (spreads === undefined) return null
  return (
    <DataTable
      caption={say('nsum.spread')}
      columns={[
        { key: 'group', head: say('nsum.spread.group') },
        { key: 'index', head: say('nsum.spread.index'), number: true },
        { key: 'twentieth', head: say('nsum.spread.twentieth'), number: true },
      ]}
      rows={spreads.map(({ group, index, fromTheTwentieth }) => ({
        key: group,
        cells: {
          group,
          index: index === null ? '–' : formatNumber(language, index, { maximumFractionDigits: 1 }),
          twentieth: fromTheTwentieth === null ? '–' : percent(language, fromTheTwentieth, 0),
        },
      }))}
    />
  )
}
