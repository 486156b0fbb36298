import { typingShape, type Typing } from '#shared/messages';
import { holdsPlaceIn, type Viewer } from '#shared/viewer';
import { read } from '../platform/tolerant-read.ts';
import type { VolatileEvents } from '../platform/volatile.ts';

/** Sends typing events to the shift partner; with `to`, only if the partner is that person. */
export const typing: VolatileEvents = {
  typing: {
    accept(viewer, payload) {
      const said = read(typingShape, payload);
      const [shiftId] = viewer.shiftIds;
      if (!said.success || !shiftId) return null;
      const { on, to } = said.output;
      return { to, payload: { shiftId, personId: viewer.id, on } satisfies Typing };
    },
    mayReceive: (viewer: Viewer, payload) => holdsPlaceIn(viewer, (payload as Typing).shiftId),
  },
};
