/** Dashes of lists that YAML does not read as dashes, as text programs and habits make them. */

interface Mark {
  /** `glued`: a dash without a blank behind it, which may also begin a text. */
  readonly kind: 'other' | 'glued';
  readonly message: string;
  readonly hint: string;
}

const longDashes = '–—−‒―';

/** What a line begins with instead of a dash and a blank; null where that is no dash. */
export function markAsDash(content: string): Mark | null {
  const space = /^-[^\S \t\r\n]/u.test(content);
  if (space) {
    const hint = 'Write a usual blank after the dash.';
    return { kind: 'other', message: 'another space than a usual blank follows the dash', hint };
  }
  const [, mark = '', blank = '', rest = ''] = /^([–—−‒―•‣◦▪·*-])(\s*)(.*)$/su.exec(content) ?? [];
  const first = rest.split(/\s+[–—−‒―•‣◦▪·*-]/u)[0]?.trim() ?? '';
  if (mark === '' || first === '') return null;
  if (mark === '-') {
    if (blank !== '' || !/^[\p{L}\p{N}"']/u.test(first)) return null;
    const hint = `Write a blank after the dash: "- ${first.replace(/^["']|["']$/gu, '')}".`;
    return { kind: 'glued', message: 'a blank is missing after the dash', hint };
  }
  if (mark === '*' && blank === '') return null;
  const isKey = /^[a-zA-Z]+:(?:\s|$)/u.test(first);
  if (blank === '' && !isKey && !longDashes.includes(mark)) return null;
  const what = longDashes.includes(mark) ? `a long dash, ${mark}` : `the mark ${mark}`;
  return {
    kind: 'other',
    message: `the line begins with ${what}, which begins no item of a list`,
    hint: `Write - and a blank instead of ${mark}, in each line that begins so.`,
  };
}
