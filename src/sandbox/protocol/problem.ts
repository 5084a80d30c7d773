import type { JsonObject } from '../json.ts';

/** What an item or a request did wrong, before it is put in the words of the API. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly type: ProblemType;
  /** How a fault wants it reported, instead of what the settings say. */
  readonly told?: Telling;
}

export interface Telling {
  /** In words of its own; made of the code otherwise. */
  readonly title: string | null;
  readonly carrier: 'errors' | 'warnings';
  /** `text` is free text, which points nowhere. */
  readonly instance: 'index' | 'none' | 'empty' | 'path' | 'id' | 'text';
}

/** All that the error types page lists. */
export const problemTypes = [
  'access-control',
  'authentication',
  'authorization',
  'availability',
  'deprecation',
  'quota',
  'validation',
] as const;

export type ProblemType = (typeof problemTypes)[number];

export function problem(code: string, detail: string, type: ProblemType = 'validation'): Problem {
  return { code, detail, type };
}

/**
 * An entry of `errors` or `warnings`.
 * @param instance what it is about, such as `@data/0`; null for none
 */
export function writeProblem(each: Problem, instance: string | null, traceId: string): JsonObject {
  return {
    traceId,
    traceIdentifier: traceId,
    type: each.type,
    code: each.code,
    ...(instance === null ? {} : { instance }),
    title: each.told?.title ?? titleOf(each.code),
    detail: each.detail,
  };
}

function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
