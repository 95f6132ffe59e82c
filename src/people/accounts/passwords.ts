import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id with 19 MiB, two passes, one lane: the first choice of OWASP’s password storage sheet. */
const cost = { algorithm: 2 /* argon2id */, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const shortest = 12
export const longest = 128

/** How passwords become hashes; the tests count the calls. */
export type PasswordHashing = {
  hash(password: string): Promise<string>
  verify(given: { hash: string; password: string }): Promise<boolean>
}

export const argon2: PasswordHashing = {
  hash: (password) => hash(password, cost),
  verify: ({ hash: kept, password }) => verify(kept, password),
}

/** A hash that no password fits, for people who have none yet. */
export function unusablePassword(): Promise<string> {
  return argon2.hash(randomBytes(32).toString('base64'))
}

export type PasswordFault = 'too short' | 'too long' | 'too plain' | 'too common' | 'own words'

/**
 * Why a password cannot be taken, or null. Length is what counts; there are no rules
 * about kinds of characters. `own` are words others would try first: name and address.
 */
export function passwordFault(password: string, own: readonly string[] = []): PasswordFault | null {
  const length = [...password].length
  if (length < shortest) return 'too short'
  if (password.length > longest) return 'too long'
  const plain = password.toLowerCase().normalize('NFKC')
  if (new Set(plain).size < 5 || isRun(plain)) return 'too plain'
  // Digits and signs put before and behind a word everybody tries do not make it another one.
  const bare = plain.replace(/[^\p{L}]+/gu, '')
  if (common.some((word) => plain === word || bare === word || bare === word + word)) return 'too common'
  const words = [...own, 'tipping point', 'tippingpoint']
    .flatMap((text) => [text, ...text.split(/[\s@._-]+/)])
    .map((word) => word.toLowerCase().normalize('NFKC'))
    .filter((word) => word.length >= 4)
  const rest = words
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), plain)
  if (rest.length < plain.length && [...rest].length < 8) return 'own words'
  return null
}

/** abcdefghijkl, 987654321098, qwertyuiopas: each character next to the one before it. */
function isRun(text: string): boolean {
  const rows = [
    'abcdefghijklmnopqrstuvwxyz',
    '01234567890',
    'qwertyuiopasdfghjklzxcvbnm',
    'azertyuiopqsdfghjklmwxcvbn',
  ]
  const lines = rows.flatMap((row) => [row, [...row].reverse().join('')])
  let broken = 0
  for (let place = 1; place < text.length; place++) {
    const pair = text.slice(place - 1, place + 1)
    if (!lines.some((line) => line.includes(pair))) broken += 1
  }
  return broken <= 2
}

/** Long passwords that stand in every list of stolen ones, as letters alone where they end in digits. */
const common = [
  'password',
  'passwort',
  'passwordpassword',
  'motdepasse',
  'contraseña',
  'contrasena',
  'senha',
  'minhasenha',
  'letmein',
  'welcome',
  'bienvenue',
  'bienvenido',
  'administrator',
  'administrador',
  'administrateur',
  'admin',
  'changeme',
  'changeit',
  'iloveyou',
  'jetaime',
  'teamo',
  'trustno',
  'football',
  'baseball',
  'basketball',
  'superman',
  'batman',
  'princess',
  'sunshine',
  'monkey',
  'dragon',
  'master',
  'shadow',
  'michael',
  'jennifer',
  'starwars',
  'whatever',
  'freedom',
  'liberte',
  'libertad',
  'computer',
  'internet',
  'secret',
  'secretpassword',
  'mypassword',
  'thisismypassword',
  'ilovemyfamily',
  'jesuschrist',
  'jesusislord',
  'godisgood',
  'blessed',
  'qazwsx',
  'qazwsxedc',
  'zaqxsw',
  'qweasdzxc',
  'asdfghjkl',
  'zxcvbnm',
  'abcabc',
  'test',
  'testing',
  'temporary',
  'default',
  'guest',
  'login',
  'correcthorsebatterystaple',
  'correct horse battery staple',
  'manchesterunited',
  'liverpool',
  'chelsea',
  'barcelona',
  'realmadrid',
  'flamengo',
  'corinthians',
]
