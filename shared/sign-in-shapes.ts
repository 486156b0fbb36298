import * as v from 'valibot';
import { mostPasskeys } from './credentials.ts';
import { longestPassword } from './passwords.ts';
import { email, id, lineUpTo } from './shapes.ts';

const secret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const password = v.pipe(v.string(), v.minLength(1), v.maxLength(longestPassword));
/** Six digits, with or without spaces. */
const code = v.pipe(
  v.string(),
  v.maxLength(20),
  v.transform((text) => text.replace(/\s/g, '')),
  v.regex(/^\d{6}$/),
);
const recoveryCode = v.pipe(v.string(), v.maxLength(60));
const passkeyName = lineUpTo('name');
const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(2_048));
/** The browser's response for a passkey, in JSON (WebAuthn level 3). The library validates its content. */
const credential = v.object({
  id: base64url,
  rawId: base64url,
  type: v.literal('public-key'),
  response: v.looseObject({ clientDataJSON: v.string() }),
  clientExtensionResults: v.optional(v.looseObject({}), {}),
});
/** Whether the sign-in survives closing the browser, until it expires. */
const keep = v.optional(v.boolean(), false);
/** The lost sign-in methods that a person wants to disable when they use their link. */
const lost = v.optional(
  v.strictObject({
    passkeyIds: v.optional(v.pipe(v.array(id), v.maxLength(mostPasskeys)), []),
    app: v.optional(v.boolean(), false),
    password: v.optional(v.boolean(), false),
  }),
  {},
);

// The bodies of the HTTP requests for signing in and for changing sign-in methods.

/** `helplineId`: of somebody whose address and password open several. */
export const signInShape = v.strictObject({ email, password, keep, helplineId: v.optional(id) });
export const passwordShape = v.strictObject({ password });
export const secondStepShape = v.union([v.strictObject({ code }), v.strictObject({ recoveryCode })]);
export const recoveryShape = v.strictObject({ email, recoveryCode, keep });
export const passkeyShape = v.strictObject({ credential });
export const passkeySignInShape = v.strictObject({ credential, keep });
export const linkShape = v.strictObject({ secret });
export const redeemShape = v.strictObject({ secret, password, lost, keep });
export const redeemWithPasskeyShape = v.strictObject({ secret, name: passkeyName, credential, lost, keep });
export const signInIdShape = v.strictObject({ signInId: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) });
export const addPasskeyShape = v.strictObject({ name: passkeyName, credential });
export const renamePasskeyShape = v.strictObject({ passkeyId: id, name: passkeyName });
export const removePasskeyShape = v.strictObject({ passkeyId: id });
export const codeShape = v.strictObject({ code });
