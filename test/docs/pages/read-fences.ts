/** The fenced blocks of a page, with what the comments above them say to the tests. */

export interface Fence {
  /** The word behind the opening fence; empty where there is none. */
  readonly language: string;
  readonly text: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
  /** `<!-- exit 3 -->` just above gives `exit 3`; several comments may stand above each other. */
  readonly comments: readonly string[];
}

export function readFences(page: string): readonly Fence[] {
  const fences: Fence[] = [];
  const lines = page.split(/\r?\n/u);
  let comments: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const opening = /^( *)(`{3,})([\w-]*)/u.exec(line);
    const comment = /^ *<!-- (.*) -->$/u.exec(line)?.[1];
    if (comment !== undefined) comments.push(comment);
    else if (opening === null) {
      if (line.trim() !== '') comments = [];
    } else {
      const [, indent = '', marks = '', language = ''] = opening;
      const end = lines.findIndex((each, at) => at > index && each.trim() === marks);
      if (end < 0) throw new Error(`the fence of line ${index + 1} is never closed`);
      const text = lines
        .slice(index + 1, end)
        .map((each) => `${each.slice(Math.min(indent.length, each.search(/\S|$/u)))}\n`)
        .join('');
      fences.push({ language, text, line: index + 1, comments });
      comments = [];
      index = end;
    }
  }
  return fences;
}

/** The page without its fenced blocks, which hold no prose, no links and no headings. Lines stay. */
export function withoutFences(page: string): string {
  return page.replace(/^( *)(`{3,})[^\n]*\n.*?^ *\2 *$/gmsu, (block) =>
    '\n'.repeat(block.split('\n').length - 1),
  );
}
