import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../test/support/shared.ts'
import { type Estimate, WrongData } from '../../../estimators/estimate.ts'
import { finish } from '../../../estimators/numeric/run.ts'
import { prevalenceCommand } from '../../commands.ts'
import { estimateJson } from '../../estimate-json.ts'
import { drawnIn, resampledOf } from '../../pictures/distribution.tsx'
import { readTextTable } from '../../text-table.ts'
import {
  madeUpMembers,
  madeUpScaleUp,
  madeUpScaleUpTruth,
  madeUpVenues,
  madeUpVenuesTruth,
} from './examples.ts'
import { nsumComputation } from './nsum/compute.ts'
import type { NsumSettings } from './nsum/settings.ts'
import { paredRecruited } from './pared.ts'
import { rdsComputation } from './rds/compute.ts'
import type { RdsSettings } from './rds/settings.ts'
import { surveyComputation } from './survey/compute.ts'
import type { SurveySettings } from './survey/settings.ts'
import { venueComputation } from './time-location/compute.ts'
import type { VenueSettings } from './time-location/settings.ts'
import { twoWavesComputation } from './two-waves/compute.ts'
import type { TwoWavesSettings } from './two-waves/settings.ts'

/* Real samples through the workbench’s half of the worker: the goldens, and the digits of the command. */

const place = (file: string) => sharedData(`prevalence/${file}.csv`)
const tableOf = (file: string) => readTextTable(readFileSync(place(file) as string, 'utf8'))
const there = place('rds_fauxmadrona') !== null

async function byCommand(...argv: string[]) {
  const lines: string[] = []
  await prevalenceCommand([...argv, '--json'], {
    out: (line) => lines.push(line),
    err: () => {},
    language: 'en',
  })
  return JSON.parse(lines.join('\n'))
}

const rds: RdsSettings = {
  id: 'id',
  recruiter: 'recruiter.id',
  degree: 'degree',
  outcome: 'disease',
  group: '1',
  population: '1 000',
  degreeZero: 'leave-out',
  seeds: 'counted',
  resamples: '100',
  seed: '7',
}

describe.runIf(there)('A recruited sample in the workbench', () => {
  const compute = (settings: Partial<RdsSettings> = {}, file = 'rds_fauxmadrona') =>
    finish(rdsComputation.compute({ sample: tableOf(file) }, { ...rds, ...settings }))

  it('has the digits of the command, by every method', async () => {
    const { estimates } = compute()
    expect(estimates.map(({ label }) => label)).toEqual(['rds-ss', 'rds-ii', 'rds-i'])
    const value = (label: string) => {
      const { estimate } = estimates.find((each) => each.label === label) ?? {}
      return estimate?.status === 'ok' ? estimate.estimate : null
    }
    expect(value('rds-i')).toBeCloseTo(0.15919809381, 10)
    expect(value('rds-ii')).toBeCloseTo(0.16414929044, 10)
    const file = place('rds_fauxmadrona') as string
    const flags = [
      '--outcome',
      'disease',
      '--degree',
      'degree',
      '--population',
      '1000',
      '--boot',
      '100',
      '--seed',
      '7',
    ]
    const command = await byCommand('rds', file, ...flags)
    expect(command.estimate).toBe(value('rds-ss'))
    expect(command.intervals).toEqual(estimates[0]?.estimate.intervals)
  })

  it('draws the sample anew for every method, and draws what came of it', () => {
    const { estimates } = compute()
    for (const { label, estimate } of estimates) {
      const histogram = resampledOf(estimate as Estimate)
      expect(histogram === null ? 0 : drawnIn(histogram), label).toBe(100)
      expect(estimate.intervals.length, label).toBeGreaterThan(0)
      expect(histogram?.counts.length).toBeLessThanOrEqual(40)
    }
  })

  it('shows how much the size of the population matters, and what its being unknown leaves open', () => {
    const known = compute().overPopulation
    expect(known.map(({ population }) => population)).toEqual([500, 1000, 2000, null])
    // A sample of everybody is the population: the share is that of the sample.
    expect(known[0]?.estimate).toBeCloseTo(0.258, 6)
    const unknown = compute({ population: '' })
    expect(unknown.estimates[0]?.label).toBe('rds-ii')
    const shares = unknown.overPopulation.map(({ estimate }) => estimate as number)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    expect(shares.at(-1)).toBeCloseTo(0.16414929044, 10)
  })

  it('lets no number of a respondent out of the worker, and keeps nothing that could speak of one', () => {
    const table = tableOf('rds_fauxmadrona')
    const marked = {
      ...table,
      rows: table.rows.map(([id, by, ...rest]) => [`K${id}`, by === 'seed' ? 'seed' : `K${by}`, ...rest]),
    }
    const result = finish(
      rdsComputation.compute({ sample: marked as typeof table }, { ...rds, resamples: '0' }),
    )
    expect(JSON.stringify(result)).not.toMatch(/K\d/)
    expect(result.recruitment.recruiter.filter((by) => by < 0)).toHaveLength(10)
    const [first] = result.estimates
    const kept = JSON.stringify(paredRecruited((first as (typeof result.estimates)[number]).estimate))
    expect(kept).not.toContain('cumulative')
    expect(
      JSON.parse(kept).diagnostics.sample.trees.every(
        (tree: { respondents: number }) => tree.respondents >= 10,
      ),
    ).toBe(true)
  })

  it('says what is wrong with a file by code, and gives no figure where none exists', () => {
    const seeds = readTextTable('id,recruiter.id,degree,disease\n1,seed,3,1\n2,seed,4,0\n')
    const [first] = finish(rdsComputation.compute({ sample: seeds }, { ...rds, population: '' })).estimates
    expect(first?.estimate).toMatchObject({ status: 'no-estimate', reason: { code: 'seeds-only' } })
    const circle = readTextTable('id,recruiter.id,degree,disease\n1,2,3,1\n2,1,4,0\n')
    expect(() => finish(rdsComputation.compute({ sample: circle }, rds))).toThrow(WrongData)
  })
})

const nsum: NsumSettings = {
  hidden: 'V5',
  without: ['V3'],
  population: '1,000,000',
  weight: '',
  cluster: '',
  strata: '',
  transmission: '',
  degreeRatio: '',
  frameRatio: '',
  precision: '',
  cutAt: '',
  knowers: '',
  membersWeight: '',
  frame: '',
  resamples: '200',
  seed: '1',
}

describe.runIf(there)('Scale-up in the workbench', () => {
  it('has the reference’s figures, its own known groups among them', async () => {
    const tables = { answers: tableOf('nsum_example_ard'), sizes: tableOf('nsum_example_sizes') }
    const { estimates, known } = finish(nsumComputation.compute(tables, nsum))
    expect(known).toEqual(['V1', 'V2', 'V4'])
    const [mle, pimle] = estimates
    expect(mle?.estimate).toMatchObject({ status: 'ok', method: 'nsum-mle' })
    expect((mle?.estimate as { estimate: number }).estimate).toBeCloseTo(20042.7709580838, 6)
    expect((pimle?.estimate as { estimate: number }).estimate).toBeCloseTo(20831.4373129296, 6)
    expect(mle?.estimate.diagnostics.backEstimates?.map(({ estimate }) => estimate)).toEqual([
      expect.closeTo(135323.608087092, 5),
      expect.closeTo(54180.8336483932, 5),
      expect.closeTo(72655.298661174, 5),
    ])
    const command = await byCommand(
      ...['nsum', place('nsum_example_ard') as string, '--sizes', place('nsum_example_sizes') as string],
      ...['--population', '1000000', '--hidden', 'V5', '--without', 'V3', '--boot', '200'],
    )
    expect(command.estimate).toBe((mle?.estimate as { estimate: number }).estimate)
  })

  it('has the digits of the command, factors included', async () => {
    const settings = {
      ...nsum,
      hidden: 'heavy.drug.user',
      without: [],
      population: '1817434',
      transmission: '0,5',
    }
    const tables = {
      answers: tableOf('nsum_curitiba_sim_transmission_ard'),
      sizes: tableOf('nsum_curitiba_sizes'),
    }
    const [mle] = finish(nsumComputation.compute(tables, settings)).estimates
    const command = await byCommand(
      ...['nsum', place('nsum_curitiba_sim_transmission_ard') as string],
      ...['--sizes', place('nsum_curitiba_sizes') as string, '--population', '1817434'],
      ...['--hidden', 'heavy.drug.user', '--transmission', '0.5', '--boot', '200'],
    )
    expect(command.estimate).toBe((mle?.estimate as { estimate: number }).estimate)
    expect(command.intervals).toEqual(mle?.estimate.intervals)
  })
})

const survey: SurveySettings = {
  outcome: 'sch.wide',
  weight: 'pw',
  strata: '',
  cluster: 'dnum',
  fpc: 'fpc',
  domain: 'stype',
  population: '6194',
  lonely: 'refuse',
  missingWeights: 'refuse',
}

describe.runIf(there)('A survey in the workbench', () => {
  it('has the reference’s share and design effect, and a figure for each part', async () => {
    const result = finish(surveyComputation.compute({ sample: tableOf('survey_apiclus1') }, survey))
    expect(result.all).toMatchObject({ status: 'ok', cases: 183 })
    expect((result.all as { estimate: number }).estimate).toBeCloseTo(0.8743169398907, 10)
    expect(result.all.diagnostics.designEffect).toBeCloseTo(0.707429989609, 6)
    expect(result.parts.map(({ value }) => value)).toEqual(['E', 'H', 'M'])
    expect(result.parts.reduce((sum, { estimate }) => sum + estimate.cases, 0)).toBe(183)
    const command = await byCommand(
      ...['survey', place('survey_apiclus1') as string, '--outcome', 'sch.wide', '--weight', 'pw'],
      ...['--cluster', 'dnum', '--fpc', 'fpc', '--domain', 'stype=H'],
    )
    expect(command.estimate).toBe((result.parts[1]?.estimate as { estimate: number }).estimate)
    expect((result.total as { estimate: number }).estimate).toBeCloseTo(6194 * 0.8743169398907, 5)
  })

  it('bounds what nobody had, by the rule of three', () => {
    const rows = Array.from({ length: 300 }, (_, i) => `${i % 30},0`).join('\n')
    const table = readTextTable(`village,y\n${rows}\n`)
    const none = {
      ...survey,
      outcome: 'y',
      weight: '',
      cluster: 'village',
      fpc: '',
      domain: '',
      population: '',
    }
    const { all } = finish(surveyComputation.compute({ sample: table }, none))
    expect(all).toMatchObject({ status: 'ok', estimate: 0 })
    expect(all.intervals[0]?.high).toBeCloseTo(0.00994, 4)
    expect(all.warnings.map(({ code }) => code)).toContain('no-variation')
  })
})

describe.runIf(there)('Two waves in the workbench', () => {
  const settings: TwoWavesSettings = {
    outcome: 'y',
    weight: 'weight',
    strata: '',
    cluster: 'cluster',
    fpc: '',
    wave: 'wave',
    from: '0',
    to: '1',
    domain: 'arm',
    domainValue: '1',
    target: '25',
    lonely: 'refuse',
    missingWeights: 'refuse',
    arm: '',
    treated: '',
    before: ['0'],
    after: ['1'],
    resamples: '',
    seed: '1',
  }
  const computed = (more: Partial<TwoWavesSettings> = {}) =>
    finish(twoWavesComputation.compute({ sample: tableOf('survey_two_wave_sim') }, { ...settings, ...more }))

  it('have the digits of the command, and each wave by itself', async () => {
    const result = computed()
    if (result.is !== 'change') throw new Error('nobody was to be compared with')
    const { change, waves, target } = result
    const command = await byCommand(
      ...['change', place('survey_two_wave_sim') as string, '--outcome', 'y', '--weight', 'weight'],
      ...['--cluster', 'cluster', '--wave', 'wave', '--from', '0', '--to', '1'],
      ...['--domain', 'arm=1', '--target', '0.25'],
    )
    expect(command.estimate).toBe((change as { estimate: number }).estimate)
    expect(command.intervals).toEqual(change.intervals)
    // All of it, the falls too: what the page says comes out of the command it prints.
    expect(command.diagnostics).toEqual(JSON.parse(JSON.stringify(change.diagnostics)))
    expect(target).toBe(0.25)
    expect(waves.map(({ estimate }) => (estimate as { estimate: number }).estimate)).toEqual([
      change.diagnostics.first?.estimate,
      change.diagnostics.second?.estimate,
    ])
    expect(change.diagnostics.falls?.map(({ by }) => by)).toContain(0.25)
  })

  const ofGroups = { arm: 'arm', treated: '1', domain: '', domainValue: '' }

  it('of two groups differ by what the reference package finds: 12.7 points less, with an error of 3.8', () => {
    const result = computed(ofGroups)
    if (result.is !== 'compared' || result.effect.status !== 'ok')
      throw new Error('two groups were asked for')
    const { effect, cells } = result
    expect(effect.estimate).toBeCloseTo(-0.1267381418705, 10)
    expect(effect.standardError).toBeCloseTo(0.03789929136223, 10)
    // Each group in each wave by itself agrees with what the comparison is made of.
    expect(cells.map(({ estimate }) => (estimate as { estimate: number }).estimate)).toEqual(
      effect.diagnostics.cells.map((cell) => cell.estimate),
    )
    expect(cells.map(({ group, wave }) => `${group} ${wave}`)).toEqual([
      'treated 0',
      'treated 1',
      'compared 0',
      'compared 1',
    ])
  })

  it.each([
    ['with no word of resamples, which 40 clusters do without', {}, []],
    ['with resamples that were asked for', { resamples: '199', seed: '7' }, ['--boot', '199', '--seed', '7']],
    // Half of the clusters left: resamples come unasked, by the seed.
    ['of a part, drawn anew unasked', { domain: 'part', domainValue: 'a', seed: '3' }, ['--seed', '3']],
  ] as const)('of two groups have the digits of the command: %s', async (_, more, flags) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tip-waves-'))
    const file = path.join(folder, 'waves.csv')
    const lines = readFileSync(place('survey_two_wave_sim') as string, 'utf8')
      .trim()
      .split('\n')
    // Every other cluster is another part of the country.
    const text = lines
      .map((line, row) => `${line},${row === 0 ? 'part' : Number(line.split(',')[0]) % 2 ? 'a' : 'b'}`)
      .join('\n')
    try {
      await writeFile(file, text)
      const result = finish(
        twoWavesComputation.compute({ sample: readTextTable(text) }, { ...settings, ...ofGroups, ...more }),
      )
      if (result.is !== 'compared') throw new Error('two groups were asked for')
      const command = await byCommand(
        ...['change', file, '--outcome', 'y', '--weight', 'weight', '--cluster', 'cluster'],
        ...['--wave', 'wave', '--from', '0', '--to', '1', '--arm', 'arm', '--treated', '1'],
        ...('domain' in more ? ['--domain', 'part=a'] : []),
        ...flags,
      )
      const own = JSON.parse(JSON.stringify(estimateJson(result.effect as Estimate, 'en')))
      expect(own).toEqual(command)
      expect(own.diagnostics.wild === null).toBe(
        _ === 'with no word of resamples, which 40 clusters do without',
      )
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('of two groups are refused where nobody has the value, or one group was not met in a wave', () => {
    expect(() => computed({ ...ofGroups, treated: '7' })).toThrow(WrongData)
    const result = computed({ ...ofGroups, domain: 'arm', domainValue: '1' })
    expect(result.is === 'compared' && result.effect.status).toBe('no-estimate')
  })
})

describe('People met at venues in the workbench', () => {
  const settings: VenueSettings = {
    outcome: 'forced_labour',
    event: 'event',
    chance: 'chance',
    counted: 'counted',
    visits: 'visits',
    strata: '',
    cluster: '',
    unsaidVisits: 'leave-out',
  }
  const columns = ['outcome', 'event', 'chance', 'counted', 'visits'] as const

  it('have the digits of the command', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tip-venues-'))
    const file = path.join(folder, 'venues.csv')
    try {
      await writeFile(file, madeUpVenues())
      const command = await byCommand(
        'time-location',
        file,
        ...columns.flatMap((name) => [`--${name}`, settings[name]]),
      )
      const { all } = finish(venueComputation.compute({ sample: readTextTable(madeUpVenues()) }, settings))
      expect(all).toMatchObject({ status: 'ok', estimate: command.estimate, intervals: command.intervals })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('come out nearer the truth than the people met do, and say what silence about visits could change', () => {
    const sample = readTextTable(madeUpVenues())
    const { all, other } = finish(venueComputation.compute({ sample }, settings))
    if (all.status !== 'ok') throw new Error('an estimate is wanted')
    const { share } = madeUpVenuesTruth()
    const met = (all.diagnostics.withOutcome ?? 0) / all.diagnostics.respondents
    expect(Math.abs(all.estimate - share)).toBeLessThan(Math.abs(met - share))
    expect(other).toBeNull()
    const unsaid = {
      ...sample,
      rows: sample.rows.map((row, at) => (at % 9 === 0 ? [...row.slice(0, 3), '', ...row.slice(4)] : row)),
    }
    const either = finish(venueComputation.compute({ sample: unsaid }, settings))
    expect(either.other).toMatchObject({ status: 'ok', cases: sample.rows.length })
    expect(either.all.cases).toBeLessThan(sample.rows.length)
  })
})

describe('A second sample, of members of the hidden group, in the workbench', () => {
  const texts = { ...madeUpScaleUp(), members: madeUpMembers() }
  const settings: NsumSettings = {
    ...nsum,
    hidden: 'in forced labour',
    population: '1 000 000',
    transmission: '',
    knowers: 'knowers',
    resamples: '100',
  }
  const tables = (of: { [slot: string]: string }) =>
    Object.fromEntries(Object.entries(of).map(([slot, text]) => [slot, readTextTable(text)]))

  it('has the digits of the command, and a figure that silence does not lower', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tip-members-'))
    const file = (slot: string) => path.join(folder, `${slot}.csv`)
    try {
      for (const [slot, text] of Object.entries(texts)) await writeFile(file(slot), text)
      const command = await byCommand(
        ...['nsum', file('answers'), '--sizes', file('sizes'), '--population', '1000000', '--boot', '100'],
        ...['--seed', settings.seed, '--hidden', settings.hidden],
        ...['--enriched', file('members'), '--knowers', 'knowers'],
      )
      const { generalised, estimates } = finish(nsumComputation.compute(tables(texts), settings))
      if (generalised?.status !== 'ok') throw new Error('an estimate is wanted')
      expect(generalised.estimate).toBe(command.estimate)
      expect(generalised.intervals).toEqual(command.intervals)
      const [alone] = estimates
      if (alone?.estimate.status !== 'ok') throw new Error('an estimate is wanted')
      const off = (value: number) => Math.abs(Math.log(value / madeUpScaleUpTruth.hidden))
      expect(off(generalised.estimate)).toBeLessThan(off(alone.estimate.estimate))
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('may tell of known groups instead, and is not needed', () => {
    const members = 'teachers,nurses\n3,1\n2,2\n0,1\n4,0\n'
    const reckoned = finish(
      nsumComputation.compute(tables({ ...texts, members }), { ...settings, knowers: '' }),
    )
    expect(reckoned.generalised).toMatchObject({ status: 'ok', diagnostics: { members: 4 } })
    const { members: _, ...alone } = texts
    expect(finish(nsumComputation.compute(tables(alone), settings)).generalised).toBeNull()
  })
})
