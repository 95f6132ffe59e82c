import type { FrontKey } from '../words.ts'

/** Ce que disent les pages de plusieurs pièces. */
export const fr: Record<FrontKey, string> = {
  unknown: 'inconnu',
  notStated: 'non indiqué',
  'data.package': 'Toutes les données en un seul paquet',

  'home.promise':
    'TIPping Point trouve les pays où une aide pourrait mettre fin à la traite des personnes, en fait des accords que chacun peut vérifier, et mesure honnêtement si cela a marché.',
  'home.now.title': 'Notes les plus hautes : {first}, sur {count} pays qui passent',
  'home.now.subtitle':
    '{summary} {method}, notre propre méthode, sur le rapport de {year} et tout ce que l’on savait d’autre le {day}.',
  'home.now.weak':
    '{transcribed, plural, =0 {} one {# classement repose sur une seule transcription privée. } other {# classements reposent sur une seule transcription privée. }}{eliminated, plural, =0 {} one {# a été trouvé par élimination. } other {# ont été trouvés par élimination. }}',
  'home.now.caveat':
    'Être sur la liste veut dire qu’une aide peut faire pencher la balance, non qu’elle le fera. Projection Equal Earth ; les frontières sont celles du cartographe.',
  'home.now.list': 'Les {count} premiers par note',
  'home.listOf': '{list} ({method})',
  'home.map.label':
    'Carte du monde de l’évaluation. En tête de liste : {first}. La liste à côté donne la suite.',
  'home.map.in': 'passe la barrière, {score} sur 100',
  'home.map.out': 'écarté à « {gate} »',
  'home.map.unknown': 'il manque quelque chose, donc pas de note',
  'home.key.first': 'les {count} premiers',
  'home.key.in': 'passent, plus bas dans la liste',
  'home.key.out': 'ne passent pas',
  'home.key.unknown': 'pas de note : il manque quelque chose',
  'home.key.none': 'aucun classement de {year} ici',
  'home.dagger':
    '† Le classement repose sur une seule transcription privée ou sur une élimination ; le rapport lui-même n’a pas été lu.',
  'home.range': 'Rangs : plage de sensibilité, 90 % des essais.',
  'home.all':
    '{count, plural, one {Voir celui qui passe} other {Voir les # qui passent, et à quel point c’est sûr}}',
  'home.then.title': 'Quand on a proposé les premiers pays prioritaires, un fait manquait pour {unknown}',
  'home.then.subtitle':
    '{summary} {method}, la méthode qu’une coalition a proposée au gouvernement américain, au {day} : niveau, enfants soldats, mission de l’USAID.',
  'home.then.caveat':
    'Inconnu ne veut pas dire non : aucune liste complète des missions de cette année n’a été trouvée. Une liste ne peut pas dire si l’un d’eux aurait basculé.',
  'home.then.in': 'Ils passent les trois barrières.',
  'home.then.why': '{count} : {what}',
  'home.then.far': '{what}, à une date trop éloignée du jour',
  'home.then.rest': '{count} : pour d’autres raisons',
  'home.then.noEvidence': 'aucune preuve datée pour « {gate} »',
  'home.then.revised':
    'Note d’après la gouvernance de 2012, valeurs révisées depuis, non telles que connues alors.',

  'cycle.title': 'Sept étapes, puis on recommence',
  'cycle.around':
    'Autour, tout le monde : <represent>qui parle pour votre adresse</represent>, <campaigns>les campagnes</campaigns>, <bills>les projets de loi</bills> et <cents>deux centimes par dollar</cents>.',
  'cycle.none': 'Rien encore',
  'cycle.observe': 'Observer',
  'cycle.observe.question': 'Que dit le dossier de chaque pays, année par année, lacunes comprises ?',
  'cycle.observe.holds':
    '{count, plural, =0 {aucun classement} one {classement} other {classements, lacunes nommées}}',
  'cycle.select': 'Choisir',
  'cycle.select.question':
    'Où l’aide pourrait-elle faire pencher la balance, par une méthode que l’on peut discuter ?',
  'cycle.select.holds':
    '{count, plural, =0 {aucune évaluation} one {évaluation conservée} other {évaluations conservées}}',
  'cycle.prepare': 'Préparer',
  'cycle.prepare.question': 'Qui sait déjà faire quoi, et que faut-il mesurer avant de commencer ?',
  'cycle.prepare.holds':
    '{count, plural, =0 {aucune étude de référence} one {étude de référence} other {études de référence}}',
  'cycle.agree': 'Convenir',
  'cycle.agree.question': 'Qui a promis quoi, pour quels trois à cinq ans ?',
  'cycle.agree.holds': '{count, plural, =0 {aucun pacte} one {pacte signé} other {pactes signés}}',
  'cycle.fund': 'Financer',
  'cycle.fund.question': 'L’argent a-t-il été versé quand ses conditions étaient remplies ?',
  'cycle.fund.holds':
    '{sums, plural, =0 {aucune somme publiée} one {somme publiée} other {sommes publiées, chacune d’une autre sorte, donc non additionnées}}{books, plural, =0 {} one { ; un grand livre ouvert} other { ; # grands livres ouverts}}',
  'cycle.measure': 'Mesurer',
  'cycle.measure.question': 'Y a-t-il moins de victimes, avec quel doute ?',
  'cycle.measure.holds':
    '{count, plural, =0 {aucun rapport de résultats publié} one {rapport de résultats publié} other {rapports de résultats publiés}}',
  'cycle.learn': 'Apprendre',
  'cycle.learn.question': 'Qu’est-ce qui a marché, où, et est-ce transposable ?',
  'cycle.learn.holds':
    '{count, plural, =0 {aucune preuve} one {preuve enregistrée} other {preuves enregistrées}}',

  'compacts.title': 'Qu’a-t-on signé ?',
  'compacts.note': 'Pactes de protection de l’enfance entre les États-Unis et un gouvernement partenaire.',
  'compacts.all': 'Tous les pactes connus ici',
  'compacts.finding':
    '{count, plural, one {Un pacte et sa somme} other {# pactes, # sortes de sommes : nous ne les additionnons pas}}',
  'compacts.subtitle':
    'Durée de chaque pacte et financement américain, avec les mots de la source (en anglais).',
  'compacts.caveat':
    'Hachuré : signé cette année-là, jour non confirmé. Des pactes plus récents n’ont été ni trouvés ni exclus.',
  'compact.signed': 'Signé',
  'compact.term': 'Durée',
  'compact.us': 'États-Unis',
  'compact.words': 'Avec les mots de la source',
  'compact.own': 'Contribution du pays lui-même',
  'compact.with': 'Mis en œuvre avec',
  'compact.status': 'État',
  'compact.baseline': 'Mesure initiale et finale',
  'compact.noBaseline': 'Aucune connue de nous',

  'news.title': 'Quoi de neuf ?',
  'news.data': 'Données',
  'news.data.title': 'Le rapport de {year} est là, surtout de seconde main',
  'news.data.text':
    'Nous en avons {held} classements. {weak} d’entre eux reposent sur une seule transcription privée et sont signalés partout où ils servent.',
  'news.assessment': 'Évaluation',
  'news.assessment.title': '{method}, version {version}, sur ce que l’on savait le {day}',
  'news.assessment.text':
    '{summary} L’une de <link>{count, plural, one {# évaluation} other {# évaluations}}</link>. Chacune garde tout ce qu’elle a regardé et peut être refaite.',
  'news.compact': 'Pacte',
  'news.compact.title': '{country} signe le pacte le plus récent connu',
  'news.compact.text': 'Aucun compte rendu de ce qu’il a changé n’a été trouvé.',
  'news.run': 'Nos données ont été lues pour la dernière fois le {day}.',

  'list.country': 'Pays',
  'list.tier': 'Niveau',
  'list.score': 'Note',
  'list.of100': '0–100',
  'list.ranks': 'Rangs',
  'list.range': '90 % des essais',
  'list.region': 'Région',
  'list.newestTier': 'Dernier niveau',

  'countries.title': 'Pays',
  'countries.question': 'Que sait-on de chaque pays ?',
  'countries.description': 'Chaque pays, son dernier niveau et la place que chaque méthode lui donne.',
  'countries.aside':
    'Le niveau est le jugement du département d’État américain sur les efforts d’un gouvernement, non sur l’ampleur du problème. Un pays sans classement est inconnu, ni bon ni mauvais.',
  'countries.find': 'Nom',
  'countries.findHint': 'Dans toute langue, anciens noms compris',
  'countries.everywhere': 'Toutes les régions',
  'countries.show': 'Afficher les pays',
  'countries.count':
    '{count, plural, one {# pays} other {# pays}} sur {all}. Toute la liste : <csv>CSV</csv>, <json>JSON</json>.',
  'countries.all': 'Tout afficher',
  'countries.none':
    'Aucun pays ne s’appelle ou ne s’est appelé « {q} » ici. Essayez moins de lettres, ou toutes les régions.',
  'countries.weak':
    '† Le classement repose sur une transcription, une élimination ou des copies qui divergent. Méthodes : place, puis note sur 100.',
  'countries.noTier': 'aucun classement',
  'countries.rank': 'rang {rank}, {points} sur 100',
  'countries.would': 'rang {rank} si confirmé',
  'countries.unknown': 'Aucun pays ne s’appelle ou ne s’est appelé « {text} » ici',
  'countries.suggest': 'Vouliez-vous dire {names} ?',
  'countries.lookUp': 'La liste des pays trouve les noms en quatre langues, même anciens.',
  'countries.noRegion': 'Il n’y a pas de région « {region} »',
  'countries.regions': 'Les régions sont {regions}.',

  'country.brief': 'Une page à imprimer',
  'country.sourcesNote': 'Les petits chiffres du texte les ouvrent sur place.',
  'about.people': '{size, select, millions {{count} d’habitants} other {{count} habitants}}',
  'about.noPeople': 'Population inconnue ici',
  'about.income': '{sum} de production par habitant en {year}',
  'about.noIncome': 'Production par habitant inconnue ici',
  'about.compact': 'Partenaire d’un pacte de protection de l’enfance, {year}.',

  'short.title': 'En bref',
  'short.note': 'Écrit d’après les données par des règles fixes. Chaque phrase nomme ses sources.',
  'short.tier': '{country} : {tier} dans le rapport de {year}.',
  'short.oldTier':
    '{country} : aucun classement du rapport de {last} ici ; le dernier connu est {tier}, de {year}.',
  'short.noTier': '{country} : aucun niveau connu ici, ni dans le rapport de {year} ni avant.',
  'short.count': '{tier} dans {count, plural, one {un rapport} other {# rapports}}',
  'short.record': '{kinds, plural, one {Depuis {since}, {counts}.} other {Depuis {since} : {counts}.}}',
  'short.gaps':
    '{count, plural, one {Pour un rapport depuis, aucun classement n’est connu ici.} other {Pour # rapports depuis, aucun classement n’est connu ici.}}',
  'short.by': 'Selon la méthode « {method} » : {sentence}',
  'short.weak.one transcription': 'Le dernier classement repose sur une seule transcription privée.',
  'short.weak.by elimination': 'Le dernier classement a été trouvé par élimination, non lu.',
  'short.weak.inferred': 'Le dernier classement a été déduit d’autres textes, non lu.',
  'short.weak.imported here':
    'Le dernier classement a été importé ici par un utilisateur ; il ne vient pas du paquet de référence.',
  'short.weak.conflicting copies': 'Les copies du rapport divergent sur le dernier classement.',
  'short.notJudged': '{country} n’est pas jugé par « {method} » au {day} : {why}.',
  'short.unknown':
    '{country} : on ne sait pas combien de personnes sont victimes de la traite ; nous ne connaissons aucune estimation nationale mesurée.',
  'short.measured': 'Mesuré : {method}, {period}. {figure} Est compté : {definition}',
  'short.several': 'C’est l’une de {count} estimations actuelles.',
  'short.severalApart': 'C’est l’une de {count} estimations actuelles, qui vont de {low} à {high}.',
  'short.unknownNext':
    'Ce qui manque : une enquête ou des listes de cas avec une définition, un lieu, une période et un intervalle indiqués.',

  'tiers.title': '{country} : quel classement américain ?',
  'tiers.note':
    'Le niveau dans le rapport annuel sur la traite des personnes. Il juge les efforts d’un gouvernement, non l’ampleur du problème.',
  'tiers.finding':
    '{tier} dans {reports} rapports sur {of}, {ups, plural, =0 {jamais relevé} one {relevé une fois} other {relevé # fois}}, {downs, plural, =0 {jamais abaissé} one {abaissé une fois} other {abaissé # fois}}',
  'tiers.none': '{country} : aucun classement ici',
  'tiers.subtitle':
    'Niveau par année de rapport. Dessous, {count, plural, one {le voisin le plus proche} other {les # voisins les plus proches}} en population ({region}) ; les années hachurées sont inconnues ici.',
  'tiers.alone': 'Niveau par année de rapport ; les années hachurées sont inconnues ici.',
  'tiers.caption': 'Niveau par année de rapport',
  'tiers.report': 'Rapport',
  'tiers.compact': 'pacte, {when}',
  'tiers.weak': '{years} : {why}',

  'gates.title': 'Passe-t-il les barrières ?',
  'gates.note': 'Une barrière est passée, manquée ou inconnue. Inconnu ne veut jamais dire non.',
  'gates.date': '{method}, {day}',
  'gates.notAsked': 'Non demandé',
  'gates.notAskedWhy': 'Cette méthode n’a pas cette barrière.',
  'gates.notJudged': 'Non jugé',
  'gates.notJudgedWhy':
    'Ne fait pas partie des pays que juge cette méthode : aucun classement n’est connu, ou il est écarté d’emblée.',
  'gates.in': 'Retenu : rang {rank} sur {of}',
  'gates.would': 'Ne peut être jugé ; rang {rank} si confirmé',

  'places.title': 'Où chaque méthode le place-t-elle ?',
  'places.note':
    'Les plages sont des plages de sensibilité : de combien les places bougent quand on tire à nouveau l’erreur de mesure.',
  'places.method': 'Méthode',
  'places.asOf': 'Connu le',
  'places.standing': 'Résultat',
  'places.rank': 'Rang',
  'places.madeBy': '{method}, version {version}, graine {seed}, {runs} essais',

  'governance.title': 'Comment est-il gouverné ?',
  'governance.note': 'Ce que les méthodes notent une fois les barrières passées.',
  'governance.caption': 'La gouvernance avec son erreur, à côté des voisins',
  'governance.finding':
    '{ahead, plural, =0 {Jamais au-dessus du milieu de ses {count} voisins, sur {of} mesures} =3 {Au-dessus du milieu de ses {count} voisins sur les trois mesures} other {Au-dessus du milieu de ses {count} voisins sur # des {of} mesures}}',
  'governance.none': '{country} : aucun chiffre de gouvernance ici',
  'governance.subtitle':
    'Indicateurs mondiaux de gouvernance {year}, tels que révisés en {revised} ; échelle −2,5 à 2,5. Point : estimation ; trait : ±1,645 erreur type, un intervalle à 90 %.',
  'governance.caveat':
    'Voisins dans l’ordre de leur moyenne. Quand deux traits se recouvrent, l’ordre des deux pays n’est pas certain.',
  'missing.not published': 'non publié',
  'missing.not applicable': 'sans objet',
  'missing.not yet imported': 'pas encore importé',
  'missing.suppressed': 'retenu par la source',
  'missing.not yet released': 'pas encore paru',

  'people.title': 'Combien de personnes ?',
  'people.note': 'Ce qui est mesuré et ce qui est modélisé restent séparés ; le second déduit.',
  'people.measured': 'Mesuré ici',
  'people.none': 'Nous ne connaissons aucune estimation nationale mesurée.',
  'people.axis': 'personnes pour 1 000 : n’importe où sur cette ligne',
  'people.report': 'le rapport',
  'people.trend':
    'Chaque chiffre vaut pour lui-même. Si la définition, la méthode ou le lieu changent, deux chiffres ne font pas une tendance.',
  'people.figure': 'Chiffre',
  'people.definition': 'Définition',
  'people.when': 'Période et lieu',
  'people.how': 'Méthode',
  'people.listed': 'Estimations pour : {country}',
  'people.modelledHere': 'Modélisé',
  'people.missingTitle': 'Ce qui manque',
  'people.missing':
    'Une enquête, ou des listes de cas comparables, avec une définition, un lieu, une période et un intervalle indiqués. Sans cela, personne ne peut dire d’après cette page si quelque chose a changé.',
  'people.modelled':
    'Des modèles mondiaux déduisent un chiffre ({region}) d’enquêtes menées dans d’autres pays. Leurs conditions ne nous permettent pas de le reprendre, et ils ne servent jamais ici de mesure initiale.',

  'agreed.title': 'Qu’a-t-on convenu ?',
  'agreed.note': 'Pactes de protection de l’enfance avec les États-Unis.',
  'agreed.untitled': 'Un pacte sans titre',
  'agreed.here':
    'En vigueur du {begins} au {ends} ; son argent, ses conditions et ses résultats y sont ouverts à tous.',
  'agreed.soon': 'Publié, pas encore en vigueur.',
  'agreed.example': 'Un exemple : tout y est inventé.',
  'agreed.none':
    '{country} : aucun pacte de protection de l’enfance connu de nous. Des pactes d’après 2022 n’ont été ni trouvés ni exclus.',
  'agreed.notStated': 'Non indiqué dans les textes que nous avons',

  'grants.title': 'Qu’ont payé les États-Unis auparavant ?',
  'grants.note': 'Subventions d’agences américaines contre la traite, avec ce pays pour lieu de travail.',
  'grants.none':
    'Aucune subvention ici de {first} à {last}. Les subventions régionales et mondiales, qui ont pu y arriver, ne sont pas comptées, et les années suivantes ne sont pas couvertes.',
  'grants.finding':
    '{sum} indiqués dans {count, plural, one {une subvention} other {# subventions}}, {first} à {last}{unstated, plural, =0 {} one { ; l’une d’elles n’indique aucun montant} other { ; # d’entre elles n’indiquent aucun montant}}',
  'grants.subtitle':
    'Subventions par année, dollars courants. Les subventions régionales et mondiales ne sont pas comptées.',
  'grants.caveat':
    'Un montant absent n’a pas été indiqué ; ce n’est pas zéro. Rien après {last} n’est couvert.',
  'grants.noneThen': 'aucune',
  'grants.unstatedToo': '{count, plural, one {# non indiqué} other {# non indiqués}}',
  'grants.year': 'Année',
  'grants.recipient': 'Bénéficiaire',
  'grants.amount': 'Montant',

  'goods.title': 'Quels produits sont signalés ?',
  'goods.note':
    'Produits dont le département du Travail américain a lieu de croire qu’ils sont issus du travail des enfants ou du travail forcé.',
  'goods.none':
    'Aucun produit de ce pays n’est sur la liste de {year}. La liste nomme ce qu’on a cherché et trouvé : un pays sans mention est inconnu, non exempt.',
  'goods.good': 'Produit',
  'goods.child': 'Travail des enfants',
  'goods.forced': 'Travail forcé',
  'goods.sector': 'Secteur',
  'goods.listed': 'signalé',
  'goods.notListed': 'non signalé',
  'goods.list': 'Liste de {year}, noms en anglais. Les ajouts suivants ne sont pas dans nos données.',

  'downloads.title': 'À emporter',
  'downloads.brief': 'Sur papier',
  'downloads.briefText': '<link>Une page à imprimer</link> ; cette page s’imprime aussi comme un document.',
  'downloads.figures': 'Comme données',
  'downloads.figuresText':
    'Les chiffres en <csv>CSV</csv>, ce qui est dit des pactes, produits et subventions en <facts>CSV</facts>, tout le contenu de cette page en <json>JSON</json>. Dans le CSV, un texte qu’un tableur prendrait pour une formule est précédé d’une apostrophe.',

  'brief.title': '{country} en une page',
  'brief.tiers': 'Niveaux',
  'brief.asked': 'Demandé',
  'brief.known': 'Connu ici',
  'brief.compact': 'Pacte, {when}',
  'brief.goods': 'Produits signalés',
  'brief.grants': 'Subventions',
  'brief.about': 'Le pays',
  'brief.sources': 'Adresses, éditions et ce dont la note est faite : {address}',
}
