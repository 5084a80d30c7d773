import { describe, expect, test } from '@jest/globals';
import { checkApiUrl } from '../../../src/remote/http/check-api-url.ts';

describe('checkApiUrl', () => {
  test.each([
    'https://api.criteo.com',
    'https://gateway.example/criteo/',
    'http://localhost:8080',
    'http://127.0.0.1:1',
    'http://127.8.9.1',
    'http://[::1]:8080',
    'http://api.localhost',
  ])('takes %s', (url) => {
    expect(checkApiUrl(url)).toBeNull();
  });

  test.each([
    'http://api.criteo.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1',
    'http://0.0.0.0:8080',
    'ftp://api.criteo.com',
    'api.criteo.com',
    '',
    'https://id:secret@api.criteo.com',
    'https://api.criteo.com/?a=b',
  ])('refuses %s', (url) => {
    const found = checkApiUrl(url);
    expect(found?.code).toBe('api-url-invalid');
    expect(found?.message).not.toContain('secret');
  });
});
