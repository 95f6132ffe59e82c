import { describe, expect, it } from 'vitest'
import { identifyingColumns } from './identifying.ts'

const found = (columns: string[], ...rows: string[][]) =>
  identifyingColumns(columns, rows).map(({ name, kind, by, may }) => `${name}: ${kind} by ${by}, ${may}`)

describe('Columns that tell who somebody is', () => {
  it.each([
    'Name',
    'First name',
    'Nom de famille',
    'Prénom',
    'Apellidos',
    'Nombre y apellidos',
    'Nome completo',
    'victim_name',
    'firstName',
    'Date of birth',
    'DOB',
    'Date de naissance',
    'Fecha de nacimiento',
    'Data de nasc.',
    'Tel.',
    'Phone no.',
    'Téléphone portable',
    'Teléfono',
    'Telemóvel',
    'WhatsApp',
    'E-mail',
    'Correo electrónico',
    'Courriel',
    'Passport number',
    'N° de passeport',
    'DNI',
    'CPF',
    'Cédula',
    'CNI',
    'Home address',
    'Dirección',
    'Endereço',
    'Adresse',
    'GPS',
    'Latitude',
    'Né(e) le',
    'datenaissance',
    'fechanacimiento',
    'f_nacim',
    'birth year',
    'name1',
    'nomcomplet',
    'Victim',
    'Bénéficiaire',
    'Sobrevivente',
  ])('are known by the heading “%s”', (heading) => {
    expect(identifyingColumns([heading], [['x']])).toHaveLength(1)
  })

  it.each([
    'police',
    'NGO',
    'shelter',
    'count',
    'Number of people',
    'age',
    'Age group',
    'sex',
    'outcome',
    'degree',
    'network.size',
    'weight',
    'stratum',
    'List name',
    'Known to police',
    'recruitment wave',
    'interview date',
    'hotline',
    'GO',
    'LA',
    'district',
  ])('are not seen in the heading “%s”', (heading) => {
    expect(identifyingColumns([heading], [['1'], ['0']])).toEqual([])
  })

  it('are seen behind a heading that speaks of nobody, where every row has another name', () => {
    const names = Array.from({ length: 20 }, (_, k) => [`ama ${k}`])
    for (const heading of ['reported name', 'name of agency contact', 'Local name'])
      expect(identifyingColumns([heading], names)).toMatchObject([{ kind: 'name', may: 'no' }])
    const lists = Array.from({ length: 20 }, (_, k) => [k % 2 ? 'Police' : 'Shelter'])
    expect(identifyingColumns(['List name'], lists)).toEqual([])
  })

  it.each([
    ['birth-date', ['1990-01-02T00:00:00', '1985-04-12 00:00']],
    ['birth-date', ['01/02/90', '31/12/88']],
    ['birth-date', ['19900102', '19851231']],
    ['birth-date', ['2 de enero de 1990', 'January 2, 1990']],
    ['birth-date', ['1990-01-02', '2024-03-01', '1991-05-06', '2024-03-02']],
    ['name', ['Ama Mensah 2', 'Ama Mensah']],
    ['name', ['محمد علي', 'فاطمة حسن']],
    ['phone', ['Mobile: 0244123456', 'none']],
    ['phone', ['0244123456 / 0209876543', '']],
    ['phone', ['2.44123E+11', '2.44124E+11']],
    ['document', ['12345678', '23456781']],
    ['document', ['C01X00T47', 'C01X00T48']],
    ['document', ['GARC850101HDFRRL09', 'GARC850101HDFRRL08']],
  ] as const)('%s is seen in %j', (kind, cells) => {
    expect(
      identifyingColumns(
        ['x'],
        cells.map((cell) => [cell]),
      ),
    ).toMatchObject([{ kind, by: 'values', may: 'no' }])
  })

  it('are known by what stands in them, whatever the heading says', () => {
    expect(
      found(
        ['a', 'b', 'c', 'd', 'e'],
        ['Amina Diallo', 'a@b.org', '+233 24 123 4567', '1987-03-12', 'G1234567'],
        ['José da Silva', '', '0207 946 0958', '12/11/1990', 'AB9876543'],
        ['Nguyễn Thị Lan', 'none', '233241234567', '3 March 1999', 'X0011223'],
      ),
    ).toEqual([
      'a: name by values, no',
      'b: e-mail by values, no',
      'c: phone by values, no',
      'd: birth-date by values, no',
      'e: document by values, no',
    ])
  })

  it('are not seen in numbers, weights, days of interviews and short codes', () => {
    expect(
      found(
        ['n', 'w', 'd', 'g', 'money'],
        ['1', '12.5', '2025-03-01', 'Brick kilns', '1000000'],
        ['0', '0,25', '2025-03-02', 'Fishing', '250000'],
      ),
    ).toEqual([])
  })

  it('may be kept by a person where nothing but small numbers stand in them', () => {
    expect(found(['Phone', 'Address'], ['1', '0'], ['0', '1'])).toEqual([
      'Phone: phone by heading, keep',
      'Address: address by heading, keep',
    ])
    expect(found(['Phone'], ['0207 946 0958'])).toEqual(['Phone: phone by heading, no'])
  })

  it('may link rows where they are codes, and are told apart from a column of codes that are names', () => {
    expect(found(['case_id', 'coupon'], ['K-17', 'x'], ['K-18', 'y'])).toEqual([
      'case_id: code by heading, link',
    ])
    expect(found(['case id'], ['Amina Diallo'], ['José da Silva'])).toEqual(['case id: name by values, no'])
  })

  const remarks = (...others: string[]) => [
    ...Array.from({ length: 220 }, (_, k) => [`seen at the border near post ${k % 40}, again in March 2024`]),
    ...others.map((other) => [other]),
  ]

  it.each([
    ['e-mail', 'write to rosa@example.org'],
    ['phone', 'mobile 0244123456'],
    ['phone', '024 412 3456, after six'],
    ['phone', '+233 24 123 4567'],
    ['birth-date', '12/03/1990'],
    ['birth-date', 'says 3 March 1999 is the day'],
    ['birth-date', 'née le 3/4/2001'],
    ['document', 'holds passport G1234567'],
    ['name', 'Ama Mensah'],
    ['name', 'spoke with Ama Mensah in town'],
    ['name', 'Victim Kofi Boateng'],
  ] as const)('are seen where one remark in many holds one: %s in “%s”', (kind, remark) => {
    expect(found(['remarks'], ...remarks(remark))).toEqual([`remarks: ${kind} by values, no`])
  })

  it('are not seen in remarks about days, sums, hours and numbers of cases', () => {
    const harmless = [
      'case 2021-00123-45 of 12/03/2024',
      'owed 12 500 000 in wages',
      'works 08.30 - 16.45',
      'came in 2010 with 12 others',
    ]
    expect(found(['remarks'], ...remarks(...harmless))).toEqual([])
  })

  it('are seen in the last of many rows of small numbers', () => {
    const rows = Array.from({ length: 5001 }, (_, k) => [k === 4999 ? '+233241234567' : '1'])
    expect(identifyingColumns(['police'], rows)).toMatchObject([{ kind: 'phone', may: 'no' }])
    expect(identifyingColumns(['Phone line'], rows)).toMatchObject([{ kind: 'phone', may: 'no' }])
  })

  it('are guessed where cells are made like names in small letters, and may be kept', () => {
    const given = ['ama mensah', 'kofi de souza', 'esi badu', 'yaw owusu-ansah', 'abena asante', 'kojo antwi']
    expect(found(['x'], ...given.map((name) => [name]))).toEqual(['x: name by values, keep'])
    const groups = given.map((_, k) => [k % 2 ? 'brick kilns' : 'domestic work'])
    expect(found(['x'], ...groups)).toEqual([])
    const said = ['at the port', 'in a bar', 'no answer', 'with the police', 'not at home', 'on the road']
    expect(found(['x'], ...said.map((words) => [words]))).toEqual([])
  })

  it('are guessed where cells are days as a workbook counts them, and may be kept', () => {
    const days = ['32874', '31245', '28411', '35550', '30012', '33333', '29876', '36001', '99', '34567']
    expect(found(['x'], ...days.map((each) => [each]))).toEqual(['x: birth-date by values, keep'])
    expect(found(['date of birth'], ...days.map((each) => [each]))).toEqual([
      'date of birth: birth-date by heading, no',
    ])
    // The same few sizes again and again are those of strata.
    expect(found(['fpc'], ...days.map((_, k) => [k % 2 ? '32874' : '21245']))).toEqual([])
  })

  it('are seen where one row in many slipped in', () => {
    const rows = Array.from({ length: 500 }, () => ['seen at the border'])
    expect(found(['remarks'], ...rows, ['write to rosa@example.org'])).toEqual([
      'remarks: e-mail by values, no',
    ])
  })
})
