/** What an assumption is a number of. `of100`: out of 100. */
export type AssumptionUnit = 'pounds' | 'hours' | 'of100';
type Kind = {
  words: string;
  unit: AssumptionUnit;
  /** Where to look for it. We ship no numbers. */
  where: string;
};

const payroll = 'Look in your own payroll.';
const accounts = 'Look in your own accounts.';
const unitCosts =
  'Look in PSSRU, Unit Costs of Health and Social Care; NHS England, National Cost Collection. The latest year; write which.';
const nobodyKnows =
  'Nobody knows this of your callers. Write what it rests on: a study and whom it was about, or what callers told you. If you have nothing, leave it empty.';

/** What running the line costs: pay for an hour of one supporter, and what is spent in a month. */
const running = {
  pay: { words: 'Pay of one supporter for an hour', unit: 'pounds', where: payroll },
  oncosts: {
    words: 'On top of each £100 of pay: pension, national insurance, holidays',
    unit: 'of100',
    where: payroll,
  },
  management: { words: 'Managers, in a month', unit: 'pounds', where: payroll },
  supervision: { words: 'Supervision, in a month', unit: 'pounds', where: accounts },
  training: { words: 'Training and induction, in a month', unit: 'pounds', where: accounts },
  kit: { words: 'Phones and kit, in a month', unit: 'pounds', where: accounts },
  software: { words: 'Software and hosting, in a month', unit: 'pounds', where: accounts },
  rest: { words: 'Everything else, in a month: rent, insurance, accounts', unit: 'pounds', where: accounts },
} as const satisfies Record<string, Kind>;

const meeting = {
  meetingHours: {
    words: 'Hours that a meeting takes each of the two, with the way',
    unit: 'hours',
    where: 'Ask those who meet callers.',
  },
  meetingExtras: { words: 'Fares and drinks for a meeting', unit: 'pounds', where: accounts },
} as const satisfies Record<string, Kind>;

/** What might have happened otherwise. Each *if* is how many of 100 calls, and what one of these costs somebody else. */
const otherwise = {
  emergencyVisits: {
    words: 'Of 100 calls, those that would otherwise have become a visit to A&E',
    unit: 'of100',
    where: nobodyKnows,
  },
  emergencyVisitCost: { words: 'One visit to A&E', unit: 'pounds', where: unitCosts },
  ambulances: {
    words: 'Of 100 calls, those for which an ambulance would otherwise have come',
    unit: 'of100',
    where: nobodyKnows,
  },
  ambulanceCost: { words: 'One ambulance that comes', unit: 'pounds', where: unitCosts },
  crisisContacts: {
    words: 'Of 100 calls, those that would otherwise have gone to a crisis team',
    unit: 'of100',
    where: nobodyKnows,
  },
  crisisContactCost: { words: 'One contact with a crisis team', unit: 'pounds', where: unitCosts },
} as const satisfies Record<string, Kind>;

export const assumptionGroups = { running, meeting, otherwise } as const;
export const assumptionKinds = { ...running, ...meeting, ...otherwise };
export type AssumptionKey = keyof typeof assumptionKinds;
export const assumptionKeys = Object.keys(assumptionKinds) as [AssumptionKey, ...AssumptionKey[]];

/** What is spent in a month, whatever the hours. */
export const monthly = ['management', 'supervision', 'training', 'kit', 'software', 'rest'] as const;
export const ifs = {
  emergencyVisits: { cost: 'emergencyVisitCost', words: 'a visit to A&E' },
  ambulances: { cost: 'ambulanceCost', words: 'an ambulance' },
  crisisContacts: { cost: 'crisisContactCost', words: 'a contact with a crisis team' },
} as const;
export type IfKey = keyof typeof ifs;

export type Range = { low: number; high: number };
/** `value` is null for one that is not used any more; `source` then says why. `on`: the day on which the source said so. */
export type Assumption = {
  id: string;
  key: AssumptionKey;
  value: Range | null;
  source: string;
  on: string;
};
export type AssumptionLine = Assumption & { setAt: string; by: { id: string; firstName: string } };
/** The newest of each key. */
export type Assumed = Partial<Record<AssumptionKey, Assumption & { value: Range }>>;

/** The most that a number may be. */
export const largestAmount = 10_000_000;

/** The assumptions in force, of a list with the newest of each key first. Who set them does not come along. */
export function inForce(lines: readonly Assumption[]): Assumed {
  const newest = new Map<AssumptionKey, Assumption>();
  for (const { id, key, value, source, on } of lines)
    if (!newest.has(key)) newest.set(key, { id, key, value, source, on });
  return Object.fromEntries([...newest].filter(([, { value }]) => value !== null)) as Assumed;
}
