import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from '../../../test/support/browser.ts'
import { withPack } from '../../../test/support/furnishings.ts'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { objections, overflow } from '../../../test/support/look.ts'
import { operator } from '../../house/actor.ts'
import { builtAssets } from '../../house/assets.ts'
import type { Io } from '../../house/command.ts'
import { Fault } from '../../house/errors.ts'
import { buildServer, type HttpServer, listen } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { languages } from '../../ui/language.ts'
import { shippedMethodology } from '../catalogue.ts'
import { selectCommand } from '../commands.ts'
import { gatherInputs } from '../inputs.ts'
import { saveVersion } from '../versions/save.ts'
import { asKnownThen, laterThanTheDay } from './known-then.ts'
import { trackRoutes } from './routes.tsx'

let house: TestHouse
let http: HttpServer

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-21T12:00:00Z'), furnished: withPack })
  http = await buildServer(house, {
    languages,
    doors: [{ at: '/', routes: trackRoutes(house, builtAssets()) }],
    personOf: async () => null,
    renderFault: (_request, fault) => `<p>${fault.message}</p>`,
  })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const tp = async (line: string, language: Io['language'] = 'en') => {
  const out: string[] = []
  const err: string[] = []
  const code = await selectCommand(house, ['backtest', ...line.split(' ')], {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    language,
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const json = async (line: string) => JSON.parse((await tp(`${line} --json`)).out)
const faultOf = async (line: string) => {
  try {
    await tp(line)
  } catch (error) {
    if (error instanceof Fault) return JSON.stringify([error.message, error.details])
    throw error
  }
  throw new Error('nothing was refused')
}

describe('What a list of an earlier year looks at', () => {
  it.each([
    ['tipping-point', 2008],
    ['atest-2014', 2013],
    ['mcc-scorecard', 2010],
  ])('holds nothing that came out later: %s at the end of %i', async (id, year) => {
    const inputs = await gatherInputs(house.db, shippedMethodology(id).methodology, `${year}-12-31`)
    expect(inputs.units.length).toBeGreaterThan(100)
    expect(laterThanTheDay(asKnownThen(inputs))).toEqual([])
  })

  it('would show it if it did: ratings of later reports and later evidence are there for readers of today', async () => {
    const inputs = await gatherInputs(house.db, shippedMethodology('atest-2014').methodology, '2013-12-31')
    const later = laterThanTheDay(inputs)
    expect(later.some((each) => each.startsWith('usaid_presence'))).toBe(true)
    expect(later.some((each) => each.startsWith('rated later'))).toBe(true)
    const cell = { ...inputs.newest.tip_tier!.GHA!, published: '2014-06-20' }
    const leaking = { ...asKnownThen(inputs), newest: { tip_tier: { GHA: cell } } }
    expect(laterThanTheDay(leaking)).toEqual(['tip_tier GHA 2014-06-20'])
  })
})

describe('tp select backtest', () => {
  it('tells what could be tested before any score, and then does not soften what came out', async () => {
    const { code, out, err } = await tp('-m atest-2014 --from 2011 --to 2015 --replicates 100')
    expect(code).toBe(0)
    expect(err).toContain('1 of 5 years are read.')
    expect(out).toContain(
      'Tested without the gate “Not on the child-soldier list”: at the end of 2011 no more than',
    )
    expect(out).toContain('Tested without the gate “USAID mission in the country”')
    expect(out).toMatch(/2015 .* rests on weak reports: 2020/)
    expect(out.indexOf('What could be tested?')).toBeLessThan(out.indexOf('It is worse than the tier alone.'))
    expect(out).toContain('It is not shown to do better than output per head alone.')
    expect(out).toMatch(/Tier alone, lowest first +Right one first +\d+ +0\.\d\d \(0\.\d\d to 0\.\d\d\)/)
  })

  it('says that our own method finds rises worse than lots, and how many cases each measure rests on', async () => {
    const line = '-m tipping-point --from 2011 --to 2014 --horizon 3 --replicates 100'
    const told = await json(line)
    expect(told.sentences).toEqual(
      expect.arrayContaining([
        'It does worse than drawing lots among the countries that pass.',
        'It is worse than the tier alone.',
        'Read from the end, its lists would have done better than read from the top.',
      ]),
    )
    expect(told.silent).toEqual(['goods'])
    expect(told.result.measures.concordance.high).toBeLessThan(0.5)

    // Only the list of 2014 has one behind it whose end was known by then.
    const of2014 = told.years.find(({ year }: { year: number }) => year === 2014).usable
    for (const { method, naive } of told.result.compared)
      for (const { cases, forecastYears } of [method, naive]) {
        expect(cases).toEqual({ concordance: told.cases, hitRate: told.cases, brier: of2014 })
        expect(forecastYears).toEqual([2014])
      }
    expect(of2014).toBeLessThan(told.cases / 3)
    const { out } = await tp(line)
    expect(out).toMatch(new RegExp(`Tier alone, lowest first +Right one first +${told.cases} `))
    expect(out).toMatch(
      new RegExp(`Tier alone, lowest first +Error of forecasts, lists of 2014 +${of2014} .*not told apart`),
    )
    expect(out).toMatch(
      /Lots .* lists of 2014 .* 0\.000 +it foretells the same for everybody, so this cannot differ/,
    )
  })

  it('gives the same to the last digit when it is asked again', async () => {
    const line = '-m atest-2014 --from 2014 --to 2014 --replicates 100'
    expect(await json(line)).toEqual(await json(line))
  })

  it('shows places alone where too little happened', async () => {
    const { out } = await tp('-m atest-2014 --outcome compact-signed --from 2014 --to 2017')
    expect(out).toMatch(/\d events are too few\. Below 20 only places are shown/)
    expect(out).toMatch(/Ghana +2015 +2014 +\d+ of 1\d\d/)
    expect(out).toMatch(/Philippines +2017 +2016 +kept out by “Tier 2 or Tier 2 Watch List”/)
    expect(out).not.toContain('Right one first')
  })

  it('says that a method cannot be tested, and what is missing', async () => {
    const { out } = await tp('-m child-protection-compact --from 2014 --to 2015')
    expect(out).toContain('in no year could the method score a single country')
    expect(out).toContain('child_trafficking_prevalence_per_1000')
    expect((await tp('-m mcc-scorecard', 'fr')).out).toBe(
      'Cette méthode ne peut être mise à l’épreuve\u202f: elle ne nomme rien qui puisse être observé par la suite.',
    )
  })

  it.each([
    ['-m atest-2014 --from 1950 --to 1960', 'known from 2001 to 2025'],
    ['-m atest-2014 --from 2030', 'known from 2001 to 2025; a list is tested by the 5 years after it.'],
    ['-m atest-2014 --from 2030 --to 2035', 'Lists that can be tested: 2004 to 2014.'],
    ['-m atest-2014 --from 2030 --horizon 28', 'take a shorter one'],
    ['-m atest-2014 --replicates 2', 'A whole number from 100 to 20000 is needed'],
    ['-m atest-2014 --seed x', '--seed'],
    ['-m atest-2014 --horizon 2.5', 'From 1 to 30.'],
    ['-m atest-2014 --from 2010 --to 2005', 'Exchange them.'],
    ['-m atest-2014 --from x', '--from'],
    ['-m atest-2014 --horizon 0', 'From 1 to 30.'],
    ['-m atest-2014 --horizon 60', 'From 1 to 30.'],
    ['-m atest-2014 --horizon 2', '3 reports'],
    ['-m atest-2014 --outcome tier-rice', 'Did you mean tier-rise?'],
    ['-m atest', 'atest-2014'],
    ['--from 2010', '--methodology'],
    ['-m atest-2014 --years 3', 'tp select help'],
  ])('refuses %s, and says what to do', async (line, said) => {
    expect(await faultOf(line)).toContain(said)
  })
})

describe('The track record on the page', () => {
  const address = '/methodologies/atest-2014/track-record?from=2011&to=2014&horizon=3'
  const told = async (url: string) => {
    for (;;) {
      const { statusCode, body } = await http.inject(url)
      if (
        statusCode !== 200 ||
        (!body.includes('<progress') && !/It has just begun|vient de commencer/.test(body))
      )
        return { status: statusCode, html: body }
    }
  }

  it('says how far it is while it is reckoned, and the verdict with pictures and tables then', async () => {
    const { status, html } = await told(address)
    expect(status).toBe(200)
    expect(/<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1]).toBe('Would “ATEST 2014” have worked?')
    expect(/<p class="verdict">(.*?)<\/p>/.exec(html)?.[1]).toContain('It is worse than the tier alone.')
    expect(html.indexOf('What could be tested?')).toBeLessThan(html.indexOf('Does it beat simple rules?'))
    expect(html).toMatch(/<svg[^>]*role="img" aria-label="Of the first 9 of each year/)
    for (const caption of ['Cases by year of the list', 'Hits by year of the list'])
      expect(html).toMatch(new RegExp(`<caption[^>]*>${caption}`))
    expect(html).toMatch(
      /Forecasts exist for the lists of 2014 alone: their error rests on 1\d\d of \d+ cases\./,
    )
    expect(html).toContain('Error of forecasts, lists of 2014')
  })

  it('tells how far it is to whoever asks, in their language, until it is there', async () => {
    const ask = () => http.inject('/fr/methodologies/atest-2014/track-record/progress?from=2014&to=2014')
    const first = await ask()
    expect(first.statusCode).toBe(202)
    expect(first.json().sentence).toMatch(/^(Il vient de commencer|0 années sur 1|Un autre bilan)/)
    await http.inject('/api/v1/methodologies/atest-2014/track-record?from=2014&to=2014')
    expect((await ask()).json()).toEqual({ there: true })
  })

  it('is the same in JSON and CSV, reckoned once', async () => {
    const answer = await http.inject(`/api/v1${address}`)
    expect(answer.json()).toMatchObject({ verdict: 'tested', outcome: 'tier-rise', horizon: 3 })
    const csv = (await http.inject(address.replace('record', 'record.csv'))).body.trim().split('\n')
    expect(csv[0]).toMatch(/^year,horizon,looked_at,out,/)
    expect(csv).toHaveLength(5)
    const { years } = answer.json()
    expect(csv.slice(1).map((line) => Number(line.split(',')[9]))).toEqual(
      years.map(({ usable }: { usable: number }) => usable),
    )
    const head = csv[0]!.split(',')
    const column = (name: string) => csv.slice(1).map((line) => Number(line.split(',')[head.indexOf(name)]))
    const sum = (name: string) => column(name).reduce((total, each) => total + each, 0)
    const [, , income] = answer.json().result.compared
    expect(column('cases_forecasts_beside_income')).toEqual([0, 0, 0, income.naive.cases.brier])
    expect(sum('cases_pairs_beside_income')).toBe(income.method.cases.concordance)
    expect(sum('cases_hits_method')).toBe(answer.json().cases)
  })

  it('tells in French that a method names nothing to be measured by', async () => {
    const { html } = await told('/fr/methodologies/mcc-scorecard/track-record')
    expect(html).toContain('elle ne nomme rien qui puisse être observé par la suite')
    expect((await http.inject('/methodologies/mcc-scorecard/track-record.csv')).statusCode).toBe(422)
  })

  it('refuses what cannot be asked', async () => {
    for (const [query, status] of [
      ['atest-2014/track-record?from=2014&to=2010', 422],
      ['atest-2014/track-record?horizon=60', 422],
      ['atest-2014/track-record?horizon=2.5', 422],
      ['atest-2014/track-record?replicates=2', 400],
      ['atest-2014/track-record.csv?replicates=99', 400],
      ['atest-2014/track-record?from=abc', 422],
      ['atest-2014/track-record?from=1950&to=1960', 422],
      ['nobody/track-record', 404],
    ] as const)
      expect([query, (await http.inject(`/methodologies/${query}`)).statusCode]).toEqual([query, status])
  })
})

describe('What cannot be asked of a track record', () => {
  it.each([
    ['', 'from=1950&to=1960', 'from', 'Nothing is known of 1950 to 1960.'],
    ['', 'from=abc', 'from', '“abc” is not a year.'],
    ['/fr', 'horizon=0', 'horizon', 'ne peut être mis à l’épreuve.'],
    ['/es', 'from=2014&to=2010', 'from', '2014 viene después de 2010.'],
  ])('comes back at its field with the form: %s %s', async (language, query, field, said) => {
    const { statusCode, body } = await http.inject(
      `${language}/methodologies/atest-2014/track-record?${query}`,
    )
    expect(statusCode).toBe(422)
    expect(body).toContain(`id="${field}-error"`)
    expect(body).toContain(said)
    for (const [name, value] of new URLSearchParams(query))
      expect(body).toMatch(new RegExp(`<input[^>]*name="${name}"[^>]*value="${value}"`))
    expect(body).toMatch(/2004 (to|à|a) 2014/)
  })

  it('is a wrong use of the command, but for years of which nothing is known', async () => {
    for (const [line, status] of [
      ['--horizon 0', 400],
      ['--horizon 2', 400],
      ['--from 2014 --to 2010', 400],
      ['--from 1950 --to 1960', 422],
    ] as const)
      await expect(tp(`-m atest-2014 ${line}`)).rejects.toMatchObject({ status })
  })
})

describe('A version by its number', () => {
  const line = (name: string) => `-m ${name} --outcome compact-signed --from 2014 --to 2014`
  const address = 'methodologies/atest-2014/track-record'
  const query = '?version=101&outcome=compact-signed&from=2014&to=2014'

  it('is tested when it is named, an earlier or a draft one, by command, on the page, as CSV and JSON', async () => {
    const { text } = shippedMethodology('atest-2014')
    await transact(house.db, (trx) =>
      saveVersion(
        trx,
        { actor: operator, at: house.now() },
        {
          text: text.replace(/size: \d+/, 'size: 3').replace('status: historical', 'status: draft'),
          reason: 'Fewer',
          base: { methodology: 'atest-2014', version: 1 },
        },
      ),
    )
    const of = ({ methodology, k }: { methodology: { version: number }; k: number }) => [
      methodology.version,
      k,
    ]
    expect(of(await json(line('atest-2014')))).toEqual([1, 9])
    expect(of(await json(line('atest-2014:101')))).toEqual([101, 3])
    expect(of((await http.inject(`/api/v1/${address}${query}`)).json())).toEqual([101, 3])
    expect(of((await http.inject(`/api/v1/${address}${query.replace('101', '1')}`)).json())).toEqual([1, 9])
    const page = (await http.inject(`/${address}${query}`)).body
    expect(page).toContain('version 101')
    expect(page).toContain('<option value="101" selected="">101</option>')
    expect(page).toContain(`href="/${address}.csv${query.replaceAll('&', '&amp;')}"`)
    const csv = await http.inject(`/${address}.csv${query}`)
    expect(csv.headers['content-disposition']).toContain('atest-2014-101-compact-signed.csv')
  })

  it('names those there are when it is none', async () => {
    expect(await faultOf(line('atest-2014:7'))).toContain('1, 101')
    expect((await http.inject(`/${address}?version=7`)).statusCode).toBe(404)
    expect((await http.inject(`/${address}?version=x`)).statusCode).toBe(422)
  })
})

describe.runIf(await hasBrowser())('The track record in a browser', () => {
  it('has nothing to object to at 360, and nothing hangs over: told, and while it is reckoned', async () => {
    const origin = await listen(http, { port: 0, host: '127.0.0.1' })
    const browser = await openBrowser()
    try {
      const page = await (await browser.newContext({ bypassCSP: true })).newPage()
      const look = async (path: string, width: number) => {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(origin + path)
        expect([path, await overflow(page)]).toEqual([path, []])
        expect([path, await objections(page)]).toEqual([path, []])
        if (process.env.TIP_LOOK)
          await page.screenshot({
            path: `${process.env.TIP_LOOK}/${path.replace(/\W+/g, '-')}-${width}.png`,
            fullPage: true,
          })
      }
      const told = '/methodologies/atest-2014/track-record?from=2011&to=2014&horizon=3'
      await http.inject(`/api/v1${told}`)
      await look(told, 360)
      // Asked for the first time: it tells how far it is, and turns into the record by itself.
      await look('/fr/methodologies/tipping-point/track-record?from=2012&to=2014', 360)
      await page.waitForSelector('#verdict')
      expect(await page.textContent('#verdict')).toContain('Elle est moins bonne que le niveau seul.')
      if (process.env.TIP_LOOK) {
        await http.inject('/api/v1/methodologies/tipping-point/track-record')
        await look('/methodologies/tipping-point/track-record', 1280)
        await look('/fr/methodologies/tipping-point/track-record', 360)
        await look('/pt/methodologies/atest-2014/track-record?outcome=compact-signed', 1280)
      }
    } finally {
      await browser.close()
    }
  })
})
