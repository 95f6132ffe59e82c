import { percent } from '../../ui/charts/scale.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import { networkWords } from './network-words.ts'

/** Who recruited whom, without a word on who they are: respondents by number from 0 in the order of the file. */
export type Recruitment = {
  /** Number of the recruiter; -1 for a seed. */
  recruiter: readonly number[]
  /** Whether the answer asked for was given; null where answer or network size is missing. */
  inGroup: readonly (boolean | null)[]
}

/** One seed with all who came through it. `row` is the place down the picture, of which a leaf takes one. */
export type DrawnTree = {
  seed: number
  people: number
  waves: number
  inGroup: number
  missing: number
  rows: number
  nodes: { person: number; wave: number; row: number; inGroup: boolean | null }[]
  /** From a recruiter at `wave` to the rows of the first and the last recruit. */
  forks: { wave: number; row: number; from: number; to: number }[]
}

/** Lays out the trees, the largest first: leaves below each other, everybody else in the middle of those recruited. */
export function drawTrees({ recruiter, inGroup }: Recruitment): DrawnTree[] {
  const recruits = recruiter.map((): number[] => [])
  const seeds: number[] = []
  recruiter.forEach((by, person) => {
    if (by < 0) seeds.push(person)
    else recruits[by]?.push(person)
  })
  return seeds
    .map((seed) => drawn(seed, recruits, inGroup))
    .sort((one, other) => other.people - one.people || one.seed - other.seed)
}

function drawn(seed: number, recruits: readonly number[][], inGroup: readonly (boolean | null)[]): DrawnTree {
  // Without recursion: a chain of thousands would be too deep for the stack.
  const found: { person: number; wave: number; place: number[] }[] = []
  const places = new Map<number, number[]>()
  let rows = 0
  const stack = [{ person: seed, wave: 0 }]
  while (stack.length > 0) {
    const { person, wave } = stack.pop() as { person: number; wave: number }
    const own = recruits[person] ?? []
    const place: number[] = own.length === 0 ? [rows++] : []
    found.push({ person, wave, place })
    places.set(person, place)
    for (const recruit of own.toReversed()) stack.push({ person: recruit, wave: wave + 1 })
  }
  const forks: DrawnTree['forks'] = []
  for (const { person, wave, place } of found.toReversed()) {
    const own = recruits[person] ?? []
    if (own.length === 0) continue
    const at = own.map((recruit) => places.get(recruit)?.[0] ?? 0)
    const [from, to] = [at[0] as number, at[at.length - 1] as number]
    place.push((from + to) / 2)
    forks.push({ wave, row: (from + to) / 2, from, to })
  }
  const nodes = found.map(({ person, wave, place }) => ({
    person,
    wave,
    row: place[0] as number,
    inGroup: inGroup[person] ?? null,
  }))
  return {
    seed,
    people: nodes.length,
    waves: nodes.reduce((last, { wave }) => Math.max(last, wave), 0),
    inGroup: nodes.filter((node) => node.inGroup === true).length,
    missing: nodes.filter((node) => node.inGroup === null).length,
    rows,
    nodes,
    forks,
  }
}

const mostDrawn = 1000
const shownAtOnce = 350
const tall = 8

/** Trees of recruitment, from the seed at the left to the last wave at the right. */
export function RecruitmentTrees({
  recruitment,
  group,
}: {
  recruitment: Recruitment
  /** The answer whose share is asked for, as the file has it. */
  group: string
}) {
  const say = useWords(networkWords)
  const trees = drawTrees(recruitment)
  const drawable = trees.filter(({ people }) => people <= mostDrawn)
  const waves = Math.max(1, ...trees.map((tree) => tree.waves))
  let sum = 0
  const first = drawable.filter(({ people }, place) => {
    sum += people
    return place === 0 || sum <= shownAtOnce
  })
  const others = drawable.slice(first.length)
  const someMissing = trees.some(({ missing }) => missing > 0)
  const kinds = (['in', 'out', 'unknown', 'seed'] as const).filter(
    (kind) => kind !== 'unknown' || someMissing,
  )
  const numbers = new Map(trees.map((tree, place) => [tree.seed, place + 1]))
  const draw = (tree: DrawnTree) => (
    <Tree key={tree.seed} tree={tree} number={numbers.get(tree.seed) ?? 0} waves={waves} group={group} />
  )
  return (
    <>
      <ul className="key">
        {kinds.map((kind) => (
          <li key={kind}>
            <svg className="swatch" width="18" height="12" aria-hidden="true" focusable="false">
              <Person
                x="9"
                y={6}
                inGroup={kind === 'unknown' ? null : kind === 'in'}
                seed={kind === 'seed'}
              />
            </svg>
            <span>{say(`tree.key.${kind}`, { group })}</span>
          </li>
        ))}
      </ul>
      <div className={first.length === 1 ? 'trees trees-one' : 'trees'}>{first.map(draw)}</div>
      {others.length > 0 ? (
        <details>
          <summary>{say('tree.more', { trees: others.length })}</summary>
          <div className="trees">{others.map(draw)}</div>
        </details>
      ) : null}
      {drawable.length < trees.length ? (
        <p className="axis-note">{say('tree.tooMany', { most: mostDrawn })}</p>
      ) : null}
    </>
  )
}

function Tree({
  tree,
  number,
  waves,
  group,
}: {
  tree: DrawnTree
  number: number
  waves: number
  group: string
}) {
  const say = useWords(networkWords)
  const x = (wave: number) => percent(2 + (96 * wave) / waves)
  const y = (row: number) => 7 + row * tall
  const values = { number, people: tree.people, waves: tree.waves, inGroup: tree.inGroup, group }
  return (
    <figure className="tree">
      <figcaption>{say('tree.head', values)}</figcaption>
      <svg
        className="chart"
        width="100%"
        height={14 + (tree.rows - 1) * tall}
        role="img"
        aria-label={say('tree.label', values)}
      >
        {tree.forks.map(({ wave, row, from, to }) => (
          <line
            key={`${wave}/${row}`}
            x1={x(wave)}
            x2={x(wave)}
            y1={y(from)}
            y2={y(to)}
            className="tree-tie"
          />
        ))}
        {tree.nodes
          .filter(({ wave }) => wave > 0)
          .map(({ person, wave, row }) => (
            <line key={person} x1={x(wave - 1)} x2={x(wave)} y1={y(row)} y2={y(row)} className="tree-tie" />
          ))}
        {tree.nodes.map(({ person, wave, row, inGroup }) => (
          <Person key={person} x={x(wave)} y={y(row)} inGroup={inGroup} seed={wave === 0} />
        ))}
      </svg>
    </figure>
  )
}

/** Filled, open or hatched: told apart without colour. */
function Person({ x, y, inGroup, seed }: { x: string; y: number; inGroup: boolean | null; seed: boolean }) {
  const size = seed ? 4.6 : 2.7
  if (inGroup === null)
    return (
      <g transform={`translate(${-size} ${-size})`}>
        <rect x={x} y={y} width={2 * size} height={2 * size} className="tree-ground" />
        <rect x={x} y={y} width={2 * size} height={2 * size} fill="url(#hatch)" className="mark-hatch" />
      </g>
    )
  return <circle cx={x} cy={y} r={size} className={inGroup ? 'tree-in' : 'tree-out'} />
}

/** The same in numbers. */
export function RecruitmentTable({ recruitment, group }: { recruitment: Recruitment; group: string }) {
  const say = useWords(networkWords)
  const language = useLanguage()
  const write = (value: number) => writeNumber(language, value)
  return (
    <DataTable
      caption={say('tree.table')}
      tight
      columns={[
        { key: 'seed', head: say('tree.seed') },
        { key: 'people', head: say('tree.people'), number: true },
        { key: 'waves', head: say('tree.waves'), number: true },
        { key: 'inGroup', head: say('tree.inGroup', { group }), number: true },
        { key: 'missing', head: say('tree.missing'), number: true },
      ]}
      rows={drawTrees(recruitment).map((tree, place) => ({
        key: String(tree.seed),
        cells: {
          seed: write(place + 1),
          people: write(tree.people),
          waves: write(tree.waves),
          inGroup: write(tree.inGroup),
          missing: write(tree.missing),
        },
      }))}
    />
  )
}
