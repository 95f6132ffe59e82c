import type { Io } from './house/command.ts'

// A reader that has seen enough (`| head`) is no fault of ours; the command still ends in order, and closes its database.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

const argv = process.argv.slice(2)
const err = (line: string) => {
  process.stderr.write(`${line}\n`)
}

// Judging files needs nothing of the house, and is done hundreds of times in a row: it starts without it.
const alone = argv[0] === 'iati' && argv[1] === 'validate'
try {
  process.exitCode = alone ? await validate(argv.slice(2)) : await (await import('./tp.ts')).tp(argv)
} catch (error) {
  process.exitCode = (await import('./tp.ts')).tellFault(error, err)
}

async function validate(rest: string[]) {
  const io: Io = { out: (line) => void process.stdout.write(`${line}\n`), err, language: 'en' }
  return (await import('./iati/commands.ts')).iatiValidateCommand(rest, io)
}
