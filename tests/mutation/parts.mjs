/** What is changed, and the tests that have to notice. */
export const parts = {
  crypto: {
    mutate: [
      'server/platform/encryption/cipher.ts',
      'server/platform/encryption/key-encryption-keys.ts',
      'server/platform/encryption/sealed-value.ts',
      'server/platform/encryption/words-in.ts',
      'server/platform/encryption/wrapping.ts',
    ],
    tests: ['tests/server/reading-keys.test.ts', 'tests/server/sealed-values.test.ts'],
  },
  'sign-in': {
    mutate: [
      'server/platform/auth/concurrency-limit.ts',
      'server/platform/auth/known-passwords.ts',
      'server/platform/auth/network-of.ts',
      'server/platform/auth/one-time-codes.ts',
      'server/platform/auth/xor-filter.ts',
      'server/sign-in/check-code.ts',
      'shared/passwords.ts',
    ],
    tests: ['tests/server/sign-in-rules.test.ts'],
  },
  access: {
    mutate: ['shared/access.ts', 'shared/break-glass-access.ts', 'shared/permission.ts', 'shared/viewer.ts'],
    tests: ['tests/shared/permissions.test.ts', 'tests/shared/visibility.test.ts'],
  },
};
