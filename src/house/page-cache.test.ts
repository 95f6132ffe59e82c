import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { PageCache } from './page-cache.ts'

const answer = (bytes: number) => ({ headers: {}, body: Buffer.alloc(bytes, 'a'), packed: {} })

describe('Kept pages', () => {
  it('take no more bytes than allowed, the longest unused leaving first', () => {
    const cache = new PageCache(1000)
    for (const key of 'abcdefgh') cache.keep(key, answer(110))
    expect(cache.find('a')).toBeDefined()
    cache.keep('i', answer(110))
    cache.keep('j', answer(110))
    expect(cache.bytes).toBeLessThanOrEqual(1000)
    expect([cache.find('a'), cache.find('b'), cache.find('j')].map((each) => each !== undefined)).toEqual([
      true,
      false,
      true,
    ])
  })

  it('are not pushed out by one that is very large', () => {
    const cache = new PageCache(1000)
    cache.keep('small', answer(100))
    cache.keep('large', answer(900))
    expect([cache.find('small'), cache.find('large')].map((each) => each !== undefined)).toEqual([
      true,
      false,
    ])
  })

  it('are counted once when replaced, and with their packed form', async () => {
    const cache = new PageCache(100_000)
    cache.keep('page', answer(5000))
    cache.keep('page', answer(4000))
    expect(cache.bytes).toBe(4000 + 8)
    const kept = cache.find('page')
    const packed = kept && (await cache.packed('page', kept, 'gzip'))
    expect(packed && gunzipSync(packed).length).toBe(4000)
    expect(cache.bytes).toBe(4000 + 8 + (packed?.length ?? 0))
    const again = cache.find('page')
    expect(again && (await cache.packed('page', again, 'gzip'))).toBe(packed)
  })
})
