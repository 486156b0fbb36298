import type { Role } from '#shared/viewer';

/** The home page of each role. */
export const navigation = {
  supporter: { href: '/tonight', words: 'Tonight' },
  manager: { href: '/desk', words: 'Desk' },
  supervisor: { href: '/reviews', words: 'Reviews' },
} as const satisfies Record<Role, { href: string; words: string }>;

/** Pages without a tab, by the tab they belong to. */
const pagesWithin: Record<string, string[]> = {
  '/tonight': [
    '/calls',
    '/log',
    '/taken-out',
    '/reports',
    '/feedback',
    '/asked',
    '/opened',
    '/plans',
    '/break-glass',
    '/before-you-go',
  ],
  '/desk': ['/records', '/plans', '/break-glass'],
  '/rota': ['/my-calendar', '/away', '/gatherings', '/next-steps'],
  '/manual': ['/lists', '/directory'],
  '/reports': ['/costs', '/feedback'],
  '/reviews': ['/themes', '/records', '/log', '/reports', '/plans', '/break-glass'],
};

/** The tab to mark as current at an address; undefined if none. */
export function tabAt(pathname: string, tabs: string[]): string | undefined {
  const isUnder = (path: string) => pathname === path || pathname.startsWith(`${path}/`);
  return tabs.find(isUnder) ?? tabs.find((tab) => pagesWithin[tab]?.some(isUnder));
}

/** A supporter's home is the shift, whatever other roles they have. */
export const homePageOf = (roles: Role[]) =>
  navigation[
    (['supporter', 'manager', 'supervisor'] as const).find((role) => roles.includes(role)) ?? 'supporter'
  ].href;

export function linksFor(roles: Role[]) {
  const own = (Object.keys(navigation) as Role[])
    .filter((role) => roles.includes(role))
    .map((role) => navigation[role]);
  const desk = roles.includes('supervisor') && !roles.includes('manager') ? [navigation.manager] : [];
  const everybodys = [
    { href: '/rota', words: 'Rota' } as const,
    { href: '/manual', words: 'Manual' } as const,
  ];
  const managing = [
    { href: '/people', words: 'People' } as const,
    { href: '/log', words: 'Log' } as const,
    { href: '/reports', words: 'Reports' } as const,
  ];
  const isManager = roles.includes('manager');
  return [...own, ...desk, ...everybodys, ...(isManager ? managing : [])];
}
