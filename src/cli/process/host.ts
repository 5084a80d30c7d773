import type { Clock } from '../../model/remote/remote.ts';
import type { Environment } from './command-context.ts';
import type { Streams } from './terminal.ts';

/** The process as the command line sees it. */
export interface Host extends Streams {
  readonly env: Environment;
  readonly chdir: (folder: string) => void;
  /** Returns today's date; the machine's clock by default. Tests replace it. */
  readonly clock?: Pick<Clock, 'now'>;
}
