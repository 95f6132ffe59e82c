import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { isBuilt } from '../../scripts/setup.mjs'
import { projectRoot } from '../../src/house/settings.ts'

/** `dist/client` when it was made from the sources as they are; otherwise they are built into a folder of their own. */
export async function builtClient(): Promise<{ folder: string; remove(): Promise<void> }> {
  if (isBuilt(projectRoot()))
    return { folder: path.join(projectRoot(), 'dist', 'client'), remove: async () => {} }
  const folder = await mkdtemp(path.join(tmpdir(), 'tip-client-'))
  await build({
    root: projectRoot(),
    logLevel: 'error',
    environments: { client: { build: { outDir: folder } } },
  })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
