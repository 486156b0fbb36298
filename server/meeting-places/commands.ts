import { access } from '#shared/access';
import type { meetingPlaceCommands } from '#shared/meeting-place-commands';
import { mostMeetingPlaces, type MeetingPlace } from '#shared/meeting-places';
import {
  refuseIfOvertaken,
  refuseUnless,
  type Context,
  type Handlers,
} from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { wordsOf } from '../lists/queries.ts';
import type { PlaceReactions } from './reactions.ts';
import { changePlace, countPlaces, insertPlace, placeById } from './queries.ts';

export const meetingPlaceHandlers = ({
  meetingPlaceChanged,
}: PlaceReactions): Handlers<keyof typeof meetingPlaceCommands> => ({
  async 'meetingPlace:add'({ placeId, ...fields }, context) {
    const { tx, version, helplineId, announce } = context;
    permit(context, access['meetingPlace:add']);
    await refuseUnlessBorough(context, fields.borough);
    const isRoom = (await countPlaces(tx, helplineId)) < mostMeetingPlaces;
    refuseUnless(isRoom, 'conflict', `At most ${mostMeetingPlaces} places fit. Change one that is not used.`);

    const place = { id: placeId, helplineId, version, ...fields };
    announce('meetingPlace:changed', await insertPlace(tx, place));
  },

  async 'meetingPlace:change'({ placeId, basedOn, retired, ...fields }, context) {
    const { tx, version, announce } = context;
    const place = await placeFor(context, 'meetingPlace:change', placeId);
    refuseIfOvertaken({ basedOn: place.version }, { basedOn }, overtaken);
    if (fields.borough !== place.borough) await refuseUnlessBorough(context, fields.borough);

    const again = retired === false && { retiredAt: null };
    const changed = await changePlace(tx, placeId, { version, ...fields, ...again });
    announce('meetingPlace:changed', changed);
    if (!isAlike(place, changed)) await meetingPlaceChanged(context, placeId);
  },

  async 'meetingPlace:retire'({ placeId }, context) {
    const { tx, version, now, announce } = context;
    const place = await placeFor(context, 'meetingPlace:retire', placeId);
    if (place.retiredAt !== null) return;

    announce('meetingPlace:changed', await changePlace(tx, placeId, { version, retiredAt: now }));
  },
});

const overtaken =
  'Another manager has changed this place meanwhile. Look at it as it is now, and choose which to keep.';

const isAlike = (one: MeetingPlace, other: MeetingPlace) =>
  (['name', 'address', 'opening', 'wayOut', 'signal'] as const).every((field) => one[field] === other[field]);

async function placeFor(
  context: Context,
  command: 'meetingPlace:change' | 'meetingPlace:retire',
  placeId: string,
): Promise<MeetingPlace> {
  const { tx, helplineId } = context;
  return permit(context, access[command], await placeById(tx, helplineId, placeId));
}

/** Refuses a borough that is not in the helpline’s list. */
async function refuseUnlessBorough({ tx, helplineId }: Context, borough: string): Promise<void> {
  const { boroughs } = await wordsOf(tx, helplineId);
  refuseUnless(
    boroughs.some(({ slug, retired }) => slug === borough && !retired),
    'conflict',
    'This borough is not in the list any more. Choose another one.',
  );
}
