import { tellFault, tp } from './tp.ts'

// A reader that has seen enough (`| head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  process.exitCode = await tp(process.argv.slice(2))
} catch (error) {
  process.exitCode = tellFault(error, (line) => process.stderr.write(`${line}\n`))
}
