import { endWith, setUp } from './setup.mjs'

const [surplus] = process.argv.slice(2)
if (surplus !== undefined) {
  console.error(
    `npm start takes no ${surplus}. Settings stand in the environment, for instance: PORT=3001 npm start`,
  )
  process.exit(2)
}
await setUp().catch(endWith)
process.env.NODE_ENV = 'production'
process.setSourceMapsEnabled(true)
// In this very process, so that signals reach the house and its exit code is ours.
await import('../dist/server/main.js')
