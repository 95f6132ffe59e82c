import { expect, it } from 'vitest'
import { random } from '../estimators/random.ts'
import { assess } from './assess.ts'
import { someInputs } from './builders.test-data.ts'
import { shippedMethodology } from './catalogue.ts'
import { leavesOf } from './criteria.ts'
import type { Inputs, Methodology } from './schema.ts'
import { countKey, earlierKey } from './score.ts'
import { resultDigest, rulesDigest } from './store.ts'

/*
 * Digests written down before documents could ask for other rules than means. What is kept was made by this code: it
 * gives the same again, or says so here first.
 */

/** Twenty made-up units, gaps and errors among them, for everything a document's criteria read. */
function madeUp({ criteria }: Methodology): Inputs {
  const chance = random(7)
  const newest: Parameters<typeof someInputs>[0] = {}
  const over: Pick<Inputs, 'earlier' | 'counts'> = { earlier: {}, counts: {} }
  for (const { read, value } of leavesOf(criteria)) {
    if (!read) continue
    const codes =
      value && 'codes' in value
        ? Object.keys(value.codes)
        : 'series' in read && read.steps
          ? Object.keys(read.steps)
          : null
    const cells = () =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => {
          const drawn = chance.normal(0, 1)
          if (drawn > 1.2) return [`U${i}`, null]
          const code = codes?.[Math.floor(Math.abs(drawn) * 10) % codes.length]
          return [
            `U${i}`,
            code === undefined
              ? { value: drawn * 30 + 30, standardError: i % 2 === 1 ? 2 : null }
              : { value: null, code },
          ]
        }),
      )
    const asRead = () => someInputs({ it: cells() }).newest.it!
    if ('count' in read) over.counts[countKey(read)] = asRead()
    else {
      newest[read.series] = cells()
      if (read.take === 'change') over.earlier[earlierKey(read.series, read.years!)] = asRead()
    }
  }
  return someInputs(newest, over)
}

it.each([
  [
    'atest-2014',
    '0dd5dc6f60f774d07877d71f374d02714256c83023b3253a7ae7a028a0b93bbd',
    '34be6fb43518f6779c2a3784854257ee79c558402a135bd385969c3450a77ebc',
  ],
  [
    'tipping-point',
    '1dea26d3dd14789e12c0e907cee84d82c7881a1465f29355d3188953a7a2f50d',
    '2af7891330b2b1d66a6fadbf4e607c2ad5fa424d449a374d57107367c206d7b4',
  ],
  [
    'child-protection-compact',
    '78e4ba71a42f14aced1a35a003293acbaaa3ac83f16aae72fab6febf077acdfa',
    '80b68ca0eae0344a556eca6d170cb8e072ea18a5ade519d4ad0b6e0fe2faa275',
  ],
])('%s keeps the digests of its rules and of what they give, range by range', (id, rules, result) => {
  const { methodology } = shippedMethodology(id)
  const made = assess({ ...methodology, gates: [] }, madeUp(methodology), {
    seed: 1,
    replicates: 300,
    shortlistSize: 5,
  })
  expect(made.units.filter(({ score }) => score !== null).length).toBeGreaterThan(10)
  expect(rulesDigest(methodology)).toBe(rules)
  expect(resultDigest(made)).toBe(result)
})
