import { expect, it } from 'vitest'
import { digestOfEverything } from './same-digits.test-data.ts'

/**
 * Looked for on every Node; test/prevalence-in-browser.test.ts holds a browser against it. It changes only when the methods,
 * the draws or the shape of a result change, and then on purpose.
 */
const known = '8b6e6bcd911b158c52265ae31a93c4d8c7c5ead107a6a3ca8f98366f442a9f13'

it('The same model and seed have the same digits on every engine, and another seed has others', () => {
  expect(digestOfEverything(1)).toBe(known)
  expect(digestOfEverything(2)).not.toBe(known)
})
