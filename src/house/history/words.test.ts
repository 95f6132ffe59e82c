import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { actions } from '../../people/policy/actions.ts'
import { checkDictionary } from '../../ui/check-dictionary.ts'
import { languages } from '../../ui/language.ts'
import { projectRoot } from '../settings.ts'
import { actionWords } from './action-words.ts'
import { recordKinds } from './kinds.ts'
import { words } from './words.ts'

it('The history says every sentence in four languages', () => {
  expect(checkDictionary(words, [])).toEqual([])
})

it('Every kind of record has a title in four languages', () => {
  for (const { title } of Object.values(recordKinds))
    expect(languages.filter((language) => !title[language])).toEqual([])
})

it('What events say was done is said in four languages, in English as it is kept', () => {
  expect(checkDictionary(actionWords, [])).toEqual([])
  for (const [action, said] of Object.entries(actionWords.en)) expect(said).toBe(action)
})

it('Every action that the rooms write into the history is among them', () => {
  const src = path.join(projectRoot(), 'src')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.|\.test-data\.|policy/.test(file),
  )
  const written = files.flatMap((file) => {
    const text = readFileSync(path.join(src, file), 'utf8')
    if (!/\b(recordEvent|tell)\(/.test(text)) return []
    return [...text.matchAll(/\baction: '([^']+)'/g)].map(([, action]) => action as string)
  })
  const lacking = written.filter(
    (action) => !Object.hasOwn(actionWords.en, action) && !(actions as readonly string[]).includes(action),
  )
  expect(written.length).toBeGreaterThan(5)
  expect([...new Set(lacking)]).toEqual([])
})
