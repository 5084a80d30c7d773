/** Text that somebody outside may choose to drive a terminal or a CI system, and what it must not do. */

/** Each stands on a line of its own wherever the field takes lines. */
export const hostileTexts: readonly string[] = [
  '::error::pwned',
  '  ::add-mask::pwned',
  '\u00a0::warning file=x::pwned',
  '::unheard-of::pwned',
  'a ##vso[task.setvariable variable=a]pwned',
  '##VSO[task.complete result=Failed;]',
  '##[add-mask]pwned',
  'a ##[error]pwned',
  "a ##teamcity[buildStatus text='pwned']",
  'section_start:1560896352:pwned\r\u001b[0K',
  'travis_fold:start:pwned\r\u001b[0K',
  '\u001b[2J\u001b[1;31mpwned\u001b[0m',
  '\u001b[31mpwned\u001b[39m',
  '\u001b]8;;https://evil.example\u0007pwned\u001b]8;;\u0007',
  '\u001bP+q544e\u001b\\',
  'over\rwritten',
  'rub\b\b\b\u007fout',
  'bell\u0007 null\u0000 eight\u009b31mbit \u009d0;title\u009c',
  'line\u2028::error::pwned',
  'paragraph\u2029##[error]pwned',
  'next\u0085::error::pwned',
  'turned\u202egnp.exe\u2066 \u200f \u061c',
  'unseen\u200b\u2060\ufeff\u00ad\u{e0041}\u{e007f}\u3164',
];

/** All of it at once. */
export const hostileText: string = hostileTexts.join('\n');

/** The same for what takes no null: arguments, variables, names of files. */
export const hostileArgument: string = hostileText.replaceAll('\u0000', '');

const harms: readonly (readonly [string, RegExp])[] = [
  ['control character', /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/u],
  ['reading direction', /\p{Bidi_Control}/u],
  ['half a character', /\p{Cs}/u],
  ['unseen character', /[\u00ad\u200b\u2060\ufeff\u3164\u{e0000}-\u{e0fff}]/u],
  ['order to GitHub', /^\s*::/mu],
  ['order to Azure or the older GitHub', /##(?:vso)?\[/iu],
  ['order to TeamCity', /##teamcity\[/iu],
  ['order to GitLab', /section_(?:start|end):\d/u],
  ['order to Travis', /travis_(?:fold|time):/u],
];

/** What a text would do to a terminal or a CI system; nothing for a harmless one. */
export function harmsIn(text: string): readonly string[] {
  return harms.flatMap(([name, pattern]) => {
    const found = pattern.exec(text);
    if (found === null) return [];
    const around = text.slice(Math.max(0, found.index - 40), found.index + 40);
    return [`${name}: ${JSON.stringify(around)}`];
  });
}
