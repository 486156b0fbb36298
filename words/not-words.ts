/** Texts that look like words and are read by a program, or are the same in every language; each with where, and why. */
const exceptions: { in: RegExp; texts: string[]; because: string }[] = [
  {
    in: /./,
    texts: ['Alongside', 'English', 'Cymraeg'],
    because: 'its name, and the names of languages in themselves',
  },
  { in: /./, texts: ['Enter', 'Shift', 'Escape', 'Tab'], because: 'the names of keys' },
  { in: /./, texts: ['numeric', 'long', 'short', 'UTC', '2-digit', 'h23'], because: 'options of Intl' },
  { in: /./, texts: ['temporarily closed'], because: 'a status of Open Referral, as it is stored' },
  {
    in: /^client\/notifications\/device-label\.ts$/,
    texts: ['Edge', 'Opera', 'Firefox', 'Chrome', 'Safari', 'Windows', 'Linux', 'Mac', 'iPhone'],
    because: 'names of programs',
  },
  {
    in: /^client\/shell\/waiting-words\.ts$/,
    texts: ['whatHelped', 'words', 'question', 'body', 'note', 'answer', 'learning', 'reason'],
    because: 'fields of commands',
  },
  {
    in: /^client\/ui\/keep-focus\.ts$/,
    texts: ['button, a, label', 'input, textarea'],
    because: 'selectors',
  },
  { in: /^client\/messages\/before/, texts: ['{0}px 0px 0px'], because: 'a margin' },
  { in: /^client\/calls\/drafts/, texts: ['record '], because: 'the place of a draft' },
  {
    in: /^client\/live\//,
    texts: ['words {0}', 'choice {0}', 'draft {0}', 'io server disconnect'],
    because: 'keys, and a reason of Socket.IO',
  },
  { in: /^client\/signals\/ring-once/, texts: ['alongside rings for {0}'], because: 'the name of a lock' },
  { in: /^client\/audit\//, texts: ['signal', 'debrief'], because: 'classes of retention' },
];

export const isNotWords = (path: string, text: string) =>
  exceptions.some((one) => one.in.test(path) && one.texts.includes(text));
