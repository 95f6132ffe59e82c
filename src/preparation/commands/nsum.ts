import type { Estimate } from '../../estimators/estimate.ts'
import type { NsumFactors } from '../../estimators/network/nsum.ts'
import type { KnownGroup } from '../../estimators/network/nsum-data.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { assertAmong } from '../reading/sample.ts'
import { estimateEnriched, estimateScaleUp, groupsWithoutSize, knownGroupsIn } from '../reading/scale-up.ts'
import type { TextTable } from '../text-table.ts'
import {
  choiceOf,
  common,
  fileOf,
  needed,
  numberOf,
  peopleOf,
  readAsked,
  refuseAlone,
  refuseBeside,
  tableIn,
  warnOfChance,
  wholeOf,
  within,
} from './asked.ts'
import { carryOut } from './long-run.ts'
import { answer } from './print.ts'
import { AskedWrongly } from './said.ts'

const methods = ['nsum-mle', 'nsum-pimle'] as const

/** `tp prevalence nsum ARD.csv --sizes F --population N`, with `--enriched F` for what members of the group say. */
export async function nsumCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals, given } = readAsked(argv, {
    ...common,
    sizes: { type: 'string' },
    population: { type: 'string' },
    hidden: { type: 'string' },
    without: { type: 'string' },
    weight: { type: 'string' },
    cluster: { type: 'string' },
    strata: { type: 'string' },
    method: { type: 'string' },
    'cut-at': { type: 'string' },
    'frame-ratio': { type: 'string' },
    'degree-ratio': { type: 'string' },
    transmission: { type: 'string' },
    precision: { type: 'string' },
    boot: { type: 'string', default: '1000' },
    enriched: { type: 'string' },
    frame: { type: 'string' },
    knowers: { type: 'string' },
    'enriched-weight': { type: 'string' },
  })
  const file = fileOf(positionals, 'ARD.csv')
  const sizesFile = needed('--sizes', values.sizes, 'sizes')
  const population = peopleOf('--population', needed('--population', values.population, 'population'), 1)
  const method = choiceOf('--method', values.method ?? 'nsum-mle', methods)
  const factors: NsumFactors = {}
  const factor = (flag: 'frame-ratio' | 'degree-ratio' | 'transmission' | 'precision', most: number) =>
    values[flag] === undefined ? null : numberOf(`--${flag}`, values[flag], 1e-6, most)
  const [frame, degree] = [factor('frame-ratio', 1e6), factor('degree-ratio', 1e6)]
  const [transmission, precision] = [factor('transmission', 1), factor('precision', 1)]
  if (frame !== null) factors.frameRatio = frame
  if (degree !== null) factors.degreeRatio = degree
  if (transmission !== null) factors.transmission = transmission
  if (precision !== null) factors.precision = precision
  const seed = wholeOf('--seed', values.seed, 0)
  const resamples = wholeOf('--boot', values.boot, 0, 1_000_000)
  const cutAt = values['cut-at'] === undefined ? undefined : wholeOf('--cut-at', values['cut-at'], 1)

  const { enriched } = values
  if (enriched !== undefined)
    for (const flag of ['method', 'frame-ratio', 'degree-ratio', 'transmission'] as const)
      if (values[flag] !== undefined)
        throw new AskedWrongly('nsum.enriched', { flag: `--${flag}` }, `--${flag}`)
  refuseAlone(given, ['frame', 'knowers', 'enriched-weight'], 'enriched')
  if (given.has('knowers')) refuseBeside(given, ['without'], '--knowers')
  warnOfChance(given, { draws: 'resamples', what: 'nsum', resamples }, io)
  const onFrame = values.frame === undefined ? population : peopleOf('--frame', values.frame, 1, population)

  const sizes = await tableIn(sizesFile, io.language)
  const leftOut = values.without?.split(',').map((group) => group.trim()) ?? []
  const sized = within(sizesFile, io.language, () => {
    const groups = knownGroupsIn(sizes)
    const names = groups.map(({ group }) => group)
    for (const group of leftOut) assertAmong(names, group)
    return groups
  })
  const known = sized.filter(({ group }) => !leftOut.includes(group))
  const table = await tableIn(file, io.language)
  const hidden = values.hidden ?? theOnlyUnknown(table, sized, [values.weight, values.cluster, values.strata])
  const members = enriched === undefined ? null : await tableIn(enriched, io.language)
  const estimate = await carryOut<Estimate>(file, io, () => {
    const asked = {
      hidden,
      known,
      population,
      ...(values.weight === undefined ? {} : { weight: values.weight }),
      ...(values.cluster === undefined ? {} : { cluster: values.cluster }),
      ...(values.strata === undefined ? {} : { strata: values.strata }),
      ...(cutAt === undefined ? {} : { cutAt }),
    }
    if (members !== null) {
      const { knowers, 'enriched-weight': weight } = values
      const others = {
        frame: onFrame,
        known,
        ...(knowers === undefined ? {} : { knowers }),
        ...(weight === undefined ? {} : { weight }),
      }
      const settings = { resamples, seed, ...(precision === null ? {} : { precision }) }
      return estimateEnriched(table, asked, { table: members, asked: others }, settings)
    }
    return estimateScaleUp(table, asked, { method, factors, resamples, seed })
  })
  answer(estimate, values.json, io)
  return 0
}

/** The hidden group, where the table of answers has just one column without a size. */
function theOnlyUnknown(
  table: TextTable,
  known: readonly KnownGroup[],
  others: (string | undefined)[],
): string {
  const left = groupsWithoutSize(table, known, others)
  const [only, ...more] = left
  if (only === undefined || more.length > 0)
    throw new AskedWrongly('nsum.hidden', { left: left.slice(0, 12).join(', ') || 'none' }, '--hidden')
  return only
}
