import type { RobustnessResult } from '../../estimators/robustness/model.ts'
import { runRobustness } from '../../estimators/robustness/robustness.ts'
import { modelOf, whyNot } from '../robustness/model.ts'
import { unpack } from './packed.ts'
import type { AskRanges, RangesOf, ToldRanges } from './ranges-messages.ts'

/* The worker of the workbench: draws what is doubted beside the page, and hands a first picture over early. */

const tell = (told: ToldRanges) => self.postMessage(told)

self.addEventListener('message', async ({ data }: MessageEvent<AskRanges>) => {
  const { id, methodology, seed, runs } = data
  const inputs = unpack(data.inputs)
  try {
    if (whyNot(methodology, inputs) !== null) return tell({ id, tell: 'none' })
    const model = modelOf(methodology, inputs, { shortlistSize: methodology.shortlist.size })
    const result = await runRobustness(model, {
      seed,
      replications: runs,
      confidenceRuns: 0,
      pictureAfter: Math.min(200, runs),
      onPicture: (picture) =>
        tell({ id, tell: 'progress', done: picture.replications, runs, ranges: rangesIn(picture) }),
      onProgress: ({ done }) => tell({ id, tell: 'progress', done, runs, ranges: null }),
    })
    tell({ id, tell: 'done', runs, ranges: rangesIn(result) })
  } catch (error) {
    tell({ id, tell: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
})

function rangesIn({ units }: RobustnessResult): RangesOf {
  return Object.fromEntries(
    units.flatMap(({ unit, rankRange, pShortlist }) =>
      rankRange === null
        ? []
        : [[unit, { low: rankRange[0], high: rankRange[1], often: pShortlist }] as const],
    ),
  )
}
