/* Tables that were published, as counts; and one that was invented, to show how entries are linked. */

export const unitedKingdom = {
  source: {
    text: 'Home Office (2014): Modern Slavery: an application of Multiple Systems Estimation. London.',
    address:
      'https://www.gov.uk/government/publications/modern-slavery-an-application-of-multiple-systems-estimation',
  },
  csv: table('LA,NG,PF,GO,GP,NCA', [
    '100000 54',
    '010000 463',
    '001000 907',
    '000100 695',
    '000010 316',
    '000001 57',
    '110000 15',
    '101000 19',
    '100100 3',
    '011000 56',
    '010100 19',
    '010010 1',
    '010001 3',
    '001100 69',
    '001010 10',
    '001001 31',
    '000110 8',
    '000101 6',
    '000011 1',
    '111000 1',
    '110100 1',
    '011100 4',
    '011001 3',
    '001101 1',
    '111100 1',
  ]),
}

export const australia = {
  source: {
    text: 'Lyneham, S., Dowling, C. and Bricknell, S. (2019): Estimating the dark figure of human trafficking and slavery victimisation in Australia. Statistical Bulletin 16. Canberra: Australian Institute of Criminology.',
    address: 'https://www.aic.gov.au/publications/sb/sb16',
  },
  csv: table('A,B,C,D', [
    '1000 34',
    '0100 13',
    '0010 198',
    '0001 100',
    '1100 3',
    '1010 4',
    '1001 1',
    '0110 36',
    '0101 2',
    '1110 6',
    '1101 1',
    '0111 15',
    '1111 1',
  ]),
}

/** `110 7` is seven people on the first two lists and not on the third. */
function table(lists: string, rows: readonly string[]): string {
  const lines = rows.map((row) => {
    const [history = '', count = ''] = row.split(' ')
    return [...history, count].join(',')
  })
  return [`${lists},count`, ...lines, ''].join('\n')
}

/** Three lists of invented people, written out as entries with codes. */
export const entries = (() => {
  const lines = ['case_id,list,age_group']
  const groups = ['0-17', '18-29', '30+']
  let person = 0
  for (const [lists, people] of [
    [['police'], 41],
    [['shelter'], 35],
    [['hotline'], 58],
    [['police', 'shelter'], 9],
    [['police', 'hotline'], 6],
    [['shelter', 'hotline'], 12],
    [['police', 'shelter', 'hotline'], 3],
  ] as const)
    for (let each = 0; each < people; each++) {
      person += 1
      for (const list of lists) lines.push(`K-${1000 + person},${list},${groups[person % 3]}`)
    }
  return `${lines.join('\n')}\n`
})()
