export interface SecretVariable {
  readonly name: string;
  /** What it holds, as a sentence. */
  readonly help: string;
}

/** No options: a secret must not stand on a command line, where others can read it. */
export const secretVariables: readonly SecretVariable[] = [
  {
    name: 'AUDIENCECTL_LEDGER_KEY',
    help: 'A secret that you choose; it encrypts the ledgers of contact-list members.',
  },
  {
    name: 'AUDIENCECTL_LEDGER_OLD_KEY',
    help: 'The previous key, while you change the key: it opens ledgers that were written with it.',
  },
];
