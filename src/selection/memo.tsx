export async function memoHtml(): Promise<string> {
  return ''
}
