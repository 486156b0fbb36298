/**
 * The version of the wire protocol. A page sends its number in the handshake; a page that sends none speaks version 1.
 *
 * | number | what changed |
 * | ------ | ------------ |
 * | 1 | The first wire, without a number. |
 * | 2 | Standard names for commands, news, fields and states; the handshake carries `protocol`. docs/wire.md lists each of them. |
 *
 * Raise it if an older page or server would misread, lose or expose something. An optional field that the other side
 * may omit without harm needs no new number: commands are read without unknown fields.
 */
export const protocol = 2;
/** The oldest version that this server still understands. */
export const oldestProtocol = 2;

/** Refusals of a connection because of versions. Each ends once the page, or the server, is replaced by a newer one. */
export const versionRefusals = ['page-too-old', 'server-too-old'] as const;
/** `page-too-old`: the page has to be reloaded. `server-too-old`: the server is about to be replaced, or was rolled back. */
export type VersionRefusal = (typeof versionRefusals)[number];

/** Every message that a refused connection may come with. */
export type ConnectRefusal = VersionRefusal | 'not-signed-in' | 'too-fast' | 'failed';

/** The refusal for the protocol number in a handshake, which may be any value; null if it is supported. */
export function versionRefusal(said: unknown): VersionRefusal | null {
  const spoken = Number.isSafeInteger(said) ? (said as number) : 1;
  if (spoken < oldestProtocol) return 'page-too-old';
  return spoken > protocol ? 'server-too-old' : null;
}

/** Whether the message of a refused connection is a version refusal. */
export const isVersionRefusal = (message: string): message is VersionRefusal =>
  (versionRefusals as readonly string[]).includes(message);
