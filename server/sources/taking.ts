import * as v from 'valibot';
import { mostServices, type Service, type ServiceText } from '#shared/directory';
import { serviceText } from '#shared/service-commands';
import type { Source } from '#shared/sources';
import { refuseUnless, type Context } from '../platform/live/commands/command.ts';
import { proposeRetiring } from '../services/proposing.ts';
import { countServices, serviceById } from '../services/queries.ts';
import { takeTexts, type Taken } from '../services/taking.ts';
import type { Entry } from './entry-queries.ts';
import { changesIn, changesNumber, withChanges } from './fields.ts';

type Wanted = { source: Source; basedOn: number; withNumber: boolean };

/** Puts new services of a source into force. An entry's id becomes that of its service. */
export async function takeNew(context: Context, { name }: Source, entries: Entry[]): Promise<void> {
  const { tx, helplineId } = context;
  const room = mostServices - (await countServices(tx, helplineId));
  refuseUnless(
    entries.length <= room,
    'conflict',
    `The directory has room for ${mostServices.toLocaleString('en-GB')} services. Take fewer, or retire some first.`,
  );
  await takeTexts(
    context,
    entries.map((entry) => takenFrom(entry, entry.sent!, { serviceId: entry.id, isNew: true, name })),
  );
}

/** Puts what a source has changed into force, and leaves everything else of the service as it is. */
export async function takeChanged(context: Context, entry: Entry, { source, basedOn, withNumber }: Wanted) {
  const service = await serviceSeen(context, entry, basedOn);
  const ours = service.current!.text;
  const changes = changesIn(entry.sent!, ours, entry.said);
  refuseUnless(
    withNumber || !changesNumber(ours, changes),
    'conflict',
    'This changes a telephone number. Look at the old and the new one, and take it by itself.',
  );
  const checked = v.safeParse(serviceText, withChanges(ours, changes));
  refuseUnless(
    checked.success,
    'conflict',
    'Together with what we have, this is no whole service any more. Change it by hand.',
  );
  const taken = { serviceId: service.id, isNew: false, name: source.name };
  await takeTexts(context, [takenFrom(entry, checked.output, taken)]);
}

const takenFrom = (
  { checkedOn }: Entry,
  text: ServiceText,
  { serviceId, isNew, name }: { serviceId: string; isNew: boolean; name: string },
): Taken => ({
  serviceId,
  text,
  isNew,
  words: `As in “${name}”`,
  checkedAt: checkedOn === null ? null : new Date(`${checkedOn}T12:00Z`),
});

/** Proposes to retire a service that its source does not have any more; a second person has to agree. */
export async function takeGone(context: Context, entry: Entry, { source, basedOn }: Wanted): Promise<void> {
  const service = await serviceSeen(context, entry, basedOn);
  await proposeRetiring(context, service, `No longer in “${source.name}”`);
}

/** Our service of an entry, as the sender saw it. Refuses `conflict` if something of it is proposed, or it has changed. */
async function serviceSeen(
  { tx, helplineId }: Context,
  { serviceId }: Entry,
  basedOn: number,
): Promise<Service> {
  const service = serviceId === null ? null : await serviceById(tx, helplineId, serviceId);
  refuseUnless(
    service?.state === 'published' && service.current,
    'conflict',
    'This service is not in the directory any more.',
  );
  refuseUnless(
    service.version === basedOn,
    'conflict',
    'Somebody has changed this service meanwhile. Look at both once more.',
  );
  refuseUnless(
    service.proposed === null,
    'conflict',
    'A change to this service waits for a second yes already. Settle that one first.',
  );
  return service;
}
