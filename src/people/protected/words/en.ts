export const en = {
  'page.title': 'Your name, and how to reach you',
  'page.text':
    'Here you decide what others see of you, and who may reach you, how and when. You need not fill in anything. Everything can be changed or taken back, at any time, without giving a reason.',
  leave: 'Leave this page quickly',
  'leave.text':
    'It opens an encyclopaedia instead. That you were here stays in the history of your browser until you clear it.',
  'done.name': 'From now on others see the name you chose.',
  'done.own': 'Others see your own name again.',
  'done.contact': 'It is kept. Only you and your guardians can see it.',
  'done.removed': 'How to reach you is removed. Nobody can read it again.',
  'done.named':
    'Your guardian is named. No mail is sent: tell them yourself, in the way that is best for you.',
  'done.dismissed': 'From this moment they see nothing of it.',

  'name.title': 'The name others see',
  'name.own': 'Others see your own name: {shown}.',
  'name.other':
    'Others see you as {shown}. Your own name, {own}, is kept sealed. Nobody but you is shown it, and only here.',
  'name.known':
    'Whoever knows you by your name already does not forget it. Whoever invited you also knows the address they wrote to; that address is shown nowhere beside your other name.',
  'name.field': 'Another name',
  'name.hint': 'Any name you like to be called by. It need not be a real one. Up to {most} characters.',
  'name.button': 'Show this name',
  'name.back': 'Show my own name again',
  'fault.name': 'Write a name of 1 to {most} characters, without an @.',
  'fault.same name': 'Others see this name already.',

  'contact.title': 'How to reach you safely',
  'contact.text':
    'You may write down how somebody you trust can reach you without putting you in danger. It is kept apart from your account and sealed. Only you see it, and the guardians you name.',
  'contact.none': 'Nothing is written down.',
  'contact.kept': 'Something is written down, last changed on {day}.',
  'contact.write': 'Write it down',
  'contact.open': 'Read or change it',
  'contact.remove': 'Remove all of it',
  'contact.factor':
    'To read and change it you sign in with the second factor. Removing it is always possible.',
  'contact.factor link': 'About the second factor',
  'contact.page': 'How to reach you',
  'contact.not': 'What not to write here',
  'contact.not text':
    'Please write nothing of what happened to you, nothing about a case, and nothing about other people than the one to call. Nobody here needs it, and what is not written can hurt nobody. A line is enough; leave out what you like.',
  'contact.button': 'Keep it',
  'contact.back': 'Back',
  'field.reach': 'Phone, and in which way',
  'field.reach.hint': 'For example a number, and whether to call or to write.',
  'field.messenger': 'Messenger or e-mail',
  'field.messenger.hint': 'Which one, and the name you have there.',
  'field.hours': 'When it is safe',
  'field.hours.hint': 'Days and hours, and in which time zone.',
  'field.never': 'What must never be said, written or left as a message',
  'field.never.hint': 'For example where the call comes from, or a certain name.',
  'field.call': 'Whom to call when you cannot be reached',
  'field.call.hint': 'Somebody who knows about it and agrees.',
  'fault.long': 'At most {most} characters: write only what is needed to reach you.',
  'fault.characters': 'There are characters in it that cannot be shown. Please type it again.',
  'fault.empty':
    'Nothing is filled in. To take away what is written down, use “Remove all of it” on the page before.',

  'guardians.title': 'Your guardians',
  'guardians.text':
    'A guardian is somebody you trust. They see how to reach you, and before each look they must write why. You read who looked, when and why. Nobody else can name or dismiss a guardian for you.',
  'guardians.none': 'You have named nobody. So nobody but you sees how to reach you.',
  'guardians.since': 'since {day}',
  'guardians.dismiss': 'Dismiss<hidden> {name}</hidden>',
  'guardians.left': 'sees nothing: no longer in {organisation}',
  'guardians.choose': 'Somebody to name',
  'guardians.choose hint':
    'People of the organisations you belong to. They need the second factor to look. They keep seeing it when you leave that organisation, until you dismiss them; when they leave it, they see nothing from that moment.',
  'guardians.nobody yet': 'Choose …',
  'guardians.button': 'Name as my guardian',
  'guardians.nobody':
    'There is nobody you could name: guardians are chosen among people of the organisations you belong to.',
  'guardians.option': '{name} ({organisation})',
  'fault.guardian': 'Choose somebody from the list.',
  'fault.guardian gone': 'This person does not belong to one of your organisations any more.',

  'looks.title': 'Who looked',
  'looks.text': 'Every look at how to reach you, the newest first. Nobody can look without standing here.',
  'looks.none': 'Nobody has looked.',
  'looks.operator': 'whoever runs this installation',
  'looks.erased': 'somebody whose account is gone',

  'for.title': 'People who named you as their guardian',
  'for.text': 'You see how to reach them when there is a reason. They read who looked, when and why.',
  someone: 'somebody without a name',

  'look.title': 'How to reach {name}',
  'look.text':
    '{name} trusts you with this. Write why you need it now; {name} will read your reason, with your name and the time. Write nothing that could harm {name} if somebody else read it.',
  'look.nothing': 'At present {name} has written nothing down. There is nothing to be seen.',
  'look.reason': 'Why you need it now',
  'look.reason hint': '3 to {most} characters.',
  'look.button': 'Show it, and record that I looked',
  'look.recorded': 'Your look was recorded on {at}, before this was shown.',
  'look.once':
    'It is shown this once, and not printed. Note only what you need, where nobody else can read it. When you have left this page, a new reason is asked for.',
  'look.paper': 'What stands here is not printed.',
  'look.again': 'This was shown before. To see it again, write a reason again.',
  'look.blank': 'Not filled in',
  'fault.reason': 'Write a reason of 3 to {most} characters.',
} as const
