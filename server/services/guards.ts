import { access } from '#shared/access';
import type { Service } from '#shared/directory';
import type { serviceCommands } from '#shared/service-commands';
import type { Change, Context } from '../platform/live/commands/command.ts';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { serviceById } from './queries.ts';

type OnAService = Exclude<
  keyof typeof serviceCommands,
  'service:propose' | 'service:settle' | 'service:holidays'
>;

/** The service, if the actor may send this command about it. */
export async function serviceFor(context: Context, command: OnAService, serviceId: string): Promise<Service> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await serviceById(tx, helplineId, serviceId));
}

/** The service with the text in force. Refuses `conflict` where nobody can find it. */
export function inForce(service: Service) {
  const { state, current } = service;
  refuseUnless(
    state === 'published' && current,
    'conflict',
    'This service is not in the directory now. What you wrote is still here.',
  );
  return { ...service, current };
}

/** Tells every open page to fetch what is new in the directory. */
export const announceDirectory = ({ announce, helplineId, version }: Change) =>
  announce('service:changed', { id: helplineId, version });
