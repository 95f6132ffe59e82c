import { dictionaryOf } from '../../rows.ts'

/* What stands in the way, and what to do about it: en, fr, es, pt. */

const said = {
  'no campaign': [
    'There is no such campaign',
    'Cette campagne n’existe pas',
    'No existe esa campaña',
    'Não existe essa campanha',
  ],
  'no campaign.remedy': [
    'Look in the list of campaigns.',
    'Consultez la liste des campagnes.',
    'Mire la lista de campañas.',
    'Veja a lista de campanhas.',
  ],
  'no ask': [
    'This campaign has no such ask',
    'Cette campagne n’a pas cette demande',
    'Esta campaña no tiene esa petición',
    'Esta campanha não tem esse pedido',
  ],
  'no ask.remedy': [
    'The page of the campaign lists its asks.',
    'La page de la campagne énumère ses demandes.',
    'La página de la campaña enumera sus peticiones.',
    'A página da campanha enumera os seus pedidos.',
  ],
  'no consent text': [
    'There is no such text of consent',
    'Ce texte de consentement n’existe pas',
    'No existe ese texto de consentimiento',
    'Não existe esse texto de consentimento',
  ],
  'no consent text.remedy': [
    'The page of the campaign shows what is asked.',
    'La page de la campagne montre ce qui est demandé.',
    'La página de la campaña muestra lo que se pide.',
    'A página da campanha mostra o que se pede.',
  ],
  'no endorser': [
    'This campaign names no such endorser',
    'Cette campagne ne cite pas ce soutien',
    'Esta campaña no nombra ese respaldo',
    'Esta campanha não indica esse apoiante',
  ],
  'no endorser.remedy': [
    'Look in the list of endorsers of the campaign.',
    'Consultez la liste des soutiens de la campagne.',
    'Mire la lista de respaldos de la campaña.',
    'Veja a lista de apoiantes da campanha.',
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
  'slug taken': [
    'Another campaign has this address',
    'Une autre campagne a cette adresse',
    'Otra campaña tiene esta dirección',
    'Outra campanha tem este endereço',
  ],
  'slug taken.remedy': [
    'Choose another, for instance with the year.',
    'Choisissez-en une autre, par exemple avec l’année.',
    'Elija otra, por ejemplo con el año.',
    'Escolha outro, por exemplo com o ano.',
  ],
  'key taken': [
    'Another ask of this campaign has this key',
    'Une autre demande de cette campagne a cette clé',
    'Otra petición de esta campaña tiene esta clave',
    'Outro pedido desta campanha tem esta chave',
  ],
  'key taken.remedy': ['Choose another.', 'Choisissez-en une autre.', 'Elija otra.', 'Escolha outra.'],
  'not now': [
    'The campaign cannot go from where it stands to there',
    'La campagne ne peut pas passer de son état actuel à celui-là',
    'La campaña no puede pasar de su estado actual a ese',
    'A campanha não pode passar do seu estado atual para esse',
  ],
  'not now.remedy': [
    'Open its page again: it says what can be done now.',
    'Rouvrez sa page : elle dit ce qui est possible maintenant.',
    'Abra otra vez su página: dice lo que se puede hacer ahora.',
    'Abra de novo a sua página: ela diz o que se pode fazer agora.',
  ],
  'over already': [
    'This campaign has ended; what it said stays as it was',
    'Cette campagne est terminée ; ce qu’elle a dit reste tel quel',
    'Esta campaña terminó; lo que dijo queda como estaba',
    'Esta campanha terminou; o que disse fica como estava',
  ],
  'over already.remedy': [
    'Begin a new campaign, and say in its story which one it follows.',
    'Commencez une nouvelle campagne et dites dans son récit laquelle elle suit.',
    'Empiece una campaña nueva y diga en su relato a cuál sigue.',
    'Comece uma campanha nova e diga no seu relato a qual sucede.',
  ],
  'gaps remain': [
    'Something is missing before people can take part',
    'Il manque quelque chose avant que l’on puisse participer',
    'Falta algo antes de que la gente pueda participar',
    'Falta algo antes de que as pessoas possam participar',
  ],
  'gaps remain.remedy': [
    'What is missing stands below.',
    'Ce qui manque figure ci-dessous.',
    'Lo que falta figura abajo.',
    'O que falta está abaixo.',
  ],
  'fixed since public': [
    'People take part on these terms since the campaign went live',
    'On participe à ces conditions depuis l’ouverture de la campagne',
    'La gente participa en estas condiciones desde que se abrió la campaña',
    'As pessoas participam nestas condições desde que a campanha abriu',
  ],
  'fixed since public.remedy': [
    'Address, legislature, the day it speaks of and the rule of counting stay. Begin another campaign for others.',
    'Adresse, législature, jour visé et règle de comptage restent. Commencez une autre campagne pour d’autres conditions.',
    'La dirección, la legislatura, el día del que habla y la regla de recuento quedan. Empiece otra campaña para otras.',
    'O endereço, a legislatura, o dia de que fala e a regra de contagem ficam. Comece outra campanha para outras.',
  ],
  'signed already': [
    'People have agreed to this text since the campaign went live',
    'Des personnes ont approuvé ce texte depuis l’ouverture de la campagne',
    'Hay personas que aceptaron este texto desde que se abrió la campaña',
    'Há pessoas que concordaram com este texto desde que a campanha abriu',
  ],
  'signed already.remedy': [
    'Words that explain it may be corrected with a reason. For another text or target, end this ask and add a new one.',
    'Les mots qui l’expliquent peuvent être corrigés avec un motif. Pour un autre texte ou destinataire, terminez cette demande et ajoutez-en une.',
    'Las palabras que lo explican se pueden corregir con un motivo. Para otro texto o destinatario, termine esta petición y añada otra.',
    'As palavras que o explicam podem ser corrigidas com um motivo. Para outro texto ou destinatário, termine este pedido e acrescente outro.',
  ],
  'reason needed': [
    'The campaign is public: say why you change it',
    'La campagne est publique : dites pourquoi vous la modifiez',
    'La campaña es pública: diga por qué la cambia',
    'A campanha é pública: diga porque a muda',
  ],
  'reason needed.remedy': [
    'One sentence is enough; everybody may read it.',
    'Une phrase suffit ; chacun peut la lire.',
    'Basta una frase; cualquiera puede leerla.',
    'Basta uma frase; qualquer pessoa a pode ler.',
  ],
  'last ask': [
    'It is the only ask people can still take part in',
    'C’est la seule demande à laquelle on peut encore prendre part',
    'Es la única petición en la que aún se puede participar',
    'É o único pedido em que ainda se pode participar',
  ],
  'last ask.remedy': [
    'Add another first, or close the campaign.',
    'Ajoutez-en d’abord une autre, ou clôturez la campagne.',
    'Añada antes otra, o cierre la campaña.',
    'Acrescente antes outro, ou feche a campanha.',
  ],
  'unknown organisation': [
    'This organisation cannot be named',
    'Cette organisation ne peut être citée',
    'Esta organización no se puede nombrar',
    'Esta organização não pode ser indicada',
  ],
  'unknown organisation.remedy': [
    'Choose one that is listed here, or give its name.',
    'Choisissez-en une qui figure ici, ou donnez son nom.',
    'Elija una que figure aquí, o dé su nombre.',
    'Escolha uma que esteja listada aqui, ou dê o seu nome.',
  ],
  'endorser there': [
    'It is named among the endorsers already',
    'Elle figure déjà parmi les soutiens',
    'Ya figura entre los respaldos',
    'Já consta entre os apoiantes',
  ],
  'endorser there.remedy': [
    'Record what changed on its own line.',
    'Consignez ce qui a changé sur sa ligne.',
    'Registre lo que cambió en su línea.',
    'Registe o que mudou na sua linha.',
  ],
  'nobody asks': [
    'Only the organisation that leads and those that endorse may ask people to agree to something',
    'Seules l’organisation qui mène et celles qui soutiennent peuvent demander un consentement',
    'Solo la organización que dirige y las que respaldan pueden pedir un consentimiento',
    'Só a organização que conduz e as que apoiam podem pedir um consentimento',
  ],
  'nobody asks.remedy': [
    'Record the endorsement first.',
    'Consignez d’abord le soutien.',
    'Registre antes el respaldo.',
    'Registe antes o apoio.',
  ],
  'its own word': [
    'This organisation has spoken here itself; nobody else speaks for it any more',
    'Cette organisation s’est exprimée ici elle-même ; personne d’autre ne parle plus pour elle',
    'Esta organización habló aquí por sí misma; ya nadie más habla por ella',
    'Esta organização falou aqui por si; já ninguém mais fala por ela',
  ],
  'its own word.remedy': [
    'Ask one of its campaigners or representatives.',
    'Demandez à un de ses responsables de campagne ou représentants.',
    'Pida a una de sus personas responsables de campaña o representantes que lo haga.',
    'Peça a um dos seus responsáveis por campanhas ou representantes.',
  ],
  'its own words': [
    'A partner that works here writes its own text of consent',
    'Un partenaire présent ici écrit lui-même son texte de consentement',
    'Una organización socia que trabaja aquí escribe su propio texto de consentimiento',
    'Um parceiro que trabalha aqui escreve o seu próprio texto de consentimento',
  ],
  'its own words.remedy': [
    'Ask one of its campaigners or representatives to open this page.',
    'Demandez à un de ses responsables de campagne ou représentants d’ouvrir cette page.',
    'Pida a una de sus personas responsables de campaña o representantes que abra esta página.',
    'Peça a um dos seus responsáveis por campanhas ou representantes que abra esta página.',
  ],
} as const

export const faultWords = dictionaryOf(said)
export type FaultName = Exclude<keyof typeof said, `${string}.remedy`>
