import { spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import path from 'node:path'
import { endWith, root, setUp } from './setup.mjs'

// Serves, and builds and serves again whenever a source was saved.
await setUp().catch(endWith)
let server = serve()
let waiting = null
let working = Promise.resolve()

for (const folder of ['src', 'migrations', 'methodologies'].filter((name) =>
  existsSync(path.join(root, name)),
)) {
  // Editors save in several steps; what comes within a moment is one change.
  watch(path.join(root, folder), { recursive: true }, () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      working = working.then(reload)
    }, 150)
  })
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.once('close', (code) => process.exit(code ?? 0))
    if (!server.kill(signal)) process.exit(0)
  })
}

async function reload() {
  try {
    await setUp()
  } catch {
    console.error('Not reloaded; the one before goes on.')
    return
  }
  await new Promise((resolve) => {
    if (server.exitCode !== null || !server.kill('SIGTERM')) resolve()
    else server.once('close', resolve)
  })
  server = serve()
}

function serve() {
  return spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
    cwd: root,
    stdio: 'inherit',
  })
}
