/** Whether this is a JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects in the list under this name; none where there is no list. */
export const listIn = (row: Record<string, unknown>, name: string): Record<string, unknown>[] =>
  Array.isArray(row[name]) ? row[name].filter(isObject) : [];

/** The object under this name; empty where there is none. */
export function objectIn(row: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = row[name];
  return isObject(value) ? value : {};
}
