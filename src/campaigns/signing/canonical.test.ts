import { describe, expect, it } from 'vitest'
import { canonicalEmail, canonicalName, canonicalPostalCode } from './canonical.ts'
import { ownShare } from './own-words.ts'
import { faultsOf, type Signer, seenIn } from './signer.ts'

describe('One e-mail address', () => {
  it.each([
    [' Ama.Mensah@GMail.com ', 'amamensah@gmail.com'],
    ['a.m.a.mensah+letter@googlemail.com', 'amamensah@gmail.com'],
    ['Ama.Mensah+x@Outlook.com', 'ama.mensah@outlook.com'],
    ['kofi@bücher.example', 'kofi@xn--bcher-kva.example'],
    ['Ama@ＥＸＡＭＰＬＥ.org', 'ama@example.org'],
    ['ama@example.org.', 'ama@example.org'],
  ])('%s is %s', (written, canonical) => expect(canonicalEmail(written)).toBe(canonical))

  it.each([
    '',
    'ama',
    '@example.org',
    'ama@',
    'ama@example',
    'a b@example.org',
    '+x@gmail.com',
  ])('“%s” is none', (written) => expect(canonicalEmail(written)).toBeNull())

  it.each([
    ['a.b@example.org', 'ab@example.org'],
    ['fiona+x@example.org', 'fiona@example.org'],
    ['ﬁona@example.org', 'fiona@example.org'],
    ['Ａｍａ@example.org', 'ama@example.org'],
    ['\u212Aofi@example.org', 'kofi@example.org'],
  ])('%s may be another mailbox than %s', (one, other) => {
    expect(canonicalEmail(one)).not.toBe(canonicalEmail(other))
  })
})

describe('One name and one place', () => {
  it('is compared without accents, case, points and space', () => {
    expect(canonicalName('  José  NÚÑEZ. ')).toBe(canonicalName('jose nunez'))
  })
  it('keeps the order of names, since it may tell people apart', () => {
    expect(canonicalName('Ali Hassan')).not.toBe(canonicalName('Hassan Ali'))
  })
  it('is compared without what prints nothing', () => {
    expect(canonicalName('A\u200Bma\u00AD Mensah\u200F')).toBe(canonicalName('Ama Mensah'))
  })
  it('keeps letters of any writing', () => {
    expect(canonicalName('Нина Петрова')).not.toBe('')
  })
  it('reads a ZIP+4 as the ZIP, of the United States alone', () => {
    expect(canonicalPostalCode('USA', '33602-1234')).toBe(canonicalPostalCode('USA', '33602'))
    expect(canonicalPostalCode('BRA', '01310-1000')).not.toBe(canonicalPostalCode('BRA', '01310'))
  })
  it('gives a ZIP the zero back that a table took', () => {
    expect(canonicalPostalCode('USA', '7652')).toBe(canonicalPostalCode('USA', '07652'))
    expect(canonicalPostalCode('USA', '501')).toBe(canonicalPostalCode('USA', '00501'))
    expect(canonicalPostalCode('USA', '٣٣٦٠٢')).toBe(canonicalPostalCode('USA', '33602'))
    expect(canonicalPostalCode('NLD', '7652')).not.toBe(canonicalPostalCode('NLD', '07652'))
  })
  it('is of the country alone where no code was written, in whatever words that was said', () => {
    for (const none of ['-', 'none', 'N/A', '00000'])
      expect(canonicalPostalCode('GHA', none)).toBe(canonicalPostalCode('GHA', ''))
    expect(canonicalPostalCode('GHA', '')).not.toBe(canonicalPostalCode('JAM', ''))
  })
  it('reads a code with and without its space', () => {
    expect(canonicalPostalCode('GBR', 'sw1a 1aa')).toBe(canonicalPostalCode('GBR', 'SW1A1AA'))
  })
})

describe('How much of a letter is its writer’s own', () => {
  const template = 'Please cosponsor the bill. It costs nothing.'
  it('is nothing of the text as it stands, in whatever order', () => {
    expect(ownShare(template, template)).toBe(0)
    expect(ownShare(template, 'It costs nothing. Please cosponsor the bill!')).toBe(0)
  })
  it('is all of a text that shares no word with it', () => {
    expect(ownShare(template, 'My neighbour was held in a brick kiln')).toBe(100)
  })
  it('tells one own word of many as some, and one taken word of many as not all', () => {
    expect(ownShare(`${'the '.repeat(400)}`, `${'the '.repeat(400)} neighbour`)).toBe(1)
    expect(ownShare('the', `the ${'neighbour '.repeat(400)}`)).toBe(99)
  })
  it('is not known of no letter', () => expect(ownShare(template, '  ')).toBeNull())
})

describe('What can be kept of who signs', () => {
  const ama: Signer = {
    title: null,
    name: 'Ama Mensah',
    email: null,
    country: 'USA',
    postalCode: '33602',
    street: null,
    words: null,
  }
  const codes = (over: Partial<Signer>) =>
    faultsOf({ ...ama, ...over }, { emailNeeded: false }).map(({ code }) => code)

  it.each([
    'bit.ly/abc',
    'evil.example',
    'evil .com',
    'Ama Visit Evil.Example',
    'shop．example',
    'ama 192.0.2.1',
    't.co/x',
  ])('is no name that holds an address: %s', (name) => {
    expect(codes({ name })).toEqual(['name-link'])
  })

  it.each([
    'J.R.R. Tolkien',
    'K.R.Narayanan',
    'Dr.Smith',
    'Ma.Theresa Cruz',
    'st.john smith',
    'Jose m. garcia',
    'Sammy Davis Jr.',
    'Nuñez, José',
    '王小明',
  ])('is a name with its points: %s', (name) => {
    expect(codes({ name })).toEqual([])
  })

  it.each([
    ['SW1A 1AA', 'postal-foreign'],
    ['01310-100', 'postal-foreign'],
    ['00000', 'postal-never'],
    ['336O2', 'postal-zip'],
    ['336021', 'postal-zip'],
    ['', 'postal-missing'],
  ])('is no ZIP code of the United States: “%s”', (postalCode, code) => {
    expect(codes({ postalCode })).toEqual([code])
  })

  it.each(['33602-1234', '7652', '336 02', '09012'])('is one, as it may be written: %s', (postalCode) => {
    expect(codes({ postalCode })).toEqual([])
  })

  it('has a postal code only where the country uses one', () => {
    expect(codes({ country: 'GHA', postalCode: '' })).toEqual([])
    expect(codes({ country: 'GBR', postalCode: 'SW1A 1AA' })).toEqual([])
  })

  it('loses marks of direction that a telephone sets, and keeps what joins letters', () => {
    expect(seenIn('\u202BAma\u200F \u2067Mensah\u2069\uFEFF')).toBe('Ama Mensah')
    expect(seenIn('می\u200Cخواهم 👩\u200D👧')).toBe('می\u200Cخواهم 👩\u200D👧')
    expect(seenIn('Ama\u202E')).toBe('Ama\u202E')
  })
})
