export const en = {
  'account.title': 'Your account',
  'account.who': 'Who you are here',
  'account.name': 'Name',
  'account.email': 'E-mail address',
  'account.proven': 'shown to be yours',
  'account.unproven': 'not yet shown to be yours',
  'account.second factor': 'Second factor',
  'account.factor on': 'set up',
  'account.factor off': 'not set up',
  'account.factor used': 'This sign-in passed it.',
  'account.factor not used': 'This sign-in has not passed it in the last 24 hours.',
  'account.pass factor': 'Pass it now',
  'account.codes left':
    '{count, plural, =0 {No recovery code is left.} one {One recovery code is left.} other {# recovery codes are left.}}',
  'account.factor why':
    'Whoever administers this installation or speaks for an organisation needs it. It keeps your account safe when your password is known to somebody else.',
  'account.keys': 'How you get in',
  'account.change email': 'Change the address',
  'account.change password': 'Change the password',
  'account.set up factor': 'Set up the second factor',
  'account.look after factor': 'Second factor and recovery codes',
  'account.sign-ins': 'Where you are signed in',
  'account.rest': 'What concerns you',
  'account.protected': 'Your name, and how to reach you safely',
  'account.may': 'What you may do here, and why',
  'account.data': 'Your data: take it along or have it erased',
  'account.organisations': 'Organisations',
  'account.history': 'History of your account',
  'account.sign out': 'Sign out',

  'sign-in.title': 'Sign in',
  'sign-in.text': 'Accounts are made by invitation. Everything public can be read without one.',
  'sign-in.email': 'E-mail address',
  'sign-in.password': 'Password',
  'sign-in.button': 'Sign in',
  'sign-in.forgotten': 'I do not know my password',
  'sign-in.refused':
    'Address and password do not fit together. Check both; if you do not know the password, set a new one.',
  'sign-in.unproven.title': 'First show that the address is yours',
  'sign-in.unproven.text':
    'We have sent you a mail with a link. Open it, press the button there, and sign in again. The link is good for 24 hours.',
  'sign-in.already': 'You are signed in as {name}.',
  'sign-in.out': 'You are signed out.',
  'sign-in.password set':
    'Your new password is set, and every earlier sign-in has ended. Sign in with it now.',
  'sign-in.proved': 'Your address is shown to be yours. You can sign in now.',
  'sign-in.begin again':
    'That took too long, or there were too many wrong codes. Sign in again from the start.',
  'say.done': 'Done',
  'say.note': 'Note',

  'factor.title': 'One more step',
  'factor.text': 'Open your authenticator app and type the six digits it shows for TIPping Point.',
  'factor.code': 'Code',
  'factor.code hint': 'Six digits from the app, or one of your recovery codes.',
  'factor.button': 'Go on',
  'factor.lost':
    'Without your phone, type one of the recovery codes you kept. Each works once. If you have none left either, turn to whoever runs this installation, in person or by a telephone number you know: they can take your second factor off, and you set it up again.',
  'factor.wrong': 'This code is not right, or was used already. Wait for the next one and type that.',
  'factor.locked':
    'There were too many wrong codes for this account. It takes codes again in a quarter of an hour.',

  'confirm.title': 'Is it still you?',
  'confirm.text':
    'What you are about to do needs you to have shown only just now that it is you. Type your password again, and the code if you have set up a second factor.',
  'confirm.button': 'It is me',
  'confirm.wrong': 'This password is not right.',

  'setup.title': 'Second factor',
  'setup.why':
    'A second factor is a code that changes every half minute and that only your phone knows. A password alone can be guessed, stolen or read over your shoulder; with the code, that is not enough to get in.',
  'setup.begin':
    'You need an authenticator app, such as Aegis, FreeOTP or the one your phone brings. To begin, type your password.',
  'setup.begin button': 'Begin',
  'setup.step one': '1. Read this into the app',
  'setup.picture': 'Picture with the key for the authenticator app; the same key stands in letters below it.',
  'setup.key': 'If you cannot use the camera, type this key into the app:',
  'setup.step two': '2. Type the code the app shows',
  'setup.button': 'Set it up',
  'setup.again': 'Begin again with another key',
  'setup.on.title': 'The second factor is set up',
  'setup.codes.title': 'Your recovery codes',
  'setup.codes.text':
    'These codes let you in when your phone is lost. Each works once. They are shown now and never again: print this page or copy them to a safe place, not to the phone that has the app.',
  'setup.codes.go': 'I have kept them. Go to my account',
  'setup.new codes': 'New recovery codes',
  'setup.new codes text': 'The old ones stop working at once.',
  'setup.new codes button': 'Make new recovery codes',
  'setup.remove': 'Remove the second factor',
  'setup.remove text':
    'Your other sign-ins end, and what needs a second factor is closed to you until you set it up again.',
  'setup.remove button': 'Remove it',
  'setup.removed': 'The second factor is removed.',

  'sign-ins.title': 'Where you are signed in',
  'sign-ins.text':
    'A sign-in ends by itself after eight hours without use, and after thirty days in any case. If you do not know one of these, end it and change your password.',
  'sign-ins.line': 'Signed in on {began}, last seen on {seen}. Second factor: {factor}.',
  'sign-ins.passed': 'passed',
  'sign-ins.not passed': 'not asked',
  'sign-ins.own': 'this one',
  'sign-ins.end': 'End',
  'sign-ins.end one': 'End the sign-in on {device} of {began}',
  'sign-ins.others': 'End all others',
  'sign-ins.all': 'Sign out everywhere, here too',
  'sign-ins.ended':
    '{count, plural, =0 {There was none to end.} one {One sign-in has ended.} other {# sign-ins have ended.}}',
  'device.both': '{browser} on {system}',
  'device.unknown': 'Unknown device',

  'password.title': 'Change your password',
  'password.current': 'Password until now',
  'password.new': 'New password',
  'password.hint':
    'At least {shortest} characters. Several words in a row are good; kinds of characters do not matter. You may paste from a password manager.',
  'password.again': 'New password once more',
  'password.button': 'Change it',
  'password.note': 'All your other sign-ins end.',
  'password.done': 'Your password is changed, and your other sign-ins have ended.',

  'forgotten.title': 'Set a new password',
  'forgotten.text':
    'Give the address you sign in with. If there is an account with it, a mail with a link is on its way in a moment.',
  'forgotten.button': 'Send me a link',
  'forgotten.sent.title': 'Look into your mail',
  'forgotten.sent.text':
    'If there is an account with this address, we have sent a link there. It is good for one hour and works once. Nothing came? Look into the folder for unwanted mail, and check that this is the address you sign in with.',
  'reset.title': 'Set a new password',
  'reset.text': 'Every sign-in with the old one ends.',
  'reset.button': 'Set it',
  'reset.gone': 'This link is no longer good',
  'reset.gone text':
    'It was used already, a newer one was sent, or its time has run out. Ask for another one.',

  'verify.title': 'Show that this address is yours',
  'verify.text': 'You came here by the link in a mail. Press the button, and the address counts as yours.',
  'verify.button': 'It is my address',
  'verify.gone text':
    'It was used already, a newer one was sent, or its time has run out. Sign in with your password, and another one is sent.',

  'email.title': 'Change your address',
  'email.now': 'Address until now: {email}',
  'email.new': 'New address',
  'email.button': 'Send a link there',
  'email.text':
    'We send a link to the new address. Until you use it, nothing changes; then the old address is told.',
  'email.sent.title': 'Look into the mail of the new address',
  'email.sent.text': 'We have sent a mail to {email}. The link in it is good for two hours.',
  'email.confirm.title': 'Change to the new address',
  'email.confirm.text':
    'You came here by the link we sent to the new address. Press the button, and from now on you sign in with it. Your other sign-ins end.',
  'email.confirm.button': 'Change it',
  'email.gone text':
    'It was used already, a newer one was sent, its time has run out, or it belongs to somebody else. Ask for another one in your account.',
  'email.done': 'Your address is changed.',

  'fault.email': 'Give an e-mail address, such as name@example.org.',
  'fault.same email': 'This is your address already.',
  'fault.empty': '“{field}” is missing.',
  'fault.different': 'The two are not the same. Type the new password twice.',
  'fault.current': 'This is not your password until now.',
  'fault.password.too short': 'Use at least {shortest} characters; several words in a row are good.',
  'fault.password.too long': 'Use at most {longest} characters.',
  'fault.password.too plain':
    'This is a row or a repetition and quickly guessed. Take words that do not belong together.',
  'fault.password.too common':
    'This stands in lists of stolen passwords. Take words that do not belong together.',
  'fault.password.own words':
    'This is made of your name, your address or the name of this installation. Take other words.',

  'mail.signature': 'TIPping Point. Nobody reads answers to this address.',
  'mail.ignore': 'If you did not ask for this, you need not do anything.',
  'mail.verify.subject': 'Show that this address is yours',
  'mail.verify.text':
    'Open this link and press the button there to show that this address is yours. It is good for {hours} hours.',
  'mail.reset.subject': 'Set a new password',
  'mail.reset.text':
    'Somebody, most likely you, asked to set a new password for TIPping Point. This link leads there. It is good for one hour and works once.',
  'mail.address.subject': 'Your new address for TIPping Point',
  'mail.address.text':
    'Open this link in the browser in which you are signed in, and press the button there, to sign in with this address from now on. It is good for {hours} hours.',
  'mail.taken.text':
    'Somebody asked to use this address for their account with TIPping Point. There is an account with it already, so nothing was changed.',
  'notice.password.subject': 'Your password was changed',
  'notice.password.text': 'The password of your account with TIPping Point was changed just now.',
  'notice.second factor on.subject': 'A second factor was set up',
  'notice.second factor on.text': 'A second factor was set up for your account with TIPping Point just now.',
  'notice.second factor off.subject': 'The second factor was removed',
  'notice.second factor off.text':
    'The second factor of your account with TIPping Point was removed just now.',
  'notice.second factor taken.subject': 'Your second factor was removed',
  'notice.second factor taken.text':
    'Whoever runs this installation has removed the second factor of your account with TIPping Point, and all your sign-ins have ended. Sign in with your password and set it up again.',
  'notice.recovery code.subject': 'A recovery code was used',
  'notice.recovery code.text':
    'Somebody signed in to your account with TIPping Point just now with one of your recovery codes.',
  'notice.recovery codes.subject': 'New recovery codes were made',
  'notice.recovery codes.text':
    'New recovery codes were made for your account with TIPping Point just now; the old ones no longer work.',
  'notice.address.subject': 'Your address was changed',
  'notice.address.text': 'Your account with TIPping Point is used with another address from now on.',
  'notice.not you':
    'If it was you, all is well. If not, set a new password at once and tell whoever runs this installation: {address}',
} as const
