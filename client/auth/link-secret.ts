const place = 'one-time-link';

/**
 * The secret of the one-time link this page was opened with. It is moved from the address, and so from the history, into this
 * tab's own storage, where a reload finds it until the link has been used. Where the browser has no storage it stays in the address.
 */
export function secretOfLink(): string {
  const given = location.hash.slice(1);
  try {
    if (given !== '') {
      sessionStorage.setItem(place, given);
      history.replaceState(null, '', '/join');
    }
    return given || (sessionStorage.getItem(place) ?? '');
  } catch {
    return given;
  }
}

/** Call it once the link has been used or has expired. */
export function forgetLink() {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Storage is not available.
  }
}
