/** One line of a menu. With `chosen`, it is one of several of which one holds; with `heading`, a group begins. */
export type MenuEntry = { words: string; press?: () => void; chosen?: boolean; heading?: string };
