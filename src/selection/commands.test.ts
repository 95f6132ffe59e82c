import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPack } from '../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../test/support/house.ts'
import type { Io } from '../house/command.ts'
import { Fault } from '../house/errors.ts'
import { projectRoot } from '../house/settings.ts'
import { selectCommand } from './commands.ts'

let house: TestHouse
const folder = mkdtempSync(path.join(tmpdir(), 'tip-select-'))
beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z'), furnished: withPack })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await house.close()
})

const tp = async (line: string | string[], language: Io['language'] = 'en') => {
  const out: string[] = []
  const err: string[] = []
  const argv = typeof line === 'string' ? line.split(' ') : line
  const code = await selectCommand(house, argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    language,
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const faultOf = async (line: string | string[]) => {
  try {
    await tp(line)
  } catch (error) {
    if (error instanceof Fault)
      return { status: error.status, said: JSON.stringify([error.message, error.details]) }
    throw error
  }
  throw new Error('nothing was refused')
}

describe('tp select run', () => {
  const line = 'run --methodology atest-2014 --as-of 2014-02-28'

  it('tells the summary, the gates, the ranking, who is out, who cannot be judged, and the sources', async () => {
    const { code, out } = await tp(line)
    expect(code).toBe(0)
    expect(out).toContain('Of 182 countries, 51 are in, 91 are out, and 40 cannot be judged.')
    expect(out).toMatch(/USAID mission in the country +51 +38 +40/)
    expect(out).toContain('Armenia is out')
    expect(out).toContain('South Sudan')
    expect(out).toContain('us-tip-report: U.S. Department of State')
    expect(out).toMatch(/Result digest [0-9a-f]{16}/)
  })

  it('gives the same as JSON, and nothing else on its output', async () => {
    const { out } = await tp(`${line} --json`)
    const told = JSON.parse(out)
    expect(told).toMatchObject({
      asOf: '2014-02-28',
      counts: { in: 51 },
      methodology: { id: 'atest-2014', version: 1 },
    })
    expect(told.units).toHaveLength(182)
    expect(told.units[0].sentence).toBeTruthy()
  })

  it('speaks the language asked for', async () => {
    expect((await tp(line, 'fr')).out).toContain(
      'Sur 182 pays, 51 remplissent les conditions, 91 sont écartés, et 40 ne peuvent être jugés.',
    )
  })

  it('runs on a table of one’s own and keeps nothing of it', async () => {
    const { out } = await tp(
      'run --methodology examples/example-method.yaml --data examples/example-units.csv',
    )
    expect(out).toContain('Of 5, 3 are in, 1 are out, and 1 cannot be judged.')
    expect(out).toContain('nothing of it is kept')
  })

  it('takes a year as its last day, a seed, a number of runs and a length of the shortlist', async () => {
    const { out } = await tp('run -m atest-2014 --year 2013 --seed 5 --replicates 100 --shortlist 4 --json')
    expect(JSON.parse(out)).toMatchObject({ asOf: '2013-12-31', seed: 5, replicates: 100, shortlistSize: 4 })
  })
})

describe('tp select explain', () => {
  it('tells why Armenia is out, with value, threshold, year and source', async () => {
    const { out } = await tp('explain ARM --methodology atest-2014 --as-of 2014-02-28')
    expect(out).toContain(
      'Armenia is out: it does not pass “Tier 2 or Tier 2 Watch List”. Tier 1 (2013); the method asks for Tier 2 or Tier 2 Watch List.',
    )
    expect(out).toContain('source: us-tip-report')
  })

  it('takes a name, an old name, and a unit of one’s own table', async () => {
    expect((await tp(['explain', 'Ivory Coast', '-m', 'atest-2014', '--as-of', '2014-02-28'])).out).toContain(
      'Côte d’Ivoire is out',
    )
    expect(
      (await tp('explain north -m examples/example-method.yaml --data examples/example-units.csv')).out,
    ).toContain('North is in')
  })

  it('says of a country outside the list why it is not in it', async () => {
    expect((await tp('explain USA -m atest-2014 --as-of 2014-02-28')).out).toContain('The donor')
    expect((await tp('explain SSD -m atest-2014 --as-of 2014-02-28')).out).toContain(
      'no rating of the 2013 report is held',
    )
  })
})

describe('tp select memo and list', () => {
  it('writes the memo once, and never over a file that is there', async () => {
    const file = path.join(folder, 'memo.html')
    await tp(['memo', '-m', 'atest-2014', '--as-of', '2014-02-28', '--out', file])
    const memo = readFileSync(file, 'utf8')
    expect(memo).toContain('Shortlist of 9')
    // Opened from a disk it has nowhere to fetch styles, scripts or pages from.
    expect(memo).not.toMatch(/<link rel="stylesheet"|<script|class="site-head"|<a href="\/assessments/)
    expect(
      (await faultOf(['memo', '-m', 'atest-2014', '--as-of', '2014-02-28', '--out', file])).said,
    ).toMatch(/choose another name/)
  })

  it('lists what is shipped and what was kept', async () => {
    const { out } = await tp('list')
    expect(out).toContain('tipping-point  v1  Where could help tip the balance today?')
    expect(out).toMatch(/[0-9a-f]{20} {2}atest-2014 v1 {2}2014-02-28 {2}51\/91\/40/)
  })
})

describe('tp select check', () => {
  it('makes a kept assessment again from what it looked at, whatever has changed since', async () => {
    const { assessment } = JSON.parse(
      (await tp('run -m atest-2014 --as-of 2014-02-28 --seed 3 --replicates 200 --json')).out,
    )
    const { code, out } = await tp(`check ${assessment} --json`)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ assessment, same: true })
    expect((await faultOf('check nothing')).status).toBe(404)
  })
})

describe('tp select record', () => {
  const fact = [
    'record',
    'Brazil',
    '-m',
    'atest-2014',
    '--status',
    'bilateral_mission',
    '--from',
    '2013-10-01',
    '--to',
    '2014-09-30',
  ]

  it('keeps a fact with its evidence, and the next run looks at it', async () => {
    const office = 'Office of the budget'
    const { out } = await tp([...fact, '--evidence', 'A budget page read on paper', '--said-by', office])
    expect(out).toContain('Brazil')
    const told = (await tp('explain BRA -m atest-2014 --as-of 2014-02-28')).out
    expect(told).toContain('Brazil is in')
    expect(told).toContain('evidence: A budget page read on paper')
    expect(told).toContain(`Said by ${office}`)
    // Not even whose shell it was: a user of a machine is a person too.
    const { rows } = await sql<{
      who: string
    }>`select who from import_runs where file_name = 'recorded by hand'`.execute(house.db)
    expect(rows).toEqual([{ who: 'operator of this installation' }])
  })

  it('is refused without evidence, and for a status that is none', async () => {
    expect(await faultOf(fact)).toMatchObject({ status: 400, said: expect.stringContaining('--evidence') })
    expect((await faultOf(fact.map((word) => word.replace('bilateral_mission', 'yes')))).said).toMatch(
      /Statuses are bilateral_mission/,
    )
  })
})

describe('A wrong command', () => {
  it.each([
    ['run', 400, /--methodology/],
    ['run -m nothing', 404, /tipping-point/],
    ['run -m atest-2041', 404, /Did you mean atest-2014/],
    ['run -m no-such-file.yaml', 422, /Check the path/],
    ['run -m atest-2014 --as-of 2014-02-30', 400, /YYYY-MM-DD/],
    ['run -m atest-2014 --as-of 2099-01-01', 400, /still to come/],
    ['run -m atest-2014 --year 20I4', 400, /four digits/],
    ['run -m atest-2014 --year 2014 --as-of 2014-01-01', 400, /Leave one out/],
    ['run -m atest-2014 --seed -1', 400, /seed/],
    ['run -m atest-2014 --replicates 1e9', 400, /--replicates/],
    ['run -m atest-2014 --colour red', 400, /colour/],
    ['run -m atest-2014 GHA', 400, /takes options only/],
    ['run -m atest-2014 --data examples', 422, /folder/],
    ['explain -m atest-2014', 400, /One country/],
    ['explain Gahna -m atest-2014', 404, /Did you mean/],
    ['walk', 400, /Known are run, .* and list/],
  ])('%s', async (line, status, said) => {
    const fault = await faultOf(line)
    expect(fault.status).toBe(status)
    expect(fault.said).toMatch(said)
  })

  it('names line and remedy of a fault in a document', async () => {
    const file = path.join(folder, 'broken.yaml')
    writeFileSync(
      file,
      readFileSync(path.join(projectRoot(), 'examples/example-method.yaml'), 'utf8').replace(
        'weight: 60',
        'weight: 10',
      ),
    )
    expect((await faultOf(['run', '-m', file])).said).toMatch(/broken\.yaml:\d+.*sum to 50.*must sum to 100/)
  })

  it('names a series nobody has defined, with the nearest', async () => {
    const file = path.join(folder, 'misspelt.yaml')
    writeFileSync(
      file,
      readFileSync(path.join(projectRoot(), 'methodologies/atest-2014.yaml'), 'utf8').replace(
        'wgi_rule_of_law',
        'wgi_rule_of_lav',
      ),
    )
    expect((await faultOf(['run', '-m', file])).said).toMatch(/wgi_rule_of_lav.*did you mean wgi_rule_of_law/)
  })
})
