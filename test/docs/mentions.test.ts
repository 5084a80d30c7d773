import { describe, expect, test } from '@jest/globals';
import { isOptionName, optionNames, variableOf } from '../../src/cli/arguments/options.ts';
import { secretVariables } from '../../src/cli/arguments/secret-variables.ts';
import { listPages } from './pages/list-pages.ts';
import { withoutFences } from './pages/read-fences.ts';

const variables = new Set([
  ...optionNames.map(variableOf),
  ...secretVariables.map(({ name }) => name),
]);

/** Options and variables that the prose of a page sets as code, and that do not exist. */
function findUnknown(page: string): readonly string[] {
  const codes = [...withoutFences(page).matchAll(/`([^`]+)`/gu)]
    .map(([, code = '']) => code)
    .filter((code) => !code.includes('*'));
  return codes.flatMap((code) => {
    const [option] = /^--[a-z][a-z-]*/u.exec(code) ?? [];
    if (option !== undefined && !isOptionName(option.slice(2))) return [option];
    const [variable] = /^AUDIENCECTL_[A-Z_]+/u.exec(code) ?? [];
    return variable === undefined || variables.has(variable) ? [] : [variable];
  });
}

describe('the prose of a page', () => {
  test.each(listPages())('$file: mentions options and variables that exist', ({ text }) => {
    expect(findUnknown(text)).toEqual([]);
  });

  test.each(listPages())('$file: has nothing left to be filled in', ({ text }) => {
    expect(text).not.toContain('@@');
  });

  test('is found out where it does not', () => {
    const page =
      'With `--out FILE`, `--allow-*`, `--fail-onn empty` or `AUDIENCECTL_OUTT: plan.json`.';
    expect(findUnknown(page)).toEqual(['--fail-onn', 'AUDIENCECTL_OUTT']);
  });
});
