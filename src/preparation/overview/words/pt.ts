import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  title: 'Preparar',
  promise: 'Antes de prometer: quantas pessoas são e quem pode fazer o quê?',
  lead: 'Dizer mais tarde que há menos pessoas traficadas vale tanto quanto o estudo feito no início. Aqui ele é planejado, contado no próprio navegador e guardado com a sua definição e a sua dúvida.',
  'doors.title': 'Seis portas',
  plan: 'Planejar um estudo',
  'plan.question': 'De que tamanho precisa ser e que mudança poderia mostrar?',
  'plan.holds': 'desenhos para calcular',
  workbench: 'Bancada',
  'workbench.question': 'O que dizem listas que se cruzam ou um inquérito, e com que certeza?',
  'workbench.holds': 'registros saem da sua máquina',
  studies: 'Estudos',
  'studies.question': 'Quem mede o quê, onde, e em que ponto está?',
  'studies.holds':
    '{count, plural, =0 {nenhum estudo registrado} one {estudo registrado} other {estudos registrados}}',
  codebooks: 'Livros de códigos',
  'codebooks.question': 'Quem foi contado como vítima de tráfico, e por que sinais?',
  'codebooks.holds':
    '{count, plural, =0 {nenhum livro de códigos} one {livro de códigos} other {livros de códigos}}',
  estimates: 'Estimativas',
  'estimates.question': 'Quantas pessoas, por que método, entre que limites?',
  'estimates.holds':
    '{count, plural, =0 {nenhuma estimativa publicada} one {estimativa publicada} other {estimativas publicadas}}',
  capacity: 'Mapa de capacidades',
  'capacity.question': 'Que instituição pode fazer o quê, segundo ela própria e segundo outros?',
  'capacity.holds': '{count, plural, =0 {nenhum país descrito} one {país descrito} other {países descritos}}',
  none: 'Nada ainda',
  'country.title': 'O que consta de cada país?',
  'country.note': 'De um país sem linha nada consta aqui. Não é o mesmo que nada se saber.',
  'country.none':
    'Ainda nada consta de nenhum país. Um estudo aparece aqui quando está planejado, salvo se for confidencial; uma estimativa, quando é publicada.',
  'country.name': 'País',
  'country.studies': 'Estudos que constam',
  'country.estimates': 'Estimativas publicadas',
  'country.capacity': 'Última rodada do mapa de capacidades',
  'country.notMapped': 'não descrito',
  'rules.title': 'O que vale para cada número?',
  'rules.definition':
    'Vem com a definição pela qual as pessoas foram contadas. Dois números com definições diferentes não são comparados sem que isso se diga.',
  'rules.doubt': 'Tem um intervalo e diz como foi obtido, ou diz por que não há número.',
  'rules.records':
    'Nenhum registro de uma pessoa é enviado nem guardado. O que se pode guardar é a tabela de como as listas se cruzam, ou só a estimativa.',
  'rules.modelled': 'O que foi medido fica separado do que diz um modelo.',
}
