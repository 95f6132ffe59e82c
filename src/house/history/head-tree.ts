import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical.ts'

/*
 * The heads a checkpoint covers, as a Merkle tree after RFC 6962, section 2.1: one hash
 * for all of them, and for each a short proof that it is among them which says nothing
 * of the others.
 */

/** The last event of a record when a checkpoint was made. */
export type Head = { record_kind: string; record_id: string; seq: number; hash: string }

/** Hash of a leaf: SHA-256 of a zero byte and the canonical text of the head. */
export function leafOf(head: Head): Buffer {
  const text = canonicalJson({
    hash: head.hash,
    record: { id: head.record_id, kind: head.record_kind },
    seq: head.seq,
  })
  return hash(Buffer.of(0), Buffer.from(text, 'utf8'))
}

/** Takes leaves one at a time, in their order, and holds no more than one hash for each level. */
export class HeadTree {
  readonly #whole: { size: number; hash: Buffer }[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  add(leaf: Buffer): void {
    this.#size++
    let right = { size: 1, hash: leaf }
    for (let left = this.#whole.at(-1); left?.size === right.size; left = this.#whole.at(-1)) {
      this.#whole.pop()
      right = { size: 2 * right.size, hash: node(left.hash, right.hash) }
    }
    this.#whole.push(right)
  }

  /** The hash of the whole, in hexadecimal. */
  root(): string {
    const whole = this.#whole.map((part) => part.hash)
    return (whole.length === 0 ? hash() : whole.reduceRight((right, left) => node(left, right))).toString(
      'hex',
    )
  }
}

/** The hashes beside the way from a leaf to the root, from below. */
export function proofOf(leaves: readonly Buffer[], index: number): string[] {
  if (leaves.length <= 1) return []
  const split = splitOf(leaves.length)
  const [own, other] =
    index < split
      ? [leaves.slice(0, split), leaves.slice(split)]
      : [leaves.slice(split), leaves.slice(0, split)]
  return [...proofOf(own, index < split ? index : index - split), rootOf(other).toString('hex')]
}

/** The root that a leaf and its proof lead to. */
export function rootFromProof(leaf: Buffer, index: number, size: number, proof: readonly string[]): string {
  const climb = (at: number, width: number, left: readonly string[]): Buffer => {
    if (width <= 1) return leaf
    const split = splitOf(width)
    const beside = Buffer.from(left.at(-1) ?? '', 'hex')
    return at < split
      ? node(climb(at, split, left.slice(0, -1)), beside)
      : node(beside, climb(at - split, width - split, left.slice(0, -1)))
  }
  return climb(index, size, proof).toString('hex')
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  const tree = new HeadTree()
  for (const leaf of leaves) tree.add(leaf)
  return Buffer.from(tree.root(), 'hex')
}

/** The largest power of two below the size. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1))
}

const node = (left: Buffer, right: Buffer) => hash(Buffer.of(1), left, right)

function hash(...parts: Buffer[]): Buffer {
  const made = createHash('sha256')
  for (const part of parts) made.update(part)
  return made.digest()
}
