import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  'data.title': 'Sus datos',
  'data.text':
    'Aquí está todo lo que esta instalación guarda sobre usted. Puede llevárselo, y puede hacer que se borre.',
  'data.count': '{count, plural, =0 {nada} one {una entrada} other {# entradas}}',
  'data.what': 'Qué se guarda',
  'data.part': 'Parte',
  'data.how much': 'Cuánto',
  'data.take': 'Llevárselo',
  'data.take text':
    'Recibe un archivo en JSON, una forma que otros programas pueden leer. Es tan privado como lo que contiene: guárdelo donde nadie más pueda abrirlo. Que se lo llevó queda anotado en su historial.',
  'data.take button': 'Deme el archivo',
  'data.read': 'Leerlo todo en una página',
  'data.contact withheld':
    'Cómo contactarle solo se muestra a una sesión con el segundo factor. Hasta entonces falta en el archivo y en la página.',
  'data.erase': 'Hacer que se borre',
  'data.erase text': 'Puede irse para siempre. Primero se le dice qué desaparece, qué queda, y por qué.',
  'data.erase link': 'Irme para siempre',
  'read.title': 'Todo lo que se guarda sobre usted',
  'read.text': 'Tal como estaba el {at}. Los nombres de los campos son los del archivo.',
  'read.nothing': 'Nada.',
  'read.more': '{count, plural, one {Hay una más} other {Hay # más}} en el archivo.',
  'section.person': 'Usted, como número',
  'section.account': 'Su cuenta',
  'section.signIns': 'Dónde tiene sesiones abiertas',
  'section.linksWaiting': 'Enlaces que se le enviaron y aún pueden usarse',
  'section.memberships': 'Organizaciones a las que pertenece o perteneció',
  'section.roles': 'Papeles que se le dieron',
  'section.invitations': 'Invitaciones enviadas o aceptadas por usted, o a su dirección',
  'section.contact': 'Cómo contactarle sin peligro',
  'section.guardians': 'Personas de confianza',
  'section.looks': 'Quién consultó cómo contactarle',
  'section.mails': 'Correos para usted que esperan aquí',
  'section.sentForms': 'Formularios que envió en los últimos días',
  'section.events': 'Lo que hizo, y lo que se hizo que le concierne',
  'section.personalValues': 'Nombres, direcciones y razones guardados junto al historial',
  'erase.title': 'Irse para siempre',
  'erase.goes': 'Lo que desaparece, de inmediato y para siempre',
  'erase.goes.account': 'su cuenta con nombre, dirección, contraseña y segundo factor, y todas las sesiones',
  'erase.goes.protected': 'el nombre que eligió, cómo contactarle, y a quién nombró persona de confianza',
  'erase.goes.mails':
    'los correos para usted que aún están aquí, los enlaces que se le enviaron y las invitaciones a su dirección',
  'erase.goes.rights': 'todas las membresías y todos los papeles',
  'erase.goes.key':
    'la clave de su nombre, de sus direcciones y de las razones que dio en el historial: nadie podrá volver a leerlas',
  'erase.stays': 'Lo que queda, y por qué',
  'erase.stays.history':
    'Lo que hizo aquí queda en el historial bajo un número, sin nombre: otros deben poder confiar en él, y con un hueco no podría probarse.',
  'erase.stays.signed': 'Lo que firmó sigue firmado, bajo el mismo número.',
  'erase.stays.words':
    'Lo que otros escribieron con sus palabras, en una razón por ejemplo, queda como lo escribieron. Si su nombre figura allí, dígaselo a quien hace funcionar esta instalación.',
  'erase.stays.copies':
    'Lo que otros copiaron antes, y los correos que ya salieron, están fuera de nuestro alcance.',
  'erase.stays.backups':
    'Las copias de seguridad hechas antes contienen sus datos, sellados, hasta que se tiren. Quien restaure una le encuentra anotado como borrado, y se le vuelve a borrar antes de que nadie pueda entrar.',
  'erase.no way back':
    'No hay vuelta atrás. Nadie, ni quien hace funcionar esta instalación, puede deshacerlo.',
  'erase.take first': 'Llévese antes sus datos',
  'erase.password': 'Su contraseña',
  'erase.word': 'Escriba la palabra {word}',
  'erase.the word': 'borrar',
  'erase.button': 'Borrarme para siempre',
  'erase.back': 'Volver a mis datos',
  'erase.blocked': 'Todavía no puede irse',
  'fault.password': 'La contraseña no es correcta.',
  'fault.empty': 'Esto hace falta.',
  'fault.word': 'Escriba la palabra {word}, en minúsculas.',
  'done.title': 'Está hecho',
  'done.text':
    'Su cuenta y todo lo que decía quién era están borrados. Sus sesiones han terminado en todas partes. No se envía ningún correo sobre ello: ya no sabemos adónde.',
  'done.history': 'Lo que hizo aquí queda bajo un número, sin nombre.',
  'done.home': 'A la primera página',
  'cli.usage':
    'tp admin export-person ID|DIRECCIÓN ARCHIVO --reason TEXTO [--json]; tp admin erase-person ID|DIRECCIÓN --reason TEXTO --yes [--json]',
  'cli.exported': 'Todo lo que se guarda sobre {person} está en {file}. No se lo dé a nadie más.',
  'cli.would erase':
    'Esto borraría a {person}: membresías {memberships}, papeles {roles}, eventos que quedan sin nombre {events}. No hay vuelta atrás. Añada --yes para hacerlo.',
  'cli.erased': '{person} está borrado.',
  'cli.was erased': '{person} ya se había borrado. No se cambió nada.',
}
