import type { Kind } from '../model/entity.ts';
import type { Problem } from '../model/remote/remote.ts';
import type { Size, Sizes } from '../model/remote/size.ts';
import type { JsonObject } from '../model/text/json.ts';
import type { Channel } from '../platforms/platform.ts';

/** The part of the remote that knows sizes. It takes the permission to manage audiences. */
export interface SizeReader {
  /**
   * Sizes of what exists, by ID; what has none is missing, and the problems say why as far as the
   * API does. Throws a DiagnosticError when the request as a whole is refused.
   */
  computeSizes(kind: Kind, ids: readonly string[], channel: Channel): Promise<Sizes>;
  /** The size of something that need not exist. */
  estimateSize(
    kind: Kind,
    attributes: JsonObject,
  ): Promise<{ readonly size: Size | null; readonly problems: readonly Problem[] }>;
}
