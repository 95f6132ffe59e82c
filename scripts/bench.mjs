import { endWith, setUp } from './setup.mjs'

await setUp().catch(endWith)
process.env.NODE_ENV = 'production'
process.setSourceMapsEnabled(true)
await import('../dist/server/bench.js')
