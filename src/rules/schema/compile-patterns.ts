import { isJsonObject } from '../../model/text/json.ts';
import type { SchemaPart } from './collect-parts.ts';
import { compilePattern, type LinearPattern } from './compile-pattern.ts';
import type { Meter } from './meter.ts';
import type { SchemaProblem } from './schema-problem.ts';

export interface Patterns {
  readonly byText: ReadonlyMap<string, LinearPattern>;
  readonly problems: readonly SchemaProblem[];
  /** Of all of them, in instructions of the engine. */
  readonly size: number;
}

/** Of all patterns of a schema: a larger one takes seconds before it is held against anything. */
const maxSize = 10_000;

/** Every pattern of a schema, each once. */
export function compilePatterns(parts: readonly SchemaPart[], meter: Meter): Patterns {
  const byText = new Map<string, LinearPattern>();
  const problems: SchemaProblem[] = [];
  let size = 0;
  for (const { text, path } of parts.flatMap(patternsOf)) {
    if (byText.has(text)) continue;
    const compiled = compilePattern(text, meter);
    if (!('pattern' in compiled)) {
      problems.push({ path, ...compiled });
      continue;
    }
    size += compiled.pattern.size;
    if (size > maxSize) {
      const message = 'the patterns of the schema are too long';
      problems.push({ path, message, hint: 'Repeat less in them, or make several rules of it.' });
      break;
    }
    byText.set(text, compiled.pattern);
  }
  return { byText, problems, size };
}

function patternsOf({ schema, path }: SchemaPart) {
  if (typeof schema === 'boolean') return [];
  const { pattern, patternProperties } = schema;
  const keys = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [
    ...(typeof pattern === 'string' ? [{ text: pattern, path: [...path, 'pattern'] }] : []),
    ...keys.map((text) => ({ text, path: [...path, 'patternProperties', text] })),
  ];
}
