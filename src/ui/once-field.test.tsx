import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { onceOf } from '../house/once.ts'
import { OnceField } from './once-field.tsx'

const drawn = () => renderToStaticMarkup(<OnceField />)

describe('The hidden key of a form', () => {
  it('is one the house takes', () => {
    const value = /name="once" value="([^"]+)"/.exec(drawn())?.[1]
    expect(onceOf({ headers: {}, body: { once: value }, url: '/letters' })).toBe(value)
  })

  it('is another one each time the form is drawn', () => {
    expect(drawn()).not.toBe(drawn())
  })
})
