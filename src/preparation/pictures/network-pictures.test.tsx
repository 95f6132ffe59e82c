import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { ConvergencePlot, ConvergenceTable } from './convergence.tsx'
import { Falls, FallsTable } from './falls.tsx'
import { networkWords } from './network-words.ts'
import { drawTrees, RecruitmentTable, RecruitmentTrees } from './recruitment-tree.tsx'
import { TruthAndEstimate, TruthTable } from './truth-and-estimate.tsx'

describe('The pictures of networks', () => {
  it('have their words in four languages', () => {
    expect(checkDictionary(networkWords, [])).toEqual([])
  })

  it('lay a tree out with leaves below each other and recruiters between their recruits', () => {
    const [first, second] = drawTrees({
      recruiter: [-1, -1, 0, 0, 0, 2, 2],
      inGroup: [true, false, null, true, false, false, true],
    })
    expect(first).toMatchObject({ seed: 0, people: 6, waves: 2, inGroup: 3, missing: 1, rows: 4 })
    expect(second).toMatchObject({ seed: 1, people: 1, waves: 0, rows: 1 })
    const row = (person: number) => first?.nodes.find((node) => node.person === person)?.row
    expect([5, 6, 3, 4].map(row)).toEqual([0, 1, 2, 3])
    expect(row(2)).toBe(0.5)
    // Between the first and the last recruit.
    expect(row(0)).toBe(1.75)
  })

  it('draw a chain of 5,000 people without losing their footing', () => {
    const recruiter = Array.from({ length: 5000 }, (_, person) => person - 1)
    const [chain] = drawTrees({ recruiter, inGroup: recruiter.map(() => true) })
    expect(chain).toMatchObject({ people: 5000, waves: 4999, rows: 1 })
  })

  it('say in words what they show, and hold every number in a table beside', () => {
    const recruitment = { recruiter: [-1, 0, 0, 1], inGroup: [true, false, null, true] }
    expect(renderToString(<RecruitmentTrees recruitment={recruitment} group="1" />)).toContain(
      'Tree of 4 people recruited from one seed, in 2 waves: 2 with “1”',
    )
    expect(renderToString(<RecruitmentTable recruitment={recruitment} group="1" />)).toContain('<td')

    const moved = {
      cumulative: [1, 0.5, 0.4, 0.45],
      byWave: [
        { wave: 0, respondents: 1, estimate: 1 },
        { wave: 1, respondents: 3, estimate: 0.45 },
      ],
    }
    expect(renderToString(<ConvergencePlot {...moved} />)).toContain('it ends at 45%')
    expect(renderToString(<ConvergenceTable {...moved} />)).toContain('45%')

    const groups = [
      { group: 'teachers', known: 1000, estimate: 900, ratio: 0.9 },
      { group: 'nurses', known: 500, estimate: 1500, ratio: 3 },
      { group: 'nobody known', known: 50, estimate: null, ratio: null },
    ]
    const drawing = renderToString(<TruthAndEstimate groups={groups} />)
    expect(drawing).toContain('1 of 3 are within one and a half times')
    expect(drawing).toContain('nurses')
    expect(renderToString(<TruthTable groups={groups} />)).toContain('no estimate')

    const falls = [
      { by: 0.1, probability: 0.9991 },
      { by: 0.5, probability: 0.3 },
    ]
    expect(renderToString(<Falls falls={falls} target={0.5} />)).toContain('promised: 50%')
    // A probability is not certainty.
    expect(renderToString(<FallsTable falls={falls} />)).toContain('&gt; 99%')
  })
})
