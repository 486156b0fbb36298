import { commandsIn, nameOf, type Invariant } from './evening.ts';
import { observedIn } from './observed.ts';
import { isJustMade } from './one-order.ts';

/** A command sent after another was acknowledged has the higher version. */
export const orderOfAnswers: Invariant = ({ history }) => {
  const madeAt = new Map(
    observedIn(history)
      .filter(isJustMade)
      .map(({ row }) => [row.id, row.version]),
  );
  const numbered = commandsIn(history).flatMap((given) => {
    const { messageId, flagId, debriefId } = given.fields;
    const isMaking = ['message:send', 'flag:raise', 'debrief:ask'].includes(given.name);
    const version = madeAt.get(String(messageId ?? flagId ?? debriefId));
    return isMaking && version !== undefined ? [{ given, version }] : [];
  });
  const answered = numbered
    .filter(({ given }) => given.answer === 'yes')
    .sort((a, b) => a.given.answeredAt! - b.given.answeredAt!);

  const wrong: string[] = [];
  let next = 0;
  let highest = { version: 0, name: '' };
  for (const { given, version } of numbered.sort((a, b) => a.given.firstSentAt - b.given.firstSentAt)) {
    for (; next < answered.length && answered[next]!.given.answeredAt! < given.firstSentAt; next += 1)
      if (answered[next]!.version > highest.version)
        highest = { version: answered[next]!.version, name: nameOf(answered[next]!.given) };
    if (version < highest.version)
      wrong.push(
        `${nameOf(given)} is change ${version}, and ${highest.name}, acknowledged before, ${highest.version}.`,
      );
  }
  return wrong;
};
