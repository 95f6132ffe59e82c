import { endWith, runNode, setUp } from './setup.mjs'

// The whole specification; arguments go on to vitest: npm test -- src/selection
await setUp().catch(endWith)
process.exitCode = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)])
