/**
 * Up to three of the known ids that come near a text, nearest first: those that hold
 * it or share most of its letter pairs (Dice’s coefficient of at least 0.4).
 */
export function nearestIds(text: string, known: readonly string[]): string[] {
  const wanted = text.toLowerCase().slice(0, 120)
  return known
    .map((id) => ({
      id,
      score: wanted.length > 2 && id.includes(wanted) ? 1 : alike(wanted, id.toLowerCase()),
    }))
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, 3)
    .map(({ id }) => id)
}

function alike(a: string, b: string): number {
  const one = pairs(a)
  const other = pairs(b)
  if (one.size === 0 || other.size === 0) return 0
  const shared = [...one].filter((pair) => other.has(pair)).length
  return (2 * shared) / (one.size + other.size)
}

function pairs(text: string): Set<string> {
  return new Set(
    Array.from({ length: Math.max(0, text.length - 1) }, (_, place) => text.slice(place, place + 2)),
  )
}
