import { readFile } from 'node:fs/promises';
import type { RunCommand } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { packageFile } from '../package-file.ts';

/** `schema FORMAT`: the schema as it ships. */
export const runSchema: RunCommand = async ({ operand, terminal }) => {
  terminal.writeResult(await readFile(packageFile(`schemas/${operand}.schema.json`), 'utf8'));
  return exitCodes.done;
};
