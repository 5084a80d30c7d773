import type { Terminal } from '../../process/terminal.ts';

/** What one project wrote, to be shown with the others. */
export interface Captured {
  readonly terminal: Terminal;
  /** The JSON document; empty where there is none. */
  readonly result: () => string;
  readonly warnings: () => readonly string[];
}

/** More warnings of one project, and longer ones, are cut off. */
const mostWarnings = 50;
const longestWarning = 4000;

/** A terminal that nobody sees: nothing can be asked there, and notes are dropped. */
export function captureTerminal(outer: Terminal): Captured {
  const { clean } = outer;
  const warnings: string[] = [];
  let result = '';
  let isOver = false;
  const writeResult = (text: string) => {
    if (!isOver) result += clean(text);
  };
  const terminal: Terminal = {
    ...{ clean, redactor: outer.redactor, width: outer.width },
    ...{ live: false, interactive: false, isOnePlace: false },
    ...{ resultColor: false, noteColor: false },
    writeResult,
    writePatch: (text) => {
      writeResult(text);
      return true;
    },
    writeLastResult: (text) => {
      writeResult(text);
      isOver = true;
    },
    hasResult: () => result !== '',
    isWritten: async () => true,
    writeOutput: () => {},
    writeNote: () => {},
    showStatus: () => {},
    writeAnnotations: () => {},
    writeWarning: (text) => {
      if (warnings.length < mostWarnings) warnings.push(clean(text).slice(0, longestWarning));
    },
    isAsking: () => false,
    ask: async () => null,
  };
  return { terminal, result: () => result, warnings: () => warnings };
}
