import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { FileField } from './file-field.tsx'
import { SelectField, TextField } from './form.tsx'

const drawn = (field: React.ReactNode) => renderToStaticMarkup(field)

describe('A field', () => {
  it.each([
    ['a line', <TextField key="1" name="a" label="A" hint="So" error="Not so" />],
    ['a box of text', <TextField key="2" name="a" label="A" hint="So" error="Not so" rows={3} />],
    ['one of a list', <SelectField key="3" name="a" label="A" hint="So" error="Not so" options={[]} />],
    ['a file', <FileField key="4" name="a" label="A" hint="So" error="Not so" />],
  ])('is tied to its label, its hint and its error, whatever is typed or chosen in it: %s', (_, field) => {
    const html = drawn(field)
    expect(html).toContain('<label for="a">A')
    expect(html).toContain('id="a"')
    expect(html).toContain('aria-describedby="a-hint a-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('id="a-hint">So')
    expect(html).toContain('id="a-error">Not so')
  })

  it('in which each character counts is neither capitalised nor checked for spelling', () => {
    const html = drawn(<TextField name="code" label="Code" exact />)
    expect(html).toContain('autoCapitalize="none"')
    expect(html).toContain('spellCheck="false"')
    expect(drawn(<TextField name="code" label="Code" />)).not.toMatch(/autoCapitalize|spellCheck/)
  })

  it('says which language is typed in it where that is not the one of the page', () => {
    expect(drawn(<TextField name="a" label="A" lang="tw" rows={2} />)).toContain('lang="tw" dir="auto"')
  })

  it('offers a long list in groups with names', () => {
    const html = drawn(
      <SelectField
        name="a"
        label="A"
        value="GHA"
        options={[
          { value: '', name: 'All' },
          { name: 'Countries', options: [{ value: 'GHA', name: 'Ghana' }] },
        ]}
      />,
    )
    expect(html).toContain(
      '<option value="">All</option><optgroup label="Countries"><option value="GHA" selected="">Ghana</option></optgroup>',
    )
  })
})
