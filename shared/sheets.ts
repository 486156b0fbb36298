/** The sheets of the workbook. What is written on them stays with the person, on paper. */
export const sheetNames = {
  'getting-better': 'What getting better means to me',
  'after-the-crisis': 'After the crisis',
  'keeps-me-well': 'What keeps me well',
  'ups-and-downs': 'My ups and downs',
  'people-and-places': 'People and places',
  'what-i-want-next': 'What I want next',
  'if-it-gets-hard': 'If it gets hard again',
  'who-else-is-there': 'Who else is there',
} as const;
export type Sheet = keyof typeof sheetNames;

/** The last sheet, which belongs to the end of every series. */
export const lastSheet = 'who-else-is-there' satisfies Sheet;
