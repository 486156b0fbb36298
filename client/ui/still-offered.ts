type Options = { value: string }[];

/** The chosen option while it is offered, or else the first; empty where there is none. */
export const stillOffered = (options: Options, chosen: string): string =>
  (options.find(({ value }) => value === chosen) ?? options[0])?.value ?? '';
