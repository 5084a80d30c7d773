import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DiagnosticError } from '../../src/diagnostics/diagnostic.ts';
import type { MembersContext, MembersTask } from '../../src/members/members-task.ts';
import { usualForm } from '../../src/members/source/member-source.ts';

export const noStdin: AsyncIterable<Buffer> = { async *[Symbol.asyncIterator]() {} };

export const startTime: number = Date.UTC(2026, 0, 5, 9);

export function contextIn(folder: string, changes: Partial<MembersContext> = {}): MembersContext {
  return {
    platform: 'retail-media',
    ledgerFolder: join(folder, '.audiencectl/ledger'),
    ledgerKey: null,
    ledgerOldKey: null,
    stdin: noStdin,
    clock: { now: () => startTime, sleep: async () => {} },
    ...changes,
  };
}

/** A mirror of plain e-mails in `crm.txt`, of a list made by this run. */
export function taskIn(
  folder: string,
  changes: Partial<Omit<MembersTask, 'source' | 'consents'>> & {
    readonly source?: string;
    readonly column?: string | null;
    readonly consents?: Partial<MembersTask['consents']>;
  } = {},
): MembersTask {
  const { source = 'crm.txt', column = null, consents, ...rest } = changes;
  return {
    address: 'segment/CRM',
    target: { kind: 'segment', id: '738406688413290497' },
    identifierType: 'Email',
    listType: null,
    gumCallerId: null,
    format: 'plain',
    country: null,
    send: 'hashed',
    mode: 'mirror',
    isNew: true,
    source: {
      name: source,
      places: [{ name: source, folder, mayBePipe: false }],
      form: { ...usualForm, column },
      exclude: null,
    },
    consents: {
      removal: false,
      growth: false,
      invalid: false,
      calledInvalid: false,
      rebuild: false,
      maxRemovePercent: 20,
      maxGrowPercent: 200,
      maxInvalidPercent: 10,
      excludedBy: [],
      replace: false,
      ...consents,
    },
    ...rest,
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The code and words of the `DiagnosticError` that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no failure',
    (error: unknown) =>
      error instanceof DiagnosticError
        ? error.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n')
        : `not a diagnostic: ${String(error)}`,
  );
}
