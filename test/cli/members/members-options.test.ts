import { expect, test } from '@jest/globals';
import { parseArguments } from '../../../src/cli/arguments/parse-arguments.ts';
import { membersCommands } from '../../../src/cli/arguments/table/members-commands.ts';

/** How the files of a source are read; what `clear` and `stats` have none of. */
const reading = [
  ...['source', 'column', 'source-type', 'delimiter', 'no-header', 'encoding'],
  ...['phone-country', 'identifier-type', 'identifier-format', 'gum-caller-id'],
];
const always = ['ledger', 'rate-limit', 'format', 'report', 'events'];
const age = 'max-ledger-age';
const legacy = 'legacy-audience-id';
const [removal, growth, invalid] = ['removal', 'growth', 'invalid'].map(
  (brake) => `allow-member-${brake}`,
);

/** Written from what each action does, not from the table of the program. */
const takes: Readonly<Record<string, readonly (string | undefined)[]>> = {
  sync: [
    ...[...reading, ...always, 'exclude-source', age, legacy],
    ...[removal, growth, invalid, 'allow-members-rebuild'],
  ],
  add: [...reading, ...always, 'exclude-source', age, legacy, removal, growth, invalid],
  remove: [...reading, ...always, age, legacy, removal, invalid],
  clear: [...always, legacy, 'auto-approve'],
  forget: [...reading, ...always, age, 'auto-approve'],
  // It is refused in its own words.
  stats: [...always, age, legacy],
};

const values: Readonly<Record<string, string>> = {
  'source-type': 'csv',
  encoding: 'utf-8',
  'identifier-format': 'plain',
  [age]: '2d',
  'rate-limit': '5',
  'gum-caller-id': '7',
  format: 'json',
  report: 'json=told.json',
};
const flags = /^(?:no-|allow-|auto-)/u;

const options = membersCommands.flatMap((command) => command.options.map(({ name }) => name));
const pairs = Object.keys(takes).flatMap((action) =>
  options.map((option) => [action, option] as const),
);

test.each(pairs)('members %s takes --%s, or says that it does not', (action, option) => {
  const value = flags.test(option) ? [] : [values[option] ?? 'value'];
  const list = action === 'forget' ? [] : ['CRM'];
  const asked = parseArguments(['members', action, ...list, `--${option}`, ...value], {});
  const refused = asked.asks === 'error' ? asked.diagnostics : [];
  expect(refused.map(({ code, message }) => [code, message])).toEqual(
    takes[action]?.includes(option)
      ? []
      : [['conflicting-options', `members ${action} takes no --${option}`]],
  );
});

test('what it belongs to is named, and a setting of the environment refuses nothing', () => {
  const asked = parseArguments(['members', 'stats', 'CRM', '--exclude-source', 'a.txt'], {});
  expect(asked).toMatchObject({ diagnostics: [{ hint: expect.stringMatching('sync and add') }] });
  const set = parseArguments(['members', 'clear', 'CRM'], { AUDIENCECTL_MAX_LEDGER_AGE: '2d' });
  expect(set.asks).toBe('run');
});
