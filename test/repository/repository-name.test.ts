import { expect, test } from 'vitest';
import { nameFromAddress } from '../../src/repository/repository-name.ts';

test.each([
  ['https://github.com/acme/shop.git', 'acme/shop'],
  ['https://token:x@github.example.com:8443/acme/shop/', 'acme/shop'],
  ['git@github.com:acme/shop.git', 'acme/shop'],
  ['github.com:acme/shop', 'acme/shop'],
  ['ssh://git@github.com:22/acme/shop', 'acme/shop'],
  ['https://gitlab.example.com/group/sub/shop.git', 'sub/shop'],
  ['/srv/git/shop.git', undefined],
  ['../shop', undefined],
  ['file:///srv/git/shop.git', undefined],
  ['C:\\work\\shop', undefined],
  ['', undefined],
])('%s → %s', (address, name) => {
  expect(nameFromAddress(address)).toBe(name);
});
