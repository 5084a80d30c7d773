/** Keys that did their work. */
import { describe, expect, test } from '@jest/globals';
import { head, pulled, remoteAfter, textAfter } from './ui.ts';

const list = (name: string) => `  - name: ${name}\n    contactList: { identifierType: Email }\n`;

describe('spent', () => {
  test('renamedFrom goes once the new name is there', async () => {
    const git = `${head}segments:\n  - name: A\n    renamedFrom: [Old, Older] # once\n    contactList: { identifierType: Email }\n`;
    const ui = `${head}segments:\n${list('A')}`;
    const result = pulled(git, await remoteAfter(ui), { take: ['spent'] });
    expect(textAfter(result)).toBe(ui);
    expect(result.takings).toMatchObject([
      { action: 'tidy', attributes: [{ path: 'renamedFrom', from: ['Old', 'Older'], to: null }] },
    ]);
  });

  test('an earlier name that something has stays', async () => {
    const git = `${head}segments:\n  - name: A\n    renamedFrom: [Old, Older]\n    contactList: { identifierType: Email }\n`;
    const result = pulled(git, await remoteAfter(`${head}segments:\n${list('A')}${list('Old')}`), {
      take: ['spent'],
    });
    expect(textAfter(result)).toBe(git.replace('[Old, Older]', '[Old]'));
  });

  test('absent entries go once the entity is gone, and released ones stay', async () => {
    const kept = `${head}segments:\n${list('A')}  - { name: R, state: released }\n`;
    const git = `${kept}  - { name: B, state: absent }\n`;
    const result = pulled(git, await remoteAfter(`${head}segments:\n${list('A')}${list('R')}`), {
      take: ['spent'],
    });
    expect(textAfter(result)).toBe(kept);
  });

  test('nothing is tidied that was not asked for', async () => {
    const git = `${head}segments:\n${list('A')}  - { name: B, state: absent }\n`;
    const result = pulled(git, await remoteAfter(`${head}segments:\n${list('A')}`));
    expect(result).toMatchObject({ takings: [], left: [], files: [] });
  });
});
