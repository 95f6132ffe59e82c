import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  title: 'La méthode « {method} » aurait-elle fonctionné ?',
  'page.name': 'Bilan',
  'link.text': 'Ses listes des années passées, confrontées à ce que ces pays sont devenus.',
  'about.method': 'Méthode',
  'about.outcome': 'Mesurée par',
  'about.lists': 'Listes de',
  'about.horizon': 'Dans un délai de',
  years: '{n, plural, one {# an} other {# ans}}',
  span: '{from} à {to}',

  'verdict.no outcome':
    'Cette méthode ne peut être mise à l’épreuve : elle ne nomme rien qui puisse être observé par la suite.',
  'verdict.nothing to judge':
    'L’épreuve est impossible avec ce que l’on sait : aucune année, la méthode n’a pu noter un seul pays.',
  'verdict.nothing known':
    'L’épreuve est impossible avec ce que l’on sait : pour aucune liste on ne sait ce que ses pays sont devenus.',
  'verdict.places only':
    'L’épreuve est impossible avec ce que l’on sait : {n, plural, =0 {rien ne s’est produit qui puisse être compté} one {un seul événement, c’est trop peu} other {# événements, c’est trop peu}}. En dessous de {least}, seuls les rangs sont montrés, sans mesure.',
  'against.random.better': 'Elle fait mieux qu’un tirage au sort parmi les pays admis.',
  'against.random.worse': 'Elle fait moins bien qu’un tirage au sort parmi les pays admis.',
  'against.random.open': 'Rien ne montre qu’elle fasse mieux qu’un tirage au sort parmi les pays admis.',
  'against.random.none': 'Elle ne peut être comparée à un tirage au sort.',
  'against.tier.better': 'Elle fait mieux que le niveau seul.',
  'against.tier.worse': 'Elle est moins bonne que le niveau seul.',
  'against.tier.open': 'Rien ne montre qu’elle fasse mieux que le niveau seul.',
  'against.tier.none': 'Elle ne peut être comparée au niveau seul.',
  'against.income.better': 'Elle fait mieux que la production par habitant seule.',
  'against.income.worse': 'Elle est moins bonne que la production par habitant seule.',
  'against.income.open': 'Rien ne montre qu’elle fasse mieux que la production par habitant seule.',
  'against.income.none': 'Elle ne peut être comparée à la production par habitant seule.',
  coin: 'De deux pays d’une même liste, l’un où cela s’est produit, l’autre non, la méthode a placé le bon en premier dans {share} des paires ({low} à {high}) ; une pièce de monnaie, dans {half}.',
  'coin alone':
    'De deux pays d’une même liste, l’un où cela s’est produit, l’autre non, la méthode a placé le bon en premier dans {share} des paires ; une pièce de monnaie, dans {half}. C’est trop peu pour un intervalle.',
  within:
    'Entre pays de même niveau, elle a placé le bon en premier dans {share} des paires ({low} à {high}). Un pays de niveau bas a plus de marches à monter : c’est la moitié la plus équitable de la question.',
  'upside down': 'Lues par la fin, ses listes auraient mieux valu que lues par le haut.',

  'section.known': 'Que peut-on éprouver ?',
  'known.note': 'Compté avant de regarder la moindre note.',
  'known.sum':
    '{cases, plural, one {# cas} other {# cas}} sur les listes de {from} à {to} ; ce qui est compté s’est produit {events, plural, =0 {zéro fois} one {une fois} other {# fois}}. Un pays donne un cas par année où il figure sur la liste ; ce qui s’est produit compte une fois, quel que soit le nombre de listes qui précèdent.',
  'known.none': 'Aucune liste ne donne de cas à éprouver.',
  'known.dropped':
    'Éprouvée sans la barrière « {gate} » : fin {year}, on ne pouvait dire que pour {share} des pays au plus s’ils la franchissaient. Les listes faites avec elle seraient celles des pays sur lesquels quelqu’un avait écrit.',
  'known.only gates': 'Éprouvée avec les barrières : {gates}.',
  'known.no gates': 'Il ne reste aucune barrière : tout pays noté est sur la liste.',
  'known.silent': 'Sans valeur pour aucune de ces années, et donc sans part dans les notes : {criteria}.',
  'known.missing': 'Manque entièrement : {series}.',
  'known.revised':
    'Tirées d’éditions ultérieures, donc pas exactement ce qu’un lecteur d’alors avait sous les yeux : {series}. Si cela change quelque chose, c’est à l’avantage de la méthode.',
  'known.weak out':
    'Les rapports dont plus de {share} repose sur une seule copie ou sur une élimination ne montrent aucune hausse : {reports}. De telles lignes isolées, dans d’autres rapports, comptent comme inconnues.',
  'known.weak taken':
    'Les lignes qui reposent sur une seule copie ou sur une élimination sont lues ici telles quelles. Les bons niveaux en dépendent plus souvent que les mauvais.',
  'known.outcome source': 'Ce que les pays sont devenus est lu dans',
  'known.list sources': 'Ce que les listes ont regardé vient de',
  'known.sources': 'Provenance : {sources}.',
  'table.known': 'Cas selon l’année de la liste',
  'col.year': 'Année',
  'col.judged': 'Examinés',
  'col.out': 'Écartés',
  'col.unknown': 'Inconnus',
  'col.no score': 'Sans note',
  'col.listed': 'Sur la liste',
  'col.excluded': 'Exclus',
  'col.censored': 'Censurés',
  'col.usable': 'Cas',
  'col.happened': 'Produit',
  'col.why': 'Pourquoi pas tous',
  'left.at the top': '{n} déjà au plus haut niveau',
  'left.no rank': '{n} non classés dans ce rapport',
  'left.start weak': '{n} dont la place cette année-là est mal établie',
  'left.horizon weak': '{n} dont l’issue dépend d’une ligne mal établie',
  'left.report missing': '{n} dont l’issue dépend d’une ligne manquante',
  'left.happened before': '{n} où cela s’était déjà produit',
  'left.record partial': '{n} pour lesquels le relevé n’est pas complet',
  'stop.open': 'l’issue n’est pas encore connue : {years}',
  'stop.weak reports': 'repose sur des rapports mal établis : {years}',
  'stop.other scale': 'ces niveaux n’existaient pas : {years}',
  'stop.before': 'ne pouvait se produire avant {since}',

  'section.verdict': 'Aurait-elle fonctionné ?',
  'section.measures': 'Fait-elle mieux que des règles simples ?',
  'measures.title': 'La méthode à côté de trois règles qui se passent de méthode',
  'measures.sub':
    'Intervalles à {level} : des pays entiers, avec toutes leurs années, tirés à nouveau {n} fois (graine {seed}). Listes de {k}.',
  'ranking.method': 'La méthode',
  'ranking.random': 'Tirage parmi les pays admis',
  'ranking.tier': 'Niveau seul, le plus bas d’abord',
  'ranking.income': 'Production par habitant seule, la plus haute d’abord',
  'measure.concordance': 'Le bon en premier',
  'panel.concordance': 'AUC',
  'panel.hitRate': 'Réussites sur {k}',
  'panel.brier': 'Score de Brier',
  'panel.note':
    'AUC : part des paires où le bon est en premier. Réussites : part des {k} premiers où cela s’est produit. Score de Brier : erreur des prévisions, 0 est parfait.',
  'panel.forecasts':
    'Il n’y a de prévisions que pour les listes de {years} : leur erreur repose sur {cases} cas sur {all}.',
  'measure.hitRate': 'Réussites parmi les {k} premiers',
  'measure.brier': 'Erreur des prévisions',
  'measure.brier of': 'Erreur des prévisions, listes de {years}',
  'table.measures': 'La méthode moins chaque règle simple, sur les pays que les deux peuvent classer',
  'col.beside': 'À côté de',
  'col.measure': 'Mesure',
  'col.cases': 'Cas',
  'col.method': 'Méthode',
  'col.naive': 'Règle simple',
  'col.difference': 'Écart',
  'col.finding': 'Constat',
  'finding.better': 'meilleure',
  'finding.worse': 'moins bonne',
  'finding.open': 'pas d’écart établi',
  'finding.same forecast': 'elle annonce la même chose pour tous, donc aucun écart n’est possible',
  'finding.none': 'on ne peut le dire',
  range: '{value} ({low} à {high})',

  'section.years': 'Année par année',
  'years.title':
    'Parmi les {k} premiers de chaque année, {hits} places sur {places} ont été des réussites ; un tirage en aurait donné {random}, le niveau seul {tier}',
  'years.title short':
    'Parmi les {k} premiers de chaque année, {hits} places sur {places} ont été des réussites',
  'years.sub':
    'Réussites parmi les {k} premiers de chaque liste. Les ex æquo de la fin se partagent les dernières places.',
  'years.known':
    'Là où la production par habitant n’est pas connue pour tous les pays d’une liste, cette règle n’a pas de réussites à montrer.',
  'table.years': 'Réussites selon l’année de la liste',
  'col.places': 'Places de tête',

  'section.calibration': 'Quand elle disait « un sur cinq », était-ce vrai ?',
  'calibration.title': 'Ce que la méthode aurait annoncé, et ce qui est venu',
  'calibration.sub':
    'Listes de {from} à {to}, coupées en cinquièmes. Annoncé : la part constatée sur les listes antérieures dont l’issue était alors connue.',
  'calibration.none':
    'Aucune prévision n’était possible : il faut des listes dont l’issue était alors connue, avec {least} cas.',
  'calibration.band': 'Cinquième {n} de la liste',
  'col.band': 'Partie de la liste',
  'col.forecast': 'Annoncé',
  'col.observed': 'Venu',
  'table.calibration': 'Parts annoncées et constatées par cinquième de la liste',

  'section.events': 'Où se trouvaient-ils ?',
  'events.title': 'Chaque pays où cela s’est produit, et son rang dans la dernière liste précédente',
  'col.country': 'Pays',
  'col.when': 'Produit en',
  'col.list': 'Liste de',
  'col.place': 'Rang',
  'place.of': '{place} sur {of}',
  'place.none': 'sans rang',
  'place.no list': 'aucune liste antérieure éprouvée',
  'place.not judged': 'non examiné',
  'place.gate': 'écarté par « {gate} »',
  'place.unknown': 'ne peut être jugé',
  'place.no score': 'sans note',
  'events.none': 'Cela ne s’est produit nulle part ces années-là.',

  'section.how': 'Comment est-ce calculé ?',
  'how.vintage':
    'Chaque liste est faite de ce qui était publié au 31 décembre de son année. Les classements, preuves et propositions ultérieurs sont retirés avant tout jugement.',
  'how.pairs':
    'Les paires sont formées à l’intérieur d’une année. On tire à nouveau des pays entiers, non des années isolées : les années d’un pays ne sont pas des nouvelles séparées, et les intervalles qui l’oublient sont bien trop étroits.',
  'how.forecast':
    'Les prévisions suivent une règle fixée d’avance : la part des listes antérieures dans le même cinquième, jamais plus petite pour un meilleur rang, et seulement des listes dont l’issue était alors connue.',
  'how.rules':
    'Les règles simples sont elles aussi fixées d’avance : le niveau le plus bas d’abord, car il a le plus de marge ; la production par habitant la plus haute d’abord, car un État qui peut payer peut agir. Une mesure bien au-dessous d’une moitié dit que l’autre bout de la liste aurait été le meilleur.',
  'how.cause':
    'On demande ici si la méthode a trouvé les pays où cela allait se produire, non ce que leur choix aurait changé.',

  'section.ask': 'Demander autrement',
  'ask.version': 'Version de la méthodologie',
  'ask.outcome': 'Mesurée par',
  'ask.from': 'Première année',
  'ask.to': 'Dernière année',
  'ask.horizon': 'Années pour que cela se voie',
  'ask.weak': 'Lignes mal établies',
  'ask.weak out': 'comptent comme inconnues',
  'ask.weak taken': 'sont lues telles quelles',
  'ask.hint': 'Vide : toutes les années dont l’issue est connue.',
  'ask.submit': 'Calculer à nouveau',
  'ask.csv': 'Cas par année (CSV)',
  'ask.json': 'Tout (JSON)',

  'progress.title': 'Le bilan est en cours de calcul',
  'progress.waiting': 'Un autre bilan est en cours ; celui-ci vient ensuite.',
  'progress.start': 'Il vient de commencer.',
  'progress.years': '{done} années sur {total} sont lues.',
  'progress.resamples': '{done} tirages sur {total} sont faits.',
  'progress.about': 'Cela prend quelques secondes et continue si vous quittez cette page.',
  'progress.again': 'Regarder à nouveau',

  'fault.no year': '« {year} » n’est pas une année',
  'fault.no year.message': 'Une année a quatre chiffres.',
  'fault.no year.remedy': 'Par exemple 2008.',
  'fault.no horizon': 'Un délai de « {horizon} » ans ne peut être mis à l’épreuve',
  'fault.no horizon.message': 'C’est un nombre entier d’années.',
  'fault.no horizon.remedy': 'De 1 à {most}.',
  'fault.horizon too short':
    'Rien ne peut tenir pendant {held} rapports en {n, plural, one {# an} other {# ans}}',
  'fault.horizon too short.message': 'La mesure demande {held} rapports de suite.',
  'fault.horizon too short.remedy': 'Mettez {held} ou plus.',
  'fault.years reversed': '{from} vient après {to}',
  'fault.years reversed.message': 'La première année suit la dernière.',
  'fault.years reversed.remedy': 'Échangez-les.',
  'fault.nothing known': 'Rien n’est connu pour : {years}',
  'fault.nothing known.message':
    'Ce qui sert de mesure est connu pour : {known} ; une liste est éprouvée par les {n} ans qui la suivent.',
  'fault.nothing known.remedy': 'Listes qui peuvent être éprouvées : {lists}.',
  'fault.nothing known.none': 'Avec ce délai, aucune liste ne peut être éprouvée ; prenez-en un plus court.',
  'ask.testable': 'Listes qui peuvent être éprouvées en {n, plural, one {# an} other {# ans}} : {lists}.',

  'cli.byline': '{method}, version {version} · {outcome} en {years} · graine {seed}',
}
