import type { PersonalUpdate } from '#shared/updates';
import type { App } from '../app.ts';
import { titleOf, whenOf } from '../gatherings/gathering-words.ts';
import { rolesInWords } from '../people/people-groups.ts';
import { dayAndHours } from '../shifts/shift-words.ts';
import { isolated } from '../ui/isolated.ts';
import { past } from '../ui/moments.ts';

type Reads = Pick<App, 'me' | 'people' | 'shifts' | 'swaps' | 'gatherings' | 'times' | 'clock' | 'nameOf'>;

const notMe = 'Was that not you? Ring a manager now.';

/** The text of an update: what changed, by whom, and what to do about it. */
export function updateWords(update: PersonalUpdate, app: Reads): string {
  const { kind, by, aboutId, shiftId, gatheringId, at, words } = update;
  const who = by === null ? 'The host of Alongside' : app.nameOf(by);
  const isMe = aboutId === app.me.id;
  const whom = aboutId === null ? '' : isMe ? 'you' : app.nameOf(aboutId);
  const whose = isMe ? 'your' : `${whom}’s`;
  const person = aboutId === null ? undefined : app.people.get(aboutId);
  const shift = shiftId === null ? undefined : app.shifts.get(shiftId);
  const isMine = shift?.places.some(({ personId }) => personId === app.me.id) ?? false;
  const other = shiftId === null ? who : (otherInSwap(shiftId, app) ?? who);
  const said = words ? ` “${isolated(words)}”` : '';
  const when = shift ? dayAndHours(shift, app.times) : 'a shift';
  const gathering = gatheringId === null ? undefined : app.gatherings.get(gatheringId);
  const meeting = gathering ? `${titleOf(gathering, app)}, ${whenOf(gathering, app)}` : 'a meeting';
  switch (kind) {
    case 'shift-added':
      return `${who} put you on a shift: ${when}.${said}`;
    case 'shift-removed':
      return `${who} took you off a shift: ${when}.`;
    case 'shift-moved':
      return `${who} gave a shift of yours other times: ${when}.`;
    case 'shift-cancelled':
      return `${who} cancelled a shift of yours: ${when}.`;
    case 'swap-taken':
      return `${other} comes in your place: ${when}.`;
    case 'swap-exchanged':
      return `You come in ${other}’s place: ${when}.`;
    case 'swap-refused':
      return `${who} said no to the change, so everything stays as it was: ${when}.${said}`;
    case 'swap-undone':
      return `${other} took back what you two agreed, so everything is as it was before: ${when}.`;
    case 'swap-lapsed':
      return isMine
        ? `Nobody could be found to come in your place. The place is still yours: ${when}.`
        : `You are not needed after all: ${when}.`;
    case 'place-emptied':
      return `The other place in a shift of yours is empty now, and the managers know: ${when}.`;
    case 'listening-asked':
      return 'Somebody in their induction asks to listen along in a shift of yours. It takes a yes from both of you.';
    case 'listening-agreed':
      return `The two have said yes, so you listen along: ${when}.`;
    case 'listening-ended':
      return `You do not listen along in this shift after all: ${when}. You can choose another one.`;
    case 'link-requested':
      return isMe
        ? `${who} asked for a new link for you. With it somebody comes in as you.`
        : `${who} asked for a new link for ${whom}. It goes to ${whom} and to nobody else.`;
    case 'change-proposed':
      return isMe
        ? `${who} proposes a change to your roles or e-mail address. ${person?.proposal?.roles ? 'Another manager has to agree.' : 'You or another manager has to agree: see My details.'}`
        : `${who} proposes a change for ${whom}. It takes your yes, or another manager’s: see People.`;
    case 'change-declined':
      return `${who} said no to what you proposed for ${whom}. Nothing has changed.`;
    case 'roles-changed':
      return `${who} changed what ${isMe ? 'you do' : `${whom} does`} here${person ? `: ${rolesInWords(person.roles)}` : ''}.`;
    case 'induction-changed':
      return person?.induction
        ? `${who} set the days of your induction. See Training, at the end of the rota.`
        : `${who} said that your induction is over. You can have places in shifts.`;
    case 'link-used':
      return isMe
        ? 'Your new link was used to come in as you. Your other sign-ins have ended.'
        : `${whom} came in with the new link.`;
    case 'sign-ins-ended':
      if (by === app.me.id)
        return `You ended other sign-ins of yours ${past(app.times, app.clock.now, at)}. ${notMe}`;
      return `${who} signed you out everywhere ${past(app.times, app.clock.now, at)}. You can sign in again.`;
    case 'passkey-added':
      return `A passkey was added to how you sign in. ${notMe}`;
    case 'passkey-removed':
      return `One of your passkeys was removed. ${notMe}`;
    case 'password-changed':
      return `Your password was changed. ${notMe}`;
    case 'password-removed':
      return `Your password was removed. ${notMe}`;
    case 'app-added':
      return `An authenticator app was added to how you sign in. ${notMe}`;
    case 'app-removed':
      return `Your authenticator app was turned off. ${notMe}`;
    case 'codes-made':
      return `New recovery codes were made for you. The old ones do not work any more. ${notMe}`;
    case 'code-used':
      return `One of your recovery codes was used to sign in. ${notMe}`;
    case 'codes-refused':
      return 'Somebody typed your password, and then many codes that were not right. Was that not you? Choose another password, and ring a manager.';
    case 'plan-drafted':
      return `${who} wrote down a plan with a caller. It takes a second yes.`;
    case 'plan-to-review':
      return 'An agreed plan is to be looked at again with the caller within two weeks, or it ends by itself.';
    case 'plan-ended':
      return 'An agreed plan has ended by itself, because nobody looked at it again in time.';
    case 'page-proposed':
      return `${who} proposed a change to the manual. It takes a second yes.`;
    case 'page-to-read':
      return `${who} asks you to read a page of the manual.`;
    case 'manual-changed':
      return 'What you flagged has changed the manual. Read what the manual says now.';
    case 'service-proposed':
      return `${who} proposed a change to the directory. It takes a second yes.`;
    case 'fault-corrected':
      return `${who} put the number right that you found wrong:${said}.`;
    case 'fault-settled':
      return `${who} looked at what you found wrong, and it is settled:${said}.`;
    case 'list-proposed':
      return `${who} proposed a change to the lists of words. It takes a second yes.`;
    case 'list-agreed':
      return `${who} agreed to your change of the lists. It is in force.`;
    case 'list-declined':
      return `${who} said no to your change of the lists. Nothing has changed.`;
    case 'gathering-planned':
      return `${who} invites you: ${meeting}.`;
    case 'gathering-moved':
      return `Another time, and another question whether you come: ${meeting}.`;
    case 'gathering-cancelled':
      return `Cancelled by ${who === 'You' ? 'you' : who}: ${meeting}.`;
    case 'gathering-cannot':
      return `${who} cannot come: ${meeting}.`;
    case 'gathering-agreed':
      return `${who} wrote down something for you to do: ${meeting}.`;
    case 'meeting-refused':
      return `${who} said no to a meeting with a caller. It does not take place.`;
    case 'meeting-lapsed':
      return 'Nobody allowed a meeting with a caller in time. It does not take place.';
    case 'meeting-cancelled':
      return 'A meeting with a caller is cancelled. Do not go.';
    case 'meeting-without-you':
      return 'Somebody else goes to a meeting with a caller in your place. Do not go.';
    case 'series-offered':
      return `${who} put you down for a series of meetings with one person. Each of you can end it.`;
    case 'series-ended':
      return 'A series of meetings with one person has ended. Do not go to a meeting of it.';
    case 'step-shared':
      return `${who} shared a line of their next steps with you.`;
    case 'step-asked':
      return `${who} asks whether you would be a reference.`;
    case 'step-answered':
      return `There is an answer to your question for a reference.`;
    case 'email-changed':
      return [
        `${who} changed ${whose} e-mail address.`,
        ...(isMe ? ['Sign in with the new one from now on.'] : []),
        ...(isMe && by === app.me.id ? [notMe] : []),
      ].join(' ');
  }
}

/** The name of whom I swapped this shift with, which supporters know from the swap alone; null for nobody. */
function otherInSwap(shiftId: string, { me, swaps }: Pick<Reads, 'me' | 'swaps'>): string | null {
  const swap = swaps.all.find(
    (one) => one.takenBy !== null && [one.shiftId, one.takingShiftId].includes(shiftId),
  );
  const name = swap && (swap.askedBy === me.id ? swap.takenByName : swap.askedByName);
  return name ? isolated(name) : null;
}
