import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  title: 'Preparar',
  promise: 'Antes de prometer nada: ¿cuántas personas son y quién puede hacer qué?',
  lead: 'Decir más tarde que hay menos personas víctimas de trata vale lo que valga el estudio hecho al principio. Aquí se planea, se cuenta en el propio navegador y se guarda con su definición y su duda.',
  'doors.title': 'Seis puertas',
  plan: 'Planear un estudio',
  'plan.question': '¿Qué tamaño necesita y qué cambio podría mostrar?',
  'plan.holds': 'diseños para calcular',
  workbench: 'Mesa de trabajo',
  'workbench.question': '¿Qué dicen unas listas que se cruzan o una encuesta, y con qué seguridad?',
  'workbench.holds': 'registros salen de su equipo',
  studies: 'Estudios',
  'studies.question': '¿Quién mide qué, dónde, y cuánto ha avanzado?',
  'studies.holds':
    '{count, plural, =0 {ningún estudio registrado} one {estudio registrado} other {estudios registrados}}',
  codebooks: 'Libros de códigos',
  'codebooks.question': '¿A quién se contó como víctima de trata, y por qué señales?',
  'codebooks.holds':
    '{count, plural, =0 {ningún libro de códigos} one {libro de códigos} other {libros de códigos}}',
  estimates: 'Estimaciones',
  'estimates.question': '¿Cuántas personas, con qué método, entre qué límites?',
  'estimates.holds':
    '{count, plural, =0 {ninguna estimación publicada} one {estimación publicada} other {estimaciones publicadas}}',
  capacity: 'Mapa de capacidades',
  'capacity.question': '¿Qué institución puede hacer qué, según ella misma y según otros?',
  'capacity.holds': '{count, plural, =0 {ningún país descrito} one {país descrito} other {países descritos}}',
  none: 'Nada todavía',
  'country.title': '¿Qué consta de cada país?',
  'country.note': 'De un país sin línea no consta nada aquí. No es lo mismo que no saberse nada.',
  'country.none':
    'Todavía no consta nada de ningún país. Un estudio aparece aquí cuando está planeado, salvo que sea confidencial; una estimación, cuando se publica.',
  'country.name': 'País',
  'country.studies': 'Estudios que constan',
  'country.estimates': 'Estimaciones publicadas',
  'country.capacity': 'Última ronda del mapa de capacidades',
  'country.notMapped': 'sin describir',
  'rules.title': '¿Qué vale para cada cifra?',
  'rules.definition':
    'Va con la definición según la cual se contó a las personas. Dos cifras con definiciones distintas no se comparan sin decirlo.',
  'rules.doubt': 'Tiene un intervalo y dice cómo se obtuvo, o dice por qué no hay cifra.',
  'rules.records':
    'No se envía ni se guarda ningún registro de una persona. Lo que se puede guardar es la tabla de cómo se cruzan las listas, o solo la estimación.',
  'rules.modelled': 'Lo medido se muestra aparte de lo que dice un modelo.',
}
