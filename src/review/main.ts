import { runReview } from './run-review.ts';

process.exitCode = await runReview(process.argv.slice(2), process.env, {
  print: (text) => process.stdout.write(text),
  log: (text) => process.stderr.write(`${text}\n`),
});
