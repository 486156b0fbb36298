import { Router } from './router.svelte.ts';

/** The path patterns of the pages; `*` matches every other address. */
const paths = [
  '/tonight',
  '/calls',
  '/write-down',
  '/calls/:id',
  '/asked',
  '/asked/:id',
  '/before-you-go',
  '/profile',
  '/how-i-sign-in',
  '/my-history',
  '/reach',
  '/helpline',
  '/helpline-history',
  '/guidance',
  '/desk',
  '/desk/:id',
  '/rota',
  '/my-calendar',
  '/rota/pattern',
  '/rota/past',
  '/manual',
  '/manual/:id',
  '/manual/:id/edit',
  '/away',
  '/people',
  '/reviews',
  '/records',
  '/records/:id',
  '/log',
  '/taken-out',
  '/opened',
  '/break-glass',
  '/break-glass/:id',
  '/themes',
  '/reviews/:id',
  '*',
] as const;
export type Path = (typeof paths)[number];

export const route = new Router<Path>(paths);
export const { isActive, navigate } = route;
