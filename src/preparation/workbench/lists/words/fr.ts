import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  'slot.name': 'Tableau des listes',
  'slot.hint':
    'Une ligne par personne, par inscription sur une liste, ou par combinaison de listes avec un nombre de personnes.',
  'example.uk': 'Royaume-Uni 2013 : six listes',
  'example.australia': 'Australie 2015 à 2017 : quatre listes',
  'example.entries': 'Inventé : des inscriptions avec codes, à rapprocher',
  'example.entries.source': 'Inventé pour cette page ; il ne parle de personne.',
  'ask.form': 'Qu’est-ce qu’une ligne ?',
  'ask.form.overlap': 'Une combinaison de listes, avec le nombre de personnes qui l’ont',
  'ask.form.people': 'Une personne, avec une colonne pour chaque liste',
  'ask.form.entries': 'Une inscription sur une liste, avec un code pour la personne',
  'ask.lists': 'Colonnes qui sont des listes',
  'ask.lists.hint':
    'Chacune contient 1 ou oui pour qui est sur la liste, 0 ou non pour qui n’y est pas. De deux à dix.',
  'ask.count': 'Colonne des nombres de personnes',
  'ask.code': 'Colonne du code qui relie les lignes',
  'ask.code.hint':
    'Les lignes au code exactement identique sont une seule personne. Rien d’autre ne sert à les rapprocher ; les codes ne sont ni montrés ni gardés.',
  'ask.code.none': 'Aucune : chaque ligne est une autre personne',
  'ask.list': 'Colonne des noms des listes',
  'ask.methods': 'Méthodes',
  'ask.methods.hint': 'Aucune n’est la bonne à elle seule : leur écart fait partie de la réponse.',
  'ask.resamples': 'Combien de fois les personnes sont tirées à nouveau',
  'ask.resamples.hint':
    'Pour des intervalles qui tiennent compte du choix du modèle. 1000 est habituel ; 0 y renonce.',
  'ask.seed': 'Graine',
  'ask.seed.hint': 'La même graine répète les mêmes tirages, ici et par commande.',
  'missing.lists': 'Choisissez de deux à dix colonnes qui sont des listes.',
  'missing.left':
    'Dans un tableau de combinaisons, chaque liste compte : « {column} » en a l’air et reste de côté. Cochez-la ; au-delà de dix listes, fusionnez-en d’abord dans le fichier.',
  'missing.people':
    '« {column} » ressemble à des nombres de personnes. Indiquez qu’une ligne est une combinaison de listes ; si chaque ligne est une personne, retirez cette colonne du fichier.',
  'missing.count': 'Choisissez la colonne des nombres de personnes ; ce n’est pas une liste.',
  'missing.code': 'Choisissez la colonne des codes et celle des noms des listes.',
  'missing.methods': 'Choisissez au moins une méthode.',
  'missing.numbers': 'Les tirages et la graine sont des nombres entiers, comme 1000 et 1.',
  'show.title': 'En bref',
  'show.seen': '{lists} listes ont trouvé {cases} personnes.',
  'show.chosen':
    'Selon la méthode « {method} », elles sont environ <b>{estimate}</b> en tout ; l’intervalle à {level} va de {low} à {high}.',
  'show.chosen.open':
    'Selon la méthode « {method} », elles sont environ <b>{estimate}</b> en tout ; l’intervalle à {level} commence à {low} et n’a pas de limite supérieure.',
  'show.chosen.conditional':
    'Selon la méthode « {method} », elles sont environ <b>{estimate}</b> en tout. Aucun intervalle ne tient compte du choix du modèle : le modèle supposé connu, l’intervalle à {level} irait de {low} à {high}, ce qui est trop étroit.',
  'show.chosen.point':
    'Selon la méthode « {method} », elles sont environ <b>{estimate}</b> en tout ; il n’y a pas d’intervalle.',
  'show.bound':
    'Selon la méthode « {method} », elles sont au moins environ <b>{estimate}</b> en tout. Combien de plus, elle ne le dit pas.',
  'show.prior':
    'Mais aucun modèle sans a priori ne donne d’estimation à partir de ce tableau : ce chiffre vient surtout de ce que la méthode suppose, non des listes. Ne le publiez pas comme un résultat.',
  'show.none': 'Selon la méthode « {method} », il n’y a pas d’estimation. {reason}',
  'show.range':
    'Sur {count, plural, one {# méthode qui donne} other {# méthodes qui donnent}} un total, la réponse se situe entre {low} et {high}.',
  'show.range.same':
    '{count, plural, one {# méthode donne} other {# méthodes donnent}} un total, environ {total}.',
  'show.noTotal': 'Aucune méthode ne donne de total à partir de ce tableau.',
  'show.onePerson':
    'Avec une personne de plus ou de moins sur une liste, la méthode « {method} » donnerait entre {low} et {high}.',
  'show.onePerson.none':
    'Avec une personne de plus ou de moins sur une liste, il pourrait n’y avoir aucune estimation.',
  'show.doubts': 'Ce qui est douteux',
  'show.noDoubts':
    'Rien dans le tableau lui-même ne s’oppose aux méthodes. Si les listes ont été tenues séparément et si chacun pouvait figurer sur toutes, le tableau ne peut le dire.',
  'show.below':
    '{count, plural, one {# autre total sur {of} est} other {# autres totaux sur {of} sont}} sous la borne inférieure (Chao) : trop bas.',
  'show.linked': 'Comment les lignes sont devenues des personnes',
  'linked.people': '{rows} lignes sont {people} personnes qui figurent sur au moins une liste.',
  'linked.withoutCode':
    '{count, plural, one {# ligne n’a pas de code et a été laissée de côté : nul ne peut dire à qui elle est.} other {# lignes n’ont pas de code et ont été laissées de côté : nul ne peut dire à qui elles sont.}}',
  'linked.again':
    '{count, plural, one {# ligne redit ce qu’une autre a dit.} other {# lignes redisent ce que d’autres ont dit.}}',
  'linked.onNoList':
    '{count, plural, one {# personne ne figure sur aucune liste et a été laissée de côté} other {# personnes ne figurent sur aucune liste et ont été laissées de côté}} : celles qu’aucune liste n’a trouvées sont ce qui est estimé.',
  'linked.alike':
    '{count, plural, one {# code ne diffère} other {# codes ne diffèrent}} d’autres que par majuscules, espaces ou signes. Ils ont été pris pour des personnes différentes : s’ils ne le sont pas, l’estimation est trop élevée.',
  'pictures.title': 'Ce que montre le tableau',
  'overlap.title': '{share} des personnes trouvées l’ont été par une seule liste',
  'overlap.subtitle':
    'Combien de personnes ont été trouvées par ces listes exactement. Moins il y en a en commun, plus il y en a sans doute qui n’ont pas été vues.',
  'forest.title': 'La réponse dépend de la méthode : de {low} à {high}',
  'forest.title.same': 'Toute méthode qui donne un total dit {total}',
  'forest.title.none': 'Aucune méthode ne donne de total',
  'forest.subtitle':
    'Personnes en tout, selon chaque méthode, et selon {main} sans une liste ou avec deux listes prises pour une. Le trait à gauche est le nombre de personnes vues.',
  'forest.caveat': 'Aucune ligne n’est la bonne. Un intervalle étroit ne rend pas une méthode juste.',
  'dependence.title':
    '« {first} » et « {second} » vont ensemble {ratio} fois plus souvent que ne le voudrait le hasard',
  'dependence.title.none': 'Comment les listes se tiennent',
  'dependence.subtitle':
    'Des listes qui s’adressent des personnes trouvent les mêmes, et rendent trop bas un total qui l’ignore ; des listes qui se partagent le travail le rendent trop haut.',
  'distribution.title': 'Tirées à nouveau, les mêmes personnes donneraient des totaux comme ceux-ci',
  'distribution.subtitle': '« {method} », {count} tirages, le modèle choisi à nouveau dans chacun.',
  'consistency.title':
    'Prises pour tout le monde, {right} listes sur {of} sont estimées à leur taille connue',
  'consistency.subtitle':
    'Chaque liste est connue ; les autres l’estiment. Là où elles la manquent, elles cherchent aux mêmes endroits, ou ailleurs.',
  'consistency.list': 'Liste',
  'consistency.truth': 'Taille connue',
  'consistency.estimate': 'Estimée par les autres',
  'consistency.holds': 'L’intervalle la contient-il ?',
  'consistency.yes': 'oui',
  'consistency.no': 'non',
  'consistency.unknown': 'inconnu',
  'download.label': 'libellé',
  'download.overlap': 'tableau des recoupements',

  'two.first': 'Le premier tableau',
  'two.second': 'Le second tableau',
  'two.first.named': 'Premier : {name}',
  'two.second.named': 'Second : {name}',
  'two.slot.hint':
    'Les mêmes listes dans les deux, nommées de même. Une ligne par personne, par inscription sur une liste, ou par combinaison de listes avec un nombre de personnes.',
  'two.example': 'Inventé : trois listes, à deux ans d’écart',
  'two.definition': 'Qui y est compté',
  'two.definition.hint':
    'Dans les mots de la définition. Si les deux diffèrent, la page avertit que le changement peut n’être qu’un changement de mots.',
  'two.target': 'Baisse promise, en pour cent du premier total',
  'two.target.hint': 'Par exemple 25. Laissé vide : aucune ne l’a été.',
  'two.more': 'Tirages et graine',
  'two.resamples.hint':
    'Le modèle est choisi à nouveau dans chacun. 1000 est usuel ; avec moins de 40, il n’y a pas de réponse.',
  'two.missing': '{table} : {lacking}',
  'two.missing.numbers':
    'Tirages et graine sont des nombres entiers, comme 1000 et 1 ; une baisse est en pour cent.',
  'two.says.fell':
    'De « {from} » à « {to} », le nombre de personnes a <strong>baissé</strong> : environ {first} dans le premier, {second} dans le second, soit {ratio} fois autant (95 % : {low} à {high}).',
  'two.says.rose':
    'De « {from} » à « {to} », le nombre de personnes a <strong>augmenté</strong> : environ {first} dans le premier, {second} dans le second, soit {ratio} fois autant (95 % : {low} à {high}).',
  'two.says.none':
    'De « {from} » à « {to} », <strong>aucun changement ne se distingue du hasard</strong> : environ {first} dans le premier, {second} dans le second, soit {ratio} fois autant (95 % : {low} à {high} ; 1 est l’absence de changement).',
  'two.says.open':
    'De « {from} » à « {to} » : environ {first} dans le premier, {second} dans le second, soit {ratio} fois autant (95 % : à partir de {low}, sans limite supérieure ; 1 est l’absence de changement).',
  'two.says.bare':
    'De « {from} » à « {to} » : environ {first} dans le premier, {second} dans le second, soit {ratio} fois autant. Aucun intervalle n’a été fait.',
  'two.people': 'En personnes, cela fait {people} (95 % : {low} à {high}).',
  'two.target.reached': 'La baisse promise de {fall} a été atteinte, avec une probabilité de {probability}.',
  'two.target.missed':
    'La baisse promise de {fall} a été manquée ; la probabilité qu’elle soit venue est de {probability}.',
  'two.target.undecided':
    'Si la baisse promise de {fall} est venue, ces listes ne peuvent le décider : la probabilité est de {probability}.',
  'two.drawn':
    'Chaque tableau a été retiré à part, {first} et {second} fois, le modèle étant choisi à nouveau chaque fois ; chaque tirage de l’un est mis en regard de chaque tirage de l’autre.',
  'two.why':
    'Ce que les listes manquent de même dans les deux disparaît du rapport. Ce qui a changé dans la manière dont on arrive sur les listes, non : le rapport le prendrait pour un changement du nombre de personnes.',
  'two.kept':
    'Ce rapport ne peut être enregistré avec une étude : ce n’est ni un nombre de personnes ni une part d’entre elles. Chaque total peut l’être, à part, sous « Des listes qui se recoupent ».',
  'two.totals': 'Le total de chaque tableau, avec son intervalle',
  'two.totals.subtitle':
    'Personnes en tout, par le modèle pas à pas, avec des intervalles à 95 %. Que deux intervalles se chevauchent ne dit pas que rien n’a changé ; le rapport a le sien.',
  'two.table': 'Tableau',
  'two.people.head': 'Personnes',
  'two.ratio': 'Second total sur le premier',
  'two.ratio.title': 'Le second total est {ratio} fois le premier',
  'two.ratio.subtitle': 'Avec son intervalle à 95 % ; le trait plus fort, à 1, est l’absence de changement.',
  'two.ratio.caption': 'Le rapport en entier, avec ses limites',
  'two.totals.caption': 'Les personnes en entier, avec leurs limites',
  'two.difference': 'Second total moins le premier',
  'two.falls': 'Probabilité d’une baisse d’au moins {fall} : {probability}',
  'two.falls.subtitle': 'La part des paires de tirages où le total a baissé d’autant.',
  'two.download': 'recoupements : {table}',
}
