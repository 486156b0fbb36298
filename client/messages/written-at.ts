import type { Message } from '#shared/messages';
import type { Times } from '../ui/times.ts';

const minute = 60_000;

/** 19:05, or "written 19:04, arrived 19:06" if it was delivered more than a minute later. */
export function writtenAt(
  times: Times,
  { sentAt, receivedAt }: Pick<Message, 'sentAt' | 'receivedAt'>,
): string {
  const isLate = Date.parse(receivedAt) - Date.parse(sentAt) > minute;
  return isLate ? `written ${times.at(sentAt)}, arrived ${times.at(receivedAt)}` : times.at(sentAt);
}
