import type { Patience, RemoteWriter, WriteAnswer } from '../../model/remote/remote.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Operation } from '../../plan/order/operation.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { IdOfSegment } from './encode-operation.ts';

/** What one bulk request and what settles it work with. */
export interface BatchContext {
  readonly platform: Platform;
  readonly scopeId: string;
  readonly remote: RemoteWriter;
  readonly patience: Patience;
  readonly signal: AbortSignal | undefined;
  readonly idOf: IdOfSegment;
  readonly isAsPlanned: (operation: Operation, entity: RemoteEntity) => boolean;
  /** Why nothing more is sent; null where nothing is against it. */
  readonly findStop: () => string | null;
  /** Called after each request. A fault is an answer that says nothing, or a request that was not sent. */
  readonly onWritten: (isFault: boolean, answer: WriteAnswer) => void;
}
