import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../../test/support/page-checks.ts'
import type { HttpServer } from '../../house/http.ts'
import {
  anOrganisation,
  aPerson,
  asking,
  give,
  join,
  openDoor,
} from '../../people/organisations/organisations.test-data.ts'
import { languages, pathIn } from '../../ui/language.ts'
import { aCampaign } from '../coalition/coalition.test-data.ts'
import { shippedBills } from './bills.test-data.ts'
import { billRoutes } from './routes.tsx'
import { words } from './words.ts'

let house: TestHouse
let http: HttpServer
let campaigner: string
let rival: string
let analyst: string
const as = (person: string | null) => asking(http, person)
const get = async (path: string, person: string | null = null) => {
  const { body, statusCode } = await as(person).get(path)
  return { body, statusCode, text: textOf(body) }
}

beforeAll(async () => {
  house = await openTestHouse({ now: new Date('2026-11-22T12:00:00Z') })
  await shippedBills(house)
  const coalition = await anOrganisation(house, { name: 'Alliance of the test', country: 'USA' })
  campaigner = (await aPerson(house, { name: 'Cara Campaigner' })).id
  await join(house, campaigner, coalition, 'campaigner')
  const others = await anOrganisation(house, { name: 'Others of the test', country: 'USA' })
  rival = (await aPerson(house, { name: 'Rita Rival' })).id
  await join(house, rival, others, 'campaigner')
  analyst = (await aPerson(house, { name: 'Anna Analyst' })).id
  await give(house, analyst, 'analyst')
  await aCampaign(house, { organisation: coalition })
  http = await openDoor(house, { besides: [billRoutes(house, { css: [], js: [] })] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

describe('The page of a bill', () => {
  it('tells what became of it, and by which bill it was taken up', async () => {
    const { statusCode, text, body } = await get('/bills/us-113-hr-2283')
    expect(statusCode).toBe(200)
    expect(faultsOf(body)).toEqual([])
    for (const said of [
      ': the session ended on 2 January 2015',
      'taken up again as H.R. 514',
      'Christopher H. Smith',
      'A source prints 111 cosponsors (D 51, R 60). None of them is known here by name.',
      '111 names are missing',
      'by voice: nobody’s vote is recorded',
      'Ask your representative to cosponsor H.R. 2283',
    ])
      expect(text).toContain(said)
  })

  it('tells it of the day that is asked', async () => {
    const { text } = await get('/bills/us-113-hr-2283?on=2014-07-01')
    expect(text).toContain('On 1 July 2014 it is reported by committee')
    expect(text).not.toContain('voice vote')
  })

  it('stands in the list by the name of its session, and with its cosponsors in words', async () => {
    const { text } = await get('/bills')
    for (const said of ['114th Congress', '113th Congress', '111 printed; none known by name'])
      expect(text).toContain(said)
    expect((await get('/fr/bills')).text).toContain('114e Congrès')
  })

  it('is refused in words for a day that has not come, and for what is no day', async () => {
    const later = await get('/bills/us-113-hr-2283?on=2026-11-23')
    expect([later.statusCode, later.text]).toEqual([422, expect.stringContaining('has not come yet')])
    const none = await get('/es/bills?on=2014-02-30')
    expect([none.statusCode, none.text]).toEqual([422, expect.stringContaining('No es un día')])
    expect((await get('/api/v1/bills?on=31.8.2014')).statusCode).toBe(422)
  })

  it('says what nobody knows instead of leaving it out', async () => {
    const { text } = await get('/bills/us-113-s-1249')
    for (const said of ['by 6 August 2014', 'Who sponsors it.', 'Not known is not none.'])
      expect(text).toContain(said)
    expect((await get('/bills/us-113-s-47')).text).toContain('must have been, and are not known here')
  })

  it('is there in four languages, and says kindly when there is none', async () => {
    for (const language of languages)
      for (const path of ['/bills', '/bills/us-113-hr-2283', '/bills/us-113-s-47']) {
        const { body, statusCode } = await get(pathIn(language, path))
        expect(statusCode).toBe(200)
        expect(faultsOf(body)).toEqual([])
        if (language !== 'en') expect(englishLeft(body, words)).toEqual([])
      }
    expect((await get('/bills/us-113-hr-1')).statusCode).toBe(404)
    expect((await get(pathIn('fr', '/bills/us-113-hr-1'))).text).toContain('n’est pas connue ici')
  })

  it('answers programs with the same', async () => {
    const { bills } = JSON.parse((await get('/api/v1/bills?on=2014-08-31')).body)
    expect(bills.map(({ id, state }: { id: string; state: string }) => [id, state])).toContainEqual([
      'us-113-hr-2283',
      'PASS_OVER:HOUSE',
    ])
    const bill = JSON.parse((await get('/api/v1/bills/us-113-hr-2283')).body)
    expect(bill).toMatchObject({
      end: 'dead',
      successors: ['us-114-hr-514'],
      cosponsors: { count: 0, printed: 111, difference: 111 },
      names: [],
      unknown: ['cosponsors'],
    })
  })
})

describe('A fact that the house brings', () => {
  const bill = 'us-113-hr-2283'
  const passed = (body: string) =>
    body.match(/href="(\/bills\/[^"]*\/entries\/[^/]*)\/(correct|dispute)"[^>]*aria-label="[^"]*suspend/) ??
    []
  const state = async () =>
    JSON.parse((await get(`/api/v1/bills/${bill}?on=2014-08-31`)).body) as {
      state: string
      disputes: object[]
    }

  it('is disputed by any organisation that campaigns, beside it and with a source, and stays what it is', async () => {
    const [, path, door] = passed((await get(`/bills/${bill}`, rival)).body)
    expect(door).toBe('dispute')
    const back = { back: 'yes', why: 'It does not suit us.' }
    expect((await as(rival).send(`${path}/correct`, back)).statusCode).toBe(403)
    expect((await get(`${path}/correct`, campaigner)).statusCode).toBe(403)
    expect((await as(rival).send(`${path}/dispute`, { text: 'No.', source: '' })).statusCode).toBe(422)
    const said = { text: 'It was another bill.', source: 'Journal of the House, p. 7', address: '' }
    expect((await as(rival).send(`${path}/dispute`, said)).statusCode).toBe(303)
    expect(await state()).toMatchObject({
      state: 'PASS_OVER:HOUSE',
      disputes: [{ text: 'It was another bill.', source: { name: 'Journal of the House, p. 7' } }],
    })
    const { text, body } = await get(`/bills/${bill}`)
    expect(text).toContain('Disputed by Others of the test, 22 November 2026: It was another bill.')
    expect(text).toContain('The step from which this follows is disputed')
    expect(faultsOf(body)).toEqual([])
    for (const language of languages)
      expect(faultsOf((await get(pathIn(language, `${path}/dispute`), rival)).body)).toEqual([])
  })

  it('is corrected by those who run the house, with the second factor', async () => {
    const [, path, door] = passed((await get(`/bills/${bill}`, analyst)).body)
    expect(door).toBe('correct')
    const correction = {
      on: '2014-07-23',
      chamber: 'house',
      text: 'Passed by voice vote under a motion to suspend the rules',
      status: 'PASS_OVER:HOUSE',
      source: 'Congressional Record, 23 July 2014',
      why: 'The page of the Record is named.',
    }
    expect((await as(`${analyst} password-only`).send(`${path}/correct`, correction)).statusCode).toBe(403)
    expect((await as(analyst).send(`${path}/correct`, correction)).statusCode).toBe(303)
    const { text } = await get(`/bills/${bill}`)
    for (const said of ['entered by those who run this house', 'It was another bill. (said of an earlier'])
      expect(text).toContain(said)
    expect((await state()).state).toBe('PASS_OVER:HOUSE')
  })
})

describe('A campaigner who enters what they know', () => {
  const bill = 'us-113-hr-2283'
  const enterPath = `/bills/${bill}/enter?kind=cosponsor`
  const cosponsor = {
    who: 'B001289',
    joined: '2014-02-05',
    withdrawn: '',
    original: 'no',
    source: 'Congressional Record, 5 February 2014, H1757',
    address: '',
  }
  const send = (path: string, payload: Record<string, string>) => as(campaigner).send(path, payload)

  it('finds the doors to it on the page, which others do not', async () => {
    expect((await get(`/bills/${bill}`)).body).not.toContain('/enter?')
    const { body } = await get(`/bills/${bill}`, campaigner)
    for (const kind of ['cosponsor', 'sponsor', 'action', 'position'])
      expect(body).toContain(`/bills/${bill}/enter?kind=${kind}`)
    expect((await as(null).get(enterPath)).headers.location).toContain('sign-in')
  })

  it('adds a cosponsor with its source, beside the printed number and never into it', async () => {
    expect((await send(enterPath, cosponsor)).statusCode).toBe(303)
    const { text } = await get(`/bills/${bill}?on=2014-08-31`)
    for (const said of [
      'Bradley Byrne',
      'A source prints 111 cosponsors (D 51, R 60). 1 is known here by name.',
      '110 names are missing',
      'Congressional Record, 5 February 2014, H1757',
      'entered by Alliance of the test',
    ])
      expect(text).toContain(said)
    expect((await get(`/bills/${bill}?on=2014-02-04`)).text).not.toContain('Bradley Byrne')
  })

  it('is told what is wrong beside each field, and what was typed stays', async () => {
    expect((await send(enterPath, cosponsor)).body).toContain('This stands there already')
    const answer = await send(enterPath, {
      who: 'Smith',
      joined: '2014-02-30',
      withdrawn: '2099-01-01',
      original: 'perhaps',
      source: '',
      address: 'example.org',
    })
    expect(answer.statusCode).toBe(422)
    const text = textOf(answer.body)
    for (const said of [
      'Several have this name',
      'S000522',
      'Joined on: write a day of the calendar',
      'Withdrew on: this day has not come yet',
      'Source: this is needed',
      'Write the whole address',
    ])
      expect(text).toContain(said)
    expect(answer.body).toContain('value="2014-02-30"')
    expect(faultsOf(answer.body)).toEqual([])
    expect((await send(enterPath, { ...cosponsor, who: 'Z999999' })).body).toContain('No pack knows')
  })

  it('keeps a name that no pack knows as a name', async () => {
    const other = { ...cosponsor, who: 'Somebody of the committee' }
    expect((await send(`/bills/us-113-hr-898/enter?kind=sponsor`, { ...other, on: '' })).statusCode).toBe(303)
    expect((await get('/bills/us-113-hr-898')).text).toContain('Somebody of the committee')
  })

  it('cannot enter a state that does not follow', async () => {
    const step = {
      on: '2014-08-01',
      by: '',
      chamber: 'executive',
      text: 'Signed',
      source: 'A page',
      address: '',
    }
    const path = `/bills/${bill}/enter?kind=action`
    const answer = await send(path, { ...step, on: '2013-01-05', status: 'ENACTED:SIGNED' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('cannot follow')
    expect((await send(path, { ...step, status: '' })).statusCode).toBe(303)
  })

  it('corrects with a reason, and takes back', async () => {
    const { body } = await get(`/bills/${bill}`, campaigner)
    const path =
      body.match(/href="(\/bills\/[^"]*\/correct)"[^>]*aria-label="Correct: Bradley Byrne"/)?.[1] ?? ''
    expect((await as(rival).send(path, { back: 'yes', why: 'It is theirs.' })).statusCode).toBe(403)
    const form = await get(path, campaigner)
    expect(form.body).toContain('value="B001289"')
    expect((await send(path, { ...cosponsor, withdrawn: '2014-05-01' })).statusCode).toBe(422)
    const corrected = { ...cosponsor, withdrawn: '2014-05-01', why: 'He withdrew in May.' }
    expect((await send(path, corrected)).statusCode).toBe(303)
    expect((await get(`/bills/${bill}?on=2014-08-31`)).text).toContain('corrected: He withdrew in May.')
    expect((await send(path, corrected)).statusCode).toBe(409)
    const again = (await get(`/bills/${bill}`, campaigner)).body
    const now =
      again.match(/href="(\/bills\/[^"]*\/correct)"[^>]*aria-label="Correct: Bradley Byrne"/)?.[1] ?? ''
    expect((await send(now, { back: 'yes', why: 'It was another bill.' })).statusCode).toBe(303)
    expect((await get(`/bills/${bill}`)).text).not.toContain('Bradley Byrne')
    // What was taken back can be entered again.
    expect((await send(enterPath, cosponsor)).statusCode).toBe(303)
  })

  it('has every form in four languages', async () => {
    for (const language of languages)
      for (const kind of ['cosponsor', 'sponsor', 'action', 'position']) {
        const { body } = await get(pathIn(language, `/bills/${bill}/enter?kind=${kind}`), campaigner)
        expect(faultsOf(body)).toEqual([])
        if (language !== 'en') expect(englishLeft(body, words)).toEqual([])
      }
  })
})
