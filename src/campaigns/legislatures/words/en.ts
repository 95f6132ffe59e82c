export const en = {
  'why.one-district': 'The map puts this area in one district.',
  'why.several-districts':
    'The map puts this area in {districts, plural, other {# districts}}. Which of them is yours is not decided here.',
  'why.several-states':
    'The map puts this area in {states, plural, other {# states}}. The members of each are named, and which are yours is not decided here.',
  'why.leading-zero': 'A zero that was lost at the front was put back.',
  'why.plus-four': 'The four digits after the code are not in the map; the code was looked up without them.',
  'why.spaces': 'Spaces were taken out.',
  'why.digits': 'Digits of another script were read as 0 to 9.',
  'why.vacant': 'A seat is vacant: {place}.',
  'why.began-later':
    'Who held the seat on that day is not known from this pack: {place}. The term of {name} began on {day}.',
  'why.term-ended':
    'Who holds the seat on that day is not known from this pack: {place}. The term of {name} ended on {day}.',
  'why.partial': 'Who held the seat on that day is not known from this pack: {place}.',
  'why.after-pack': 'Holders are told as known on {day}.',
  'why.no-vote': '{title}, {place}: no vote on the floor.',
  'why.no-senators': 'There are no senators for {place}.',
  'decidedBy.address':
    'A street address decides. The office of either member can tell whether the address lies in its district.',
  'fault.empty': 'No code was given.',
  'fault.empty.remedy': 'Write the five digits of a ZIP code, for example 07601.',
  'fault.letters': 'A ZIP code has digits alone; this has other signs.',
  'fault.letters.remedy': 'Write the five digits, without the name of the place or the state.',
  'fault.letter-o': 'A letter stands where a digit belongs.',
  'fault.letter-o.remedy': 'If you mean {meant}, write it with digits.',
  'fault.foreign': 'This looks like a postal code of another country ({country}).',
  'fault.foreign.remedy':
    'The look-up knows ZIP codes of the United States alone. Who lives abroad and votes there gives the ZIP code of the last address in the United States. If it is a ZIP code, write all its five digits.',
  'fault.military': 'This code belongs to the armed forces and lies in no district.',
  'fault.military.remedy':
    'Give the ZIP code of the address at which you are registered to vote in the United States.',
  'fault.never-given': 'The code 00000 was never given to a place.',
  'fault.never-given.remedy': 'Write the ZIP code of an address, for example 07601.',
  'fault.length':
    'A ZIP code has five digits, or five and four; this has {digits, plural, one {# digit} other {# digits}}.',
  'fault.length.remedy': 'Write the five digits. A zero lost at the front is put back by itself.',
  'fault.day': '“{typed}” is no day.',
  'fault.day.remedy': 'Write the day as YYYY-MM-DD, for example 2014-08-31.',
  'fault.no-legislature': 'There is no such legislature here.',
  'fault.no-legislature.remedy': 'Known are {known}.',
  'fault.no-pack': 'No pack speaks of {day}.',
  'fault.no-pack.remedy': 'Days that are known: {sessions}.',
  'fault.no-map': 'There is no postal map of these districts for that day.',
  'fault.no-map.remedy': 'Find the district on the page of the legislature, by its number.',
  'fault.not-in-map': 'The map does not know this code.',
  'fault.not-in-map.remedy':
    'Look at the digits. If they are right, it may be a code for post boxes or for one receiver alone: take the ZIP code of a street address nearby.',
  'fault.gap': '{says} Its seat: {place}.',
  'fault.gap.remedy': 'The member on that day: {holder}. See the page of the legislature.',
  'fault.gap.unknown.remedy': 'Who holds it is on the page of the legislature.',
} as const
