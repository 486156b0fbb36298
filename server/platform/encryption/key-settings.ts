type Read = {
  DATABASE_URL?: string | undefined;
  KEY_FILE?: string | undefined;
  ENCRYPTION_KEYS?: string | undefined;
};

/** A sentence saying what is wrong with the key settings; null if nothing is. Without DATABASE_URL a key is created. */
export function keySettingsProblem({ DATABASE_URL, KEY_FILE, ENCRYPTION_KEYS }: Read): string | null {
  if (KEY_FILE !== undefined && ENCRYPTION_KEYS !== undefined)
    return 'KEY_FILE and ENCRYPTION_KEYS are both set: the encryption key should come from one of them.';
  if (DATABASE_URL === undefined || KEY_FILE !== undefined || ENCRYPTION_KEYS !== undefined) return null;
  return 'KEY_FILE is missing: DATABASE_URL is set, so it should name a file with the encryption key, made with "openssl rand -base64 32".';
}
