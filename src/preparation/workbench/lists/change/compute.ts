import type { Meaning } from '../../../../estimators/change/comparability.ts'
import { WrongData } from '../../../../estimators/estimate.ts'
import { stepwiseEstimate } from '../../../../estimators/lists/log-linear.ts'
import type { Run } from '../../../../estimators/numeric/run.ts'
import { changeOfLists, haveSameLists, seedOfWave, type WaveOfLists } from '../../../reading/two-lists.ts'
import type { TextTable } from '../../../text-table.ts'
import { limits, numberTyped } from '../../network/typed.ts'
import type { Computation } from '../../path.ts'
import { overlapIn, type Read } from '../compute.ts'
import type { RowSettings } from '../settings.ts'
import { limitsOfTwo, type TableOfLists, type TwoListsResult, type TwoListsSettings } from './settings.ts'

/** Two tables of lists: the digits of `tp prevalence change FIRST.csv SECOND.csv`. */
export const twoListsComputation: Computation<TwoListsSettings, TwoListsResult> = {
  *compute(tables, settings): Run<TwoListsResult> {
    const { names, target: typed } = settings
    const one = readIn(tables.first, settings.first)
    const other = readIn(tables.second, settings.second)
    const percent = numberTyped(typed, limits.percent)
    const target = percent === undefined ? null : percent / 100
    const seed = numberTyped(settings.seed, limitsOfTwo.seed) ?? 1
    const resamples = numberTyped(settings.resamples, limitsOfTwo.resamples) ?? 1000
    // Of other lists nothing can be compared: it is said at once, and not after minutes.
    const same = haveSameLists(one.table, other.table)
    function* waveOf({ table }: Read, wave: 0 | 1): Run<WaveOfLists> {
      const run = stepwiseEstimate(table, { resamples, seed: seedOfWave(seed, wave) })
      const name = wave === 0 ? names.first : names.second
      return { name, table, estimate: same ? yield* halfOf(run, wave) : null }
    }
    const first = yield* waveOf(one, 0)
    const second = yield* waveOf(other, 1)
    const meaning = meaningOf(settings)
    const change = changeOfLists(first, second, {
      seed,
      ...(target === null ? {} : { target }),
      ...(meaning === null ? {} : { meaning }),
    })
    const told = ({ name, estimate }: WaveOfLists, { table, linked, reading }: Read): TableOfLists => ({
      name,
      table: { lists: [...table.lists], counts: [...table.counts] },
      linked,
      reading,
      estimate,
    })
    const result = { change, first: told(first, one), second: told(second, other), target }
    // Plain JSON, as it is shown and downloaded: nothing that is undefined, and no typed arrays.
    return JSON.parse(JSON.stringify(result)) as TwoListsResult
  },
}

function readIn(given: TextTable | undefined, settings: RowSettings): Read {
  if (given === undefined) throw new WrongData({ code: 'file-empty' })
  return overlapIn(given, settings)
}

/** The same run as one half of a longer one. */
function* halfOf<T>(run: Run<T>, half: 0 | 1): Run<T> {
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
    const { done, total } = step.value
    yield total === null || total === 0
      ? { done: half, total: 2 }
      : { done: half * total + Math.min(done, total), total: 2 * total }
  }
}

/** What each total is a total of, as far as somebody said it; null where nobody did. */
function meaningOf({ definitions }: TwoListsSettings): { first: Meaning; second: Meaning } | null {
  const said = (text: string) => (text.trim() === '' ? null : text.trim())
  const [first, second] = [said(definitions.first), said(definitions.second)]
  if (first === null && second === null) return null
  const of = (definition: string | null): Meaning => ({ ...nothingSaid, definition })
  return { first: of(first), second: of(second) }
}

const nothingSaid: Meaning = {
  unit: null,
  stockOrFlow: null,
  population: null,
  definition: null,
  codebookVersion: null,
  frame: null,
  method: null,
  referenceMonths: null,
}
