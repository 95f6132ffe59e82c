import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Unusable, WrongUse } from '../errors.ts'
import { messageOf } from './container.ts'

/** The passphrase of a file (its first line), or asked for on the terminal without showing it. */
export async function passphraseOf(file: string | undefined, twice: boolean): Promise<string> {
  if (file !== undefined) return fromFile(file)
  if (!process.stdin.isTTY)
    throw new WrongUse('Which passphrase?', [
      {
        place: '--passphrase-file',
        message: 'It was not given, and there is no terminal to ask at.',
        remedy: 'Name a file whose first line is the passphrase, readable by you alone.',
      },
    ])
  const first = await ask('Passphrase of the keys: ')
  if (twice && (await ask('The same again: ')) !== first)
    throw new WrongUse('The two are not the same', [
      { message: 'Nothing was written.', remedy: 'Try again.' },
    ])
  return first
}

function fromFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? ''
  } catch (error) {
    throw new Unusable('The passphrase cannot be read', [
      { place: file, message: messageOf(error), remedy: 'Look at the name and at your rights.' },
    ])
  }
}

async function ask(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  process.stderr.write(question)
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('SIGINT', () => reject(new WrongUse('No passphrase was given', [])))
      lines.question('', resolve)
    })
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
