import { rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { projectRoot } from '../../src/house/settings.ts'

/** A program of ours, built, for tests that run it as processes of its own. Remove it in `afterAll`. */
export async function builtProgram(source: string): Promise<{ file: string; remove(): void }> {
  const root = projectRoot()
  const name = path.basename(source, '.ts')
  // Inside the project, so that the program finds the packages.
  const folder = path.join(root, 'dist', `test-${name}-${process.pid}`)
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    // Vitest says that this is a test; the program is the one that runs in earnest.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { ssr: source, outDir: folder, emptyOutDir: true, target: 'node20' },
  })
  return {
    file: path.join(folder, `${name}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
