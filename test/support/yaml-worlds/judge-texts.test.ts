import { expect, test } from '@jest/globals';
import { load } from '../../../src/reconciler/load.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import { createDice } from '../../fuzz/create-dice.ts';
import { remoteOf } from './account.ts';
import { judgeTexts } from './judge-texts.ts';
import { randomAccount } from './random-account.ts';
import { writeProject } from './write-project.ts';

const worlds = Array.from({ length: 15 }, (_, seed) => {
  const dice = createDice(seed);
  const account = randomAccount(dice, dice.pick(['retail-media', 'marketing-solutions']));
  return { seed, dice, account, project: writeProject(dice, account) };
});

test('random projects declare what they were made from', () => {
  for (const { seed, account, project } of worlds) {
    const loaded = load(project.projectFile, project.manifests).value;
    const planned = loaded && plan(loaded, remoteOf(account)).value;
    expect({ seed, changes: planned?.changes }).toEqual({ seed, changes: [] });
    expect(judgeTexts(project, account, project.manifests, account)).toEqual([]);
  }
});

test('a character that is missing anywhere is seen', () => {
  for (const { dice, account, project } of worlds) {
    const { file, text } = dice.pick(project.manifests);
    const at = dice.below(text.length);
    const damaged = text.slice(0, at) + text.slice(at + 1);
    const texts = project.manifests.map((each) =>
      each.file === file ? { file, text: damaged } : each,
    );
    expect(judgeTexts(project, account, texts, account)).not.toEqual([]);
  }
});

test('a comment that is missing beside an edit is seen', () => {
  for (const { account, project } of worlds) {
    const [first, ...others] = account.entities;
    if (first === undefined) continue;
    const after = { ...account, entities: [{ ...first, description: 'Other words' }, ...others] };
    const texts = project.manifests.map(({ file, text }) => ({
      file,
      text: text.replace(/# c\d+; name/u, ''),
    }));
    const hasComment = texts.some(({ text }, n) => text !== project.manifests[n]?.text);
    if (!hasComment) continue;
    expect(judgeTexts(project, account, texts, after).join('\n')).toMatch(/ is lost/u);
  }
});
