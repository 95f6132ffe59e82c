import type { NsumFactors } from '../../estimators/network/nsum.ts'
import type { KnownGroup } from '../../estimators/network/nsum-data.ts'
import { finish } from '../../estimators/numeric/run.ts'
import type { ExitCode, Io } from '../../house/command.ts'
import { assertAmong } from '../reading/sample.ts'
import { estimateScaleUp, groupsWithoutSize, knownGroupsIn } from '../reading/scale-up.ts'
import type { TextTable } from '../text-table.ts'
import { common, fileOf, needed, numberOf, readAsked, tableIn, wholeOf, within, wrong } from './asked.ts'
import { answer } from './print.ts'

const methods = ['nsum-mle', 'nsum-pimle'] as const

/** `tp prevalence nsum ARD.csv --sizes F --population N`. */
export async function nsumCommand(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = readAsked(argv, {
    ...common,
    sizes: { type: 'string' },
    population: { type: 'string' },
    hidden: { type: 'string' },
    without: { type: 'string' },
    weight: { type: 'string' },
    cluster: { type: 'string' },
    strata: { type: 'string' },
    method: { type: 'string', default: 'nsum-mle' },
    'cut-at': { type: 'string' },
    'frame-ratio': { type: 'string' },
    'degree-ratio': { type: 'string' },
    transmission: { type: 'string' },
    precision: { type: 'string' },
    boot: { type: 'string', default: '1000' },
  })
  const file = fileOf(positionals, 'ARD.csv')
  const sizesFile = needed('--sizes', values.sizes, 'A file with the sizes of the known groups.')
  const population = numberOf(
    '--population',
    needed('--population', values.population, 'How many people the acquaintances live among.'),
    1,
    Infinity,
  )
  const method = methods.find((known) => known === values.method)
  if (!method)
    throw wrong(`“${values.method}” is not a method of scale-up`, {
      place: '--method',
      message: `Known are ${methods.join(', ')}.`,
    })
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

  const sizes = tableIn(sizesFile, io.language)
  const leftOut = values.without?.split(',').map((group) => group.trim()) ?? []
  const sized = within(sizesFile, io.language, () => {
    const groups = knownGroupsIn(sizes)
    const names = groups.map(({ group }) => group)
    for (const group of leftOut) assertAmong(names, group)
    return groups
  })
  const known = sized.filter(({ group }) => !leftOut.includes(group))
  const table = tableIn(file, io.language)
  const hidden = values.hidden ?? theOnlyUnknown(table, sized, [values.weight, values.cluster, values.strata])
  const estimate = within(file, io.language, () => {
    const asked = {
      hidden,
      known,
      population,
      ...(values.weight === undefined ? {} : { weight: values.weight }),
      ...(values.cluster === undefined ? {} : { cluster: values.cluster }),
      ...(values.strata === undefined ? {} : { strata: values.strata }),
      ...(cutAt === undefined ? {} : { cutAt }),
    }
    return finish(estimateScaleUp(table, asked, { method, factors, resamples, seed }))
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
    throw wrong('Which group is the hidden one?', {
      place: '--hidden',
      message:
        only === undefined
          ? 'Every column has a size.'
          : `Several columns have no size: ${left.slice(0, 12).join(', ')}.`,
      remedy: 'Name its column with --hidden.',
    })
  return only
}
