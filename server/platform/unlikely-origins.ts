/** Why these addresses are probably a mistake, as a line for the terminal; null where they are not. */
export function unlikelyOrigins(origins: string[], trustProxy: number): string | null {
  const secure = origins.filter((origin) => origin.startsWith('https:'));
  const orMean = 'If it is meant, set ORIGIN_IS_MEANT=yes.';
  if (secure.length > 0 && secure.length < origins.length)
    return `ORIGIN names an http:// address beside an https:// one, for which the cookie would travel unprotected. ${orMean}`;
  if (secure.length > 0 && trustProxy === 0)
    return `ORIGIN is https:// but TRUST_PROXY is 0, so everybody behind the proxy would count as one address. Set TRUST_PROXY to the number of your proxies. ${orMean}`;
  return null;
}
