import type { ShortRest } from '#shared/rest';
import { counted } from '../ui/number-words.ts';

/** Only six hours lie between this and Ana’s shift before. `whose` is "your" or "Ana’s". */
export function restWords({ ms, isBefore }: ShortRest, whose: string): string {
  const hours = Math.floor(ms / 3_600_000);
  const time = hours > 0 ? `Only ${counted(hours, 'hour')}` : 'Less than an hour';
  return `${time} ${hours === 1 || hours === 0 ? 'lies' : 'lie'} between this and ${whose} shift ${isBefore ? 'before' : 'after'}.`;
}
