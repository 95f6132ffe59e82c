import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/** What runs on the server, by the name it gets in `dist/server`. */
const serverEntries = {
  main: 'src/main.ts',
  cli: 'src/cli.ts',
  bench: 'bench/main.ts',
  'robustness-thread': 'src/selection/robustness/thread.ts',
}

/** What runs in the browser: the few lines every page has, and the islands of each room. */
function clientEntries(): string[] {
  const rooms = readdirSync(path.join(root, 'src'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  const islands = rooms.flatMap(({ name }) => {
    const folder = `src/${name}/islands`
    if (!existsSync(path.join(root, folder))) return []
    const files = readdirSync(path.join(root, folder)).filter((file) => /^(?!.*\.test\.).*\.tsx$/.test(file))
    return files.map((file) => `${folder}/${file}`)
  })
  return ['src/ui/client.ts', ...islands.sort()].filter((file) => existsSync(path.join(root, file)))
}

export default defineConfig(() => {
  const server = Object.fromEntries(
    Object.entries(serverEntries).filter(([, file]) => existsSync(path.join(root, file))),
  )
  const client = clientEntries()
  return {
    root,
    publicDir: false,
    clearScreen: false,
    environments: {
      client: {
        build: {
          outDir: 'dist/client',
          emptyOutDir: true,
          manifest: true,
          // The content security policy lets nothing inline in but pictures.
          assetsInlineLimit: 0,
          rolldownOptions: { input: client, checks: { pluginTimings: false } },
        },
      },
      ssr: {
        build: {
          ssr: true,
          outDir: 'dist/server',
          emptyOutDir: true,
          sourcemap: true,
          minify: false,
          target: 'node20',
          rolldownOptions: {
            input: server,
            // How long plugins took is of no use to whoever starts the program.
            checks: { pluginTimings: false },
            output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
          },
        },
      },
    },
    builder: {
      async buildApp(builder) {
        const { client: forBrowser, ssr: forServer } = builder.environments
        if (forBrowser && client.length > 0) await builder.build(forBrowser)
        if (forServer && Object.keys(server).length > 0) await builder.build(forServer)
      },
    },
  }
})
