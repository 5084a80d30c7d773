import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchesPath, parseFileGlob } from '../../../src/model/text/file-glob.ts';

/** Whether a glob matches a path, both as they are written below one folder. */
function matches(glob: string, path: string): boolean {
  const parsed = parseFileGlob(glob);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed.some(({ folder, names, ...rest }) => {
    if (names.length === 0) return folder === path;
    return path.startsWith(folder) && matchesPath({ folder, names, ...rest }, below(path, folder));
  });
}

function below(path: string, folder: string): readonly string[] {
  return path.slice(folder.length).split('/');
}

describe('a glob of files', () => {
  test.each([
    ['*.yaml', 'a.yaml', 'b/a.yaml a.yml .a.yaml a.YAML'],
    ['s/**/*.yaml', 's/a.yaml s/b/a.yaml s/b/c/a.yaml', 'a.yaml s/.b/a.yaml t/s/a.yaml'],
    ['**/a.yaml', 'a.yaml b/a.yaml', 'ba.yaml .b/a.yaml'],
    ['s/**', 's/a s/b/c.yaml', 's a'],
    ['a/**/b/**/c', 'a/b/c a/x/b/c a/b/x/y/c a/b/b/c', 'a/c a/x/c'],
    ['?.yaml', 'a.yaml é.yaml 😀.yaml', 'ab.yaml .yaml'],
    ['[a-c][!x].yaml', 'ay.yaml cz.yaml', 'dy.yaml ax.yaml a.yaml'],
    ['[x', '[x', 'x'],
    ['{s,t/u}/*.{yaml,yml}', 's/a.yaml s/a.yml t/u/a.yaml', 't/a.yaml s/a.json'],
    ['{a,{b,c}d}/*', 'a/x bd/x cd/x', 'b/x ad/x'],
    ['{a}/*', '{a}/x', 'a/x'],
    ['.h/*', '.h/a', 'h/a .h/.a'],
    ['.*', '.a', 'a'],
    ['a*b*c.yaml', 'abc.yaml axbybc.yaml', 'acb.yaml'],
    ['(old)/*+@.yaml', '(old)/a+@.yaml', 'old/a.yaml'],
  ])('%s', (glob, yes, no) => {
    expect(yes.split(' ').filter((path) => !matches(glob, path))).toEqual([]);
    expect(no.split(' ').filter((path) => matches(glob, path))).toEqual([]);
  });

  test.each([
    ['s\\*.yaml', 'backslash'],
    ['!(a).yaml', 'extended'],
    ['s/+(a|b).yaml', 'extended'],
    ['a'.repeat(5000), 'too-long'],
    ['{a,b}'.repeat(9), 'too-many-alternatives'],
    [`{${'{a,b}{a,b}{a,b}{a,b},'.repeat(100)}}`, 'too-many-alternatives'],
  ])('is refused: %#', (glob, fault) => {
    expect(parseFileGlob(glob)).toBe(fault);
  });

  const piece = fc.constantFrom('*', '**', 'a', 'b', '?', '/', '[ab]');
  const step = fc.constantFrom('a', 'b', '/');

  /** The rule in its plainest form: one regular expression, and short inputs only. */
  function expressionOf(glob: string): RegExp {
    const names = glob.split('/').filter((name) => name !== '');
    const source = names.map((name) =>
      name === '**'
        ? '(?:[^/]+/)*'
        : `${name.replaceAll(/\*+/gu, '[^/]*').replaceAll('?', '[^/]')}/`,
    );
    return new RegExp(`^${source.join('')}$`, 'u');
  }

  test('matches what a regular expression of it does', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => `*/${pieces.join('')}`),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        (glob, steps) => {
          const path = steps
            .join('')
            .split('/')
            .filter((name) => name !== '');
          fc.pre(path.length > 0);
          expect(matches(glob, path.join('/'))).toBe(expressionOf(glob).test(`${path.join('/')}/`));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('with any number of stars takes no longer than they are many', () => {
    const name = 'a'.repeat(240);
    const steps = (stars: number) => `${'*a'.repeat(stars)}b.yaml`;
    for (const stars of [1, 18, 100]) expect(matches(`*/${steps(stars)}`, `x/${name}`)).toBe(false);
    const folders = `${'**/'.repeat(200)}b`;
    expect(matches(`*/${folders}`, `${'a/'.repeat(200)}a`)).toBe(false);
  });
});
