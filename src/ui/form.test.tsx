import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { FileField } from './file-field.tsx'
import { ErrorSummary, SelectField, TextField } from './form.tsx'
import { Opening } from './opening.tsx'
import { Page, renderPage } from './page.tsx'

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

describe('What a form refuses', () => {
  const page = (form: React.ReactNode) =>
    renderPage(
      <Page title="Payment 2" language="en" path="/x" assets={{ css: [], js: [] }}>
        <Opening title="Payment 2" />
        <p>A long way down</p>
        {form}
      </Page>,
    )
  const refused = page(
    <form>
      <ErrorSummary errors={[{ field: 'amount', message: 'More than is there.' }]} />
      <TextField name="amount" label="Amount" error="More than is there." />
    </form>,
  )

  it('stands once, right under the main heading of the page, and is where the reader begins', () => {
    expect(refused).toMatch(
      /<h1>Payment 2<\/h1><div class="error-summary" role="alert" tabindex="-1" autofocus=""><h2>Not accepted: one answer/i,
    )
    expect(refused.split('error-summary')).toHaveLength(2)
    expect(refused).toContain('<a href="#amount">More than is there.</a>')
  })

  it('is said first in the title of the page', () => {
    expect(refused).toContain('<title>Error: Payment 2 ·')
    expect(page(<ErrorSummary errors={[]} />)).toContain('<title>Payment 2 ·')
  })

  it('is said at the form itself where no field is named, so that its link leads there', () => {
    const html = page(<ErrorSummary errors={[{ field: 'verdict', message: 'Conditions are open.' }]} />)
    expect(html).toContain('<a href="#verdict">Conditions are open.</a>')
    expect(html).toContain('<p>A long way down</p><p class="error" id="verdict">Conditions are open.</p>')
  })

  it('stands at the form where the page has no heading of its kind', () => {
    const html = renderPage(
      <Page title="Bare" language="en" path="/x" assets={{ css: [], js: [] }}>
        <ErrorSummary errors={[{ field: 'a', message: 'Not so.' }]} />
      </Page>,
    )
    expect(html.split('error-summary')).toHaveLength(2)
  })

  it('is drawn by itself where there is no page around it', () => {
    expect(drawn(<ErrorSummary errors={[{ field: 'a', message: 'Not so.' }]} />)).toContain('error-summary')
  })
})
