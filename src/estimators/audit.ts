import type { CompositeResult } from './composite-result.ts'
import type { Columns, CompositeSpec, TreeNode } from './composite-spec.ts'
import { correlation, covariance, mean } from './statistics.ts'

/** Something about the build of an index that its users should know before they believe it. */
export type Finding = {
  kind: /** Alpha below zero: as a group they measure opposite things. */
    | 'pull-against-each-other'
    /** Two siblings that say nearly the same, so that it counts twice. */
    | 'redundant'
    /** Two siblings that oppose each other so strongly that they cancel out. */
    | 'opposed'
    /** A child that falls when its parent rises. */
    | 'against-its-parent'
    /** An indicator that mostly measures how large a unit is. */
    | 'follows-denominator'
  node: string | null
  members: string[]
  value: number
  message: string
}

export type Pair = { first: string; second: string; correlation: number | null }

/** What every node's siblings are to each other and to it. */
export type Audit = {
  /** Share of the final score each node and indicator carries by its weights. */
  effectiveWeights: Record<string, number>
  nodes: Record<
    string,
    {
      /** Cronbach's alpha of the children; null below two, or where nothing varies. */
      alpha: number | null
      /** Correlation of each child with the node: how far the node follows it. */
      influence: Record<string, number | null>
      pairs: Pair[]
    }
  >
  denominators: { indicator: string; denominator: string; correlation: number }[]
  findings: Finding[]
}

/** From which correlation on something is said. */
export type AuditLimits = { redundant?: number; opposed?: number; denominator?: number }

/**
 * Looks over a finished index for what weights do not show.
 *
 * A weight is what an indicator is *meant* to count; how far the score follows
 * it also depends on its spread and on its company (Paruolo, Saisana and
 * Saltelli 2013, JRSS A 176:609–634). So the audit gives both, and names
 * siblings that double, oppose or undo each other.
 *
 * @param denominators to check whether undivided values merely follow size
 */
export function audit(
  spec: CompositeSpec,
  result: CompositeResult,
  raw: Columns = {},
  denominators: Columns = {},
  { redundant = 0.9, opposed = 0.7, denominator: sizeLimit = 0.7 }: AuditLimits = {},
): Audit {
  const nodes: Audit['nodes'] = {}
  const findings: Finding[] = []
  const visit = (node: TreeNode): void => {
    if (node.children === undefined) return
    const children = node.children.map(({ id }) => id)
    const columns = children.map((id) => result.nodes[id] ?? [])
    const alpha = cronbachAlpha(columns)
    if (alpha !== null && alpha < 0)
      findings.push({
        kind: 'pull-against-each-other',
        node: node.id,
        members: children,
        value: alpha,
        message: `The children of ${node.id} pull against each other (alpha ${alpha.toFixed(2)}): a unit that does well on one tends to do badly on another, so their mean hides more than it shows.`,
      })
    const pairs = pairsOf(children, columns)
    for (const { first, second, correlation: r } of pairs) {
      if (r === null) continue
      if (r >= redundant)
        findings.push({
          kind: 'redundant',
          node: node.id,
          members: [first, second],
          value: r,
          message: `${first} and ${second} say nearly the same (correlation ${r.toFixed(2)}), so it counts twice in ${node.id}.`,
        })
      else if (r <= -opposed)
        findings.push({
          kind: 'opposed',
          node: node.id,
          members: [first, second],
          value: r,
          message: `${first} and ${second} oppose each other (correlation ${r.toFixed(2)}), so they largely cancel out in ${node.id}. Is the direction of each right?`,
        })
    }
    const own = result.nodes[node.id] ?? []
    const influence = Object.fromEntries(children.map((id, i) => [id, correlation(columns[i] ?? [], own)]))
    for (const [id, r] of Object.entries(influence))
      if (r !== null && r < 0)
        findings.push({
          kind: 'against-its-parent',
          node: node.id,
          members: [id],
          value: r,
          message: `${node.id} tends to fall where ${id} rises (correlation ${r.toFixed(2)}), although ${id} is meant to raise it.`,
        })
    nodes[node.id] = { alpha, influence, pairs }
    node.children.forEach(visit)
  }
  visit(spec.tree)

  const following = denominatorCorrelations(raw, denominators, sizeLimit)
  for (const { indicator, denominator, correlation: r } of following)
    findings.push({
      kind: 'follows-denominator',
      node: null,
      members: [indicator, denominator],
      value: r,
      message: `${indicator} follows ${denominator} (correlation ${r.toFixed(2)}): undivided, it measures mostly how large a unit is.`,
    })
  return { effectiveWeights: effectiveWeights(spec.tree), nodes, denominators: following, findings }
}

/** Share of the root's weight that reaches each node: the product of its shares on the way up. */
export function effectiveWeights(tree: TreeNode): Record<string, number> {
  const shares: Record<string, number> = {}
  const visit = (node: TreeNode, share: number): void => {
    shares[node.id] = share
    const total = (node.children ?? []).reduce((sum, child) => sum + child.weight, 0)
    for (const child of node.children ?? []) visit(child, total === 0 ? 0 : share * (child.weight / total))
  }
  visit(tree, 1)
  return shares
}

/** Correlations of all pairs, each over the units where both are known. */
export function correlations(columns: Columns, kind: 'pearson' | 'spearman' = 'pearson'): Pair[] {
  return pairsOf(Object.keys(columns), Object.values(columns), kind)
}

function pairsOf(
  ids: readonly string[],
  columns: readonly (readonly (number | null)[])[],
  kind: 'pearson' | 'spearman' = 'pearson',
): Pair[] {
  return ids.flatMap((second, j) =>
    ids.slice(0, j).map((first, i) => ({
      first,
      second,
      correlation: correlation(columns[i] ?? [], columns[j] ?? [], kind),
    })),
  )
}

/**
 * How far a group of indicators measures one thing: k² times their mean
 * covariance over the sum of all their variances and covariances (Cronbach 1951,
 * Psychometrika 16:297–334), pairwise over the units where both are known.
 *
 * Near 1: they move together. Near 0: they have little in common. Below 0: they
 * pull against each other. Null below two columns or when nothing varies. High
 * alpha is no merit by itself: independent aspects of one goal may well be low.
 */
export function cronbachAlpha(columns: readonly (readonly (number | null)[])[]): number | null {
  const k = columns.length
  if (k < 2) return null
  let total = 0
  const between: number[] = []
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      const c = covariance(columns[i] ?? [], columns[j] ?? [])
      if (c === null || !Number.isFinite(c)) return null
      total += c
      if (i !== j) between.push(c)
    }
  }
  // Where the parts cancel altogether alpha has no value rather than an infinite one.
  const alpha = (k * k * (mean(between) as number)) / total
  return Number.isFinite(alpha) ? alpha : null
}

/** Undivided indicators whose size follows a denominator at least that closely, either way. */
export function denominatorCorrelations(
  raw: Columns,
  denominators: Columns,
  limit = 0.7,
): { indicator: string; denominator: string; correlation: number }[] {
  return Object.entries(raw).flatMap(([indicator, values]) =>
    Object.entries(denominators).flatMap(([denominator, sizes]) => {
      const r = correlation(values, sizes)
      return r !== null && Math.abs(r) >= limit ? [{ indicator, denominator, correlation: r }] : []
    }),
  )
}
