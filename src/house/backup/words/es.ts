import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  'backup.progress': 'Copiando {table} ({done} de {of})',
  'backup.done':
    'La copia está escrita en {file}: {tables} tablas, {rows} filas, {size}, {seconds} s. Se volvió a leer y está entera.',
  'backup.unsigned': 'No está firmada, porque no hay claves en {folder}.',
  'backup.keys apart':
    'Las claves están en {file}. Guárdelo en otro lugar que la copia, y la frase de paso en otro más: quien tiene las tres cosas lo lee todo.',
  'backup.no keys':
    'Las claves no están en ella. Sin ellas nadie podrá volver a leer los datos de contacto ni los valores personales: guarde en otro lugar una copia de {folder} (--keys ARCHIVO escribe una).',
  'check.done':
    '{file} es una copia entera del {when}, hecha por la versión {application} en PostgreSQL {postgresql}: {tables} tablas, {rows} filas.',
  'check.signed': 'Está firmada con la clave {key}, que está en {folder}.',
  'check.stranger':
    'Está firmada con la clave {key}, que no está aquí; por eso no se comprobó quién la hizo.',
  'check.unsigned': 'No está firmada; por eso no se puede comprobar quién la hizo.',
  'check.keys': 'Para leerlo todo hacen falta estas claves: {keys}.',
  'restore.check': 'Comprobando el archivo: {percent} %',
  'restore.load': 'Cargando: {percent} %',
  'restore.migrate': 'Actualizando las tablas a esta versión: {done} de {of}',
  'restore.done': 'Restaurado al estado del {when}: {tables} tablas, {rows} filas, {seconds} s.',
  'restore.migrated': 'Actualizado a esta versión por {changes}.',
  'restore.left out':
    'Quedó en el archivo, porque este programa no crea esa tabla: {table} ({rows} filas). docs/backup.md dice cómo leerla.',
  'restore.jobs': 'Han vuelto {jobs} entradas de las colas; lo que no se había hecho se hará.',
  'restore.keys': '{written, plural, one {Se puso una clave} other {Se pusieron # claves}} en {folder}.',
  'restore.keys aside': 'Las claves que había allí están ahora en {folder}.',
  'restore.keys lost':
    'Restaurado sin las claves {keys}: lo que se selló con ellas no se puede leer, los segundos factores deben configurarse de nuevo, las invitaciones enviadas ya no valen y los correos en espera no salen.',
  'restore.erased':
    '{count, plural, one {Se borró de nuevo a una persona que se había borrado después de la copia.} other {Se borró de nuevo a # personas que se habían borrado después de la copia.}}',
  'restore.signed out':
    'Se cerraron todas las sesiones; los enlaces enviados por correo hasta ahora ya no valen.',
  'restore.since':
    'Todo lo hecho desde el {when} se ha perdido: contraseñas, funciones y afiliaciones son las de ese momento. Revise quién tiene qué función antes de abrir la casa.',
  'restore.history intact': 'El historial está íntegro: {events} sucesos, {checkpoints} puntos de control.',
  'restore.history broken':
    'El historial no está íntegro: {count, plural, one {un fallo} other {# fallos}}. Véase `tp admin verify-history`. El primero: {first}',
  'restore.history shorter':
    'El historial es más corto que antes: junto a las claves se conoce el punto de control {known} del {when}, y la copia termina con {held}.',
  'restore.history other':
    'El punto de control {known} del {when}, conocido junto a las claves, no es el de la copia: es otro historial.',
  'restore.next': 'Ponga en marcha la casa y mire si sus páginas responden.',
}
