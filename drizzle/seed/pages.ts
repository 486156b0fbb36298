import type { pages, pageVersions } from '../schema/pages.ts';
import type { Chance } from './chance.ts';
import type { Invented } from './numbering.ts';
import { idris, lorna, sunita, trialHelpline } from './people.ts';
import { day, inWorkingHours, later } from './times.ts';

const placesTonight = `Somewhere warm with somebody in it, when the caller is safe enough to go out. Ring first: hours change.

- **The Lantern,** a crisis café: evenings, no referral. [Ring 020 7946 0112](tel:02079460112)
- **Quiet Room:** a sofa and a kettle until late, for people over 18. [Ring 020 7946 0135](tel:02079460135)
- **A&E** is open day and night. Nobody is sent away for asking.

## Before they set out

Ask how they will get there and back, and who knows where they are going.`;

const withTimes = placesTonight.replace('evenings, no referral', 'until 23:00, no referral');

/** The trial's manual: one page of its own that two agreed on and everybody is asked to read, with a change that waits for a second yes. */
export function manualOf(now: Date, chance: Chance) {
  const [agreedAt, proposedAt] = [later(now, -3 * day), later(now, -1 * day)];
  const page: Invented<typeof pages> = {
    id: chance.idAt(agreedAt),
    helplineId: trialHelpline.id,
    state: 'published',
    currentNumber: 1,
    proposedNumber: 2,
    mustReadSince: agreedAt,
    changedAt: proposedAt,
  };
  const version = (number: number, changedAt: Date) => ({
    id: chance.idAt(changedAt),
    helplineId: trialHelpline.id,
    pageId: page.id,
    number,
    change: 'text' as const,
    chapter: 'When somebody is in danger',
    title: 'Places to go tonight',
    changedAt,
  });
  const versions: Invented<typeof pageVersions>[] = [
    {
      ...version(1, agreedAt),
      outcome: 'agreed',
      body: placesTonight,
      words: 'Callers ask where they can go. These two answered when we rang.',
      proposedBy: lorna.id,
      proposedAt: inWorkingHours(agreedAt, -1, chance),
      settledBy: sunita.id,
      settledAt: agreedAt,
    },
    {
      ...version(2, proposedAt),
      outcome: 'proposed',
      body: withTimes,
      words: 'The café says when it shuts.',
      proposedBy: idris.id,
      proposedAt,
    },
  ];
  return { pages: [page], versions };
}
