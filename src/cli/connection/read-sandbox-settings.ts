import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { SettingsInput } from '../../sandbox/settings.ts';
import { suggest, usageError } from '../arguments/usage-error.ts';

/** `--set NAME=VALUE` of a sandbox. Throws a DiagnosticError. */
export async function readSandboxSettings(given: readonly string[]): Promise<SettingsInput> {
  if (given.length === 0) return {};
  const { readSettings } = await import('../../sandbox/read-setting.ts');
  const read = readSettings(given);
  if ('settings' in read) return read.settings;
  throw new DiagnosticError(
    read.problems.map(({ text, unknown, example }) => {
      const shown = example && `Write it as in this example: --set '${example}'.`;
      const hint =
        unknown === undefined
          ? shown
          : suggest(
              unknown.word,
              unknown.known,
              (name) => `"${name}"`,
              shown ?? `Use one of ${unknown.known.join(', ')}.`,
            );
      return usageError('invalid-option', `--set: ${text}`, hint);
    }),
  );
}
