import { foldName, lookAlikeKey } from '../name.ts';

/** Letters of other alphabets and other marks, before what they look like in most fonts (Unicode TS #39). */
const twins: readonly (readonly [string, string])[] = [
  ...(['AАΑᴀ', 'BВΒʙ', 'CСϹᴄ', 'DᎠᴅ', 'EЕΕᴇ', 'HНΗʜ', 'IІΙӀɪ', 'JЈͿᴊ', 'KКΚᴋ'] as const),
  ...(['LᏞʟ', 'MМΜᴍ', 'NΝɴ', 'OОΟՕᴏ', 'PРΡᴘ', 'QԚ', 'RᎡʀ', 'SЅՏꜱ', 'TТΤᴛ'] as const),
  ...(['UՍᴜ', 'VѴᴠ', 'WԜᴡ', 'XХΧ', 'YУΥҮʏ', 'ZΖᴢ', 'FϜ', 'GԌɢ'] as const),
  ...(['aаαɑ', 'cсϲ', 'dԁ', 'eе', 'gɡց', 'hһհ', 'iіιı', 'jјϳ', 'kκк', 'lӏ', 'mм'] as const),
  ...(['nո', 'oоοօ', 'pрρ', 'qԛզ', 'rг', 'sѕ', 'tт', 'uυս', 'vνѵ', 'wԝ', 'xхχ', 'yуγү'] as const),
  ...(['|ǀ∣│┃❘׀', '-‐‑‒–—―−⁃', '/⁄∕', "'’‘ʼ´`", ':꞉∶'] as const),
].map((row) => [row.slice(0, 1), row.slice(1)]);

const usualOf = new Map(
  twins.flatMap(([usual, others]) => [...others].map((other) => [other, usual] as const)),
);

/**
 * The form under which texts are equal that the eye can take for each other in any font, however case, accents, blanks
 * and alphabets differ. Coarser than `lookAlikeKey`: it is good for a warning, and for nothing else.
 */
export function visualKey(text: string): string {
  const letters = lookAlikeKey(text)
    .normalize('NFKD')
    .replaceAll(/[\p{M}\s]/gu, '');
  const usual = [...letters].map((letter) => usualOf.get(letter) ?? letter).join('');
  return foldName(usual).replaceAll(/[i1|]/gu, 'l').replaceAll('0', 'o');
}

/** Whether a character is one of those that look like a usual one. */
export function isVisualTwin(character: string): boolean {
  return usualOf.has(character);
}
