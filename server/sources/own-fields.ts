import { serviceKinds, type ServiceKind } from '#shared/service-kinds';
import type { ServiceText } from '#shared/directory';
import { objectIn } from './json.ts';

type Own = Partial<Pick<ServiceText, 'kind' | 'boroughs' | 'bankHolidays'>>;

const isKind = (value: unknown): value is ServiceKind => serviceKinds.some((kind) => kind === value);

/** What our own file says beyond the standard, under `x_alongside`; what is not understood is left out. `boroughs`: those that we have. */
export function ownFieldsIn(service: Record<string, unknown>, boroughs: Record<string, string>): Own {
  const { kind, boroughs: theirs, bank_holidays: holidays } = objectIn(service, 'x_alongside');
  return {
    ...(isKind(kind) && { kind }),
    ...(Array.isArray(theirs) && {
      boroughs: theirs.filter(
        (slug): slug is string => typeof slug === 'string' && Object.hasOwn(boroughs, slug),
      ),
    }),
    ...((holidays === 'as-usual' || holidays === 'shut') && { bankHolidays: holidays }),
  };
}
