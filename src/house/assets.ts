import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './settings.ts'

export type Assets = { css: string[]; js: string[] }

type Manifest = Record<string, { file: string; css?: string[]; imports?: string[] }>

/**
 * Addresses of the built styles and of the one script every page loads, from the
 * build's manifest. Nothing built yet: pages are served bare and still read well.
 */
export function builtAssets(folder = path.join(projectRoot(), 'dist', 'client')): Assets {
  const file = path.join(folder, '.vite', 'manifest.json')
  if (!existsSync(file)) return { css: [], js: [] }
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  const entry = manifest['src/ui/client.ts']
  if (!entry) return { css: [], js: [] }
  const css = new Set<string>()
  const visit = (part: Manifest[string] | undefined) => {
    for (const sheet of part?.css ?? []) css.add(`/assets/${path.posix.basename(sheet)}`)
    for (const name of part?.imports ?? []) visit(manifest[name])
  }
  visit(entry)
  return { css: [...css], js: [`/${entry.file}`] }
}

/**
 * The built styles as one text, for a document that has to stand alone. Its fonts stay
 * behind: a reader's own serif and sans take their place.
 */
export function builtStyles(folder = path.join(projectRoot(), 'dist', 'client')): string {
  return builtAssets(folder)
    .css.map((href) => readFileSync(path.join(folder, href), 'utf8'))
    .join('\n')
    .replace(/@font-face\s*\{[^}]*\}/g, '')
}
