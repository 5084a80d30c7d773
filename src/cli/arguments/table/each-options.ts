import type { OptionUse } from '../command.ts';

/** Of each command that can run for many projects. */
export const eachOptions: readonly OptionUse[] = [
  {
    name: 'each',
    help: 'Run the command for every project file that matches, such as "clients/*/audiencectl.yaml". A project that fails stops no other.',
  },
  {
    name: 'changed-since',
    needs: 'each',
    help: 'With --each: leave out projects of which no file differs from the same path in DIR, a checkout of an earlier commit.',
  },
];

/** The same where `--parallelism` means nothing else. */
export const eachAtOnceOptions: readonly OptionUse[] = [
  ...eachOptions,
  {
    name: 'parallelism',
    needs: 'each',
    help: 'With --each: how many projects to run at once; 4 by default.',
  },
];
