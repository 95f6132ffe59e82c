/**
 * A device in words a person knows it by, and no finer: “Firefox on Linux”. The full
 * user agent would tell the owner nothing more and others too much.
 */
export function coarseDevice(userAgent: string): string | null {
  const browser = firstMatch(userAgent, browsers)
  const system = firstMatch(userAgent, systems)
  if (browser === null && system === null) return null
  return [browser ?? '', system ?? ''].join('/')
}

/** Browser and system of what `coarseDevice` answered. */
export function partsOfDevice(device: string | null): { browser: string | null; system: string | null } {
  const [browser = '', system = ''] = (device ?? '').split('/')
  return { browser: browser || null, system: system || null }
}

// In this order: most browsers name those before them too.
const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrom(e|ium)\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//i, 'curl'],
]

const systems: [RegExp, string][] = [
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

function firstMatch(text: string, known: [RegExp, string][]): string | null {
  return known.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
