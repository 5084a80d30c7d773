import type { OptionUse } from '../command.ts';

const eachOption: OptionUse = {
  name: 'each',
  help: 'Run the command for every project file that matches, such as "clients/*/audiencectl.yaml". A project that fails stops no other.',
};

const atOnceOption: OptionUse = {
  name: 'parallelism',
  needs: 'each',
  help: 'With --each: how many projects to run at once; 4 by default.',
};

/** Of each command that can run for many projects. */
export const eachOptions: readonly OptionUse[] = [
  eachOption,
  {
    name: 'changed-since',
    needs: 'each',
    help: 'With --each: leave out projects of which no file differs from the same path in DIR, a checkout of an earlier commit.',
  },
];

/** The same where `--parallelism` means nothing else. */
export const eachAtOnceOptions: readonly OptionUse[] = [...eachOptions, atOnceOption];

/** Of a command that asks what changed in the UI: files that are the same say nothing about that. */
export const eachRemoteOptions: readonly OptionUse[] = [eachOption, atOnceOption];
