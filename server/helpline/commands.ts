import { access } from '#shared/access';
import type { helplineCommands } from '#shared/helpline';
import { refuseIfOvertaken, refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import { helplineById, setHelpline, supporterIds, type HelplineSettings } from './queries.ts';
import type { HelplineReactions } from './reactions.ts';

const meetingMinutes = ['meetingThereMinutes', 'meetingOverMinutes', 'meetingHomeMinutes'] as const;

export const helplineHandlers = ({
  meetingMinutesChanged,
}: HelplineReactions): Handlers<keyof typeof helplineCommands> => ({
  async 'helpline:change'({ basedOn, ...settings }, context) {
    const { tx, version, helplineId, announce, resync } = context;
    permit(context, access['helpline:change']);
    refuseIfOvertaken(
      await helplineById(tx, helplineId),
      basedOn,
      'Another manager has changed this meanwhile. Both are here: choose which to keep.',
    );

    announce('helpline:changed', await setHelpline(tx, helplineId, { ...named(settings), version }));
    await recordAudit(context, 'settings-changed', helplineId);
    if (meetingMinutes.some((one) => settings[one] !== undefined)) await meetingMinutesChanged(context);
    if (settings.chatHours === undefined) return;
    for (const id of await supporterIds(tx, helplineId)) resync(id);
  },

  async 'helpline:planSupervision'({ lastOn, nextOn }, context) {
    const { tx, version, helplineId, announce } = context;
    permit(context, access['helpline:planSupervision']);
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
    await recordAudit(context, 'supervision-planned', helplineId);
  },
});

const named = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as HelplineSettings;
