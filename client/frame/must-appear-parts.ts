export { default as WhatCame } from '../asked/WhatCame.svelte';
export { hasNews } from '../asked/what-came.ts';
export { default as NotKept } from '../calls/NotKept.svelte';
export { default as PartnerSaid } from '../check-ins/PartnerSaid.svelte';
export { default as DeskNews } from '../debrief/DeskNews.svelte';
export { default as CryAloud } from '../signals/CryAloud.svelte';
export { default as NotAccepted } from './NotAccepted.svelte';
