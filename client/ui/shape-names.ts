/** Shapes that are distinct without colour and at arm's length. */
export type ShapeName = 'ring' | 'disc' | 'half' | 'bars' | 'dashed' | 'cut';
