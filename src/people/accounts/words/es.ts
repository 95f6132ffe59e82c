import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  'account.title': 'Su cuenta',
  'account.who': 'Quién es usted aquí',
  'account.name': 'Nombre',
  'account.email': 'Dirección de correo',
  'account.proven': 'confirmada',
  'account.unproven': 'aún sin confirmar',
  'account.second factor': 'Segundo factor',
  'account.factor on': 'activado',
  'account.factor off': 'sin activar',
  'account.factor used': 'Este inicio de sesión lo ha pasado.',
  'account.factor not used': 'Este inicio de sesión no lo ha pasado en las últimas 24 horas.',
  'account.pass factor': 'Pasarlo ahora',
  'account.codes left':
    '{count, plural, =0 {No queda ningún código de recuperación.} one {Queda un código de recuperación.} other {Quedan # códigos de recuperación.}}',
  'account.factor why':
    'Quien administra la instalación o habla por una organización lo necesita. Protege su cuenta cuando otra persona conoce su contraseña.',
  'account.keys': 'Cómo entra usted',
  'account.change email': 'Cambiar la dirección',
  'account.change password': 'Cambiar la contraseña',
  'account.set up factor': 'Activar el segundo factor',
  'account.look after factor': 'Segundo factor y códigos de recuperación',
  'account.sign-ins': 'Dónde ha iniciado sesión',
  'account.rest': 'Lo que le concierne',
  'account.protected': 'Su nombre, y cómo llegar a usted sin peligro',
  'account.may': 'Qué puede hacer aquí, y por qué',
  'account.data': 'Sus datos: llevárselos o hacerlos borrar',
  'account.organisations': 'Organizaciones',
  'account.history': 'Historial de su cuenta',
  'account.sign out': 'Cerrar sesión',

  'sign-in.title': 'Iniciar sesión',
  'sign-in.text': 'Las cuentas se crean por invitación. Todo lo público se lee sin cuenta.',
  'sign-in.email': 'Dirección de correo',
  'sign-in.password': 'Contraseña',
  'sign-in.button': 'Entrar',
  'sign-in.forgotten': 'No sé mi contraseña',
  'sign-in.refused':
    'La dirección y la contraseña no corresponden. Revise ambas; si no sabe la contraseña, establezca una nueva.',
  'sign-in.unproven.title': 'Confirme primero su dirección',
  'sign-in.unproven.text':
    'Le hemos enviado un correo con un enlace. Ábralo, pulse el botón e inicie sesión de nuevo. El enlace vale 24 horas.',
  'sign-in.already': 'Ha iniciado sesión como {name}.',
  'sign-in.out': 'Ha cerrado la sesión.',
  'sign-in.password set':
    'Su nueva contraseña está establecida y todas las sesiones anteriores han terminado. Entre ahora con ella.',
  'sign-in.proved': 'Su dirección está confirmada. Ya puede iniciar sesión.',
  'sign-in.begin again': 'Pasó demasiado tiempo o hubo demasiados códigos erróneos. Empiece de nuevo.',
  'say.done': 'Hecho',
  'say.note': 'Nota',

  'factor.title': 'Un paso más',
  'factor.text':
    'Abra su aplicación de autenticación y escriba las seis cifras que muestra para TIPping Point.',
  'factor.code': 'Código',
  'factor.code hint': 'Seis cifras de la aplicación, o uno de sus códigos de recuperación.',
  'factor.button': 'Continuar',
  'factor.lost':
    'Sin su teléfono, escriba uno de los códigos de recuperación que guardó. Cada uno sirve una vez. Si tampoco le queda ninguno, diríjase a quien opera esta instalación, en persona o por un número de teléfono que conozca: puede quitar su segundo factor, y usted lo activa de nuevo.',
  'factor.wrong': 'Este código no es correcto o ya se usó. Espere el siguiente y escríbalo.',
  'factor.locked':
    'Hubo demasiados códigos erróneos para esta cuenta. Volverá a aceptar códigos dentro de un cuarto de hora.',

  'confirm.title': '¿Sigue siendo usted?',
  'confirm.text':
    'Lo que va a hacer exige haber mostrado hace un momento que es usted. Escriba de nuevo su contraseña, y el código si ha activado un segundo factor.',
  'confirm.button': 'Soy yo',
  'confirm.wrong': 'Esta contraseña no es correcta.',

  'setup.title': 'El segundo factor',
  'setup.why':
    'Un segundo factor es un código que cambia cada medio minuto y que solo su teléfono conoce. Una contraseña sola se puede adivinar, robar o leer por encima del hombro; con el código, eso no basta para entrar.',
  'setup.begin':
    'Necesita una aplicación de autenticación, como Aegis, FreeOTP o la que trae su teléfono. Para empezar, escriba su contraseña.',
  'setup.begin button': 'Empezar',
  'setup.step one': '1. Lea esto con la aplicación',
  'setup.picture':
    'Imagen con la clave para la aplicación de autenticación; la misma clave está en letras debajo.',
  'setup.key': 'Si no puede usar la cámara, escriba esta clave en la aplicación:',
  'setup.step two': '2. Escriba el código que muestra la aplicación',
  'setup.button': 'Activarlo',
  'setup.again': 'Empezar de nuevo con otra clave',
  'setup.on.title': 'El segundo factor está activado',
  'setup.codes.title': 'Sus códigos de recuperación',
  'setup.codes.text':
    'Estos códigos le dejan entrar si pierde el teléfono. Cada uno sirve una vez. Se muestran ahora y nunca más: imprima esta página o cópielos en un lugar seguro, no en el teléfono que tiene la aplicación.',
  'setup.codes.go': 'Los he guardado. Ir a mi cuenta',
  'setup.new codes': 'Nuevos códigos de recuperación',
  'setup.new codes text': 'Los antiguos dejan de servir enseguida.',
  'setup.new codes button': 'Crear nuevos códigos de recuperación',
  'setup.remove': 'Quitar el segundo factor',
  'setup.remove text':
    'Sus otras sesiones terminan, y lo que exige un segundo factor queda cerrado para usted hasta que lo active de nuevo.',
  'setup.remove button': 'Quitarlo',
  'setup.removed': 'El segundo factor está quitado.',

  'sign-ins.title': 'Dónde ha iniciado sesión',
  'sign-ins.text':
    'Una sesión termina por sí sola tras ocho horas sin uso, y a los treinta días en todo caso. Si no reconoce alguna, termínela y cambie su contraseña.',
  'sign-ins.line': 'Sesión iniciada el {began}, vista por última vez el {seen}. Segundo factor: {factor}.',
  'sign-ins.passed': 'pasado',
  'sign-ins.not passed': 'no se pidió',
  'sign-ins.own': 'esta',
  'sign-ins.end': 'Terminar',
  'sign-ins.end one': 'Terminar la sesión en {device} del {began}',
  'sign-ins.others': 'Terminar todas las demás',
  'sign-ins.all': 'Cerrar sesión en todas partes, también aquí',
  'sign-ins.ended':
    '{count, plural, =0 {No había ninguna que terminar.} one {Ha terminado una sesión.} other {Han terminado # sesiones.}}',
  'device.both': '{browser} en {system}',
  'device.unknown': 'Aparato desconocido',

  'password.title': 'Cambiar su contraseña',
  'password.current': 'Contraseña actual',
  'password.new': 'Nueva contraseña',
  'password.hint':
    'Al menos {shortest} caracteres. Varias palabras seguidas son buenas; las clases de caracteres no importan. Puede pegar desde un gestor de contraseñas.',
  'password.again': 'Nueva contraseña, otra vez',
  'password.button': 'Cambiarla',
  'password.note': 'Todas sus otras sesiones terminan.',
  'password.done': 'Su contraseña ha cambiado y sus otras sesiones han terminado.',

  'forgotten.title': 'Establecer una nueva contraseña',
  'forgotten.text':
    'Indique la dirección con la que entra. Si hay una cuenta con ella, un correo con un enlace sale enseguida.',
  'forgotten.button': 'Envíenme un enlace',
  'forgotten.sent.title': 'Mire su correo',
  'forgotten.sent.text':
    'Si hay una cuenta con esta dirección, hemos enviado allí un enlace. Vale una hora y sirve una vez. ¿No llegó nada? Mire en el correo no deseado y compruebe que es la dirección con la que entra.',
  'reset.title': 'Establecer una nueva contraseña',
  'reset.text': 'Toda sesión con la antigua termina.',
  'reset.button': 'Establecerla',
  'reset.gone': 'Este enlace ya no vale',
  'reset.gone text': 'Ya se usó, se envió otro más nuevo o se acabó su tiempo. Pida otro.',

  'verify.title': 'Confirmar esta dirección',
  'verify.text': 'Ha llegado por el enlace de un correo. Pulse el botón y la dirección cuenta como suya.',
  'verify.button': 'Es mi dirección',
  'verify.gone text':
    'Ya se usó, se envió otro más nuevo o se acabó su tiempo. Inicie sesión con su contraseña y se enviará otro.',

  'email.title': 'Cambiar su dirección',
  'email.now': 'Dirección actual: {email}',
  'email.new': 'Nueva dirección',
  'email.button': 'Enviar allí un enlace',
  'email.text':
    'Enviamos un enlace a la nueva dirección. Hasta que lo use no cambia nada; después se avisa a la antigua.',
  'email.sent.title': 'Mire el correo de la nueva dirección',
  'email.sent.text': 'Hemos enviado un correo a {email}. Su enlace vale dos horas.',
  'email.confirm.title': 'Pasar a la nueva dirección',
  'email.confirm.text':
    'Ha llegado por el enlace que enviamos a la nueva dirección. Pulse el botón y desde ahora entrará con ella. Sus otras sesiones terminan.',
  'email.confirm.button': 'Cambiar de dirección',
  'email.gone text':
    'Ya se usó, se envió otro más nuevo, se acabó su tiempo o pertenece a otra persona. Pida otro en su cuenta.',
  'email.done': 'Su dirección ha cambiado.',

  'fault.email': 'Indique una dirección de correo, por ejemplo nombre@example.org.',
  'fault.same email': 'Esta ya es su dirección.',
  'fault.empty': 'Falta «{field}».',
  'fault.different': 'Las dos no son iguales. Escriba dos veces la nueva contraseña.',
  'fault.current': 'Esta no es su contraseña actual.',
  'fault.password.too short': 'Use al menos {shortest} caracteres; varias palabras seguidas son buenas.',
  'fault.password.too long': 'Use como mucho {longest} caracteres.',
  'fault.password.too plain':
    'Es una serie o una repetición y se adivina pronto. Tome palabras que no vayan juntas.',
  'fault.password.too common': 'Está en listas de contraseñas robadas. Tome palabras que no vayan juntas.',
  'fault.password.own words':
    'Está hecha de su nombre, su dirección o el nombre de esta instalación. Tome otras palabras.',

  'mail.signature': 'TIPping Point. Nadie lee las respuestas a esta dirección.',
  'mail.ignore': 'Si no lo pidió, no tiene que hacer nada.',
  'mail.verify.subject': 'Confirme que esta dirección es suya',
  'mail.verify.text':
    'Abra este enlace y pulse el botón para confirmar que esta dirección es suya. Vale {hours} horas.',
  'mail.reset.subject': 'Establecer una nueva contraseña',
  'mail.reset.text':
    'Alguien, seguramente usted, pidió establecer una nueva contraseña para TIPping Point. Este enlace lleva allí. Vale una hora y sirve una vez.',
  'mail.address.subject': 'Su nueva dirección para TIPping Point',
  'mail.address.text':
    'Abra este enlace en el navegador donde ha iniciado sesión y pulse el botón para entrar desde ahora con esta dirección. Vale {hours} horas.',
  'mail.taken.text':
    'Alguien pidió usar esta dirección para su cuenta de TIPping Point. Ya hay una cuenta con ella, así que no se cambió nada.',
  'notice.password.subject': 'Su contraseña ha cambiado',
  'notice.password.text': 'La contraseña de su cuenta de TIPping Point acaba de cambiar.',
  'notice.second factor on.subject': 'Se activó un segundo factor',
  'notice.second factor on.text': 'Acaba de activarse un segundo factor para su cuenta de TIPping Point.',
  'notice.second factor off.subject': 'Se quitó el segundo factor',
  'notice.second factor off.text': 'Acaba de quitarse el segundo factor de su cuenta de TIPping Point.',
  'notice.second factor taken.subject': 'Se quitó su segundo factor',
  'notice.second factor taken.text':
    'Quien opera esta instalación ha quitado el segundo factor de su cuenta de TIPping Point, y todas sus sesiones han terminado. Entre con su contraseña y actívelo de nuevo.',
  'notice.recovery code.subject': 'Se usó un código de recuperación',
  'notice.recovery code.text':
    'Alguien acaba de entrar en su cuenta de TIPping Point con uno de sus códigos de recuperación.',
  'notice.recovery codes.subject': 'Se crearon nuevos códigos de recuperación',
  'notice.recovery codes.text':
    'Acaban de crearse nuevos códigos de recuperación para su cuenta de TIPping Point; los antiguos ya no sirven.',
  'notice.address.subject': 'Su dirección ha cambiado',
  'notice.address.text': 'Su cuenta de TIPping Point se usa desde ahora con otra dirección.',
  'notice.not you':
    'Si fue usted, todo está bien. Si no, establezca enseguida una nueva contraseña y avise a quien opera esta instalación: {address}',
}
