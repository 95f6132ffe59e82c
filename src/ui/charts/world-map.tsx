import { useLanguage, useUiWords, writeNumber } from '../voice.tsx'
import { type Frame, frameAround, placeLabels } from './map-labels.ts'
import { drawWorld, mapWidth, type World, type WorldShape } from './world-shapes.ts'

/** How a country is filled. `unknown` is the hatch; `none` is outside what was asked. */
export type MapFill = 'in' | 'out' | 'unknown' | 'none' | 't1' | 't2' | 't3' | 't4'

export type MapCountry = {
  name: string
  fill: MapFill
  /** Place in the list, from 1; the first few are labelled. */
  rank?: number | null
  /** What is so, for the title: "passes every gate". The word for the fill when not given. */
  says?: string
  href?: string
}

/**
 * A map of the world, true to area. Countries not named are drawn as `none`.
 * The first few of a ranked list are labelled over the sea; phones get the part
 * of the world where the list is once more, larger and numbered. Small states
 * are rings. Every country is a link with a title for the pointer; for the
 * keyboard and for readers of text the table beside it is the map.
 */
export function WorldMap({
  countries,
  numericToIso3,
  labelled = 6,
  label,
  inset = true,
}: {
  countries: Record<string, MapCountry>
  /** ISO 3166-1 numeric, three digits, to the house's codes. The same object each time, so the drawing is kept. */
  numericToIso3: Record<string, string>
  labelled?: number
  /** What the map shows, for those who do not see it; made of the counts when not given. */
  label?: string
  /** Whether phones get the enlarged part. */
  inset?: boolean
}) {
  const say = useUiWords()
  const language = useLanguage()
  const world = worldOf(numericToIso3)
  const fillOf = (iso3: string): MapFill => countries[iso3]?.fill ?? 'none'
  const count = (fill: MapFill) =>
    writeNumber(language, Object.values(countries).filter((country) => country.fill === fill).length)
  const described =
    label ?? say('map.label', { in: count('in'), out: count('out'), unknown: count('unknown') })

  const ranked = world.shapes
    .flatMap((shape) => {
      const country = countries[shape.iso3]
      return country?.rank ? [{ shape, country, rank: country.rank }] : []
    })
    .sort((one, other) => one.rank - other.rank)
  const loud = (iso3: string) =>
    ({ in: 6, unknown: 2.2, out: 1.3, none: 1.3, t1: 2, t2: 4, t3: 5, t4: 6 })[fillOf(iso3)]
  const whole: Frame = { x: 0, y: 0, width: mapWidth, height: world.height }
  const labels = placeLabels(
    ranked.slice(0, labelled).map(({ shape, country, rank }) => ({
      key: shape.iso3,
      middle: shape.middle,
      text: `${rank} ${country.name}`,
    })),
    world,
    whole,
    mapWidth / 800,
    loud,
  )
  const frame = inset
    ? frameAround(
        ranked.map(({ shape }) => shape.middle),
        world,
        0.36,
        1,
      )
    : null

  return (
    <div className="map">
      <div className="map-world">
        <p className="hidden">{described}</p>
        <svg className="chart map-land" viewBox={`0 0 ${mapWidth} ${world.height}`} aria-hidden="true">
          <MapHatch />
          {inOrder(world.shapes, fillOf).map((shape) => (
            <Country key={shape.iso3} shape={shape} country={countries[shape.iso3]} />
          ))}
        </svg>
        <svg className="chart map-labels only-wide" aria-hidden="true">
          {labels.map(({ key, text, x, y, anchor, middle }) => (
            <g key={key}>
              <Leader whole={whole} from={middle} to={[x, y]} gap={anchor === 'start' ? -4 : 4} />
              <text
                x={share(x, 0, whole.width)}
                y={share(y, 0, whole.height)}
                dy="0.34em"
                textAnchor={anchor}
              >
                {text}
              </text>
            </g>
          ))}
        </svg>
      </div>
      {frame ? (
        <div className="only-narrow">
          <Inset world={world} frame={frame} ranked={ranked} fillOf={fillOf} loud={loud} />
          <p className="map-note">{say('map.inset')}</p>
        </div>
      ) : null}
    </div>
  )
}

type Ranked = { shape: WorldShape; country: MapCountry; rank: number }

function Inset({
  world,
  frame,
  ranked,
  fillOf,
  loud,
}: {
  world: World
  frame: Frame
  ranked: Ranked[]
  fillOf: (iso3: string) => MapFill
  loud: (iso3: string) => number
}) {
  const unit = frame.width / 324
  const { x, y, width, height } = frame
  const inside = ranked.filter(
    ({ shape: { middle } }) =>
      middle[0] > x && middle[0] < x + width && middle[1] > y && middle[1] < y + height,
  )
  // A number stands inside its country where there is room for it.
  const roomy = ({ shape: { box, ring, middle } }: Ranked) =>
    !ring &&
    box[2] - box[0] > 24 * unit &&
    box[3] - box[1] > 24 * unit &&
    cellAt(world, middle) === world.shapes.findIndex((shape) => shape.middle === middle)
  const tight = placeLabels(
    inside
      .filter((one) => !roomy(one))
      .map(({ shape, rank }) => ({ key: shape.iso3, middle: shape.middle, text: String(rank) })),
    world,
    frame,
    unit,
    loud,
  )
  // A ring that is not asked about is not drawn above, so there is nothing to repeat here.
  const seen = world.shapes.filter(
    ({ box, ring, iso3 }) =>
      !(ring && fillOf(iso3) === 'none') &&
      box[2] > x &&
      box[0] < x + width &&
      box[3] > y &&
      box[1] < y + height,
  )
  return (
    <div className="map-inset">
      <svg className="chart map-land" viewBox={`${x} ${y} ${width} ${height}`} aria-hidden="true">
        {inOrder(seen, fillOf).map((shape) => (
          <use key={shape.iso3} href={`#m-${shape.iso3}`} />
        ))}
      </svg>
      <svg className="chart map-labels" aria-hidden="true">
        {inside.filter(roomy).map(({ shape, rank }) => (
          <text
            key={shape.iso3}
            x={share(shape.middle[0], x, width)}
            y={share(shape.middle[1], y, height)}
            dy="0.34em"
            textAnchor="middle"
            className="on-land"
          >
            {rank}
          </text>
        ))}
        {tight.map(({ key, text, x: tx, y: ty, anchor, middle }) => (
          <g key={key}>
            <Leader whole={frame} from={middle} to={[tx, ty]} gap={anchor === 'start' ? -3 : 3} />
            <text x={share(tx, x, width)} y={share(ty, y, height)} dy="0.34em" textAnchor={anchor}>
              {text}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}

function Leader({
  whole,
  from,
  to,
  gap,
}: {
  whole: Frame
  from: [number, number]
  to: [number, number]
  gap: number
}) {
  const unit = whole.width / (whole.width > 2000 ? 800 : 324)
  return (
    <>
      <line
        className="leader"
        x1={share(from[0], whole.x, whole.width)}
        y1={share(from[1], whole.y, whole.height)}
        x2={share(to[0] + gap * unit, whole.x, whole.width)}
        y2={share(to[1], whole.y, whole.height)}
      />
      <circle
        className="leader-end"
        cx={share(from[0], whole.x, whole.width)}
        cy={share(from[1], whole.y, whole.height)}
        r="1.8"
      />
    </>
  )
}

function Country({ shape, country }: { shape: WorldShape; country: MapCountry | undefined }) {
  const say = useUiWords()
  const fill = country?.fill ?? 'none'
  const id = `m-${shape.iso3}`
  const drawn = shape.ring ? (
    <circle id={id} cx={shape.middle[0]} cy={shape.middle[1]} r="14" className={`land ring land-${fill}`} />
  ) : (
    <path id={id} d={shape.path} className={`land land-${fill}`} />
  )
  if (!country) return shape.ring ? null : drawn
  const state = country.says ?? (fill in plainStates ? say(`map.${fill as 'in'}`) : '')
  const title = country.rank
    ? say('map.ranked', { country: country.name, rank: country.rank, state })
    : say('map.country', { country: country.name, state })
  return country.href ? (
    <a href={country.href} tabIndex={-1}>
      <title>{title}</title>
      {drawn}
    </a>
  ) : (
    <g>
      <title>{title}</title>
      {drawn}
    </g>
  )
}

const plainStates = { in: true, out: true, unknown: true, none: true }

/** Hatches in drawing units, so that they keep their look beside the outlines. */
function MapHatch() {
  return (
    <defs>
      {[
        { id: 'hatch-map', size: 22 },
        { id: 'hatch-map-far', size: 52 },
      ].map(({ id, size }) => (
        <pattern
          key={id}
          id={id}
          width={size}
          height={size}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={size} height={size} className="hatch-ground" />
          <line
            x1={size * 0.15}
            x2={size * 0.15}
            y2={size}
            className="hatch-line-map"
            strokeWidth={size * 0.3}
          />
        </pattern>
      ))}
    </defs>
  )
}

/** Quiet countries first, so that the outlines of the loud ones stay whole; rings on top. */
function inOrder(shapes: WorldShape[], fillOf: (iso3: string) => MapFill): WorldShape[] {
  const order: Record<MapFill, number> = { none: 0, out: 1, unknown: 2, t1: 3, t2: 4, t3: 5, t4: 6, in: 7 }
  const level = (shape: WorldShape) => order[fillOf(shape.iso3)] + (shape.ring ? 10 : 0)
  return [...shapes].sort((one, other) => level(one) - level(other))
}

function share(value: number, from: number, whole: number): string {
  return `${Number((((value - from) / whole) * 100).toFixed(2))}%`
}

function cellAt(world: World, [x, y]: [number, number]): number {
  return (world.cells.shape[Math.floor(y / 16) * world.cells.across + Math.floor(x / 16)] ?? 0) - 1
}

const drawings = new WeakMap<object, World>()

function worldOf(numericToIso3: Record<string, string>): World {
  let world = drawings.get(numericToIso3)
  if (!world) {
    world = drawWorld(numericToIso3)
    drawings.set(numericToIso3, world)
  }
  return world
}
