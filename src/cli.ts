import { tellFault, tp } from './tp.ts'

// A reader that has seen enough (`| head`) is no fault of ours; the command still ends in order, and closes its database.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

try {
  process.exitCode = await tp(process.argv.slice(2))
} catch (error) {
  process.exitCode = tellFault(error, (line) => process.stderr.write(`${line}\n`))
}
