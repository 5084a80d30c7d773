export interface SecretVariable {
  readonly name: string;
  /** What it holds, as a sentence. */
  readonly help: string;
}

/** No options: a secret must not stand on a command line, where others can read it. */
export const secretVariables: readonly SecretVariable[] = [
  {
    name: 'AUDIENCECTL_LEDGER_KEY',
    help: 'A secret of your own, which encrypts the ledgers of contact-list members.',
  },
  {
    name: 'AUDIENCECTL_LEDGER_OLD_KEY',
    help: 'The key before, while it is being changed: it opens what was written with it.',
  },
];
