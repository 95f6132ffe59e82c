import { describe, expect, it } from 'vitest'
import { formsOf, textOf, totp } from './visitor.mjs'

describe('A visitor without a browser', () => {
  it('shows the digits an authenticator app shows (RFC 6238, appendix B)', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    const seconds = [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000]
    expect(seconds.map((at) => totp(secret, at * 1000))).toEqual([
      '287082',
      '081804',
      '050471',
      '005924',
      '279037',
      '353130',
    ])
  })

  it('finds the forms of a page, what is hidden in them, and the words between', () => {
    const html =
      '<h1>Caf&#xE9; &amp; more</h1><form action="/find"><input name="q"></form>' +
      '<form method="post" action="/notes?a=1&amp;b=2"><input type="hidden" name="once" value="&quot;k&quot;"/>' +
      '<textarea name="text">x</textarea><button name="go" value="1">Go</button></form>'
    expect(formsOf(html)).toEqual([
      {
        action: '/notes?a=1&b=2',
        method: 'post',
        names: ['once', 'text', 'go'],
        values: { once: '"k"' },
      },
    ])
    expect(textOf(html)).toContain('Café & more')
  })
})
