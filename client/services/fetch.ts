/** The pages of the directory share one import, which is fetched ahead. */
export const directory = () => import('./directory-pages.ts');
