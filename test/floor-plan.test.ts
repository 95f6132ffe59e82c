import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/*
 * The code is one house: which room may lean on which, and what the browser may carry.
 * A failure names the file and the import that slipped in.
 */

const root = path.resolve(import.meta.dirname, '..')
const src = path.join(root, 'src')

/** Rooms in the order of the cycle: each may use those above it. */
const order = [
  'estimators',
  'iati',
  'countries',
  'indicators',
  'selection',
  'preparation',
  'compacts',
  'survivors',
  'monitoring',
  'funding',
  'budget',
  'campaigns',
  'front',
  'demo',
]
/** Rooms that serve every room. They lean on no subject, but for the words of a source that `ui` prints. */
const serving = ['house', 'people', 'ui']

type Import = { from: string; to: string; typeOnly: boolean }

const files = walk(src).filter((file) => /\.(ts|tsx|mjs)$/.test(file))
const code = files.filter((file) => !/\.test\.|\.test-data\.|gallery/.test(file))
const imports = code.flatMap(importsOf)

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    return entry.isDirectory() ? walk(file) : [file]
  })
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g
  return [...text.matchAll(pattern)].map(([, type, from, bare, dynamic]) => ({
    from: file,
    to: from ?? bare ?? dynamic ?? '',
    typeOnly: type !== undefined,
  }))
}

const roomOf = (file: string) => {
  const [room, ...rest] = path.relative(src, file).split(path.sep)
  return rest.length === 0 ? null : room!
}
const target = ({ from, to }: Import) => (to.startsWith('.') ? path.resolve(path.dirname(from), to) : null)
const shown = ({ from, to }: Import) => `${path.relative(root, from)} imports ${to}`

describe('The floor plan', () => {
  it('knows every room there is', () => {
    const rooms = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(rooms.map(({ name }) => name).sort()).toEqual([...order, ...serving].sort())
  })

  it('leans one way: a room uses only those above it, and those that serve all', () => {
    const wrong = imports.filter((each) => {
      const room = roomOf(each.from)
      const file = target(each)
      const other = file === null || !file.startsWith(src) ? null : roomOf(file)
      if (room === null || other === null || room === other || serving.includes(other)) return false
      // Countries and their names lean on nothing, and whoever speaks of a place may use them.
      if (serving.includes(room)) return !each.typeOnly && other !== 'countries'
      return order.indexOf(other) > order.indexOf(room)
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it('keeps the estimators free of every room, of Node and of React', () => {
    // Special functions come from a kept numerical library, through one door.
    const numerical = path.join(src, 'estimators', 'numeric', 'special.ts')
    const wrong = imports.filter((each) => {
      if (roomOf(each.from) !== 'estimators') return false
      if (each.from === numerical && each.to.startsWith('@stdlib/')) return false
      const file = target(each)
      return file === null || roomOf(file) !== 'estimators'
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it('keeps rules and pages away from store and door', () => {
    const wrong = imports.filter((each) => {
      const file = target(each)
      if (file === null || each.typeOnly) return false
      const isPage = /\/pages\//.test(each.from)
      return isPage && /\/(store|routes|commands|run|inputs|record)\.tsx?$/.test(file)
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it('imports with the file’s ending and meets a file there', () => {
    const wrong = imports.filter((each) => {
      const file = target(each)
      return file !== null && !existsSync(file)
    })
    expect(wrong.map(shown)).toEqual([])
  })
})

describe('What the browser carries', () => {
  const entries = code.filter(
    (file) => /\/islands\/[^/]+\.tsx$/.test(file) || file.endsWith(path.join('ui', 'client.ts')),
  )

  it.each(
    entries.map((file) => [path.relative(root, file), file]),
  )('%s reaches no store, no door, no Node', (_, entry) => {
    const seen = new Set<string>()
    const slipped: string[] = []
    const visit = (file: string, way: string[]) => {
      if (seen.has(file)) return
      seen.add(file)
      for (const each of importsOf(file)) {
        if (each.typeOnly) continue
        const next = target(each)
        const path_ = [...way, each.to].join(' → ')
        if (next === null) {
          if (/^node:|^(pg|kysely|fastify|exceljs|papaparse|yauzl|yaml|ajv)\b/.test(each.to))
            slipped.push(path_)
          continue
        }
        if (/\.(css|json)$/.test(next)) continue
        const room = roomOf(next)
        if (room === 'house' || /\/(store|routes|commands|inputs|catalogue)\.tsx?$/.test(next))
          slipped.push(path_)
        else if (existsSync(next)) visit(next, [...way, each.to])
      }
    }
    visit(entry, [path.relative(root, entry)])
    expect(slipped).toEqual([])
  })
})
