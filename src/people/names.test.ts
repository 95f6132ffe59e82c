import { describe, expect, it } from 'vitest'
import { isReadableName, looksLikeLink } from './names.ts'

describe('A name', () => {
  it.each([
    'Ama Mensah',
    'Zoé',
    'María-José Ñ.',
    '陳大文',
    'محمد',
    'می‌خواهم',
    'O’Neill',
    '7 Sisters',
  ])('“%s” can be read', (name) => expect(isReadableName(name)).toBe(true))

  it.each([
    ['nothing to see', '\u200B\u200B'],
    ['joiners alone', '\u200D\u200C'],
    ['text turned round', '\u202Eabc\u202C'],
    ['isolates', 'a\u2066b'],
    ['a zero character', 'a\u0000b'],
    ['signs alone', '…'],
    ['nothing', ''],
  ])('of %s is none', (_, name) => expect(isReadableName(name)).toBe(false))

  it.each([
    'Click https://evil.example/reset',
    'www.evil.example',
    'ama@example.org',
  ])('“%s” would be taken for a link', (name) => expect(looksLikeLink(name)).toBe(true))

  it('with a dot is no link', () => expect(looksLikeLink('Dr. K. Boateng')).toBe(false))
})
