import { describe, expect, it } from 'vitest'
import { pointerIn } from './identifying-text.ts'

describe('A free text', () => {
  it.each([
    ['ask jane@police.example.org', 'e-mail'],
    ['Kofi Mensah, phone +233 24 123 4567, was found twice', 'phone'],
    ['Write to 00233 24 123 4567', 'phone'],
    ['Tel. 024 412 3456', 'phone'],
    ['téléphone : 06 12 34 56 78', 'phone'],
    ['WhatsApp (0244) 123-456', 'phone'],
    ['Kofi Mensah, born 12 March 1999', 'birth-date'],
    ['née le 3/4/2001 à Lomé', 'birth-date'],
    ['nacido el 3 de abril de 2001', 'birth-date'],
    ['DOB: 1999-03-12', 'birth-date'],
    ['born March 12, 1999', 'birth-date'],
    ['passport G1234567', 'document'],
    ['Ghana Card GHA-123456789-0', 'document'],
    ['Victim Kofi Mensah was on two lists', 'name'],
    ['the survivor named Ama Owusu said so', 'name'],
    ['La victime Awa Diallo figure deux fois', 'name'],
  ])('that says “%s” points to a person: %s', (text, kind) => {
    expect(pointerIn(text)).toBe(kind)
  })

  it.each([
    'Human Trafficking Act 694 of 2005, section 12',
    'Act 12/2019; case 2021-00123-45, decided 12.03.2021',
    'ISBN 978-0-262-03384-8, doi 10.1177/0049124115590998, pp. 100-112',
    'Victim Support Unit of the Ghana Police Service',
    'Victim Identification Form, version 2.1 of 12 March 2019',
    'Survivors Care Centre; Victims of Trafficking Fund',
    'Children born between 2001 and 2010, adults born before 2001',
    '12,500 to 13,700 people (95% interval), 1 240 300 households',
    'Hotline 116',
    'Passports were taken away from 12 500 workers',
    'Bales, Hesketh and Silverman (2015)',
    'The mobile survey reached 12500 people in 2019 and 14200 in 2021',
    'Lists of 2019–2021: Police, Shelters, Hotline',
  ])('that says “%s” points to nobody', (text) => {
    expect(pointerIn(text)).toBe(null)
  })

  it('may be as long as a codebook: looking costs no more than reading', () => {
    // A pattern that goes back over what it read would not come to an end here within the time of a test.
    for (const part of ['x', '@', 'a@', '1', '+1 ', 'born ', 'Victim ', 'Passport A1', 'tel. 1 '])
      expect(() => pointerIn(part.repeat(200_000 / part.length))).not.toThrow()
  })
})
