import { mayChangeHelpline, mayPlanSupervision, type helplineCommands } from '#shared/helpline';
import { refuseIfOvertaken, refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { helplineById, setHelpline, supporterIds, type HelplineSettings } from './queries.ts';

export const helplineHandlers: Handlers<keyof typeof helplineCommands> = {
  async 'helpline:change'({ basedOn, ...settings }, { actor, tx, version, helplineId, announce, resync }) {
    refuseUnless(mayChangeHelpline(actor), 'not-yours', 'These settings are for the project manager.');
    refuseIfOvertaken(
      await helplineById(tx, helplineId),
      basedOn,
      'Another manager has changed this meanwhile. Both are here: choose which to keep.',
    );

    announce('helpline:changed', await setHelpline(tx, helplineId, { ...named(settings), version }));
    if (settings.chatHours === undefined) return;
    for (const id of await supporterIds(tx, helplineId)) resync(id);
  },

  async 'helpline:planSupervision'({ lastOn, nextOn }, { actor, tx, version, helplineId, announce }) {
    refuseUnless(mayPlanSupervision(actor), 'not-yours', 'The supervisor and the managers set this day.');
    const planned = await helplineById(tx, helplineId);
    const last = lastOn === undefined ? planned.lastSupervisionOn : lastOn;
    const next = nextOn === undefined ? planned.nextSupervisionOn : nextOn;
    refuseUnless(
      last === null || next === null || last < next,
      'conflict',
      'The next group supervision has to be after the last one.',
    );

    const days = { lastSupervisionOn: last, nextSupervisionOn: next };
    announce('helpline:changed', await setHelpline(tx, helplineId, { ...days, version }));
  },
};

const named = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as HelplineSettings;
