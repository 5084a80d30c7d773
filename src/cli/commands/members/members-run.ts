import type { AccountWriter } from '../../../remote/create-remote.ts';
import type { FoundList } from '../../members/find-contact-list.ts';
import type { RunEvents } from '../../progress/with-event-log.ts';
import type { LoadedDeclarations } from '../../project/load-declarations.ts';

/** What every `members` command has at hand, once the manifests are read and the API is connected. */
export interface MembersRun extends Pick<RunEvents, 'tell' | 'refuse'> {
  readonly manifests: LoadedDeclarations;
  readonly remote: AccountWriter;
  readonly stop: AbortController;
}

/** The same for a command about one list. */
export interface ListRun extends MembersRun {
  readonly list: FoundList;
}
