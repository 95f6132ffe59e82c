import { dictionaryOf } from './rows.ts'

/* What stands in the way, and what to do about it: en, fr, es, pt. */

const said = {
  'no study': [
    'There is no such study',
    'Cette étude n’existe pas',
    'No existe ese estudio',
    'Não existe esse estudo',
  ],
  'no study.remedy': [
    'Look in the list of studies.',
    'Consultez la liste des études.',
    'Mire la lista de estudios.',
    'Veja a lista de estudos.',
  ],
  'no codebook': [
    'There is no such version of a codebook',
    'Cette version de référentiel n’existe pas',
    'No existe esa versión de un libro de códigos',
    'Não existe essa versão de um livro de códigos',
  ],
  'no codebook.remedy': [
    'Look in the list of codebooks.',
    'Consultez la liste des référentiels.',
    'Mire la lista de libros de códigos.',
    'Veja a lista de livros de códigos.',
  ],
  overtaken: [
    'Somebody changed it since you opened the form',
    'Quelqu’un l’a modifié depuis que vous avez ouvert le formulaire',
    'Alguien lo cambió desde que abrió el formulario',
    'Alguém o mudou desde que abriu o formulário',
  ],
  'overtaken.remedy': [
    'What you typed is still here: compare it with what is there now, and send it again.',
    'Ce que vous avez écrit est encore ici : comparez-le à ce qui s’y trouve maintenant, puis renvoyez-le.',
    'Lo que escribió sigue aquí: compárelo con lo que hay ahora y envíelo otra vez.',
    'O que escreveu ainda está aqui: compare-o com o que existe agora e envie-o outra vez.',
  ],
  'not now': [
    'A study that is {state, select, published {published} stopped {stopped} other {at this step}} does not allow this',
    'Une étude {state, select, published {publiée} stopped {arrêtée} other {à cette étape}} ne le permet pas',
    'Un estudio {state, select, published {publicado} stopped {detenido} other {en este paso}} no lo permite',
    'Um estudo {state, select, published {publicado} stopped {parado} other {neste passo}} não o permite',
  ],
  'not now.remedy': [
    'Open its page again: it says what can be done now.',
    'Rouvrez sa page : elle dit ce qui est possible maintenant.',
    'Abra otra vez su página: dice lo que se puede hacer ahora.',
    'Abra de novo a sua página: ela diz o que se pode fazer agora.',
  ],
  'stopped already': [
    'This study has been stopped',
    'Cette étude a été arrêtée',
    'Este estudio fue detenido',
    'Este estudo foi parado',
  ],
  'stopped already.remedy': [
    'Plan a new one.',
    'Prévoyez-en une nouvelle.',
    'Planifique uno nuevo.',
    'Planeie um novo.',
  ],
  'gaps remain': [
    'Something is still lacking before this step',
    'Il manque encore quelque chose avant cette étape',
    'Aún falta algo antes de este paso',
    'Ainda falta alguma coisa antes deste passo',
  ],
  'gaps remain.remedy': [
    'Mend what the list names.',
    'Complétez ce que la liste indique.',
    'Complete lo que indica la lista.',
    'Complete o que a lista indica.',
  ],
  'reason needed': ['Say why', 'Dites pourquoi', 'Diga por qué', 'Diga porquê'],
  'reason needed.remedy': [
    'Three to a thousand characters. It stays in the history for good: name nobody.',
    'De trois à mille caractères. Cela reste dans l’historique : ne nommez personne.',
    'De tres a mil caracteres. Queda en el historial para siempre: no nombre a nadie.',
    'De três a mil caracteres. Fica no historial para sempre: não nomeie ninguém.',
  ],
  'own estimate': [
    'Who entered the estimate does not publish it',
    'Qui a saisi l’estimation ne la publie pas',
    'Quien introdujo la estimación no la publica',
    'Quem introduziu a estimativa não a publica',
  ],
  'own estimate.remedy': [
    'Ask another analyst or researcher to read it and publish it.',
    'Demandez à une autre personne analyste ou chercheuse de la relire et de la publier.',
    'Pida a otra persona analista o investigadora que la lea y la publique.',
    'Peça a outra pessoa analista ou investigadora que a leia e a publique.',
  ],
  'unknown codebook': [
    'There is no such version of a codebook',
    'Cette version de référentiel n’existe pas',
    'No existe esa versión de un libro de códigos',
    'Não existe essa versão de um livro de códigos',
  ],
  'unknown codebook.remedy': [
    'Choose one from the list.',
    'Choisissez-en une dans la liste.',
    'Elija una de la lista.',
    'Escolha uma da lista.',
  ],
  'unknown organisation': [
    'There is no such organisation, or it has ended',
    'Cette organisation n’existe pas ou a pris fin',
    'No existe esa organización o ha terminado',
    'Não existe essa organização ou terminou',
  ],
  'unknown organisation.remedy': [
    'Choose one from the list, or write the name of one that has no account here.',
    'Choisissez-en une dans la liste, ou écrivez le nom d’une organisation sans compte ici.',
    'Elija una de la lista o escriba el nombre de una que no tenga cuenta aquí.',
    'Escolha uma da lista ou escreva o nome de uma que não tenha conta aqui.',
  ],
  'other country': [
    'The study belongs to another country',
    'L’étude relève d’un autre pays',
    'El estudio es de otro país',
    'O estudo é de outro país',
  ],
  'other country.remedy': [
    'Plan another study for that country.',
    'Prévoyez une autre étude pour ce pays.',
    'Planifique otro estudio para ese país.',
    'Planeie outro estudo para esse país.',
  ],
  'definition is fixed': [
    'After fieldwork began, a study keeps the codebook version it was asked by',
    'Une fois le terrain commencé, l’étude garde la version du référentiel utilisée',
    'Empezado el trabajo de campo, el estudio conserva la versión del libro de códigos con que se preguntó',
    'Começado o trabalho de campo, o estudo mantém a versão do livro de códigos com que se perguntou',
  ],
  'definition is fixed.remedy': [
    'Stop this study and plan another, or leave the version as it is.',
    'Arrêtez cette étude et prévoyez-en une autre, ou laissez la version telle quelle.',
    'Detenga este estudio y planifique otro, o deje la versión como está.',
    'Pare este estudo e planeie outro, ou deixe a versão como está.',
  ],
  'codebook unsound': [
    'This codebook cannot be frozen as it is',
    'Ce référentiel ne peut pas être figé tel quel',
    'Este libro de códigos no se puede congelar así',
    'Este livro de códigos não se pode congelar assim',
  ],
  'codebook unsound.remedy': [
    'Mend what its page names, then freeze it.',
    'Corrigez ce que sa page indique, puis figez-le.',
    'Corrija lo que indica su página y luego congélelo.',
    'Corrija o que a sua página indica e depois congele-o.',
  ],
  'frozen already': [
    'This version is frozen and never changes',
    'Cette version est figée et ne change plus',
    'Esta versión está congelada y ya no cambia',
    'Esta versão está congelada e já não muda',
  ],
  'frozen already.remedy': [
    'Begin a new version that says what changed and why.',
    'Commencez une nouvelle version qui dit ce qui a changé et pourquoi.',
    'Empiece una versión nueva que diga qué cambió y por qué.',
    'Comece uma nova versão que diga o que mudou e porquê.',
  ],
  'draft open': [
    'There is a draft of the next version already',
    'Un projet de la version suivante existe déjà',
    'Ya hay un borrador de la versión siguiente',
    'Já há um rascunho da versão seguinte',
  ],
  'draft open.remedy': ['Continue with it.', 'Continuez avec celui-ci.', 'Siga con él.', 'Continue com ele.'],
  'nothing frozen': [
    'There is no frozen version to begin from',
    'Il n’y a pas de version figée dont partir',
    'No hay una versión congelada de la que partir',
    'Não há uma versão congelada de onde partir',
  ],
  'nothing frozen.remedy': [
    'Finish the first version and freeze it.',
    'Achevez la première version et figez-la.',
    'Termine la primera versión y congélela.',
    'Conclua a primeira versão e congele-a.',
  ],
} as const

export type FaultName = {
  [Key in keyof typeof said]: Key extends `${string}.remedy` ? never : Key
}[keyof typeof said]

export const faultWords = dictionaryOf(said)
