import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  'why.one-district': 'O mapa situa esta área num só círculo.',
  'why.several-districts':
    'O mapa situa esta área em {districts, plural, other {# círculos}}. Qual é o seu não se decide aqui.',
  'why.several-states':
    'O mapa situa esta área em {states, plural, other {# estados}}. Nomeiam-se os membros de cada um; quais são os seus não se decide aqui.',
  'why.leading-zero': 'Foi reposto um zero perdido no início.',
  'why.plus-four':
    'Os quatro algarismos depois do código não estão no mapa; o código foi procurado sem eles.',
  'why.spaces': 'Foram retirados espaços.',
  'why.digits': 'Algarismos de outra escrita foram lidos como 0 a 9.',
  'why.vacant': 'Um lugar está vago: {place}.',
  'why.began-later':
    'Estes dados não dizem quem ocupava o lugar nesse dia: {place}. O mandato de {name} começou a {day}.',
  'why.term-ended':
    'Estes dados não dizem quem ocupa o lugar nesse dia: {place}. O mandato de {name} terminou a {day}.',
  'why.partial': 'Estes dados não dizem quem ocupava o lugar nesse dia: {place}.',
  'why.after-pack': 'Os titulares são indicados como conhecidos a {day}.',
  'why.no-vote': '{title}, {place}: sem voto em plenário.',
  'why.no-senators': 'Não há senadores de {place}.',
  'decidedBy.address':
    'Um endereço decide. O gabinete de qualquer dos membros pode dizer se fica no seu círculo.',
  'fault.empty': 'Não foi dado nenhum código.',
  'fault.empty.remedy': 'Escreva os cinco algarismos de um código ZIP, por exemplo 07601.',
  'fault.letters': 'Um código ZIP só tem algarismos; este tem outros sinais.',
  'fault.letters.remedy': 'Escreva os cinco algarismos, sem o nome do lugar nem do estado.',
  'fault.letter-o': 'Está uma letra onde deve estar um algarismo.',
  'fault.letter-o.remedy': 'Se quer dizer {meant}, escreva-o com algarismos.',
  'fault.foreign': 'Parece um código postal de outro país ({country}).',
  'fault.foreign.remedy':
    'A procura só conhece códigos ZIP dos Estados Unidos. Quem vive no estrangeiro e lá vota dá o código ZIP do último endereço nos Estados Unidos. Se é um código ZIP, escreva os seus cinco algarismos.',
  'fault.military': 'Este código é das forças armadas e não fica em nenhum círculo.',
  'fault.military.remedy':
    'Dê o código ZIP do endereço em que está inscrito ou inscrita para votar nos Estados Unidos.',
  'fault.never-given': 'O código 00000 nunca foi dado a um lugar.',
  'fault.never-given.remedy': 'Escreva o código ZIP de um endereço, por exemplo 07601.',
  'fault.length':
    'Um código ZIP tem cinco algarismos, ou cinco e quatro; este tem {digits, plural, one {# algarismo} other {# algarismos}}.',
  'fault.length.remedy': 'Escreva os cinco algarismos. Um zero perdido no início é reposto por si.',
  'fault.day': '“{typed}” não é um dia.',
  'fault.day.remedy': 'Escreva o dia como AAAA-MM-DD, por exemplo 2014-08-31.',
  'fault.no-legislature': 'Essa assembleia não é conhecida aqui.',
  'fault.no-legislature.remedy': 'São conhecidas: {known}.',
  'fault.no-pack': 'Nenhum conjunto de dados fala de {day}.',
  'fault.no-pack.remedy': 'Dias conhecidos: {sessions}.',
  'fault.no-map': 'Não há mapa postal destes círculos para esse dia.',
  'fault.no-map.remedy': 'Procure o círculo pelo seu número na página da assembleia.',
  'fault.not-in-map': 'O mapa não conhece este código.',
  'fault.not-in-map.remedy':
    'Veja os algarismos. Se estiverem certos, pode ser um código de apartados ou de um só destinatário: tome o código ZIP de um endereço próximo.',
  'fault.gap': '{says} O seu lugar: {place}.',
  'fault.gap.remedy': 'Titular nesse dia: {holder}. Veja a página da assembleia.',
  'fault.gap.unknown.remedy': 'Quem o ocupa está na página da assembleia.',
}
