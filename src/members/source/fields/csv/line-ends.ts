/** Line ends of old Macs, and of files that were joined, made those of others. */

export interface LineEnds {
  /** The next piece, in which every line ends with LF or CRLF. */
  write(text: string): string;
  end(): string;
}

/** Files with other line ends than LF and CRLF are rare, so that it has to be quick for these. */
export function createLineEnds(): LineEnds {
  let held = '';
  return {
    write: (given) => {
      const text = held + given;
      // A CR at the end may be half of a CRLF.
      held = text.endsWith('\r') ? '\r' : '';
      const whole = held === '' ? text : text.slice(0, -1);
      return hasLoneReturn(whole) ? whole.replace(/\r(?!\n)/gu, '\n') : whole;
    },
    end: () => (held === '' ? '' : '\n'),
  };
}

function hasLoneReturn(text: string): boolean {
  let at = text.indexOf('\r');
  while (at >= 0) {
    if (text[at + 1] !== '\n') return true;
    at = text.indexOf('\r', at + 2);
  }
  return false;
}
