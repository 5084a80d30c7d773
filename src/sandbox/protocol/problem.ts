import type { JsonObject } from '../json.ts';

/** What an item or a request did wrong, before it is put in the words of the API. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly type: ProblemType;
}

export type ProblemType =
  | 'access-control'
  | 'authentication'
  | 'authorization'
  | 'availability'
  | 'deprecation'
  | 'quota'
  | 'validation';

export function problem(code: string, detail: string, type: ProblemType = 'validation'): Problem {
  return { code, detail, type };
}

/**
 * An entry of `errors` or `warnings`.
 * @param instance what it is about, such as `@data/0`
 */
export function writeProblem(each: Problem, instance: string, traceId: string): JsonObject {
  return {
    traceId,
    traceIdentifier: traceId,
    type: each.type,
    code: each.code,
    instance,
    title: titleOf(each.code),
    detail: each.detail,
  };
}

function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
