/** The subject of the data keys that belong to no helpline. */
export const installation = '00000000-0000-0000-0000-000000000000';
