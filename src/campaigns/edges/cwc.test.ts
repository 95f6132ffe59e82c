import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { openZip } from '../../preparation/workbench/zip.ts'
import { aSigner } from '../signing/signing.test-data.ts'
import {
  type CwcMessage,
  checkCwc,
  constituentOf,
  cwcTree,
  messageId,
  type Node,
  officeCode,
  xmlOf,
} from './cwc.ts'
import { zipOf } from './zip.ts'

/** Reads a document back as elements, as a program of an office would. */
function read(xml: string): Node {
  type Open = { name: string; text: string; children: Node[] }
  const open: Open[] = [{ name: '', text: '', children: [] }]
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => open.push({ name, text: '', children: [] }))
  parser.on('text', (text) => {
    open.at(-1)!.text += text
  })
  parser.on('closetag', () => {
    const { name, text, children } = open.pop()!
    open.at(-1)!.children.push([name, children.length > 0 ? children : text])
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return open[0]!.children[0]!
}

const aMessage = (over: Partial<CwcMessage> = {}): CwcMessage => ({
  id: messageId('a', 'b'),
  on: '2014-08-31',
  agent: {
    organisation: 'Coalition',
    name: 'Cara Campaigner',
    email: 'cara@example.org',
    phone: '202-555-0100',
  },
  organisation: { name: 'Coalition', about: '' },
  campaign: 'recess',
  office: 'HNJ09',
  confirmedHere: true,
  constituent: {
    prefix: 'Ms.',
    first: 'Ama',
    last: 'Mensah',
    address: '12 Main St',
    city: 'Hackensack',
    state: 'NJ',
    zip: '07601',
    email: 'ama@example.org',
  },
  subject: 'Cosponsor H.R. 2283',
  topics: ['International Affairs'],
  bills: [{ congress: '113', type: 'hr', number: '2283' }],
  side: 'Pro',
  statement: 'Please cosponsor.',
  own: null,
  more: null,
  ...over,
})

describe('An office of the Congress', () => {
  const seat = (chamber: string, division: string, its: string | null = null) =>
    officeCode({
      chamber,
      division: `ocd-division/country:us/${division}`,
      class: its,
      seat: `us-congress/${chamber}/x`,
    })
  it('is named by chamber, state and district or class', () => {
    expect(seat('house', 'state:nj/cd:9')).toBe('HNJ09')
    expect(seat('house', 'state:ca/cd:53')).toBe('HCA53')
    expect(seat('house', 'state:wy/cd:at-large')).toBe('HWY00')
    expect(seat('house', 'district:dc/cd:at-large')).toBe('HDC00')
    expect(seat('senate', 'state:nj', '2')).toBe('SNJ02')
  })
  it('of another legislature has no such name', () => {
    const florida = { chamber: 'house', division: 'ocd-division/country:us/state:fl/sldl:1', class: null }
    expect(officeCode({ ...florida, seat: 'us-fl-legislature/house/x' })).toBeNull()
  })
})

describe('A message', () => {
  it('passes the check, and is read back as it was written', () => {
    const tree = cwcTree(
      aMessage({ own: 'My sister was\nsold & <saved>.', statement: 'Tom & “Jerry” \u0007ask' }),
    )
    expect(checkCwc(tree)).toEqual([])
    const back = read(xmlOf(tree))
    expect(checkCwc(back)).toEqual([])
    const texts = JSON.stringify(back)
    expect(texts).toContain('["ConstituentMessage","My sister was\\nsold & <saved>."]')
    expect(texts).toContain('["OrganizationStatement","Tom & “Jerry” ask"]')
  })
  it('keeps what the coalition wrote apart from what the signer wrote', () => {
    const names = JSON.stringify(cwcTree(aMessage()))
    expect(names).toContain('OrganizationStatement')
    expect(names).not.toContain('ConstituentMessage')
  })
  it('is refused where something is missing, twice, out of order, or not as it must be', () => {
    const wrong = (over: Partial<CwcMessage>) => checkCwc(cwcTree(aMessage(over))).map(({ path }) => path)
    const constituent = aMessage().constituent
    expect(wrong({ constituent: { ...constituent, prefix: '' } })).toEqual(['/CWC/Constituent/Prefix'])
    expect(wrong({ constituent: { ...constituent, state: 'ZZ', zip: '7601' } })).toHaveLength(2)
    expect(wrong({ office: 'NJ9' })).toEqual(['/CWC/Recipient/MemberOffice'])
    expect(wrong({ agent: { ...aMessage().agent, phone: '5550100' } })).toHaveLength(1)
    expect(wrong({ topics: [] })).toEqual(['/CWC/Message/LibraryOfCongressTopics/LibraryOfCongressTopic'])
    expect(wrong({ bills: [{ congress: '113', type: 'bill', number: '0' }] })).toHaveLength(2)
    const [name, content] = cwcTree(aMessage())
    const parts = content as readonly Node[]
    expect(checkCwc([name, [...parts].reverse()]).some(({ fault }) => fault === 'not here')).toBe(true)
    expect(checkCwc([name, [...parts, parts.at(-1)!]])).toEqual([{ path: '/CWC/Message', fault: 'twice' }])
    expect(checkCwc([name, parts.slice(0, 3)]).map(({ path }) => path)).toEqual([
      '/CWC/Constituent',
      '/CWC/Message',
    ])
    expect(checkCwc(['Letter', []])).toHaveLength(1)
  })
  it('has an id that stays the same, of 32 characters', () => {
    expect(messageId('d', 's')).toBe(messageId('d', 's'))
    expect(messageId('d', 's')).not.toBe(messageId('e', 's'))
  })
})

describe('A signer as the Congress wants them', () => {
  const whole = {
    title: 'Ms.',
    name: 'Ama K. Mensah',
    postalCode: '07601',
    street: '12 Main St, Apt 4, Hackensack, NJ 07601',
  }
  it('is made from what they wrote alone', () => {
    expect(constituentOf(aSigner(whole), 'HNJ09', 'NJ').constituent).toMatchObject({
      first: 'Ama K.',
      last: 'Mensah',
      address: '12 Main St, Apt 4',
      city: 'Hackensack',
      zip: '07601',
    })
    expect(
      constituentOf(aSigner({ ...whole, street: '12 Main St, Hackensack NJ' }), 'HNJ09', 'NJ').constituent
        ?.city,
    ).toBe('Hackensack')
  })
  it('is told what they lack, and nothing is made up', () => {
    const missing = (over: Parameters<typeof aSigner>[0], office = 'HNJ09', state: string | null = 'NJ') =>
      constituentOf(aSigner({ ...whole, ...over }), office, state).missing
    expect(missing({ title: null })).toEqual(['prefix'])
    expect(missing({ title: 'Rev.' })).toBeNull()
    expect(missing({ title: 'Rev.' }, 'SNJ02')).toEqual(['prefix-senate'])
    expect(missing({ name: 'Ama' })).toEqual(['name'])
    expect(missing({ street: null })).toEqual(['street'])
    expect(missing({ street: '12 Main St' })).toEqual(['city'])
    expect(missing({ postalCode: 'SW1A 1AA', country: 'GBR' })).toEqual(['zip'])
    expect(missing({}, 'HNJ09', null)).toEqual(['state'])
  })
})

it('packs files that are read back', async () => {
  const packed = zipOf([
    { name: 'a.xml', text: 'é'.repeat(1000) },
    { name: 'b.xml', text: '' },
  ])
  const open = openZip(
    packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.length) as ArrayBuffer,
  )
  const parts: Uint8Array[] = []
  for await (const piece of (await open('a.xml'))!) parts.push(piece)
  expect(Buffer.concat(parts).toString('utf8')).toBe('é'.repeat(1000))
})
