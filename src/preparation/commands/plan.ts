import type { ExitCode, Io } from '../../house/command.ts'
import { between, formatNumber, speak } from '../../ui/language.ts'
import {
  type Assumed,
  bounds,
  Missing,
  type PlanDesign,
  planDesigns,
  planned,
  unusedIn,
} from '../planning/plan.ts'
import { sayFinding } from '../say-finding.ts'
import type { en } from '../words/en.ts'
import { words } from '../words.ts'
import {
  common,
  numberOf,
  readAsked,
  refuseAlone,
  refuseBeside,
  refuseUnused,
  warnOfChance,
  within,
} from './asked.ts'
import { AskedWrongly } from './said.ts'

const numbers = Object.keys(bounds) as (keyof typeof bounds)[]

const flags = {
  ...common,
  ...(Object.fromEntries(numbers.map((name) => [name, { type: 'string' }])) as Record<
    keyof typeof bounds,
    { type: 'string' }
  >),
  level: { type: 'string', default: '0.95' },
  'with-comparison': { type: 'boolean', default: false },
} as const

type Asked = ReturnType<typeof readAsked<typeof flags>>['values']

/** `tp prevalence plan survey|change|nsum|rds|lists`: how many people to ask, or what so many can show. */
export async function planCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals, given } = readAsked(argv, flags)
  const [name = '', ...more] = positionals
  const design = planDesigns.find((each) => each === name)
  if (!design || more.length > 0)
    throw new AskedWrongly(
      'plan.design',
      { known: planDesigns.join(', ') },
      positionals.join(' ') || 'DESIGN',
    )
  const assumed = assumedFrom(values)
  warnOfChance(given, { draws: 'nothing', what: 'plan' }, io)
  const { rows, findings } = within(design, io.language, () => plannedFrom(design, assumed))
  refuseUnusedIn(design, assumed)
  if (values.json) {
    const warnings = findings.map((each) => sayFinding(each, io.language))
    io.out(JSON.stringify({ design, rows, warnings, findings }, null, 2))
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

function refuseUnusedIn(design: PlanDesign, assumed: Assumed): void {
  const [unused] = unusedIn(design, assumed)
  if (unused === undefined) return
  const flags = new Set<string>([unused.name])
  if ('designs' in unused)
    refuseUnused(flags, [unused.name], {
      beside: `plan ${design}`,
      known: unused.designs.map((other) => `plan ${other}`).join(', '),
    })
  else if ('beside' in unused) refuseBeside(flags, [unused.name], `--${unused.beside}`)
  else refuseAlone(flags, [unused.name], unused.needs)
}

function plannedFrom(design: PlanDesign, assumed: Assumed) {
  try {
    return planned(design, assumed)
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    const flag = `--${error.what}`
    const remedy =
      error.what === 'coverages'
        ? 'needed.coverages remedy'
        : design === 'lists' && error.what === 'population'
          ? 'needed.listsPopulation remedy'
          : 'needed.here remedy'
    throw new AskedWrongly('missing', { flag }, flag, remedy)
  }
}

function assumedFrom(values: Asked): Assumed {
  if (values.deff !== undefined && values['cluster-size'] !== undefined)
    throw new AskedWrongly('plan.clusters', {}, '--deff')
  const assumed: Assumed = values['with-comparison'] ? { 'with-comparison': true } : {}
  for (const name of numbers) {
    const text = values[name]
    if (text === undefined) continue
    const { least, most } = bounds[name]
    const read = (one: string) => numberOf(`--${name}`, one, least, most)
    if (name === 'coverages') assumed.coverages = text.split(',').map(read)
    else assumed[name] = read(text)
  }
  return assumed
}
