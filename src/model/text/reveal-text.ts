/**
 * Texts for comparison side by side: a character that the eye cannot distinguish from another one,
 * or cannot see at all, is written as an escape.
 */

import { lookAlikeKey } from '../name.ts';
import { spellEscape } from './guard-text.ts';

const plain = /^(?!.* {2})[ -~À-ÿ]*$/su;

/** Nothing in it could be anything else: two of them that differ are seen to. */
const obvious = /^(?!.* {2})(?!.*\\)(?! )[ -~À-ÿ]*(?<! )$/su;

/**
 * What is not seen, and blanks that are none of the keyboard, or follow another one, where wrapping or
 * HTML would drop them. The blank Braille cell is no separator, and looks like one.
 */
const unseen =
  /(?![ \n])[\p{Cc}\p{Cs}\p{Zs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u2800]|(?<= ) /gu;

/** Its joiners and selectors are what makes it the picture that it is. */
const emoji =
  /^(?:[#*0-9]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*)$/u;

/** Made where it is needed, since making it takes longer than using it. */
let clusters: Intl.Segmenter | null = null;

/** One text beside others that are not at hand: letters stay, in their composed form. */
export function revealText(text: string): string {
  if (plain.test(text)) return text;
  if (text.search(unseen) < 0 && text.normalize('NFC') === text) return text;
  clusters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return [...clusters.segment(text)]
    .map(({ segment, index }) => {
      if (emoji.test(segment)) return segment;
      if (segment.normalize('NFC') !== segment) return segment.replace(/[^ -~]/gu, spellOne);
      // A blank stands alone in its cluster, and what was before it decides.
      return segment === ' ' && text.charAt(index - 1) === ' '
        ? spellEscape(segment)
        : segment.replace(unseen, spellOne);
    })
    .join('');
}

/**
 * Texts that are compared with each other, each as it is shown: no two that differ are shown alike. Those
 * that could be taken for each other are shown in plain ASCII.
 */
export function revealTexts(texts: Iterable<string>): ReadonlyMap<string, string> {
  const all = [...new Set(texts)];
  if (all.every((text) => obvious.test(text))) return new Map(all.map((text) => [text, text]));
  const shown = new Map(all.map((text) => [text, revealText(text)]));
  const byKey = countBy(all, lookAlikeKey);
  const byForm = countBy(all, (text) => onOneLine(shown.get(text) ?? text));
  for (const text of all) {
    const isAlone = byKey(text) === 1 && byForm(text) === 1;
    if (!isAlone) shown.set(text, spellWhole(text));
  }
  return shown;
}

/** Line feeds are shown so in a line. */
function onOneLine(text: string): string {
  return text.replaceAll('\n', '\\n');
}

function countBy(texts: readonly string[], keyOf: (text: string) => string) {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(keyOf(text), (counts.get(keyOf(text)) ?? 0) + 1);
  return (text: string) => counts.get(keyOf(text));
}

function spellWhole(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(/[^ -~]|^ | $|(?<= ) /gu, (character) => spellEscape(character));
}

function spellOne(character: string): string {
  return spellEscape(character);
}
