import { cell, mapWidth, type World } from './world-shapes.ts'

export type LabelWish = { key: string; middle: [number, number]; text: string }
export type PlacedLabel = LabelWish & { x: number; y: number; anchor: 'start' | 'end' }

/** Part of the drawing that is shown: left, top, width, height in drawing units. */
export type Frame = { x: number; y: number; width: number; height: number }

/**
 * Finds a place for each label, best over the sea, joined to its country by a
 * line. Tries places around the country, nearest first, and takes the one that
 * covers the least: never another label or the edge, seldom a coloured country.
 *
 * `unit` is how many drawing units one pixel of text takes, `loud` says how much
 * it hurts to cover a country.
 */
export function placeLabels(
  wishes: LabelWish[],
  world: World,
  frame: Frame,
  unit: number,
  loud: (iso3: string) => number,
): PlacedLabel[] {
  const placed: (PlacedLabel & { box: Box })[] = []
  for (const wish of wishes) {
    let best: (PlacedLabel & { box: Box }) | null = null
    let least = Number.POSITIVE_INFINITY
    for (const distance of [26, 40, 56, 74, 94, 116, 140]) {
      for (const angle of angles) {
        const x = wish.middle[0] + Math.cos(angle) * distance * unit
        const y = wish.middle[1] + Math.sin(angle) * distance * unit * 0.8
        const anchor = Math.cos(angle) >= 0 ? 'start' : 'end'
        const box = boxOf(x, y, wish.text, anchor, unit)
        if (outside(box, frame) || placed.some((other) => touch(box, other.box, 4 * unit))) continue
        const line: Line = [wish.middle[0], wish.middle[1], x, y]
        if (placed.some((other) => crosses(line, [other.middle[0], other.middle[1], other.x, other.y])))
          continue
        if (placed.some((other) => passes(line, other.box))) continue
        const cost = covered(box, world, loud) + 0.3 * along(line, world, loud, wish.key) + distance / 12
        if (cost < least) {
          least = cost
          best = { ...wish, x, y, anchor, box }
        }
      }
    }
    if (best) placed.push(best)
  }
  return placed.map(({ box: _, ...label }) => label)
}

const angles = [180, 0, 168, 12, 192, -12, 150, 30, 210, -30, 130, 50, 230, -50, 110, 70, 250, -70].map(
  (degrees) => (degrees * Math.PI) / 180,
)

type Box = { left: number; top: number; right: number; bottom: number }
type Line = [number, number, number, number]

function boxOf(x: number, y: number, text: string, anchor: 'start' | 'end', unit: number): Box {
  const width = (text.length * 6.9 + 8) * unit
  return {
    left: anchor === 'start' ? x : x - width,
    right: anchor === 'start' ? x + width : x,
    top: y - 9 * unit,
    bottom: y + 9 * unit,
  }
}

function outside(box: Box, frame: Frame): boolean {
  return (
    box.left < frame.x ||
    box.top < frame.y ||
    box.right > frame.x + frame.width ||
    box.bottom > frame.y + frame.height
  )
}

function touch(one: Box, other: Box, gap: number): boolean {
  return (
    one.left < other.right + gap &&
    other.left < one.right + gap &&
    one.top < other.bottom + gap &&
    other.top < one.bottom + gap
  )
}

function covered(box: Box, world: World, loud: (iso3: string) => number): number {
  let sum = 0
  for (let y = box.top; y <= box.bottom; y += cell) {
    for (let x = box.left; x <= box.right; x += cell) sum += loudness(x, y, world, loud)
  }
  return sum
}

function along([x1, y1, x2, y2]: Line, world: World, loud: (iso3: string) => number, own: string): number {
  const steps = Math.max(2, Math.round(Math.hypot(x2 - x1, y2 - y1) / cell))
  let sum = 0
  for (let step = 0; step <= steps; step += 1) {
    const share = step / steps
    sum += loudness(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, world, (iso3) =>
      iso3 === own ? 0 : loud(iso3),
    )
  }
  return sum
}

function loudness(x: number, y: number, world: World, loud: (iso3: string) => number): number {
  if (x < 0 || x >= mapWidth) return 0
  const { across, shape } = world.cells
  const index = shape[Math.floor(y / cell) * across + Math.floor(x / cell)] ?? 0
  const found = index === 0 ? undefined : world.shapes[index - 1]
  return found ? loud(found.iso3) : 0
}

function crosses([ax, ay, bx, by]: Line, [cx, cy, dx, dy]: Line): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number) =>
    Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px))
  return (
    side(ax, ay, bx, by, cx, cy) !== side(ax, ay, bx, by, dx, dy) &&
    side(cx, cy, dx, dy, ax, ay) !== side(cx, cy, dx, dy, bx, by)
  )
}

function passes(line: Line, box: Box): boolean {
  const { left, top, right, bottom } = box
  return crosses(line, [left, top, right, bottom]) || crosses(line, [left, bottom, right, top])
}

/**
 * The part of the world where most of the listed countries lie, as a frame of
 * the given share of the map's width; null when they need the whole of it.
 */
export function frameAround(
  middles: [number, number][],
  world: World,
  share: number,
  ratio: number,
): Frame | null {
  if (middles.length === 0) return null
  const edge = 190
  const lefts = middles.map(([x]) => x)
  const tops = middles.map(([, y]) => y)
  const spread = Math.max(...lefts) - Math.min(...lefts) + 2 * edge
  const fall = Math.max(...tops) - Math.min(...tops) + 2 * edge
  const width = Math.max(900, Math.min(spread, mapWidth * share), Math.min(fall, world.height) / ratio / 1.6)
  const height = Math.min(world.height, width * ratio)
  let best: Frame | null = null
  let most = 0
  for (const [anchorX] of middles) {
    for (const [, anchorY] of middles) {
      const x = Math.min(Math.max(0, anchorX - edge), mapWidth - width)
      const y = Math.min(Math.max(0, anchorY - edge), world.height - height)
      const inside = middles.filter(([mx, my]) => mx >= x && mx <= x + width && my >= y && my <= y + height)
      if (inside.length > most) {
        most = inside.length
        // The window stands around what it holds, not at its corner.
        const cx = (Math.min(...inside.map(([mx]) => mx)) + Math.max(...inside.map(([mx]) => mx))) / 2
        const cy = (Math.min(...inside.map(([, my]) => my)) + Math.max(...inside.map(([, my]) => my))) / 2
        best = {
          x: Math.round(Math.min(Math.max(0, cx - width / 2), mapWidth - width)),
          y: Math.round(Math.min(Math.max(0, cy - height / 2), world.height - height)),
          width: Math.round(width),
          height: Math.round(height),
        }
      }
    }
  }
  return best
}
