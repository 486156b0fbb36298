import type { Viewer } from '#shared/viewer';

/** One volatile event. `to` is the only recipient; undefined for everybody in the helpline. */
export type Volatile = { name: 'typing'; from: string; to?: string | undefined; payload: unknown };

/** Events that are never stored or acknowledged and may be lost; at most ten in two seconds per person. */
export type VolatileEvents = {
  [Name in Volatile['name']]: {
    /** Null drops the event, for example because of a wrong shape. */
    accept: (viewer: Viewer, payload: unknown) => Omit<Volatile, 'name' | 'from'> | null;
    mayReceive: (viewer: Viewer, payload: unknown) => boolean;
  };
};
