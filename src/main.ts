import { readSettings } from './house/settings.ts'
import { serve } from './serve.ts'
import { tellFault } from './tp.ts'

try {
  await serve(readSettings())
} catch (error) {
  process.exitCode = tellFault(error, (line) => process.stderr.write(`${line}\n`))
}
