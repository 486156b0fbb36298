/** The pages of the manual share one import, which is fetched ahead. */
export const manual = () => import('./manual-pages.ts');
