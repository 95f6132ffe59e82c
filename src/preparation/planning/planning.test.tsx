import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { buildServer, type HttpServer } from '../../house/http.ts'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { languages, speak } from '../../ui/language.ts'
import { prevalenceCommand } from '../commands.ts'
import { sayFinding } from '../say-finding.ts'
import { studyFields } from '../studies/forms.ts'
import { roundTicks } from './curve.tsx'
import { commandOf } from './plan.ts'
import { answer, curveOf, numberIn, questionNames, questionOf, readTyped, stepsOf } from './questions.ts'
import { planningRoutes } from './routes.tsx'
import { doubtsOf, type SayPlan, sentencesOf } from './say-plan.ts'
import { planWords, planWordsIn } from './words.ts'

const sayIn = (language: (typeof languages)[number]): SayPlan => {
  const words = planWordsIn(language)
  return speak({ en: words, fr: words, es: words, pt: words }, language)
}

function planOf(ask: (typeof questionNames)[number], sent: Record<string, string> = {}) {
  const question = questionOf(ask)
  const { assumed, faults } = readTyped(question, sent)
  if (assumed === null) throw new Error(`faults: ${JSON.stringify(faults)}`)
  const found = answer(question, assumed)
  if (found === null) throw new Error('no plan')
  return { question, assumed, found }
}

describe('A plan of a study', () => {
  it.each(questionNames)('that asks about %s is what its command answers, to the last digit', async (ask) => {
    const { question, assumed, found } = planOf(ask)
    const lines: string[] = []
    const argv = commandOf(question.design, assumed).split(' ')
    await prevalenceCommand([...argv, '--json'], {
      out: (line) => lines.push(line),
      err: () => {},
      language: 'en',
    })
    expect(JSON.parse(lines.join('\n')).rows).toEqual(found.rows)
  })

  it('is the table of the method: 1,700 people in 85 clusters for one in ten, plus and minus two points', () => {
    const [row] = planOf('people', { share: '10', 'half-width': '2', 'cluster-size': '20', icc: '0,05' })
      .found.rows
    expect(row).toMatchObject({ respondents: 1700, clusters: 85 })
  })

  it('says which fall a thousand people a wave could see', () => {
    const { assumed, found } = planOf('fall', { 'cluster-size': '20', icc: '0.05' })
    const [sentence = ''] = sentencesOf('fall', assumed, found, 'en', sayIn('en'))
    expect(sentence).toContain('the smallest fall this design finds is <b>46')
  })

  it('says so where not even a fall to nothing would be found', () => {
    const { assumed, found } = planOf('fall', { share: '1', respondents: '100' })
    expect(sentencesOf('fall', assumed, found, 'en', sayIn('en'))[0]).toContain('not even a fall to nothing')
  })

  it('needs more people against a group without the programme', () => {
    const people = (compared: string) =>
      planOf('waves', { 'with-comparison': compared }).found.rows[0]?.respondents ?? 0
    expect(people('yes')).toBeGreaterThan(people('no') * 1.5)
  })

  it('says what is doubtful as the command does', () => {
    const { found } = planOf('people', { share: '1', 'half-width': '1', 'cluster-size': '60' })
    expect(found.findings.length).toBeGreaterThan(0)
    for (const language of languages)
      expect(doubtsOf(found, language, sayIn(language))).toEqual(
        found.findings.map((finding) => sayFinding(finding, language)),
      )
  })
})

describe('A curve of a plan', () => {
  it.each(questionNames)('about %s goes through the plan itself', (ask) => {
    const { question, assumed, found } = planOf(ask)
    for (const curve of [curveOf(question, assumed), stepsOf(question, assumed)]) {
      const place = curve?.at.indexOf(curve.here) ?? -1
      expect(place).toBeGreaterThanOrEqual(0)
      const line = curve?.lines.find(({ name }) => ['planned', 'deff-2', 'low'].includes(name))
      const quantity = ask === 'lists' ? 'low' : question.reads
      expect(line?.values[place]).toBeCloseTo(found.rows[0]?.[quantity] ?? Number.NaN, 9)
    }
  })

  it('breaks where nothing would be found, and never answers NaN', () => {
    const { question, assumed } = planOf('fall', { share: '2', respondents: '300' })
    const values = curveOf(question, assumed)?.lines.flatMap((line) => line.values) ?? []
    expect(values).toContain(null)
    expect(values.every((value) => value === null || Number.isFinite(value))).toBe(true)
  })

  it('has round numbers along its axes', () => {
    expect(roundTicks(0, 0.46, 5)).toEqual([0, 0.1, 0.2, 0.3, 0.4])
    expect(roundTicks(333, 3000, 6)).toEqual([500, 1000, 1500, 2000, 2500, 3000])
  })
})

describe('What is typed into a plan', () => {
  it('is read as people write it', () => {
    expect(numberIn('2,5', 'percent')).toBe(2.5)
    expect(numberIn('2.5 %', 'percent')).toBe(2.5)
    expect(numberIn('1 000 000', 'people')).toBe(1_000_000)
    expect(numberIn('1.000.000', 'people')).toBe(1_000_000)
    expect(numberIn('1,000', 'people')).toBe(1000)
    expect(numberIn('12 apples', 'people')).toBeNull()
    expect(numberIn('-3', 'percent')).toBeNull()
  })

  it('is refused field by field, with what each takes', () => {
    const { faults } = readTyped(questionOf('waves'), {
      share: '0',
      second: 'few',
      response: '',
      power: '80',
    })
    expect(faults).toEqual({
      share: { kind: 'range', least: 0.01, most: 99.99 },
      second: { kind: 'number' },
      response: { kind: 'missing' },
    })
    expect(readTyped(questionOf('waves'), { share: '5', second: '5' }).faults).toEqual({
      second: { kind: 'same' },
    })
    expect(readTyped(questionOf('lists'), { coverages: '20' }).faults).toEqual({
      coverages: { kind: 'lists' },
    })
    expect(readTyped(questionOf('nsum'), { hidden: '2000000' }).faults).toEqual({
      hidden: { kind: 'more-than-all' },
    })
  })
})

describe('The words of planning', () => {
  it('stand in four languages', () => {
    expect(checkDictionary(planWords, [])).toEqual([])
  })
})

describe('The page of planning', () => {
  let house: TestHouse
  let http: HttpServer
  beforeAll(async () => {
    house = await openTestHouse()
    http = await buildServer(house, {
      languages,
      doors: [{ at: '/', routes: planningRoutes(house, { css: [], js: [] }) }],
      personOf: async () => null,
      renderFault: (_request, fault) => `<p>${fault.message}</p>`,
      clientFolder: null,
    })
  })
  afterAll(async () => {
    await http.close()
    await house.close()
  })

  it.each(questionNames)('answers %s without a script, in every language', async (ask) => {
    for (const language of languages) {
      const prefix = language === 'en' ? '' : `/${language}`
      const { statusCode, body } = await http.inject(`${prefix}/plan-a-study?ask=${ask}`)
      expect(statusCode).toBe(200)
      for (const part of ['tp prevalence plan', '<path d="M', `${prefix}/studies/new?method=`])
        expect(`${part}: ${body.includes(part)}`).toBe(`${part}: true`)
      expect(/NaN|undefined|Infinity/.exec(body)).toBeNull()
    }
  })

  it('opens with the question of the compact, and keeps what was typed', async () => {
    const { body } = await http.inject('/plan-a-study?share=12&basis=Survey+of+2019,+p.+4')
    expect(body).toContain('name="share" value="12"')
    expect(body).toContain('Survey of 2019, p. 4')
  })

  it('hands the plan to a new study, field by field', async () => {
    const { body } = await http.inject('/plan-a-study?ask=people')
    const [, href = ''] = /href="(\/studies\/new[^"]*)"/.exec(body) ?? []
    const query = new URLSearchParams(href.replaceAll('&amp;', '&').split('?')[1])
    for (const name of query.keys()) expect(studyFields).toContain(name)
    expect(query.get('method')).toBe('survey')
    expect(query.get('samplePlanned')).toBe('1700')
    expect(query.get('sampleWords')).toContain('1,700 people must answer')
    expect(query.get('design')).toContain('tp prevalence plan survey --share 0.1')
  })

  it('names each fault beside its field and above, and gives no plan from it', async () => {
    const { statusCode, body } = await http.inject('/fr/plan-a-study?ask=people&share=abc&half-width=900')
    expect(statusCode).toBe(422)
    expect(body).toContain('href="#share"')
    expect(body).toContain('id="half-width-error"')
    expect(body).not.toContain('/studies/new')
    expect(body).toContain('value="abc"')
  })

  it('opens with a decimal comma where the reader writes one', async () => {
    expect((await http.inject('/pt/plan-a-study')).body).toContain('name="icc" value="0,05"')
    expect((await http.inject('/plan-a-study')).body).toContain('name="icc" value="0.05"')
  })

  it('is never broken by what is asked of it', async () => {
    for (const query of [
      'ask=none',
      'share=1e999',
      'share=<script>',
      'coverages=%00&ask=lists',
      'icc=&cluster-size=5',
    ])
      expect((await http.inject(`/plan-a-study?${query}`)).statusCode).toBeLessThan(500)
  })
})
