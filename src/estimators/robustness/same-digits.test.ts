import { expect, it } from 'vitest'
import { digestOfEverything } from './same-digits.test-data.ts'

/**
 * Looked for on every Node; test/prevalence-in-browser.test.ts holds a browser against it. It changes only when the methods,
 * the draws or the shape of a result change, and then on purpose.
 */
const known = 'e5773ad71c30bb373f67cca1b2dabef19cb6b40552de8b837aa2b05b04eca6ae'

it('The same model and seed have the same digits on every engine, and another seed has others', () => {
  expect(digestOfEverything(1)).toBe(known)
  expect(digestOfEverything(2)).not.toBe(known)
})
