import type { Service, ServiceText } from '#shared/directory';
import type { ServiceKind } from '#shared/service-kinds';

/** What is looked for. `kinds`: any of these; none for all. `borough`: null for all. */
export type Wanted = { borough: string | null; kinds: ServiceKind[]; openOnly: boolean };

/** Whether a service is for people of this borough: its own, or one that is for everywhere. */
export const isIn = ({ boroughs }: ServiceText, borough: string | null): boolean =>
  borough === null || boroughs.length === 0 || boroughs.includes(borough);

/**
 * Those of these services that are wanted, in their order. `isOpen` is asked last, because it costs the most; a service whose hours nobody
 * knows may be open.
 */
export const wantedOf = (
  services: Service[],
  { borough, kinds, openOnly }: Wanted,
  isOpen: (text: ServiceText) => boolean,
): Service[] =>
  services.filter(({ current }) => {
    if (!current) return false;
    const { text } = current;
    const isKind = kinds.length === 0 || kinds.includes(text.kind);
    return isKind && isIn(text, borough) && (!openOnly || isOpen(text));
  });

/** Those of the borough itself before those for everywhere; then by kind in the order asked for, then by name. */
export function inOrder(services: Service[], { borough, kinds }: Wanted): Service[] {
  const rank = ({ current }: Service) => {
    const { boroughs, kind } = current!.text;
    const near = borough !== null && boroughs.includes(borough) ? 0 : 1;
    return near + 2 * Math.max(0, kinds.indexOf(kind));
  };
  return services.toSorted(
    (one, other) => rank(one) - rank(other) || one.current!.text.name.localeCompare(other.current!.text.name),
  );
}
