import { createRequire } from 'node:module'
import { type GeoPermissibleObjects, geoArea, geoEqualEarth, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** Width of the drawing in its own units; four of them make a pixel at 1,000 px. */
export const mapWidth = 4000

export type WorldShape = {
  iso3: string
  /** Outline in drawing units; empty when the atlas has none (see `ring`). */
  path: string
  /** Middle of the largest part, where a ring, a number or a leader line begins. */
  middle: [number, number]
  /** Left, top, right, bottom of the largest part. */
  box: [number, number, number, number]
  /** Drawn as a ring: too small to be seen or hit as an area. */
  ring: boolean
}

export type World = {
  height: number
  shapes: WorldShape[]
  /** Which shape covers a cell of the drawing (`cell` units square): index + 1, 0 for sea. */
  cells: { across: number; down: number; shape: Uint16Array }
}

export const cell = 16

/**
 * Places the atlas draws apart without a number of their own. We draw them with
 * the country in whose figures they are counted; Kosovo has figures of its own.
 */
const unnumbered: Record<string, string> = { Kosovo: 'XKX', Somaliland: 'SOM', 'N. Cyprus': 'CYP' }

/** Rated states the atlas leaves out at this scale: longitude, latitude. */
const absent: Record<string, [number, number]> = { TUV: [179.2, -8.5] }

/** Smallest triangle kept when outlines are thinned, in square degrees of the equator. */
const thinning = 0.009
/** Parts smaller than this (square units) are left out unless they are the largest of their country. */
const smallestPart = 36
/** Countries smaller than this are drawn as rings. */
const smallestArea = 100

/**
 * The world in Equal Earth (Šavrič, Patterson & Jenny 2018), true to area, from
 * the 1:50m countries of Natural Earth as packed in world-atlas. Shared borders
 * are thinned once, so neighbours still meet. Antarctica is left out.
 *
 * `numericToIso3` maps ISO 3166-1 numeric ("288") to the house's codes ("GHA").
 * Takes a fraction of a second; callers keep the answer.
 */
export function drawWorld(numericToIso3: Record<string, string>): World {
  const atlas = createRequire(import.meta.url)('world-atlas/countries-50m.json') as Topology<{
    countries: GeometryCollection<{ name: string }>
  }>
  const countries = feature(thinned(atlas), 'countries' as never) as unknown as {
    features: { id?: string; properties: { name: string }; geometry: GeoJSON.Geometry }[]
  }

  const parts = new Map<string, GeoJSON.Position[][][]>()
  for (const { id, properties, geometry } of countries.features) {
    const iso3 = (id === undefined ? undefined : numericToIso3[id]) ?? unnumbered[properties.name]
    if (!iso3 || iso3 === 'ATA') continue
    const known = parts.get(iso3) ?? []
    if (geometry.type === 'Polygon') known.push(outlined(geometry.coordinates))
    if (geometry.type === 'MultiPolygon') known.push(...geometry.coordinates.map(outlined))
    parts.set(iso3, known)
  }

  const everything: GeoPermissibleObjects = {
    type: 'GeometryCollection',
    geometries: [...parts.values()].map((coordinates) => ({ type: 'MultiPolygon', coordinates })),
  }
  // Turned a little, so that the cut runs through the Bering Strait and not through Chukotka.
  const projection = geoEqualEarth().rotate([-11, 0]).precision(0)
  projection.fitWidth(mapWidth - 40, everything)
  const path = geoPath(projection)
  const bounds = path.bounds(everything)
  const [left, top] = bounds[0]
  const [x, y] = projection.translate()
  projection.translate([x - left + 20, y - top + 20])
  const height = Math.ceil(bounds[1][1] - top + 40)

  const shapes: WorldShape[] = []
  const ringsOf: Ring[][] = []
  for (const [iso3, coordinates] of parts) {
    const drawn = projectedParts(path, coordinates)
    const largest = drawn[0]
    if (!largest) continue
    const ring = largest.area < smallestArea
    const kept = ring ? [] : drawn.filter(({ area }, place) => place === 0 || area > smallestPart)
    ringsOf.push(kept.flatMap((part) => part.rings))
    shapes.push({
      iso3,
      path: kept.flatMap((part) => part.rings.map(writeRing)).join(''),
      middle: largest.middle,
      box: largest.box,
      ring,
    })
  }
  for (const [iso3, place] of Object.entries(absent)) {
    const [px, py] = projection(place) ?? [0, 0]
    const middle: [number, number] = [Math.round(px), Math.round(py)]
    shapes.push({ iso3, path: '', middle, box: [...middle, ...middle], ring: true })
    ringsOf.push([])
  }
  return { height, shapes, cells: coverage(ringsOf, height) }
}

/** An island thinned to a sliver can turn inside out and then means all the world but itself. */
function outlined(coordinates: GeoJSON.Position[][]): GeoJSON.Position[][] {
  const turned = geoArea({ type: 'Polygon', coordinates }) > 2 * Math.PI
  return turned ? coordinates.map((ring) => [...ring].reverse()) : coordinates
}

type Ring = [number, number][]
type Part = { rings: Ring[]; area: number; middle: [number, number]; box: WorldShape['box'] }

/** The polygons of one country as drawn, largest first. */
function projectedParts(path: ReturnType<typeof geoPath>, coordinates: GeoJSON.Position[][][]): Part[] {
  const parts: Part[] = []
  for (const polygon of coordinates) {
    const shape: GeoPermissibleObjects = { type: 'Polygon', coordinates: polygon }
    const rings: Ring[] = []
    let ring: Ring = []
    path.context({
      beginPath() {},
      arc() {},
      moveTo(x: number, y: number) {
        ring = [[Math.round(x), Math.round(y)]]
        rings.push(ring)
      },
      lineTo(x: number, y: number) {
        ring.push([Math.round(x), Math.round(y)])
      },
      closePath() {},
    })(shape)
    path.context(null)
    const area = path.area(shape)
    const [cx, cy] = path.centroid(shape)
    const [[x0, y0], [x1, y1]] = path.bounds(shape)
    if (!Number.isFinite(cx)) continue
    parts.push({
      rings: rings.filter((points) => points.length > 2),
      area,
      middle: [Math.round(cx), Math.round(cy)],
      box: [x0, y0, x1, y1].map(Math.round) as WorldShape['box'],
    })
  }
  return parts.sort((one, other) => other.area - one.area)
}

/** A ring as relative whole-unit steps, the shortest way SVG can say it. */
function writeRing(ring: Ring): string {
  let [x, y] = ring[0] as [number, number]
  let text = `M${x} ${y}l`
  let first = true
  for (const [nextX, nextY] of ring.slice(1)) {
    const dx = nextX - x
    const dy = nextY - y
    if (dx === 0 && dy === 0) continue
    text += `${first || dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`
    first = false
    x = nextX
    y = nextY
  }
  return first ? '' : `${text}z`
}

/**
 * Arcs with every corner smaller than the threshold taken out (after Visvalingam
 * & Whyatt 1993, in passes). Ends stay, so borders that meet go on meeting.
 */
function thinned<T extends Topology>(topology: T): T {
  const { transform } = topology
  const [kx, ky] = transform?.scale ?? [1, 1]
  const [tx, ty] = transform?.translate ?? [0, 0]
  const arcs = topology.arcs.map((arc) => {
    let x = 0
    let y = 0
    let points = arc.map(([dx = 0, dy = 0]) => {
      x += dx
      y += dy
      return [x * kx + tx, y * ky + ty]
    })
    let passes = 0
    let still = 0
    while (still < 2) {
      const kept = points.filter((point, place) => {
        const before = points[place - 1]
        const after = points[place + 1]
        if (!before || !after || place % 2 === passes % 2) return true
        // A ring needs its corners; a cut at ±180° is left as it is.
        if (points.length < 7 || Math.abs((after[0] ?? 0) - (before[0] ?? 0)) > 90) return true
        return triangle(before, point, after) >= thinning
      })
      passes += 1
      still = kept.length === points.length ? still + 1 : 0
      points = kept
    }
    return points
  })
  const { transform: _, ...rest } = topology
  return { ...rest, arcs } as T
}

function triangle(a: number[], b: number[], c: number[]): number {
  const [ax = 0, ay = 0] = a
  const [bx = 0, by = 0] = b
  const [cx = 0, cy = 0] = c
  const shrink = Math.cos((by * Math.PI) / 180)
  return (Math.abs((ax - cx) * (by - ay) - (ax - bx) * (cy - ay)) / 2) * shrink
}

/** Which shape covers each cell: scan lines through the rings, even-odd. */
function coverage(ringsOf: Ring[][], height: number): World['cells'] {
  const across = Math.ceil(mapWidth / cell)
  const down = Math.ceil(height / cell)
  const shape = new Uint16Array(across * down)
  ringsOf.forEach((rings, index) => {
    for (let row = 0; row < down; row += 1) {
      const y = (row + 0.5) * cell
      const crossings: number[] = []
      for (const ring of rings) {
        ring.forEach(([x1, y1], place) => {
          const [x2, y2] = ring[(place + 1) % ring.length] as [number, number]
          if (y1 > y !== y2 > y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
        })
      }
      crossings.sort((a, b) => a - b)
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const from = Math.max(0, Math.round((crossings[pair] as number) / cell - 0.5))
        const to = Math.min(across - 1, Math.round((crossings[pair + 1] as number) / cell - 0.5))
        for (let column = from; column <= to; column += 1) shape[row * across + column] = index + 1
      }
    }
  })
  return { across, down, shape }
}
