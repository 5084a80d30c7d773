import type { Kind } from '../model/entity.ts';
import { canonicalJson, type JsonObject } from '../model/text/json.ts';
import type { Channel } from '../platforms/platform.ts';
import type { SizeReason } from './explain-size.ts';

/** One size that is wanted, and how it can be had. */
export type Question = ComputeQuestion | EstimateQuestion | NoFigure;

/** The size of what exists. */
export interface ComputeQuestion {
  readonly ask: 'compute';
  readonly kind: Kind;
  readonly id: string;
  /** Null on a platform without channels. */
  readonly channel: Channel | null;
}

/** The size of what is declared only, as the API's estimate takes it. */
export interface EstimateQuestion {
  readonly ask: 'estimate';
  readonly kind: Kind;
  readonly attributes: JsonObject;
}

/** No way to have it. */
interface NoFigure {
  readonly ask: 'nothing';
  readonly reason: SizeReason;
}

/** Equal for questions that have the same answer. */
export function questionKey(question: Question): string {
  return canonicalJson(question);
}
