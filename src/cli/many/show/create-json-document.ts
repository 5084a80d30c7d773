/** `--format json` of many projects: written as they come, so that no document is held whole. */
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { isJsonObject, type JsonObject } from '../../../model/text/json.ts';
import { parseJson } from '../../../model/text/parse-json.ts';
import type { MovedProject } from '../../../report/many/many-options.ts';
import {
  manyJsonEnd,
  manyJsonEntry,
  manyJsonStart,
  type ProjectDocument,
} from '../../../report/many/render-many-json.ts';
import { nameOfRun, type ProjectRun } from '../project/run-project.ts';

export interface JsonDocument {
  readonly add: (run: ProjectRun) => void;
  /** Ends the document, with what concerns no single project. */
  readonly end: (diagnostics: readonly Diagnostic[], moved?: readonly MovedProject[]) => void;
}

/** @param write gets the document in parts, each of whole lines. */
export function createJsonDocument(write: (text: string) => void): JsonDocument {
  let position = 0;
  write(manyJsonStart);
  return {
    add: (run) => {
      const { exitCode, state, target } = run;
      const head = { project: nameOfRun(run), file: target.file, exitCode, state };
      write(manyJsonEntry(head, documentOf(run), position));
      position += 1;
    },
    end: (diagnostics, moved) => write(manyJsonEnd(diagnostics, moved)),
  };
}

/** The document of a plan stands under its own name; the fields of every other one stand beside those of the project. */
function documentOf({ document, diagnostics }: ProjectRun): ProjectDocument {
  const whole = readDocument(document);
  if ('checksum' in whole && 'changes' in whole) return { plan: whole };
  // The name of the project stands beside its file.
  const { formatVersion: _, project: __, ...fields } = whole;
  return { diagnostics, ...fields };
}

function readDocument(text: string): JsonObject {
  const parsed = parseJson(text);
  return 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : {};
}
