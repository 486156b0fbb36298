import * as v from 'valibot';
import { id, lineUpTo, shortText, slug, version, writtenText } from './shapes.ts';

const name = lineUpTo('listWord');
const fields = {
  placeId: id,
  name,
  address: writtenText,
  borough: slug,
  opening: shortText,
  wayOut: shortText,
  signal: v.boolean(),
};

export const meetingPlaceCommands = {
  'meetingPlace:add': v.strictObject(fields),
  /** `basedOn`: the version of the place that the sender saw. `retired: false` offers it again. */
  'meetingPlace:change': v.strictObject({
    ...fields,
    retired: v.optional(v.literal(false)),
    basedOn: v.optional(version),
  }),
  /** It is not offered any more. Meetings that are arranged there stay as they are. */
  'meetingPlace:retire': v.strictObject({ placeId: id }),
};
