/**
 * The lists that every helpline begins with. A helpline that has changed one has its own instead (`shared/lists.ts`), so what is changed here reaches
 * only the others. Slugs are stored and never change.
 */
export const presentingIssueGroups = {
  Feelings: {
    anxiety: 'Anxiety or panic',
    'low-mood': 'Low mood',
    anger: 'Anger',
    stress: 'Stress',
    loneliness: 'Loneliness',
    bereavement: 'Bereavement or loss',
    'low-self-worth': 'Low self-worth',
    flashbacks: 'Flashbacks',
  },
  Experiences: {
    'hearing-voices': 'Hearing voices or unusual beliefs',
    ocd: 'OCD',
    eating: 'Eating',
    bipolar: 'Bipolar',
    trauma: 'Trauma',
    'personality-disorder': 'Personality disorder diagnosis',
    sleep: 'Sleep',
  },
  Safety: {
    'suicidal-no-intent': 'Thoughts of suicide, no intent',
    'suicidal-with-intent': 'Thoughts of suicide with intent',
    'past-attempt': 'Past attempt',
    overdose: 'Overdose',
    'self-harm-thoughts': 'Thoughts of self-harm',
    'self-harm': 'Self-harm, recent or ongoing',
  },
  'Harm from others': {
    'domestic-abuse': 'Domestic abuse',
    'sexual-violence': 'Sexual violence',
    'physical-harm': 'Physical',
    'financial-harm': 'Financial',
    neglect: 'Neglect',
    'hate-crime': 'Hate crime',
    discrimination: 'Discrimination',
    bullying: 'Bullying',
  },
  Relationships: {
    family: 'Family',
    partner: 'Partner',
    separation: 'Separation',
    parenting: 'Parenting',
    'caring-for-someone': 'Caring for someone',
  },
  Practical: {
    housing: 'Housing',
    homelessness: 'Homelessness',
    benefits: 'Benefits',
    debt: 'Debt',
    'cost-of-living': 'Cost of living',
    work: 'Work',
    immigration: 'Immigration',
    legal: 'Legal',
  },
  Services: {
    'waiting-list': 'Waiting list',
    'unhappy-with-care': 'Unhappy with care',
    discharge: 'Discharge',
    detained: 'Detained, or afraid of it',
    medication: 'Medication',
  },
  'Substances and gambling': { alcohol: 'Alcohol', drugs: 'Drugs', gambling: 'Gambling' },
  Other: {
    'worried-about-someone': 'Worried about someone else',
    'information-only': 'Information only',
    thanks: 'Thanks',
    complaint: 'Complaint',
    'physical-health': 'Physical health',
    identity: 'Identity',
    'none-given': 'None given',
  },
} as const;

type Groups = typeof presentingIssueGroups;
type SlugIn<Group> = Group extends unknown ? keyof Group : never;
export type PresentingIssue = SlugIn<Groups[keyof Groups]>;
/** Choosing an issue of this group opens the questions about safety. */
export const safetyGroup = 'Safety' satisfies keyof Groups;

export const referralSourceWords = {
  self: 'Self',
  'carer-or-family': 'Carer or family',
  gp: 'GP',
  'community-mental-health-team': 'Community mental health team',
  'crisis-team': 'Home treatment or crisis team',
  'a-and-e': 'A&E',
  'nhs-111': 'NHS 111',
  'crisis-cafe': 'Crisis café or sanctuary',
  'social-services': 'Social services',
  police: 'Police',
  'voluntary-group': 'Voluntary group',
  'another-helpline': 'Another helpline',
  'word-of-mouth': 'Word of mouth',
  'website-or-leaflet': 'Website or leaflet',
  'not-asked': 'Not asked',
} as const;

export const outcomeWords = {
  listened: 'Listened',
  'safety-plan': 'Coping or safety plan made',
  signposted: 'Signposted',
  referred: 'Referred',
  'call-back': 'Call back agreed',
  'community-meeting': 'Community meeting arranged',
  'passed-to-partner': 'Passed to shift partner',
  'safeguarding-raised': 'Safeguarding concern raised',
  'emergency-services': 'Emergency services called',
  'not-in-our-boroughs': 'Not in our boroughs',
  'caller-ended': 'Caller ended',
  'we-ended': 'We ended (boundary)',
  silent: 'Silent',
  'wrong-number': 'Wrong number',
  abusive: 'Abusive',
} as const;

export const responseNeededWords = {
  '999-now': '999 now',
  'partner-and-manager-now': 'Talk to partner and manager now',
  'manager-before-next-shift': 'Manager to look before the next shift',
  /** No longer offered; still shown where it was chosen. */
  routine: 'Routine',
  none: 'Nothing more needed',
} as const;

/** A flag is a question, not a complaint. */
export const flagReasonWords = {
  'worried-about-caller': 'Worried about the caller',
  'worried-how-i-handled-it': 'Worried how I handled it',
  safeguarding: 'Safeguarding',
  confidentiality: 'Confidentiality was broken',
  'abusive-call': 'Abusive call',
  'something-to-learn': 'Something to learn from',
  'manual-wrong': 'Something in the manual is wrong',
} as const;
export type FlagReason = keyof typeof flagReasonWords;

/** Answers about safety record what was said, or that nobody asked; never a grade. */
export const saidWords = { yes: 'Yes', no: 'No', 'not-asked': 'Not asked' } as const;

/** The safety questions, each answered with one of `saidWords` or left empty. */
export const safetyWords = {
  thoughtsOfSuicide: 'Thoughts of suicide',
  aPlan: 'A plan',
  meansAtHand: 'Has what they would use nearby',
  aTimeInMind: 'A time in mind',
  alreadyDone: 'Something already taken or done',
  othersAtRisk: 'Anyone else at risk',
} as const;

export const consentWords = { with: 'With consent', without: 'Without consent' } as const;

export const boroughWords = {
  lambeth: 'Lambeth',
  southwark: 'Southwark',
  lewisham: 'Lewisham',
  elsewhere: 'Elsewhere',
  'not-asked': 'Not asked',
} as const;
