import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHouse, type TestHouse } from '../../../test/support/house.ts'
import { englishLeft, faultsOf, textOf } from '../../../test/support/page-checks.ts'
import { builtAssets } from '../../house/assets.ts'
import { historyOf } from '../../house/history/record-event.ts'
import type { HttpServer } from '../../house/http.ts'
import { transact } from '../../house/transact.ts'
import { aPerson, asking, give, openDoor } from '../../people/organisations/organisations.test-data.ts'
import { assess } from '../assess.ts'
import type { Assessment } from '../store.ts'
import { documentOf } from '../versions/store.ts'
import { applyChoices } from '../workbench/choices.ts'
import { benchMethodology, codesOfGates } from '../workbench/data.ts'
import { readLink } from '../workbench/link.ts'
import {
  aClosedRound,
  anAnnouncedRound,
  anAnswer,
  anAssessmentOfThree,
  asPerson,
  changeAt,
  groups,
  join,
  roundValues,
} from './consultation.test-data.ts'
import { resultsOf } from './outcome.ts'
import { consultationRoutes } from './routes.tsx'
import type { Given, RoundValues } from './schema.ts'
import {
  allRounds,
  announceRound,
  answerRound,
  joinRound,
  makeCodes,
  methodologyOf,
  objectionsAfter,
  ownAnswer,
  planRound,
  roundOf,
  roundRecord,
} from './store.ts'
import { rankingsFor } from './view.ts'
import { words } from './words/words.ts'

/* What the pages of consultations answer to what people send. */

let house: TestHouse
let http: HttpServer
let kept: Assessment
const people = { analyst: '', other: '' }
const before = new Date('2025-07-01T12:00:00Z')
const during = new Date('2025-07-10T12:00:00Z')
const after = new Date('2025-07-21T12:00:00Z')
let clock = during

beforeAll(async () => {
  house = { ...(await openTestHouse()), now: () => new Date(clock) }
  kept = await anAssessmentOfThree(house)
  for (const name of Object.keys(people) as (keyof typeof people)[]) people[name] = (await aPerson(house)).id
  await give(house, people.analyst, 'analyst')
  http = await openDoor(house, { built: true, besides: [consultationRoutes(house, builtAssets())] })
})
afterAll(async () => {
  await http.close()
  await house.close()
})

const get = (url: string, person = '') => asking(http, person || null).get(url)
const post = (url: string, person: string, fields: Record<string, string | string[]>) =>
  asking(http, person || null).send(url, fields)
const somebody = async () => (await aPerson(house)).id
const member = async (round: string, group: string) => {
  const person = await somebody()
  await join(house, round, group, { at: during, person })
  return person
}
/** What a form says of a field. */
const errorAt = (body: string, field: string) =>
  textOf(new RegExp(`id="${field.replaceAll('.', '\\.')}-error">.*?</p>`, 's').exec(body)?.[0] ?? '')

describe('Joining with a code', () => {
  it('says at the field that none was typed, whichever way groups are joined', async () => {
    for (const membership of ['invited', 'open'] as const) {
      const id = await anAnnouncedRound(house, { membership })
      for (const code of ['', '   ']) {
        const { statusCode, body } = await post(`/consultations/${id}/join`, await somebody(), { code })
        expect(statusCode).toBe(422)
        expect(errorAt(body, 'code')).toContain('No code was typed')
        expect(body).not.toContain('This group is not asked here')
      }
    }
  })
})

describe('An answer by comparing', () => {
  const judged = async (values: Record<string, number>) => {
    const id = await anAnnouncedRound(house)
    const person = await member(id, 'ministry')
    await transact(house.db, (trx) =>
      answerRound(trx, changeAt(house, during, asPerson(person)), id, { way: 'pairwise', values }, null),
    )
    return textOf((await get(`/consultations/${id}/answer`, person)).body)
  }

  it('is told in words where the others say the other way round, and never beyond the scale', async () => {
    const text = await judged({
      'will gap': 9,
      'will burden': -9,
      'will leverage': 9,
      'gap burden': 9,
      'gap leverage': -9,
      'burden leverage': 9,
    })
    expect(text).toContain('The others together say the other way round: “Burden: 9 times as much or more”')
    expect(text).not.toContain('0.012')
  })

  it('is told how much where the others say the same way round, or both alike', async () => {
    const same = await judged({
      'will gap': 9,
      'will burden': 9,
      'will leverage': 9,
      'gap burden': 2,
      'gap leverage': 9,
      'burden leverage': 2,
    })
    expect(same).toMatch(/You said “[^”]+: \d times as much”\. The others together say “[^”]+”/)
    expect(same).not.toContain('the other way round')
  })
})

describe('An answer', () => {
  it('by a way that is not asked is refused, and nothing is kept', async () => {
    const id = await anAnnouncedRound(house)
    const person = await member(id, 'ministry')
    for (const way of ['bogus', '']) {
      const sent = { way, 'points.will': '100', comment: 'Typed before' }
      const { statusCode, body } = await post(`/consultations/${id}/answer`, person, sent)
      expect(statusCode).toBe(422)
      expect(textOf(body)).toContain('This way to answer is not offered here')
      expect(body).toContain('Typed before')
    }
    expect(await ownAnswer(house.db, house.keys, id, person)).toBeNull()
  })

  it('with a character that cannot be seen comes back as it was typed, the fault at its field', async () => {
    const id = await anAnnouncedRound(house)
    const person = await member(id, 'ministry')
    const [code = ''] = await transact(house.db, (trx) =>
      makeCodes(trx, changeAt(house, during), id, 'ngo', 1),
    )
    for (const [character, name] of [
      ['\uFEFF', 'U+FEFF'],
      ['\u000B', 'U+000B'],
      ['\u202E', 'U+202E'],
    ] as const) {
      const sent = { way: 'points', 'points.will': '100', comment: `A long thought${character} of mine` }
      for (const [door, who] of [
        ['answer', person],
        ['paper', people.analyst],
      ] as const) {
        const { statusCode, body } = await post(`/consultations/${id}/${door}`, who, { ...sent, code })
        expect(statusCode, name).toBe(422)
        expect(body, name).toContain('A long thought')
        expect(body, name).toContain('value="100"')
        expect(errorAt(body, 'comment'), name).toContain(name)
        expect(errorAt(body, 'comment'), name).toContain('“A long thought”')
      }
    }
    const adviser = await member(id, 'survivors')
    const objection = { criterion: 'goods', reason: 'Counts\u202E goods' }
    const { body } = await post(`/consultations/${id}/answer/objections`, adviser, objection)
    expect(errorAt(body, 'reason')).toContain('U+202E')
    // In what is not typed such a character is nobody’s slip.
    const forged = await post(`/consultations/${id}/answer`, person, { way: 'points', 'points.\u202E': '1' })
    expect(forged.statusCode).toBe(422)
  })

  it('shows which way it is given by, and the question once', async () => {
    const id = await anAnnouncedRound(house, {
      question: 'How much should each of the four parts of the method weigh, in your view, and why?',
    })
    const person = await member(id, 'ministry')
    const { body } = await get(`/consultations/${id}/answer?way=order`, person)
    expect(body).toMatch(/aria-current="page"[^>]*><b>Put them in order<\/b>/)
    expect(textOf(body).split('in your view, and why?')).toHaveLength(2)
  })
})

describe('Objecting, and answering an objection', () => {
  it('begins with nothing chosen, and says which choice is missing', async () => {
    const id = await anAnnouncedRound(house)
    const adviser = await member(id, 'survivors')
    const form = (await get(`/consultations/${id}/answer`, adviser)).body
    expect(form).toMatch(/name="criterion"[^>]*><option value=""/)
    const { statusCode, body } = await post(`/consultations/${id}/answer/objections`, adviser, {
      criterion: '',
      reason: 'It counts goods',
    })
    expect(statusCode).toBe(422)
    expect(errorAt(body, 'criterion')).toContain('No criterion was chosen')
    expect(body).toContain('It counts goods')
  })

  it('leaves what is typed into the answer to be offered back, and the way it is given by', async () => {
    const id = await anAnnouncedRound(house)
    const adviser = await member(id, 'survivors')
    const door = `/consultations/${id}/answer`
    /** Whether the answer form says that it shows what was typed, so that nothing kept on the device is offered. */
    const saysBack = (body: string): unknown =>
      JSON.parse(/data-island="ui\/keep-typed".*?<script[^>]*>(.*?)<\/script>/s.exec(body)?.[1] ?? '{}').back
    const form = (await get(`${door}?way=order`, adviser)).body
    expect(form).toMatch(/action="[^"]*\/objections"(?:(?!<\/form>).)*name="way" value="order"/s)
    const sent = { way: 'order', criterion: '', reason: 'It counts goods' }
    const wrong = (await post(`${door}/objections`, adviser, sent)).body
    expect(errorAt(wrong, 'criterion')).toContain('No criterion was chosen')
    expect(saysBack(wrong)).toBe(false)
    expect(wrong).toMatch(/aria-current="page"[^>]*><b>Put them in order<\/b>/)
    const right = await post(`${door}/objections`, adviser, { ...sent, criterion: 'goods' })
    expect(right.headers.location).toBe(`${door}?way=order#objections`)
    expect(saysBack((await post(door, adviser, { way: 'points', 'points.will': '99' })).body)).toBe(true)
  })

  it('is not answered before it was chosen what becomes of it', async () => {
    const id = await aClosedRound(house)
    clock = after
    try {
      const [objection] = await objectionsAfter(house.db, house.keys, id, after)
      const door = `/consultations/${id}/results/objections/${objection!.id}`
      expect((await get(`/consultations/${id}/results`, people.analyst)).body).toMatch(
        /name="outcome\.[^>]*><option value=""/,
      )
      const { statusCode, body } = await post(door, people.analyst, {
        [`outcome.${objection!.id}`]: '',
        [`text.${objection!.id}`]: 'Both count next time.',
      })
      expect(statusCode).toBe(422)
      expect(errorAt(body, `outcome.${objection!.id}`)).toContain('It was not chosen what becomes of it')
      expect(body).not.toContain('The words are missing')
      expect(body).toContain('Both count next time.')
    } finally {
      clock = during
    }
  })
})

describe('The results', () => {
  const three = (will: number, need: number, space: number): Given => ({
    way: 'points',
    values: { will, need, space },
  })
  const closed = async (over: Partial<RoundValues> = {}) => {
    const id = await anAnnouncedRound(house, { methodology: 'three-things', level: 'criteria', ...over })
    for (let n = 0; n < 10; n++) {
      await anAnswer(house, id, 'survivors', n < 8 ? three(20 + n, 40, 40 - n) : three(100, 0, 0), {
        at: during,
      })
      await anAnswer(house, id, 'ministry', three(60, 27, 13), { at: during })
      await anAnswer(house, id, 'ngo', three(81, 13, 6), { at: during })
    }
    clock = after
    return id
  }

  it('lead to a workbench whose ranking is that of their column', async () => {
    const id = await closed()
    try {
      for (const person of ['', people.analyst]) {
        const { body } = await get(`/consultations/${id}/results`, person)
        const [, state = ''] =
          new RegExp(`href="/assessments/${kept.id}/workbench#(v1\\.[^"]+)"`).exec(body) ?? []
        const methodology = benchMethodology(
          (await documentOf(house.db, kept.methodology, kept.version)).methodology,
          kept,
        )
        const link = readLink(state, methodology, codesOfGates(methodology, kept.inputs))
        expect(link.kind).toBe('opened')
        if (link.kind !== 'opened') return
        const { units } = assess(applyChoices(methodology, link.choices), kept.inputs, {
          seed: kept.seed,
          shortlistSize: kept.shortlistSize,
          replicates: 0,
        })
        const round = await roundOf(house.db, id)
        const results = await resultsOf(house.db, house.keys, round, after)
        expect(link.choices.weights.will).toBeCloseTo(results.readings[0]!.points.will!, 2)
        const rankings = await rankingsFor(house.db, round, methodologyOf(round), results)
        const place = rankings!.found.columns.indexOf('all')
        // Senegal is among the first of no column.
        expect(rankings!.found.rows.map(({ unit }) => unit).sort()).toEqual(['BEN', 'GHA', 'TGO'])
        for (const { unit, ranks } of rankings!.found.rows)
          expect(units.find((each) => each.unit === unit)?.rank).toBe(ranks[place])
      }
    } finally {
      clock = during
    }
  })

  it('say the median beside the mean, and why a mean lies outside the middle half', async () => {
    const id = await closed()
    try {
      const text = textOf((await get(`/consultations/${id}/results`)).body)
      // Eight from 20 to 27, two at 100: the mean 38.8 lies above the upper quartile.
      expect(text).toContain('38.8; half of them between 22.3 and 26.8, median 24.5')
      expect(text).toContain(
        'A mean outside the middle half is pulled there by a few who are far from the rest: ',
      )
      expect(text).toContain('Survivors’ advisers (will)')
    } finally {
      clock = during
    }
  })

  it('are not printed with what is not for everybody', async () => {
    const id = await anAnnouncedRound(house)
    for (let n = 0; n < 10; n++) {
      const person = await member(id, 'ministry')
      await transact(house.db, (trx) =>
        answerRound(
          trx,
          changeAt(house, during, asPerson(person)),
          id,
          { way: 'points', values: { will: 100, gap: 0, burden: 0, leverage: 0 } },
          { text: 'Between us', shown: false },
        ),
      )
    }
    clock = after
    try {
      const { body } = await get(`/consultations/${id}/results`, people.analyst)
      expect(body).toMatch(/class="no-print">(?:(?!<\/section>).)*Between us/s)
    } finally {
      clock = during
    }
  })
})

describe('The public history', () => {
  it('says that codes were made and by whom, not how many nor for which group', async () => {
    const id = await anAnnouncedRound(house)
    const change = changeAt(house, during, asPerson(people.analyst))
    await transact(house.db, (trx) => makeCodes(trx, change, id, 'ministry', 5))
    const [event] = await historyOf(house.db, roundRecord(id), { limit: 1 })
    expect(event).toMatchObject({
      action: 'made codes for a consultation',
      actor: { person: people.analyst },
    })
    expect(JSON.stringify([event!.before, event!.after, event!.reason])).toBe('[null,null,null]')
    expect(textOf((await get(`/consultations/${id}`, people.analyst)).body)).toMatch(
      /Governments and ministries 5 0/,
    )
  })
})

describe('A plan', () => {
  const draft = (over: Partial<RoundValues> = {}) =>
    transact(house.db, (trx) =>
      planRound(trx, changeAt(house, during, asPerson(people.analyst)), roundValues({ ...future, ...over })),
    )
  const future = { opens: new Date('2025-08-01T00:00:00Z'), closes: new Date('2025-08-20T18:00:00Z') }
  const fields = (over: Record<string, string | string[]> = {}) => ({
    methodology: 'tipping-point 1',
    language: 'en',
    level: 'groups',
    ways: ['points'],
    membership: 'open',
    fewest: '10',
    question: 'How much should each part weigh?',
    opens: '2025-08-01T00:00',
    closes: '2025-08-20T18:00',
    revision: '1',
    ...Object.fromEntries(groups.map(({ key, share }) => [`share.${key}`, String(share)])),
    ...over,
  })

  it('that somebody else changed meanwhile shows both, and is kept with a second press', async () => {
    const id = await draft()
    const door = `/consultations/${id}/plan`
    const theirs = fields({ question: 'What they asked', 'share.ministry': '35', 'share.ngo': '35' })
    expect((await post(door, people.analyst, theirs)).statusCode).toBe(303)
    const mine = fields({ question: 'What I asked' })
    const { statusCode, body } = await post(door, people.analyst, mine)
    expect(statusCode).toBe(409)
    expect(textOf(body)).toContain('What do you ask? What they asked What I asked')
    expect(textOf(body)).toContain('Governments and ministries 35 40')
    for (const language of ['/fr', '/es', '/pt']) {
      const again = (await post(language + door, people.analyst, mine)).body
      expect([...englishLeft(again, words), ...faultsOf(again)], language).toEqual([])
    }
    const [, revision = ''] = /name="revision" value="(\d+)"/.exec(body) ?? []
    expect((await post(door, people.analyst, { ...mine, revision })).statusCode).toBe(303)
    expect((await roundOf(house.db, id)).question).toBe('What I asked')
  })

  it('that somebody else announced meanwhile gives back all that was typed into it', async () => {
    const id = await draft()
    const change = changeAt(house, during, asPerson(people.analyst))
    await transact(house.db, (trx) => announceRound(trx, change, id, 1))
    const door = `/consultations/${id}/plan`
    const mine = fields({ question: 'What I asked', 'share.ministry': '35', 'share.ngo': '35' })
    // Be what was typed right or wrong.
    for (const sent of [mine, { ...mine, opens: 'soon' }]) {
      const { statusCode, body } = await post(door, people.analyst, sent)
      expect(statusCode).toBe(409)
      expect(textOf(body)).toContain('The consultation was announced while you were writing')
      const typed = textOf(/<textarea[^>]*readOnly[^>]*>.*?<\/textarea>/is.exec(body)?.[0] ?? '')
      expect(typed).toContain('What do you ask? What I asked')
      expect(typed).toContain('Governments and ministries: 35')
      expect(typed).toContain(`Opens at (UTC): ${sent.opens.replace('T', ' ')}`)
    }
    for (const language of ['/fr', '/es', '/pt']) {
      const { body } = await post(language + door, people.analyst, mine)
      expect([...englishLeft(body, words), ...faultsOf(body)], language).toEqual([])
    }
    expect((await roundOf(house.db, id)).question).toBe('How much should each part weigh?')
  })

  it('says that the other group has no name, and that it opens or closes too many years ahead', async () => {
    const unnamed = fields({ 'share.ngo': '20', 'share.other': '10' })
    expect(errorAt((await post('/consultations', people.analyst, unnamed)).body, 'other')).toContain(
      'The other group has no name',
    )
    const late = fields({ opens: '9999-12-30T00:00', closes: '9999-12-31T00:00' })
    expect(errorAt((await post('/consultations', people.analyst, late)).body, 'opens')).toContain(
      'It opens more than five years ahead',
    )
    const long = fields({ closes: '2031-12-31T00:00' })
    expect(errorAt((await post('/consultations', people.analyst, long)).body, 'closes')).toContain(
      'It closes more than five years after it opens',
    )
  })

  it('is set aside after a question, goes from the list, and its history stays', async () => {
    const id = await draft({ question: 'Was this ever asked?' })
    expect((await get(`/consultations/${id}`, people.analyst)).body).toContain(
      `/consultations/${id}/set-aside`,
    )
    expect((await get(`/consultations/${id}/set-aside`, people.other)).statusCode).toBe(403)
    const { body } = await get(`/consultations/${id}/set-aside`, people.analyst)
    expect(textOf(body)).toContain('Was this ever asked?')
    for (const language of ['/fr', '/es', '/pt']) {
      const asked = (await get(`${language}/consultations/${id}/set-aside`, people.analyst)).body
      expect([...englishLeft(asked, words), ...faultsOf(asked)], language).toEqual([])
    }
    const door = `/consultations/${id}/set-aside`
    expect((await post(door, people.analyst, { revision: '7' })).statusCode).toBe(409)
    const done = await post(door, people.analyst, { revision: '1' })
    expect(done.headers.location).toBe('/consultations')
    expect((await allRounds(house.db)).some((round) => round.id === id)).toBe(false)
    expect((await get(`/consultations/${id}`, people.analyst)).statusCode).toBe(404)
    expect((await historyOf(house.db, roundRecord(id), { limit: 5 })).map(({ action }) => action)).toEqual([
      'set a plan of a consultation aside',
      'planned a consultation',
    ])
  })

  it('that was announced is not set aside', async () => {
    const id = await anAnnouncedRound(house)
    expect((await get(`/consultations/${id}/set-aside`, people.analyst)).statusCode).toBe(409)
    const { statusCode } = await post(`/consultations/${id}/set-aside`, people.analyst, { revision: '2' })
    expect(statusCode).toBe(409)
    expect((await roundOf(house.db, id)).id).toBe(id)
    await transact(house.db, (trx) =>
      joinRound(trx, changeAt(house, before, asPerson(people.other)), id, { group: 'ngo' }),
    )
  })
})
