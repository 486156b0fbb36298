import { access } from '#shared/access';
import { mostServices, onlyPhoneNumbersDiffer, type Service } from '#shared/directory';
import type { serviceCommands } from '#shared/service-commands';
import { refuseIfOvertaken, refuseIfProposed } from '../agreement/guards.ts';
import { refuseIfTaken, refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { faultHandlers, settleAll } from './faults.ts';
import { announceDirectory, inForce, serviceFor } from './guards.ts';
import { propose, proposeRetiring, setAside } from './proposing.ts';
import { bankHolidaysOf, countServices, insertService, serviceById, setBankHolidays } from './queries.ts';
import { settlingHandlers } from './settling.ts';

const takenId =
  'This service cannot be added under this address. What you wrote is still here: open a new one.';
const full = `There is room for ${mostServices} services, and they are all taken. What you wrote is still here.`;

const nothingYet = (id: string): Service => ({
  ...{ id, version: 0, state: 'proposed', current: null, proposed: null, checked: null, faults: [] },
});

export const serviceHandlers: Handlers<keyof typeof serviceCommands> = {
  ...settlingHandlers,
  ...faultHandlers,

  async 'service:propose'({ serviceId, text, words, basedOn }, context) {
    const { tx, version, helplineId } = context;
    const found = await serviceById(tx, helplineId, serviceId);
    const service = permit(context, access['service:propose'], found ?? nothingYet(serviceId));
    refuseIfOvertaken(service.version, basedOn, 'service');
    refuseIfProposed(service.proposed, 'service');
    if (!found) {
      refuseUnless((await countServices(tx, helplineId)) < mostServices, 'conflict', full);
      const inserting = insertService(tx, { id: serviceId, helplineId, version, state: 'proposed' });
      await refuseIfTaken(inserting, 'services_pkey', takenId);
    }

    await propose(context, serviceId, 'text', { text, words });
  },

  async 'service:correct'({ serviceId, phones, words, basedOn }, context) {
    const service = inForce(await serviceFor(context, 'service:correct', serviceId));
    refuseIfOvertaken(service.version, basedOn, 'service');
    const { text } = service.current;
    refuseUnless(
      onlyPhoneNumbersDiffer(text.phones, phones),
      'conflict',
      'One person alone may put numbers right, and nothing else. Propose the rest: it takes a second yes.',
    );

    await setAside(context, service);
    await propose(context, serviceId, 'number', { text: { ...text, phones }, words }, (number) => ({
      currentNumber: number,
    }));
    const numbers = service.faults.filter(({ what }) => what === 'number');
    if (numbers.length > 0) await settleAll(context, service, numbers, 'fault-corrected');
  },

  async 'service:hide'({ serviceId, words }, context) {
    const service = inForce(await serviceFor(context, 'service:hide', serviceId));
    await setAside(context, service);
    const { text } = service.current;
    await propose(context, serviceId, 'hide', { text, words }, () => ({ state: 'hidden' }));
  },

  async 'service:retire'({ serviceId, words }, context) {
    const service = await serviceFor(context, 'service:retire', serviceId);
    refuseUnless(
      service.state === 'published' || service.state === 'hidden',
      'conflict',
      'This service is not in the directory, so there is nothing to take out.',
    );
    refuseIfProposed(service.proposed, 'service');
    await proposeRetiring(context, service, words);
  },

  async 'service:holidays'({ days, basedOn }, context) {
    const { tx, version, helplineId } = context;
    permit(context, access['service:holidays']);
    const seen = JSON.stringify(await bankHolidaysOf(tx, helplineId)) === JSON.stringify(basedOn);
    refuseUnless(seen, 'conflict', 'Somebody else has changed these days meanwhile. Look at them again.');
    const inOrder = days.toSorted((one, other) => one.day.localeCompare(other.day));
    await setBankHolidays(tx, helplineId, version, inOrder);
    announceDirectory(context);
  },
};
