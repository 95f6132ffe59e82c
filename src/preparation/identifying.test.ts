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

  it('are seen where one row in many slipped in', () => {
    const rows = Array.from({ length: 500 }, () => ['seen at the border'])
    expect(found(['remarks'], ...rows, ['write to rosa@example.org'])).toEqual([
      'remarks: e-mail by values, no',
    ])
  })
})
