// A ledger of 100,000 entries: pages and export as ratios to the bare query of the same run.
//   node scripts/bench-funding.mjs [ENTRIES]
// It runs in a schema of its own that is thrown away, on the embedded database or that of DATABASE_URL.
import { spawn } from 'node:child_process'
import path from 'node:path'

const entries = Number(process.argv[2] ?? 100_000)
if (!Number.isInteger(entries) || entries < 10 || entries > 1_000_000) {
  process.stderr.write('Give a number of entries between 10 and 1,000,000.\n')
  process.exit(2)
}
const root = path.resolve(import.meta.dirname, '..')
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
const run = spawn(process.execPath, [vitest, 'run', 'src/funding/bench.test.ts'], {
  cwd: root,
  env: { ...process.env, TIP_BENCH_ENTRIES: String(entries) },
  stdio: ['ignore', 'inherit', 'inherit'],
})
run.on('exit', (code) => process.exit(code ?? 1))
