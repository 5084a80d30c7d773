/** Lines that begin with what only looks like YAML: other spaces, other dashes, comments of other languages. */

import { scalarRoleOf } from '../scalar-role.ts';
import { markAsDash } from './mark-as-dash.ts';
import type { Line } from './read-line.ts';
import type { Slip } from './slip.ts';
import type { Last } from './walk-state.ts';

/** Null where the line may be more of a text. */
export function strangeBegin(text: string, line: Line, last: Last): Slip | null {
  const whole = text.slice(line.start, line.next).trimEnd();
  const blanks = /^ */u.exec(whole)?.[0].length ?? 0;
  if (last.state === 'text' && blanks > last.indent) return null;
  const at = line.start + blanks;
  const rest = whole.slice(blanks);
  if (/^[^\S \t]/u.test(rest)) {
    return {
      at,
      message: 'the line is indented with other spaces than usual blanks',
      hint: 'Indent it with usual blanks.',
    };
  }
  const comment = /^(?:\/\/|\/\*)/u.exec(rest)?.[0];
  if (comment !== undefined) return foreignComment(comment, at);
  const colon = /^(?:- +)*[\w-]+:(?=[^\S \t]+$)/u.exec(
    text.slice(at, line.next).replace(/[\r\n]+$/u, ''),
  )?.[0];
  if (colon !== undefined) {
    return {
      at: at + colon.length,
      message: 'another space than a usual blank follows the colon',
      hint: 'Remove it.',
    };
  }
  const isText = last.key !== null && scalarRoleOf(last.key) === 'text';
  return isText && last.state === 'open' ? null : strangeDash(rest, at, last);
}

/** Comments of other languages. */
export function foreignComment(mark: string, at: number): Slip {
  return {
    at,
    message: `comments of YAML do not begin with ${mark}`,
    hint:
      mark === '//'
        ? 'Write # instead of //.'
        : 'Begin each line of the comment with #, and remove /* and */.',
  };
}

/** What a merge leaves in a file where it could not decide. */
export function findConflict(text: string, from: number, to: number): Slip | null {
  const mark = /^(?:<{7}|>{7})(?= |\r?$)/mu.exec(text.slice(from, to));
  return (
    mark && {
      at: from + mark.index,
      message: 'the line is a mark of a merge conflict',
      hint: 'Keep the lines that are meant, and remove the lines that begin with <<<<<<<, ======= or >>>>>>>.',
    }
  );
}

function strangeDash(rest: string, at: number, last: Last): Slip | null {
  const dash = /^((?:- +)*)(\S.*)$/u.exec(rest);
  const [, dashes = '', content = ''] = dash ?? [];
  const mark = markAsDash(content);
  // A dash without a blank may begin a text, but not where a list or a key has to be.
  if (mark === null || (mark.kind === 'glued' && !isListPlace(last))) return null;
  return { at: at + dashes.length, message: mark.message, hint: mark.hint };
}

function isListPlace({ state, key }: Last): boolean {
  return state === 'open' && (key === 'and' || key === 'or');
}
