import {
  type Clustering,
  halfWidthOfShare,
  minimumDetectableFall,
  powerOfChange,
  type Sample,
  sampleForChange,
  sampleForShare,
} from '../../estimators/change/planning.ts'
import {
  sampleForScaleUp,
  samplesForRecruitment,
  widthFromLists,
} from '../../estimators/change/planning-hidden.ts'
import type { Finding } from '../../estimators/findings.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { between, formatNumber, speak } from '../../ui/language.ts'
import { sayFinding } from '../say-finding.ts'
import type { en } from '../words/en.ts'
import { words } from '../words.ts'
import { common, needed, numberOf, readAsked, within, wrong } from './asked.ts'

const flags = {
  ...common,
  share: { type: 'string' },
  second: { type: 'string' },
  'half-width': { type: 'string' },
  'relative-half-width': { type: 'string' },
  respondents: { type: 'string' },
  population: { type: 'string' },
  hidden: { type: 'string' },
  degree: { type: 'string' },
  transmission: { type: 'string' },
  coverages: { type: 'string' },
  deff: { type: 'string' },
  'cluster-size': { type: 'string' },
  icc: { type: 'string' },
  correlation: { type: 'string' },
  power: { type: 'string' },
  level: { type: 'string', default: '0.95' },
  response: { type: 'string' },
} as const

type Asked = ReturnType<typeof readAsked<typeof flags>>['values']

/** What a plan answers: named quantities, and what is taken for granted. */
type Plan = { rows: Record<string, number | null>[]; findings: Finding[] }

const designs: Record<string, (asked: Asked) => Plan> = {
  survey: (asked) => {
    const share = given(asked, 'share', 0, 1)
    const common = { share, ...population(asked), ...shared(asked), clustering: clusteringOf(asked) }
    if (asked['half-width'] === undefined) {
      const respondents = given(asked, 'respondents', 2, 1e9)
      return {
        rows: [{ respondents, halfWidth: halfWidthOfShare({ ...common, respondents }) }],
        findings: [],
      }
    }
    return samplePlan([sampleForShare({ ...common, halfWidth: given(asked, 'half-width', 0, 0.5) })])
  },
  change: (asked) => {
    const plan = {
      first: given(asked, 'share', 0, 1),
      clustering: clusteringOf(asked),
      ...shared(asked),
      ...optional(asked, 'power', 0, 1),
      ...optional(asked, 'correlation', 0, 0.99),
    }
    if (asked.second !== undefined && asked.respondents === undefined)
      return samplePlan([sampleForChange({ ...plan, second: given(asked, 'second', 0, 1) })])
    const respondents = given(asked, 'respondents', 2, 1e9)
    if (asked.second !== undefined) {
      const power = powerOfChange({ ...plan, second: given(asked, 'second', 0, 1), respondents })
      return { rows: [{ respondents, power }], findings: [] }
    }
    const least = minimumDetectableFall({ ...plan, respondents })
    return {
      rows: [
        {
          respondents,
          second: least?.second ?? null,
          difference: least?.difference ?? null,
          fall: least?.fall ?? null,
        },
      ],
      findings: [],
    }
  },
  nsum: (asked) =>
    samplePlan([
      sampleForScaleUp({
        population: given(asked, 'population', 1, 1e11),
        hidden: given(asked, 'hidden', 1, 1e11),
        meanDegree: given(asked, 'degree', 1, 1e5),
        relativeHalfWidth: given(asked, 'relative-half-width', 0, 2),
        clustering: clusteringOf(asked),
        ...shared(asked),
        ...optional(asked, 'transmission', 0, 1),
      }),
    ]),
  rds: (asked) =>
    samplePlan(
      samplesForRecruitment({
        share: given(asked, 'share', 0, 1),
        halfWidth: given(asked, 'half-width', 0, 0.5),
        ...population(asked),
        level: numberOf('--level', asked.level, 0.5, 0.9999),
      }),
    ),
  lists: (asked) => {
    const coverages = needed('--coverages', asked.coverages, 'For example --coverages 0.2,0.1,0.3.')
      .split(',')
      .map((text) => numberOf('--coverages', text, 0, 1))
    const { seen, inOverlap, standardError, interval, relativeWidth, findings } = widthFromLists({
      population: given(asked, 'population', 1, 1e11),
      coverages,
      level: numberOf('--level', asked.level, 0.5, 0.9999),
    })
    const { low, high } = interval
    return { rows: [{ seen, inOverlap, standardError, low, high, relativeWidth }], findings }
  },
}

/** `tp prevalence plan survey|change|nsum|rds|lists`: how many people to ask, or what so many can show. */
export async function planCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readAsked(argv, flags)
  const [name = '', ...more] = positionals
  const design = Object.hasOwn(designs, name) ? designs[name] : undefined
  if (!design || more.length > 0)
    throw wrong('Which design?', {
      place: positionals.join(' ') || 'DESIGN',
      message: `Known are ${Object.keys(designs).join(', ')}.`,
      remedy: 'For example tp prevalence plan survey --share 0.1 --half-width 0.02 --deff 2.',
    })
  const { rows, findings } = within(name, io.language, () => design(values))
  if (values.json) {
    io.out(
      JSON.stringify(
        { design: name, rows, warnings: findings.map((each) => sayFinding(each, io.language)), findings },
        null,
        2,
      ),
    )
    return 0
  }
  const say = speak(words, io.language)
  const unknown = say('plan.none')
  for (const row of rows)
    io.out(
      Object.entries(row)
        .map(([key, value]) => {
          const shown =
            value === null ? unknown : formatNumber(io.language, value, { maximumSignificantDigits: 6 })
          return `${say(`plan.${key}` as keyof typeof en)}${between(io.language, ':')}${shown}`
        })
        .join(between(io.language, ';')),
    )
  for (const finding of findings) io.out(`– ${sayFinding(finding, io.language)}`)
  return 0
}

function samplePlan(samples: readonly Sample[]): Plan {
  return {
    rows: samples.map(({ respondents, clusters, approached, designEffect }) => ({
      designEffect,
      respondents,
      ...(clusters === null ? {} : { clusters }),
      approached,
    })),
    findings: samples.flatMap(({ findings }) => findings),
  }
}

function given(asked: Asked, flag: keyof Asked & string, least: number, most: number): number {
  return numberOf(
    `--${flag}`,
    needed(`--${flag}`, asked[flag] as string | undefined, 'It is needed here.'),
    least,
    most,
  )
}

function optional<Flag extends keyof Asked & string>(asked: Asked, flag: Flag, least: number, most: number) {
  const text = asked[flag] as string | undefined
  return (text === undefined ? {} : { [flag]: numberOf(`--${flag}`, text, least, most) }) as {
    [Name in Flag]?: number
  }
}

function shared(asked: Asked) {
  const response =
    asked.response === undefined ? {} : { responseRate: numberOf('--response', asked.response, 0.01, 1) }
  return { level: numberOf('--level', asked.level, 0.5, 0.9999), ...response }
}

const population = (asked: Asked) => optional(asked, 'population', 1, 1e11)

/** The design effect, or the size of clusters and how alike people in them are. Neither given: a simple random sample. */
function clusteringOf(asked: Asked): Clustering {
  if (asked['cluster-size'] === undefined)
    return { designEffect: asked.deff === undefined ? 1 : numberOf('--deff', asked.deff, 0.1, 100) }
  if (asked.deff !== undefined)
    throw wrong('--deff and --cluster-size both say how people are clustered', {
      place: '--deff',
      message: 'Only one of them can be followed.',
      remedy: 'Leave one out.',
    })
  return {
    clusterSize: given(asked, 'cluster-size', 1, 1e6),
    correlationWithin: given(asked, 'icc', 0, 1),
  }
}
