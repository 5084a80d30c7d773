import type { Environment } from './command-context.ts';

/**
 * Colours on a terminal, unless they are turned off: `--no-color` and a `NO_COLOR` that is not empty win
 * over everything (https://no-color.org). `FORCE_COLOR` turns them on where there is no terminal, such as
 * the log of a job, unless it is `0` or `false` (https://force-color.org, https://nodejs.org/api/cli.html).
 */
export function readColor(
  environment: Environment,
  isOff: boolean,
): { readonly color: boolean; readonly forceColor: boolean } {
  const { FORCE_COLOR: forced = '', NO_COLOR: none = '', TERM: terminal } = environment;
  if (isOff || none !== '') return { color: false, forceColor: false };
  if (forced !== '') {
    const isOn = forced !== '0' && forced !== 'false';
    return { color: isOn, forceColor: isOn };
  }
  return { color: terminal !== 'dumb', forceColor: false };
}
