import { endWith, runNode, setUp } from './setup.mjs'

await setUp().catch(endWith)
const steps = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']],
  ['tests', ['node_modules/vitest/vitest.mjs', 'run']],
]
const failed = []
for (const [name, args] of steps) {
  console.error(`· ${name}`)
  if ((await runNode(args)) !== 0) failed.push(name)
}
console.error(failed.length === 0 ? 'All is well.' : `Not right: ${failed.join(', ')}.`)
process.exitCode = failed.length === 0 ? 0 : 1
