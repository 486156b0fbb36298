/** What a service helps with. Slugs are stored and never change; words may. */
export const serviceKindWords = {
  'crisis-line': 'Crisis line',
  'safe-place': 'Safe place tonight',
  'a-and-e': 'A&E',
  'mental-health-team': 'Mental health team',
  talking: 'Talking and counselling',
  groups: 'Groups and peer support',
  bereavement: 'Bereavement',
  'domestic-abuse': 'Domestic abuse',
  'sexual-violence': 'Sexual violence',
  'alcohol-and-drugs': 'Alcohol and drugs',
  gambling: 'Gambling',
  housing: 'Housing',
  homelessness: 'Nowhere to stay',
  benefits: 'Benefits',
  debt: 'Debt and money',
  food: 'Food and warmth',
  work: 'Work and learning',
  legal: 'Legal and immigration',
  carers: 'Carers',
  'young-people': 'Young people',
  'older-people': 'Older people',
  families: 'Families and parents',
  identity: 'LGBTQ+',
  health: 'GP and pharmacy',
  other: 'Something else',
} as const;

export type ServiceKind = keyof typeof serviceKindWords;
export const serviceKinds = Object.keys(serviceKindWords) as [ServiceKind, ...ServiceKind[]];
