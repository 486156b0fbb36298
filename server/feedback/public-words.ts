/** The sentences of the public page. It is served by itself, without the product around it. */
export const publicWords = {
  title: (helpline: string) => `Tell us: ${helpline}`,
  notNow: 'Nobody reads this at once. If you need somebody now:',
  numbers: [
    ['tel:999', '999', 'if a life is in danger'],
    ['tel:111', '111, option 2', 'urgent help with mental health, day and night'],
    ['tel:116123', 'Samaritans 116 123', 'somebody to talk to, free, day and night'],
  ],
  what: 'Tell us how it was to ring us. We do not ask who you are, and this page keeps nothing about you: no name, no address, no cookie. It is read by the managers and one supporter, together with what others wrote, a week later at the earliest.',
  mine: 'In your own words, if you like',
  noNames: 'Please leave out names, numbers and places.',
  other: 'If it is about another service, its name',
  otherHint:
    'Leave this empty if it is about us. What you say about others goes to our managers, and not to them.',
  safety: 'This may be about somebody’s safety',
  safetyHint:
    'Then our managers and our supervisor see it from the next morning on, by itself and not together with others. Nobody reads it before, and we cannot reach you. If somebody is in danger now, ring 999.',
  send: 'Send',
  thanks: 'Thank you. It has been sent.',
  after:
    'It waits with others for at least a week. We cannot answer you here, because we do not know who you are. What changes because of it will stand on this page.',
  afterSafety:
    'Our managers and our supervisor see it from tomorrow morning on. Nobody reads it before. If somebody is in danger now, ring 999. We cannot answer you here, because we do not know who you are.',
  youSaid: 'You said, we did',
  said: 'You said',
  did: 'We did',
  nothing: 'Choose a word or write something first. Nothing has been sent.',
  nudge: (found: string) => `This may hold ${found}. Change it, or send it as it is.`,
  sendAsItIs: 'Send it as it is',
  tooMuch: 'This page takes no more just now. What you wrote is still here. Try again in an hour.',
  tooLong: 'This is too long for the box. What you wrote is still here.',
  tooQuick: 'That was quick. What you wrote is still here. Look at it once more, and send it.',
  elsewhere: 'This did not come from our page. What you wrote is still here. Send it once more.',
  gone: 'There is no page for feedback here.',
} as const;
