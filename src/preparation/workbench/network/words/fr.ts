import type { PathWord } from './en.ts'

export const fr: Record<PathWord, string> = {
  short: 'En bref',
  numbers: 'En nombres',
  none: 'Pas d’estimation. {reason}',
  'none.short': 'aucune',
  figure: '{value} (95 % : {low} à {high})',
  'figure.open': '{value} (95 % : à partir de {low}, sans limite supérieure)',
  doubts: 'Ce qui est douteux',
  'doubts.none': 'Les vérifications faites sur tout échantillon de ce genre n’ont rien trouvé à dire.',
  limits: 'Les chiffres en entier, avec leurs limites',
  'limits.figure': 'Chiffre',
  'limits.estimate': 'Estimation',
  'limits.level': 'Intervalle',
  'limits.low': 'De',
  'limits.high': 'À',
  'limits.kind': 'Fait par',
  'limits.cases': 'Vus',
  'limits.none': 'aucun intervalle n’a été fait',
  'limits.open': 'sans limite supérieure',
  'ask.number': 'Ce n’est pas un nombre lisible ici : {text}.',
  'ask.outcome': 'Colonne de la réponse',
  'ask.outcome.hint':
    'Des 1 et des 0, des nombres, ou des mots pour oui et non. Une colonne d’autres mots n’est pas proposée : écrivez-les d’abord comme 1 et 0.',
  'ask.population': 'Taille de la population',
  'ask.resamples': 'Rééchantillons',
  'ask.resamples.hint': 'Combien de fois l’échantillon est retiré pour l’intervalle ; 0 pour aucun.',
  'ask.seed': 'Graine du hasard',
  'ask.seed.hint': 'La même graine donne les mêmes chiffres, ici et par commande.',
  'ask.none': 'aucune',
  'ask.more': 'Autres réglages',
  'missing.columns': 'Dites quelles colonnes contiennent : {columns}.',
  'missing.numbers': 'Un nombre ne peut être lu ; il est marqué à côté de son champ.',
  invented: 'Inventé pour essayer ; aucune personne réelle n’est derrière. {truth}',

  resampled: '19 rééchantillons sur 20 se trouvent entre {low} et {high}',
  'resampled.bare': 'Tiré à nouveau, l’échantillon donnerait des chiffres comme ceux-ci',
  'resampled.subtitle':
    '« {method} » : {count} échantillons tirés à nouveau de celui qu’on a, et le chiffre de chacun.',
  'rds.slot': 'L’échantillon',
  'rds.slot.hint':
    'Une ligne par répondant : son numéro, celui de qui l’a recruté (vide ou « seed » pour les graines), combien de personnes de la population il connaît, et la réponse.',
  'rds.example': '{people} personnes recrutées à partir de huit graines',
  'rds.example.truth': 'En vérité, {share} de {people} répondent 1.',
  'rds.id': 'Colonne du numéro du répondant',
  'rds.recruiter': 'Colonne du numéro du recruteur',
  'rds.code.hint': 'Il relie des lignes et rien d’autre : il n’est ni montré ni gardé.',
  'rds.degree': 'Colonne de la taille du réseau',
  'rds.degree.hint': 'Combien de personnes de cette population le répondant connaît.',
  'rds.group': 'La réponse dont on demande la part',
  'rds.population.hint':
    'Si elle est connue ou devinée : on emploie alors l’échantillonnage successif, qui tient compte de ce qu’une grande partie de tous a été interrogée. Laissée vide, RDS-II.',
  'rds.zero': 'Qui ne connaît personne, à son dire',
  'rds.zero.leave-out': 'reste hors de l’estimation',
  'rds.zero.as-one': 'est censé connaître une personne',
  'rds.seeds': 'Graines',
  'rds.seeds.counted': 'comptent comme tous',
  'rds.seeds.left-out': 'recrutent, et ne comptent pas',
  'rds.says':
    'Selon l’estimation, <strong>{estimate}</strong> de la population répondrait « {group} » ; l’intervalle à 95 % va de {low} à {high}.',
  'rds.says.bare':
    'Selon l’estimation, <strong>{estimate}</strong> de la population répondrait « {group} ». Aucun intervalle n’a été fait.',
  'rds.sample':
    'Parmi les {people} répondants qui comptent, c’était {share}. Qui connaît beaucoup de monde est atteint plus facilement ; il pèse moins.',
  'rds.total': 'Si la population était de {population}, cela ferait environ {total} personnes.',
  'rds.effective':
    'Ce recrutement en dit autant que {effective} personnes tirées au hasard (effet de plan {effect}).',
  'rds.tree':
    '{people, plural, one {# personne est venue} other {# personnes sont venues}} de {seeds, plural, one {une graine} other {# graines}}, en {waves, plural, one {# vague} other {# vagues}} au plus',
  'rds.tree.subtitle': 'Chaque arbre commence à gauche par sa graine ; chaque colonne est une vague.',
  'rds.settled': 'Sur les {last} derniers répondants, l’estimation a bougé de {moved} points au plus',
  'rds.moving': 'Sur les {last} derniers répondants, l’estimation bougeait encore de {moved} points',
  'rds.settled.subtitle':
    'RDS-II à partir de tous les répondants jusque-là ; ce qu’elle dit au début dépend des graines.',
  'rds.apart': 'Les arbres des différentes graines disent de {low} à {high}',
  'rds.apart.one': 'Un seul arbre est assez grand pour être regardé à part',
  'rds.apart.subtitle':
    'RDS-II de chaque arbre de dix personnes ou plus. Des arbres éloignés signalent un goulot : des parties de la population qui ne se recrutent guère entre elles.',
  'rds.apart.row': 'Graine {seed} : {people, plural, one {# personne} other {# personnes}}',
  'rds.apart.all': 'Tous ensemble',
  'rds.apart.head': 'Arbre',
  'rds.share': 'Part',
  'rds.homophily':
    'Les recrues étaient du groupe de leur recruteur {homophily} fois aussi souvent que si l’on recrutait sans égard au groupe',
  'rds.homophily.none': 'On ne peut dire si les gens recrutent leurs semblables',
  'rds.homophily.subtitle': 'Qui a recruté qui, en personnes.',
  'rds.homophily.table': 'Recrutements, du groupe du recruteur à celui de la recrue',
  'rds.homophily.from': 'Recruteur',
  'rds.homophily.made': 'Recrues pour chacun',
  'rds.homophily.recruiting': 'Ont recruté',
  'rds.activity':
    'Les membres du groupe connaissent {activity} fois autant de personnes que les autres (moyennes harmoniques).',
  'rds.wavesNeeded':
    'Après {needed, plural, one {# vague} other {# vagues}}, le recrutement aurait oublié ses graines ; il en a duré {reached}.',
  'rds.methods': 'D’autres méthodes disent de {low} à {high}',
  'rds.methods.subtitle': 'Le même échantillon par chaque méthode ; l’intervalle là où il a été fait.',
  'rds.methods.sample': 'Sans pondération',
  'rds.methods.head': 'Méthode',
  'rds.over': 'La taille de la population déplace la part de {low} à {high}',
  'rds.over.subtitle':
    'L’estimateur de Gile par échantillonnage successif a besoin de la taille de la population. Voici ce qu’il dirait de plusieurs.',
  'rds.over.table': 'Part selon la taille de la population',
  'rds.over.population': 'Population totale',
  'rds.over.infinite': 'sans limite (RDS-II)',
  'rds.over.below': 'plus petite que l’échantillon',
  'rds.bootstraps': 'Retiré par d’autres voies',
  'rds.bootstraps.which': 'Comment',
  'rds.bootstraps.tree': 'arbres : graines, puis recrues',
  'rds.bootstraps.population': 'recrutement répété dans une population estimée',
  'rds.bootstraps.chain': 'une chaîne par groupe',
  'rds.bootstraps.error': 'Erreur type',

  'nsum.answers': 'Les réponses',
  'nsum.answers.hint':
    'Une ligne par répondant ; une colonne par groupe demandé, avec le nombre de ses membres qu’il connaît.',
  'nsum.sizes': 'Les tailles des groupes connus',
  'nsum.sizes.hint':
    'Deux colonnes : le groupe, nommé comme dans les réponses, et combien de personnes il compte.',
  'nsum.example': '400 personnes interrogées sur sept groupes connus et un groupe caché',
  'nsum.example.truth':
    'En vérité, {hidden} personnes sur {population} sont en travail forcé, et de ceux qui en connaissent une, {transmission} le savent.',
  'nsum.hidden': 'Colonne du groupe caché',
  'nsum.population.hint':
    'Tous ceux parmi lesquels vivent les personnes connues, comme les habitants du pays.',
  'nsum.without': 'Groupes connus à laisser de côté',
  'nsum.without.hint':
    'Ceux dont l’estimation par les autres est loin de la vérité disent que leurs membres sont connus inégalement.',
  'nsum.weight': 'Colonne des poids',
  'nsum.cluster': 'Colonne des unités tirées',
  'nsum.strata': 'Colonne des strates',
  'nsum.transmission': 'Part des connaissances qui le savent (transmission)',
  'nsum.transmission.hint':
    'De ceux qui connaissent un membre du groupe caché, combien savent qu’il en est un. Laissé vide : tous.',
  'nsum.degreeRatio': 'Réseau des personnes cachées rapporté à celui des autres (rapport des degrés)',
  'nsum.degreeRatio.hint': 'Par exemple 0,7 si elles connaissent moins de monde. Laissé vide : autant.',
  'nsum.frameRatio':
    'Personnes connues des interrogés rapportées à celles connues de tous (rapport de la base)',
  'nsum.frameRatio.hint': 'Laissé vide : autant.',
  'nsum.precision': 'Part des mentions qui sont de vrais membres (précision)',
  'nsum.precision.hint': 'Laissé vide : toutes.',
  'nsum.cutAt': 'Les réponses au-dessus y sont ramenées',
  'nsum.example.members': 'La même, avec soixante membres du groupe caché',
  'nsum.members': 'Ce que disent des membres du groupe caché (un second échantillon)',
  'nsum.members.hint':
    'Une ligne par membre interrogé : combien de personnes savent qu’il en est un, ou combien de chaque groupe connu. Avec lui, ni les barrières ni le silence n’abaissent le chiffre.',
  'nsum.knowers': 'Colonne du nombre de personnes qui le savent',
  'nsum.knowers.hint':
    'Aucune : il est calculé d’après les colonnes des groupes connus, si l’on a demandé aux membres combien de chacun le savent.',
  'nsum.membersWeight': 'Colonne des poids des membres',
  'nsum.frame': 'Personnes parmi lesquelles les répondants ont été tirés',
  'nsum.frame.hint':
    'Tous les adultes, par exemple, si eux seuls ont été interrogés. Vide : toute la population.',
  'nsum.both':
    'Les répondants ont signalé {reports} membres ; les {members} membres interrogés disent que {known} personnes en moyenne le savent de chacun d’eux.',
  'nsum.beside': 'Les deux échantillons ensemble, à côté du premier seul',
  'nsum.beside.subtitle':
    'Personnes, avec intervalles à 95 %. Le premier échantillon seul tient pour vrais la part de ceux qui savent et la taille des réseaux, tels que réglés.',
  'nsum.says':
    'Selon l’estimation, <strong>{estimate}</strong> personnes sont de « {group} » ; l’intervalle à 95 % va de {low} à {high}.',
  'nsum.says.bare':
    'Selon l’estimation, <strong>{estimate}</strong> personnes sont de « {group} ». Aucun intervalle n’a été fait.',
  'nsum.perThousand': 'Cela fait {rate} pour 1 000 de la population.',
  'nsum.degree':
    'Les répondants connaissent {degree} personnes en moyenne ; ensemble ils en ont cité {reports} du groupe caché.',
  'nsum.limit':
    'Personne n’a été cité. Si les rencontres étaient dues au hasard, moins de {limit} personnes en seraient, avec 95 % de confiance.',
  'nsum.back': '{near} groupes connus sur {of} ressortent à moins d’une fois et demie de leur vraie taille',
  'nsum.back.none': 'Avec un seul groupe connu, rien ne peut être vérifié',
  'nsum.back.subtitle':
    'Chaque groupe connu estimé à partir des autres, comme s’il était caché. Là où cela échoue, cela échoue aussi pour le groupe caché.',
  'nsum.tau': 'Si la moitié seulement des connaissances le savait, ce serait {half}',
  'nsum.tau.beyond': 'Si la moitié seulement des connaissances le savait, ce serait plus que la population',
  'nsum.tau.subtitle':
    'L’estimation, avec son intervalle à 95 %, selon la part des connaissances d’une personne cachée qui savent qu’elle l’est. Les réponses ne peuvent dire cette part ; elle doit venir d’ailleurs.',
  'nsum.tau.head': 'Part qui le sait',
  'nsum.beyond': 'plus que la population : aucune',
  'nsum.people': 'Personnes',
  'nsum.ratio':
    'Si les personnes cachées connaissaient {ratio} fois autant de monde que les autres, ce serait {estimate}',
  'nsum.ratio.beyond':
    'Si les personnes cachées connaissaient {ratio} fois autant de monde que les autres, ce serait plus que la population',
  'nsum.ratio.subtitle':
    'L’estimation selon la taille du réseau des personnes cachées à côté de celui des autres.',
  'nsum.ratio.head': 'Leur réseau rapporté à celui des autres',
  'nsum.leave': 'Laisser de côté un groupe connu la déplace entre {low} et {high}',
  'nsum.leave.subtitle':
    'L’estimation sans chacun des groupes connus, et sans les répondants qui citent le plus.',
  'nsum.leave.head': 'Laissé de côté',
  'nsum.leave.nothing': 'Rien',
  'nsum.leave.largest':
    '{count, plural, one {le répondant qui cite le plus} other {les # répondants qui citent le plus}}',
  'nsum.spread': 'Combien inégalement les groupes sont connus',
  'nsum.spread.group': 'Groupe',
  'nsum.spread.index': 'Dispersion des réponses rapportée à celle de rencontres au hasard',
  'nsum.spread.twentieth': 'Mentions du vingtième des répondants qui citent le plus',

  'survey.slot': 'L’enquête',
  'survey.slot.hint':
    'Une ligne par répondant, avec la réponse en 1 ou 0 (ou un nombre), et les colonnes du plan de sondage.',
  'survey.example.one': '1 200 personnes interrogées dans quarante villages',
  'survey.example.one.truth': 'En vérité, la part est de {share} ; les villages diffèrent.',
  'survey.example': '2 400 personnes interrogées dans quarante villages, en deux années',
  'survey.example.truth': 'En vérité, la part est passée de {first} à {second} ; les villages diffèrent.',
  'survey.weight': 'Colonne des poids',
  'survey.weight.hint': 'Combien de personnes de la population un répondant représente.',
  'survey.strata': 'Colonne des strates',
  'survey.strata.hint': 'Parties du pays où l’échantillon a été tiré séparément.',
  'survey.cluster': 'Colonne des grappes',
  'survey.cluster.hint': 'Ce qui a été tiré en premier : villages, districts, écoles.',
  'survey.fpc': 'Colonne du nombre de grappes qu’il y a',
  'survey.fpc.hint':
    'Dans la strate, ou la part qui en a été tirée. Laissée de côté : comme s’il y en avait énormément.',
  'survey.domain': 'Colonne dont les valeurs sont regardées une à une',
  'survey.domain.hint': 'Comme le sexe ou la région : chacune a son propre chiffre.',
  'survey.population.hint': 'Si un recensement la dit : la part est alors donnée aussi en personnes.',
  'survey.lonely': 'Là où une seule grappe a été tirée d’une strate qui en a plus',
  'survey.lonely.refuse': 'ne pas donner de chiffre',
  'survey.lonely.centre': 'prendre son écart à la moyenne de toutes',
  'survey.lonely.certainty': 'la prendre comme tirée à coup sûr',
  'survey.lonely.collapse': 'joindre la strate à la suivante',
  'survey.missing': 'Répondants sans poids',
  'survey.missing.refuse': 'sont une erreur du fichier',
  'survey.missing.leave-out': 'sont laissés de côté et comptés',
  'survey.says':
    'Selon l’estimation, <strong>{estimate}</strong> de la population avait « {outcome} » ; l’intervalle à 95 % va de {low} à {high}.',
  'survey.says.mean':
    'La moyenne de « {outcome} » dans la population est estimée à <strong>{estimate}</strong> ; l’intervalle à 95 % va de {low} à {high}.',
  'survey.says.bare':
    'L’estimation pour « {outcome} » est <strong>{estimate}</strong>. On ne peut en faire un intervalle.',
  'survey.says.none':
    'Aucun des {people} répondants n’avait « {outcome} ». Ce n’est pas zéro dans la population : avec 95 % de confiance, la part est <strong>inférieure à {high}</strong> (la règle de trois, sur l’équivalent de {effective} répondants).',
  'survey.says.everybody':
    'Tous les {people} répondants avaient « {outcome} ». Ce n’est pas tout le monde dans la population : avec 95 % de confiance, la part est <strong>supérieure à {low}</strong>.',
  'survey.clustersAlike': 'Si les gens d’une même grappe partagent tous le même sort, la limite est {limit}.',
  'survey.total': 'D’une population de {population}, cela fait environ {total} personnes, de {low} à {high}.',
  'survey.asked':
    '{withOutcome} des {people} répondants l’avaient, dans {clusters, plural, one {# grappe} other {# grappes}} de {strata, plural, one {une strate} other {# strates}}.',
  'survey.effect':
    'Par la façon dont l’échantillon a été tiré, {people} réponses en disent autant que {effective} de personnes tirées une à une (effet de plan {effect} ; des poids inégaux seuls {kish}).',
  'survey.parts': '« {column} » : de {low} à {high}',
  'survey.parts.subtitle':
    'Part avec « {outcome} » dans chaque partie, avec son intervalle à 95 % ; les autres disent encore comment l’échantillon a été tiré.',
  'survey.parts.mean': 'Moyenne de « {outcome} » dans chaque partie, avec son intervalle à 95 %.',
  'survey.parts.more':
    '{count, plural, one {Une autre valeur a été laissée} other {# autres valeurs ont été laissées}} de côté.',
  'survey.parts.head': 'Partie',
  'survey.parts.asked': 'Interrogés',
  'survey.parts.with': 'Avec la réponse',
  'survey.parts.effect': 'Effet de plan',
  'survey.parts.table': 'Chaque partie en nombres',
  'survey.all': 'Tous',
  'survey.part': '{column} = {value}',

  'venues.slot.hint':
    'Une ligne par personne rencontrée : à quel événement (un lieu à une heure), la chance qu’avait cet événement d’être tiré, combien de personnes y ont été comptées, combien de fois elle vient, et la réponse.',
  'venues.example': 'Environ 400 personnes rencontrées à trente heures tirées d’un marché',
  'venues.example.truth':
    'En vérité, {share} des personnes qui viennent sont en travail forcé ; elles viennent plus souvent que les autres.',
  'venues.event': 'Colonne de l’événement',
  'venues.event.hint': 'Un lieu, un jour, à une heure : ce qui a été tiré.',
  'venues.chance': 'Colonne de la chance de l’événement',
  'venues.chance.hint': 'Au-dessus de 0 et au plus 1 : 0,5 si la moitié de tels événements a été tirée.',
  'venues.counted': 'Colonne des personnes comptées sur place',
  'venues.counted.hint': 'Toutes celles de la population qui étaient là, pas seulement celles interrogées.',
  'venues.visits': 'Colonne de la fréquence des visites',
  'venues.visits.hint': 'À n’importe quel lieu pendant la période, cette fois comprise.',
  'venues.strata': 'Colonne des strates',
  'venues.strata.hint': 'À l’intérieur desquelles les événements ont été tirés, comme des districts.',
  'venues.cluster': 'Colonne de ce qui a été tiré d’abord',
  'venues.cluster.hint': 'Si ce n’était pas l’événement : par exemple le lieu, visité plusieurs jours.',
  'venues.unsaid': 'Qui n’a pas dit combien de fois',
  'venues.unsaid.leave-out': 'est laissé de côté et compté',
  'venues.unsaid.as-one': 'est tenu pour être venu une fois',
  'venues.says':
    'On estime que <strong>{estimate}</strong> des personnes qui viennent en ces lieux avaient « {outcome} » ; l’intervalle à 95 % va de {low} à {high}.',
  'venues.says.bare':
    'On estime que <strong>{estimate}</strong> des personnes qui viennent en ces lieux avaient « {outcome} ». Aucun intervalle ne peut en être fait.',
  'venues.met':
    '{people} personnes ont été rencontrées à {events} événements. Qui ne vient jamais en un tel lieu n’est pas représenté.',
  'venues.visitors':
    'Si les chances couvrent tous les événements qui existent, environ {visitors} personnes y viennent.',
  'venues.weights':
    'Parmi les personnes rencontrées, c’était {plain} ; pondérée par la fréquence des visites, la part est de {weighted}',
  'venues.weights.bare': 'Ce que font les poids',
  'venues.weights.subtitle':
    'La part, en pour cent, avec son intervalle à 95 %. Qui vient souvent est rencontré plus souvent et pèse moins.',
  'venues.weighted': 'Pondérée',

  'waves.slot': 'Les deux vagues',
  'waves.slot.hint':
    'Un fichier avec les deux : une ligne par répondant, une colonne qui dit la vague, la réponse, et les colonnes du plan de sondage.',
  'waves.wave': 'Colonne qui dit la vague',
  'waves.from': 'Première vague',
  'waves.to': 'Seconde vague',
  'waves.domain': 'Seulement ceux qui dans cette colonne',
  'waves.domainValue': 'ont la valeur',
  'waves.target': 'Baisse promise, en pour cent du premier chiffre',
  'waves.target.hint': 'Par exemple 25. Laissé vide : aucune ne l’a été.',
  'waves.same': 'Les deux vagues sont la même.',
  'waves.says.fell':
    'De {from} à {to}, la part a <strong>baissé</strong>, de {first} à {second} : de {points} points (95 % : {low} à {high}).',
  'waves.says.rose':
    'De {from} à {to}, la part a <strong>augmenté</strong>, de {first} à {second} : de {points} points (95 % : {low} à {high}).',
  'waves.says.none':
    'De {from} à {to}, <strong>aucun changement ne se distingue du hasard</strong> : {first} et {second}, une différence de {points} points (95 % : {low} à {high}).',
  'waves.says.bare':
    'De {from} à {to}, on est passé de {first} à {second}. On ne peut faire un intervalle de la différence.',
  'waves.detectable':
    'Le plus petit changement que ce plan trouve quatre fois sur cinq est de {points} points. Un plus petit peut bien être réel et passer inaperçu.',
  'waves.shared':
    'Les deux vagues ont visité {clusters, plural, one {# grappe} other {# grappes}} en commun, ce qui fait mieux connaître la différence : son erreur type est de {error} points, et de {independent} si on les avait oubliées.',
  'waves.target.reached':
    'La baisse promise de {fall} a été atteinte, avec une probabilité de {probability}.',
  'waves.target.missed':
    'La baisse promise de {fall} a été manquée ; la probabilité qu’elle soit venue est de {probability}.',
  'waves.target.undecided':
    'Si la baisse promise de {fall} est venue, cette enquête ne peut le décider : la probabilité est de {probability}.',
  'waves.effect': 'Un changement entre deux vagues n’est pas à lui seul l’effet d’un programme.',
  'waves.both': 'Les deux vagues, chacune avec son intervalle',
  'waves.both.subtitle':
    'Part avec « {outcome} ». Que deux intervalles se chevauchent ne dit pas que rien n’a changé ; la différence a le sien.',
  'waves.head': 'Vague',
  'waves.falls': 'Probabilité d’une baisse d’au moins {fall} : {probability}',
  'waves.falls.subtitle': 'Comme si rien n’était su d’avance ; de combien la vraie part a baissé au moins.',
  'waves.change': 'Différence, seconde moins première, en points',
  'waves.wave.name': 'Vague {wave}',

  'compare.arm': 'Colonne qui dit qui a pris part au programme',
  'compare.arm.hint':
    'Avec elle, le changement de ceux qui y ont pris part est mis en regard de celui des autres (différence de différences).',
  'compare.arm.none': 'personne à comparer',
  'compare.treated': 'Sa valeur pour ceux qui y ont pris part',
  'compare.treated.hint': 'Tous les autres forment le groupe auquel on les compare.',
  'compare.before': 'Vagues d’avant le début',
  'compare.after': 'Vagues d’après le début',
  'compare.twice': 'Une vague est à la fois avant le début et après.',
  'compare.missing.treated': 'Dites quelle valeur ont ceux qui ont pris part au programme.',
  'compare.missing.waves': 'Dites au moins une vague d’avant le début, et une d’après.',
  'compare.resamples':
    'S’il y a moins de 40 grappes, des limites sont aussi tirées de 1 999 rééchantillons de celles-ci (bootstrap sauvage par grappes). Laissez le nombre vide pour qu’il en soit ainsi.',
  'compare.says.less':
    'Ceux qui ont pris part ({arm}) ont changé de {treated} points, les autres de {compared} : la part des premiers a <strong>baissé davantage</strong>, ou moins augmenté. Entre les deux changements, il y a <strong>{points} points</strong> (95 % : {low} à {high}).',
  'compare.says.more':
    'Ceux qui ont pris part ({arm}) ont changé de {treated} points, les autres de {compared} : la part des premiers a <strong>augmenté davantage</strong>, ou moins baissé. Entre les deux changements, il y a <strong>{points} points</strong> (95 % : {low} à {high}).',
  'compare.says.none':
    'Ceux qui ont pris part ({arm}) ont changé de {treated} points, les autres de {compared}. Que les deux changements diffèrent <strong>ne se distingue pas du hasard</strong> : il y a {points} points entre eux (95 % : {low} à {high}).',
  'compare.chance':
    'L’erreur type est de {error} points, d’après {clusters, plural, one {# grappe} other {# grappes}}. Si les deux groupes avaient changé de même, le seul hasard donnerait une différence aussi grande avec une probabilité de {p}.',
  'compare.wild':
    'Retirée par grappes entières ({count} rééchantillons), cette probabilité est de {p}, et les limites sont {low} et {high}.',
  'compare.wild.bare': 'Retirée par grappes entières ({count} rééchantillons), cette probabilité est de {p}.',
  'compare.trend':
    'Avant le début, ceux qui ont pris part bougeaient de {points} points de plus par vague que les autres (par le seul hasard avec une probabilité de {p}) ; une différence de {detectable} aurait été vue quatre fois sur cinq.',
  'compare.effect':
    'Ce n’est l’effet du programme que si les deux groupes avaient changé de même sans lui. Rien dans l’enquête ne peut le prouver.',
  'compare.changes': 'Ce qui a changé avec le programme, sans lui, et entre les deux',
  'compare.changes.subtitle':
    'Moyenne des vagues d’après le début moins celle des vagues d’avant, avec des limites à 95 % d’après les grappes.',
  'compare.head': 'Changement',
  'compare.points': 'En points',
  'compare.row.treated': 'Ceux qui ont pris part',
  'compare.row.compared': 'Les autres',
  'compare.row.between': 'Différence de différences',
  'compare.cells': 'Les deux groupes dans chaque vague',
  'compare.cells.subtitle': 'Part avec « {outcome} », chacune avec son intervalle à 95 %.',
  'compare.cell.treated': 'Ont pris part, vague {wave}',
  'compare.cell.compared': 'Les autres, vague {wave}',
  'compare.caption': 'Changement de ceux qui ont pris part moins celui des autres',
  'compare.tests': 'Si les deux groupes avaient changé de même : ce que disent deux tests',
  'compare.test': 'Test employé',
  'compare.test.t': 't, à {df} degrés de liberté',
  'compare.test.wild': 'Bootstrap sauvage par grappes, {count} rééchantillons',
  'compare.p': 'Probabilité par le seul hasard',
}
