import type { BillState, Outlives, PackCard, Text } from './schema.ts'

const t = (en: string, fr: string, es: string, pt: string): Text => ({ en, fr, es, pt })
const state = (name: Text, next: string[], end?: 'law' | 'failed' | Outlives): BillState => ({
  name,
  next,
  ...(end === undefined ? {} : typeof end === 'string' ? { end } : { outlives: end }),
})

const introduced = t('introduced', 'déposé', 'presentado', 'apresentado')
const referred = t(
  'referred to committee',
  'renvoyé en commission',
  'remitido a comisión',
  'enviado à comissão',
)
const reported = t(
  'reported by committee',
  'rapporté par la commission',
  'dictaminado por la comisión',
  'relatado pela comissão',
)
const passed = (chamber: Text) =>
  t(
    `passed by the ${chamber.en}`,
    `adopté par ${chamber.fr}`,
    `aprobado por ${chamber.es}`,
    `aprovado ${chamber.pt}`,
  )
const back = (chamber: Text) =>
  t(
    `passed with changes by the ${chamber.en}, back to the other chamber`,
    `adopté avec modifications par ${chamber.fr}, renvoyé à l’autre chambre`,
    `aprobado con cambios por ${chamber.es}, de vuelta a la otra cámara`,
    `aprovado com alterações ${chamber.pt}, de volta à outra câmara`,
  )
const failed = (chamber: Text) =>
  t(
    `failed in the ${chamber.en}`,
    `rejeté par ${chamber.fr}`,
    `rechazado por ${chamber.es}`,
    `rejeitado ${chamber.pt}`,
  )
const house = t('House', 'la Chambre', 'la Cámara', 'pela Câmara')
const senate = t('Senate', 'le Sénat', 'el Senado', 'pelo Senado')
const signed = t('enacted: signed', 'loi : signée', 'ley: firmada', 'lei: assinada')
const unsigned = t('enacted without signature', 'loi sans signature', 'ley sin firma', 'lei sem assinatura')
const vetoed = t('vetoed', 'veto opposé', 'vetado', 'vetado')
const overridden = t('enacted over a veto', 'loi malgré le veto', 'ley pese al veto', 'lei apesar do veto')
const toGovern = t(
  'passed by both chambers',
  'adopté par les deux chambres',
  'aprobado por ambas cámaras',
  'aprovado pelas duas câmaras',
)

/** Of a bill that both chambers passed, when the Congress is over. */
const tenDays: Outlives = {
  days: 10,
  sundays: false,
  rule: t(
    'The President has ten days from the day the bill is presented, Sundays not counted. Signed within them it is law, also after the session; not signed, it is not, where the end of the session keeps it from being returned.',
    'Le Président dispose de dix jours à compter de la présentation du texte, dimanches non compris. Signé dans ce délai, il devient loi, même après la législature ; non signé, il ne le devient pas, si la fin de la législature empêche de le renvoyer.',
    'El Presidente tiene diez días desde que se le presenta el proyecto, sin contar los domingos. Firmado en ese plazo es ley, también después de la legislatura; sin firma no lo es, si el fin de la legislatura impide devolverlo.',
    'O Presidente tem dez dias a contar da apresentação do projeto, sem contar os domingos. Assinado nesse prazo é lei, também depois da legislatura; sem assinatura não é, se o fim da legislatura impedir que seja devolvido.',
  ),
  source: 'Constitution of the United States, article I, section 7, clause 2',
}
/** The same in Florida, once the Legislature has adjourned. */
const fifteenDays: Outlives = {
  days: 15,
  sundays: true,
  rule: t(
    'When the Legislature has adjourned, the Governor has fifteen days from the day the bill is presented. Signed or not vetoed within them, it becomes law.',
    'Quand la Législature s’est séparée, le Gouverneur dispose de quinze jours à compter de la présentation du texte. Signé, ou sans veto dans ce délai, il devient loi.',
    'Cuando la Legislatura ha levantado la sesión, el Gobernador tiene quince días desde que se le presenta el proyecto. Firmado, o sin veto en ese plazo, se convierte en ley.',
    'Quando a Legislatura encerrou os trabalhos, o Governador tem quinze dias a contar da apresentação do projeto. Assinado, ou sem veto nesse prazo, torna-se lei.',
  ),
  source: 'Florida Constitution, article III, section 8(a)',
}
const nextSession: Outlives = {
  days: null,
  sundays: true,
  rule: t(
    'A veto given when the Legislature is not in session is laid before it at its next session, where it may be overridden.',
    'Un veto opposé hors session est soumis à la Législature à sa session suivante, où il peut être surmonté.',
    'Un veto dado fuera de sesión se presenta a la Legislatura en la siguiente, donde puede superarse.',
    'Um veto dado fora de sessão é apresentado à Legislatura na seguinte, onde pode ser superado.',
  ),
  source: 'Florida Constitution, article III, section 8(b)',
}

const unlaw = ['FAIL:ORIGINATING:HOUSE', 'FAIL:ORIGINATING:SENATE']

/**
 * How a bill moves through the Congress of the United States. The words are those of the public
 * unitedstates/congress project; a bill that no step has ended dies with its session, which is
 * reckoned from the session and is no state of its own, unless a state says by what rule it outlives it.
 * A motion to suspend the rules, and one to end debate, may come without a report of a committee.
 */
export const usBillStates: PackCard['billStates'] = {
  first: 'INTRODUCED',
  states: {
    INTRODUCED: state(introduced, [
      'REFERRED',
      'REPORTED',
      'PASS_OVER:HOUSE',
      'PASS_OVER:SENATE',
      'PROV_KILL:SUSPENSIONFAILED',
      'PROV_KILL:CLOTUREFAILED',
      ...unlaw,
    ]),
    REFERRED: state(referred, [
      'REPORTED',
      'PASS_OVER:HOUSE',
      'PASS_OVER:SENATE',
      'PROV_KILL:SUSPENSIONFAILED',
      'PROV_KILL:CLOTUREFAILED',
      ...unlaw,
    ]),
    REPORTED: state(reported, [
      'REFERRED',
      'PASS_OVER:HOUSE',
      'PASS_OVER:SENATE',
      'PROV_KILL:SUSPENSIONFAILED',
      'PROV_KILL:CLOTUREFAILED',
      ...unlaw,
    ]),
    'PASS_OVER:HOUSE': state(passed(house), [
      'PASS_BACK:SENATE',
      'PASSED:BILL',
      'FAIL:SECOND:SENATE',
      'PROV_KILL:CLOTUREFAILED',
      'CONFERENCE',
    ]),
    'PASS_OVER:SENATE': state(passed(senate), [
      'PASS_BACK:HOUSE',
      'PASSED:BILL',
      'FAIL:SECOND:HOUSE',
      'PROV_KILL:SUSPENSIONFAILED',
      'CONFERENCE',
    ]),
    'PASS_BACK:HOUSE': state(back(house), [
      'PASS_BACK:SENATE',
      'PASSED:BILL',
      'CONFERENCE',
      'PROV_KILL:PINGPONGFAIL',
    ]),
    'PASS_BACK:SENATE': state(back(senate), [
      'PASS_BACK:HOUSE',
      'PASSED:BILL',
      'CONFERENCE',
      'PROV_KILL:PINGPONGFAIL',
    ]),
    CONFERENCE: state(
      t(
        'in conference',
        'en conférence des deux chambres',
        'en conferencia de ambas cámaras',
        'em conferência das duas câmaras',
      ),
      ['PASSED:BILL', 'PROV_KILL:PINGPONGFAIL'],
    ),
    'PROV_KILL:SUSPENSIONFAILED': state(
      t(
        'motion to suspend the rules failed; it may come back',
        'la motion de suspension du règlement a échoué ; le texte peut revenir',
        'la moción para suspender el reglamento fracasó; puede volver',
        'a moção para suspender o regimento falhou; pode voltar',
      ),
      ['REPORTED', 'PASS_OVER:HOUSE', 'PASS_BACK:HOUSE', 'PASSED:BILL', 'FAIL:ORIGINATING:HOUSE'],
    ),
    'PROV_KILL:CLOTUREFAILED': state(
      t(
        'debate could not be ended; it may come back',
        'le débat n’a pas pu être clos ; le texte peut revenir',
        'no se pudo cerrar el debate; puede volver',
        'não foi possível encerrar o debate; pode voltar',
      ),
      ['PASS_OVER:SENATE', 'PASS_BACK:SENATE', 'PASSED:BILL', 'FAIL:SECOND:SENATE'],
    ),
    'PROV_KILL:PINGPONGFAIL': state(
      t(
        'the chambers did not agree; it may come back',
        'les chambres ne se sont pas accordées ; le texte peut revenir',
        'las cámaras no se pusieron de acuerdo; puede volver',
        'as câmaras não chegaram a acordo; pode voltar',
      ),
      ['PASS_BACK:HOUSE', 'PASS_BACK:SENATE', 'CONFERENCE', 'PASSED:BILL'],
    ),
    'PROV_KILL:VETO': state(
      t(
        'vetoed; an override is still possible',
        'veto opposé ; il peut encore être surmonté',
        'vetado; aún puede superarse el veto',
        'vetado; o veto ainda pode ser superado',
      ),
      ['VETOED:OVERRIDE_FAIL_ORIGINATING', 'VETOED:OVERRIDE_FAIL_SECOND', 'ENACTED:VETO_OVERRIDE'],
    ),
    'FAIL:ORIGINATING:HOUSE': state(failed(house), [], 'failed'),
    'FAIL:ORIGINATING:SENATE': state(failed(senate), [], 'failed'),
    'FAIL:SECOND:HOUSE': state(failed(house), [], 'failed'),
    'FAIL:SECOND:SENATE': state(failed(senate), [], 'failed'),
    'PASSED:BILL': state(
      toGovern,
      ['ENACTED:SIGNED', 'ENACTED:TENDAYRULE', 'PROV_KILL:VETO', 'VETOED:POCKET'],
      tenDays,
    ),
    'VETOED:POCKET': state(
      t('pocket veto', 'veto par silence', 'veto de bolsillo', 'veto de bolso'),
      [],
      'failed',
    ),
    'VETOED:OVERRIDE_FAIL_ORIGINATING': state(vetoed, [], 'failed'),
    'VETOED:OVERRIDE_FAIL_SECOND': state(vetoed, [], 'failed'),
    'ENACTED:SIGNED': state(signed, [], 'law'),
    'ENACTED:TENDAYRULE': state(unsigned, [], 'law'),
    'ENACTED:VETO_OVERRIDE': state(overridden, [], 'law'),
  },
}

/** How a bill moves through the Florida Legislature (Florida Constitution, article III, sections 7 and 8). */
export const floridaBillStates: PackCard['billStates'] = {
  first: 'INTRODUCED',
  states: {
    INTRODUCED: state(introduced, ['REFERRED', 'PASS_OVER:HOUSE', 'PASS_OVER:SENATE', ...unlaw]),
    // A bill may be taken from its committee without a report.
    REFERRED: state(referred, ['REPORTED', 'PASS_OVER:HOUSE', 'PASS_OVER:SENATE', ...unlaw]),
    REPORTED: state(reported, ['REFERRED', 'PASS_OVER:HOUSE', 'PASS_OVER:SENATE', ...unlaw]),
    'PASS_OVER:HOUSE': state(passed(house), ['PASS_BACK:SENATE', 'PASSED:BILL', 'FAIL:SECOND:SENATE']),
    'PASS_OVER:SENATE': state(passed(senate), ['PASS_BACK:HOUSE', 'PASSED:BILL', 'FAIL:SECOND:HOUSE']),
    'PASS_BACK:HOUSE': state(back(house), ['PASS_BACK:SENATE', 'PASSED:BILL']),
    'PASS_BACK:SENATE': state(back(senate), ['PASS_BACK:HOUSE', 'PASSED:BILL']),
    'FAIL:ORIGINATING:HOUSE': state(failed(house), [], 'failed'),
    'FAIL:ORIGINATING:SENATE': state(failed(senate), [], 'failed'),
    'FAIL:SECOND:HOUSE': state(failed(house), [], 'failed'),
    'FAIL:SECOND:SENATE': state(failed(senate), [], 'failed'),
    'PASSED:BILL': state(toGovern, ['ENACTED:SIGNED', 'ENACTED:UNSIGNED', 'VETOED'], fifteenDays),
    VETOED: state(vetoed, ['ENACTED:VETO_OVERRIDE'], nextSession),
    'ENACTED:SIGNED': state(signed, [], 'law'),
    'ENACTED:UNSIGNED': state(unsigned, [], 'law'),
    'ENACTED:VETO_OVERRIDE': state(overridden, [], 'law'),
  },
}
