/** Shapes that stay apart in grey and at arm's length. */
export type ShapeName = 'ring' | 'disc' | 'half' | 'bars' | 'dashed' | 'cut';
