import { asTyped } from '../ui/isolated.ts';

type Named = { firstName: string };
/** The stores that hold the people whom this person sees. */
type Stores = {
  readonly me: Named;
  people: { readonly all: Named[] };
  shifts: { readonly all: { places: Named[] }[] };
};

/** The names of the visible people of the helpline, which are not callers' names. */
export const knownNames = ({ me, people, shifts }: Stores): string[] =>
  [me, ...people.all, ...shifts.all.flatMap(({ places }) => places)].map(({ firstName }) =>
    asTyped(firstName),
  );
