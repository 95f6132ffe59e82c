/* Two invented tables of the same three lists, two years apart, for trying out. */

const csv = (counts: readonly [string, number][]) =>
  `police,shelter,hotline,count\n${counts.map(([on, people]) => `${[...on].join(',')},${people}\n`).join('')}`

export const firstOfTwo = csv([
  ['100', 120],
  ['010', 95],
  ['001', 150],
  ['110', 30],
  ['101', 34],
  ['011', 28],
  ['111', 9],
])

export const secondOfTwo = csv([
  ['100', 61],
  ['010', 52],
  ['001', 79],
  ['110', 22],
  ['101', 25],
  ['011', 20],
  ['111', 8],
])
