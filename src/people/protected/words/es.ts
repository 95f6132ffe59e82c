import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  'page.title': 'Su nombre, y cómo contactar con usted',
  'page.text':
    'Aquí usted decide qué ven los demás de usted, y quién puede contactarle, cómo y cuándo. No tiene que rellenar nada. Todo puede cambiarse o retirarse, en cualquier momento, sin dar razones.',
  leave: 'Salir rápido de esta página',
  'leave.text':
    'Se abre una enciclopedia en su lugar. Su paso por aquí queda en el historial de su navegador hasta que lo borre.',
  'done.name': 'Desde ahora los demás ven el nombre que eligió.',
  'done.own': 'Los demás vuelven a ver su propio nombre.',
  'done.contact': 'Está guardado. Solo usted y sus personas de confianza pueden verlo.',
  'done.removed': 'La manera de contactarle se ha quitado. Nadie podrá volver a leerla.',
  'done.named':
    'Su persona de confianza está nombrada. No se envía ningún correo: dígaselo usted, de la manera que le convenga.',
  'done.dismissed': 'Desde este momento no ve nada de ello.',

  'name.title': 'El nombre que ven los demás',
  'name.own': 'Los demás ven su propio nombre: {shown}.',
  'name.other':
    'Los demás le ven como {shown}. Su propio nombre, {own}, se guarda sellado. No se muestra a nadie más que a usted, y solo aquí.',
  'name.known':
    'Quien ya le conoce por su nombre no lo olvida. Quien le invitó también conoce la dirección a la que escribió; esa dirección no se muestra en ninguna parte junto a su otro nombre.',
  'name.field': 'Otro nombre',
  'name.hint': 'El nombre por el que le guste que le llamen. No tiene que ser real. Hasta {most} caracteres.',
  'name.button': 'Mostrar este nombre',
  'name.back': 'Volver a mostrar mi propio nombre',
  'fault.name': 'Escriba un nombre de 1 a {most} caracteres, sin @.',
  'fault.same name': 'Los demás ya ven este nombre.',

  'contact.title': 'Cómo contactar con usted sin peligro',
  'contact.text':
    'Puede anotar cómo alguien de su confianza puede contactarle sin ponerle en peligro. Se guarda aparte de su cuenta y sellado. Solo lo ve usted, y las personas de confianza que nombre.',
  'contact.none': 'No hay nada anotado.',
  'contact.kept': 'Hay algo anotado, cambiado por última vez el {day}.',
  'contact.write': 'Anotarlo',
  'contact.open': 'Leerlo o cambiarlo',
  'contact.remove': 'Quitarlo todo',
  'contact.factor': 'Para leerlo y cambiarlo se entra con el segundo factor. Quitarlo siempre es posible.',
  'contact.factor link': 'Sobre el segundo factor',
  'contact.page': 'Cómo contactar con usted',
  'contact.not': 'Qué no escribir aquí',
  'contact.not text':
    'Por favor, no escriba nada de lo que le ocurrió, nada de un caso, y nada de otras personas salvo a quién llamar. Nadie aquí lo necesita, y lo que no está escrito no puede dañar a nadie. Basta una línea; deje en blanco lo que quiera.',
  'contact.button': 'Guardarlo',
  'contact.back': 'Volver',
  'field.reach': 'Teléfono, y de qué manera',
  'field.reach.hint': 'Por ejemplo un número, y si llamar o escribir.',
  'field.messenger': 'Mensajería o correo electrónico',
  'field.messenger.hint': 'Cuál, y el nombre que tiene allí.',
  'field.hours': 'Cuándo no hay peligro',
  'field.hours.hint': 'Días y horas, y en qué huso horario.',
  'field.never': 'Lo que nunca se debe decir, escribir ni dejar en un mensaje',
  'field.never.hint': 'Por ejemplo de dónde viene la llamada, o cierto nombre.',
  'field.call': 'A quién llamar cuando no se le puede contactar',
  'field.call.hint': 'Alguien que lo sabe y está de acuerdo.',
  'fault.long': 'Como mucho {most} caracteres: escriba solo lo necesario para contactarle.',
  'fault.characters': 'Contiene caracteres que no se pueden mostrar. Vuelva a escribirlo, por favor.',
  'fault.empty': 'No hay nada rellenado. Para retirar lo anotado, use «Quitarlo todo» en la página anterior.',

  'guardians.title': 'Sus personas de confianza',
  'guardians.text':
    'Una persona de confianza ve cómo contactarle, y antes de cada consulta debe escribir por qué. Usted lee quién consultó, cuándo y por qué. Nadie más puede nombrarla ni retirarla por usted.',
  'guardians.none': 'No ha nombrado a nadie. Así que nadie más que usted ve cómo contactarle.',
  'guardians.since': 'desde el {day}',
  'guardians.dismiss': 'Retirar<hidden> a {name}</hidden>',
  'guardians.left': 'no ve nada: ya no está en {organisation}',
  'guardians.choose': 'Alguien a quien nombrar',
  'guardians.choose hint':
    'Personas de las organizaciones a las que usted pertenece. Necesitan el segundo factor para consultar. Si usted deja esa organización, siguen viéndolo hasta que las retire; si la dejan ellas, no ven nada desde ese momento.',
  'guardians.nobody yet': 'Elegir…',
  'guardians.button': 'Nombrar como persona de confianza',
  'guardians.nobody':
    'No hay nadie a quien pueda nombrar: se elige entre personas de las organizaciones a las que se pertenece.',
  'guardians.option': '{name} – {organisation}',
  'fault.guardian': 'Elija a alguien de la lista.',
  'fault.guardian gone': 'Esta persona ya no pertenece a ninguna de sus organizaciones.',

  'looks.title': 'Quién consultó',
  'looks.text':
    'Cada consulta de cómo contactarle, la más reciente primero. Nadie puede consultar sin figurar aquí.',
  'looks.none': 'Nadie ha consultado.',
  'looks.operator': 'quien hace funcionar esta instalación',
  'looks.erased': 'alguien cuya cuenta ya no existe',

  'for.title': 'Quienes le nombraron persona de confianza',
  'for.text': 'Usted ve cómo contactarles cuando hay una razón. Ellos leen quién consultó, cuándo y por qué.',
  someone: 'alguien sin nombre',

  'look.title': 'Cómo contactar con {name}',
  'look.text':
    '{name} le confía esto. Escriba por qué lo necesita ahora; {name} leerá su razón, con su nombre y la hora. No escriba nada que pueda dañar a {name} si otra persona lo leyera.',
  'look.nothing': 'Por ahora {name} no ha anotado nada. No hay nada que ver.',
  'look.reason': 'Por qué lo necesita ahora',
  'look.reason hint': 'De 3 a {most} caracteres.',
  'look.button': 'Mostrarlo, y registrar que consulté',
  'look.recorded': 'Su consulta se registró el {at}, antes de mostrar esto.',
  'look.once':
    'Se muestra esta única vez, y no se imprime. Anote solo lo necesario, donde nadie más pueda leerlo. Cuando haya dejado esta página se le pedirá una nueva razón.',
  'look.paper': 'Lo que figura aquí no se imprime.',
  'look.again': 'Esto ya se mostró. Para volver a verlo, escriba de nuevo una razón.',
  'look.blank': 'Sin rellenar',
  'fault.reason': 'Escriba una razón de 3 a {most} caracteres.',
}
