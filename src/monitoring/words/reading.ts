import { dictionaryOf } from './rows.ts'

/* What is wrong with something that was typed, and what to do about it, at its field: en, fr, es, pt. */

export const readingWords = dictionaryOf({
  text: [
    '“{typed}” is not a number. Write digits only; what you want to say goes into the comment.',
    '« {typed} » n’est pas un nombre. Écrivez seulement des chiffres ; le reste va dans le commentaire.',
    '«{typed}» no es un número. Escriba solo cifras; lo demás va en el comentario.',
    '«{typed}» não é um número. Escreva só algarismos; o resto vai no comentário.',
  ],
  'missing in words': [
    '“{typed}” is not a number. Leave the field empty and choose below why there is no value.',
    '« {typed} » n’est pas un nombre. Laissez le champ vide et choisissez plus bas pourquoi il n’y a pas de valeur.',
    '«{typed}» no es un número. Deje el campo vacío y elija abajo por qué no hay valor.',
    '«{typed}» não é um número. Deixe o campo vazio e escolha abaixo porque não há valor.',
  ],
  ambiguous: [
    '“{typed}” can be read as {one} or as {other}. Write {one}, or {other}.',
    '« {typed} » peut se lire {one} ou {other}. Écrivez {one}, ou {other}.',
    '«{typed}» puede leerse {one} o {other}. Escriba {one}, o {other}.',
    '«{typed}» pode ler-se {one} ou {other}. Escreva {one}, ou {other}.',
  ],
  'too long': [
    '“{typed}” has more digits than can be kept: 15 before and 9 after the decimal mark. Round it.',
    '« {typed} » a plus de chiffres qu’on ne peut garder : 15 avant et 9 après la virgule. Arrondissez.',
    '«{typed}» tiene más cifras de las que se guardan: 15 antes y 9 después de la coma. Redondee.',
    '«{typed}» tem mais algarismos do que se guardam: 15 antes e 9 depois da vírgula. Arredonde.',
  ],
  'yes or no': [
    '“{typed}” is neither yes nor no. Write one of the two.',
    '« {typed} » n’est ni oui ni non. Écrivez l’un des deux.',
    '«{typed}» no es ni sí ni no. Escriba uno de los dos.',
    '«{typed}» não é nem sim nem não. Escreva um dos dois.',
  ],
  negative: [
    '{typed} is below zero. Write what was counted; a correction of an earlier period is asked for there.',
    '{typed} est inférieur à zéro. Écrivez ce qui a été compté ; une période passée se corrige sur son rapport.',
    '{typed} es menor que cero. Escriba lo contado; un periodo anterior se corrige en su informe.',
    '{typed} é inferior a zero. Escreva o que se contou; um período anterior corrige-se no seu relatório.',
  ],
  'part of a person': [
    '{typed} is not a whole number of people. Write whole people.',
    '{typed} n’est pas un nombre entier de personnes. Écrivez des personnes entières.',
    '{typed} no es un número entero de personas. Escriba personas enteras.',
    '{typed} não é um número inteiro de pessoas. Escreva pessoas inteiras.',
  ],
  'over 100': [
    '{typed} % is more than all. Check whether the count was written in place of the percentage.',
    '{typed} % dépasse le tout. Vérifiez si l’effectif a été écrit à la place du pourcentage.',
    '{typed} % es más que todo. Compruebe si se escribió el recuento en lugar del porcentaje.',
    '{typed} % é mais do que tudo. Verifique se escreveu a contagem em vez da percentagem.',
  ],
  'below one per cent': [
    '{typed} % is less than one in a hundred. If it is a share of one, write it times 100.',
    '{typed} % est moins d’un sur cent. Si c’est une part de un, multipliez-la par 100.',
    '{typed} % es menos de uno de cada cien. Si es una parte de uno, multiplíquela por 100.',
    '{typed} % é menos de um em cem. Se é uma parte de um, multiplique-a por 100.',
  ],
  fell: [
    '{value} is less than {last}, verified for the period to {ends}, and this value holds all since the beginning. Write the total so far, or ask for a correction of the earlier one.',
    '{value} est inférieur à {last}, vérifié pour la période au {ends}, alors que cette valeur cumule tout depuis le début. Écrivez le total à ce jour, ou demandez une correction de l’ancienne.',
    '{value} es menos que {last}, verificado para el periodo hasta el {ends}, y este valor acumula todo desde el principio. Escriba el total hasta hoy o pida corregir el anterior.',
    '{value} é menos do que {last}, verificado para o período até {ends}, e este valor acumula tudo desde o início. Escreva o total até hoje ou peça a correção do anterior.',
  ],
  'parts differ': [
    'The parts add up to {sum}, the total says {total}, and each belongs to exactly one part. Correct the part or the total.',
    'Les parties font {sum}, le total dit {total}, et chacun relève d’une seule partie. Corrigez la partie ou le total.',
    'Las partes suman {sum}, el total dice {total}, y cada uno pertenece a una sola parte. Corrija la parte o el total.',
    'As partes somam {sum}, o total diz {total}, e cada um pertence a uma só parte. Corrija a parte ou o total.',
  ],
  'parts exceed': [
    'The parts that are given add up to {sum}, more than the total of {total}. Correct the part or the total.',
    'Les parties données font {sum}, plus que le total de {total}. Corrigez la partie ou le total.',
    'Las partes dadas suman {sum}, más que el total de {total}. Corrija la parte o el total.',
    'As partes dadas somam {sum}, mais do que o total de {total}. Corrija a parte ou o total.',
  ],
  'part exceeds': [
    '{value} is more than the total of {total}. Correct one of the two.',
    '{value} dépasse le total de {total}. Corrigez l’un des deux.',
    '{value} supera el total de {total}. Corrija uno de los dos.',
    '{value} supera o total de {total}. Corrija um dos dois.',
  ],
  'interval missing': [
    'An estimate comes with its interval. Write its lower and upper limit, from the study.',
    'Une estimation vient avec son intervalle. Écrivez ses limites inférieure et supérieure, tirées de l’étude.',
    'Una estimación va con su intervalo. Escriba su límite inferior y superior, del estudio.',
    'Uma estimativa vem com o seu intervalo. Escreva os limites inferior e superior, do estudo.',
  ],
  'interval half': [
    'One limit of the interval is missing. Write both.',
    'Une limite de l’intervalle manque. Écrivez les deux.',
    'Falta un límite del intervalo. Escriba los dos.',
    'Falta um limite do intervalo. Escreva os dois.',
  ],
  'interval not around': [
    'The interval from {low} to {high} does not hold the value {value}. Check which was mistyped.',
    'L’intervalle de {low} à {high} ne contient pas la valeur {value}. Vérifiez la saisie.',
    'El intervalo de {low} a {high} no contiene el valor {value}. Compruebe cuál se escribió mal.',
    'O intervalo de {low} a {high} não contém o valor {value}. Verifique qual foi mal escrito.',
  ],
  level: [
    'The confidence of the interval is a percentage from 50 to below 100. Most studies give 95.',
    'La confiance de l’intervalle est un pourcentage de 50 à moins de 100. La plupart des études donnent 95.',
    'La confianza del intervalo es un porcentaje de 50 a menos de 100. La mayoría de los estudios dan 95.',
    'A confiança do intervalo é uma percentagem de 50 a menos de 100. A maioria dos estudos dá 95.',
  ],
  'denominator missing': [
    'Out of how many? The values of several reporters are weighted with it. Write the number.',
    'Sur combien ? Les valeurs de plusieurs rapporteurs sont pondérées par ce nombre. Écrivez-le.',
    '¿De cuántos? Los valores de varios informantes se ponderan con ello. Escriba el número.',
    'De quantos? Os valores de vários relatores são ponderados com isso. Escreva o número.',
  ],
  'denominator zero': [
    'A share of nothing cannot be told. Leave the value empty and choose below why there is none.',
    'Une part de rien ne se calcule pas. Laissez la valeur vide et choisissez plus bas pourquoi.',
    'No hay parte de nada. Deje el valor vacío y elija abajo por qué no lo hay.',
    'Não há parte de nada. Deixe o valor vazio e escolha abaixo porquê.',
  ],
  'share not shown': [
    'Out of how many? Without this number nobody can tell whether few people stand behind the share, and it is not shown.',
    'Sur combien ? Sans ce nombre, nul ne peut dire si peu de personnes sont derrière cette part, et elle n’est pas montrée.',
    '¿De cuántos? Sin este número nadie puede decir si hay pocas personas detrás de la proporción, y no se muestra.',
    'De quantos? Sem este número ninguém pode dizer se há poucas pessoas por detrás da proporção, e ela não se mostra.',
  ],
  'numerator over': [
    '{numerator} of {denominator} is more than all. Correct one of the two.',
    '{numerator} sur {denominator} dépasse le tout. Corrigez l’un des deux.',
    '{numerator} de {denominator} es más que todo. Corrija uno de los dos.',
    '{numerator} de {denominator} é mais do que tudo. Corrija um dos dois.',
  ],
  'share differs': [
    '{numerator} of {denominator} makes {share}, not {value}. Correct one of the three.',
    '{numerator} sur {denominator} fait {share}, non {value}. Corrigez l’un des trois.',
    '{numerator} de {denominator} da {share}, no {value}. Corrija uno de los tres.',
    '{numerator} de {denominator} dá {share}, não {value}. Corrija um dos três.',
  ],
  neither: [
    '{count, plural, one {# field is} other {# fields are}} empty and there is no reason. An empty field is not zero: write the value, or choose why there is none.',
    '{count, plural, one {# champ est vide} other {# champs sont vides}} sans motif. Vide ne veut pas dire zéro : écrivez la valeur, ou choisissez pourquoi il n’y en a pas.',
    '{count, plural, one {# campo está vacío} other {# campos están vacíos}} y no hay motivo. Vacío no es cero: escriba el valor o elija por qué no lo hay.',
    '{count, plural, one {# campo está vazio} other {# campos estão vazios}} e não há motivo. Vazio não é zero: escreva o valor ou escolha porque não há.',
  ],
  why: [
    'Say in a few words why the value is missing and when it will come; this is published.',
    'Dites en quelques mots pourquoi la valeur manque et quand elle viendra ; ceci est publié.',
    'Diga en pocas palabras por qué falta el valor y cuándo llegará; esto se publica.',
    'Diga em poucas palavras porque falta o valor e quando virá; isto é publicado.',
  ],
  'evidence missing': [
    'No evidence is named. Give an address or a document of the compact if there is one.',
    'Aucune preuve n’est citée. Donnez une adresse ou un document du pacte s’il en existe.',
    'No se cita ninguna prueba. Dé una dirección o un documento del pacto si lo hay.',
    'Nenhuma prova é citada. Dê um endereço ou um documento do pacto, se houver.',
  ],
  evidence: [
    '“{typed}” is neither a web address nor a document of this compact. Write an address that begins with https://, or the code of the document.',
    '« {typed} » n’est ni une adresse web ni un document de ce pacte. Écrivez une adresse qui commence par https://, ou le code du document.',
    '«{typed}» no es ni una dirección web ni un documento de este pacto. Escriba una dirección que empiece por https:// o el código del documento.',
    '«{typed}» não é nem um endereço web nem um documento deste pacto. Escreva um endereço que comece por https://, ou o código do documento.',
  ],
  jump: [
    '{value} after {last} in the period to {ends}: ten times as much, or a tenth. If it is right, say why in the comment.',
    '{value} après {last} pour la période au {ends} : dix fois plus, ou dix fois moins. Si c’est exact, dites pourquoi en commentaire.',
    '{value} tras {last} en el periodo hasta el {ends}: diez veces más, o la décima parte. Si es correcto, diga por qué en el comentario.',
    '{value} depois de {last} no período até {ends}: dez vezes mais, ou um décimo. Se está certo, diga porquê no comentário.',
  ],
})
