import { parseArgs } from 'node:util'
import { assertAllowed } from '../../people/policy/guard.ts'
import { operator } from '../actor.ts'
import type { ExitCode, Io } from '../command.ts'
import { WrongUse } from '../errors.ts'
import type { House } from '../house.ts'
import { transact } from '../transact.ts'
import { removeDocument } from './store.ts'

const usage = `tp admin remove-document HASH   takes out a file that must not be here, because it names somebody
  --reason TEXT   why; it stands in the history of every compact that used it, for good: name nobody in it
  --json

  HASH is the SHA-256 of the file, as the list of documents of a compact shows it. The bytes go; the hash, the places
  and the reason stay, and the same file is not taken again. Backups made before still hold it until they expire.`

/** `tp admin remove-document HASH --reason TEXT`. */
export async function removeDocumentCommand(house: House, argv: string[], io: Io): Promise<ExitCode> {
  if (argv.length === 0 || argv[0] === 'help' || argv.includes('--help')) {
    io.out(usage)
    return argv.length === 0 ? 2 : 0
  }
  assertAllowed('operator', 'run the house')
  const { hash, reason, json } = read(argv)
  await transact(house.db, (trx) => removeDocument(trx, { actor: operator, at: house.now() }, hash, reason))
  io.out(
    json
      ? JSON.stringify({ removed: hash })
      : `The file ${hash} is taken out. Its hash, its places and the reason stay. Backups made before still hold it.`,
  )
  return 0
}

function read(argv: string[]) {
  const { values, positionals } = parsed(argv)
  const hash = positionals[0]?.toLowerCase() ?? ''
  if (positionals.length !== 1 || !/^[0-9a-f]{64}$/.test(hash))
    throw new WrongUse('Which file?', [
      { place: 'HASH', message: 'A SHA-256 has 64 digits of 0–9 and a–f.', remedy: usage },
    ])
  const reason = values.reason?.trim() ?? ''
  if (reason === '')
    throw new WrongUse('Why?', [
      {
        place: '--reason',
        message: 'It stands in the history of the compacts that used the file.',
        remedy: 'For example: --reason "it named a person"',
      },
    ])
  return { hash, reason, json: values.json === true }
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: { reason: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
  } catch (error) {
    throw new WrongUse((error as Error).message, [{ message: usage, remedy: 'See `tp admin help`.' }])
  }
}
