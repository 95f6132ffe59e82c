import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  'link.title': 'Est-ce sûr ?',
  'link.text':
    'Mesures, poids et choix de méthode sont tirés à nouveau ensemble, et le classement est refait à chaque fois.',
  'link.action': 'Voir ce qui tient et ce qui ne tient pas',

  'page.title': 'Cette liste restreinte est-elle sûre ?',
  'page.description':
    'Ce qui tient de cette liste, et ce qui ne tient pas, quand tout ce qui est incertain est tiré à nouveau.',
  'page.crumb': 'Est-ce sûr ?',
  'about.assessment': 'Évaluation',
  'about.runs': 'Essais',
  'about.seed': 'Graine',
  'nav.places': 'Rangs',
  'nav.matters': 'Ce qui compte le plus',
  'nav.near': 'De justesse',
  'nav.heat': 'Rang par rang',
  'nav.gates': 'Barrières',
  'nav.flip': 'Ce qui la renverserait',
  'nav.reversal': 'Qui d’autre est sur la liste',
  'nav.doubt': 'Ce qui a été mis en doute',
  'nav.again': 'Redemander',

  'verdict.stay':
    'Des {k} pays de la liste restreinte, <b>{n, plural, =0 {aucun n’y reste} one {# y reste} other {# y restent}}</b> dans plus de 95 % des {runs} essais.',
  'verdict.stay plain':
    'Des {k} pays de la liste restreinte, {n, plural, =0 {aucun n’y reste} one {# y reste} other {# y restent}} dans plus de 95 % des {runs} essais.',
  'verdict.none': 'Personne n’est sur la liste restreinte ; rien n’y peut être sûr ou incertain.',
  'verdict.sure': 'Sûrs dans ce qui a été tiré : {names}.',
  'verdict.unsure': 'Sur la liste aujourd’hui, et en dehors dans au moins un essai sur dix : {names}.',
  'verdict.outside': 'Hors de la liste aujourd’hui, et dessus dans au moins un essai sur dix : {names}.',
  'verdict.first': 'Au premier rang dans {share} des essais : {name}.',
  'verdict.matters':
    'Ce qui déplace le plus les rangs : {what}. Environ {share} de tous les déplacements en viennent, par cela seul ou avec le reste (fourchette de sensibilité de {low} à {high}).',
  'verdict.unknown':
    '{n, plural, one {# ne peut être jugé} other {# ne peuvent être jugés}}. Si les barrières inconnues étaient franchies, {m, plural, =0 {aucun ne serait} one {# serait} other {# seraient}} sur la liste restreinte dans au moins un essai sur dix{list}',
  'names.more': '{n, plural, one {# autre} other {# autres}}',
  'notice.word': 'Fourchette de sensibilité',
  'notice.text':
    'Une fourchette de sensibilité contient les 90 % du milieu des essais. Ce n’est pas un intervalle de confiance : elle connaît ce qui a été tiré et rien d’autre. Ce dont personne n’a douté ici peut être faux malgré tout.',

  'doubt.title': 'Qu’a-t-on mis en doute ?',
  'doubt.note': 'Chaque essai tire le tout à la fois. Le document en donne les raisons.',
  'doubt.measurement': 'Mesures',
  'doubt.imputation': 'Valeurs manquantes',
  'doubt.weights': 'Poids',
  'doubt.alternatives': 'Choix de méthode',
  'doubt.from everybody': 'Tirées des valeurs connues de tous.',
  'doubt.from same region': 'Tirées des valeurs connues de la même sous-région des Nations unies.',
  'doubt.concentration': 'Tirés autour des poids du document, concentration {value}.',
  'doubt.bounds': 'N’importe quelle valeur entre des bornes : {bounds}.',
  'doubt.bound': '{name}, de {low} à {high}',
  'doubt.order': 'N’importe quels poids dans l’ordre que donne le document.',
  'doubt.choices': 'L’un de ces choix, tous aussi probables : {choices}.',
  'doubt.drawn': 'Tirés : {names}.',
  'doubt.nothing': 'Il n’y a ici rien à tirer.',
  'doubt.across units': 'Corrélation des erreurs entre pays {value} : {names}.',
  'doubt.across series': 'Corrélation des erreurs au sein d’un même pays {value} : {names}.',
  'doubt.independent':
    'Le document n’indique aucune corrélation des erreurs : elles sont tirées comme indépendantes, sauf pour un chiffre lu deux fois. Là où des chiffres ont une source commune, les fourchettes des notes sont alors trop courtes, et les différences entre pays paraissent plus douteuses qu’elles ne sont.',
  'doubt.independent rest': 'Toutes les autres erreurs sont tirées comme indépendantes.',
  'doubt.changes':
    'Aucune erreur n’est tirée pour une évolution sur des années, car personne n’en a publié : {names}.',
  'doubt.not declared':
    'Ce document ne dit pas ce qui, en lui, est incertain. Seules les erreurs publiées sont tirées ; poids et choix de méthode sont pris tels quels, si bien que les fourchettes sont trop étroites.',
  'doubt.not measurement': 'Les erreurs de mesure sont tenues pour nulles.',
  'doubt.not imputation': 'Les valeurs manquantes sont traitées à chaque essai comme le dit le document.',
  'doubt.not weights': 'Les poids sont pris tels quels.',
  'doubt.not alternatives': 'Aucun autre choix de méthode n’est essayé.',
  'doubt.always':
    'Jamais mis en doute ici : quels pays sont jugés, les preuves et listes derrière les barrières, et les erreurs que personne n’a publiées.',

  'note.nothing to draw': 'Le document met en doute « {source} », et il n’y a rien à tirer pour cela.',
  'note.constant leaf': '« {leaf} » est identique pour tous : il ne distingue personne.',
  'note.nobody ranked': 'Dans aucun essai il n’y avait quelqu’un à classer.',
  'note.still missing':
    '« {leaf} » reste inconnu à chaque essai pour {n} de ceux qui sont jugés : rien n’est connu qui puisse y figurer.',
  'note.score ranges thinned': 'Les fourchettes des notes reposent sur {runs} des essais.',
  'note.negative under this mean':
    '« {leaf} » passe sous zéro là où sa règle ne l’admet pas : ces essais ne donnent pas de note.',
  'note.weights walked':
    'Les poids de « {leaf} » ont été atteints pas à pas, si bien que des essais voisins se ressemblent un peu.',

  'places.title': 'Les rangs qui tiennent, et ceux qui ne tiennent pas',
  'places.subtitle':
    'Rang avec sa fourchette de sensibilité, et part des {runs} essais passés parmi les {k} premiers. Sont montrés ceux qui ont au moins une chance sur vingt.',
  'places.place': 'Rang',
  'places.share': 'Essais parmi les {k} premiers, %',
  'places.rest':
    '{n, plural, =0 {Nul autre ne franchit toutes les barrières.} one {L’autre a été moins souvent parmi les {k} premiers ; le CSV le donne.} other {Les # autres ont été moins souvent parmi les {k} premiers ; le CSV les donne.}}',
  'label.country': 'Pays',
  'label.place': 'Rang',
  'label.range': 'Fourchette de sensibilité du rang',
  'label.expected': 'Rang moyen',
  'label.score': 'Note',
  'label.score range': 'Fourchette de sensibilité de la note',
  'label.in': 'Parmi les {k} premiers',
  'label.passes': 'Franchit toutes les barrières',
  'label.gate': 'Barrière',
  'label.now': 'Aujourd’hui',
  'label.own weights': 'Premier avec ses propres poids',
  'label.source': 'Ce qui est tiré',
  'label.alone': 'À lui seul',
  'label.together': 'Avec tout ce par quoi il agit',
  'label.change': 'Ce qui devrait changer',
  'label.from': 'De',
  'label.to': 'À',
  'label.size': 'Ampleur',
  'label.flip': 'Il serait alors',
  'label.left out': 'Laissé de côté',
  'label.moves': 'Rangs qui changent',
  range: '{low} à {high}',
  'share.always': 'toujours',
  'share.never': 'jamais',
  'share.over': 'plus de 99 %',
  'share.under': 'moins de 1 %',
  'share.unknown': 'non connu',
  'standing.on': 'sur la liste restreinte',
  'standing.off': 'hors de la liste restreinte',
  'outcome.passed': 'franchie',
  'outcome.failed': 'non franchie',
  'outcome.unknown': 'inconnue',

  'matters.title': 'Quelle hypothèse compte le plus ?',
  'matters.note':
    'Quelle part des déplacements vient de chaque chose tirée : à elle seule, et avec tout ce par quoi elle agit jointe à d’autres.',
  'matters.finding': 'Ce qui compte le plus : {what}. {share} de tous les déplacements en viennent',
  'matters.even': 'Rien de ce qui a été tiré n’a déplacé un rang.',
  'matters.subtitle':
    'Part de la variance du déplacement moyen des rangs (indice de Sobol total), avec une fourchette de sensibilité à 90 % obtenue en retirant les essais. {n} essais.',
  'matters.no effect':
    'Un choix sans effet : {names}. Quelle que soit la réponse retenue, aucun rang ne bouge.',
  'matters.reach':
    'Peu de mouvement, et pourtant cela décide de qui est là. « {choice} » seul ({title}) : {parts}.',
  'reach.placed': 'obtiennent un rang : {names}',
  'reach.unplaced': 'perdent le leur : {names}',
  'reach.onto': 'entrent dans la liste restreinte : {names}',
  'reach.off': 'en sortent : {names}',
  'matters.idle nothing': '« {choice} » ne change aucune note : {title}.',
  'matters.idle scores only': '« {choice} » change des notes et aucun rang : {title}.',
  'matters.doubtful':
    'Pour {names}, la part à elle seule dépasse la part avec les autres, ce qui ne se peut : trop peu d’essais pour un si petit écart.',
  'matters.caveat':
    'Les parts avec les autres comptent deux fois ce que deux choses font ensemble ; leur somme peut dépasser 100 %.',
  'matters.one': 'Seul ceci est tiré ici, et tous les déplacements en viennent : {what}.',
  'source.measurement': 'les erreurs de mesure',
  'source.imputation': 'les valeurs manquantes',
  'source.weights': 'les poids',
  'source.alternative': '« {title} »',

  'near.title': 'Qui l’a manquée de peu, et qui n’y est que de justesse ?',
  'near.note': 'Des décisions qui auraient aussi bien pu tomber autrement.',
  'near.none':
    'Personne : qui est sur la liste y est dans neuf essais sur dix ou plus, et nul autre n’y est dans un essai sur dix.',
  'near.caption': 'Sur la liste restreinte dans certains essais, en dehors dans d’autres',
  'near.on': '{name} : sur la liste restreinte, et seulement dans {share} des essais.',
  'near.off': '{name} : hors de la liste restreinte, et dessus dans {share} des essais.',
  'near.gate passed': '{name} : franchit « {gate} », dans {share} des essais.',
  'near.gate failed': '{name} : ne franchit pas « {gate} », et la franchit dans {share} des essais.',

  'heat.title': 'Où chacun s’est retrouvé',
  'heat.subtitle':
    'Part des {runs} essais à chaque rang, en pour cent. Plus la couleur est forte, plus c’est fréquent. Sous 10, sans chiffre.',
  'heat.caption': 'Part des essais à chaque rang, en pour cent',
  'heat.beyond': '{from} et après',

  'gates.title': 'Les barrières sont-elles sûres ?',
  'gates.fixed':
    'Aucune barrière ne dépend ici d’une estimation dont l’erreur est publiée. Chacune est franchie, non franchie ou inconnue à chaque essai ; l’exactitude des codes, listes et preuves n’est pas tirée.',
  'gates.drawn':
    'Barrières qui dépendent d’une estimation dont l’erreur est publiée, quand la chance n’est ni nulle ni certaine.',
  'gates.certain':
    'Toute barrière qui dépend d’une estimation dont l’erreur est publiée a donné la même réponse dans presque tous les essais.',
  'gates.unknown': 'Une barrière inconnue le reste à chaque essai : aucune chance n’est inventée pour elle.',
  'gates.open': 'pourraient tomber autrement',
  'gates.chance': 'Part des essais où elle est franchie',

  'flip.title': 'Quel est le plus petit changement qui la renverserait ?',
  'flip.note':
    'Une seule chose change, tout le reste demeure. De plusieurs façons, la plus petite est montrée.',
  'flip.weight': 'poids de « {what} »',
  'flip.value': 'sa valeur de « {what} »',
  'flip.threshold': 'borne de « {what} »',
  'flip.figure': 'sa valeur derrière « {what} »',
  'flip.outcome': '« {what} » franchie',
  'flip.in errors': '{size} erreurs publiées',
  'flip.just below': 'juste sous {at}',
  'flip.just above': 'juste au-dessus de {at}',
  'flip.searched':
    'Certains ont été trouvés sur une grille ; un changement plus petit entre ses points a pu échapper.',
  'flip.none':
    'Aucun changement d’un seul poids, d’une seule borne ou d’une seule de ses valeurs ne la renverse.',
  'flip.on': 'sur la liste restreinte',
  'flip.off': 'hors de la liste restreinte',
  'flip.weights note':
    'Les poids sont des parts de leur groupe, en pour cent ; les autres du groupe gardent leurs proportions.',

  'reversal.title': 'L’ordre dépend-il de qui d’autre est sur la liste ?',
  'reversal.note':
    'Chaque pays, puis chaque critère, est laissé de côté une fois, et le reste est classé à nouveau.',
  'reversal.units none':
    'Non : rien n’est mesuré ici à qui d’autre est jugé ; laisser un pays de côté n’en fait passer aucun autre devant un autre.',
  'reversal.units some':
    'Oui : laisser de côté l’un de {n, plural, one {# pays} other {# pays}} en fait passer d’autres les uns devant les autres, car une valeur se mesure à qui d’autre est jugé.',
  'reversal.units tried':
    'Laissés de côté un à un, {n, plural, one {# pays n’en fait passer aucun autre} other {# pays n’en font passer aucun autre}} devant un autre, bien que des valeurs se mesurent à qui d’autre est jugé.',
  'reversal.criterion': '{n, plural, =0 {aucun} one {# rang} other {# rangs}}',
  'reversal.criteria': 'Laisser un critère de côté',
  'reversal.on': 'Entre sur la liste',
  'reversal.off': 'En sort',
  'reversal.nobody': 'personne',

  'why.title': 'Ce qu’on peut dire ici, et ce qu’on ne peut pas',
  'why.scorecard':
    'Ce document est une grille : elle compte des indicateurs réussis et n’a pas de critères qui comptent par degrés. Ses rangs et ses poids ne peuvent être remis à l’essai ; de ses barrières, ce qu’on sait figure plus bas.',
  'why.no gates': 'Elle n’a pas de barrières à côté de sa grille.',
  'why.cannot judge':
    'Il n’y a pas de résultat dont on puisse demander la sûreté : {n, plural, one {# série manque} other {# séries manquent}}. Apportez-les avec tp data import, puis faites l’évaluation.',
  'why.rule':
    'Le groupe « {group} » est assemblé par une règle ou des poids qui regardent tous les pays à la fois. Les essais n’en sont pas proposés ; les barrières figurent plus bas.',
  'why.gate row':
    '{gate} : {passed} la franchissent, {failed} non, {unknown} ne sont pas connus, {open} pourraient tomber autrement',

  'wait.title': 'Les essais sont en cours',
  'wait.text': 'Jusqu’ici {done} %. Cette page les montre dès qu’ils sont là.',
  'wait.queued': 'D’autres ont été demandés avant. Les vôtres viennent ensuite.',
  'wait.look': 'Regarder à nouveau',
  'wait.cancel': 'Arrêter',
  'wait.note': 'Regarder à nouveau les attend jusqu’à {seconds} secondes.',
  'wait.progress': 'Avancement des essais',
  'wait.stopped': 'Arrêté. Rien n’a été gardé.',
  'wait.again': 'Recommencer',
  'wait.lost': 'La connexion est perdue. Les essais continuent peut-être ; regardez à nouveau.',

  'again.title': 'Redemander',
  'again.text':
    'La même évaluation, le même nombre d’essais et la même graine donnent les mêmes chiffres sur toute machine. Par commande : <code>tp select robustness --assessment {id}</code>',
  'again.runs': 'Essais',
  'again.runs hint': 'De {least} à {most}. Plus d’essais affinent les parts, sans resserrer les fourchettes.',
  'again.seed': 'Graine',
  'again.seed hint': 'Un nombre entier. Une autre graine montre ce qui tient au hasard du tirage.',
  'again.submit': 'Faire ces essais',
  'again.back': 'Retour à l’évaluation',
  'action.csv': 'Télécharger le CSV',
  'action.json': 'Télécharger le JSON',

  'asked.runs': '« {said} » ne convient pas comme nombre d’essais',
  'asked.runs.message':
    'Il faut un nombre entier de {least} à {most} : moins ne dit rien d’une fourchette, plus n’apprend rien.',
  'asked.runs.remedy': 'Ne mettez rien pour {usual}, ou par exemple 5000.',
  'asked.seed': '« {said} » ne convient pas comme graine',
  'asked.seed.message': 'Il faut un nombre entier de {least} à {most}.',
  'asked.seed.remedy': 'Ne mettez rien pour {usual}.',

  'cli.byline': '{title}, version {version}, connu au {day} ; graine {seed}, {runs} essais',
  'cli.byline own data': '{title}, version {version}, sur {file} ; graine {seed}, {runs} essais',
  'cli.more': '{n, plural, one {# autre} other {# autres}} avec moins d’une chance sur vingt.',
  'cli.kept': 'Évaluation {id}',
  'cli.unit on': '{name} : rang {place}, sur la liste restreinte, et dessus dans {share} des essais.',
  'cli.unit off': '{name} : rang {place}, hors de la liste restreinte, et dessus dans {share} des essais.',
  'cli.unit unranked': '{name} : sans rang ({standing}).',
}
