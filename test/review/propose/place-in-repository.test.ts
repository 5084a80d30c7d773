import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placeInRepository } from '../../../src/review/propose/place-in-repository.ts';

describe('the place of a file in the repository', () => {
  test.each([
    ['', 'a.yaml', 'a.yaml'],
    ['.', 'segments/a.yaml', 'segments/a.yaml'],
    ['fr/', 'a.yaml', 'fr/a.yaml'],
    ['fr', 'a b/é.yaml', 'fr/a b/é.yaml'],
    ['brands/fr/', '../shared/a.yaml', 'brands/shared/a.yaml'],
    ['brands/fr/', '../../a.yaml', 'a.yaml'],
    ['', '.audiences/a.yaml', '.audiences/a.yaml'],
  ])('%j and %j are %j', (folder, file, path) => {
    expect(placeInRepository(folder, file)).toBe(path);
  });

  test.each([
    ['', '../a.yaml', 'is outside the repository'],
    ['fr/', '../../a.yaml', 'is outside the repository'],
    ['../fr/', 'a.yaml', 'is outside the repository'],
    ['', '/etc/passwd', 'is not a path'],
    ['', 'a/../../b.yaml', 'is not a path'],
    ['', 'a/./b.yaml', 'is not a path'],
    ['', 'a//b.yaml', 'is not a path'],
    ['', 'a/', 'is not a path'],
    ['', 'a\\..\\b.yaml', 'is not a path'],
    ['', 'a\nb.yaml', 'is not a path'],
    ['', 'a\u0000.yaml', 'is not a path'],
    ['/fr/', 'a.yaml', 'is not a path'],
    ['', '', 'is not a file'],
    ['fr/', '..', 'is not a file'],
    ['', '.git/config', 'belongs to git or to the host'],
    ['', '.GIT/config', 'belongs to git or to the host'],
    ['', '.g\u200cit/config', 'belongs to git or to the host'],
    ['', 'a/.git/hooks/x', 'belongs to git or to the host'],
    ['', 'GIT~1/config', 'belongs to git or to the host'],
    ['', '.github/workflows/audiences.yml', 'belongs to git or to the host'],
    ['', '.gitlab-ci.yml', 'belongs to git or to the host'],
    ['', '.audiencectl/x.yaml', 'belongs to git or to the host'],
    ['', '.circleci/config.yml', 'belongs to git or to the host'],
    ['', '.env', 'is not a .yaml or .yml file, or is hidden'],
    ['', 'a/.env.yaml', 'is not a .yaml or .yml file, or is hidden'],
    ['', '.yaml', 'is not a .yaml or .yml file, or is hidden'],
    ['', 'package.json', 'is not a .yaml or .yml file, or is hidden'],
    ['', 'a.yaml/x', 'is not a .yaml or .yml file, or is hidden'],
    ['.github/', 'a.yaml', 'belongs to git or to the host'],
  ])('%j and %j are refused', (folder, file, reason) => {
    expect(() => placeInRepository(folder, file)).toThrow(reason);
    expect(() => placeInRepository(folder, file)).toThrow('Nothing is proposed.');
  });

  test('a path is in the repository, in the one form that git has, or refused', () => {
    const part = fc.constantFrom('..', '.', '', 'a', '.git', '.github', 'a.yaml', '\\', 'b');
    const path = fc.array(part, { maxLength: 6 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(path, path, (folder, file) => {
        let placed: string;
        try {
          placed = placeInRepository(folder, file);
        } catch {
          return;
        }
        expect(placed.split('/').every((name) => /^(?:a|b|a\.yaml)$/.test(name))).toBe(true);
        expect(placed).toMatch(/a\.yaml$/u);
      }),
    );
  });
});
