import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { HeadTree, leafOf, proofOf, rootFromProof } from './head-tree.ts'

const leafOfBytes = (hex: string) =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.of(0), Buffer.from(hex, 'hex')]))
    .digest()
// Inputs and roots that implementations of RFC 6962 are tested with.
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(leafOfBytes)
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const treeOf = (leaves: Buffer[]) => {
  const tree = new HeadTree()
  for (const leaf of leaves) tree.add(leaf)
  return tree
}

describe('The tree of heads', () => {
  it('has the roots of RFC 6962', () => {
    expect(roots.map((_, i) => treeOf(inputs.slice(0, i + 1)).root())).toEqual(roots)
    expect(treeOf([]).root()).toBe(createHash('sha256').digest('hex'))
  })

  it('proves of each leaf, at every size, that it is in it at this place and nowhere else', () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = Array.from({ length: size }, (_, i) =>
        leafOf({ record_kind: 'k', record_id: String(i), seq: 1, hash: 'h' }),
      )
      const root = treeOf(leaves).root()
      leaves.forEach((leaf, i) => {
        const proof = proofOf(leaves, i)
        expect(rootFromProof(leaf, i, size, proof)).toBe(root)
        const other = leafOf({ record_kind: 'k', record_id: String(i), seq: 2, hash: 'h' })
        expect(rootFromProof(other, i, size, proof)).not.toBe(root)
      })
    }
  })
})
