import { endWith, setUp } from './setup.mjs'

// npm run data: reads data/ again into the database and says what changed.
await setUp().catch(endWith)
process.env.NODE_ENV = 'production'
process.setSourceMapsEnabled(true)
process.argv.splice(2, 0, 'data', 'reload')
await import('../dist/server/cli.js')
