import type { JsonObject } from '../../../model/text/json.ts';

/**
 * Who enters a segment because of one attribute, as descriptions of which at least one fits each of
 * them; none where the attribute lets no one in, null where no words are certain to be true. Who leaves
 * is who enters if the change is read backwards.
 */
export type Entrants = (before: JsonObject, after: JsonObject) => readonly string[] | null;

/** For an attribute whose every change is judged `unknown`. */
export const noCertainWords: Entrants = () => null;
