import type { ReactNode } from 'react'
import { useLanguage, useUiWords, writeNumber } from '../voice.tsx'
import { percent } from './scale.ts'

export type TreeNode = {
  key: string
  name: ReactNode
  /** Share of its parent, 0 to 1; null for gates and for parts that have no weight. */
  weight: number | null
  /** How its parts are put together, what it reads, its stand-in. */
  note?: ReactNode
  children?: TreeNode[]
}

/**
 * The criteria of a methodology as a tree: each part below what it belongs to,
 * with its share of the whole as a bar and in words. A list in a list, so it is
 * read out in the same order as it is seen.
 */
export function CriteriaTree({ root }: { root: TreeNode }) {
  return (
    <ul className="tree">
      <Branch node={root} share={1} top />
    </ul>
  )
}

function Branch({ node, share, top = false }: { node: TreeNode; share: number; top?: boolean }) {
  const say = useUiWords()
  const language = useLanguage()
  const whole = writeNumber(language, share * 100, { digits: (share * 100) % 1 > 0.05 ? 1 : 0 })
  return (
    <li>
      <div className="tree-node">
        <div>
          <span className="tree-name">{node.name}</span>
          {node.note ? <span className="tree-note">{node.note}</span> : null}
        </div>
        {top || node.weight === null ? null : (
          <div className="tree-weight">
            <svg className="chart" width="100%" height="12" aria-hidden="true">
              <rect x="0" y="2" width="100%" height="8" className="mark-none" />
              <rect
                x="0"
                y="2"
                width={percent(share * 100)}
                height="8"
                className={node.children ? 'mark-t2' : 'mark-d1'}
              />
            </svg>
            <span>{say('tree.weight', { share: whole })}</span>
          </div>
        )}
      </div>
      {node.children && node.children.length > 0 ? (
        <ul>
          {node.children.map((child) => (
            <Branch key={child.key} node={child} share={share * (child.weight ?? 0)} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}
