import type { Shift } from '#shared/shifts';
import { isUnderWay, type Swap } from '#shared/swaps';
import { dayAndHours } from '../shifts/shift-words.ts';
import { isolated } from '../ui/isolated.ts';
import type { Times } from '../ui/times.ts';

const stillYours = 'The place is still yours.';

/** What has become of my own request, as it stands at the shift; null where it says nothing any more. */
export function ownSwapWords(swap: Swap): string | null {
  const who = isolated(swap.takenByName ?? 'Somebody');
  switch (swap.state) {
    case 'open':
      if (swap.nobodyLeft) return `Nobody can come this time. A manager has been told. ${stillYours}`;
      if (swap.everybodyAsked)
        return swap.toName
          ? `${isolated(swap.toName)} has not answered yet. A manager has been told. ${stillYours}`
          : `Everyone who could come was asked, and not everyone has answered. A manager has been told. ${stillYours}`;
      return `You asked ${swap.toName ? isolated(swap.toName) : 'everyone who could come'}. Nobody has said yes yet. ${stillYours}`;
    case 'needs-manager':
      return `${who} can come. A manager has to say yes first. ${stillYours}`;
    case 'refused':
      return `A manager said no to the change. ${stillYours}`;
    case 'undone':
      return `What you two agreed was taken back. ${stillYours}`;
    case 'lapsed':
      return `Nobody was found in time. ${stillYours}`;
    default:
      return null;
  }
}

/** What others than the asker read at a shift while somebody is looked for; null for nothing. */
export function lookingWords(swaps: Swap[]): string | null {
  const underWay = swaps.filter(isUnderWay);
  if (underWay.length === 0) return null;
  const open = underWay.filter(({ kind }) => kind !== 'gap');
  // Only managers learn it.
  const isStuck = underWay.every(({ nobodyLeft }) => nobodyLeft);
  if (open.length === 0) return isStuck ? 'Nobody can come so far' : 'Asking who could come';
  const names = open.flatMap(({ askedByName }) => (askedByName ? [isolated(askedByName)] : []));
  if (names.length === 0) return 'Looking for somebody';
  return `${names.join(' and ')}: ${isStuck ? 'nobody can come so far' : 'looking for somebody'}`;
}

/** Mina can come in Ana’s place on Friday 27 November, 18:00 to midnight. */
export function agreedWords(swap: Swap, shiftOf: (id: string) => Shift | undefined, times: Times): string {
  const [asker, taker] = [isolated(swap.askedByName ?? 'Somebody'), isolated(swap.takenByName ?? 'Somebody')];
  const on = (id: string) => {
    const shift = shiftOf(id);
    return shift ? dayAndHours(shift, times) : 'another day';
  };
  if (swap.kind === 'gap') return `${taker} can come to an empty place: ${on(swap.shiftId)}.`;
  const back = swap.takingShiftId ? `, and ${asker} in ${taker}’s place: ${on(swap.takingShiftId)}` : '';
  return `${taker} can come in ${asker}’s place: ${on(swap.shiftId)}${back}.`;
}

/** Why a yes takes a manager’s word, as a sentence. */
export function needsWords({ needs }: Pick<Swap, 'needs'>): string {
  const why = {
    rest: 'it leaves less rest than the rule asks for',
    soon: 'it is less than a day ahead',
  };
  const reasons = needs.map((need) => why[need]);
  return reasons.length === 0 ? '' : `It takes your word because ${reasons.join(', and ')}.`;
}
