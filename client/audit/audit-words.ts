import type { AuditLine, ReadErasure } from '#shared/audit';
import { capital, counted } from '../ui/number-words.ts';

const erasedWords: Record<ReadErasure, string> = {
  'erased-signals': 'signal',
  'erased-callRecords': 'call record',
  'erased-withdrawnFlags': 'withdrawn flag',
  'erased-checkIns': 'check-in',
  'erased-debriefs': 'debrief',
  'erased-followUps': 'finished follow-up',
  'erased-grants': 'record opening',
  'erased-breakGlass': 'opening of private words',
  'erased-logExports': 'taking of figures',
};

const isErasure = (action: string): action is ReadErasure => action in erasedWords;

/** A line as a sentence. `me` is the reader's id: people are compared by id, because first names may be shared. */
export function auditWords({ action, by, about, counted: count }: AuditLine, me: string): string {
  const isMe = about?.id === me;
  const byThemself = by?.id === about?.id;
  const who = by === null ? 'The host of Alongside' : by.id === me ? 'You' : by.firstName;
  const whom = isMe ? (byThemself ? 'yourself' : 'you') : (about?.firstName ?? 'somebody');
  const whose = isMe ? 'your' : `${whom}’s`;
  if (isErasure(action)) {
    const one = count === 1;
    return `${capital(counted(count ?? 0, erasedWords[action]))} ${one ? 'was' : 'were'} erased: the time for keeping ${one ? 'it' : 'them'} was over.`;
  }
  switch (action) {
    case 'person-invited':
      return `${who} invited ${whom}.`;
    case 'link-requested':
      return `${who} asked for a new link for ${whom}.`;
    case 'link-shown':
      return `${who} took the new link for ${whom}, to hand it over.`;
    case 'link-stopped':
      return `${who} stopped ${whose} link.`;
    case 'link-used':
      return isMe ? 'Your one-time link was used.' : `${capital(whom)} came in with a one-time link.`;
    case 'change-proposed':
      return `${who} proposed a change for ${whom}.`;
    case 'change-agreed':
      return `${who} said yes to the change for ${whom}.`;
    case 'change-declined':
      return `${who} said no to the change for ${whom}.`;
    case 'person-changed':
      return `${who} changed ${whose} name or e-mail address.`;
    case 'roles-changed':
      return `${who} changed what ${isMe ? 'you do' : `${whom} does`} here.`;
    case 'person-suspended':
      return `${who} suspended ${whom}.`;
    case 'person-restored':
      return `${who} let ${whom} back in.`;
    case 'induction-set':
      return `${who} set the days of ${whose} induction.`;
    case 'induction-ended':
      return `${who} ended ${whose} induction.`;
    case 'person-exported':
      return `${who} made a copy of what is stored about ${whom}.`;
    case 'person-erased':
      return `${who} erased what was stored about ${whom}.`;
    case 'placed-in-shift':
      return `${who} put ${whom} on a shift.`;
    case 'taken-off-shift':
      return `${who} took ${whom} off a shift.`;
    case 'placed-despite-rest':
      return `${who} put ${whom} on a shift with less rest than the rule asks for.`;
    case 'place-taken-over':
      return `${who} took over ${whose} place in a shift.`;
    case 'place-given-back':
      return byThemself
        ? `${who} gave a place in a shift back.`
        : `${who} took back a change of places with ${whom}.`;
    case 'swap-allowed':
      return `${who} said yes to a change of ${whose} place in a shift.`;
    case 'swap-refused':
      return `${who} said no to a change of ${whose} place in a shift.`;
    case 'signed-in':
      return 'You signed in.';
    case 'signed-out':
      return 'You signed out.';
    case 'second-step-refused':
      return 'Somebody typed your password, then a wrong code. If it was not you, change your password.';
    case 'sign-ins-ended':
      return byThemself ? 'You ended a sign-in of yours.' : `${who} signed ${whom} out everywhere.`;
    case 'passkey-added':
      return 'A passkey was added to how you sign in.';
    case 'passkey-removed':
      return 'One of your passkeys was removed.';
    case 'password-changed':
      return 'Your password was changed.';
    case 'password-removed':
      return 'Your password was removed.';
    case 'app-added':
      return 'An authenticator app was added to how you sign in.';
    case 'app-removed':
      return 'Your authenticator app was turned off.';
    case 'codes-made':
      return 'New recovery codes were made for you.';
    case 'code-used':
      return 'One of your recovery codes was used.';
    case 'words-asked':
      return `${who} asked to read private words.`;
    case 'words-declined':
      return `${who} said no to opening private words.`;
    case 'words-withdrawn':
      return `${who} did not want to read private words any more.`;
    case 'words-lapsed':
      return 'A request to read private words came to nothing.';
    case 'words-opened':
      return `${who} said yes, and private words were opened for an hour.`;
    case 'words-read':
      return `${who} read private words.`;
    case 'words-shut':
      return by === null ? 'Private words were shut again.' : `${who} shut private words again.`;
    case 'words-reviewed':
      return `${who} looked at why private words were opened.`;
    case 'on-call-changed':
      return `${who} changed who is on call.`;
    case 'shift-added':
      return `${who} added a shift.`;
    case 'shift-moved':
      return `${who} gave a shift other times.`;
    case 'shift-cancelled':
      return `${who} cancelled a shift.`;
    case 'pattern-changed':
      return `${who} changed the pattern of the shifts.`;
    case 'week-copied':
      return `${who} copied the places of a week into another.`;
    case 'rota-undone':
      return `${who} undid a change of the rota.`;
    case 'settings-changed':
      return `${who} changed the settings.`;
    case 'supervision-planned':
      return `${who} changed the days of group supervision.`;
    case 'report-made':
      return `${who} made a report of figures.`;
    case 'assumption-set':
      return `${who} set an assumption of the cost model.`;
    case 'costs-kept':
      return `${who} kept a copy of the costs.`;
    case 'feedback-switched':
      return `${who} changed who reads feedback, or whether its page is there.`;
    case 'question-settled':
      return `${who} settled a question of the page for feedback.`;
    case 'reply-published':
      return `${who} put an answer on the page for feedback.`;
    case 'reply-removed':
      return `${who} took an answer off the page for feedback.`;
    case 'safety-marked':
      return `${who} said that feedback may be about somebody’s safety.`;
    case 'safety-taken':
      return `${who} took feedback that may be about somebody’s safety.`;
    case 'safety-closed':
      return `${who} wrote what came of feedback that may be about somebody’s safety.`;
    case 'figures-taken':
      return `${who} took out figures of calls.`;
    case 'number-shown':
      return `${who} looked at a number kept for a call back.`;
    case 'source-added':
      return `${who} added a list of services from elsewhere.`;
    case 'source-removed':
      return `${who} removed a list of services from elsewhere.`;
    case 'services-exported':
      return `${who} took out the directory as a file.`;
    case 'backup-made':
      return 'The host made a backup of everything.';
    case 'backup-restored':
      return 'The host restored everything from a backup.';
    case 'keys-rotated':
      return 'The host changed the encryption key.';
    case 'hold-set':
      return `${who} set a legal hold on ${about ? `what is stored about ${whom}` : 'a call record'}.`;
    case 'hold-lifted':
      return `${who} lifted the legal hold on ${about ? `what is stored about ${whom}` : 'a call record'}.`;
  }
}
