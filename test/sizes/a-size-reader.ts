import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import type { Kind } from '../../src/model/entity.ts';
import type { Problem } from '../../src/model/remote/remote.ts';
import type { Size } from '../../src/model/remote/size.ts';
import type { JsonObject } from '../../src/model/text/json.ts';
import type { SizeReader } from '../../src/sizes/size-reader.ts';

export type Answer = number | Size | Problem | DiagnosticError;

interface Asked {
  readonly kind: Kind;
  readonly ids?: readonly string[];
  readonly channel?: string;
  readonly attributes?: JsonObject;
}

export interface ScriptedReader extends SizeReader {
  readonly asked: readonly Asked[];
}

/**
 * Answers ID by ID and estimate by estimate. A DiagnosticError for one ID refuses the whole request
 * that holds it.
 */
export function aSizeReader(
  answerTo: (idOrAttributes: string | JsonObject) => Answer | null,
): ScriptedReader {
  const asked: Asked[] = [];
  return {
    asked,
    computeSizes: async (kind, ids, channel) => {
      asked.push({ kind, ids: [...ids], channel });
      const sizes = new Map<string, Size>();
      const problems: Problem[] = [];
      for (const [index, id] of ids.entries()) {
        const answer = answerTo(id);
        if (answer instanceof DiagnosticError) throw answer;
        if (answer === null) continue;
        if (typeof answer === 'number') sizes.set(id, { size: answer, relativeSize: null });
        else if ('code' in answer) problems.push({ ...answer, index });
        else sizes.set(id, answer);
      }
      return { sizes, problems };
    },
    estimateSize: async (kind, attributes) => {
      asked.push({ kind, attributes });
      const answer = answerTo(attributes);
      if (answer instanceof DiagnosticError) throw answer;
      if (answer === null) return { size: null, problems: [] };
      if (typeof answer === 'number')
        return { size: { size: answer, relativeSize: null }, problems: [] };
      if ('code' in answer) return { size: null, problems: [answer] };
      return { size: answer, problems: [] };
    },
  };
}

export function aProblem(code: string, differs: Partial<Problem> = {}): Problem {
  return { code, detail: null, traceId: null, index: null, deprecation: false, ...differs };
}

export function aRefusal(code: string, message = `POST … answered ${code}`): DiagnosticError {
  return new DiagnosticError([{ severity: 'error', code, message }]);
}
