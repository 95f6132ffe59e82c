import { describe, expect, it } from 'vitest'
import { speak } from '../../ui/language.ts'
import { readInvitation, readOrganisation } from './forms.ts'
import { words } from './words.ts'

const say = speak(words, 'en')
const invited = (name: string) =>
  readInvitation({ email: 'ama@example.org', role: 'member', name }, ['member'], 'en', say)

describe('The name of somebody asked in', () => {
  it('may be left out', () => {
    expect(invited('  ')).toMatchObject({ values: { name: null } })
  })

  it('is one line', () => {
    expect(invited(' Ama\n Mensah ')).toMatchObject({ values: { name: 'Ama Mensah' } })
  })

  it.each([
    '\u0000Ama',
    'Ama\u001b[2J',
    'Ama\u202eMensah',
    '\ud800',
    'Ama\u200b',
    '\u0007',
    'www.example.org',
  ])('is refused with a sentence when it cannot be read, and not taken for none: %j', (name) => {
    expect(invited(name)).toEqual({
      errors: [
        {
          field: 'name',
          message: 'Give a name that can be read, with 1 to 120 characters and no link or address in it.',
        },
      ],
    })
  })
})

it.each(['\u0000Free Hands', 'Free\u202eHands', ''])('An organisation is not called %j', (name) => {
  expect(readOrganisation({ name, kind: 'ngo', country: '', website: '', listed: 'yes' }, say)).toMatchObject(
    { errors: [{ field: 'name' }] },
  )
})
