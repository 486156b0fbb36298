import type { Viewer } from '#shared/viewer';

/** One volatile event on its way: `to` is the person for whom it is alone, undefined for everybody in the helpline. */
export type Volatile = { name: 'typing'; from: string; to?: string | undefined; payload: unknown };

/** Never stored, never acknowledged, lost without harm; at most ten in two seconds of each person. */
export type VolatileEvents = {
  [Name in Volatile['name']]: {
    /** Null: not worth sending, such as a wrong shape. */
    accept: (viewer: Viewer, payload: unknown) => Omit<Volatile, 'name' | 'from'> | null;
    mayReceive: (viewer: Viewer, payload: unknown) => boolean;
  };
};
