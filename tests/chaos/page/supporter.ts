import { flagReasonWords } from '#shared/record-lists';
import { feelingWords, ownStateWords } from '#shared/presence';
import { slugsOf } from '#shared/slugs';
import { signalWords } from '#shared/signals';
import { hasOpenQuestion } from '#shared/flags';
import type { Deeds, Given } from './script.ts';
import { takeOverCall } from '../../../client/calls/commands.ts';
import { agreeToTime, askForDebrief } from '../../../client/debriefs/commands.ts';
import { answerFlag, raiseFlag, withdrawFlag } from '../../../client/flags/commands.ts';
import { markMessageSeen, sendMessage } from '../../../client/messages/commands.ts';
import { joinShift, leaveShift, setPresence } from '../../../client/presence/commands.ts';
import { answerSignal, lowerSignal, raiseSignal } from '../../../client/signals/commands.ts';

/** The actions of a supporter in an evening, weighted by how often each is worth testing. */
export function supportersDeeds({ app, who, chance, words }: Given): Deeds {
  const { calls, messages, signals, flags, debriefs, live } = app;
  const shift = () => app.tonight.shift;
  const joined = () => app.tonight.joined;
  const isTheirs = (personId: string) => personId !== who.id;

  return {
    joins: { weight: 6, does: () => !joined() && shift() && joinShift(live, shift()!.id) },
    leaves: { weight: 0.15, does: () => joined() && leaveShift(live, shift()!.id) },
    writes: { weight: 20, does: () => joined() && sendMessage(live, { body: words() }) },
    writesAboutACall: {
      weight: 3,
      does() {
        const about = shift() && calls.inShift(shift()!.id).find((call) => call.version > 0);
        return (
          about && sendMessage(live, { body: words(), callId: about.id, covered: true, warning: words() })
        );
      },
    },
    reads: {
      weight: 6,
      does() {
        const last = shift() && messages.inShift(shift()!.id).findLast((one) => isTheirs(one.from));
        return last?.seenAt === null && markMessageSeen(live, last.id);
      },
    },
    takesACall: {
      weight: 5,
      does: () => joined() && !calls.activeOf(who.id) && calls.start(shift()!.id, who.id),
    },
    endsACall: {
      weight: 5,
      does() {
        const mine = calls.activeOf(who.id);
        return mine && calls.end(mine.id);
      },
    },
    closesACall: {
      weight: 5,
      does() {
        const mine = calls.unfinishedOf(who.id).find(({ state }) => state === 'writing-up');
        return mine && calls.close(mine.id);
      },
    },
    writesItUp: {
      weight: 10,
      does() {
        const [mine] = calls.unfinishedOf(who.id);
        return mine && calls.choose(mine, { note: words() });
      },
    },
    takesOver: {
      weight: 2,
      does() {
        const theirs =
          shift() &&
          calls.inShift(shift()!.id).find((one) => one.state !== 'closed' && isTheirs(one.assignedTo));
        return theirs && takeOverCall(live, theirs.id);
      },
    },
    asksWithoutAWord: {
      weight: 4,
      does: () => joined() && raiseSignal(live, chance.pick(slugsOf(signalWords))),
    },
    answersWithoutAWord: {
      weight: 4,
      does() {
        const theirs = signals.up.find((one) => isTheirs(one.raisedBy) && one.answer === null);
        return theirs && answerSignal(live, theirs.id, 'five-minutes');
      },
    },
    takesItBack: {
      weight: 3,
      does() {
        const mine = signals.up.find((one) => one.raisedBy === who.id);
        return mine && lowerSignal(live, mine.id);
      },
    },
    saysHowItIs: {
      weight: 4,
      does: () =>
        joined() &&
        setPresence(live, chance.pick(slugsOf(ownStateWords)), chance.pick(slugsOf(feelingWords))),
    },
    flags: {
      weight: 2,
      does() {
        const call = calls.all.find((one) => one.version > 0 && !one.flagged);
        return (
          call && raiseFlag(live, call.id, chance.pick(slugsOf(flagReasonWords)), words(), `flag ${call.id}`)
        );
      },
    },
    takesAFlagBack: {
      weight: 0.5,
      does() {
        const mine = flags.raisedBy(who.id).find(({ state }) => state === 'waiting');
        return mine && withdrawFlag(live, mine.id);
      },
    },
    answersAQuestion: {
      weight: 3,
      does() {
        const asked = flags.raisedBy(who.id).find(hasOpenQuestion);
        return asked && answerFlag(live, asked.id, words());
      },
    },
    asksForADebrief: {
      weight: 2,
      does() {
        const about = calls.all.find((call) => call.version > 0);
        const asking = { note: words(), callIds: about ? [about.id] : [] };
        return askForDebrief(live, 'next-day-or-two', asking, `debrief ${about?.id ?? ''}`);
      },
    },
    agreesToATime: {
      weight: 2,
      does() {
        const offered = debriefs.askedBy(who.id).find(({ state }) => state === 'offered');
        return offered?.offeredFor && agreeToTime(live, offered.id, offered.offeredFor);
      },
    },
    looksAtWhatWasRefused: {
      weight: 3,
      does() {
        const refused = live.outbox.all.find(({ refusal }) => refusal !== undefined);
        if (!refused) return;
        if (refused.name === 'call:note' && chance.happens(0.5)) calls.drafts.insist(refused.commandId);
        else live.outbox.forget(refused.commandId);
      },
    },
  };
}
