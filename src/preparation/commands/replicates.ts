import { givenKinds, type ReplicatesAsked } from '../reading/replicated.ts'
import { choiceOf, needed, numberOf, refuseAlone, refuseBeside, refuseUnused, wholeOf } from './asked.ts'

/** Flags that say by which replicates the error is to be told. */
export const replicateFlags = {
  variance: { type: 'string', default: 'linearised' },
  boot: { type: 'string', default: '500' },
  replicates: { type: 'string' },
  'replicate-kind': { type: 'string' },
  'replicate-factor': { type: 'string' },
  'replicate-df': { type: 'string' },
  fay: { type: 'string' },
} as const

type Values = { variance: string; boot: string; seed: string } & {
  [Name in 'replicates' | 'replicate-kind' | 'replicate-factor' | 'replicate-df' | 'fay']?: string | undefined
}

/** Which replicate weights were asked for; null where the error is to be linearised. */
export function replicatesAsked(values: Values, given: ReadonlySet<string>): ReplicatesAsked | null {
  const {
    replicates,
    'replicate-kind': kindGiven,
    'replicate-factor': factor,
    'replicate-df': df,
    fay,
  } = values
  refuseAlone(given, ['replicate-kind', 'replicate-factor', 'replicate-df', 'fay'], 'replicates')
  // None of these goes by replicates: a size known from elsewhere, a ratio, a design effect taken from elsewhere.
  const never = ['population', 'over', 'deff', 'unit', 'unit-fpc']
  if (replicates !== undefined) {
    // The weights that came with the file hold what these would say.
    const held = ['variance', 'strata', 'cluster', 'fpc', 'lonely']
    refuseBeside(given, [...held, ...never], '--replicates')
    const flag = '--replicate-kind'
    const kind = choiceOf(flag, needed(flag, kindGiven, 'replicateKind'), givenKinds)
    if (kind !== 'Fay') refuseUnused(given, ['fay'], { beside: `${flag} ${kind}`, known: 'Fay' })
    if (kind === 'JKn') needed('--replicate-factor', factor, 'replicateFactor')
    return {
      from: 'file',
      columns: replicates.split(',').map((name) => name.trim()),
      kind,
      ...(factor === undefined ? {} : { factor: numberOf('--replicate-factor', factor, 1e-9, 1000) }),
      ...(fay === undefined ? {} : { fay: numberOf('--fay', fay, 0, 0.99) }),
      ...(df === undefined ? {} : { degreesOfFreedom: wholeOf('--replicate-df', df, 1) }),
    }
  }
  const variance = choiceOf('--variance', values.variance, ['linearised', 'jackknife', 'bootstrap'])
  if (variance === 'linearised') return null
  refuseBeside(given, never, `--variance ${variance}`)
  if (variance === 'jackknife') return { from: 'jackknife' }
  const [resamples, seed] = [wholeOf('--boot', values.boot, 2, 100_000), wholeOf('--seed', values.seed, 0)]
  return { from: 'bootstrap', resamples, seed }
}
