import type { Client } from './client.ts';
import { newId, type Helpline } from './helpline.ts';
import type { Does } from './does.ts';

type Clients = Record<'ana' | 'cai' | 'mo', Client>;

/** Days away, shifts one could come to, and places that change hands: taken over and given back, withdrawn, refused, and allowed by a manager. */
export async function busySwaps(does: Does, helpline: Helpline, { ana, cai, mo }: Clients) {
  const [away, mistaken] = [newId(), newId()];
  const days = { from: '2026-12-24', to: '2026-12-26' };
  await does(cai, 'absence:add', { absenceId: away, ...days });
  await does(cai, 'absence:add', { absenceId: mistaken, ...days });
  await does(cai, 'absence:remove', { absenceId: mistaken });

  const [offerId, alone] = [newId(), await helpline.addShift(84, 90, ['ana'])];
  await does(cai, 'offer:make', { offerId, shiftId: alone });
  await does(cai, 'offer:takeBack', { offerId });
  await does(cai, 'offer:make', { offerId: newId(), shiftId: alone });
  await does(mo, 'shift:place', { shiftId: alone, place: 2, personId: helpline.ids.cai });

  const ahead = await helpline.addShift(60, 66, ['ana', 'ben']);
  const soon = await helpline.addShift(10, 16, ['ana', 'ben']);
  const ask = async (shiftId: string) => {
    const swapId = newId();
    await does(ana, 'swap:ask', { swapId, shiftId, kind: 'cover' });
    return { swapId };
  };
  const taken = async (shiftId: string) => {
    const swap = await ask(shiftId);
    await does(cai, 'swap:answer', { ...swap, answer: 'yes' });
    return swap;
  };
  await does(cai, 'swap:undo', await taken(ahead));
  await does(ana, 'swap:withdraw', await ask(ahead));
  await does(mo, 'swap:refuse', { ...(await taken(soon)), words: 'Ring me, both of you.' });
  await does(mo, 'swap:allow', await taken(soon));
}
