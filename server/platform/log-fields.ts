type Allows<Value> = (value: unknown) => value is Value;

const matching =
  (shape: RegExp): Allows<string> =>
  (value): value is string =>
    typeof value === 'string' && shape.test(value);

const id = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
/** A name is short and has no spaces; anything else might be text that a person wrote. */
const name = matching(/^[\w$:-]{1,63}$/);
/** What a job or a task of the program is called. */
const title = matching(/^[a-z][A-Za-z -]{0,59}$/);
const count = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const yesOrNo = (value: unknown): value is boolean => typeof value === 'boolean';

/** Every field that a line of the log may have, and what its value may be. What is not named here is not logged. */
const allowed = {
  again: yesOrNo,
  action: name,
  channel: name,
  code: (value: unknown): value is string | number => name(value) || count(value),
  command: name,
  commandId: id,
  constraint: name,
  count,
  directive: name,
  due: title,
  error: (value: unknown): value is string | number => name(value) || count(value),
  helplineId: id,
  id,
  job: title,
  method: matching(/^[A-Z]{1,10}$/),
  ms: count,
  notificationId: id,
  origin: matching(/^https?:\/\/[\w.:[\]-]{1,255}$/),
  pauseMs: count,
  /** Places in the program, such as `server/calls/queries.ts:12 < server/calls/commands.ts:8`. */
  place: matching(/^[\w/.-]+:\d+( < [\w/.-]+:\d+)*$/),
  reason: name,
  requestId: id,
  /** The pattern of a route, never an address. */
  route: matching(/^\/[\w/:{}*.-]{0,99}$/),
  rows: count,
  status: count,
  table: name,
  task: title,
  tries: count,
  urgent: yesOrNo,
  version: count,
};

type Allowed = typeof allowed;
type ValueOf<Check> = Check extends Allows<infer Value> ? Value : never;

/** Values that may be logged: names of things, ids, numbers. Never what people wrote. */
export type LogFields = { [Field in keyof Allowed]?: ValueOf<Allowed[Field]> | null | undefined };

/** Stands for a value of the wrong shape, which might be anything. */
export const withheld = '[withheld]';

/** The fields that may be logged, and no other: types can be circumvented, and a value that came from outside may be anything. */
export function loggable(facts: Record<string, unknown>): Record<string, unknown> {
  const known = Object.entries(facts).filter(
    ([field, value]) => Object.hasOwn(allowed, field) && value !== undefined,
  );
  return Object.fromEntries(known.map(([field, value]) => [field, shown(field as keyof Allowed, value)]));
}

const shown = (field: keyof Allowed, value: unknown) =>
  value === null || allowed[field](value) ? value : withheld;

export const loggedFields = Object.keys(allowed);
