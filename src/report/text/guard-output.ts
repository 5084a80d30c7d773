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

/**
 * The same for a patch: without its tabs, line ends and byte order marks it would not apply.
 *
 * @param isShown whether people see it at once; if not, invisible characters stay as well.
 */
export function guardPatch(patch: string, color: boolean, isShown = true): string {
  return patch
    .split(isShown ? ofPatches : ofFiles)
    .map((part, index) => (index % 2 === 1 ? part : guardOutput(part, color)))
    .join('');
}

const ofPatches = /(\t|\r?\n|(?<=^[ +-])\uFEFF)/mu;
const ofFiles =
  /(\t|\r?\n|[\u0085\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB])/mu;
