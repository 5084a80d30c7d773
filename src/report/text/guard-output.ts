import { guardText } from '../../model/text/guard-text.ts';
import { paintPattern } from './create-painter.ts';

/**
 * The last check of output to a terminal or a log: harmless text is left as
 * they are, and of all sequences of a terminal only our own colours pass, where there are colours.
 */
export function guardOutput(text: string, color: boolean): string {
  if (!color || !text.includes('\u001B')) return guardText(text);
  return text
    .split(paintPattern)
    .map((part, index) => (index % 2 === 1 ? part : guardText(part)))
    .join('');
}

/** The same for a patch: without its tabs, line ends and byte order marks it would not apply. */
export function guardPatch(patch: string, color: boolean): string {
  return patch
    .split(/(\t|\r?\n|(?<=^[ +-])\uFEFF)/mu)
    .map((part, index) => (index % 2 === 1 ? part : guardOutput(part, color)))
    .join('');
}
