import { expect, test } from 'vitest';
import type { Swap } from '#shared/swaps';
import { ownSwapWords } from '../../client/swaps/swap-words.ts';

const open: Swap = {
  ...{ id: 'swap', version: 1, shiftId: 'shift', kind: 'cover', state: 'open', askedBy: 'ana' },
  ...{ askedByName: 'Ana', toName: null, forShiftIds: [], nobodyLeft: false, everybodyAsked: false },
  ...{ takenBy: null, takenByName: null, takenAt: null, takingShiftId: null, needs: [] },
  ...{ asksMe: false, answer: null },
};

test('that nobody answers reads otherwise than that nobody can come, and both say that a manager knows', () => {
  const [silent, byName, nobody] = [
    { ...open, everybodyAsked: true },
    { ...open, everybodyAsked: true, toName: 'Cai' },
    { ...open, nobodyLeft: true },
  ].map(ownSwapWords);
  expect(silent).toMatch(/not everyone has answered\. A manager has been told\./);
  expect(byName).toMatch(/Cai.* has not answered yet\. A manager has been told\./);
  expect(nobody).toMatch(/^Nobody can come this time\. A manager has been told\./);
  expect(ownSwapWords(open)).not.toMatch(/manager/);
});
