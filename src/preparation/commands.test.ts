import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../test/support/shared.ts'
import { Fault } from '../house/errors.ts'
import { prevalenceCommand } from './commands.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'tip-prevalence-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(text: string, name = 'table.csv'): string {
  const place = path.join(folder, name)
  writeFileSync(place, text)
  return place
}

async function run(...argv: string[]) {
  const lines: string[] = []
  const status = await prevalenceCommand(argv, {
    out: (line) => lines.push(line),
    err: () => {},
    language: 'en',
  })
  return { status, text: lines.join('\n') }
}

const json = async (...argv: string[]) => JSON.parse((await run(...argv, '--json')).text)

async function faultOf(...argv: string[]) {
  try {
    await run(...argv)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('no fault was found')
}

describe('tp prevalence two-list', () => {
  it('answers Chapman with limits, and the base figures of the published example', async () => {
    // fishmethods::mrN.single documents 948, 421, 167.
    const answer = await json('two-list', '--first', '421', '--second', '948', '--both', '167')
    expect(answer).toMatchObject({ method: 'two-list-chapman', cases: 1202, status: 'ok' })
    expect(answer.estimate).toBeCloseTo(2382.7976, 3)
    const hypergeometric = answer.intervals.find(
      ({ kind, level }: { kind: string; level: number }) => kind === 'hypergeometric' && level === 0.95,
    )
    expect(hypergeometric.low).toBeCloseTo(2157.34, 2)
    expect(hypergeometric.high).toBeCloseTo(2660.72, 2)
  })

  it('says that there is no upper limit, and no estimate without overlap', async () => {
    const open = await json('two-list', '--first', '60', '--second', '40', '--both', '2')
    expect(open.intervals).toContainEqual(expect.objectContaining({ kind: 'hypergeometric', high: null }))
    const none = await json('two-list', '--first', '60', '--second', '40', '--both', '0')
    expect(none).toMatchObject({ status: 'no-estimate', intervals: [] })
    expect(none).not.toHaveProperty('estimate')
    expect(none.reason).not.toBe('')
  })

  it('refuses counts that cannot be', async () => {
    expect((await faultOf('two-list', '--first', '6', '--second', '4', '--both', '5')).status).toBe(422)
    expect((await faultOf('two-list', '--first', '6,5', '--second', '4', '--both', '1')).status).toBe(400)
    expect((await faultOf('two-list', '--first', '-6', '--second', '4', '--both', '1')).status).toBe(400)
    expect((await faultOf('two-list', '--first', '6')).details[0]?.place).toBe('--second')
  })
})

describe('tp prevalence survey', () => {
  const shared = sharedData('prevalence/survey_apiclus1.csv')

  it.skipIf(shared === null)('agrees with the survey package of R on a cluster sample', async () => {
    const golden = JSON.parse(readFileSync(sharedData('prevalence/golden.json') as string, 'utf8')).survey
      .designs.clus1_fpc
    const flags = ['--outcome', 'sch.wide', '--weight', 'pw', '--cluster', 'dnum', '--fpc', 'fpc']
    const share = await json('survey', shared as string, ...flags)
    expect(share.estimate).toBeCloseTo(golden.prop, 9)
    expect(share.standardError).toBeCloseTo(golden.se, 9)
    const total = await json('survey', shared as string, ...flags, '--total')
    expect(total.estimate / golden.total).toBeCloseTo(1, 9)
    expect(total.standardError / golden.totalSe).toBeCloseTo(1, 9)
  })

  it('names the columns there are, and the line that holds no number', async () => {
    const survey = file('id;y;w\n1;1;2,5\n2;0;many\n')
    const unknown = await faultOf('survey', survey, '--outcome', 'harm', '--weight', 'w')
    expect(unknown.details[0]?.message).toMatch(/id, y, w/)
    const bad = await faultOf('survey', survey, '--outcome', 'y', '--weight', 'w')
    expect(bad.details[0]).toMatchObject({ place: survey, message: expect.stringMatching(/2.*many/) })
  })

  it('refuses what is no file, no text, no table', async () => {
    expect(
      (await faultOf('survey', path.join(folder, 'none.csv'), '--outcome', 'y')).details[0]?.message,
    ).toMatch(/no such file/)
    writeFileSync(path.join(folder, 'latin.csv'), Buffer.from('n\u00e9\n1\n', 'latin1'))
    expect((await faultOf('survey', path.join(folder, 'latin.csv'), '--outcome', 'y')).message).toMatch(
      /UTF-8/,
    )
    expect((await faultOf('survey', file(''), '--outcome', 'y')).status).toBe(422)
    expect((await faultOf('survey', '--outcome', 'y')).status).toBe(400)
  })
})

describe('tp prevalence', () => {
  it('says what it can do, and refuses what it cannot', async () => {
    expect((await run('help')).text).toMatch(/tp prevalence two-list/)
    expect((await faultOf('guess')).status).toBe(400)
  })
})
