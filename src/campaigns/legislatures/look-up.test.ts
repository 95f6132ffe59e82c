import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../house/settings.ts'
import { type Language, languages } from '../../ui/language.ts'
import { answered, answerOf } from './answer.ts'
import { type Candidate, candidate, lookUp, mapOfDay, packOfDay, wholeOf } from './look-up.ts'
import { legislaturesFolder, readMap, readPack } from './pack-files.ts'
import type { Pack, PostalMap } from './schema.ts'

const folder = legislaturesFolder(projectRoot())
let pack2014: Pack
let pack2026: Pack
let florida: Pack
let map113: PostalMap
let map119: PostalMap
beforeAll(() => {
  pack2014 = readPack(path.join(folder, 'us-congress-2014-08-31')).pack
  pack2026 = readPack(path.join(folder, 'us-congress-2026-06-15')).pack
  florida = readPack(path.join(folder, 'us-fl-legislature-2026')).pack
  map113 = readMap(path.join(folder, 'maps', 'zcta-113'), null).map
  map119 = readMap(path.join(folder, 'maps', 'zcta-119'), null).map
})

const then = (code: string, asOf = '2014-08-31') => lookUp(pack2014, map113, code, asOf)
const now = (code: string, asOf = '2026-06-15') => lookUp(pack2026, map119, code, asOf)
const names = ({ candidates }: { candidates: Candidate[] }) => candidates.map(({ name }) => name)
const kinds = ({ why }: { why: { kind: string }[] }) => why.map(({ kind }) => kind)

describe('Who represents a code on a day', () => {
  it('is certain where the map puts it in one district', () => {
    expect(then('07601').certainty).toBe('certain')
    expect(names(then('07601'))).toEqual(['Scott Garrett', 'Robert Menendez', 'Cory A. Booker'])
    expect(names(now('07601'))).toEqual(['Josh Gottheimer', 'Andy Kim', 'Cory A. Booker'])
  })

  it('stays split where it is over several districts, and over several states names the senators of each', () => {
    const over = then('38079')
    expect(over.certainty).toBe('split')
    expect(kinds(over)).toEqual(['several-states'])
    expect(names(over)).toEqual([
      'Ed Whitfield',
      'Stephen Lee Fincher',
      'Mitch McConnell',
      'Rand Paul',
      'Bob Corker',
      'Lamar Alexander',
    ])
    expect(
      answerOf(
        answered(
          { cards: [pack2014.card], pack: pack2014, map: map113 },
          'us-congress',
          '38079',
          '2014-08-31',
        ),
        'en',
      ).decidedBy,
    ).toContain('street address')
  })

  it('never settles a split area, in any area of either map', () => {
    for (const [pack, map] of [
      [pack2014, map113],
      [pack2026, map119],
    ] as const)
      for (const [code, divisions] of [...map.areas].filter((_, index) => index % 61 === 0)) {
        const { certainty, candidates } = lookUp(pack, map, code)
        expect(certainty, code).toBe(divisions.length > 1 ? 'split' : 'certain')
        const house = candidates.filter(({ seat }) => seat.chamber === 'house')
        expect(house.map(({ seat }) => seat.division).sort(), code).toEqual([...divisions].sort())
        const states = new Set(divisions.map(wholeOf).filter((each) => each.includes('/state:')))
        expect(candidates.length - house.length, code).toBe(2 * states.size)
      }
  })

  it('has a vacancy where nobody held the seat on the day of the pack, and nowhere else', () => {
    const vacant = (pack: Pack) =>
      pack.seats
        .map((seat) => candidate(pack, seat, pack.card.asOf))
        .filter((each) => each.vacant)
        .map(({ seat }) => seat.division.split('/').slice(2).join('/'))
    expect(vacant(pack2014)).toEqual(['state:nc/cd:12', 'state:nj/cd:1', 'state:va/cd:7'])
    expect(vacant(pack2026).sort()).toEqual([
      'state:ca/cd:14',
      'state:fl/cd:20',
      'state:ga/cd:13',
      'state:tx/cd:23',
    ])
    const camden = then('08102').candidates[0]
    expect(camden).toMatchObject({ vacant: true, name: null, bioguide: null })
    // Empty in August says nothing of January.
    expect(then('08102', '2014-01-15').candidates[0]).toMatchObject({ vacant: false, notKnown: 'partial' })
  })

  it('tells no holder before the term began or after it ended, and says which', () => {
    expect(names(then('02139', '2013-07-15'))).not.toContain('Edward J. Markey')
    expect(names(then('02139', '2013-07-16'))).toContain('Edward J. Markey')
    expect(kinds(then('02139', '2013-07-15'))).toContain('began-later')
    const florida = now('32003', '2026-11-10')
    expect(kinds(florida)).toContain('term-ended')
    expect(names(florida)).not.toContain('Ashley Moody')
    expect(kinds(now('07601', '2026-06-16'))).toContain('after-pack')
    expect(kinds(now('07601', '2026-06-15'))).not.toContain('after-pack')
  })

  it('marks who has no vote, and makes up no senators for them', () => {
    for (const [code, title] of [
      ['20001', 'delegate'],
      ['00601', 'resident-commissioner'],
    ] as const) {
      const { candidates, certainty } = then(code)
      expect(certainty).toBe('certain')
      expect(candidates).toHaveLength(1)
      expect(candidates[0]?.seat).toMatchObject({ voting: false, title })
      expect(kinds(then(code))).toEqual(['one-district', 'no-vote', 'no-senators'])
    }
    expect(names(then('96910'))).toEqual(['Madeleine Z. Bordallo'])
  })

  it('does not make up an area the map lacks, and names the seat of a territory it leaves out', () => {
    const guam = now('96910')
    expect(guam.certainty).toBe('unknown')
    expect(guam.fault).toMatchObject({ kind: 'not-in-map', gap: { holder: 'James C. Moylan' } })
    expect(now('99999').fault).toEqual({ kind: 'not-in-map', gap: null })
  })

  it('tells the faults of a map where they touch the answer', () => {
    const ids = (of: ReturnType<typeof now>) => of.faults.map(({ id }) => id)
    expect(ids(now('91711'))).toEqual(['area-not-zip', 'compared-2024', 'lists-too-many', 'california'])
    expect(now('91711').candidates.filter(({ seat }) => seat.chamber === 'house')).toHaveLength(6)
    expect(ids(now('07601'))).toEqual(['area-not-zip', 'compared-2024'])
    expect(ids(then('59001'))).toEqual(['area-not-zip', 'at-large-2017'])
  })
})

describe('The answer as programs read it', () => {
  const ask = (code: string, asOf: string, legislature = 'us-congress', language: Language = 'en') => {
    const among = [pack2014, pack2026, florida]
    const cards = among.map(({ card }) => card)
    const pack = packOfDay(
      among.filter(({ card }) => card.legislature.id === legislature),
      asOf,
    )
    const map = mapOfDay([map113, map119], legislature, asOf)
    return answerOf(answered({ cards, pack, map }, legislature, code, asOf), language)
  }

  it('keeps what was typed and says what was made of it', () => {
    expect(ask('7601', '2014-08-31')).toMatchObject({ code: '7601', repaired: '07601', certainty: 'certain' })
    expect(ask('07601', '2014-08-31')).not.toHaveProperty('repaired')
    expect(ask('07601', '2014-08-31').map).toBe('zcta-113')
    expect(ask('7601', '2014-08-31').why).toContain('zero')
  })

  it.each([
    ['SW1A 1AA', '2014-08-31', 'us-congress', 'foreign'],
    ['07601', '2020-01-01', 'us-congress', 'no-pack'],
    ['07601', '31.8.2014', 'us-congress', 'day'],
    ['07601', '2014-02-30', 'us-congress', 'day'],
    ['07601', '2014-08-31', 'gb-parliament', 'no-legislature'],
    ['32003', '2026-03-24', 'us-fl-legislature', 'no-map'],
  ])('says of “%s” on %s in %s what is wrong and what to do: %s', (code, asOf, legislature, kind) => {
    const answer = ask(code, asOf, legislature)
    expect(answer.certainty).toBe('unknown')
    expect(answer.candidates).toEqual([])
    expect(answer.error?.kind).toBe(kind)
    expect(answer.error?.remedy.length).toBeGreaterThan(10)
  })

  it('speaks every language of the house', () => {
    for (const language of languages) {
      const answer = ask('38079', '2014-08-31', 'us-congress', language)
      expect(answer.why.length).toBeGreaterThan(20)
      expect(answer.mapFacts?.faults.every(({ says }) => says.length > 20)).toBe(true)
    }
  })
})
