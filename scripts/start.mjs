import { endWith, setUp } from './setup.mjs'

await setUp().catch(endWith)
process.env.NODE_ENV = 'production'
process.setSourceMapsEnabled(true)
// In this very process, so that signals reach the house and its exit code is ours.
await import('../dist/server/main.js')
