import { isHere, type Person } from '#shared/people';
import { isA } from '#shared/viewer';

type Candidate = Pick<Person, 'id' | 'firstName' | 'roles' | 'suspendedAt' | 'isIn'>;

export type OnCallOrder = {
  /** The managers on call who can be asked: the first, then the next. */
  onCall: string[];
  /** Who is asked at once: the person named, else the first on call, else every manager. Empty where only the one named may be asked, and cannot. */
  first: string[];
  /** Everybody who can be asked, in the order in which they are asked. */
  inTurn: string[];
};

export type Asking = {
  /** The managers on call, the first before the next; null where there is none. */
  onCall: (string | null)[];
  /** The person asked for by name; null asks any manager. */
  named?: string | null;
  /** Whether the person named is asked only while they are a manager. */
  onlyManagers?: boolean;
  /** Whether nobody but the person named may be asked. */
  onlyNamed?: boolean;
  /** The ids of those who are not asked, such as the one who asks. */
  except?: string[];
};

const byFirstName = new Intl.Collator('en');

/**
 * Who is asked, and in which order, by one rule for the whole product: the person named, the managers on call, then all other
 * managers by first name, and by id where first names are equal, so that every server and every look gives the same order.
 * It leaves out everybody who is suspended, has never signed in, or is in `except`.
 */
export function onCallOrder(people: Candidate[], asking: Asking): OnCallOrder {
  const { named = null, onlyManagers = false, onlyNamed = false, except = [] } = asking;
  const able = people.filter((person) => isHere(person) && !except.includes(person.id));
  const managers = able
    .filter((person) => isA(person, 'manager'))
    .sort(inOrder)
    .map(({ id }) => id);
  const onCall = unique(asking.onCall.filter((id) => id !== null)).filter((id) => managers.includes(id));
  const nameable = onlyManagers ? managers : able.map(({ id }) => id);
  const byName = nameable.filter((id) => id === named);
  const others = onlyNamed ? [] : [...onCall, ...managers];
  const anybody = onCall.length > 0 ? onCall.slice(0, 1) : others;
  return {
    onCall,
    first: byName.length > 0 || onlyNamed ? byName : anybody,
    inTurn: unique([...byName, ...others]),
  };
}

/**
 * Whom the steps that came due reach, in their order, nobody twice. A planned person who can no longer be asked gives way to the
 * first in turn who was not reached yet; where everybody was, to the one whom escalation reached longest ago.
 * `reached` lists whom it has reached so far, first to last, and may name a person more than once.
 */
export function whoseTurn(planned: string[], inTurn: string[], reached: string[]): string[] {
  const fresh = inTurn.filter((id) => !reached.includes(id));
  const longestAgo = unique(reached.toReversed()).reverse();
  const standIns = [...fresh, ...longestAgo].filter((id) => inTurn.includes(id) && !planned.includes(id));
  const turns = planned.map((id) => (inTurn.includes(id) ? id : standIns.shift()));
  return unique(turns.filter((id) => id !== undefined));
}

const inOrder = (one: Candidate, other: Candidate) =>
  byFirstName.compare(one.firstName, other.firstName) || (one.id < other.id ? -1 : 1);

const unique = <Value>(values: Value[]) => [...new Set(values)];
