import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** An answer as it was first given, and as it is sent compressed. */
export type CachedAnswer = {
  headers: Record<string, string>
  body: Buffer
  packed: Partial<Record<Encoding, Buffer>>
}
export type Encoding = 'br' | 'gzip'

/** Answers kept in memory, the longest unused leaving first, within a number of bytes. */
export class PageCache {
  readonly #answers = new Map<string, CachedAnswer>()
  readonly #mostBytes: number
  #bytes = 0

  constructor(mostBytes = 64 * 1024 * 1024) {
    this.#mostBytes = mostBytes
  }

  /** Bytes held now, bodies and keys. */
  get bytes(): number {
    return this.#bytes
  }

  find(key: string): CachedAnswer | undefined {
    const answer = this.#answers.get(key)
    if (answer) {
      this.#answers.delete(key)
      this.#answers.set(key, answer)
    }
    return answer
  }

  keep(key: string, answer: CachedAnswer): void {
    this.#drop(key)
    const size = sizeOf(key, answer)
    // One page that would push out most others is not worth it.
    if (size > this.#mostBytes / 8) return
    this.#answers.set(key, answer)
    this.#bytes += size
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.#mostBytes) break
      this.#drop(oldest)
    }
  }

  /** The body in this encoding, packed once and kept beside it. */
  async packed(key: string, answer: CachedAnswer, encoding: Encoding): Promise<Buffer> {
    const known = answer.packed[encoding]
    if (known) return known
    const bytes = await (encoding === 'br' ? brotli(answer.body, brotliOptions) : zip(answer.body))
    // It may have left, or been packed by another request, while this one worked.
    if (this.#answers.get(key) === answer) {
      this.keep(key, { ...answer, packed: { ...answer.packed, [encoding]: bytes } })
    }
    return bytes
  }

  #drop(key: string): void {
    const answer = this.#answers.get(key)
    if (!answer) return
    this.#answers.delete(key)
    this.#bytes -= sizeOf(key, answer)
  }
}

function sizeOf(key: string, { body, packed }: CachedAnswer): number {
  return 2 * key.length + body.length + (packed.br?.length ?? 0) + (packed.gzip?.length ?? 0)
}

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
