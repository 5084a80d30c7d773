/** `--format json` of many projects: written as they come, so that no document is held whole. */
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { isJsonObject, type JsonObject } from '../../../model/text/json.ts';
import { parseJson } from '../../../model/text/parse-json.ts';
import { renderJson } from '../../process/render-json.ts';
import type { ProjectRun } from '../project/run-project.ts';

export interface JsonDocument {
  readonly add: (run: ProjectRun) => void;
  /** Ends the document, with what concerns no single project. */
  readonly end: (diagnostics: readonly Diagnostic[]) => void;
}

/** @param write gets the document in parts, each of whole lines. */
export function createJsonDocument(write: (text: string) => void): JsonDocument {
  let isFirst = true;
  write('{\n  "formatVersion": 1,\n  "projects": [\n');
  return {
    add: (run) => {
      const text = indent(renderJson(entryOf(run)), '    ');
      write(isFirst ? text : `    ,\n${text}`);
      isFirst = false;
    },
    end: (diagnostics) => {
      const rest = renderJson({ diagnostics }).slice(2);
      write(diagnostics.length === 0 ? '  ]\n}\n' : `  ],\n${rest}`);
    },
  };
}

/** The document of a plan stands under its own name; the fields of every other one stand beside those of the project. */
function entryOf(run: ProjectRun): object {
  const { target, name, exitCode, state, diagnostics } = run;
  const { formatVersion, ...document } = readDocument(run.document);
  const head = { project: name, file: target.file, exitCode, state };
  if ('checksum' in document && 'changes' in document) {
    return { ...head, plan: { formatVersion, ...document } };
  }
  return 'diagnostics' in document
    ? { ...head, ...document }
    : { ...head, ...document, diagnostics: diagnostics.map(({ related: _, ...rest }) => rest) };
}

function readDocument(text: string): JsonObject {
  const parsed = parseJson(text);
  return 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : {};
}

function indent(text: string, by: string): string {
  return text.replace(/^(?=.)/gmu, by);
}
