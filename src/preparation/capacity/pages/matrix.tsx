import { DataTable } from '../../../ui/data-table.tsx'
import type { Say } from '../../../ui/language.ts'
import { useLanguage, useUiWords, useWords } from '../../../ui/voice.tsx'
import {
  functionOf,
  functions,
  type Institution,
  type Level,
  levels,
  type Side,
  sides,
  tasks,
  tasksOf,
} from '../schema.ts'
import { type Cell, FAR_APART, type Said, whysOf } from '../standing.ts'
import type { Word } from '../words/en.ts'
import { words } from '../words.ts'
import { aboutInstitution, institutionName, levelName } from './parts.tsx'

/**
 * Institutions against tasks. In each field the upper line is what was said from outside, the lower what the country
 * says of itself: a number and as many filled steps. On phones the same as a list for each institution.
 */
export function CapacityMatrix({ cells }: { cells: readonly Cell[] }) {
  const say = useWords(words)
  const rows = rowsOf(cells)
  return (
    <>
      <div className="only-wide">
        <WideMatrix rows={rows} say={say} />
      </div>
      <div className="only-narrow">
        {rows.map(({ institution, of }) => {
          const own = tasks.flatMap((task) => of.get(task) ?? [])
          const gaps = own.filter((cell) => whysOf(cell).length > 0).length
          return (
            <details key={institution.id} className="capacity-one">
              <summary>
                <b>{institutionName(institution)}</b>
                <span>{say('map.tasks and gaps', { tasks: own.length, gaps })}</span>
                <Strip cells={own} />
              </summary>
              <ul>
                {own.map((cell) => (
                  <li key={cell.task} className={cellClass(cell)}>
                    <span>
                      <small>{say(`function.${functionOf(cell.task)}`)}</small>
                      {say(`task.${cell.task}`)}
                    </span>
                    <Marks cell={cell} say={say} />
                  </li>
                ))}
              </ul>
            </details>
          )
        })}
      </div>
    </>
  )
}

/** All tasks of an institution in one line, for phones: a column from outside and one by the country itself, from zero. */
function Strip({ cells }: { cells: readonly Cell[] }) {
  const high = 24
  const top = (level: number) => high - level * 5.5
  return (
    <svg className="capacity-strip" width={cells.length * 18} height={high + 2} aria-hidden="true">
      {cells.map((cell, place) => {
        const at = place * 18
        const [outside, self] = [cell.outside?.level ?? null, cell.self?.level ?? null]
        return (
          <g key={cell.task}>
            {outside === null && self === null ? (
              <rect
                x={at + 0.5}
                y="2"
                width="13"
                height={high - 2}
                className="mark mark-hatch"
                fill="url(#hatch)"
              />
            ) : null}
            {outside === null ? null : (
              <rect x={at} y={top(outside)} width="7" height={outside * 5.5} className="mark mark-d1" />
            )}
            {self === null ? null : (
              <rect x={at + 7.5} y={top(self)} width="6" height={self * 5.5} className="mark mark-d3" />
            )}
            <line x1={at} x2={at + 14} y1={high + 0.5} y2={high + 0.5} className="axis" />
          </g>
        )
      })}
    </svg>
  )
}

type MatrixRow = { institution: Institution; of: Map<string, Cell> }

function rowsOf(cells: readonly Cell[]): MatrixRow[] {
  const rows = new Map<string, MatrixRow>()
  for (const cell of cells) {
    const row = rows.get(cell.institution.id) ?? { institution: cell.institution, of: new Map() }
    row.of.set(cell.task, cell)
    rows.set(cell.institution.id, row)
  }
  return [...rows.values()]
}

function WideMatrix({ rows, say }: { rows: MatrixRow[]; say: Say<Word> }) {
  const language = useLanguage()
  const ui = useUiWords()
  return (
    <section
      className="table-frame capacity-frame"
      aria-label={ui('table.scroll', { caption: say('map.picture') })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
      tabIndex={0}
    >
      <table className="capacity-matrix">
        <caption className="hidden">{say('map.picture')}</caption>
        <colgroup>
          <col />
        </colgroup>
        {functions.map((each) => (
          <colgroup key={each} span={tasksOf[each].length} />
        ))}
        <thead>
          <tr>
            <td />
            {functions.map((each) => (
              <th key={each} scope="colgroup" colSpan={tasksOf[each].length} className="capacity-function">
                {say(`function.${each}`)}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col" className="capacity-corner">
              {say('map.institution')}
            </th>
            {tasks.map((task) => (
              <th key={task} scope="col" className={`capacity-task${begins(task)}`}>
                <span>{say(`task.${task}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ institution, of }) => (
            <tr key={institution.id}>
              <th scope="row">
                {institution.name}
                {institution.place === null ? null : <small>{institution.place}</small>}
                {aboutInstitution(say, language, institution).map((each) => (
                  <small key={each}>{each}</small>
                ))}
              </th>
              {tasks.map((task) => {
                const cell = of.get(task)
                return cell === undefined ? (
                  <td key={task} className={`capacity-empty${begins(task)}`} />
                ) : (
                  <td key={task} className={`${cellClass(cell)}${begins(task)}`}>
                    <Marks cell={cell} say={say} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Where a function begins, a line stands at the left. */
function begins(task: string): string {
  return functions.some((each) => tasksOf[each][0] === task) ? ' capacity-begins' : ''
}

function cellClass(cell: Cell): string {
  const why = whysOf(cell)
  return [
    'capacity-cell',
    why.includes('low') || why.includes('unknown') ? 'capacity-gap' : '',
    why.includes('apart') ? 'capacity-apart' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function Marks({ cell, say }: { cell: Cell; say: Say<Word> }) {
  return (
    <span className="capacity-marks">
      {sides.map((side) => (
        <Mark
          key={side}
          side={side}
          said={cell[side]}
          other={cell[side === 'self' ? 'outside' : 'self']}
          say={say}
        />
      ))}
      {cell.apart !== null && Math.abs(cell.apart) >= FAR_APART ? (
        <span className="hidden">{say('map.cell apart')}</span>
      ) : null}
    </span>
  )
}

function Mark({
  side,
  said,
  other,
  say,
}: {
  side: Side
  said: Said | null
  other: Said | null
  say: Say<Word>
}) {
  const text =
    said === null
      ? say('level.nothing')
      : said.level === null
        ? say('level.unknown')
        : say('map.said', {
            level: said.level,
            name: levelName(say, said.level),
            year: said.year === null ? '–' : String(said.year),
          })
  // One side that has not spoken yet, beside one that has: nothing is drawn for it.
  const silent = said === null && other !== null
  return (
    <span className={`capacity-mark capacity-${side}`}>
      <span className="hidden">{say(`side.${side} cell`, { said: text })}</span>
      <b aria-hidden="true">{said?.level ?? (silent ? '–' : '?')}</b>
      {silent ? <i aria-hidden="true" /> : <Steps side={side} level={said?.level ?? null} />}
    </span>
  )
}

/** Four steps, as many filled as the level says; hatched where it is not known. The page needs `StepShapes` once. */
export function Steps({ side, level }: { side: Side; level: number | null }) {
  return (
    <svg className="steps" width="25" height="9" aria-hidden="true">
      <use href={`#${shapeOf(side, level)}`} />
    </svg>
  )
}

const shapeOf = (side: Side, level: number | null) =>
  level === null ? 'steps-unknown' : `steps-${side}-${level}`

/** The shapes that `Steps` draws from, once for a page: a large map has thousands of them. */
export function StepShapes() {
  return (
    <svg className="capacity-shapes" width="0" height="0" aria-hidden="true">
      <defs>
        <rect
          id={shapeOf('outside', null)}
          x="0.5"
          y="0.5"
          width="23"
          height="8"
          className="mark mark-hatch"
          fill="url(#hatch)"
        />
        {sides.flatMap((side) =>
          levels.map((level) => (
            <g key={`${side} ${level}`} id={shapeOf(side, level)}>
              {[0, 1, 2, 3].map((step) => (
                <rect
                  key={step}
                  x={0.5 + step * 6}
                  y="0.5"
                  width="5"
                  height="8"
                  className={step < level ? `step step-${side}` : 'step'}
                />
              ))}
            </g>
          )),
        )}
      </defs>
    </svg>
  )
}

/** What the levels mean, each with its mark. */
export function LevelTable() {
  const say = useWords(words)
  const row = (level: Level | null) => ({
    key: String(level),
    cells: {
      level: (
        <span className="capacity-mark capacity-outside">
          <b>{level ?? '?'}</b>
          <Steps side="outside" level={level} />
        </span>
      ),
      name: levelName(say, level),
      means: say(`meaning.${level ?? 'unknown'}`),
    },
  })
  return (
    <DataTable
      caption={say('list.levels')}
      captionHidden
      columns={[
        { key: 'level', head: say('list.level') },
        { key: 'name', head: say('form.name') },
        { key: 'means', head: say('list.means') },
      ]}
      rows={[...levels.map(row), row(null)]}
    />
  )
}
