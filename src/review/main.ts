import { endProcess } from '../end-process.ts';
import { runReview } from './run-review.ts';

const log = (text: string): unknown => process.stderr.write(text);

export const endOfReview: Promise<void> = endProcess(
  runReview(process.argv.slice(2), process.env, {
    print: (text) => process.stdout.write(text),
    log: (text) => log(`${text}\n`),
  }),
  'audiencectl-review',
  log,
);
