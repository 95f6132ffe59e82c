/** One sending of one form: its place and the key it holds; null when it holds none. */
export function sendingOf(request: {
  method?: string
  body?: unknown
  routeOptions?: { url?: string | undefined }
}): string | null {
  const { body } = request
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'once')) return null
  const key = (body as Record<string, unknown>).once
  if (typeof key !== 'string' || !/^[\w-]{20,100}$/.test(key)) return null
  return `${request.method ?? ''} ${request.routeOptions?.url ?? ''} ${key}`
}
