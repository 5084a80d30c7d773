import { describe, expect, test } from '@jest/globals';
import { type RenameWish, rename } from '../../src/reconciler/rename.ts';
import { head, loadTexts, manifestText, refused, small } from './a-rename.ts';

describe('refused', () => {
  const wish = (name: string, address = 'segment/Buyers') => ({ address, name });
  test.each<[string, RenameWish, string]>([
    [
      'an unknown address',
      wish('X', 'segment/Buyer'),
      'error address-unknown no entity with the address "segment/Buyer" is declared',
    ],
    ['an empty name', wish(' '), 'error name-must-not-be-empty the new name is empty'],
    [
      'a name with blanks around it',
      wish(' A'),
      'error name-must-be-trimmed the new name " A" begins or ends with a blank',
    ],
    [
      'a name that is too long',
      wish('x'.repeat(257)),
      'error name-must-not-be-too-long the new name is longer than 256 characters',
    ],
    [
      'half of a character',
      wish('a\ud83d'),
      'error text-not-unicode the new name contains a control character or half of a character',
    ],
    [
      'a line end',
      wish('a\nb'),
      'error text-not-unicode the new name contains a control character or half of a character',
    ],
    [
      'a name that is taken',
      wish('Optouts'),
      'm.yaml:6:5 error rename-name-taken another segment has the name "Optouts", which is declared here',
    ],
    [
      'the same in other letters',
      wish('OPTOUTS'),
      'm.yaml:6:5 error rename-name-taken "OPTOUTS" looks like "Optouts", the name of another segment, which is declared here',
    ],
    [
      'a name that looks the same',
      wish('Opt\u200bouts'),
      'm.yaml:6:5 error rename-name-taken "Opt\\u200bouts" looks like "Optouts", the name of another segment, which is declared here',
    ],
    [
      'a name with the kind',
      wish('segment/X'),
      'error rename-refused the new name begins with "segment/"',
    ],
  ])('%s', (_, asked, expected) => {
    const [first = ''] = refused(small, asked);
    expect(first.replace(/^m\.yaml:6:\d+/u, 'm.yaml:6:5')).toBe(expected);
  });

  const withManifest = (text: string) => ({
    'audiencectl.yaml': `${head}vars: { v: Buyers }\n`,
    'm.yaml': text,
  });
  const list = 'contactList: { identifierType: Email }';
  test.each([
    [
      'an absent entity',
      'segments:\n  - { name: Buyers, state: absent }\n',
      'rename-refused',
      'has state: absent',
    ],
    [
      'a released entity',
      'segments:\n  - { name: Buyers, state: released }\n',
      'rename-refused',
      'has state: released',
    ],
    [
      'a name in a variable',
      `segments:\n  - { name: "\${var.v}", ${list} }\n`,
      'rename-elsewhere',
      'name uses the variable "v"',
    ],
    [
      'a reference in a variable',
      `segments:\n  - { name: Buyers, ${list} }\naudiences:\n  - { name: A, algebra: "\${var.v}" }\n`,
      'rename-elsewhere',
      'algebra uses the variable "v"',
    ],
    [
      'a reference behind an alias',
      `x-all: &b Buyers\nsegments:\n  - { name: Buyers, ${list} }\naudiences:\n  - { name: A, algebra: *b }\n`,
      'rename-elsewhere',
      'algebra stands behind the alias "b"',
    ],
    [
      'a name that a reference to a remote segment has',
      `segments:\n  - { name: Buyers, ${list} }\naudiences:\n  - { name: A, algebra: { and: [Buyers, X] } }\n`,
      'rename-name-taken',
      '"X" names an entity here that is not declared',
    ],
    [
      'an earlier name of another entity',
      `segments:\n  - { name: Buyers, ${list} }\n  - { name: C, renamedFrom: Buyers, ${list} }\n`,
      'rename-refused',
      '(rename-ambiguous)',
    ],
    [
      'a name outside of owns',
      `segments:\n  - { name: Buyers, ${list} }\n`,
      'rename-refused',
      '(outside-ownership)',
    ],
  ])('%s', (title, text, code, words) => {
    const texts = withManifest(text);
    const owns = title.includes('owns') ? 'owns: { segments: { names: ["Buy*"] } }\n' : '';
    const all = refused(
      { ...texts, 'audiencectl.yaml': texts['audiencectl.yaml'] + owns },
      wish('X'),
    );
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(` error ${code} `);
    expect(all[0]).toContain(words);
  });

  test('a file that another project reads', () => {
    const readElsewhere = new Map([
      ['m.yaml', { project: '../other/audiencectl.yaml', isSure: true }],
    ]);
    expect(refused(small, { ...wish('X'), readElsewhere })).toEqual([
      'm.yaml:4:5 error rename-elsewhere the project "../other/audiencectl.yaml" reads this file, too, and would change with it',
      'm.yaml:9:5 error rename-elsewhere the project "../other/audiencectl.yaml" reads this file, too, and would change with it',
    ]);
  });

  test('what another project of the account declares, too', () => {
    const other = {
      '../o/audiencectl.yaml': head,
      '../o/m.yaml': `segments:\n  - { name: Buyers, ${list} }\n  - { name: X, ${list} }\n`,
    };
    expect(refused(small, wish('Y'), [other])).toEqual([
      '../o/m.yaml:2:5 error rename-elsewhere the project "../o/audiencectl.yaml" declares the segment "Buyers", too'.replace(
        '2:5',
        '2:7',
      ),
    ]);
    expect(refused(small, wish('X'), [other])[1]).toContain('rename-name-taken');
  });

  test.each([
    ['segment/Buy*', 'Give the address of one entity. rename takes no wildcards.'],
    ['segment/#123', 'Give the name, as in "segment/NAME". No entry has this ID as its id.'],
    ['segment/Of ${var.v}', 'Give "segment/Of Acme": names have the values of variables.'],
    ['Zzzzzz', 'Give an address, such as "segment/NAME" or "audience/NAME".'],
    [
      'segment/Zzzzzz',
      'No segment has a name like this. Give "segment/Buyers" or "segment/Of Acme".',
    ],
  ])('what to give instead of %s', (address, hint) => {
    const { loaded, sources } = loadTexts({
      'audiencectl.yaml': `${head}vars: { v: Acme }\n`,
      'm.yaml': `segments:\n  - { name: Buyers, ${list} }\n  - { name: "Of \${var.v}", ${list} }\n`,
    });
    const { diagnostics } = rename(loaded, sources, wish('X', address));
    expect(diagnostics).toMatchObject([{ code: 'address-unknown', hint }]);
  });

  test('errors of the manifests come first', () => {
    const texts = { ...small, 'm.yaml': `${manifestText}  - { name: B, algebra: { nor: [] } }\n` };
    expect(refused(texts, wish('X'))[0]).toMatch(/^m\.yaml:15:/u);
  });
});
