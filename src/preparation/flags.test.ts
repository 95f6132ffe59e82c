import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Fault } from '../house/errors.ts'
import { prevalenceCommand } from './commands.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'tip-flags-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(text: string, name = 'table.csv'): string {
  const place = path.join(folder, name)
  writeFileSync(place, text)
  return place
}

const json = async (...argv: string[]) => {
  const lines: string[] = []
  await prevalenceCommand([...argv, '--json'], {
    out: (line) => lines.push(line),
    err: () => {},
    language: 'en',
  })
  return JSON.parse(lines.join('\n'))
}

const faultOf = async (...argv: string[]) => {
  try {
    await json(...argv)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('no fault was found')
}

const codes = (answer: { findings: { code: string }[] }) => answer.findings.map(({ code }) => code)

describe('tp prevalence mse --method chao --form', () => {
  const lists = () => file('A,B,C,n\n1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,3\n1,0,1,2\n0,1,1,1\n')

  it('gives the form asked for, and that as published where none is', async () => {
    const forms = ['unscaled', 'scaled', 'pairs']
    const answers = await Promise.all(
      forms.map((form) => json('mse', lists(), '--method', 'chao', '--form', form)),
    )
    expect(answers.map(({ diagnostics }) => diagnostics.form)).toEqual(forms)
    // 96 seen, 90 on one list, 6 on two: 96 + 90 × 89 / (2 × 7), two thirds of what is added, and by pairs.
    const [unscaled, scaled, pairs] = answers.map(({ estimate }) => estimate)
    expect(unscaled).toBeCloseTo(96 + (90 * 89) / 14, 9)
    expect(scaled).toBeCloseTo(96 + ((2 / 3) * 90 * 89) / 14, 9)
    expect(pairs).toBeCloseTo(96 + (40 * 30 + 40 * 20 + 30 * 20) / 7, 9)
    expect(await json('mse', lists(), '--method', 'chao')).toEqual(answers[0])
    expect(answers.map((answer) => codes(answer).includes('lower-bound'))).toEqual([false, false, true])
  })

  it('refuses a form it does not know, and one beside another method', async () => {
    const unknown = await faultOf('mse', lists(), '--method', 'chao', '--form', 'thirds')
    expect(unknown.status).toBe(400)
    expect(unknown.details[0]?.message).toMatch(/unscaled, scaled, pairs/)
    expect((await faultOf('mse', lists(), '--method', 'bic', '--form', 'pairs')).status).toBe(400)
  })
})

describe('tp prevalence survey with replicate weights', () => {
  /** Four clusters of three; replicates of a jackknife made by hand: each leaves one cluster out, the rest stand in for it. */
  const clusters = [
    ['a', [1, 0, 1]],
    ['b', [0, 0, 1]],
    ['c', [0, 1, 1]],
    ['d', [0, 0, 0]],
  ] as const
  const jackknifed = () =>
    file(
      [
        'c,y,w,rep1,rep2,rep3,rep4,report',
        ...clusters.flatMap(([name, answers], at) =>
          answers.map((y) =>
            [name, y, 30, ...clusters.map((_, left) => (left === at ? 0 : 40)), 'x'].join(','),
          ),
        ),
      ].join('\n'),
    )
  const asked = ['--outcome', 'y', '--weight', 'w']
  const given = ['--replicates', 'rep*', '--replicate-kind', 'JK1']

  it('has the error of a jackknife by hand, whether its weights came with the file or are made from clusters', async () => {
    const table = jackknifed()
    // Shares without a, b, c, d: 3, 4, 3 and 5 of nine; (R - 1)/R times the squared distances from 5 of twelve.
    const squares = [3, 4, 3, 5].reduce((sum, yes) => sum + (yes / 9 - 5 / 12) ** 2, 0)
    const share = await json('survey', table, ...asked, ...given)
    expect(share).toMatchObject({ method: 'survey-replicates', cases: 12, status: 'ok' })
    expect(share.estimate).toBeCloseTo(5 / 12, 12)
    expect(share.standardError).toBeCloseTo(Math.sqrt(0.75 * squares), 12)
    expect(share.diagnostics).toMatchObject({ kind: 'JK1', replicates: 4, degreesOfFreedom: 3 })
    expect(share.intervals.map(({ kind }: { kind: string }) => kind)).toEqual([
      'logit',
      'logit',
      'beta',
      'beta',
    ])
    const made = await json('survey', table, ...asked, '--cluster', 'c', '--variance', 'jackknife')
    expect(made.standardError).toBeCloseTo(share.standardError, 12)
    // Of a total, the jackknife is what the formula says, to the last digit.
    const total = await json('survey', table, ...asked, ...given, '--total')
    const formula = await json('survey', table, ...asked, '--cluster', 'c', '--total')
    expect([total.estimate, formula.estimate]).toEqual([150, 150])
    expect(total.standardError / formula.standardError).toBeCloseTo(1, 12)
    const factored = await json('survey', table, ...asked, ...given, '--replicate-factor', '3')
    expect(factored.standardError / share.standardError).toBeCloseTo(2, 12)
  })

  it('draws clusters anew by a seed, near what the formula says', async () => {
    const table = jackknifed()
    const drawn = [...asked, '--cluster', 'c', '--variance', 'bootstrap', '--boot', '2000', '--total']
    const once = await json('survey', table, ...drawn, '--seed', '3')
    expect(await json('survey', table, ...drawn, '--seed', '3')).toEqual(once)
    const formula = await json('survey', table, ...asked, '--cluster', 'c', '--total')
    expect(Math.abs(once.standardError / formula.standardError - 1)).toBeLessThan(0.08)
    expect(once).toMatchObject({ seed: '3', resamples: 2000 })
  })

  it('reads BRR, Fay and a bootstrap by their factors', async () => {
    const table = jackknifed()
    const error = async (...kind: string[]) =>
      (
        await json(
          'survey',
          table,
          ...asked,
          '--replicates',
          'rep1,rep2,rep3,rep4',
          '--replicate-kind',
          ...kind,
        )
      ).standardError as number
    const brr = await error('BRR')
    expect(await error('Fay', '--fay', '0.5')).toBeCloseTo(2 * brr, 12)
    expect(await error('bootstrap')).toBeCloseTo(brr, 12)
    expect(await error('JKn', '--replicate-factor', '0.25')).toBeCloseTo(brr, 12)
  })

  it('keeps the limit of a survey where nobody had the outcome', async () => {
    const table = file('c,y,w,r1,r2\na,0,10,0,20\na,0,10,0,20\nb,0,10,20,0\nb,0,10,20,0\n')
    const answer = await json('survey', table, ...asked, '--replicates', 'r*', '--replicate-kind', 'BRR')
    expect(answer).toMatchObject({ estimate: 0, standardError: null })
    expect(codes(answer)).toContain('no-variation')
  })

  it.each([
    [['--replicates', 'rep*'], 400, /replicate-kind/],
    [['--replicates', 'rep*', '--replicate-kind', 'JKn'], 400, /replicate-factor/],
    [['--replicates', 'rep*', '--replicate-kind', 'JK1', '--fay', '0.5'], 400, /Fay/],
    [['--replicates', 'rep*', '--replicate-kind', 'jack'], 400, /JK1, JKn/],
    [['--replicate-kind', 'JK1'], 400, /--replicates/],
    [['--replicates', 'rep*', '--replicate-kind', 'JK1', '--cluster', 'c'], 400, /--cluster/],
    [['--variance', 'jacknife'], 400, /linearised, jackknife, bootstrap/],
    [['--replicates', 'rap*', '--replicate-kind', 'JK1'], 422, /rap\*/],
    [['--replicates', 'report,rep1', '--replicate-kind', 'JK1'], 422, /x/],
  ])('refuses %j', async (flags, status, said) => {
    const fault = await faultOf('survey', jackknifed(), ...asked, ...flags)
    expect(fault.status).toBe(status)
    expect(JSON.stringify([fault.message, fault.details])).toMatch(said)
  })
})

describe('tp prevalence specification', () => {
  it('says of two lists that figures alike are one answer, once, and nothing of the kind of three', async () => {
    const told = async (text: string) => {
      const lines: string[] = []
      await prevalenceCommand(['specification', file(text), '--boot', '0', '--threads', '1'], {
        out: (line) => lines.push(line),
        err: () => {},
        language: 'en',
      })
      return lines.filter((line) => line.includes('one answer told again'))
    }
    expect(await told('A,B,n\n1,0,40\n0,1,50\n1,1,12\n')).toHaveLength(1)
    expect(await told('A,B,C,n\n1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,9\n1,0,1,8\n0,1,1,7\n')).toHaveLength(0)
  })
})
