import { emptyRecord, type CallRecord } from '#shared/calls';
import type { PresentingIssue } from '#shared/record-lists';
import type { Chance } from './chance.ts';
import { notesFor } from './notes.ts';

/** What kind of call it was, in so many of a hundred. */
const kinds = { spoken: 91, silent: 4, 'wrong-number': 3, information: 2 };

/** What was mostly spoken about, in so many of a hundred. */
const mainIssues: Partial<Record<PresentingIssue, number>> = {
  loneliness: 18,
  anxiety: 14,
  'suicidal-no-intent': 16,
  'low-mood': 12,
  bereavement: 7,
  partner: 6,
  separation: 4,
  'self-harm-thoughts': 4,
  'self-harm': 3,
  'suicidal-with-intent': 2,
  family: 3,
  'worried-about-someone': 3,
  sleep: 2,
  housing: 2,
  benefits: 2,
  'waiting-list': 1,
  'hearing-voices': 1,
  alcohol: 1,
};
const otherIssues: PresentingIssue[] = [
  'low-mood',
  'anxiety',
  'loneliness',
  'stress',
  'sleep',
  'low-self-worth',
  'family',
  'work',
  'cost-of-living',
  'medication',
  'physical-health',
];

export type Spoken = { record: CallRecord; minutes: number };

/** One believable record, and how long the call took. Fields stay empty where nobody asked. */
export function inventRecord(chance: Chance): Spoken {
  const kind = chance.weighted(kinds);
  if (kind === 'silent' || kind === 'wrong-number') {
    return {
      record: { ...emptyRecord, responseNeeded: 'none', outcomes: [kind] },
      minutes: chance.whole(1, 3),
    };
  }
  if (kind === 'information') {
    const asked: CallRecord = {
      ...emptyRecord,
      presentingIssues: ['information-only'],
      responseNeeded: 'none',
    };
    return {
      record: { ...asked, ...whereFrom(chance), outcomes: ['signposted'] },
      minutes: chance.whole(3, 9),
    };
  }
  return { record: inventSpoken(chance), minutes: Math.min(95, Math.max(1, chance.logNormal(22, 0.6))) };
}

function inventSpoken(chance: Chance): CallRecord {
  const main = chance.weighted(mainIssues);
  const more = chance.pick(otherIssues);
  const presentingIssues = more !== main && chance.happens(0.4) ? [main, more] : [main];
  const notes = notesFor([main]);
  const note = notes.length > 0 && chance.happens(0.4) ? chance.pick(notes) : '';
  return {
    ...emptyRecord,
    presentingIssues,
    responseNeeded: responseTo(main, chance),
    note,
    ...safetyOf(main),
    ...whereFrom(chance),
    outcomes: outcomesOf(main, chance),
  };
}

/** Where suicide was the main thing, somebody asked. */
function safetyOf(main: PresentingIssue): Partial<CallRecord> {
  if (main !== 'suicidal-no-intent' && main !== 'suicidal-with-intent') return {};
  const intent = main === 'suicidal-with-intent' ? 'yes' : 'no';
  return { thoughtsOfSuicide: 'yes', aPlan: intent, alreadyDone: 'no', meansAtHand: 'not-asked' };
}

function whereFrom(chance: Chance): Pick<CallRecord, 'borough' | 'source'> {
  return {
    borough: chance.happens(0.12)
      ? null
      : chance.weighted({ lambeth: 30, southwark: 27, lewisham: 24, elsewhere: 6, 'not-asked': 13 }),
    source: chance.happens(0.15)
      ? null
      : chance.weighted({
          self: 70,
          'carer-or-family': 6,
          gp: 4,
          'crisis-team': 4,
          'community-mental-health-team': 4,
          'nhs-111': 3,
          'crisis-cafe': 3,
          'word-of-mouth': 3,
          'website-or-leaflet': 2,
          'a-and-e': 1,
        }),
  };
}

function responseTo(main: PresentingIssue, chance: Chance): CallRecord['responseNeeded'] {
  if (main === 'suicidal-with-intent') return chance.weighted({ '999-now': 1, 'partner-and-manager-now': 2 });
  if (main === 'suicidal-no-intent') return chance.weighted({ routine: 12, 'manager-before-next-shift': 5 });
  if (chance.happens(0.2)) return null;
  return chance.weighted({ none: 56, routine: 40, 'manager-before-next-shift': 4 });
}

function outcomesOf(main: PresentingIssue, chance: Chance): CallRecord['outcomes'] {
  const outcomes: CallRecord['outcomes'] = ['listened'];
  if (main === 'suicidal-with-intent') outcomes.push('safety-plan', 'passed-to-partner');
  if (main === 'suicidal-no-intent' && chance.happens(0.6)) outcomes.push('safety-plan');
  if (chance.happens(0.45)) outcomes.push('signposted');
  if (chance.happens(0.04)) outcomes.push('referred');
  if (chance.happens(0.05)) outcomes.push('call-back');
  if (chance.happens(0.08)) outcomes.push('caller-ended');
  return outcomes;
}
