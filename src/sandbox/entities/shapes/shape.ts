/** The attributes that a request may carry, as data: one table a request body, checked by `check-shape.ts`. */

export type Shape =
  | {
      readonly form: 'text' | 'number' | 'integer' | 'count' | 'boolean' | 'id' | 'any' | 'algebra';
    }
  | { readonly form: 'choice'; readonly values: readonly string[]; readonly code: string | null }
  | {
      readonly form: 'set';
      readonly values: readonly string[] | null;
      readonly code: string | null;
    }
  | { readonly form: 'list'; readonly of: ObjectShape }
  /** One value of any key. */
  | { readonly form: 'map'; readonly of: Shape }
  | { readonly form: 'either'; readonly of: readonly Shape[]; readonly wanted: string }
  | { readonly form: 'counts' }
  /** A list of versions of the API. */
  | { readonly form: 'versions' }
  | { readonly form: 'numbered'; readonly values: readonly number[] }
  | {
      readonly form: 'wrapped';
      readonly of: Shape;
      /** The spelling of the OpenAPI: the bare value, or `{"value": …}`. */
      readonly spelling: 'plain' | 'wrapper';
      /** Whether the other spelling passes when the sandbox is not strict, as the guides use it. */
      readonly bothWays: boolean;
    }
  | ObjectShape;

export interface ObjectShape {
  readonly form: 'object';
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}

export const text: Shape = { form: 'text' };
export const number: Shape = { form: 'number' };
export const integer: Shape = { form: 'integer' };
export const boolean: Shape = { form: 'boolean' };
/** A whole number of at least 0. */
export const count: Shape = { form: 'count' };
export const counts: Shape = { form: 'counts' };
export const versions: Shape = { form: 'versions' };
/** Digits in a string. */
export const id: Shape = { form: 'id' };
export const anything: Shape = { form: 'any' };
/** A tree of segments, which has rules of its own. */
export const algebra: Shape = { form: 'algebra' };

/** @param code the API's code for a value outside the list; null when the whole request is refused. */
export function choice(values: readonly string[], code: string | null = null): Shape {
  return { form: 'choice', values, code };
}

export function setOf(values: readonly string[] | null, code: string | null = null): Shape {
  return { form: 'set', values, code };
}

/** The update form `{"value": …}`; without a value it clears. */
export function wrapper(of: Shape, bothWays: 'both-ways' | 'one-way'): Shape {
  return { form: 'wrapped', of, spelling: 'wrapper', bothWays: bothWays === 'both-ways' };
}

/** A bare value that the guides also show wrapped. */
export function plain(of: Shape): Shape {
  return { form: 'wrapped', of, spelling: 'plain', bothWays: true };
}

export function object(
  fields: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): ObjectShape {
  return { form: 'object', fields, required };
}

export function listOf(of: ObjectShape): Shape {
  return { form: 'list', of };
}

export function mapOf(of: Shape): Shape {
  return { form: 'map', of };
}

/** @param wanted what it may be, in words. */
export function either(wanted: string, ...of: readonly Shape[]): Shape {
  return { form: 'either', of, wanted };
}
