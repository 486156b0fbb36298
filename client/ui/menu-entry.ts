/** One line of a menu. With `chosen`, it is one of several exclusive options; `heading` starts a group. */
export type MenuEntry = { words: string; press?: () => void; chosen?: boolean; heading?: string };
