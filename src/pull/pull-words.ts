/** How the sentences of a pull name files and commands. */
import type { Address } from '../model/entity.ts';
import { listAnyOf } from '../model/text/list-some.ts';
import { quote } from '../model/text/quote.ts';
import type { RemoveUnit } from './pull-unit.ts';

/** What leads from where the command runs to the project. */
export interface PullLead {
  /** The options of another command for it, each after a blank: ` --project fr.yaml`. */
  readonly options: string;
  /** ` --base DIR` of this project; empty where there is none. */
  readonly base: string;
  /** A file, which is relative to the folder of the project, as the reader finds it. */
  readonly nameOf: (file: string) => string;
}

export interface PullWords {
  readonly file: (file: string) => string;
  /** The option `--take` for one entity: among many projects, the whole command for this one. */
  readonly take: (kinds: string, address: Address) => string;
  /** The same for a pull that compares with git alone. */
  readonly takeUnknown: (address: Address) => string;
  readonly rename: (address: Address, name: string) => string;
}

/** What became of an entry that found nothing: `was deleted in the Criteo UI`. */
export function sayGone({ mayBe }: Pick<RemoveUnit, 'mayBe'>): string {
  const gone = 'was deleted in the Criteo UI';
  return mayBe.length === 0 ? gone : `${gone}, or renamed to ${listAnyOf(mayBe)}`;
}

/** @param lead of one project of many; none where the same command leads to the project anyway. */
export function createPullWords(lead?: PullLead): PullWords {
  const options = lead?.options ?? '';
  const command = `audiencectl pull${options}`;
  return {
    file: lead?.nameOf ?? ((file) => file),
    take: (kinds, address) => {
      const words = `--take ${kinds} --target ${quote(address)}`;
      return lead === undefined ? words : `${command}${lead.base} ${words}`;
    },
    takeUnknown: (address) => {
      const words = `--take unknown --target ${quote(address)}`;
      return lead === undefined ? `${words} and no --base` : `${command} ${words}, without --base`;
    },
    rename: (address, name) => `audiencectl rename${options} ${quote(address)} ${quote(name)}`,
  };
}
